import Synchronization
import Testing

@testable import Load

/// A clock that only moves when somebody waits or works.
final class FakeClock: LoadClock {
  private let time = Atomic<UInt64>(5_000)

  func now() -> UInt64 { time.load(ordering: .relaxed) }
  func pass(_ nanoseconds: UInt64) { time.add(nanoseconds, ordering: .relaxed) }
  func wait(until time: UInt64) { self.time.store(time, ordering: .relaxed) }
}

/// A target whose operations take the times of a list, over and over.
struct FakeTarget: LoadTarget {
  static let kinds = ["read", "write"]

  let clock: FakeClock
  let times: [UInt64]
  var pause: UInt64 = 0
  var prepared = 0
  var performed = 0
  var group = 1
  var settleTime: UInt64 = 0
  var settled = 0

  mutating func prepare() {
    clock.pass(pause)
    prepared += 1
  }

  mutating func settle() {
    clock.pass(settleTime)
    settled += 1
  }

  mutating func perform() -> LoadAnswer {
    clock.pass(times[performed % times.count])
    performed += 1
    return LoadAnswer(
      kind: performed % 3 == 0 ? 1 : 0, refusal: performed % 4 == 0 ? 7 : 0,
      isRepeated: performed % 5 == 0)
  }
}

let millisecond: UInt64 = 1_000_000

extension LoadPlan.Pace {
  /// So many evenly spaced arrivals a second.
  static func open(perSecond rate: Int, for duration: UInt64) -> Self {
    .arrivals(RateProfile(ArrivalRate(rate), for: duration), .even)
  }
}

private func run(
  _ plan: LoadPlan, _ times: [UInt64], pause: UInt64 = 0, worker: Int = 0,
  isOver: @escaping @Sendable () -> Bool = { false }
) -> LoadRecord {
  let clock = FakeClock()
  var target = FakeTarget(clock: clock, times: times, pause: pause)
  let record = Executor(plan, clock: clock, isOver: isOver)
    .run(&target, worker: worker, from: clock.now())
  #expect(record.operations == target.performed)
  return record
}

@Suite struct ClosedLoopTests {
  @Test func `a worker asks again when it is answered, until the time is over`() {
    let plan = LoadPlan(.closed, workers: 1, duration: 10 * millisecond)
    let record = run(plan, [millisecond, 2 * millisecond])
    // 1 + 2 + 1 + 2 + 1 + 2 = 9 ms; the seventh begins within the time and ends at 10 ms.
    #expect(record.operations == 7)
    #expect(record.elapsed == 10 * millisecond)
    #expect(record.service.map(\.count) == [5, 2])
    #expect(record.refusals[7] == 1 && record.refusals[0] == 6)
    #expect(record.repeated == 1)
    #expect(record.allService.max == 2 * millisecond)
    #expect(record.response.count == 0 && record.late == 0 && record.arrivals == 0)
  }

  @Test func `what comes before an operation is no service time`() {
    let plan = LoadPlan(.closed, workers: 1, duration: 10 * millisecond)
    let record = run(plan, [millisecond], pause: 4 * millisecond)
    #expect(record.operations == 2)
    #expect(record.allService.max == millisecond)
    #expect(record.elapsed == 10 * millisecond)
  }

  @Test func `a limit ends it exactly`() {
    let plan = LoadPlan(.closed, workers: 1, duration: 10 * millisecond, limit: 1_000)
    #expect(run(plan, [1]).operations == 1_000)
  }

  @Test func `a signal ends it before anything is done`() {
    let plan = LoadPlan(.closed, workers: 1, duration: 10 * millisecond)
    let record = run(plan, [1], isOver: { true })
    #expect(record.operations == 0 && record.isInterrupted)
  }
}

@Suite struct OpenLoopTests {
  /// A thousand arrivals a second for ten milliseconds.
  private func plan(patience: UInt64? = nil) -> LoadPlan {
    LoadPlan(
      .open(perSecond: 1_000, for: 10 * millisecond), workers: 1, duration: 10 * millisecond,
      patience: patience)
  }

