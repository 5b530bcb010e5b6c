internal import Foundation
internal import Synchronization

/// A load test of the platform model in this process.
package enum LoadTest {
  /// What a test came to.
  package struct Result: Sendable {
    /// What all workers measured.
    package let record: LoadRecord
    /// How many turns the shards lived.
    package let turns: Int
  }

  /// Runs a plan: each worker on a thread of its own, with a shard of its own.
  ///
  /// - Parameters:
  ///   - plan: The load.
  ///   - isOver: Asked now and then whether to stop before the plan is done.
  ///   - ended: Told every second how many operations were answered so far.
  ///   - target: Makes the shard of a worker.
  /// - Returns: What was measured.
  package static func run(
    _ plan: LoadPlan, isOver: @escaping @Sendable () -> Bool = { false },
    second ended: (Int, Int) -> Void = { _, _ in },
    target: @escaping @Sendable (Int) -> PlatformTarget
  ) -> Result {
    let clock = MonotonicClock()
    let line = StartingLine(plan)
    let answered = AnswerCount()
    let pool: SharedPool? =
      if case .users(let users) = plan.pace { users.shared.map(SharedPool.init) } else { nil }
    for worker in 0..<plan.workers {
      Thread.detachNewThread {
        var target = target(worker)
        let start = line.wait(clock)
        let executor = Executor(
          plan, clock: clock, pool: pool, isOver: isOver, answered: { answered.add($0) })
        let record = executor.run(&target, worker: worker, from: start)
        line.finish(Result(record: record, turns: target.turns))
      }
    }
    return line.result { ended($0, answered.count) }
  }
}

/// How many operations all workers have answered.
private final class AnswerCount: Sendable {
  private let total = Atomic<Int>(0)

  var count: Int { total.load(ordering: .relaxed) }

  func add(_ more: Int) { total.add(more, ordering: .relaxed) }
}

/// Where the workers of a test wait for each other, before and after.
private final class StartingLine: @unchecked Sendable {
  private let condition = NSCondition()
  private let workers: Int
  private var ready = 0
  private var start: UInt64 = 0
  private var finished = 0
  private var record: LoadRecord
  private var turns = 0

  init(_ plan: LoadPlan) {
    workers = plan.workers
    record = LoadRecord(kinds: PlatformTarget.kinds.count, window: plan.window)
  }

  /// Waits until every worker has its shard, and gives the time at which all of them start.
  func wait(_ clock: MonotonicClock) -> UInt64 {
    condition.lock()
    defer { condition.unlock() }
    ready += 1
    if ready == workers {
      start = clock.now()
      condition.broadcast()
    }
    while ready < workers { condition.wait() }
    return start
  }

  func finish(_ result: LoadTest.Result) {
    condition.lock()
    defer { condition.unlock() }
    record.merge(result.record)
    turns += result.turns
    finished += 1
    condition.broadcast()
  }

  /// Waits for all workers; each second is told meanwhile.
  func result(_ ended: (Int) -> Void) -> LoadTest.Result {
    condition.lock()
    defer { condition.unlock() }
    while ready < workers { condition.wait() }
    var seconds = 0
    var next = Date(timeIntervalSinceNow: 1)
    while finished < workers {
      guard !condition.wait(until: next) else { continue }
      next += 1
      seconds += 1
      condition.unlock()
      ended(seconds)
      condition.lock()
    }
    return LoadTest.Result(record: record, turns: turns)
  }
}
