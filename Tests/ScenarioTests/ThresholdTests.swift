import Calendar
import Scenario
import Testing

@Suite struct ThresholdTests {
  @Test(
    arguments: [
      ("a < 5", 4, 5), ("a <= 5", 5, 6), ("a > 5", 6, 5), ("a >= 5", 5, 4), ("a == 5", 5, 6),
      ("a != 5", 4, 5), ("a within 3..5", 5, 6), ("a within 3..5", 3, 2),
      ("a around 100 ± 5%", 105, 106), ("a around 100 ± 5%", 95, 94),
      ("a around 100 +/- 5", 95, 106), ("a < 4.5", 4, 5), ("a: value < 5", 4, 5),
    ] as [(String, Int64, Int64)])
  func `each comparison holds on one side only`(text: String, good: Int64, bad: Int64) throws {
    let threshold = try Threshold(text)
    #expect(threshold.evaluate(on: ["a": good]).ok)
    #expect(!threshold.evaluate(on: ["a": bad]).ok)
    #expect(threshold.evaluate(on: ["a": good]).observed == good)
    #expect(threshold.evaluate(on: ["a": bad]).state == .failed)
  }

  @Test func `spaces and groups of digits do not matter`() throws {
    let threshold = try Threshold("  money.expired_cents>=1_000 000 ")
    #expect(try Threshold("a == 12_345").evaluate(on: ["a": 12_345]).ok)
    #expect(threshold.expression == "money.expired_cents >= 1000000")
    #expect(try Threshold("money.net_cents > -5").evaluate(on: ["money.net_cents": -4]).ok)
    #expect(try Threshold("x{ b : 2, a:1 }:p( 95 )<10  d").metric.description == "x{a:1,b:2}")
  }

  @Test func `a metric that is missing is unmeasured and has the nearest name`() throws {
    let verdict = try Threshold("dossiers.opend > 0").evaluate(on: ["dossiers.opened": 3])
    #expect(verdict.state == .unmeasured)
    #expect(!verdict.ok)
    #expect(verdict.observed == nil)
    #expect(verdict.hint == "; did you mean 'dossiers.opened'?")
  }

  @Test(arguments: [
    "", "a", "a < ", "< 5", "a = 5", "a =< 5", "a < b", "a < 5 5x", "a b < 5", "violations == 0 0",
    "a < 1 00", "a < 1__000", "a < _5", "a < 99999999999999999999", ".a < 1", "a. < 1",
    "a{b}: max<5", "a{b:c: max<5", "a{b:1,b:2} < 5", "a: mox < 5", "a: p(101) < 5", "a: p(x) < 5",
    "a < 5 parsecs", "a within 5", "a within 5..3", "a within 1 d..5 €", "a around 5",
    "a around 5 ± -1", "a: value < 5 for 1.5d", "a: value < 5 for 0d", "a: max < 5 for 3d",
    "a: value < 5 over 3d", "a < 5 over 3d", "a < 5 [loud]", "a: < 5 for", "a < 1.",
  ])
  func `anything else is refused`(text: String) {
    #expect(throws: ThresholdError.self) { try Threshold(text) }
  }

  @Test func `a mistyped word gets the nearest one`() {
    func sentence(_ text: String) -> String {
      do {
        _ = try Threshold(text)
        return ""
      } catch { return "\(error)" }
    }
    #expect(sentence("a: mxa < 5").contains("did you mean 'max'?"))
    #expect(sentence("a < 5 [sotf]").contains("did you mean 'soft'?"))
    #expect(sentence("a < 5 hourz").contains("did you mean 'hour'?"))
  }

  @Test func `what follows from a failure stands in brackets`() throws {
    #expect(try Threshold("a < 5").severity == .hard)
    #expect(try Threshold("a < 5 [soft]").severity == .soft)
    let both = try Threshold("a: value < 5 for 3d [hard, abort]")
    #expect(both.severity == .hard && both.aborts)
    #expect(both.expression == "a: value < 5 for 3d")
  }

