internal import Foundation

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
  ///   - target: Makes the shard of a worker.
  /// - Returns: What was measured.
  package static func run(
    _ plan: LoadPlan, isOver: @escaping @Sendable () -> Bool = { false },
    target: @escaping @Sendable (Int) -> PlatformTarget
  ) -> Result {
    let clock = MonotonicClock()
    let line = StartingLine(workers: plan.workers, kinds: PlatformTarget.kinds.count)
    for worker in 0..<plan.workers {
      Thread.detachNewThread {
        var target = target(worker)
        let start = line.wait(clock)
        let executor = Executor(plan, clock: clock, isOver: isOver)
        let record = executor.run(&target, worker: worker, from: start)
        line.finish(Result(record: record, turns: target.turns))
      }
    }
    return line.result()
  }
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

  init(workers: Int, kinds: Int) {
    self.workers = workers
    record = LoadRecord(kinds: kinds)
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

  func result() -> LoadTest.Result {
    condition.lock()
    defer { condition.unlock() }
    while finished < workers { condition.wait() }
    return LoadTest.Result(record: record, turns: turns)
  }
}
