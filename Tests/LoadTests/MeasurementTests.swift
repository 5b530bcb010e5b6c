import Statistics
import Testing

@testable import Load

private let second: UInt64 = 1_000_000_000

/// What is measured: the window, groups, traces, thresholds, the steady state.
@Suite struct MeasurementTests {
  private func run(
    _ pace: LoadPlan.Pace, warmUp: UInt64 = 0, duration: UInt64, times: [UInt64],
    group: Int = 1, settle: UInt64 = 0, isRecorded: Bool = false
  ) -> (record: LoadRecord, settled: Int) {
    let plan = LoadPlan(
      pace, workers: 1, warmUp: warmUp, duration: duration, isRecorded: isRecorded)
    let clock = FakeClock()
    var target = FakeTarget(clock: clock, times: times)
    target.group = group
    target.settleTime = settle
    let record = Executor(plan, clock: clock).run(&target, from: clock.now())
    return (record, target.settled)
  }

  @Test func `throughput counts neither warm-up nor drain`() {
    // A hundred a second, each of which takes 20 ms: of the 200 arrivals half are answered in time.
    let (record, _) = run(
      .open(perSecond: 100, for: 2 * second), warmUp: second, duration: second,
      times: [20 * millisecond])
    #expect(record.arrivals == 200 && record.warmUpOperations == 100)
    #expect(record.operations == 50 && record.unserved == 50)
    // All of those due in the window were answered after its end.
    #expect(record.answered.reduce(0, +) == 0)
    #expect(record.measured == second)
    let (calm, _) = run(
      .open(perSecond: 100, for: 2 * second), warmUp: second, duration: second,
      times: [millisecond])
    #expect(calm.answered.reduce(0, +) == 100 && calm.warmUpOperations == 100)
    #expect(LoadRecord(kinds: 1).measured == LoadPlan.longest)
  }

  @Test func `a group is answered when it is settled, and takes what came due meanwhile`() {
    // A commit of 10 ms, a thousand arrivals a second: the first goes alone, then ten at a time.
    let (record, settled) = run(
      .open(perSecond: 1_000, for: 100 * millisecond), duration: 100 * millisecond, times: [0],
      group: 64, settle: 10 * millisecond)
    #expect(record.arrivals == 100 && record.operations == 100 && record.unserved == 0)
    #expect((10...12).contains(settled))
    // Nobody is answered before a whole commit, nor has to wait for more than two.
    #expect((record.response.min ?? 0) >= 10 * millisecond)
    #expect((record.response.max ?? 0) <= 20 * millisecond)
  }

  @Test func `a trace is replayed as it was recorded`() {
    let times: [UInt64] = [0, 5, 5, 7_000_000, 9_000_000]
    let (record, _) = run(
      .trace(times), duration: 10 * millisecond, times: [1_000], isRecorded: true)
    #expect(record.dues == times)
    #expect(record.arrivals == 5 && record.operations == 5 && record.unserved == 0)
    let open = LoadPlan.Pace.open(perSecond: 700, for: second)
    let (recorded, _) = run(open, duration: second, times: [1_000], isRecorded: true)
    let (again, _) = run(
      .trace(recorded.dues), duration: second, times: [1_000], isRecorded: true)
    #expect(again.dues == recorded.dues && again.dues.count == 700)
  }

  @Test func `the series tells each second apart`() {
    let (record, _) = run(
      .open(perSecond: 10, for: 3 * second), duration: 3 * second, times: [millisecond])
    let seconds = record.series.seconds
    #expect(seconds.map(\.count) == [10, 10, 10])
    #expect(seconds.allSatisfy { $0.mean == millisecond && $0.longest == millisecond })
    #expect(record.series.means(until: 3 * second).count == 15)
  }

  @Test func `a spectrum is what the plotters of HdrHistogram read`() {
    var times = Latencies()
    for value in 1...1_000 { times.record(UInt64(value) * 1_000_000) }
    let lines = times.spectrum.split(separator: "\n")
    #expect(lines.first?.contains("Value     Percentile TotalCount 1/(1-Percentile)") == true)
    #expect(lines.last?.hasPrefix("#[Buckets") == true)
    #expect(times.min == 1_000_000 && times.mean == 500_500_000)
  }
}

@Suite struct LoadThresholdTests {
  private func record() -> LoadRecord {
    var record = LoadRecord(kinds: 1, window: 0...second)
    for number in 1...100 {
      let due = UInt64(number) * millisecond
      record.count(
        .init(
          answer: LoadAnswer(kind: 0, refusal: number <= 3 ? 7 : 0), due: due, begun: due,
          isLate: false, hasResponse: true),
        ended: due + UInt64(number) * 1_000)
    }
    return record
  }

  @Test(arguments: [
    ("response: p(99)<1ms", true), ("response: p(99) < 50us", false), ("service: max<=101us", true),
    ("response:avg>40us", true), ("response: med<60us", true), ("rate>=100/s", true),
    ("rate>=101/s", false), ("rate>=6000/min", true), ("operations==100", true),
    ("operations != 100", false), ("unserved<1", true), ("refused==3", true),
    ("response: count==100", true), ("lag: max<=0ns", true), ("response: min>=1us", true),
  ])
  func `a condition is judged on what was measured`(text: String, ok: Bool) throws {
    let verdict = try LoadThreshold(text).judge(record())
    #expect(verdict.ok == ok && verdict.observed != nil)
  }

  @Test func `what was never measured is no pass`() throws {
    let verdict = try LoadThreshold("response: p(99)<1s").judge(LoadRecord(kinds: 1))
    #expect(verdict.observed == nil && !verdict.ok)
  }

  @Test(arguments: [
    ("response: p(99)", "compares nothing"), ("respons: p(99)<5ms", "no metric 'respons'"),
    ("response<5ms", "p(N)"), ("response: p(101)<5ms", "p(N)"), ("response: p(99)<5", "no time"),
    ("response: p(99)<5parsecs", "no time"), ("rate: p(99)<5/s", "no aggregates"),
    ("rate>=fast", "no rate"), ("unserved<1ms", "no number"), ("", "compares nothing"),
    ("response: p(99)<", "no time"),
  ])
  func `what is no condition is refused in a sentence`(text: String, reason: String) {
    #expect {
      try LoadThreshold(text)
    } throws: { "\($0)".contains(reason) }
  }
}

@Suite struct SteadyStateTests {
  /// Noise that is the same each time.
  private func noise(_ number: Int) -> Double {
    Double((number &* 7_919) % 101) / 101 - 0.5
  }

  @Test func `a series that never changes is steady from the beginning`() {
    let series = (0..<100).map { 10 + noise($0) }
    guard case .from(let batch) = SteadyState.mser5(series) else {
      Issue.record("not found")
      return
    }
    #expect(batch <= 3)
  }

  @Test func `a transient is cut off`() {
    let series = (0..<200).map { $0 < 40 ? 60 - Double($0) : 10 + noise($0) }
    #expect(SteadyState.mser5(series) == .from(batch: 8))
  }

  @Test func `a series that only grows never becomes steady`() {
    #expect(SteadyState.mser5((0..<200).map { Double($0 * $0) }) == .notFound)
  }

  @Test func `nine batches are too few`() {
    #expect(SteadyState.mser5(Array(repeating: 1, count: 49)) == .tooShort)
  }
}