  @Test func `arrivals on time respond as fast as they are served`() {
    let record = run(plan(), [millisecond / 10])
    #expect(record.arrivals == 10 && record.operations == 10)
    #expect(record.late == 0 && record.unserved == 0)
    #expect(record.response.max == millisecond / 10)
    #expect(record.elapsed == 9 * millisecond + millisecond / 10)
  }

  @Test func `a stall counts for every arrival that waits behind it`() {
    // The third takes 3.5 ms from 2 ms on. The next three are due at 3, 4 and 5 ms and begin at
    // 5.5, 5.6 and 5.7 ms: they respond after 2.6, 1.7 and 0.8 ms. The seventh is on time again.
    let short = millisecond / 10
    let stall = 35 * short
    let record = run(plan(), [short, short, stall] + Array(repeating: short, count: 7))
    #expect(record.operations == 10)
    #expect(record.late == 3)
    #expect(record.worstLateness == 25 * short)
    // Measured from when it began, one operation in ten was slow; from when it was due, four.
    #expect(isNear(record.allService.percentile(90), short))
    #expect(record.response.max == stall)
    #expect(isNear(record.response.percentile(60), short))
    #expect(isNear(record.response.percentile(70), 8 * short))
    #expect(isNear(record.response.percentile(80), 17 * short))
    #expect(isNear(record.response.percentile(90), 26 * short))
  }

  @Test func `a pause between operations delays what comes due in it`() {
    let record = run(plan(), [millisecond / 10], pause: 2 * millisecond)
    #expect(record.late == record.operations)
    #expect(record.allService.max == millisecond / 10)
    #expect((record.response.max ?? 0) > 10 * millisecond)
  }

  @Test func `arrivals beyond the patience are counted as never served`() {
    let record = run(plan(patience: 10 * millisecond), [5 * millisecond])
    // Begun at 0, 5, 10 and 15 ms; at 20 ms patience is over.
    #expect(record.operations == 4)
    #expect(record.unserved == 6)
    #expect(record.arrivals == 10)
    #expect(record.late == 3)
  }

  @Test func `workers take turns and miss no arrival`() {
    for rate in [1, 7, 999, 1_000, 3_001] {
      for workers in [1, 2, 3, 5] {
        let profile = RateProfile(ArrivalRate(rate), for: 50 * millisecond)
        var dues: [UInt64] = []
        for worker in 0..<workers {
          var stream = ArrivalStream(profile, .even, worker: worker, of: workers, seed: 1)
          while let due = stream.next() { dues.append(due) }
        }
        let expected = (0...).lazy.map { UInt64($0) * 1_000_000_000 / UInt64(rate) }
          .prefix { $0 < 50 * millisecond }
        #expect(dues.sorted() == Array(expected))
      }
    }
  }

  @Test func `a signal ends it with what came due by then`() {
    // Each takes 2 ms, and the signal comes after the third: at 6 ms six had come due.
    let asked = Atomic<Int>(0)
    let record = run(plan(), [2 * millisecond]) {
      asked.add(1, ordering: .relaxed).newValue > 4
    }
    #expect(record.isInterrupted && record.operations == 3)
    #expect(record.arrivals == 6 && record.unserved == 3)
    #expect(record.measured == 6 * millisecond)
    let early = run(plan(), [1], isOver: { true })
    #expect(early.operations == 0 && early.arrivals == 0 && early.isInterrupted)
  }

  @Test(arguments: [ArrivalShape.even, .poisson, .poissonExact])
  func `what was never served is counted in no time`(shape: ArrivalShape) {
    // Six thousand million arrivals, of which a hundred are served before patience is over.
    let rate = RateProfile(ArrivalRate(10_000_000), for: LoadPlan.longest)
    let plan = LoadPlan(
      .arrivals(rate, shape), workers: 1, duration: LoadPlan.longest, patience: 0)
    let record = run(plan, [LoadPlan.longest / 100])
    #expect(record.operations == 100)
    #expect(plan.expected?.range.contains(record.arrivals) == true)
    #expect(record.unserved == record.arrivals - 100)
  }

