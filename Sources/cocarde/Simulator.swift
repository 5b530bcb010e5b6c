import AllocationMeter
import Audit
import Behaviour
import Calendar
import Capsules
import Documents
import Evidence
import Law
import Platform
import Population
import Report
import Scenario
import Simulation
import Store
import Territory

/// Runs a loaded scenario and sums it up.
struct Simulator {
  /// The command that repeats the run.
  let invocation: String
  /// The reform files that were laid over the law.
  let reforms: [String]
  /// What takes the capsules of violations, if somebody wants them.
  var capsules: CapsuleBox?

  /// Runs a scenario.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - store: Where to write the ledger as SQLite, or `nil`.
  ///   - dayEnded: Called at the end of each simulated day; `false` ends the run there.
  /// - Returns: The summary; its thresholds are judged by the caller.
  /// - Throws: A diagnostic for inputs that only show when officials are made; a store's error.
  func simulate(
    _ scenario: LoadedScenario, _ store: String?, _ dayEnded: (Day) -> Bool
  ) throws -> Summary {
    let preparation = Stopwatch()
    var inputs = try scenario.inputs()
    inputs.closeLook = CloseLook(.sample, clock: MachineClock.nanoseconds)
    OracleRun.prepare(scenario.oracle, &inputs)
    let recorder = try store.map {
      try EvidenceRecorder(
        $0,
        RunIdentity(
          engine: Release.version, scenario: scenario.name, sha256: scenario.sha256,
          command: invocation), inputs)
    }
    let engine = Engine(inputs)
    engine.meter = { AllocationMeter().allocatedBytes }
    let populationSeconds = preparation.wallSeconds
    let watch = Stopwatch()
    let isComplete = try engine.run(dayEnded: dayEnded, recorder: recorder)
    let wall = watch.wallSeconds
    let cpu = watch.cpuSeconds
    let outcome = engine.outcome()
    let second = Stopwatch()
    let oracle =
      isComplete
      ? OracleRun.judge(scenario.oracle, engine, inputs, through: outcome.lastDay) : nil
    let oracleSeconds = (wall: second.wallSeconds, cpu: second.cpuSeconds)
    let determinism = try isComplete && scenario.isAudited ? DeterminismCheck.run(scenario) : nil
    var builder = SummaryBuilder(scenario: scenario, inputs: inputs, outcome: outcome)
    builder.determinism = determinism
    builder.oracle = oracle
    var findings = outcome.findings
    oracle?.add(to: &findings)
    builder.findings = findings
    var summary = try builder.summary()
    summary.complete = isComplete && oracle?.isWhole ?? true
    summary.scenario.command = invocation
    summary.result.law.reforms = reforms
    summary.result.violations = violations(findings, inputs, scenario)
    try PrivacyCheck.judge(&summary, inputs, capsules: capsules?.capsules ?? [])
    Confidence.settle(&summary.result)
    summary.engine.populationSeconds = populationSeconds
    summary.engine.oracleSeconds = oracleSeconds.wall
    summary.engine.oracleCPUSeconds = oracleSeconds.cpu
    summary.engine.wallSeconds = wall
    summary.engine.cpuSeconds = cpu
    summary.engine.jobs = Int64(inputs.jobs)
    summary.engine.shards = Int64(outcome.shards)
    summary.engine.audit = inputs.isAudited
    summary.engine.version = Release.version
    summary.engine.peakRSSBytes = Int64(ProcessMeter.peakResidentBytes)
    summary.engine.allocations = ProcessMeter.allocations
    summary.engine.allocatedBytes = ProcessMeter.allocatedBytes
    summary.engine.residentBytes = ProcessMeter.residentBytes
    if AllocationMeter.isAvailable {
      summary.engine.threadAllocatedBytes = engine.threadBytes.map { Int64(clamping: $0) }
    }
    summary.engine.work = WorkFigures(outcome.work)
    if inputs.isAudited {
      summary.engine.invariants = CostLine.all(outcome, cpuSeconds: cpu)
    }
    summary.engine.setRates(
      operations: Int64(outcome.tally.operationCount), reads: Int64(outcome.reads.total))
    if let recorder {
      let stored = StoredFindings(
        summary.result, findings, determinism, scenario.from...max(scenario.from, outcome.lastDay))
      try recorder.finish(
        outcome, isComplete: isComplete, verdicts: stored.verdicts, violations: stored.violations)
    }
    return summary
  }

