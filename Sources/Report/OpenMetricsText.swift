/// Metric families as OpenMetrics 1.0 writes them, for Prometheus, its Pushgateway, the text-file
/// collector of node_exporter and the metrics reports of GitLab.
struct OpenMetricsText {
  /// What a family is.
  enum Kind: String {
    /// A count of events; its samples end in `_total`.
    case counter
    /// A value as it is.
    case gauge
    /// Facts in labels; the sample ends in `_info` and is 1.
    case info
    /// Quantiles and a count.
    case summary
  }

  /// A sample of a family.
  struct Sample {
    /// The labels beside that of the scenario.
    var labels: [(name: String, value: String)]
    /// The value as it is printed.
    var value: String
    /// What follows the name, such as `_count`.
    var suffix = ""

    /// Creates a sample.
    init(_ value: String, _ labels: [(name: String, value: String)] = [], suffix: String = "") {
      self.value = value
      self.labels = labels
      self.suffix = suffix
    }

    /// Creates a sample of a whole number.
    init(_ value: Int64, _ labels: [(name: String, value: String)] = []) {
      self.init("\(value)", labels)
    }
  }

  private var text = ByteText()
  private let scenario: String

  /// The text with its end.
  var bytes: [UInt8] { text.bytes + Array("# EOF\n".utf8) }

  /// Creates a text without metrics.
  ///
  /// - Parameter scenario: The scenario, which every sample bears, so that the files of several
  ///   scenarios can lie in one folder.
  init(scenario: String) { self.scenario = scenario }

  /// Appends a family; one without samples is left out.
  ///
  /// - Parameters:
  ///   - name: The name after `cocarde_`, without unit and `_total`.
  ///   - kind: What it is.
  ///   - unit: The base unit, which the name ends in.
  ///   - help: What it is, in one sentence without its full stop.
  ///   - samples: The samples; of two with the same labels the first counts.
  mutating func family(
    _ name: String, _ kind: Kind, unit: String = "", _ help: String, _ samples: [Sample]
  ) {
    guard !samples.isEmpty else { return }
    let full = "cocarde_\(name)" + (unit.isEmpty ? "" : "_\(unit)")
    text.add("# TYPE \(full) \(kind.rawValue)\n")
    if !unit.isEmpty { text.add("# UNIT \(full) \(unit)\n") }
    text.add("# HELP \(full) \(Self.escaped(help)).\n")
    let ending = kind == .counter ? "_total" : kind == .info ? "_info" : ""
    var seen: Set<String> = []
    for sample in samples {
      let labels = ([("scenario", scenario)] + sample.labels)
        .map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
      let line = "\(full)\(ending)\(sample.suffix){\(labels)}"
      if seen.insert(line).inserted { text.add("\(line) \(sample.value)\n") }
    }
  }

  /// A text as it stands in a label or a help line.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\"": escaped += "\\\""
      case "\n": escaped += "\\n"
      default: escaped.unicodeScalars.append(scalar.isPrintable ? scalar : "\u{fffd}")
      }
    }
    return escaped
  }
}
