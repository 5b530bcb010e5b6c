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
    let both = try Threshold("a: value < 5 for 3d [soft, abort]")
    #expect(both.severity == .soft && both.aborts)
    #expect(both.expression == "a: value < 5 for 3d")
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

/// What is wrong with a threshold before anything is run.
@Suite struct ThresholdCheckTests {
  private static let names = MetricNames(
    certain: ["violations"],
    metrics: {
      [
        KnownMetric(MetricKey("violations"), .number, unit: "count"),
        KnownMetric(MetricKey("requests"), .flow, unit: "count"),
        KnownMetric(MetricKey("fund_cents"), .level, unit: "cents"),
        KnownMetric(MetricKey("backlog", ["queue": "support"]), .level, unit: "count"),
        KnownMetric(MetricKey("sojourn", ["queue": "support"]), .distribution, unit: "days"),
        KnownMetric(MetricKey("sojourn", ["queue": "payment"]), .distribution, unit: "days"),
        KnownMetric(
          MetricKey("utilisation", ["queue": "support"]), .facts([.avg, .max]), unit: "ppm"),
      ]
    })

  @Test(arguments: [
    ("violations == 0", ""), ("requests: sum < 20000 over 7d", ""),
    ("backlog{queue:support}: value<500 for 14d", ""), ("fund_cents: min > 1 €", ""),
    ("sojourn{queue:support}: p(95)<10d", ""), ("utilisation{queue:support}: max<80%", ""),
    ("backlog{queue:support}: value around 100 ± 5%", ""),
    ("backlog{queue:suport}: value<5", "did you mean 'backlog{queue:support}'?"),
    ("sojourn: p(95)<10d", "there are sojourn{queue:payment}, sojourn{queue:support}"),
    ("sojurn{queue:support}: p(95)<10d", "did you mean 'sojourn'?"),
    ("violations{queue:x} == 0", "it has no tags"),
    ("sojourn{queue:support}: p(95)<10 €", "'10 €' is an amount, but"),
    ("requests: sum < 5%", "'5%' is a share, but"), ("violations < 5d", "is a duration, but"),
    ("fund_cents: sum < 5", "is a level"), ("violations: sum == 0", "is a single number"),
    ("sojourn{queue:support} < 5d", "is a distribution"),
    ("utilisation{queue:support}: p(95)<80%", "is known by avg, max alone"),
    ("sojourn{queue:support}: max<10d over 7d", "has no value of each day for a window"),
    ("violations == 0 [abort]", "has no value of each day to stop a run on"),
    ("requests: sum < 5 over 60d", "the run has only 30 days"),
  ])
  func `what a run cannot judge is said before it`(text: String, part: String) throws {
    let said = try Self.names.complaint(about: Threshold(text), days: 30)
    if part.isEmpty {
      #expect(said == nil)
    } else {
      #expect(said?.contains(part) ?? false, "\(said ?? "")")
    }
  }

  private func thresholds(_ text: String) throws -> [Threshold] {
    try Fixture.load("simulation: {from: 2022-01-01, to: 2022-03-01}\n" + text).thresholds
  }

  @Test func `a scenario writes them as texts, maps and conditions of a metric`() throws {
    let read = try thresholds(
      """
      thresholds:
        - violations == 0
        - backlog{queue:support}: value<500 for 14d
        - {expr: "requests: sum<5", severity: soft, abort: yes}
        - sojourn{queue:support}:
            - p(95)<10d
            - {expr: max<90d, severity: soft}
      """)
    #expect(
      read.map(\.expression) == [
        "violations == 0", "backlog{queue:support}: value<500 for 14d", "requests: sum<5",
        "sojourn{queue:support}: p(95)<10d", "sojourn{queue:support}: max<90d",
      ])
    #expect(read.map(\.severity) == [.hard, .hard, .soft, .hard, .soft])
    #expect(read.map(\.aborts) == [false, false, true, false, false])
  }

  @Test(arguments: [
    ("  - {expr: a < 5, sevrity: soft}\n", "did you mean 'severity'?"),
    ("  - {expr: a < 5, severity: sotf}\n", "did you mean 'soft'?"),
    ("  - {severity: soft}\n", "severity: soft"),
    ("  - {expr: a < 5, abort: perhaps}\n", "yes or no"),
    ("  - a: [max]\n", "compares nothing"),
  ])
  func `a mistake in a scenario has its line`(text: String, part: String) {
    let said = Fixture.complaint("thresholds:\n" + text)
    #expect(said.hasPrefix("dir/s.yaml:2: ") && said.contains(part), "\(said)")
  }

  @Test func `several countries cannot be stopped before their end`() {
    let text = "population.blocks: 2\nthresholds:\n  - {expr: \"a: max < 5\", abort: yes}\n"
    #expect(Fixture.complaint(text).contains("of 2 countries side by side"))
  }
}
