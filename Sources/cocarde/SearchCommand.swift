import ArgumentParser
import Documents
import Foundation
import Report
import Scenario
import Statistics
import Study

/// Searches for the value from which on a condition is kept.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Finds the smallest (or largest) value of a setting that keeps a condition.",
    discussion: """
      Bisection over the values of --vary, each tried with the same seeds (common random numbers). \
      A value keeps the condition where the whole confidence interval of the mean does. Ends with \
      4 where no value of the range keeps it, with 6 where nobody can tell.
      """)

  @OptionGroup var scenario: ScenarioArguments

  @Option(
    help: ArgumentHelp(
      "What is varied: 'path=LOW..HIGH' or 'path=LOW..HIGH step S'.", valueName: "path=values"))
  var vary: String

  @Option(
    help: ArgumentHelp(
      "The condition, such as 'sojourn{queue:support}: p(95)<10d'.", valueName: "expr"))
  var keep: String

  @Option(
    help: ArgumentHelp(
      "Which end is looked for: smallest or largest (default: as the ends of the range tell).",
      valueName: "end"))
  var find: LimitSearch.Goal?

  @OptionGroup var study: StudyArguments
  @OptionGroup var display: DisplayArguments

  /// With how many seeds each value is run when nobody says so.
  static let defaultSeeds = 5

  func run() throws {
    let context = try ScenarioContext.standard()
    let variation = try Variation(vary, context: context)
    guard variation.isRange, variation.count <= 1_000_000_000 else {
      throw Failure(
        .usage,
        "--vary '\(vary)': a search needs a range of at most 1000000000 values, such as 1..200")
    }
    var checked = scenario
    checked.thresholds.append(keep)
    // Both ends are loaded first: a value that the setting cannot have is said before any run.
    let ends: [StudyVariant]
    do {
      ends = try [0, variation.count - 1].map {
        try VariationGrid.variant(
          of: checked, [StudySetting(variation.path, variation[$0])], context: context)
      }
    } catch let complaint as Diagnostic where complaint.file == "--threshold" {
      throw Diagnostic(file: "--keep", message: complaint.message)
    }
    guard let threshold = ends[0].scenario.thresholds.last else { return }
    let seeds = study.seeds ?? Self.defaultSeeds
    let tries = Self.tries(variation.count)
    _ = try study.runs(tries, seeds: seeds)
    let session = try StudySession(study, display, ends, thresholds: [threshold])
    guard study.audit || !StudyRunner.isOfAudit(threshold.metric.name) else {
      throw Failure(
        .usage, "--keep '\(threshold.expression)' speaks of the audit, which is off: add --audit")
    }
    try session.announce(
      "at most \(tries) of \(variation.count) values × \(seeds) seeds", runs: tries * seeds)
    let search = LimitStudy(
      variation: variation, arguments: checked, context: context, seeds: session.seeds(seeds),
      session: session, progress: session.progress("search", runs: tries * seeds))
    let found = try search.run(goal: find)
    search.progress.close()
    guard let found else { throw Failure(Interruption.exit ?? .unproven) }
    var report = session.report(
      .search,
      command: ["search", scenario.scenario] + scenario.words
        + ["--vary", vary, "--keep", keep] + (find.map { ["--find", $0.rawValue] } ?? []),
      seeds: session.seeds(seeds))
    report.search = found
    report.arms = try search.arms(of: found)
    report.metrics = StudyMetrics.shown(session.metrics, in: report.arms)
    let unmeasured = found.tried.contains {
      $0.threshold.state == ConfidentVerdict.unmeasured.rawValue
    }
    switch found.state {
    case "found", "everywhere": try session.finish(report, .held)
    case "nowhere" where unmeasured:
      try session.finish(
        report, .unproven, complaints: ["nothing was measured that '\(keep)' speaks of"])
    case "nowhere":
      try session.finish(
        report, .thresholdFailed,
        complaints: ["no value of '\(vary)' keeps '\(threshold.expression)'"])
    default:
      try session.finish(
        report, .inconclusive,
        complaints: ["undecided: '\(threshold.expression)' needs more seeds, or is not monotone"])
    }
  }

  /// How many values a search tries at most: both ends, the halves between, a neighbour, and some
  /// more for the seeds by themselves.
  private static func tries(_ count: Int) -> Int {
    var halves = 0
    while 1 << halves < count { halves += 1 }
    return min(count, halves + 4)
  }
}

extension LimitSearch.Goal: ExpressibleByArgument {}

/// A search on several seeds: bisection on what all of them say, then on each by itself.
final class LimitStudy {
  private let variation: Variation
  private let arguments: ScenarioArguments
  private let context: ScenarioContext
  private let seeds: [UInt64]
  private let session: StudySession
  /// How far the search has come.
  let progress: StudyProgress

  private var variants: [Int: StudyVariant] = [:]
  /// The runs of each value that was tried, by seed.
  private var runs: [Int: [StudyRun?]] = [:]

  init(
    variation: Variation, arguments: ScenarioArguments, context: ScenarioContext,
    seeds: [UInt64], session: StudySession, progress: StudyProgress
  ) {
    self.variation = variation
    self.arguments = arguments
    self.context = context
    self.seeds = seeds
    self.session = session
    self.progress = progress
  }

  private struct Interrupted: Error {}

