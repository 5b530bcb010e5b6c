import AllocationMeter
import ArgumentParser
import Audit
import Capsules
import Foundation
import Report
import Scenario
import Simulation
import Study
import Synchronization

/// Runs many seeds of a scenario on a small territory.
struct FleetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fleet",
    abstract: "Runs many seeds on a small territory; tells what they exercised and estimate.")

  @OptionGroup var scenario: ScenarioArguments
  @OptionGroup var display: DisplayArguments

  @Option(
    help: ArgumentHelp(
      "How many seeds at most, from --seed on (default: 20; 1000 with --until-flat).",
      valueName: "n"))
  var seeds: Int?

  @Option(
    help: ArgumentHelp(
      "How many municipal councillors (default: the scenario's number, or 3000).",
      valueName: "n"))
  var officials: Int?

  @Option(
    help: ArgumentHelp("Stops after n seeds that exercise nothing new.", valueName: "n"))
  var untilFlat: Int?

  @Option(
    help: ArgumentHelp(
      "Starts no further seed after so many minutes, and runs as many as fit unless --seeds says "
        + "how many at most.", valueName: "m"))
  var minutes: Double?

  @Flag(
    help: ArgumentHelp(
      "Gives each seed its own part of the operations and faults: half of each where the scenario "
        + "does not say how much."))
  var swarm = false

  @Flag(help: "No progress on standard error.") var quiet = false

  /// How many municipal councillors there are when nobody says so: a seed takes a moment.
  static let defaultOfficials = 3_000

  private var most: Int {
    seeds ?? (minutes != nil ? 1_000_000 : untilFlat == nil ? 20 : 1_000)
  }

  func validate() throws {
    guard (1...1_000_000).contains(most) else {
      throw ValidationError("--seeds must be from 1 to 1000000")
    }
    if let minutes, !(minutes > 0 && minutes <= 10_080) {
      throw ValidationError("--minutes must be above 0 and at most 10080, which is a week")
    }
    if let untilFlat, untilFlat < 1 { throw ValidationError("--until-flat must be at least 1") }
  }

  func run() throws {
    let recorder = FileRecorder()
    let (arguments, loaded) = try small(recorder)
    guard loaded.isAudited else {
      throw Failure(.usage, "audit.enabled is no: a fleet that nobody judges shows nothing")
    }
    for threshold in loaded.thresholds.suffix(arguments.thresholds.count)
    where !threshold.isOfSingleNumber {
      throw Failure(
        .usage,
        "'\(threshold.expression)': a fleet judges single numbers of each seed's summary, such as "
          + "'dossiers.opened > 10'; cocarde run --repeat judges the others")
    }
    Interruption.listen()
    let watch = Stopwatch()
    let jobs = loaded.jobs > 0 ? loaded.jobs : Processors.count
    let fleet = Fleet(scenario: loaded, arguments: arguments)
    let extent = Replications.Extent(from: loaded.seed, seeds: most, untilFlat: untilFlat)
    let isRedrawn =
      !quiet
      && Console.isRedrawable(ProcessInfo.processInfo.environment, noColor: display.noColor)
    let seconds = minutes.map { $0 * 60 }
    // However short the time is, one seed is run.
    let asked = SeedCounter()
    let replications = try fleet.run(
      extent, jobs: jobs,
      isOver: { asked.next() > 1 && seconds.map { watch.wallSeconds >= $0 } ?? false },
      progress: progress(loaded.name, isRedrawn: isRedrawn))
    if isRedrawn { Console.progress("\r\u{1b}[K") }
    let report = FleetReport(
      fleet: fleet, replications: replications, interruption: Interruption.exit)
    switch display.chosen {
    case .text: try Console.print(report.text)
    case .json:
      let engine = JSON.object([
        JSON.Member("version", .string(Release.version)),
        JSON.Member("jobs", .integer(Int64(jobs))),
        JSON.Member("wall_seconds", .double(watch.wallSeconds)),
        JSON.Member("stopped_by", .string(stop(replications))),
      ])
      try Console.print(String(decoding: report.json(engine: engine).bytes(), as: UTF8.self))
    }
    for complaint in report.complaints { Console.error("cocarde: \(complaint)") }
    try FleetCapsules(fleet: fleet, recorder: recorder).keep(replications.violated)
    if report.exit != .held { throw Failure(report.exit) }
  }

  /// What ended the fleet.
  private func stop(_ replications: Replications) -> String {
    if Interruption.exit != nil { return "interruption" }
    if let untilFlat, replications.coverage.seedsSinceNew >= untilFlat { return "coverage" }
    return replications.runs.count >= most ? "seeds" : "minutes"
  }

  /// The scenario on its small territory, and the arguments that say so.
  private func small(
    _ recorder: FileRecorder
  ) throws -> (ScenarioArguments, LoadedScenario) {
    var arguments = scenario
    if swarm, try !scenario.load().swarm.isPartial {
      arguments.overrides += ["swarm.operations=50 %", "swarm.faults=50 %"]
    }
    if officials == nil {
      let loaded = try arguments.load(recorder)
      if loaded.officials != nil { return (arguments, loaded) }
    }
    arguments.overrides.append("population.officials=\(officials ?? Self.defaultOfficials)")
    return (arguments, try arguments.load(recorder))
  }

  /// Tells how many seeds are done, unless nobody wants to know.
  private func progress(_ name: String, isRedrawn: Bool) -> @Sendable () -> Void {
    guard !quiet else { return {} }
    let counter = SeedCounter()
    let total = most
    return {
      let done = counter.next()
      guard seeds != nil || minutes == nil else {
        if isRedrawn || done % 100 == 0 {
          Console.progress(isRedrawn ? "\r\(done) seeds\u{1b}[K" : "\(name): \(done) seeds\n")
        }
        return
      }
      guard isRedrawn || done * 10 / total > (done - 1) * 10 / total else { return }
      let line = ProgressLine(
        label: name, done: Int64(done), total: Int64(total), remark: "\(done) seeds")
      Console.progress(isRedrawn ? line.bar() : line.line())
    }
  }
}