  @Test func `a wait of minutes hears a signal within a tenth of a second`() {
    let plan = LoadPlan(
      .arrivals(RateProfile(ArrivalRate(2, per: 60_000_000_000), for: 60_000 * millisecond), .even),
      workers: 1, duration: 60_000 * millisecond)
    let clock = FakeClock()
    var target = FakeTarget(clock: clock, times: [1])
    let start = clock.now()
    let record = Executor(
      plan, clock: clock, isOver: { clock.now() - start > 1_000 * millisecond }
    ).run(&target, from: start)
    #expect(record.operations == 1 && record.arrivals == 1 && record.unserved == 0)
    #expect(record.isInterrupted && record.elapsed <= 1_200 * millisecond)
  }

  @Test func `a user who thinks for minutes hears a signal as well`() {
    var users = LoadPlan.Users()
    users.profile = UserProfile(start: 1)
    users.think = 540_000 * millisecond
    let plan = LoadPlan(.users(users), workers: 1, duration: LoadPlan.longest)
    let clock = FakeClock()
    var target = FakeTarget(clock: clock, times: [1])
    let start = clock.now()
    let record = Executor(
      plan, clock: clock, isOver: { clock.now() - start > 1_000 * millisecond }
    ).run(&target, from: start)
    #expect(record.operations == 1 && record.isInterrupted)
    #expect(record.elapsed <= 1_200 * millisecond && record.measured == record.elapsed)
  }

  /// Whether a percentile is a value, but for the three digits that are kept.
  private func isNear(_ value: UInt64?, _ expected: UInt64) -> Bool {
    value.map { max($0, expected) - min($0, expected) <= expected / 500 } ?? false
  }
}

@Suite struct LoadRecordTests {
  @Test func `records of workers add up`() {
    let plan = LoadPlan(
      .open(perSecond: 1_000, for: 10 * millisecond), workers: 2, duration: 10 * millisecond)
    var record = run(plan, [5 * millisecond], worker: 0)
    let other = run(plan, [millisecond], worker: 1)
    let (late, unserved) = (record.late, record.unserved)
    record.merge(other)
    #expect(record.arrivals == 10)
    #expect(record.operations + record.unserved == 10)
    #expect(record.late == late + other.late && record.unserved == unserved + other.unserved)
    #expect(record.response.count == record.operations)
    #expect(record.refusals.reduce(0, +) == record.operations)
  }

  @Test func `a worker with nothing to do shortens no window`() {
    var users = LoadPlan.Users()
    users.profile = UserProfile(start: 1)
    users.think = 3_000 * millisecond
    let plan = LoadPlan(.users(users), workers: 2, duration: 2_000 * millisecond)
    var record = run(plan, [millisecond], worker: 0)
    let idle = run(plan, [millisecond], worker: 1)
    #expect(record.operations == 1 && idle.operations == 0)
    record.merge(idle)
    #expect(record.measured == 2_000 * millisecond)
    var empty = LoadRecord(kinds: 2, window: plan.window)
    empty.merge(record)
    #expect(empty.measured == 2_000 * millisecond)
  }

  @Test func `only iterations that are done shorten the window, of all workers`() {
    var users = LoadPlan.Users()
    users.profile = UserProfile(start: 1)
    users.each = 10
    let plan = LoadPlan(.users(users), workers: 2, duration: 2_000 * millisecond)
    var record = run(plan, [millisecond], worker: 0)
    record.merge(run(plan, [millisecond], worker: 1))
    #expect(record.operations == 10 && record.measured == 10 * millisecond)
    // Users who leave are no end: the window goes on without them.
    users.each = nil
    users.profile = UserProfile(start: 1, [.init(to: 0, duration: 5 * millisecond)])
    let leaving = LoadPlan(.users(users), workers: 1, duration: 2_000 * millisecond)
    #expect(run(leaving, [millisecond]).measured == 2_000 * millisecond)
  }

  @Test func `an empty record has no percentile`() {
    let latencies = Latencies()
    #expect(latencies.percentile(50) == nil && latencies.max == nil && latencies.count == 0)
  }
}
