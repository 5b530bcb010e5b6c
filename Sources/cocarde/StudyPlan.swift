import AllocationMeter
import Audit
import Capsules
import Law
import Population
import Report
import Scenario
import Simulation
import Study
import Synchronization
import Territory

/// A scenario of a study.
struct StudyVariant: Sendable {
  /// What it is called.
  let label: String
  /// What is set in it and not in the others.
  let settings: [StudySetting]
  /// The scenario.
  let scenario: LoadedScenario
}

/// What a study keeps of a run.
struct StudyRun: Sendable {
  /// The run's fingerprint.
  let fingerprint: String
  /// The numbers of its summary by name, with what they measure.
  let metrics: [Metric]
  /// The verdicts on the thresholds that are judged.
  let verdicts: [ThresholdVerdict]
  /// How many violations there were, where the audit judged.
  let violations: Int64
}

/// Runs scenarios with seeds, several runs side by side, each on one thread.
///
/// What does not change from run to run is made once: the councils, and the officials of a seed for
/// all scenarios that draw them alike.
final class StudyRunner: Sendable {
  /// Whether the audit judges the runs.
  let isAudited: Bool
  /// How many runs are made at a time.
  let jobs: Int
  /// The thresholds that are judged, besides those of a scenario.
  let thresholds: [Threshold]?

  private let shelf: RosterShelf
  private let count = Atomic<Int>(0)
  private let watch = Stopwatch()

  /// Prepares runs.
  ///
  /// - Parameters:
  ///   - isAudited: Whether the audit judges the runs.
  ///   - jobs: How many runs are made at a time.
  ///   - thresholds: What is judged in the place of a scenario's own thresholds.
  init(isAudited: Bool, jobs: Int, thresholds: [Threshold]? = nil) {
    self.isAudited = isAudited
    self.jobs = max(1, jobs)
    self.thresholds = thresholds
    shelf = RosterShelf(places: max(1, jobs) + 1)
  }

  /// A run to make.
  struct Task: Sendable {
    /// The scenario.
    let variant: StudyVariant
    /// The seed.
    let seed: UInt64
  }

  /// Makes runs.
  ///
  /// - Parameters:
  ///   - tasks: The runs; those of the same seed are best neighbours.
  ///   - ended: Called after each run, from any thread.
  /// - Returns: The runs in the order of the tasks; `nil` for those that nobody began before an
  ///   interruption.
  /// - Throws: A diagnostic of the first task, in their order, whose officials cannot be made.
  func run(
    _ tasks: [Task], ended: @escaping @Sendable () -> Void = {}
  ) throws -> [StudyRun?] {
    let results = Mutex([Result<StudyRun, any Error>?](repeating: nil, count: tasks.count))
    // As many threads as there are runs; where there are fewer, each makes officials with several.
    let threads = max(1, min(jobs, tasks.count))
    let helpers = max(1, jobs / threads)
    try Blocks.run(tasks.count, jobs: threads) { number, _, _ in
      guard Interruption.exit == nil else { return }
      let result = Result { try self.run(tasks[number], helpers: helpers) }
      results.withLock { $0[number] = result }
      ended()
      if case .failure(let error) = result { throw error }
    }
    return try results.withLock { results in try results.map { try $0?.get() } }
  }

  private func run(_ task: Task, helpers: Int) throws -> StudyRun {
    let scenario = task.variant.scenario
    guard scenario.blocks == 1 else {
      throw scenario.blocksComplaint("a study runs one country with each seed")
    }
    let made = try shelf.world(of: scenario, seed: task.seed, jobs: helpers)
    var inputs = try scenario.inputs(
      seed: task.seed, territory: made.territory, roster: made.roster, jobs: 1)
    inputs.traced = nil
    inputs.isAudited = isAudited
    let engine = Engine(inputs)
    _ = try engine.run()
    let outcome = engine.outcome()
    let result = try SummaryBuilder(scenario: scenario, inputs: inputs, outcome: outcome)
      .summary().result
    let wanted = thresholds ?? Self.judged(scenario.thresholds, isAudited: isAudited)
    let measured = SummaryMeasurements.read(result)
    count.add(1, ordering: .relaxed)
    let units = SummaryMeasurements.Units(result)
    let metrics = SummaryMetrics(result).measured.filter {
      Self.complaint(about: $0.name, isAudited: isAudited) == nil
    }
    return StudyRun(
      fingerprint: outcome.fingerprint,
      metrics: metrics.map { Metric($0.name, $0.value, unit: units.unit(of: $0.name)) },
      verdicts: wanted.map { $0.evaluate(on: measured) },
      violations: result.invariants.reduce(0) { $0 + $1.violations })
  }

