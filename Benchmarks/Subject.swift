import ArgumentParser
import Audit
import Behaviour
import Documents
import Law
import Platform
import Population
import Scenario

/// The scenario that is measured, and what is changed in it.
struct Subject: ParsableArguments {
  @Option(help: ArgumentHelp("The scenario's file.", valueName: "path"))
  var scenario = "Scenarios/national.yaml"

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Sets a setting or a parameter (repeatable).", valueName: "path=value"))
  var overrides: [String] = []

  @Flag(help: "Two small departments once: whether the bench itself works.")
  var smoke = false

  /// The departments of a smoke test: small, and with a special assembly.
  private static let small = "territory.departments=[48, 2A]"

  /// Loads the scenario; the environment has no say in what is measured.
  ///
  /// - Returns: The scenario with everything resolved.
  /// - Throws: `Diagnostic` for anything wrong in it.
  func load() throws -> LoadedScenario {
    let context = ScenarioContext(
      law: try ParameterTable.law(), population: try ParameterTable.population(),
      behaviour: try ParameterTable.behaviour(), mutants: Mutant.allCases.map(\.name),
      exercises: Invariant.allCases.map(\.id) + Witness.allCases.map(\.id))
    return try LoadedScenario.load(
      scenario, flags: ScenarioFlags(overrides: (smoke ? [Self.small] : []) + overrides),
      context: context)
  }

  /// The options as a child process is given them.
  var arguments: [String] {
    ["--scenario", scenario] + (smoke ? ["--smoke"] : []) + overrides.flatMap { ["--set", $0] }
  }
}
