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

  /// What stops the run on the day on which a threshold is lost.
  var lookout: AbortLookout?

  /// Repeats the run of a seed; the same with one block where nothing is said.
  var invocationOfBlock: ((UInt64) -> String)?

  /// Runs a scenario.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - store: Where to write the ledger as SQLite, or `nil`.
  ///   - dayEnded: Called at the end of each simulated day; `false` ends the run there.
  /// - Returns: The summary; its thresholds are judged by the caller.
  /// - Throws: A diagnostic for inputs that only show when officials are made; a store's error.
  func simulate(
    _ scenario: LoadedScenario, _ store: String?, _ dayEnded: @escaping (Day) -> Bool
  ) throws -> Summary {
    guard scenario.blocks == 1 else {
      guard store == nil else { throw scenario.blocksComplaint("--out sqlite stores one country") }
      return try summary(of: try LivedRun.blocks(of: scenario, dayEnded), scenario).summary
    }
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
    let isComplete = try engine.run(
      dayEnded: { dayEnded($0) && !(lookout?.isLost(engine.series) ?? false) },
      recorder: recorder)
    let wall = watch.wallSeconds
    let cpu = watch.cpuSeconds
    let outcome = engine.outcome()
    let second = Stopwatch()
    let oracle =
      isComplete
      ? OracleRun.judge(scenario.oracle, engine, inputs, through: outcome.lastDay) : nil
    var run = LivedRun(inputs, outcome, oracle, scenario, isComplete: isComplete)
    run.seconds.oracle = (wall: second.wallSeconds, cpu: second.cpuSeconds)
    run.seconds.population = populationSeconds
    run.seconds.years = (wall: wall, cpu: cpu)
    run.threadBytes = engine.threadBytes
    let (summary, determinism) = try summary(of: run, scenario)
    if let recorder {
      let stored = StoredFindings(
        summary.result, run.findings, determinism,
        scenario.from...max(scenario.from, outcome.lastDay))
      // With the verdicts that the session reaches: the file tells what the command prints.
      try recorder.finish(
        outcome, isComplete: isComplete, verdicts: stored.verdicts, violations: stored.violations,
        summary: try StoredSummary(
          RunFindings(summary, scenario, stoppedBy: lookout?.stoppedBy).summary))
    }
    return summary
  }

  /// Sums up a run, and repeats it in small.
  private func summary(
    of run: LivedRun, _ scenario: LoadedScenario
  ) throws -> (summary: Summary, determinism: DeterminismCheck?) {
    let outcome = run.outcome
    let determinism =
      try run.isComplete && scenario.isRepeated ? DeterminismCheck.run(scenario) : nil
    var builder = SummaryBuilder(scenario: scenario, facts: run.facts, outcome: outcome)
    builder.determinism = determinism
    builder.oracle = run.oracle
    builder.findings = run.findings
    var summary = try builder.summary()
    summary.complete = run.isComplete && run.oracle?.isWhole ?? true
    summary.scenario.command = invocation
    summary.result.law.reforms = reforms
    summary.result.violations = try violations(run, scenario)
    var persons = summary.result.violations.map(\.official)
    if let traced = scenario.tracedOfficial { persons.append(Int64(traced)) }
    try PrivacyCheck.judge(
      &summary, names: persons.compactMap { UInt32(exactly: $0).flatMap(run.name) },
      capsules: capsules?.capsules ?? [])
    Confidence.settle(&summary.result)
    summary.engine.populationSeconds = run.seconds.population
    summary.engine.oracleSeconds = run.seconds.oracle.wall
    summary.engine.oracleCPUSeconds = run.seconds.oracle.cpu
    summary.engine.wallSeconds = run.seconds.years.wall
    summary.engine.cpuSeconds = run.seconds.years.cpu
    summary.engine.jobs = Int64(run.jobs)
    summary.engine.shards = Int64(outcome.shards)
    summary.engine.audit = scenario.isAudited
    summary.engine.version = Release.version
    summary.engine.peakRSSBytes = Int64(ProcessMeter.peakResidentBytes)
    summary.engine.allocations = ProcessMeter.allocations
    summary.engine.allocatedBytes = ProcessMeter.allocatedBytes
    summary.engine.residentBytes = ProcessMeter.residentBytes
    if AllocationMeter.isAvailable {
      summary.engine.threadAllocatedBytes = run.threadBytes.map { Int64(clamping: $0) }
    }
    summary.engine.work = WorkFigures(outcome.work)
    summary.engine.ingredients = outcome.ingredients.map {
      IngredientPrint(letter: $0.letter, print: $0.print)
    }
    if scenario.isAudited {
      summary.engine.invariants = CostLine.all(outcome, cpuSeconds: run.seconds.years.cpu)
    }
    summary.engine.setRates(
      operations: Int64(outcome.tally.operationCount), reads: Int64(outcome.reads.total))
    return (summary, determinism)
  }

  /// The violations kept in full; the first ones of as many invariants with a capsule each, and
  /// with the statement of their official: the run is repeated up to that day with that official
  /// traced, which costs nothing while nothing is wrong.
  private func violations(
    _ run: LivedRun, _ scenario: LoadedScenario
  ) throws -> [ViolationLine] {
    var seen: [Invariant] = []
    var stage: LivedRun.Stage?
    return try run.findings.violations.map { violation in
      var statement: [String] = []
      var again = invocation
      let isPerson = run.name(violation.official) != nil
      if let own = run.numbers.own(violation) {
        if seen.count < Self.capsuleCount, !seen.contains(violation.invariant) {
          seen.append(violation.invariant)
          if stage?.block != own.block { stage = try run.stage(own.block) }
          statement = keep(own.violation, isPerson: isPerson, jobs: run.jobs, &stage)
        }
        if scenario.blocks > 1 {
          again = invocationOfBlock?(scenario.seed(ofBlock: own.block)) ?? invocation
        }
        if isPerson { again += " --set trace.official=\(own.violation.official)" }
      }
      return ViolationLine(
        id: violation.invariant.id, day: Day(rawValue: violation.day).description,
        official: isPerson ? Int64(violation.official) : -1, posting: violation.event,
        statement: statement, replay: again)
    }
  }

  /// Repeats a run up to a violation, and keeps what it takes to see it.
  ///
  /// - Returns: The statement of the official.
  private func keep(
    _ violation: Violation, isPerson: Bool, jobs: Int, _ stage: inout LivedRun.Stage?
  ) -> [String] {
    guard var staged = stage else { return [] }
    let view = View(days: staged.scenario.from...Day(rawValue: violation.day))
    staged.world.second = violation.secondReading
    let attempt = staged.world.run(
      view, traced: isPerson ? violation.official : nil, jobs: jobs)
    stage = staged
    capsules?.add(
      Capsule(
        violation, in: view, attempt, staged.scenario, files: capsules?.recorder.files ?? [],
        version: Release.version))
    return attempt.statement
  }

  /// How many capsules a run makes at most.
  private static let capsuleCount = 5
}

