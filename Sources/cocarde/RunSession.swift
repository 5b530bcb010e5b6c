import Calendar
import Foundation
import Scenario

/// What a simulation leaves behind.
struct RunResult {
  /// Whether the last day was reached.
  let isComplete: Bool
  /// How many violations of invariants there were.
  let violations: Int64
  /// The invariants and witnesses that had to be exercised and were not.
  let notExercised: [String]
  /// The numbers of the summary by dotted path, for thresholds.
  let metrics: [String: Int64]
  /// Writes the summary in a form, with the verdicts on the thresholds.
  let render: (Format, [ThresholdVerdict]) throws -> String
}

/// Simulates a scenario.
///
/// It is given the path of the SQLite file to fill, if there is one to fill, and a function to call
/// at the end of each simulated day, whose `false` asks it to stop there.
typealias Simulate = (
  _ scenario: LoadedScenario, _ store: String?, _ dayEnded: (Day) -> Bool
) throws -> RunResult

/// All of `cocarde run` but the simulation: outputs, progress, signals, thresholds, exit code.
struct RunSession {
  /// The scenario.
  let scenario: LoadedScenario
  /// The values of `--out`.
  let outputs: [String]
  /// The form of standard output.
  let format: Format
  /// Whether progress is kept silent.
  let isQuiet: Bool
  /// Whether progress is one line that is drawn again.
  let isRedrawn: Bool

  /// Runs the scenario and writes its results.
  ///
  /// - Parameter simulate: The simulation.
  /// - Returns: How the run ended.
  /// - Throws: ``Failure`` where an output cannot be written, and what the simulation throws.
  func run(_ simulate: Simulate) throws -> Exit {
    let outputs = try Output.prepare(self.outputs)
    Interruption.listen()
    let result: RunResult
    let verdicts: [ThresholdVerdict]
    do {
      result = try watched(simulate, store: outputs.first { $0.kind == .sqlite }?.scratch)
      verdicts = scenario.thresholds.map { $0.evaluate(on: result.metrics) }
      for output in outputs {
        switch output.kind {
        case .json: try output.write(try result.render(.json, verdicts))
        case .text: try output.write(try result.render(.text, verdicts))
        case .sqlite: try output.commit()
        }
      }
    } catch {
      for output in outputs { output.discard() }
      throw error
    }
    try Console.print(try result.render(format, verdicts))
    let exit = Self.exit(result, verdicts, interruption: Interruption.exit)
    explain(result, verdicts)
    return exit
  }

  private func watched(_ simulate: Simulate, store: String?) throws -> RunResult {
    var progress = Progress(
      days: scenario.from...scenario.through, isRedrawn: isRedrawn, write: Console.progress)
    defer { if !isQuiet { progress.close() } }
    return try simulate(scenario, store) { day in
      if !isQuiet { progress.ended(day) }
      return Interruption.exit == nil
    }
  }

  /// Says on standard error why the run does not end with 0.
  private func explain(_ result: RunResult, _ verdicts: [ThresholdVerdict]) {
    if !result.isComplete {
      Console.error("cocarde: interrupted; the summary covers the days that were simulated")
    }
    if result.violations > 0 {
      Console.error("cocarde: \(result.violations) violation(s) of invariants")
    }
    for verdict in verdicts where !verdict.ok {
      if let observed = verdict.observed {
        Console.error("cocarde: threshold failed: \(verdict.expression) (observed \(observed))")
      } else {
        Console.error(
          "cocarde: threshold \(verdict.expression): the summary has no such metric\(verdict.hint)")
      }
    }
    if !result.notExercised.isEmpty {
      let names = result.notExercised.joined(separator: ", ")
      Console.error("cocarde: not exercised, though the scenario demands it: \(names)")
    }
  }

  /// The code of a run: an interruption first, then the most serious finding.
  ///
  /// - Parameters:
  ///   - result: What the simulation left.
  ///   - verdicts: The verdicts on the thresholds.
  ///   - interruption: How the run was asked to stop, if it was.
  /// - Returns: How the run ended.
  static func exit(
    _ result: RunResult, _ verdicts: [ThresholdVerdict], interruption: Exit?
  ) -> Exit {
    if !result.isComplete { return interruption ?? .internalError }
    if result.violations > 0 { return .violated }
    if verdicts.contains(where: { !$0.ok && $0.observed != nil }) { return .thresholdFailed }
    if verdicts.contains(where: { $0.observed == nil }) { return .unproven }
    return result.notExercised.isEmpty ? .held : .unproven
  }
}
