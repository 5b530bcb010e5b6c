import Audit
import Calendar
import Platform
import Report
import Scenario
import Simulation
import Study
import Synchronization
import Territory

/// Makes the runs of a proof: a scenario whose seeds each play every mutant.
final class Prover: Sendable {
  /// What all mutants of one seed share.
  private struct Stage: Sendable {
    let inputs: RunInputs
    /// The same with few officials, for DET-1.
    let small: RunInputs
  }

  private let scenario: LoadedScenario
  private let territory: Territory
  private let smallTerritory: Territory
  /// By number of the seed; looked up, never walked through.
  private let stages = Mutex<[Int: Stage]>([:])

  /// The oracle lives one official in so many: the lives of all would take as long as all mutants.
  private static let oracleShare = 200

  /// Creates a prover.
  ///
  /// - Parameter scenario: The scenario.
  /// - Throws: A diagnostic where its territory cannot be made.
  init(_ scenario: LoadedScenario) throws {
    self.scenario = scenario
    territory = try scenario.territory()
    smallTerritory = try scenario.territory(atMost: DeterminismCheck.officials)
  }

  /// Runs a mutant, or the platform as it should be, with a seed.
  ///
  /// DET-1 and PRI-1 are judged outside of the platform, and no mistake of the platform is theirs
  /// to find: they are judged with the first seed of every mutant, and with every seed of those
  /// that declare them. ORA-1 sees nearly every mistake that changes what somebody holds; it is
  /// asked for the mutants that declare it, and once for the platform as it should be.
  ///
  /// - Parameters:
  ///   - mutant: The mutant.
  ///   - number: The number of the seed, from 0.
  /// - Returns: What broke.
  /// - Throws: A diagnostic where the officials of a seed cannot be made.
  func trial(_ mutant: Mutant, _ number: Int) throws -> Trial {
    let stage = try stage(number)
    var inputs = stage.inputs
    inputs.mutant = mutant
    let killers = mutant.killers
    let share: OracleShare =
      killers.contains(.ora1) || mutant == .none && number == 0 ? .oneIn(Self.oracleShare) : .off
    OracleRun.prepare(share, &inputs)
    let engine = Engine(inputs)
    _ = try engine.run()
    let outcome = engine.outcome()
    var findings = outcome.findings
    let oracle = OracleRun.judge(share, engine, inputs, through: outcome.lastDay)
    if let oracle { findings.merge(oracle.findings) }
    var trial = Trial(number, findings, over: inputs.days)
    if number == 0 || mutant == .none || killers.contains(.det1) {
      var small = stage.small
      small.mutant = mutant
      let check = try DeterminismCheck.run(small)
      if let month = check.firstDifference {
        trial.add(Trial.Kill(.det1, days: Self.end(ofMonth: month, in: inputs.days)))
      }
    }
    if number == 0 || mutant == .none || killers.contains(.pri1) {
      let builder = SummaryBuilder(scenario: scenario, inputs: inputs, outcome: outcome)
      var summary = try builder.summary()
      try PrivacyCheck.judge(&summary, inputs)
      let line = summary.result.invariants.first { $0.id == Invariant.pri1.id }
      if let line, line.violations > 0 {
        trial.add(Trial.Kill(.pri1, days: inputs.days.upperBound - inputs.days.lowerBound))
      }
    }
    return trial
  }

  /// The seed of a number.
  func seed(_ number: Int) -> UInt64 { scenario.seed &+ UInt64(number) }

  /// What the mutants of a seed share, made by whoever asks first.
  private func stage(_ number: Int) throws -> Stage {
    try stages.withLock { stages in
      if let stage = stages[number] { return stage }
      func inputs(_ territory: Territory) throws -> RunInputs {
        var inputs = try scenario.inputs(seed: seed(number), territory: territory, jobs: 1)
        inputs.traced = nil
        return inputs
      }
      let stage = Stage(inputs: try inputs(territory), small: try inputs(smallTerritory))
      stages[number] = stage
      return stage
    }
  }

  /// The days from the first one to the end of a month of the run, counted from 0.
  private static func end(ofMonth month: Int, in days: ClosedRange<Day>) -> Int {
    let first = days.lowerBound.civil
    let next = Day(first.year, first.month, 1).adding(months: month + 1)
    return min(next - 1, days.upperBound) - days.lowerBound
  }
}
