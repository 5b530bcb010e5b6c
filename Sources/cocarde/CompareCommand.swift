import ArgumentParser
import Foundation
import Law
import Report
import Scenario

/// Runs two scenarios on the same draws and tells what differs.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compares two scenarios on common random numbers, metric by metric.",
    discussion: """
      A and B may be the same file, changed in two ways: compare S S --reform-b F. Both are run on \
      the same seeds, so that what chance does to both cancels in the difference. Scenarios of \
      other days, places or people are not compared (7), nor what no seed measured in both. \
      Thresholds are shown for both, and decide nothing.
      """)

  @Argument(help: "The first scenario.") var a: String
  @Argument(help: "The second scenario.") var b: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The first seed of both (default: that of A).", valueName: "n"))
  var seed: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many runs are made at a time; 0 for one a processor.", valueName: "n"))
  var jobs: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Sets a setting in both (repeatable).", valueName: "path=value"))
  var overrides: [String] = []

  @Option(help: ArgumentHelp("Sets a setting in A (repeatable).", valueName: "path=value"))
  var setA: [String] = []

  @Option(help: ArgumentHelp("Sets a setting in B (repeatable).", valueName: "path=value"))
  var setB: [String] = []

  @Option(
    name: .customLong("reform"),
    help: ArgumentHelp("Lays a reform over the law of both (repeatable).", valueName: "file"))
  var reforms: [String] = []

  @Option(help: ArgumentHelp("Lays a reform over the law of A (repeatable).", valueName: "file"))
  var reformA: [String] = []

  @Option(help: ArgumentHelp("Lays a reform over the law of B (repeatable).", valueName: "file"))
  var reformB: [String] = []

  @Option(
    name: .customLong("threshold"),
    help: ArgumentHelp("Adds a condition on both (repeatable).", valueName: "expr"))
  var thresholds: [String] = []

  @OptionGroup var study: StudyArguments
  @OptionGroup var display: DisplayArguments

  /// With how many seeds both are run when nobody says so.
  static let defaultSeeds = 10

  func run() throws {
    let context = try ScenarioContext.standard()
    let first = try side(a, setA, reformA, context)
    let second = try side(b, setB, reformB, context)
    let obstacles = Comparability.obstacles(first, second)
    guard obstacles.isEmpty else {
      throw Failure(
        .unproven,
        "A and B are not compared, since they differ in \(obstacles.joined(separator: ", "))")
    }
    let changes = Comparability.changes(first, second)
    if changes.a.isEmpty, changes.b.isEmpty {
      Console.error("cocarde: A and B are the same scenario: every difference will be 0")
    }
    let variants = [
      StudyVariant(label: first.name, settings: changes.a, scenario: first),
      StudyVariant(label: second.name, settings: changes.b, scenario: second),
    ]
    let seeds = study.seeds ?? Self.defaultSeeds
    let runs = try study.runs(2, seeds: seeds)
    let session = try StudySession(study, display, variants)
    try session.announce("2 scenarios × \(seeds) seeds", runs: runs)
    let all = session.seeds(seeds)
    let tasks = all.flatMap { seed in
      variants.map { StudyRunner.Task(variant: $0, seed: seed) }
    }
    let progress = session.progress("compare", runs: runs)
    let made = try session.run(tasks, progress)
    progress.close()
    let columns = StudyColumns(made, variants: 2)
    var report = session.report(
      .compare, command: ["compare", a, b] + words, seeds: Array(all.prefix(columns.seeds)))
    report.arms = variants.indices.map { StudyMetrics.arm(variants[$0], columns[$0]) }
    report.metrics = StudyMetrics.shown(session.metrics, in: report.arms)
    report.differences = StudyMetrics.differences(
      report.arms[0], report.arms[1], family: report.metrics.count)
    try session.finish(report, .held)
  }

  /// One of both scenarios.
  private func side(
    _ path: String, _ settings: [String], _ laws: [String], _ context: ScenarioContext
  ) throws -> LoadedScenario {
    let seed = try self.seed ?? (path == a ? nil : String(side(a, setA, reformA, context).seed))
    return try LoadedScenario.load(
      path,
      flags: ScenarioFlags(
        overrides: overrides + settings, reforms: reforms + laws, thresholds: thresholds,
        seed: seed, jobs: jobs),
      environment: ProcessInfo.processInfo.environment, context: context)
  }

  /// The flags that change what is run.
  private var words: [String] {
    let flags: [(String, [String])] = [
      ("--seed", seed.map { [$0] } ?? []), ("--set", overrides), ("--set-a", setA),
      ("--set-b", setB), ("--reform", reforms), ("--reform-a", reformA), ("--reform-b", reformB),
      ("--threshold", thresholds),
    ]
    return flags.flatMap { name, values in values.flatMap { [name, $0] } }
  }
}

