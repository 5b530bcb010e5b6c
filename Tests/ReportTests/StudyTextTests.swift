import Report
import Testing

@Suite struct StudyTextTests {
  private func estimate(_ name: String, _ unit: String, _ mean: Double) -> EstimateLine {
    var line = EstimateLine()
    line.name = name
    line.unit = unit
    line.mean = mean
    line.halfWidth = mean / 20
    line.relativeHalfWidth = 0.05
    line.min = Int64(mean * 0.9)
    line.max = Int64(mean * 1.1)
    line.values = [line.min, line.max]
    line.isPrecise = unit == "cents" ? false : nil
    return line
  }

  private func threshold(_ state: String, severity: String = "hard") -> StudyThreshold {
    var line = StudyThreshold()
    line.expression = "sojourn{queue:support}: p(95)<10d"
    line.state = state
    line.severity = severity
    line.unit = "days"
    line.observed = [8, 9]
    line.mean = state == "unmeasured" ? nil : 8.5
    line.halfWidth = state == "unmeasured" ? nil : 0.84
    return line
  }

  private func report(_ kind: StudyReport.Kind) -> StudyReport {
    var report = StudyReport()
    report.kind = kind.rawValue
    report.scenario = ScenarioIdentity(
      name: "national", sha256: "29124aff", seed: 2021, command: "cocarde study")
    report.seeds = [2021, 2022]
    report.notJudged = ["violations == 0"]
    report.metrics = [
      "durations.request-to-payment.p95", "money.lost_at_cap_cents", "operations.total",
    ]
    for value in ["800", "1000"] {
      var arm = StudyArm()
      arm.label = "rights.cap=\(value)"
      arm.settings = [StudySetting("rights.cap", value)]
      arm.estimates = [
        estimate("durations.request-to-payment.p95", "days", 106.6),
        estimate("money.lost_at_cap_cents", "cents", 99_999_999),
        estimate("operations.total", "count", 11_502_048),
      ]
      arm.thresholds = [threshold("held"), threshold("inconclusive"), threshold("unmeasured")]
      report.arms.append(arm)
    }
    var difference = DifferenceLine()
    difference.name = "money.lost_at_cap_cents"
    difference.unit = "cents"
    difference.pairs = 2
    difference.a = 1_000_000
    difference.b = 99_999_999
    difference.mean = 98_999_999
    difference.halfWidth = 1_000
    difference.familyHalfWidth = 99_999_999
    difference.correlation = 0.944
    difference.varianceRatio = 17.2
    report.differences = [difference]
    return report
  }

  /// The text without its line breaks.
  private func words(_ report: StudyReport) -> String {
    StudyText.render(report).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test(arguments: [StudyReport.Kind.replications, .sweep, .compare, .search])
  func `no line is wider than the page`(kind: StudyReport.Kind) {
    let text = StudyText.render(report(kind))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(text.contains("audit off") && text.contains("left out: violations == 0"))
  }

  @Test func `replications show mean, half-width and what is too wide`() {
    let text = StudyText.render(report(.replications))
    #expect(text.contains("106.6 d"))
    #expect(text.contains("5.00 % !"))
    #expect(text.contains("✓ sojourn{queue:support}: p(95)<10d"))
    #expect(text.contains("8.50 d ± 0.84 d (n=2)"))
    #expect(text.contains("~ sojourn") && text.contains("✗ sojourn"))
    #expect(text.contains("nothing measured"))
    // All of a metric stands on one line.
    #expect(text.contains(/least +greatest/))
  }

  @Test func `a comparison shows what common random numbers bring`() throws {
    let text = StudyText.render(report(.compare))
    let row = try #require(
      text.split(separator: "\n").first { $0.contains("lost_at_cap") && $0.contains("0.94") })
    #expect(row.hasSuffix("17") && row.contains("·") && row.contains("+989 999,99 €") == false)
    var welch = report(.compare)
    welch.differences[0].method = "welch"
    #expect(StudyText.render(welch).contains(" welch\n"))
  }

