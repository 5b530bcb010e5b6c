import Load
import Report
import Testing

@testable import cocarde

/// The conditions of load tests on records that are made by hand.
@Suite struct LoadThresholdTests {
  private static let plan = LoadPlan(
    .arrivals(RateProfile(ArrivalRate(100), for: 1_000_000_000), .even), workers: 1,
    duration: 1_000_000_000)

  /// A hundred arrivals, each of which is answered after as many microseconds as its number.
  private func record() -> LoadRecord {
    var target = CountingTarget(clock: CountingClock())
    return Executor(Self.plan, clock: target.clock).run(&target, from: 0)
  }

  private func line(_ text: String, _ record: LoadRecord) throws -> ThresholdLine {
    try #require(LoadThresholds([text], Self.plan).judge(record).first)
  }

  @Test(arguments: [
    ("response: p(99)<1ms", true), ("response: p(99) < 50us", false), ("service: max<=100us", true),
    ("response:avg>40us", true), ("response: med<60us", true), ("rate>=100/s", true),
    ("rate>=101/s", false), ("rate>=6000/min", true), ("rate within 99..101 /s", true),
    ("operations==97", true), ("operations != 97", false), ("answered==100", true),
    ("unserved<1", true), ("refused==3", true), ("late==0", true), ("response: count==100", true),
    ("lag: max<=0ns", true), ("response: min>=1us", true), ("service: avg around 50us ± 2%", true),
  ])
  func `a condition is judged on what was measured`(text: String, ok: Bool) throws {
    let line = try line(text, record())
    #expect(line.ok == ok && line.observed != nil, "\(line)")
  }

  @Test(arguments: [
    "response: p(99)<1s", "lag: max<1s", "late==0", "unserved==0", "refused==0",
  ])
  func `what was never measured is no pass`(text: String) throws {
    let line = try line(text, LoadRecord(kinds: 2))
    #expect(!line.ok && line.observed == nil && line.state == "unmeasured")
  }
}

/// A clock that moves when somebody waits or works.
private final class CountingClock: LoadClock, @unchecked Sendable {
  var time: UInt64 = 0

  func now() -> UInt64 { time }
  func wait(until time: UInt64) { self.time = time }
}

/// A target whose every operation takes a microsecond more than the one before; the first three are
/// consultations, and refused.
private struct CountingTarget: LoadTarget {
  static let kinds = ["consult", "propose"]

  let clock: CountingClock
  var performed: UInt8 = 0

  mutating func prepare() {}

  mutating func perform() -> LoadAnswer {
    performed += 1
    clock.time += UInt64(performed) * 1_000
    return LoadAnswer(kind: performed <= 3 ? 0 : 1, refusal: performed <= 3 ? 7 : 0)
  }
}
