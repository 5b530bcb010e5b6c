import Testing

@testable import Report

/// A reader of OpenMetrics 1.0, line by line, with the rules that its grammar cannot say.
struct OpenMetricsReader {
  /// Why a text is none.
  struct Malformed: Error { let reason: String }

  /// A family of metrics.
  struct Family {
    var name = ""
    var type = ""
    var unit = ""
    var help = ""
    var samples: [(name: String, labels: [String: String], value: Double)] = []
  }

  var families: [Family] = []

  init(_ text: String) throws {
    guard text.hasSuffix("# EOF\n") else { throw Malformed(reason: "no end") }
    var seen: Set<String> = []
    for line in text.dropLast("# EOF\n".count).split(separator: "\n") {
      if let match = line.wholeMatch(of: /# (TYPE|UNIT|HELP) ([a-z_:][a-z0-9_:]*) (.+)/) {
        try note(String(match.1), String(match.2), String(match.3))
      } else {
        guard seen.insert(String(line.prefix { $0 != "}" })).inserted else {
          throw Malformed(reason: "twice: \(line)")
        }
        try sample(line)
      }
    }
  }

  private mutating func note(_ key: String, _ name: String, _ value: String) throws {
    if key == "TYPE" {
      guard !families.contains(where: { $0.name == name }) else {
        throw Malformed(reason: "\(name) twice")
      }
      families.append(Family(name: name, type: value))
      return
    }
    guard let last = families.indices.last, families[last].name == name,
      families[last].samples.isEmpty
    else { throw Malformed(reason: "\(key) \(name) out of place") }
    if key == "UNIT" { families[last].unit = value } else { families[last].help = value }
    guard key != "UNIT" || name.hasSuffix("_\(value)") else {
      throw Malformed(reason: "\(name) does not end in its unit")
    }
  }

  private mutating func sample(_ line: Substring) throws {
    let pattern = /([a-z_:][a-z0-9_:]*)\{((?:[a-z0-9_]+="(?:[^"\\]|\\[\\"n])*",?)*)\} (\S+)/
    guard let match = line.wholeMatch(of: pattern), let value = Double(match.3),
      let last = families.indices.last
    else { throw Malformed(reason: "no sample: \(line)") }
    var labels: [String: String] = [:]
    for pair in match.2.matches(of: /([a-z0-9_]+)="((?:[^"\\]|\\[\\"n])*)"/) {
      guard labels.updateValue(String(pair.2), forKey: String(pair.1)) == nil else {
        throw Malformed(reason: "a label twice: \(line)")
      }
    }
    let (family, name) = (families[last], String(match.1))
    let ending = name.dropFirst(family.name.count)
    let allowed: [String] =
      switch family.type {
      case "counter": ["_total"]
      case "gauge": [""]
      case "info": ["_info"]
      case "summary": labels["quantile"] == nil ? ["_count", "_sum"] : [""]
      default: []
      }
    guard name.hasPrefix(family.name), allowed.contains(String(ending)) else {
      throw Malformed(reason: "\(name) in the family \(family.name)")
    }
    guard family.type != "counter" || value >= 0, family.type != "info" || value == 1 else {
      throw Malformed(reason: "a value out of range: \(line)")
    }
    families[last].samples.append((name, labels, value))
  }

  func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
    families.flatMap(\.samples).first { sample in
      sample.name == name && labels.allSatisfy { sample.labels[$0.key] == $0.value }
    }?.value
  }
}

@Suite struct OpenMetricsTests {
  private static let read = Result {
    let text = String(decoding: try ReportForm.openmetrics.bytes(richSummary()), as: UTF8.self)
    return (text: text, metrics: try OpenMetricsReader(text))
  }

  private let text: String
  private let metrics: OpenMetricsReader

  init() throws { (text, metrics) = try Self.read.get() }