  @Test func `a search tells its answer in sentences`() {
    var search = StudySearch()
    search.path = "behaviour.support.agents"
    search.goal = "smallest"
    search.state = "found"
    search.answer = "9"
    search.beyond = "8"
    search.certain = "7"
    search.ofSeeds = ["9", "8", "9"]
    search.range = ["8", "9"]
    search.mean = 8.5
    search.halfWidth = 0.8
    let words = search.sentences.joined(separator: "\n")
    #expect(words.contains("behaviour.support.agents = 9 is the smallest value"))
    #expect(
      words.contains("7 certainly does not; between them, from 8 on, these seeds cannot tell"))
    #expect(words.contains("from 8 to 9, mean 8.5 ± 0.8 (95 %)\n"))
    #expect(words.contains("monotone over all values"))
    search.certain = "8"
    search.breaks = ["12 and 14"]
    let others = search.sentences.joined(separator: "\n")
    #expect(others.contains("8 certainly does not") && others.contains("not monotone: 12 and 14"))
    search.state = "nowhere"
    #expect(search.sentences.first == "no value of the range keeps it")
  }

  @Test func `a search that keeps everywhere, or turns the other way, says which way`() {
    var search = StudySearch()
    (search.path, search.goal, search.state) = ("demand", "largest", "everywhere")
    search.answer = "20"
    search.ofSeeds = ["20", nil, "20"]
    search.openSeeds = 2
    search.range = ["20", "20"]
    #expect(search.sentences.first?.contains("keeps it, up to 20: the limit") ?? false)
    #expect(search.sentences.contains("each seed by itself: from 20 to 20"))
    #expect(search.sentences.contains("seeds of which no value keeps it: 1"))
    #expect(search.sentences.contains { $0.hasSuffix("their limits lie outside: 2") })
    search.goal = "smallest"
    #expect(search.sentences.first?.contains("from 20 on") ?? false)
    search.state = "reversed"
    search.tried = ["1 %", "90 %"].map { value in
      var tried = TriedValue()
      tried.value = value
      return tried
    }
    let reversed = search.sentences.joined(separator: "\n")
    #expect(reversed.contains("1 % keeps it and 90 % does not; --find largest"))
    #expect(!reversed.contains("monotone"))
    search.state = "interrupted"
    search.goal = ""
    #expect(search.sentences.first == "interrupted before the answer was found")
    for sentence in SearchSentence.allCases {
      let named = sentence.english.matches(of: /\{(\w+)\}/).map { String($0.1) }
      let known = [
        "path", "answer", "beyond", "certain", "first", "last", "least", "greatest", "without",
        "open", "breaks", "mean", "half",
      ]
      #expect(named.allSatisfy(known.contains), "\(sentence)")
    }
  }

  @Test func `what some seeds or values did not measure is said`() {
    let name = "queues.control.headroom_milli"
    func line(_ values: [Int64?]) -> EstimateLine {
      var line = estimate(name, "count", 2)
      line.values = values
      return line
    }
    var repeated = report(.replications)
    repeated.metrics = [name]
    repeated.arms[0].estimates = [line([2, nil])]
    repeated.notInStudies = ["oracle.differences == 0"]
    let text = words(repeated)
    #expect(text.contains("measured with some seeds only: \(name) (1 of 2)"))
    #expect(text.contains("left out, since only a run of its own does it: oracle.differences == 0"))
    // The first value lacks what the second one has.
    var sweep = report(.sweep)
    sweep.metrics = [name]
    sweep.arms[1].estimates = [line([2, 2])]
    let rows = StudyText.render(sweep).split(separator: "\n")
    #expect(rows.contains { $0.contains(name) })
    #expect(rows.contains { $0.contains(/^ +800 +– +– +– +–$/) })
    #expect(rows.contains { $0.contains(#/^ +1000 +2\.0 .*/#) })
    var compare = report(.compare)
    compare.metrics = ["money.lost_at_cap_cents", name]
    compare.differences[0].pairs = 1
    let compared = words(compare)
    #expect(compared.contains("only so many pairs measured it: money.lost_at_cap_cents (1 of 2)"))
    #expect(compared.contains("not compared, since no seed measured it in both: \(name)"))
  }

  @Test func `a report is read back as it was written`() throws {
    var report = report(.search)
    var search = StudySearch()
    search.ofSeeds = ["9", nil]
    report.search = search
    report.precision = StudyPrecision()
    let bytes = try report.json.bytes()
    #expect(try StudyReport(json: JSON(parsing: bytes)) == report)
  }
}
