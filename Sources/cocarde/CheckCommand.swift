import Scenario
import ArgumentParser

/// Validates a scenario and prints what it comes to.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validates a scenario and prints its configuration; runs nothing.")

  @OptionGroup var scenario: ScenarioArguments
  @OptionGroup var display: DisplayArguments

  func run() throws {
    let loaded = try scenario.load()
    // Whether there are numbers for so many people, and somebody with that of whom is traced.
    if loaded.blocks > 1 { _ = try Crowd(loaded) }
    let configuration = try EffectiveConfiguration(loaded)
    switch display.chosen {
    case .text: try Console.print(configuration.text)
    case .json: try Console.print(try configuration.json)
    }
  }
}
