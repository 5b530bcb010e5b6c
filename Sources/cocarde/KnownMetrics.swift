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
    let metrics = SummaryMetrics(result)
    let changes = tables.exercises?.filter { $0.hasPrefix("law-") } ?? []
    let names = within(metrics) + changes.map { "witnesses.\($0)" }
    let units = SummaryMeasurements.Units(result)
    return names.map { KnownMetric(MetricKey($0), .number, unit: units.unit(of: $0)) }
      + SummaryMeasurements.read(result).metrics.filter { $0.kind != .number }
  }

  /// The names that a summary has or may have.
  ///
  /// - Parameter metrics: The figures of a summary.
  /// - Returns: Their names, and those of figures that are there only when something was measured.
  static func within(_ metrics: SummaryMetrics) -> [String] {
    let names = metrics.all.map(\.name)
    return names + counters + names.flatMap(siblings)
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

  private static let zeros = Set(counters)

  /// Adds the counters that a summary leaves out while they are zero.
  ///
  /// - Parameter known: The figures that something was measured for, by name.
  /// - Returns: The same, and zeros.
  static func withCounters(_ known: [String: Int64]) -> [String: Int64] {
    // Where no oracle was asked, it has found no choice that the law leaves.
    let isJudged = known["oracle.officials"] != nil
    let zeros = counters.filter { isJudged || !$0.hasPrefix("oracle.") }
    return known.merging(zeros.map { ($0, 0) }) { measured, _ in measured }
  }

  /// Whether a run that lacks a figure counted none of it: such a one is 0, not missing.
  ///
  /// - Parameter name: The name of the figure.
  /// - Returns: `true` for counters, and for what a queue holds that nobody entered.
  static func isZeroWhereAbsent(_ name: String) -> Bool {
    zeros.contains(name)
      || [".backlog", ".peak_backlog", ".over_target"].contains { name.hasSuffix($0) }
  }

  /// The figures that are there only when something was measured.
  private static func siblings(_ name: String) -> [String] {
    func beside(_ suffix: String, _ names: [String]) -> [String] {
      guard name.hasSuffix(suffix) else { return [] }
      return names.map { name.dropLast(suffix.count) + $0 }
    }
    return beside(".nonvacuous", [".least_slack"])
      + beside(
        ".peak_backlog",
        [".utilisation_ppm", ".peak_utilisation_ppm", ".headroom_milli", ".over_target"])
  }
}

extension SummaryMetrics {
  /// The figures that something was measured for by name, with zero for the counters that the
  /// summary leaves out.
  var byName: [String: Int64] {
    KnownMetrics.withCounters(
      Dictionary(measured.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }))
  }
}