  /// The violations kept in full; the first ones of as many invariants with a capsule each, and
  /// with the statement of their official: the run is repeated up to that day with that official
  /// traced, which costs nothing while nothing is wrong.
  private func violations(
    _ findings: Findings, _ inputs: RunInputs, _ scenario: LoadedScenario
  ) -> [ViolationLine] {
    let count = UInt32(inputs.roster.persons.count)
    var world = World(inputs)
    var seen: [Invariant] = []
    return findings.violations.map { violation in
      let isPerson = violation.official < count
      var statement: [String] = []
      if seen.count < Self.capsuleCount, !seen.contains(violation.invariant) {
        seen.append(violation.invariant)
        let view = View(days: scenario.from...Day(rawValue: violation.day))
        world.second = violation.secondReading
        let attempt = world.run(
          view, traced: isPerson ? violation.official : nil, jobs: inputs.jobs)
        statement = attempt.statement
        capsules?.add(
          Capsule(
            violation, in: view, attempt, scenario, files: capsules?.recorder.files ?? [],
            version: Release.version))
      }
      return ViolationLine(
        id: violation.invariant.id, day: Day(rawValue: violation.day).description,
        official: isPerson ? Int64(violation.official) : -1, posting: violation.event,
        statement: statement,
        replay: isPerson
          ? "\(invocation) --set trace.official=\(violation.official)" : invocation)
    }
  }

  /// How many capsules a run makes at most.
  private static let capsuleCount = 5
}

extension LoadedScenario {
  /// Makes everything that a run depends on.
  ///
  /// - Parameter officials: How many municipal councillors at most, in the same departments.
  /// - Returns: The inputs.
  /// - Throws: A diagnostic where the officials cannot be made as the margins demand.
  func inputs(officials: Int64? = nil) throws -> RunInputs {
    try inputs(
      seed: seed, territory: territory(atMost: officials), jobs: jobs > 0 ? jobs : Processors.count)
  }

  /// Makes everything that the run of a seed depends on.
  ///
  /// - Parameters:
  ///   - seed: The seed, instead of the scenario's own.
  ///   - territory: The councils, which depend on no seed.
  ///   - jobs: How many threads work.
  /// - Returns: The inputs.
  /// - Throws: A diagnostic where the officials cannot be made as the margins demand.
  func inputs(seed: UInt64, territory: Territory, jobs: Int) throws -> RunInputs {
    let roster = try Roster(
      seed: seed, territory: territory, law: law, population: population,
      horizon: from...through, jobs: jobs)
    if let tracedOfficial, tracedOfficial >= roster.persons.count {
      throw tracedComplaint(tracedOfficial, among: roster.persons.count)
    }
    var inputs = RunInputs(
      seed: seed, days: from...through, law: law,
      behaviour: behaviour.without(swarm.left(outBy: seed)), territory: territory,
      roster: roster, jobs: jobs, isAudited: isAudited,
      mutant: Mutant.allCases.first { $0.name == mutant } ?? .none)
    inputs.faults = swarm.plan(seed: seed)
    if shards > 0 { inputs.shards = shards }
    inputs.traced = tracedOfficial.map(UInt32.init)
    return inputs
  }

  /// What to say of an official who does not exist, at the place that names the official.
  private func tracedComplaint(_ official: Int, among count: Int) -> Diagnostic {
    let message =
      "'trace.official': there is no official \(official); this run has \(count), "
      + "numbered from 0 to \(count - 1)"
    let origin = provenance.first { $0.path == "trace.official" }?.origin ?? .standard
    if case .file(let file, let line) = origin {
      return Diagnostic(file: file, line: line, message: message)
    }
    return Diagnostic(file: origin.description, message: message)
  }
}