  @Test func `the text follows the grammar, and every family says what it is`() throws {
    #expect(metrics.families.count > 50)
    for family in metrics.families {
      #expect(family.name.hasPrefix("cocarde_"))
      #expect(family.help.hasSuffix("."), "\(family.name)")
      #expect(!family.samples.isEmpty, "\(family.name)")
      #expect(!family.name.hasSuffix("_total") && !family.name.hasSuffix("_info"))
      for sample in family.samples { #expect(sample.labels["scenario"] == "national") }
    }
    _ = try OpenMetricsReader(
      String(decoding: ReportForm.openmetrics.bytes(Summary()), as: UTF8.self))
  }

  @Test func `the run is told apart by its labels`() throws {
    let run = try #require(metrics.families.first { $0.name == "cocarde_run" })
    #expect(run.type == "info")
    #expect(run.samples[0].labels["seed"] == "18446744073709551615")
    #expect(run.samples[0].labels["fingerprint"] == "3f9c-71e2/lodqv")
    #expect(metrics.value("cocarde_run_exit_code") == 3)
  }

  @Test func `counters, euros, ratios and seconds are in their base units`() {
    #expect(metrics.value("cocarde_operations_total", ["verb": "annual-credit"]) == 4_402_119)
    #expect(metrics.value("cocarde_refusals_total", ["rule": "too-early"]) == 17)
    #expect(metrics.value("cocarde_money_euros", ["amount": "paid"]) == 1_234.56)
    #expect(metrics.value("cocarde_money_figures", ["amount": "payments"]) == 1_234)
    #expect(metrics.value("cocarde_queue_utilisation_ratio", ["queue": "support"]) == 0.812)
    let day = ["queue": "support", "quantile": "0.95"]
    #expect(metrics.value("cocarde_queue_wait_seconds", day) == 8_208_000)
    let quick = ["queue": "servers", "quantile": "1.0"]
    #expect(metrics.value("cocarde_queue_sojourn_seconds", quick) == 0.00001)
    #expect(metrics.value("cocarde_queue_headroom_ratio", ["queue": "servers"]) == 19.82)
    #expect(metrics.value("cocarde_service_euros", ["figure": "paid"]) == 2.5)
    #expect(metrics.value("cocarde_service_ratio", ["figure": "found"]) == 0.42)
    #expect(metrics.value("cocarde_department_held_euros", ["department": "2A"]) == 123.45)
    #expect(metrics.value("cocarde_invariant_least_slack", ["invariant": "CAP-1"]) == -200)
  }

  @Test func `what thresholds observed is in base units, with its unit`() throws {
    var summary = Summary()
    summary.result.thresholds = [
      ("a < 1", 1_234, "cents"), ("b < 1", 790_000, "ppm"), ("c < 1", 1_500, "milli-days"),
      ("d < 1", 250_000, "µs"), ("e < 1", 7, "days"),
    ].map { (expression: String, observed: Int64, unit: String) in
      var line = ThresholdLine(expression: expression, ok: true, observed: observed)
      line.unit = unit
      return line
    }
    let metrics = try OpenMetricsReader(
      String(decoding: ReportForm.openmetrics.bytes(summary), as: UTF8.self))
    for (expression, value, unit) in [
      ("a < 1", 12.34, "euros"), ("b < 1", 0.79, "ratio"), ("c < 1", 1.5, "days"),
      ("d < 1", 0.25, "seconds"), ("e < 1", 7, "days"),
    ] {
      let labels = ["threshold": expression, "unit": unit]
      #expect(metrics.value("cocarde_threshold_observed", labels) == value, "\(expression)")
    }
  }

  @Test func `a label that holds anything is escaped, and an equal sample stands once`() throws {
    #expect(text.contains(#"\"c\""#) && text.contains(#" \\ @all"#) && text.contains("\\nnext"))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\r" })
    var summary = richSummary()
    summary.result.thresholds.append(summary.result.thresholds[0])
    _ = try OpenMetricsReader(
      String(decoding: ReportForm.openmetrics.bytes(summary), as: UTF8.self))
  }

  @Test(arguments: [
    "# TYPE a counter\na{} 1\n# EOF\n", "# TYPE a_euros gauge\n# UNIT a_euros cents\n# EOF\n",
    "# TYPE a gauge\na{b=\"c\"d\"} 1\n# EOF\n", "# TYPE a gauge\na{} 1\na{} 1\n# EOF\n",
    "# TYPE a gauge\na{} x\n# EOF\n", "# TYPE a gauge\na{} 1\n",
    "# TYPE a counter\na_total{} -1\n# EOF\n",
  ])
  func `the reader refuses what is no exposition`(text: String) {
    #expect(throws: OpenMetricsReader.Malformed.self) { try OpenMetricsReader(text) }
  }
}
