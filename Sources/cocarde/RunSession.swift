import Calendar
import Foundation
import Report
import Scenario

/// Simulates a scenario.
///
/// It is given the path of the SQLite file to fill, if there is one to fill, and a function to call
/// at the end of each simulated day (of each block, one at a time), whose `false` asks it to stop
/// there. The summary says whether
/// the last day was reached, and has no thresholds yet.
typealias Simulate = (
  _ scenario: LoadedScenario, _ store: String?, _ dayEnded: @escaping (Day) -> Bool
) throws -> Summary

/// All of `cocarde run` but the simulation: outputs, progress, signals, thresholds, exit code.
struct RunSession {
  /// The scenario.
  let scenario: LoadedScenario
  /// The values of `--out`.
  let outputs: [String]
  /// The form of standard output.
  let form: ReportForm
  /// Whether progress is kept silent.
  let isQuiet: Bool
  /// Whether progress is one line that is drawn again.
  let isRedrawn: Bool

  /// How standard output is coloured; files never are.
  let palette: Palette
  /// What stops the run on the day on which a threshold is lost, and remembers which one.
  var lookout: AbortLookout?
  /// Writes a summary in a form.
  let render: (Summary, ReportForm, Palette) throws -> [UInt8]

  /// Runs the scenario and writes its results.
  ///
  /// - Parameter simulate: The simulation.
  /// - Returns: How the run ended.
  /// - Throws: ``Failure`` where an output cannot be written, and what the simulation throws.
  func run(_ simulate: Simulate) throws -> Exit {
    try Console.checkOutput()
    let outputs = try Output<OutputKind>.prepare(self.outputs, inputs: scenario.inputs)
    Interruption.listen()
    let findings: RunFindings
    do {
      let store = outputs.first { $0.kind == .sqlite }?.file.scratch
      let summary = try watched(simulate, store: store)
      findings = RunFindings(summary, scenario, stoppedBy: lookout?.stoppedBy)
      for output in outputs {
        switch output.kind {
        case .form(let form): try output.file.write(try render(findings.summary, form, .plain))
        case .sqlite: try output.file.commit()
        }
      }
    } catch {
      for output in outputs { output.file.discard() }
      throw error
    }
    try Console.write(try render(findings.summary, form, palette))
    for complaint in findings.complaints { Console.error("cocarde: \(complaint)") }
    return findings.exit(interruption: Interruption.exit)
  }

  private func watched(_ simulate: Simulate, store: String?) throws -> Summary {
    var progress = Progress(
      scenario.name, days: scenario.days, blocks: scenario.blocks, isRedrawn: isRedrawn,
      write: Console.progress)
    defer { if !isQuiet { progress.close() } }
    return try simulate(scenario, store) { day in
      if !isQuiet { progress.ended(day) }
      return Interruption.exit == nil
    }
  }
}
