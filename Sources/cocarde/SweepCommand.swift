import ArgumentParser
import Documents
import Foundation
import Report
import Scenario

/// Runs a scenario for every value of some settings.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Runs a scenario for every value of some settings; a table for each metric.",
    discussion: """
      Every value of one setting is tried with every value of the others, all on the same seeds \
      (common random numbers). Thresholds of the scenario are shown for each of them, and decide \
      nothing.
      """)

  @OptionGroup var scenario: ScenarioArguments

  @Option(
    help: ArgumentHelp(
      "What is varied: 'path=LOW..HIGH step S' or path=a,b,c (repeatable: every combination).",
      valueName: "path=values"))
  var vary: [String]

  @OptionGroup var study: StudyArguments
  @OptionGroup var display: DisplayArguments

  /// With how many seeds each value is run when nobody says so.
  static let defaultSeeds = 3

  func run() throws {
    try scenario.checkStudy()
    let context = try ScenarioContext.standard()
    let grid = try VariationGrid(vary, context: context)
    let seeds = study.seeds ?? Self.defaultSeeds
    let runs = try study.runs(grid.count, seeds: seeds)
    let variants = try grid.variants(of: scenario, context: context)
    let session = try StudySession(study, display, variants)
    try session.announce("\(variants.count) values × \(seeds) seeds", runs: runs)
    let all = session.seeds(seeds)
    // Seed by seed: the officials of a seed are made once for all values.
    let tasks = all.flatMap { seed in
      variants.map { StudyRunner.Task(variant: $0, seed: seed) }
    }
    let progress = session.progress("sweep", runs: runs)
    let made = try session.run(tasks, progress)
    progress.close()
    let columns = StudyColumns(made, variants: variants.count)
    var report = session.report(
      .sweep,
      command: ["sweep", scenario.scenario] + scenario.words + vary.flatMap { ["--vary", $0] },
      seeds: Array(all.prefix(columns.seeds)))
    report.arms = variants.indices.map { StudyMetrics.arm(variants[$0], columns[$0]) }
    report.metrics = StudyMetrics.shown(session.metrics, in: report.arms)
    try session.finish(report, .held)
  }
}

/// The runs of several scenarios on the same seeds, as far as all of them have them.
struct StudyColumns {
  private let runs: [[StudyRun]]

  /// How many seeds every scenario has.
  var seeds: Int { runs.first?.count ?? 0 }

  /// Sorts runs by scenario.
  ///
  /// - Parameters:
  ///   - made: The runs, seed by seed, each with all scenarios in their order.
  ///   - variants: How many scenarios there are.
  init(_ made: [StudyRun?], variants: Int) {
    var columns = [[StudyRun]](repeating: [], count: variants)
    for start in stride(from: 0, to: made.count, by: max(1, variants)) {
      let row = made[start..<min(made.count, start + variants)].compactMap { $0 }
      guard row.count == variants else { break }
      for (place, run) in row.enumerated() { columns[place].append(run) }
    }
    runs = columns
  }

  /// The runs of a scenario, in the order of the seeds.
  subscript(variant: Int) -> [StudyRun] { runs[variant] }
}

/// Every combination of the values of some settings.
struct VariationGrid {
  private let variations: [Variation]

  /// Reads what is varied.
  ///
  /// - Parameters:
  ///   - texts: The values of `--vary`.
  ///   - context: What scenarios are read against.
  /// - Throws: A diagnostic for one that is wrong, or names what another one names.
  init(_ texts: [String], context: ScenarioContext) throws {
    var variations: [Variation] = []
    for text in texts {
      let variation = try Variation(text, context: context)
      guard !variations.contains(where: { $0.path == variation.path }) else {
        throw Failure(.usage, "--vary names '\(variation.path)' twice")
      }
      variations.append(variation)
    }
    self.variations = variations
  }

  /// How many combinations there are; `nil` for more than a number holds.
  var count: Int? {
    var count = 1
    for variation in variations {
      let product = count.multipliedReportingOverflow(by: variation.count)
      guard !product.overflow else { return nil }
      count = product.partialValue
    }
    return count
  }

  /// Loads the scenario for each combination, the last setting varying fastest.
  ///
  /// - Parameters:
  ///   - arguments: The scenario, and what the command line changes in it.
  ///   - context: What scenarios are read against.
  /// - Returns: The scenarios.
  /// - Throws: A diagnostic for a value that a setting cannot have.
  func variants(
    of arguments: ScenarioArguments, context: ScenarioContext
  ) throws -> [StudyVariant] {
    var combinations: [[StudySetting]] = [[]]
    for variation in variations {
      combinations = combinations.flatMap { settings in
        (0..<variation.count).map { settings + [StudySetting(variation.path, variation[$0])] }
      }
    }
    return try combinations.map { try Self.variant(of: arguments, $0, context: context) }
  }

  /// Loads the scenario with some settings.
  static func variant(
    of arguments: ScenarioArguments, _ settings: [StudySetting], context: ScenarioContext
  ) throws -> StudyVariant {
    var own = arguments
    own.overrides += settings.map { "\($0.path)=\($0.value)" }
    let scenario: LoadedScenario
    do {
      scenario = try own.load(context: context)
    } catch let complaint as Diagnostic
      where complaint.file == "--set"
      && settings.contains(where: { complaint.message.contains("'\($0.path)'") })
    {
      throw Diagnostic(file: "--vary", message: complaint.message)
    }
    return StudyVariant(
      label: settings.map { "\($0.path)=\($0.value)" }.joined(separator: ", "),
      settings: settings, scenario: scenario)
  }
}
