import Report
import Statistics

/// A summary with something of everything, the worst case of each among it.
func exampleSummary() -> Summary {
  var summary = Summary()
  summary.scenario = ScenarioIdentity(
    name: "national", sha256: String(repeating: "9b1f", count: 16), seed: .max,
    command: "cocarde run Scenarios/national.yaml --seed 18446744073709551615")
  summary.result = exampleResult()
  summary.engine.version = "0.1.0"
  summary.engine.wallSeconds = 3.02
  summary.engine.cpuSeconds = 5.5
  summary.engine.peakRSSBytes = 412_000_000
  summary.engine.jobs = 2
  summary.engine.shards = 16
  summary.engine.setRates(operations: summary.result.operations.total, reads: 1_000)
  return summary
}

private func exampleResult() -> RunResult {
  var result = RunResult()
  result.fingerprint = "3f9c-71e2/lodqv"
  result.years = 10
  result.officials = 492_317
  result.accounts = 449_574
  result.operations = Counted(by: ["annual-credit": 4_402_119, "request": 123_456, "refund": 0])
  result.reads = Counted(by: ["search": 1_000])
  result.refusals = Counted(by: ["too-early": 17, "hourly-cap": 3, "outside-scheme": 0])
  result.postings = 9_876_543
  result.dossiers = DossierFigures(opened: 123_456, byState: ["accepted": 12, "rejected": 9])
  result.money = [
    "credited_cents": 180_212_345_678, "paid_cents": 123_456, "expired_cents": 0,
    "payments": 1_234,
  ]
  result.invariants = exampleInvariants()
  result.witnesses = [
    WitnessLine(id: "cap-cut", count: 2_431_880), WitnessLine(id: "leap-day", count: 0),
  ]
  var wait = DayHistogram()
  for days in 1...100 { wait.add(days) }
  result.durations = [DurationLine(name: "request to acceptance", wait)]
  var queue = QueueLine()
  queue.name = "support"
  queue.servers = 9
  queue.calendar = "working days"
  (queue.arrivals, queue.served, queue.backlog) = (100, 90, 10)
  (queue.peakBacklog, queue.peakDay) = (44, "2026-04-20")
  queue.utilisationPPM = 812_000
  queue.wait = DurationLine(name: "wait", wait)
  queue.sojourn = DurationLine(name: "sojourn", wait)
  result.queues = [queue]
  result.thresholds = [
    ThresholdLine(expression: "violations == 0", ok: false, observed: 2),
    ThresholdLine(expression: "money.paid_cents < 1M", ok: true, observed: 123_456),
  ]
  result.population = PopulationFigures(
    persons: 515_000, mandates: Counted(by: ["municipal": 490_000, "regional": 1_745]),
    margins: (0..<30).map {
      MarginLine(
        name: "women among the mayors of communes below \($0) inhabitants", published: 200_000,
        generated: $0 == 20 ? 260_000 : 200_100, unit: "ppm", tolerance: 1_000, source: "RNE")
    })
  result.activity = [
    ActivityLine(
      year: 2023, name: "validated dossiers", published: 12_375, simulated: 12_001, source: "CDC"),
    ActivityLine(
      year: 2023, name: "price of an hour on the mandate path", unit: "cents", published: 7_600,
      simulated: 7_512, source: "CDC"),
  ]
  result.yearsTable = (2021...2031).map { year in
    YearLine(
      year: Int64(year),
      columns: Tally((0..<11).map { ("column_number_\($0)_cents", 1_800_000_000_000) }))
  }
  result.violations = [
    ViolationLine(
      id: "CAP-1", day: "2024-03-31", official: 18_233,
      posting: "annual credit of 400,00 € lifts 600,00 € above the cap of 800,00 €",
      statement: (0..<20).map { "line \($0) of the statement" },
      replay: "cocarde replay Reports/violation-1.json")
  ]
  return result
}

private func exampleInvariants() -> [InvariantLine] {
  [
    InvariantLine(
      id: "CAP-1", statement: "An annual credit never lifts the rights held above the cap.",
      source: "arrêté 27 March 2023", evaluations: 4_402_119, nonvacuous: 4_402_000, violations: 2,
      leastSlack: -20_000, unit: "cents", leastSlackAt: "2024-03-31 official 18233"),
    InvariantLine(
      id: "CAP-2",
      statement:
        "No other posting raises the rights held above the cap; what a recredit would exceed is "
        + "recorded as lost, never silently dropped.",
      source: "brochure", evaluations: 100, nonvacuous: 10, violations: 0, leastSlack: 0,
      unit: "cents"),
    InvariantLine(
      id: "MAN-1", statement: "Officials of bodies outside the scheme hold no rights.",
      source: "H14", evaluations: 1_000, nonvacuous: 0, violations: 0),
  ]
}
