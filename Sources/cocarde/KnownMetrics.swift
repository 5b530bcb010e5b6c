import Oracle
import Platform
import Report
import Scenario
import Simulation
import Synchronization

/// The metrics that a summary can have.
///
/// They are those of a real summary: two days of the collectivities outside the scheme, which takes
/// some milliseconds; so a new section is known without being listed here.
enum KnownMetrics {
  private static let scenario = """
    simulation: { from: 2023-12-31, to: 2024-01-01 }
    territory: { departments: [outside] }
    engine: { jobs: 1 }
    """

  /// Names that nobody needs to look for.
  static let certain = ["violations"] + counters

  /// What was found out, kept for the next threshold.
  private static let found = Mutex<[KnownMetric]?>(nil)

  /// Finds out the metrics.
  ///
  /// - Parameter tables: The tables that were built in, read once already.
  /// - Returns: The metrics; of a year, those of 2023 and 2024.
  /// - Throws: `Diagnostic` where the small run cannot be made.
  static func metrics(_ tables: ScenarioContext) throws -> [KnownMetric] {
    if let known = found.withLock({ $0 }) { return known }
    let metrics = try metrics(of: tables)
    found.withLock { $0 = metrics }
    return metrics
  }

  /// The names of the single numbers.
  static func names(_ tables: ScenarioContext) throws -> [String] {
    try metrics(tables).filter { $0.kind == .number }.map(\.key.name)
  }

  private static func metrics(of tables: ScenarioContext) throws -> [KnownMetric] {
    let result = try summary(tables).result
    let metrics = SummaryMetrics(result).all.map(\.name)
    let changes = tables.exercises?.filter { $0.hasPrefix("law-") } ?? []
    let names = metrics + counters + metrics.flatMap(siblings) + changes.map { "witnesses.\($0)" }
    let measured = SummaryMeasurements.read(result)
    return names.map { name in
      KnownMetric(
        MetricKey(name), .number,
        unit: measured.numbers[name]?.unit ?? MetricNames.unit(of: name))
    } + measured.metrics.filter { $0.kind != .number }
  }

  /// The summary of the small run.
  ///
  /// - Parameter tables: The tables that were built in.
  /// - Returns: A summary with everything that any run has.
  /// - Throws: `Diagnostic` where the small run cannot be made.
  static func summary(_ tables: ScenarioContext) throws -> Summary {
    var context = tables
    context.files = .memory(["metrics.yaml": scenario])
    let loaded = try LoadedScenario.load("metrics.yaml", context: context)
    let inputs = try loaded.inputs()
    let engine = Engine(inputs)
    _ = try engine.run()
    return try SummaryBuilder(scenario: loaded, inputs: inputs, outcome: engine.outcome())
      .summary()
  }

  /// The counters that a summary leaves out while they are zero.
  static let counters =
    Verb.allCases.flatMap { ["operations.by.\($0.name)", "applied.by.\($0.name)"] }
    + Rule.allCases.map { "refusals.by.\($0.name)" }
    + OracleFreedom.allCases.map { "oracle.excuses.\($0.rawValue)" }
    + Verb.allCases.map { "oracle.not_compared.\($0.name)" }
    + Fault.allCases.flatMap { fault in
      ["occasions", "fired", "survived"].map { "faults.\(fault.name).\($0)" }
    }

  /// The figures that are there only when something was measured.
  private static func siblings(_ name: String) -> [String] {
    func beside(_ suffix: String, _ names: [String]) -> [String] {
      guard name.hasSuffix(suffix) else { return [] }
      return names.map { name.dropLast(suffix.count) + $0 }
    }
    return beside(".nonvacuous", [".least_slack"])
      + beside(".count", [".min", ".p50", ".p95", ".max", ".mean_milli"])
      + beside(".peak_backlog", [".utilisation_ppm"])
  }
}

extension SummaryMetrics {
  /// The figures by name, with zero for the counters that the summary leaves out.
  var byName: [String: Int64] {
    Dictionary(
      KnownMetrics.counters.map { ($0, 0) } + all.map { ($0.name, $0.value) },
      uniquingKeysWith: { $1 })
  }
}