/// Counts seeds that are done, from any thread.
private final class SeedCounter: Sendable {
  private let count = Atomic<Int>(0)

  func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}

/// A scenario whose seeds are run one beside the other.
struct Fleet: Sendable {
  /// The scenario on its small territory.
  let scenario: LoadedScenario
  /// The arguments that load it.
  let arguments: ScenarioArguments

  /// Runs seeds.
  ///
  /// - Parameters:
  ///   - extent: The seeds.
  ///   - jobs: How many runs are made at a time.
  ///   - isOver: Asked before each run whether to start no further one.
  ///   - progress: Called after each run.
  /// - Returns: The runs.
  /// - Throws: A diagnostic where the officials of a seed cannot be made.
  func run(
    _ extent: Replications.Extent, jobs: Int, isOver: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable () -> Void = {}
  ) throws -> Replications {
    let territory = try scenario.territory()
    return try Replications.run(
      extent, jobs: jobs, isOver: { Interruption.exit != nil || isOver() }
    ) { seed in
      defer { progress() }
      var inputs = try scenario.inputs(seed: seed, territory: territory, jobs: 1)
      inputs.traced = nil
      inputs.closeLook = CloseLook(.all)
      OracleRun.prepare(scenario.oracle, &inputs)
      return try Replication.run(inputs) { engine, outcome, findings in
        OracleRun.judge(scenario.oracle, engine, inputs, through: outcome.lastDay)?
          .add(to: &findings)
        let builder = SummaryBuilder(scenario: scenario, inputs: inputs, outcome: outcome)
        var summary = try builder.summary()
        try PrivacyCheck.judge(&summary, inputs)
        if let line = summary.result.invariants.first(where: { $0.id == Invariant.pri1.id }) {
          findings[.pri1].evaluations += line.evaluations
          findings[.pri1].nonvacuous += line.nonvacuous
          findings[.pri1].violations += line.violations
        }
        return SummaryMetrics(summary.result).measured.map { Metric($0.name, $0.value) }
      }
    }
  }

  /// The command that repeats the run of a seed.
  func command(seed: UInt64) -> String {
    var arguments = arguments
    arguments.seed = "\(seed)"
    return arguments.invocation
  }

  /// What the fleet must exercise.
  var demanded: [String] {
    switch scenario.mustExercise {
    case .all:
      Coverage().points.map(\.id).filter { scenario.oracle != .off || $0 != MustExercise.oracle }
        + Fault.allCases.filter { scenario.swarm.faults[$0] != nil }.map { "fault.\($0.name)" }
        + LawChange.days(scenario.law, in: scenario.from...scenario.through)
        .map(LawChange.id(of:))
    case .named(let names): names
    }
  }
}
