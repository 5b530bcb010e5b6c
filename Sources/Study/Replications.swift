internal import Audit
internal import Dispatch
internal import Synchronization

/// The runs of several seeds, one after another from a first one.
package struct Replications: Sendable {
  /// When enough seeds were run.
  package struct Extent: Sendable {
    /// The first seed.
    package var first: UInt64
    /// How many seeds are run at most.
    package var seeds: Int
    /// After how many seeds that exercise nothing new to stop, or `nil` never to stop for that.
    package var flat: Int?

    /// Creates an extent.
    ///
    /// - Parameters:
    ///   - first: The first seed.
    ///   - seeds: How many seeds are run at most.
    ///   - flat: After how many seeds that exercise nothing new to stop.
    package init(from first: UInt64, seeds: Int, untilFlat flat: Int? = nil) {
      self.first = first
      self.seeds = seeds
      self.flat = flat
    }
  }

  /// The runs in the order of their seeds.
  package private(set) var runs: [Replication] = []
  /// What they exercised.
  package private(set) var coverage = Coverage()

  /// Creates no replications.
  package init() {}

  /// Adds the run of a further seed.
  ///
  /// - Parameter run: The run.
  package mutating func add(_ run: Replication) {
    coverage.add(run.findings, run.lawChanges, run.faults, seed: run.seed)
    runs.append(run)
  }

  /// Runs seeds side by side until there are enough of them.
  ///
  /// Runs are added in the order of their seeds, and those beyond the one that made it enough are
  /// dropped: what comes out does not depend on `jobs`, unless `isOver` ends the study.
  ///
  /// - Parameters:
  ///   - extent: The seeds.
  ///   - jobs: How many runs are made at a time.
  ///   - isOver: Asked before each run whether to start no further one: a deadline, a signal.
  ///   - replicate: Makes the run of a seed.
  /// - Returns: The runs.
  /// - Throws: The error of the first seed, in their order, whose run failed.
  package static func run(
    _ extent: Extent, jobs: Int = 1, isOver: @Sendable () -> Bool = { false },
    replicate: @Sendable (UInt64) throws -> Replication
  ) throws -> Replications {
    let queue = Mutex(SeedQueue(extent))
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, extent.seeds))) { _ in
      while !isOver(), let number = queue.withLock({ $0.claim() }) {
        let result = Result { try replicate(extent.first &+ UInt64(number)) }
        queue.withLock { $0.finish(number, result) }
      }
    }
    return try queue.withLock { queue in
      if let error = queue.error { throw error }
      return queue.done
    }
  }

  /// The metrics over all runs.
  ///
  /// - Parameter isZero: Whether a run that has no such metric counted none of it.
  /// - Returns: The metrics in the order in which they first appear.
  package func estimates(absentIsZero isZero: (String) -> Bool) -> [Estimate] {
    Estimate.all(runs.map(\.metrics), absentIsZero: isZero)
  }

  /// The runs in which an invariant was violated.
  package var violated: [Replication] { runs.filter { $0.findings.violationCount > 0 } }
}

/// Hands seeds out, and takes their runs back in order.
private struct SeedQueue {
  let extent: Replications.Extent
  private(set) var done = Replications()
  private(set) var error: (any Error)?
  private var next = 0
  private var isEnough = false
  /// Runs that wait for that of an earlier seed, by number; looked up, never iterated.
  private var waiting: [Int: Result<Replication, any Error>] = [:]

  init(_ extent: Replications.Extent) { self.extent = extent }

  mutating func claim() -> Int? {
    guard !isEnough, next < extent.seeds else { return nil }
    defer { next += 1 }
    return next
  }

  mutating func finish(_ number: Int, _ result: Result<Replication, any Error>) {
    waiting[number] = result
    while !isEnough, let result = waiting.removeValue(forKey: done.runs.count) {
      switch result {
      case .success(let run):
        done.add(run)
        isEnough = extent.flat.map { done.coverage.seedsSinceNew >= $0 } ?? false
      case .failure(let error):
        self.error = error
        isEnough = true
      }
    }
  }
}