  /// What the study took so far.
  var figures: StudyEngine {
    var figures = StudyEngine()
    figures.version = Release.version
    figures.jobs = Int64(jobs)
    figures.runs = Int64(count.load(ordering: .relaxed))
    figures.wallSeconds = watch.wallSeconds
    figures.cpuSeconds = watch.cpuSeconds
    return figures
  }

  /// Whether a metric says nothing where the audit is off.
  private static func isOfAudit(_ name: String) -> Bool {
    name == "violations" || ["invariants.", "witnesses."].contains { name.hasPrefix($0) }
  }

  /// Whether a metric speaks of what only a run of its own does: the oracle, the repetition, the
  /// check that nothing private leaves, and how many invariants nothing exercised, of which these
  /// would be some.
  static func isOfRunAlone(_ name: String) -> Bool {
    name == "not_exercised" || name.hasPrefix("oracle.")
      || [Invariant.ora1, .det1, .pri1].contains { name.hasPrefix("invariants.\($0.id).") }
  }

  /// Why a study can say nothing of a metric.
  ///
  /// - Parameters:
  ///   - name: The name, or the beginning of one up to a dot.
  ///   - isAudited: Whether the audit judges the runs.
  /// - Returns: The end of a sentence that begins with the name; `nil` where it can.
  static func complaint(about name: String, isAudited: Bool) -> String? {
    if isOfRunAlone(name) { return "speaks of what only a run of its own does, and no study" }
    return isAudited || !isOfAudit(name)
      ? nil : "speaks of the audit, which is off: add --audit"
  }

  /// The thresholds that can be judged: with the audit off nothing is said of violations.
  private static func judged(_ thresholds: [Threshold], isAudited: Bool) -> [Threshold] {
    thresholds.filter { complaint(about: $0.metric.name, isAudited: isAudited) == nil }
  }
}

/// The officials of the seeds that are being run, each made once.
private final class RosterShelf: Sendable {
  private struct Entry: Sendable {
    let seed: UInt64
    let scenario: LoadedScenario
    let box: Box
  }

  /// Councils and officials, once they are made.
  private final class Box: Sendable {
    let world = Mutex<(territory: Territory, roster: Roster)?>(nil)
  }

  private let places: Int
  private let entries = Mutex<[Entry]>([])

  /// Creates an empty shelf.
  ///
  /// - Parameter places: How many rosters are kept; the oldest makes room.
  init(places: Int) { self.places = places }

  func world(
    of scenario: LoadedScenario, seed: UInt64, jobs: Int
  ) throws -> (territory: Territory, roster: Roster) {
    let box = entries.withLock { entries in
      if let known = entries.first(where: {
        $0.seed == seed && $0.scenario.drawsOfficialsLike(scenario)
      }) {
        return known.box
      }
      let box = Box()
      entries.append(Entry(seed: seed, scenario: scenario, box: box))
      if entries.count > places { entries.removeFirst() }
      return box
    }
    // Whoever comes second waits for the first: that is less work than making them twice.
    return try box.world.withLock { world in
      if let world { return world }
      let territory = try scenario.territory()
      let roster = try scenario.roster(seed: seed, territory: territory, jobs: jobs)
      world = (territory, roster)
      return (territory, roster)
    }
  }
}

extension LoadedScenario {
  /// Whether the councils and officials of both are the same for each seed.
  ///
  /// They depend on the days, the places, the number of officials, the population's rates and, of
  /// the law, on elections and the sizes of councils.
  ///
  /// - Parameter other: Another scenario.
  /// - Returns: `true` if they are.
  func drawsOfficialsLike(_ other: LoadedScenario) -> Bool {
    from == other.from && through == other.through && communes == other.communes
      && departments == other.departments && officials == other.officials
      && population.parameters == other.population.parameters
      && law.parameters.filter { Self.isOfOfficials($0.name) }
        == other.law.parameters.filter { Self.isOfOfficials($0.name) }
  }

  /// Whether councils or officials depend on a parameter of the law: nothing else of it is read for
  /// them.
  ///
  /// - Parameter name: Its name.
  /// - Returns: `true` if they do.
  static func isOfOfficials(_ name: String) -> Bool {
    ["election.", "councils.", "territory."].contains { name.hasPrefix($0) }
  }
}