/// Whether two scenarios speak of the same people on the same days.
enum Comparability {
  /// What keeps two scenarios from being compared: draws of other people have nothing in common.
  ///
  /// - Parameters:
  ///   - a: A scenario.
  ///   - b: Another one.
  /// - Returns: What differs, with both values.
  static func obstacles(_ a: LoadedScenario, _ b: LoadedScenario) -> [String] {
    func places(_ scenario: LoadedScenario) -> String {
      scenario.departments.isEmpty ? "the country" : scenario.departments.joined(separator: " ")
    }
    let facts: [(name: String, a: String, b: String)] = [
      ("the first day", "\(a.from)", "\(b.from)"),
      ("the last day", "\(a.through)", "\(b.through)"),
      ("territory.departments", places(a), places(b)),
      (
        "territory.communes", a.communes ?? "the built-in table", b.communes ?? "the built-in table"
      ),
      (
        "population.officials", a.officials.map(String.init) ?? "as many as the law seats",
        b.officials.map(String.init) ?? "as many as the law seats"
      ),
      ("population.blocks", "\(a.blocks)", "\(b.blocks)"), ("seed", "\(a.seed)", "\(b.seed)"),
    ]
    return facts.filter { $0.a != $0.b }.map { "\($0.name) (\($0.a) and \($0.b))" }
      + (changes(a.population, b.population)
      + changes(a.law, b.law).filter { LoadedScenario.isOfOfficials($0.name) })
      .map { "\($0.name) (the officials drawn are others)" }
  }

  /// What two comparable scenarios do not have in common: parameters, faults, mutants.
  ///
  /// - Parameters:
  ///   - a: A scenario.
  ///   - b: Another one.
  /// - Returns: The settings of both where they differ.
  static func changes(
    _ a: LoadedScenario, _ b: LoadedScenario
  ) -> (a: [StudySetting], b: [StudySetting]) {
    var settings: (a: [StudySetting], b: [StudySetting]) = ([], [])
    for change in changes(a.law, b.law) + changes(a.behaviour, b.behaviour) {
      if !change.a.isEmpty { settings.a.append(StudySetting(change.name, change.a)) }
      if !change.b.isEmpty { settings.b.append(StudySetting(change.name, change.b)) }
    }
    if a.mutant != b.mutant {
      settings.a.append(StudySetting("platform.mutant", a.mutant ?? "none"))
      settings.b.append(StudySetting("platform.mutant", b.mutant ?? "none"))
    }
    if a.swarm != b.swarm {
      settings.a.append(StudySetting("faults and swarm", "its own"))
      settings.b.append(StudySetting("faults and swarm", "its own"))
    }
    return settings
  }

  /// The parameters of two tables that differ, each with the values that only one table has.
  private static func changes(
    _ a: ParameterTable, _ b: ParameterTable
  ) -> [(name: String, a: String, b: String)] {
    a.parameters.compactMap { parameter in
      guard let other = b[parameter.name] else { return nil }
      func key(_ value: DatedValue) -> String {
        "\(value.value.lines(parameter.unit).joined(separator: "; ")) from \(value.from)"
      }
      let (first, second) = (parameter.values.map(key), other.values.map(key))
      guard first != second else { return nil }
      func own(_ values: [String], _ others: [String]) -> String {
        values.filter { !others.contains($0) }.joined(separator: ", ")
      }
      return (parameter.name, own(first, second), own(second, first))
    }
  }
}
