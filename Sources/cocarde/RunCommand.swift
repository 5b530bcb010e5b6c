import ArgumentParser
import Capsules
import Foundation
import Platform
import Report
import Scenario

/// Simulates a scenario, prints its summary and writes its outputs.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Simulates a scenario; prints the summary and writes the outputs.")

  @OptionGroup var scenario: ScenarioArguments
  @OptionGroup var display: ReportDisplay
  @OptionGroup var several: RepeatArguments

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp(
      "Writes a file (repeatable): \(OutputKind.names.joined(separator: ", ")).",
      valueName: "kind=path"))
  var outputs: [String] = []

  @Option(
    help: ArgumentHelp(
      "Runs a known-bad platform: the same as --set platform.mutant=name.", valueName: "name"))
  var mutant: String?

  @Flag(help: "No progress on standard error.") var quiet = false

  @Option(
    help: ArgumentHelp(
      "Uses more processor time when all is done, in percent.", visibility: .hidden))
  var canary: Int?

  func validate() throws {
    guard canary.map((1...1_000).contains) ?? true else {
      throw ValidationError("--canary must be from 1 to 1000")
    }
  }

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    var scenario = scenario
    if let mutant {
      scenario.overrides.append("platform.mutant=\(try MutantNames.mutant(mutant).name)")
    }
    if several.isStudy {
      try scenario.checkStudy()
      let share = try several.share()
      return try ReplicationStudy(
        arguments: scenario, study: several.study(outputs: outputs, isQuiet: quiet),
        display: try display.ofStudy(), precision: share.map { (several.precision ?? "", $0) }
      ).run(try scenario.load())
    }
    try DistributionNames.check(display.form, outputs) {
      Spectra.names(try KnownMetrics.summary(.standard()).result)
    }
    let recorder = FileRecorder()
    let capsules = CapsuleBox(recorder)
    let loaded = try scenario.load(recorder)
    let lookout = AbortLookout(loaded)
    let session = RunSession(
      scenario: loaded, outputs: outputs, form: display.form,
      isQuiet: quiet,
      isRedrawn: Console.isRedrawable(environment, noColor: display.noColor),
      palette: Console.palette(environment, noColor: display.noColor), lookout: lookout,
      render: { try SummaryPrinter.bytes($0, $1, palette: $2) })
    let exit = try session.run(
      Simulator(
        invocation: scenario.invocation, reforms: scenario.reforms, capsules: capsules,
        lookout: lookout,
        invocationOfBlock: { scenario.invocation(ofBlockWith: $0) }
      ).simulate)
    capsules.write(into: CapsuleFile.folder(for: session.scenario.name))
    if let canary { Canary.burn(percent: canary) }
    if exit != .held { throw Failure(exit) }
  }
}
