import ArgumentParser

/// Validates a scenario and prints what it comes to.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validates a scenario and prints its configuration; runs nothing.")

  @OptionGroup var scenario: ScenarioArguments
  @OptionGroup var display: DisplayArguments

  func run() throws {
    let configuration = try EffectiveConfiguration(scenario.load())
    switch display.chosen {
    case .text: try Console.print(configuration.text)
    case .json: try Console.print(try configuration.json)
    }
  }
}
