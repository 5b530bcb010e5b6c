import Calendar
import Draws
import Report
import Statistics

/// A summary with everything that a page shows, of the size of a national run: ten years of days,
/// forty departments, ten queues, the seconds of a day.
///
/// Figures are hashes of where they stand: the same on every machine.
struct FullSummary {
  private static let start = Day(2021, 7, 1)

  /// Builds the summary.
  ///
  /// - Parameters:
  ///   - name: The scenario's name.
  ///   - days: How many days of series there are.
  ///   - count: How many of the queues of days there are.
  /// - Returns: The summary.
  static func make(name: String = "national", days: Int = 3_653, queues count: Int = 6) -> Summary {
    var summary = Summary()
    summary.scenario = ScenarioIdentity(
      name: name, sha256: String(repeating: "9b1f", count: 16), seed: .max,
      command: "cocarde run Scenarios/national.yaml --seed 18446744073709551615")
    var result = RunResult()
    result.fingerprint = "3f9c-71e2/lodqv"
    result.years = 10
    result.officials = 836_281
    result.accounts = 449_574
    counts(&result)
    result.invariants = invariants()
    result.witnesses = (0..<82).map { WitnessLine(id: "witness-\($0)", count: Int64($0 * $0)) }
    result.thresholds = [
      ThresholdLine(expression: "violations == 0", ok: true, observed: 0),
      ThresholdLine(expression: "money.paid_cents < 1000000000000", ok: true, observed: 123_456),
    ]
    result.population = population()
    result.series = series(days, Array(dayQueues.prefix(count)))
    result.held = held()
    result.queues = queues(Array(dayQueues.prefix(count)))
    result.peakDay = peakDay()
    result.systems = (1...47).map { number in
      SystemLine(
        number: Int64(number), name: "System \(number)", french: "Système \(number)",
        room: "Platform", unit: "publications", count: number == 13 ? 0 : Int64(number * 1_234),
        invariants: ["CAP-1", "CRD-\(number)"])
    }
    result.law.sha256 = String(repeating: "07a4", count: 16)
    summary.result = result
    summary.engine.version = "1.0.0"
    summary.engine.wallSeconds = 3.65
    summary.engine.cpuSeconds = 7.21
    summary.engine.jobs = 2
    summary.engine.peakRSSBytes = 615_000_000
    summary.engine.setRates(operations: result.operations.total, reads: 4_201_196)
    return summary
  }

