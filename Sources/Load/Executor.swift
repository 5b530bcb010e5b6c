internal import Synchronization

/// What is left of a number of operations that all workers share.
package final class SharedPool: Sendable {
  private let left: Atomic<Int>

  /// Creates a pool.
  ///
  /// - Parameter count: How many operations there are.
  package init(_ count: Int) { left = Atomic(count) }

  /// Takes an operation, if one is left.
  ///
  /// - Returns: Whether there was one.
  func take() -> Bool { left.subtract(1, ordering: .relaxed).newValue >= 0 }
}

/// Puts a planned load on one worker's target.
package struct Executor<Clock: LoadClock>: Sendable {
  private let plan: LoadPlan
  private let clock: Clock
  private let pool: SharedPool?
  private let isOver: @Sendable () -> Bool
  private let answered: @Sendable (Int) -> Void

  /// Creates an executor.
  ///
  /// - Parameters:
  ///   - plan: The load.
  ///   - clock: What tells the time.
  ///   - pool: What the workers share, where the plan has them share it.
  ///   - isOver: Asked now and then whether to stop before the plan is done: a signal.
  ///   - answered: Told now and then how many operations were answered since it was last told.
  package init(
    _ plan: LoadPlan, clock: Clock, pool: SharedPool? = nil,
    isOver: @escaping @Sendable () -> Bool = { false },
    answered: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.plan = plan
    self.clock = clock
    self.pool = pool
    self.isOver = isOver
    self.answered = answered
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
    var record = LoadRecord(kinds: Target.kinds.count, window: plan.window)
    switch plan.pace {
    case .users(let users):
      if !plan.hasResponses, users.each == nil, target.group == 1 {
        runAlone(&target, from: start, &record)
      } else {
        runUsers(&target, users, worker, from: start, &record)
      }
    case .arrivals(let profile, let shape):
      let stream = ArrivalStream(profile, shape, worker: worker, of: plan.workers, seed: plan.seed)
      runOpen(&target, from: start, &record, stream)
    case .trace(let times):
      let share = TraceArrivals(times, worker: worker, of: plan.workers)
      runOpen(&target, from: start, &record, share)
    }
    return record
  }

  /// The longest that a worker waits before it asks whether to stop, in nanoseconds.
  private static var slice: UInt64 { 100_000_000 }

  /// Waits until a time has come, or the test is over.
  private func wait(until time: UInt64) {
    while !isOver() {
      let soon = clock.now() + Self.slice
      clock.wait(until: min(time, soon))
      guard soon < time else { return }
    }
  }

  /// One user who never thinks: nothing stands between two operations.
  private func runAlone<Target: LoadTarget & ~Copyable>(
    _ target: inout Target, from start: UInt64, _ record: inout LoadRecord
  ) {
    for number in 0..<plan.limit {
      if number & 0xff == 0 {
        answered(number == 0 ? 0 : 256)
        if isOver() { return record.interrupt(at: clock.now() - start) }
      }
      target.prepare()
      let begun = clock.now() - start
      guard begun < plan.end else { return record.end(isExhausted: false) }
      guard pool?.take() ?? true else { break }
      if plan.isRecorded { record.dues.append(begun) }
      let answer = target.perform()
      record.count(
        LoadRecord.Timed(
          answer: answer, due: begun, begun: begun, isLate: false, hasResponse: false),
        ended: clock.now() - start)
    }
    record.end(isExhausted: true)
  }

  private func runOpen<Target: LoadTarget & ~Copyable>(
    _ target: inout Target, from start: UInt64, _ record: inout LoadRecord,
    _ arrivals: some Arrivals
  ) {
    var arrivals = arrivals
    let lastCall = plan.end + plan.patience
    var group: [LoadRecord.Timed] = []
    var pending = arrivals.next()
    while let due = pending, record.arrivals < plan.limit {
      target.prepare()
      var begun = clock.now() - start
      let isLate = begun > due
      if !isLate {
        wait(until: start + due)
        begun = clock.now() - start
      }
      guard begun < lastCall, !isOver() else { break }
      group.removeAll(keepingCapacity: true)
      perform(&target, due, begun, isLate, &group, &record)
      record.arrivals += 1
      pending = arrivals.next()
      // What came due meanwhile goes with it, where the target settles many at once.
      while let due = pending, group.count < target.group, record.arrivals < plan.limit {
        let now = clock.now() - start
        guard due <= now else { break }
        target.prepare()
        perform(&target, due, clock.now() - start, true, &group, &record)
        record.arrivals += 1
        pending = arrivals.next()
      }
      settle(&target, group, from: start, &record)
    }
    record.end(isExhausted: false)
    guard let pending, record.arrivals < plan.limit else { return }
    // What is left came due as well; of a test that was interrupted, what was due until then.
    var end = UInt64.max
    if isOver() {
      end = clock.now() - start
      record.interrupt(at: end)
    }
    let left = (pending < end ? 1 : 0) + arrivals.rest(before: end)
    record.arrivals += left
    record.unserved += left
  }

  private func perform<Target: LoadTarget & ~Copyable>(
    _ target: inout Target, _ due: UInt64, _ begun: UInt64, _ isLate: Bool,
    _ group: inout [LoadRecord.Timed], _ record: inout LoadRecord, hasResponse: Bool = true
  ) {
    if plan.isRecorded { record.dues.append(due) }
    group.append(
      LoadRecord.Timed(
        answer: target.perform(), due: due, begun: begun, isLate: isLate, hasResponse: hasResponse)
    )
  }

  private func settle<Target: LoadTarget & ~Copyable>(
    _ target: inout Target, _ group: [LoadRecord.Timed], from start: UInt64,
    _ record: inout LoadRecord
  ) {
    target.settle()
    let ended = clock.now() - start
    for operation in group { record.count(operation, ended: ended) }
    answered(group.count)
  }

  /// Any number of users, each of whom asks, is answered, and thinks.
  private func runUsers<Target: LoadTarget & ~Copyable>(
    _ target: inout Target, _ users: LoadPlan.Users, _ worker: Int, from start: UInt64,
    _ record: inout LoadRecord
  ) {
    let hasResponse = plan.hasResponses
    let isCounted = users.each != nil || users.shared != nil
    var crowd = Crowd(users, plan, worker: worker)
    var group: [LoadRecord.Timed] = []
    var members: [Int] = []
    var performed = 0
    while let first = crowd.first, first.due < plan.end {
      group.removeAll(keepingCapacity: true)
      members.removeAll(keepingCapacity: true)
      target.prepare()
      var begun = clock.now() - start
      var isLate = begun > first.due
      if !isLate {
        wait(until: start + first.due)
        begun = clock.now() - start
      }
      guard !isOver() else { return record.interrupt(at: clock.now() - start) }
      while let turn = crowd.first, begun < plan.end {
        guard performed < plan.limit, pool?.take() ?? true else {
          crowd.dismiss()
          break
        }
        _ = crowd.take()
        members.append(turn.user)
        perform(
          &target, hasResponse ? turn.due : begun, begun, isLate, &group, &record,
          hasResponse: hasResponse)
        performed += 1
        guard group.count < target.group, let next = crowd.first,
          next.due <= clock.now() - start
        else { break }
        target.prepare()
        begun = clock.now() - start
        isLate = true
      }
      guard !group.isEmpty else { break }
      settle(&target, group, from: start, &record)
      for user in members { crowd.welcome(user, at: record.elapsed) }
    }
    // Users who leave, or never come, end nothing: only a number of operations does.
    record.end(isExhausted: isCounted && crowd.first == nil)
  }
}
