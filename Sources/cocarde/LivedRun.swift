import Audit
import Behaviour
import Calendar
import Capsules
import Comparison
import Population
import Scenario
import Simulation

/// A run that is over: all that a summary is made of.
struct LivedRun {
  /// What it came to.
  let outcome: RunOutcome
  /// What of the inputs the summary speaks of.
  let facts: RunFacts
  /// What the oracle said, if it was asked.
  let oracle: OracleRun?
  /// What the audit and the oracle found.
  let findings: Findings
  /// Whether the last day was reached.
  let isComplete: Bool
  /// How many threads worked.
  let jobs: Int
  /// How the officials are numbered.
  let numbers: BlockNumbers
  /// The name of an official, by number, of whom something is said; `nil` for nobody's number.
  let name: (UInt32) -> String?
  /// Makes the world of a block once more.
  let stage: (_ block: Int) throws -> Stage
  /// What it took; of several blocks the phases overlap, and share the time that all took.
  var seconds = Seconds()
  /// The bytes that each thread allocated while it lived days, where they are counted.
  var threadBytes: [UInt64] = []

  /// The seconds of each phase.
  struct Seconds {
    /// The people and what the first day needs.
    var population = 0.0
    /// The simulated years.
    var years = (wall: 0.0, cpu: 0.0)
    /// The oracle.
    var oracle = (wall: 0.0, cpu: 0.0)
  }

  /// A block in which narrowed runs are tried.
  struct Stage {
    /// Which one.
    let block: Int
    /// The scenario of that block alone.
    let scenario: LoadedScenario
    /// Its world.
    var world: World
  }

  /// Gathers what a run of several blocks came to.
  init(
    outcome: RunOutcome, facts: RunFacts, oracle: OracleRun?, findings: Findings,
    isComplete: Bool, jobs: Int, numbers: BlockNumbers, name: @escaping (UInt32) -> String?,
    stage: @escaping (Int) throws -> Stage
  ) {
    self.outcome = outcome
    self.facts = facts
    self.oracle = oracle
    self.findings = findings
    self.isComplete = isComplete
    self.jobs = jobs
    self.numbers = numbers
    self.name = name
    self.stage = stage
  }

  /// Gathers what a run of a single block came to.
  ///
  /// - Parameters:
  ///   - inputs: Its inputs.
  ///   - outcome: What it came to.
  ///   - oracle: What the oracle said, if it was asked.
  ///   - scenario: The scenario.
  ///   - isComplete: Whether it reached its last day.
  init(
    _ inputs: RunInputs, _ outcome: RunOutcome, _ oracle: OracleRun?, _ scenario: LoadedScenario,
    isComplete: Bool
  ) {
    var findings = outcome.findings
    oracle?.add(to: &findings)
    self.init(
      outcome: outcome, facts: RunFacts(inputs), oracle: oracle, findings: findings,
      isComplete: isComplete, jobs: inputs.jobs, numbers: BlockNumbers(),
      name: { Int($0) < inputs.roster.persons.count ? inputs.roster.name(of: Int($0)) : nil },
      stage: { Stage(block: $0, scenario: scenario, world: World(inputs)) })
  }
}