  /// Searches.
  ///
  /// - Parameter goal: Which end is looked for, where somebody said so.
  /// - Returns: What was found; `nil` after an interruption.
  /// - Throws: A diagnostic for a value that the setting cannot have.
  func run(goal: LimitSearch.Goal?) throws -> StudySearch? {
    do {
      let all = Array(seeds.indices)
      let search = try LimitSearch.run(variation.count, goal: goal) { places in
        try make(places.flatMap { place in all.map { (place, $0) } })
        return places.map { answer(threshold($0)) }
      }
      let own = try seeds.indices.map { try self.own($0, search.goal) }
      return result(search, own)
    } catch is Interrupted {
      return nil
    }
  }

  /// What a seed by itself would answer: most of what it needs has been run.
  private func own(_ seed: Int, _ goal: LimitSearch.Goal) throws -> LimitSearch {
    try LimitSearch.run(variation.count, goal: goal) { places in
      try make(places.map { ($0, seed) })
      return places.map { place in
        guard let verdict = runs[place]?[seed]?.verdicts.first else { return .unclear }
        return verdict.ok ? .keeps : verdict.state == .failed ? .fails : .unclear
      }
    }
  }

  /// Makes the runs that are missing.
  private func make(_ wanted: [(place: Int, seed: Int)]) throws {
    let missing = wanted.filter { runs[$0.place]?[$0.seed] == nil }
      .sorted { ($0.seed, $0.place) < ($1.seed, $1.place) }
    let tasks = try missing.map {
      StudyRunner.Task(variant: try variant($0.place), seed: seeds[$0.seed])
    }
    for (task, run) in zip(missing, try session.run(tasks, progress)) {
      guard let run else { throw Interrupted() }
      runs[task.place, default: Array(repeating: nil, count: seeds.count)][task.seed] = run
    }
  }

  private func variant(_ place: Int) throws -> StudyVariant {
    if let known = variants[place] { return known }
    let variant = try VariationGrid.variant(
      of: arguments, [StudySetting(variation.path, variation[place])], context: context)
    variants[place] = variant
    return variant
  }

  private func threshold(_ place: Int) -> StudyThreshold {
    StudyThreshold((runs[place] ?? []).compactMap { $0?.verdicts.first })
  }

  private func answer(_ threshold: StudyThreshold) -> LimitSearch.Answer {
    switch ConfidentVerdict(rawValue: threshold.state) {
    case .held: .keeps
    case .failed: .fails
    default: .unclear
    }
  }

  /// The places that were tried with every seed, in their order.
  private var whole: [Int] {
    runs.keys.sorted().filter { runs[$0]?.allSatisfy { $0 != nil } ?? false }
  }

  /// Writes down what was found.
  private func result(_ search: LimitSearch, _ own: [LimitSearch]) -> StudySearch {
    var result = StudySearch()
    result.path = variation.path
    result.goal = search.goal.rawValue
    result.tried = whole.map { place in
      var tried = TriedValue()
      tried.value = variation[place]
      tried.threshold = threshold(place)
      return tried
    }
    result.keep = result.tried.first?.threshold.expression ?? ""
    result.answer = search.found.map { variation[$0] }
    result.beyond = search.beyond.map { variation[$0.place] }
    let failing = search.steps.filter { $0.answer == .fails }.map(\.place)
    let nearest =
      search.goal == .smallest
      ? failing.last { $0 < search.found ?? .max } : failing.first { $0 > search.found ?? -1 }
    result.certain = nearest.map { variation[$0] }
    let found = own.compactMap(\.found)
    result.ofSeeds = own.map { $0.found.map { variation[$0] } }
    if let least = found.min(), let greatest = found.max() {
      result.range = [variation[least], variation[greatest]]
      let values = found.compactMap { variation.number($0) }
      if values.count == found.count {
        let sample = Sample(values)
        result.mean = sample.mean
        result.halfWidth = sample.halfWidth(.ninetyFive)
      }
    }
    result.breaks =
      search.breaks.map { Self.words($0, variation) }
      + zip(seeds, own).flatMap { seed, search in
        search.breaks.map { "\(Self.words($0, variation)) (seed \(seed))" }
      }
    let isUnclear = search.steps.contains { $0.answer == .unclear }
    result.state =
      !search.breaks.isEmpty
      ? "undecided"
      : search.isEverywhere
        ? "everywhere" : search.found != nil ? "found" : isUnclear ? "undecided" : "nowhere"
    // Where nothing was measured at all, more seeds would tell nothing.
    let unmeasured = ConfidentVerdict.unmeasured.rawValue
    if search.found == nil, result.tried.allSatisfy({ $0.threshold.state == unmeasured }) {
      result.state = "nowhere"
    }
    return result
  }

  private static func words(_ places: ClosedRange<Int>, _ variation: Variation) -> String {
    "\(variation[places.lowerBound]) and \(variation[places.upperBound])"
  }

  /// The metrics of the values on both sides of the answer; of both ends where there is none.
  func arms(of search: StudySearch) throws -> [StudyArm] {
    let named = [search.answer, search.beyond].compactMap { $0 }
    let places = whole.filter { named.isEmpty || named.contains(variation[$0]) }
    return try places.map { place in
      StudyMetrics.arm(try variant(place), (runs[place] ?? []).compactMap { $0 })
    }
  }
}