  @Test(arguments: [
    ("a: value < 5 [soft, abort]", "a soft threshold is only told, so that it stops no run"),
    ("a < 5 [hard soft]", "a threshold is either soft or hard"), ("a < 5 []", "says nothing"),
    ("a < 1_000_000_000_000_001", "is larger than any metric"),
  ])
  func `what contradicts itself is refused with the reason`(text: String, part: String) {
    do {
      _ = try Threshold(text)
      Issue.record("'\(text)' was read")
    } catch { #expect(error.description.contains(part), "\(error)") }
  }

  @Test func `a number of the summary has no window`() throws {
    var all = Measurements(from: Day(2026, 1, 1))
    all.numbers["a"] = Measurements.Number(4)
    #expect(try Threshold("a: value < 5 for 3d").evaluate(on: all).state == .unmeasured)
  }
}

/// Limits with a unit, on metrics that have one.
@Suite struct ThresholdUnitTests {
  @Test(
    arguments: [
      ("a < 5 €", "cents", 499, 500), ("a < 1_000 EUR", "cents", 99_999, 100_000),
      ("a < 500 cents", "cents", 499, 500), ("a < 500", "cents", 499, 500),
      ("a < 80%", "ppm", 799_999, 800_000), ("a < 2.5 ‰", "ppm", 2_499, 2_500),
      ("a <= 10d", "days", 10, 11), ("a <= 36 h", "days", 1, 2),
      ("a <= 250 ms", "µs", 250_000, 250_001),
      ("a < 1s", "ms", 999, 1_000), ("a < 1.5", "milli", 1, 2),
      ("a <= 2d", "milli-days", 2_000, 2_001),
      ("a around 50% ± 10%", "ppm", 600_000, 600_001),
      ("a within 1..2 d", "days", 2, 3),
    ] as [(String, String, Int64, Int64)])
  func `a limit is of the metric's dimension, in whichever unit`(
    text: String, unit: String, good: Int64, bad: Int64
  ) throws {
    let threshold = try Threshold(text)
    func state(_ value: Int64) -> ThresholdVerdict.State {
      var measured = Measurements(from: Day(2026, 1, 1))
      measured.numbers["a"] = Measurements.Number(value, unit: unit)
      return threshold.evaluate(on: measured).state
    }
    #expect(state(good) == .held)
    #expect(state(bad) == .failed)
  }

  @Test func `a verdict tells how near the limit was`() throws {
    var measured = Measurements(from: Day(2026, 1, 1))
    measured.numbers["a"] = Measurements.Number(8, unit: "days")
    let held = try Threshold("a < 10d").evaluate(on: measured)
    #expect(held.slack == 2 && held.unit == "days")
    #expect(try Threshold("a > 10d").evaluate(on: measured).slack == -2)
    #expect(try Threshold("a within 1..10 d").evaluate(on: measured).slack == 2)
    #expect(try Threshold("a == 10d").evaluate(on: measured).slack == -2)
    #expect(try Threshold("a != 10d").evaluate(on: measured).slack == 2)
  }
}

/// Distributions, daily series, windows, and what stops a run.
@Suite struct ThresholdSeriesTests {
  private static let support = MetricKey("backlog", ["queue": "support"])

  private func measured(
    _ values: [Int64], kind: Measurements.Series.Kind = .level, nonNegative: Bool = true,
    measured: Bool = true
  ) -> Measurements {
    var all = Measurements(from: Day(2026, 1, 1))
    all.series[Self.support] = Measurements.Series(
      values, kind: kind, isNonNegative: nonNegative, isMeasured: measured)
    return all
  }

