internal import Audit
internal import Dispatch
package import Platform
internal import Synchronization

/// Runs known-bad platforms until each is caught by whom it should be.
package struct Proof: Sendable {
  /// How many seeds are run.
  package struct Extent: Sendable {
    /// How many seeds each mutant is given at most.
    package let most: Int
    /// How many seeds each mutant is given whatever they show, so that medians mean something.
    package let least: Int

    /// Creates an extent.
    ///
    /// - Parameters:
    ///   - most: How many seeds at most, at least 1.
    ///   - least: How many seeds at least; no more than `most` are run.
    package init(most: Int, least: Int) {
      self.most = max(1, most)
      self.least = min(max(1, least), self.most)
    }
  }

  /// One run of a mutant, or of the platform as it should be, with the seed of a number.
  package typealias Run = @Sendable (_ mutant: Mutant, _ number: Int) throws -> Trial

  private let extent: Extent
  private let jobs: Int
  private let isOver: @Sendable () -> Bool
  private let trial: Run

  private init(
    _ extent: Extent, jobs: Int, isOver: @escaping @Sendable () -> Bool, trial: @escaping Run
  ) {
    self.extent = extent
    self.jobs = jobs
    self.isOver = isOver
    self.trial = trial
  }

  /// Runs mutants and the platform as it should be.
  ///
  /// Every mutant is given the least number of seeds; those that some declared invariant has not
  /// caught by then are given further ones, one after another. The platform as it should be is run
  /// with every seed that a mutant was given. What comes out does not depend on `jobs`, unless
  /// `isOver` ends the proof.
  ///
  /// - Parameters:
  ///   - mutants: The mutants.
  ///   - extent: The seeds.
  ///   - jobs: How many runs are made at a time.
  ///   - isOver: Asked before each run whether to start no further one.
  ///   - trial: Makes a run.
  /// - Returns: The matrix.
  /// - Throws: The error of the first run, in the order of seeds and mutants, that failed.
  package static func run(
    _ mutants: [Mutant], _ extent: Extent, jobs: Int = 1,
    isOver: @escaping @Sendable () -> Bool = { false }, trial: @escaping Run
  ) throws -> KillMatrix {
    let proof = Proof(extent, jobs: jobs, isOver: isOver, trial: trial)
    let board = Board(KillMatrix(mutants))
    let all = [Mutant.none] + KillMatrix(mutants).rows.map(\.mutant)
    try proof.perform(all.count * extent.least) { task in
      try proof.make(all[task % all.count], task / all.count, board)
    }
    let open = board.read.rows.filter { !$0.unseen.isEmpty }.map(\.mutant)
    try proof.perform(open.count) { try proof.pursue(open[$0], board) }
    let used = board.read.rows.compactMap { $0.trials.last?.number }.max() ?? 0
    let left = Array(extent.least..<max(extent.least, used + 1))
    try proof.perform(left.count) { try proof.make(.none, left[$0], board) }
    return board.read
  }

  private func make(_ mutant: Mutant, _ number: Int, _ board: Board) throws {
    board.add(try trial(mutant, number), of: mutant)
  }

  /// Gives a mutant further seeds until whoever should catch it has.
  private func pursue(_ mutant: Mutant, _ board: Board) throws {
    for number in extent.least..<extent.most {
      guard board.isOpen(mutant), !isOver() else { return }
      try make(mutant, number, board)
    }
  }

  /// Does tasks side by side, begun in their order.
  private func perform(
    _ count: Int, _ body: @Sendable (Int) throws -> Void
  ) throws {
    guard count > 0 else { return }
    let next = Atomic<Int>(0)
    let failure = Mutex<(task: Int, error: any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, count))) { _ in
      while !isOver() {
        let task = next.add(1, ordering: .relaxed).oldValue
        guard task < count, failure.withLock({ $0 == nil }) else { return }
        do {
          try body(task)
        } catch {
          failure.withLock { first in
            if first.map({ task < $0.task }) ?? true { first = (task, error) }
          }
        }
      }
    }
    if let error = failure.withLock({ $0?.error }) { throw error }
  }
}

/// The matrix that the threads of a proof fill.
private final class Board: Sendable {
  private let matrix: Mutex<KillMatrix>

  init(_ matrix: KillMatrix) { self.matrix = Mutex(matrix) }

  var read: KillMatrix { matrix.withLock { $0 } }

  func add(_ trial: Trial, of mutant: Mutant) { matrix.withLock { $0.add(trial, of: mutant) } }

  /// Whether somebody who is declared has not caught a mutant yet.
  func isOpen(_ mutant: Mutant) -> Bool {
    matrix.withLock { matrix in
      matrix.rows.contains { $0.mutant == mutant && !$0.unseen.isEmpty }
    }
  }
}
