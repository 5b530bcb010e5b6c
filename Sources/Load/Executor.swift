/// Puts a planned load on one worker's target.
package struct Executor<Clock: LoadClock>: Sendable {
  private let plan: LoadPlan
  private let clock: Clock
  private let isOver: @Sendable () -> Bool

  /// Creates an executor.
  ///
  /// - Parameters:
  ///   - plan: The load.
  ///   - clock: What tells the time.
  ///   - isOver: Asked now and then whether to stop before the plan is done: a signal.
  package init(
    _ plan: LoadPlan, clock: Clock, isOver: @escaping @Sendable () -> Bool = { false }
  ) {
    self.plan = plan
    self.clock = clock
    self.isOver = isOver
  }

  /// Runs a worker to the end of the plan.
  ///
  /// - Parameters:
  ///   - target: The worker's target.
  ///   - worker: The worker, by number.
  ///   - start: The time at which the plan starts, the same for all workers.
  /// - Returns: What was measured.
  package func run<Target: LoadTarget & ~Copyable>(
    _ target: inout Target, worker: Int = 0, from start: UInt64
  ) -> LoadRecord {
    var record = LoadRecord(kinds: Target.kinds.count)
    switch plan.pace {
    case .closed: runClosed(&target, from: start, &record)
    case .open(let rate): runOpen(&target, worker, rate, from: start, &record)
    }
    return record
  }

  private func runClosed<Target: LoadTarget & ~Copyable>(
    _ target: inout Target, from start: UInt64, _ record: inout LoadRecord
  ) {
    let end = start + plan.duration
    for number in 0..<plan.limit {
      if number & 0xff == 0, isOver() {
        record.isInterrupted = true
        return
      }
      target.prepare()
      let begun = clock.now()
      guard begun < end else { return }
      let answer = target.perform()
      let ended = clock.now()
      record.count(answer, service: ended - begun)
      record.elapsed = ended - start
    }
  }

  private func runOpen<Target: LoadTarget & ~Copyable>(
    _ target: inout Target, _ worker: Int, _ rate: Int, from start: UInt64,
    _ record: inout LoadRecord
  ) {
    let lastCall = start + plan.duration + plan.patience
    record.arrivals = plan.arrivals(of: worker, rate: rate)
    for number in 0..<record.arrivals {
      let due = start + plan.due(number, of: worker, rate: rate)
      target.prepare()
      var begun = clock.now()
      let isLate = begun > due
      if !isLate {
        clock.wait(until: due)
        begun = clock.now()
      }
      record.isInterrupted = isOver()
      guard begun < lastCall, !record.isInterrupted else {
        record.unserved = record.arrivals - number
        return
      }
      if isLate { record.isLate(by: begun - due) }
      let answer = target.perform()
      let ended = clock.now()
      record.count(answer, service: ended - begun)
      record.respond(after: ended - due)
      record.elapsed = ended - start
    }
  }
}