  @Test func `a distribution has percentiles by nearest rank`() throws {
    var all = Measurements(from: Day(2026, 1, 1))
    let key = MetricKey("sojourn", ["queue": "support"])
    all.distributions[key] = Measurements.Distribution(
      [.init(1, count: 50), .init(4, count: 45), .init(30, count: 5)], unit: "days")
    func verdict(_ text: String) throws -> ThresholdVerdict {
      try Threshold("sojourn{queue:support}: \(text)").evaluate(on: all)
    }
    #expect(try verdict("p(95) < 10d").observed == 4)
    #expect(try verdict("p(95.1) < 10d").observed == 30)
    #expect(try verdict("med <= 1d").ok)
    #expect(try verdict("max < 30d").state == .failed)
    #expect(try verdict("min >= 1d").ok)
    #expect(try verdict("count == 100").ok)
    // 50 + 180 + 150 days of a hundred: thousandths, since a mean is no whole number.
    let mean = try verdict("avg < 3.9 d")
    #expect(mean.observed == 3_800 && mean.unit == "milli-days" && mean.slack == 100)
  }

  @Test func `a mean is in thousandths whatever it comes to, so that those of runs add up`() throws
  {
    for (sum, count) in [(3, 2), (4, 2), (0, 1)] as [(Int64, Int64)] {
      var all = Measurements(from: Day(2026, 1, 1))
      let key = MetricKey("sojourn", ["queue": "support"])
      all.distributions[key] = Measurements.Distribution(
        [.init(0, count: count - 1), .init(sum, count: 1)], unit: "days")
      let verdict = try Threshold("sojourn{queue:support}: avg < 1000d").evaluate(on: all)
      #expect(verdict.unit == "milli-days" && verdict.observed == sum * 1_000 / count)
      #expect(verdict.margin == 1_000 - Double(sum) / Double(count))
    }
    let flow = measured([3, 3, 3], kind: .flow)
    #expect(try Threshold("backlog{queue:support}: avg < 9").evaluate(on: flow).observed == 3_000)
    let week = try Threshold("backlog{queue:support}: rate < 9 over 2d").evaluate(on: flow)
    #expect(week.observed == 3_000 && week.unit == "milli")
    var all = Measurements(from: Day(2026, 1, 1))
    all.facts[MetricKey("wait", ["queue": "support"])] = Measurements.Facts(
      [.init(.avg, Exact(2_000, 1_000), hasFraction: true), .init(.max, Exact(7))], unit: "days")
    #expect(try Threshold("wait{queue:support}: avg < 9d").evaluate(on: all).observed == 2_000)
    #expect(try Threshold("wait{queue:support}: max < 9d").evaluate(on: all).observed == 7)
  }

  @Test func `less room than is shown is room`() throws {
    var all = Measurements(from: Day(2026, 1, 1))
    let key = MetricKey("sojourn", ["queue": "support"])
    all.distributions[key] = Measurements.Distribution(
      [.init(1, count: 9_999), .init(2, count: 1)], unit: "days")
    let verdict = try Threshold("sojourn{queue:support}: avg < 1.0005d").evaluate(on: all)
    #expect(verdict.ok && verdict.slack == 0 && verdict.margin > 0)
  }

  @Test func `what was counted one by one decides, buckets only percentiles`() throws {
    // The last step holds all from 730 on: 74 people whose mean the steps do not know.
    var all = Measurements(from: Day(2026, 1, 1))
    let key = MetricKey("sojourn", ["queue": "support"])
    all.distributions[key] = Measurements.Distribution(
      [.init(12, count: 26), .init(954, count: 74)], unit: "days",
      totals: .init(count: 100, sum: Exact(60_000), min: 10, max: 954))
    func observed(_ text: String) throws -> Int64? {
      try Threshold("sojourn{queue:support}: \(text) < 1000d").evaluate(on: all).observed
    }
    #expect(try observed("avg") == 600_000)
    #expect(try observed("sum") == 60_000)
    #expect(try observed("min") == 10)
    #expect(try observed("max") == 954)
    #expect(try observed("p(20)") == 12)
    #expect(
      try Threshold("sojourn{queue:support}: count == 100").evaluate(on: all).ok)
  }

