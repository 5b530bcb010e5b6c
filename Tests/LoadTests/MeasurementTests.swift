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

  @Test func `throughput is what was answered within the window, whenever it came due`() {
    // A hundred a second, each of which takes 20 ms: fifty a second are answered all the time, of
    // which those in the window came due in the warm-up.
    let (record, _) = run(
      .open(perSecond: 100, for: 2 * second), warmUp: second, duration: second,
      times: [20 * millisecond])
    #expect(record.arrivals == 200 && record.warmUpOperations == 100)
    #expect(record.operations == 50 && record.unserved == 50)
    #expect(record.answered.reduce(0, +) == 50)
    #expect(record.commands + record.consultations == 50)
    #expect(record.measured == second)
    // The rows of the window say the same.
    let window = record.series.bins.filter { (second..<2 * second).contains($0.start) }
    #expect(window.reduce(0) { $0 + $1.count } == 50)
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

  @Test func `the series tells each fifth of a second apart`() {
    let (record, _) = run(
      .open(perSecond: 10, for: 3 * second), duration: 3 * second, times: [millisecond])
    let bins = record.series.bins
    #expect(bins.map(\.count) == Array(repeating: 2, count: 15))
    #expect(bins.map(\.start) == (0..<15).map { $0 * LoadSeries.width })
    #expect(bins.allSatisfy { $0.mean == millisecond && $0.longest == millisecond })
    #expect(record.series.means(until: 3 * second).count == 15)
  }

  @Test func `a bin belongs to one phase, and MSER-5 sees it whole`() {
    var series = LoadSeries(cuts: [500 * millisecond, 1_100 * millisecond])
    for number in 0..<30 { series.add(UInt64(number), at: UInt64(number) * 50 * millisecond) }
    let starts = series.bins.map { $0.start / millisecond }
    #expect(starts == [0, 200, 400, 500, 600, 800, 1_000, 1_100, 1_200, 1_400])
    #expect(series.bins.map(\.count) == [4, 4, 2, 2, 4, 4, 2, 2, 4, 2])
    var whole = LoadSeries()
    for number in 0..<30 { whole.add(UInt64(number), at: UInt64(number) * 50 * millisecond) }
    #expect(series.means(until: 1_400 * millisecond) == whole.means(until: 1_400 * millisecond))
    #expect(whole.means(until: 1_400 * millisecond).count == 7)
    let once = series
    series.merge(once)
    #expect(series.bins.map(\.count) == once.bins.map { 2 * $0.count })
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