  /// A number below a bound, the same for the same place.
  static func number(_ stream: UInt64, _ place: Int, below bound: Int64) -> Int64 {
    var state = stream &* 0x9e37_79b9_7f4a_7c15 &+ UInt64(place) &* 0xbf58_476d_1ce4_e5b9
    state = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    state = (state ^ (state >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int64((state ^ (state >> 31)) % UInt64(bound))
  }

  private static func counts(_ result: inout RunResult) {
    result.applied = Counted(by: [
      "request": 159_400, "propose": 131_022, "confirm": 118_410, "entry": 104_880,
      "service-done": 101_400, "validate": 99_120, "invoice": 98_870, "pay": 98_102,
    ])
    result.operations = Counted(by: ["annual-credit": 4_402_119, "request": 7_099_929])
    result.reads = Counted(by: ["search": 4_201_196])
    result.refusals = Counted(by: [
      "too-early": 18_417, "hourly-cap": 3_120, "not-accredited": 44_190, "no-match": 91_352,
      "weak-password": 12_063, "outside-scheme": 0, "session-full": 230,
    ])
    result.postings = 8_404_752
    result.dossiers = DossierFigures(
      opened: 159_400,
      byState: [
        "accepted": 1_012, "inTraining": 510, "serviceDoneValidated": 98_200,
        "refusedByAttendee": 9_120, "canceledByOrganism": 6_310, "rejectedWithoutOfSuite": 3_100,
      ])
    result.money = [
      "credited_cents": 85_168_730_040, "annual_credit_cents": 18_249_098_040,
      "paid_cents": 9_123_456_789, "expired_cents": 41_002_345_600, "levy_cents": 12_432_026_200,
      "fund_cents": 3_613_770_200, "available_cents": 20_217_219_760,
    ]
    result.office = ["least_own_cents": 308_477_491, "alerts": 1]
    result.yearsTable = (2021...2031).map { year in
      YearLine(
        year: Int64(year),
        columns: [
          "fed_accounts": 449_574, "requests": 15_940, "validated": 12_375,
          "credited_cents": 8_516_873_004, "paid_cents": 912_345_678,
        ])
    }
    var wait = DayHistogram()
    for days in 1...100 { wait.add(days) }
    result.durations = [
      DurationLine(name: "request to confirmation", wait),
      DurationLine(name: "request to payment", wait),
    ]
    result.activity = [
      ActivityLine(
        year: 2023, name: "validated dossiers", published: 12_375, simulated: 12_327,
        source: "CDC")
    ]
  }

  private static func invariants() -> [InvariantLine] {
    (1...60).map { index -> InvariantLine in
      let times = Int64(index) * 1_389_936
      let hasSlack = index % 3 == 0
      return InvariantLine(
        id: "CAP-\(index)",
        statement: "No credit lifts the rights held above the cap in force, number \(index).",
        source: "arrêté du 27 mars 2023; brochure: 800 €", evaluations: times, nonvacuous: times,
        violations: 0, leastSlack: hasSlack ? Int64(index * 100) : nil,
        unit: hasSlack ? "cents" : "")
    }
  }

  private static func population() -> PopulationFigures {
    var figures = PopulationFigures(
      persons: 836_281,
      mandates: Counted(by: ["municipal": 850_000, "intercommunal": 90_000, "regional": 1_745]),
      margins: [
        MarginLine(
          name: "women", published: 429_000, generated: 428_661, unit: "ppm", tolerance: 3_000,
          source: "RNE extract, October 2024")
      ])
    figures.pyramid = [PyramidLine(age: 0, women: 0, men: 0)]
    figures.pyramid += stride(from: 18, through: 90, by: 4).map { age in
      let width = Int64(40_000 - (age - 60) * (age - 60) * 18)
      return PyramidLine(
        age: Int64(age), women: max(120, width * 42 / 100), men: max(150, width * 58 / 100))
    }
    let codes = (1...38).filter { $0 != 20 }.map { $0 < 10 ? "0\($0)" : "\($0)" }
    figures.departments = (codes + ["2A", "974", "988"]).enumerated().map { index, code in
      var line = DepartmentLine()
      line.code = code
      line.name = "Département \(code)"
      line.region = "Région \(index % 13)"
      line.officials = 3_000 + number(1, index, below: 9_000)
      line.women = line.officials * (38 + number(2, index, below: 10)) / 100
      line.inOffice = line.officials * 6 / 10
      line.recognised = line.inOffice * (90 + number(3, index, below: 9)) / 100
      line.heldCents = line.recognised * (40_000 + number(4, index, below: 30_000))
      line.confirmed = line.officials * (5 + number(5, index, below: 20)) / 100
      return line
    }
    return figures
  }

  private static func held() -> [HeldLine] {
    (0..<120).map { month in
      var line = HeldLine()
      line.day = "\(start.adding(months: month + 1) - 1)"
      line.officials = 480_000 + number(6, month, below: 4_000)
      line.capCents = month < 21 ? 70_000 : 80_000
      line.p50Cents = min(line.capCents, Int64(20_000 + month * 450) / 1_000 * 1_000)
      line.p10Cents = line.p50Cents / 2
      line.p90Cents = min(line.capCents, line.p50Cents + 25_000)
      line.atCap = Int64(month) * 2_100
      line.totalCents = line.officials * line.p50Cents
      return line
    }
  }

  private static func peakDay() -> PeakDay {
    var peak = PeakDay()
    peak.day = "2026-03-31"
    func wave(_ second: Int, around centre: Int, width: Int, height: Int64) -> Int64 {
      let away = Int64(abs(second - centre * 3_600)) * 1_000 / Int64(width * 3_600)
      return max(0, height * (1_000_000 - away * away) / 1_000_000)
    }
    peak.seconds = (0..<86_400).map { second -> Int64 in
      let morning = wave(second, around: 11, width: 6, height: 9)
      let evening = wave(second, around: 19, width: 3, height: 8)
      return number(7, second, below: 2 + morning + evening)
    }
    peak.requests = peak.seconds.reduce(0, +)
    peak.jobs = 449_574
    peak.busiestCount = peak.seconds.max() ?? 0
    peak.busiestSecond = Int64(peak.seconds.firstIndex(of: peak.busiestCount) ?? 0)
    peak.inSystem = (0..<1_440).map { minute -> Int64 in
      let seconds = peak.seconds[minute * 60..<minute * 60 + 60]
      return 3 * (seconds.max() ?? 0)
    }
    return peak
  }

  private static func series(_ count: Int, _ queues: [String]) -> SeriesTable {
    let days = (0..<count).map { start + $0 }
    func column(
      _ name: String, _ unit: String = "count", isLevel: Bool = false,
      _ value: (Int, Day) -> Int64
    ) -> SeriesColumn {
      SeriesColumn(
        name, unit: unit, isLevel: isLevel,
        values: days.enumerated().map { value($0.offset, $0.element) })
    }
    func isOpen(_ day: Day) -> Bool { day.weekday != .saturday && day.weekday != .sunday }
    func spike(_ day: Day) -> Int64 {
      let civil = day.civil
      if civil.month == 3 && civil.day == 31 { return 430_000 }
      return civil.month == 7 && civil.day == 5 ? 19_000 : 0
    }
    var cash: Int64 = 2_500_000_00
    var columns = [
      column("credited_cents", "cents") {
        (spike($1) + number(8, $0, below: 300)) * 40_000
      },
      column("annual_credits") { spike($1) + number(8, $0, below: 300) / 10 },
      column("requests") { isOpen($1) ? 40 + number(9, $0, below: 40) + spike($1) / 4_000 : 6 },
      column("confirmed") { isOpen($1) ? 30 + number(10, $0, below: 25) + spike($1) / 6_000 : 3 },
      column("reserved_cents", "cents") { day, _ in (30 + number(10, day, below: 25)) * 61_234 },
      column("paid_cents", "cents") { isOpen($1) ? number(11, $0, below: 5_000_000) : 0 },
      column("levy_cents", "cents") {
        $1.civil.day == 15 ? 103_000_000 + number(12, $0, below: 9_000_000) : 0
      },
      column("expired_cents", "cents") { day, _ in number(13, day, below: 900_000) },
      column("fund_cents", "cents", isLevel: true) {
        cash += ($1.civil.day == 15 ? 76_000_000 : 0) - number(11, $0, below: 5_000_000)
        return cash
      },
      column("fund_reserve_cents", "cents", isLevel: true) { _, _ in 2_000_000_00 },
      column("operations") { spike($1) + 900 + number(14, $0, below: 600) },
      column("reads") { spike($1) / 10 + 700 + number(15, $0, below: 900) },
    ]
    for (index, name) in queues.enumerated() {
      let stream = UInt64(20 + index)
      columns += [
        column("queue.\(slug(name)).backlog", isLevel: true) {
          let rush = max(0, 900 - abs($0 - 1_790) * 3)
          return number(stream, $0, below: 40) + Int64(rush) + spike($1) / 1_000
        },
        column("queue.\(slug(name)).arrivals") {
          number(stream + 10, $0, below: isOpen($1) ? 90 : 20)
        },
        column("queue.\(slug(name)).served") {
          isOpen($1) ? number(stream + 20, $0, below: 130) : 0
        },
        column("queue.\(slug(name)).oldest", "days", isLevel: true) {
          number(stream + 30, $0, below: $1.year > 2_025 ? 40 : 20)
        },
      ]
    }
    return SeriesTable(from: "\(start)", columns: columns)
  }

  private static let dayQueues = [
    "support", "control", "prerequisites", "prefecture feed", "prefecture corrections",
    "payment batch",
  ]

  private static func queues(_ names: [String]) -> [QueueLine] {
    names.enumerated().map { queue(at: $0.offset, $0.element, unit: "days") }
      + ["application", "identity provider", "payment provider", "nightly jobs"].enumerated()
      .map { queue(at: $0.offset + 6, $0.element, unit: "µs") }
  }

  private static func queue(at index: Int, _ name: String, unit: String) -> QueueLine {
    let scale: Int64 = unit == "µs" ? 1_700 : 1
    var line = QueueLine()
    line.name = name
    line.unit = unit
    line.servers = index == 3 ? nil : Int64(4 + index * 3)
    line.calendar =
      unit == "µs"
      ? "round the clock, on the busiest day of each year" : "working days, 420 min an agent"
    line.arrivals = 41_000 + Int64(index * 7_777)
    line.served = line.arrivals - 12
    line.backlog = 12
    (line.peakBacklog, line.peakDay, line.oldest) = (944, "2026-05-26", 9 * scale)
    line.utilisationPPM = index == 3 ? nil : 412_000 + Int64(index) * 41_000
    line.peakUtilisationPPM = line.utilisationPPM.map { $0 + 180_000 }
    line.headroomMilli = line.utilisationPPM.map { 1_000_000_000 / $0 }
    line.target = 10 * scale
    line.overTarget = Int64(index) * 91
    let mean = Int64(2_400 + index * 350)
    (line.little.lengthMilli, line.little.lambdaWMilli) = (mean, mean)
    var values: [Int64: Int64] = [:]
    for place in 0..<4_000 {
      let isSlow = number(50 + UInt64(index), place, below: 40) == 0
      let value = 1 + number(60, place, below: 6) + (isSlow ? number(70, place, below: 60) : 0)
      values[value * scale, default: 0] += 10
    }
    line.spectrum = values.keys.sorted().map { SpectrumLine(value: $0, count: values[$0] ?? 0) }
    for duration in [\QueueLine.wait, \QueueLine.sojourn] {
      line[keyPath: duration].count = line.served
      line[keyPath: duration].p50 = 3 * scale
      line[keyPath: duration].p95 = Int64(7 + index) * scale
      line[keyPath: duration].p99 = Int64(20 + index) * scale
      line[keyPath: duration].max = 66 * scale
    }
    guard unit == "days" else { return line }
    line.months = (0..<120).map { month in
      var one = QueueMonth()
      let first = start.adding(months: month).civil
      one.month = "\(first.year)-\(first.month < 10 ? "0" : "")\(first.month)"
      let rush = max(0, 30 - abs(Int64(month) - 59) * 4)
      one.arrivals = 300 + number(80, month, below: 90) + rush * 40
      one.served = one.arrivals - 3
      one.backlog = 12 + rush * 20
      one.p50 = 2 + rush / 4
      one.p90 = 5 + rush / 2 + number(81, month, below: 3)
      one.p99 = 11 + rush + number(82, month, below: 6)
      one.max = one.p99 + 9
      return one
    }
    return line
  }
}
