import Audit
import Calendar
import Comparison
import Oracle
import Platform
import Simulation
import Testing

/// Platform and oracle in runs (ORA-1).
@Suite struct ComparisonRunTests {
  /// Runs a world with everybody written down, or a sample, and lets the oracle live it.
  static func score(
    _ inputs: RunInputs, oneIn share: Int = 1
  ) throws -> (score: Score, outcome: RunOutcome) {
    var inputs = inputs
    inputs.sample = Sample.officials(oneIn: share, seed: inputs.seed, inputs.roster)
    let engine = Engine(inputs)
    _ = try engine.run()
    let score = Comparison.judge(
      engine.journals, engine.annals, law: inputs.law, days: inputs.days, keyDays: 30, jobs: inputs.jobs)
    return (score, engine.outcome())
  }

  @Test func `the small world and the oracle agree on every answer and balance`() throws {
    let (score, outcome) = try Self.score(SmallWorld.inputs())
    for violation in score.findings.violations {
      Issue.record("\(Day(rawValue: violation.day)) \(violation.official): \(violation.event)")
    }
    print(score.officials, score.events, score.facts, score.eventful)
    print(zip(OracleFreedom.allCases, score.excuses).map { "\($0) \($1)" })
    print(zip(Verb.allCases, score.leftOut).filter { $0.1 > 0 }.map { "\($0) \($1)" })
    #expect(score.differences == 0)
    #expect(score.officials == outcome.accounts)
  }
}
