import ArgumentParser
import Capsules
import Foundation
import Scenario

/// The scenario and what the command line changes in it.
struct ScenarioArguments: ParsableArguments {
  @Argument(help: "The scenario's file.") var scenario: String

  // Whatever follows is the value, so that a number below 0 gets a sentence of its own.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number that every draw depends on.", valueName: "n"))
  var seed: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads; 0 for one a processor.", valueName: "n"))
  var jobs: String?

  @Option(
    help: ArgumentHelp(
      "Whom the oracle lives a second time: off, all, or a share such as 1/100.",
      valueName: "share"))
  var oracle: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Sets a setting or a parameter (repeatable).", valueName: "path=value"))
  var overrides: [String] = []

  @Option(
    name: .customLong("reform"),
    help: ArgumentHelp("Lays a reform over the law (repeatable).", valueName: "file"))
  var reforms: [String] = []

  @Option(
    name: .customLong("threshold"),
    help: ArgumentHelp("Adds a condition on the summary (repeatable).", valueName: "expr"))
  var thresholds: [String] = []

  /// The command that repeats this run, without its outputs.
  var invocation: String { Self.line(["cocarde", "run", scenario] + words) }

  /// The flags that change what is run.
  var words: [String] {
    var words: [String] = []
    if let seed { words += ["--seed", seed] }
    if let oracle { words += ["--oracle", oracle] }
    for override in overrides { words += ["--set", override] }
    for reform in reforms { words += ["--reform", reform] }
    for threshold in thresholds { words += ["--threshold", threshold] }
    return words
  }

  /// Refuses what a study does not do.
  ///
  /// - Throws: ``Failure`` for an oracle.
  func checkStudy() throws(Failure) {
    guard let oracle, oracle != "off" else { return }
    throw Failure(.usage, "--oracle: no study asks the oracle, only a run of its own; leave it out")
  }

  /// Words as a shell takes them.
  static func line(_ words: [String]) -> String {
    words.map(quoted).joined(separator: " ")
  }

  /// The command that runs one of several blocks alone.
  ///
  /// - Parameter seed: The seed of the block.
  /// - Returns: The command.
  func invocation(ofBlockWith seed: UInt64) -> String {
    var one = self
    one.seed = "\(seed)"
    one.overrides.removeAll { override in
      let path = override.prefix { $0 != "=" }.filter { $0 != " " }
      // A path may be written by its end.
      return ["population.blocks", "trace.official"].contains {
        $0 == path || $0.hasSuffix("." + path)
      }
    }
    one.overrides.append("population.blocks=1")
    return one.invocation
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_./=:,".contains($0) }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  /// Loads the scenario.
  ///
  /// - Parameters:
  ///   - recorder: What remembers the files that are read, if somebody wants them.
  ///   - context: What it is read against, where that was read before.
  /// - Returns: The scenario with everything resolved.
  /// - Throws: `Diagnostic` for anything wrong in it.
  func load(
    _ recorder: FileRecorder? = nil, context: ScenarioContext? = nil
  ) throws -> LoadedScenario {
    var context = try context ?? ScenarioContext.standard()
    if let recorder { context.files = recorder.access }
    return try LoadedScenario.load(
      scenario,
      flags: ScenarioFlags(
        overrides: overrides, reforms: reforms, thresholds: thresholds, seed: seed, jobs: jobs,
        oracle: oracle),
      environment: ProcessInfo.processInfo.environment, context: context)
  }
}

/// The form of what is written to standard output.
enum Format: String, CaseIterable, ExpressibleByArgument {
  /// A form.
  case text, json
}

/// How results are shown.
struct DisplayArguments: ParsableArguments {
  @Option(help: "The form of the results: text or json.") var format: Format?

  @Flag(help: "The same as --format json.") var json = false

  @Flag(help: "No colour, and no bar that is drawn again.") var noColor = false

  /// The form asked for.
  var chosen: Format { json ? .json : format ?? .text }

  func validate() throws {
    if json, let format, format != .json {
      throw ValidationError("--json and --format \(format.rawValue) contradict each other")
    }
  }
}