extension LoadedScenario {
  /// Makes everything that a run depends on.
  ///
  /// - Returns: The inputs.
  /// - Throws: A diagnostic where the officials cannot be made as the margins demand.
  func inputs() throws -> RunInputs {
    try inputs(
      seed: seed, territory: territory(), jobs: jobs > 0 ? jobs : Processors.count)
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
    guard blocks == 1 else { throw blocksComplaint("this command runs one country") }
    return try inputs(
      seed: seed, territory: territory,
      roster: try roster(seed: seed, territory: territory, jobs: jobs), jobs: jobs)
  }

  /// Makes the officials of a seed.
  ///
  /// - Parameters:
  ///   - seed: The seed.
  ///   - territory: The councils, which depend on no seed.
  ///   - jobs: How many threads work.
  /// - Returns: The officials.
  /// - Throws: A diagnostic where they cannot be made as the margins demand.
  func roster(seed: UInt64, territory: Territory, jobs: Int) throws -> Roster {
    do throws(RosterError) {
      return try Roster(
        seed: seed, territory: territory, law: law, population: population,
        horizon: from...through, jobs: jobs)
    } catch {
      throw complaint(error)
    }
  }

  /// What to say of officials who cannot be made: what somebody wrote asks for them.
  private func complaint(_ error: RosterError) -> Diagnostic {
    switch error {
    case .invalid(let diagnostic) where diagnostic.file == "territory.officials":
      complaint(
        "population.officials",
        "'population.officials' is \(officials.map(String.init) ?? "as many as the law seats"): "
          + diagnostic.message)
    case .invalid(let diagnostic): diagnostic
    case .margin: complaint("population.officials", error.description)
    }
  }

  /// Makes everything that the run of a seed depends on but the officials.
  ///
  /// - Parameters:
  ///   - seed: The seed, instead of the scenario's own.
  ///   - territory: The councils, which depend on no seed.
  ///   - roster: The officials of that seed.
  ///   - jobs: How many threads work.
  /// - Returns: The inputs.
  /// - Throws: A diagnostic where the traced official does not exist.
  func inputs(
    seed: UInt64, territory: Territory, roster: Roster, jobs: Int
  ) throws -> RunInputs {
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

  /// What to say where several blocks cannot be had, at the place that asks for them.
  ///
  /// - Parameter reason: What can be had.
  /// - Returns: The complaint.
  func blocksComplaint(_ reason: String) -> Diagnostic {
    complaint(
      "population.blocks",
      "'population.blocks' is \(blocks), but \(reason); add --set population.blocks=1")
  }

  /// A complaint at the place that says what a setting is.
  func complaint(_ path: String, _ message: String) -> Diagnostic {
    let origin = provenance.first { $0.path == path }?.origin ?? .standard
    if case .file(let file, let line) = origin {
      return Diagnostic(file: file, line: line, message: message)
    }
    return Diagnostic(file: origin.description, message: message)
  }

  /// What to say of an official who does not exist, at the place that names the official.
  private func tracedComplaint(_ official: Int, among count: Int) -> Diagnostic {
    let message =
      "'trace.official': there is no official \(official); this run has \(count), "
      + "numbered from 0 to \(count - 1)"
    return complaint("trace.official", message)
  }
}
