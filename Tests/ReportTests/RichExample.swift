import Report
import Statistics

/// What a text may hold at worst: what CSV, XML, Markdown and OpenMetrics each give a meaning to.
let nasty = "a,b \"c\" <d> & 'e' | `f` *g* \\ @all #12\u{0}\u{1b}[31m\r\nnext"

/// The example with everything that the forms show beside it: days, months, places, queues.
func richSummary() -> Summary {
  var summary = exampleSummary()
  summary.result.series = SeriesTable(
    from: "2024-02-28",
    columns: [
      SeriesColumn("paid_cents", unit: "cents", values: [0, 123_456, -5]),
      SeriesColumn("queue.support.backlog", isLevel: true, values: [1, 2, 3]),
    ])
  summary.result.queues[0].little.lengthMilli = 5_000
  summary.result.queues[0].spectrum = (1...100).map { SpectrumLine(value: $0, count: 1) }
  var month = QueueMonth()
  (month.month, month.arrivals, month.p50) = ("2024-02", 7, 3)
  summary.result.queues[0].months = [month]
  var servers = QueueLine()
  (servers.name, servers.unit, servers.arrivals, servers.served) = ("servers", "µs", 10, 10)
  servers.wait = DurationLine(name: "wait", sample)
  servers.sojourn = DurationLine(name: "sojourn", sample)
  (servers.utilisationPPM, servers.headroomMilli) = (50_000, 19_820)
  servers.little.gap = 3
  summary.result.queues.append(servers)
  var place = DepartmentLine()
  (place.code, place.name, place.heldCents) = ("2A", "Corse-du-Sud", 12_345)
  summary.result.population.departments = [place]
  summary.result.population.pyramid = [PyramidLine(age: 20, women: 3, men: 4)]
  var day = PeakDay()
  (day.day, day.requests, day.busiestSecond, day.busiestCount) = ("2024-03-31", 9, 36_061, 7)
  day.seconds = [Int64](repeating: 0, count: 86_400)
  day.seconds[36_061] = 7
  day.inSystem = [Int64](repeating: 2, count: 1_440)
  summary.result.peakDay = day
  summary.result.access = ["logins": 12, "paid_cents": 250, "found_ppm": 420_000]
  summary.result.systems = [
    SystemLine(
      number: 4, name: "Support", french: "Assistance", room: "Platform", unit: "letters",
      count: 3, invariants: ["SUP-1", "SUP-2"])
  ]
  summary.result.thresholds.append(
    ThresholdLine(expression: "nonsense < 1", ok: false, observed: nil))
  summary.result.thresholds.append(ThresholdLine(expression: nasty, ok: true, observed: 1))
  summary.result.violations[0].posting = nasty
  summary.result.verdict = RunVerdict(
    exit: 3, complaints: ["invariants were violated, 2 time(s)", nasty],
    notExercised: ["leap-day", "fault.none"])
  summary.engine.work = WorkFigures(events: 5, draws: 4, pushes: 3, postings: 2, checks: 1)
  summary.engine.ingredients = [IngredientPrint(letter: "l", print: "0123456789abcdef")]
  return summary
}

private let sample: DayHistogram = {
  var histogram = DayHistogram(limit: 10)
  for value in 1...10 { histogram.add(value) }
  return histogram
}()
