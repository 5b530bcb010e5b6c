import Scenario
import Testing

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

  @Test func `a year in a name is any year`() {
    #expect(MetricNames.isSame("years_table.2023.requests", "years_table.2031.requests"))
    #expect(MetricNames.isSame("a.b", "a.b") && !MetricNames.isSame("a.2023.b", "a.20x3.b"))
    #expect(!MetricNames.isSame("a.2023.b", "a.2023.c"))
    #expect(MetricNames.years(in: "activity.2023.validated-dossiers") == [2_023])
    #expect(MetricNames.years(in: "money.paid_cents").isEmpty)
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
        - {expr: "requests: sum<5", severity: hard, abort: yes}
        - sojourn{queue:support}:
            - p(95)<10d
            - {expr: max<90d, severity: soft}
      """)
    #expect(
      read.map(\.expression) == [
        "violations == 0", "backlog{queue:support}: value<500 for 14d", "requests: sum<5",
        "sojourn{queue:support}: p(95)<10d", "sojourn{queue:support}: max<90d",
      ])
    #expect(read.map(\.severity) == [.hard, .hard, .hard, .hard, .soft])
    #expect(read.map(\.aborts) == [false, false, true, false, false])
  }

  @Test(arguments: [
    ("  - {expr: a < 5, sevrity: soft}\n", "did you mean 'severity'?"),
    ("  - {expr: a < 5, severity: sotf}\n", "did you mean 'soft'?"),
    ("  - {severity: soft}\n", "severity: soft"),
    ("  - {expr: a < 5, abort: perhaps}\n", "yes or no"),
    ("  - a: [max]\n", "compares nothing"),
    ("  - {expr: a < 5, severity: soft, abort: yes}\n", "stops no run"),
    ("  - {expr: \"a < 5 [abort]\", severity: soft}\n", "stops no run"),
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
