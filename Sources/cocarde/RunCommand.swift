#if RUNNER
  import ArgumentParser
  import Foundation

  /// Simulates a scenario, prints its summary and writes its outputs.
  struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "run",
      abstract: "Simulates a scenario; prints the summary and writes the outputs.")

    @OptionGroup var scenario: ScenarioArguments
    @OptionGroup var display: DisplayArguments

    @Option(
      name: .customLong("out"),
      help: ArgumentHelp(
        "Writes a file: json, text or sqlite (repeatable).", valueName: "kind=path"))
    var outputs: [String] = []

    @Flag(help: "No progress on standard error.") var quiet = false

    func run() throws {
      let session = RunSession(
        scenario: try scenario.load(), outputs: outputs, format: display.chosen, isQuiet: quiet,
        isRedrawn: Console.isRedrawable(
          ProcessInfo.processInfo.environment, noColor: display.noColor))
      let exit = try session.run(Engine.simulate)
      if exit != .held { throw Failure(exit) }
    }
  }
#endif