  @Test func `nothing measured is never a pass`() throws {
    var all = measured([0, 0, 0], measured: false)
    let key = MetricKey("sojourn", ["queue": "support"])
    all.distributions[key] = Measurements.Distribution([], unit: "days")
    all.facts[MetricKey("wait", ["queue": "support"])] = Measurements.Facts(
      [.init(.max, Exact(0))], unit: "days", isMeasured: false)
    for text in [
      "sojourn{queue:support}: p(95) < 10d", "backlog{queue:support}: value < 5",
      "wait{queue:support}: max < 5d", "backlog{queue:suport}: value < 5",
    ] {
      #expect(try Threshold(text).evaluate(on: all).state == .unmeasured, "\(text)")
    }
    #expect(try Threshold("sojourn{queue:support}: count == 0").evaluate(on: all).ok)
  }

  @Test func `some days in a row are let pass, one more is not`() throws {
    let threshold = try Threshold("backlog{queue:support}: value < 5 for 3d")
    let passes = threshold.evaluate(on: measured([1, 9, 9, 1, 9, 9]))
    #expect(passes.ok && passes.longest == 2 && passes.observed == 9)
    let fails = threshold.evaluate(on: measured([1, 9, 6, 9, 1]))
    #expect(fails.state == .failed && fails.failedOn == 3 && fails.longest == 3)
    // Without a window every day counts.
    let each = try Threshold("backlog{queue:support}: value < 5")
    #expect(each.evaluate(on: measured([1, 4, 5, 1])).failedOn == 2)
  }

  @Test func `a window slides over the days`() throws {
    let threshold = try Threshold("backlog{queue:support}: sum < 20 over 3d")
    let fails = threshold.evaluate(on: measured([1, 9, 9, 1, 10, 9], kind: .flow))
    #expect(fails.state == .failed && fails.failedOn == 4 && fails.observed == 20)
    let holds = threshold.evaluate(on: measured([1, 9, 9, 1, 9, 9], kind: .flow))
    #expect(holds.ok && holds.observed == 19 && holds.slack == 1)
    let short = threshold.evaluate(on: measured([30, 30], kind: .flow))
    #expect(short.state == .unmeasured)
    let middle = try Threshold("backlog{queue:support}: med < 9 over 3d")
    #expect(middle.evaluate(on: measured([1, 9, 9, 1, 9, 9])).failedOn == 2)
  }

  @Test(
    arguments: [
      ("value < 5", [1, 4, 5], 2), ("value < 5 for 2d", [5, 1, 5, 6], 3),
      ("sum < 10 over 2d", [9, 0, 5, 5], 3), ("sum < 10", [4, 4, 2], 2), ("max < 5", [1, 5], 1),
      ("min > 2", [3, 2], 1), ("avg < 2", [5, 5, 10], 2), ("sum == 7", [4, 4], 1),
      ("sum within 3..7", [4, 4], 1),
      // Two days of ten may be above it, whichever they are; the third one is too many.
      ("p(80) < 5", [9, 1, 9, 9], 3), ("p(80) >= 5", [1, 1, 1, 1, 1, 1, 1, 1], 7),
    ] as [(String, [Int64], Int)])
  func `a failure is certain on its day and not before`(
    text: String, values: [Int64], day: Int
  ) throws {
    let threshold = try Threshold("backlog{queue:support}: \(text)")
    for length in 1...values.count {
      let series = Measurements.Series(Array(values.prefix(length)), kind: .flow)
      #expect(threshold.isLost(after: series, of: 10) == (length - 1 >= day), "day \(length - 1)")
      // Certain is what no continuation changes.
      for rest in [Int64(0), 1_000_000] where threshold.isLost(after: series, of: 10) {
        let whole = series.values + Array(repeating: rest, count: 10 - length)
        #expect(threshold.evaluate(on: measured(whole, kind: .flow)).state == .failed)
      }
    }
  }

  @Test func `a sum that may fall again is not certain before the end`() throws {
    let threshold = try Threshold("backlog{queue:support}: sum < 10")
    let series = Measurements.Series([100], kind: .flow, isNonNegative: false)
    #expect(!threshold.isLost(after: series, of: 2))
    #expect(threshold.isLost(after: series, of: 1))
  }
}
