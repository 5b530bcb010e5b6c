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
    try scenario.checkStudy()
    let context = try ScenarioContext.standard()
    let variation = try Variation(vary, context: context)
    guard variation.isRange, variation.count <= 1_000_000_000 else {
      throw Failure(
        .usage,
        "--vary '\(vary)': a search needs a range of at most 1000000000 values, such as 1..200")
    }
    var checked = scenario
    checked.thresholds.append(keep)
    // Both ends are loaded first: a value that the setting cannot have is said before any run. One
    // that only shows when officials are made ends the search as well, with the same code.
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
    let tries = LimitSearch.mostTriesOfTwo(variation.count)
    _ = try study.runs(tries, seeds: seeds)
    let session = try StudySession(study, display, ends, thresholds: [threshold])
    if let complaint = StudyRunner.complaint(
      about: threshold.metric.name, isAudited: study.audit)
    {
      throw Failure(.usage, "--keep '\(threshold.expression)' \(complaint)")
    }
    try session.announce(
      "at most \(tries) of \(variation.count) values × \(seeds) seeds", runs: tries * seeds)
    let search = LimitStudy(
      variation: variation, arguments: checked, context: context, seeds: session.seeds(seeds),
      session: session, progress: session.progress("search", runs: tries * seeds))
    let found = try search.run(goal: find, keep: threshold.expression)
    search.progress.close()
    var report = session.report(
      .search,
      command: ["search", scenario.scenario] + scenario.words
        + ["--vary", vary, "--keep", keep] + (find.map { ["--find", $0.rawValue] } ?? []),
      seeds: session.seeds(seeds))
    report.search = found
    report.arms = try search.arms(of: found)
    report.metrics = StudyMetrics.shown(session.metrics, in: report.arms)
    let (exit, complaints) = verdict(found, threshold.expression)
    try session.finish(report, exit, complaints: complaints)
  }

  /// How a search ends, and why.
  private func verdict(_ found: StudySearch, _ expression: String) -> (Exit, [String]) {
    let unmeasured = found.tried.contains {
      $0.threshold.state == ConfidentVerdict.unmeasured.rawValue
    }
    return switch found.state {
    case "found", "everywhere", "interrupted": (.held, [])
    case "nowhere" where unmeasured:
      (.unproven, ["nothing was measured that '\(keep)' speaks of"])
    case "nowhere": (.thresholdFailed, ["no value of '\(vary)' keeps '\(expression)'"])
    case "reversed": (.inconclusive, Array(found.sentences.prefix(1)))
    default: (.inconclusive, ["undecided: '\(expression)' needs more seeds, or is not monotone"])
    }
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
  /// - Parameters:
  ///   - goal: Which end is looked for, where somebody said so.
  ///   - keep: The condition as it is printed.
  /// - Returns: What was found; after an interruption, what was tried.
  /// - Throws: A diagnostic for a value that the setting cannot have.
  func run(goal: LimitSearch.Goal?, keep: String) throws -> StudySearch {
    var result = StudySearch()
    result.path = variation.path
    result.keep = keep
    result.goal = goal?.rawValue ?? ""
    result.state = "interrupted"
    do {
      let all = Array(seeds.indices)
      let search = try LimitSearch.run(variation.count, goal: goal) { places in
        try make(places.flatMap { place in all.map { (place, $0) } })
        return places.map { answer(threshold($0)) }
      }
      note(search, &result)
      note(try seeds.indices.map { try own($0, search.goal) }, &result)
    } catch is Interrupted {}
    // Values that only some seeds needed count where every seed has tried them in the end.
    result.tried = whole.map { place in
      var tried = TriedValue()
      tried.value = variation[place]
      tried.threshold = threshold(place)
      return tried
    }
    return result
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

  /// Writes down what all seeds together say.
  private func note(_ search: LimitSearch, _ result: inout StudySearch) {
    result.goal = search.goal.rawValue
    result.answer = search.found.map { variation[$0] }
    result.beyond = search.beyond.map { variation[$0.place] }
    let failing = search.steps.filter { $0.answer == .fails }.map(\.place)
    let nearest =
      search.goal == .smallest
      ? failing.last { $0 < search.found ?? .max } : failing.first { $0 > search.found ?? -1 }
    result.certain = nearest.map { variation[$0] }
    result.breaks = search.breaks.map { Self.words($0, variation) }
    // Where nothing was measured at all, more seeds would tell nothing.
    let unmeasured = ConfidentVerdict.unmeasured.rawValue
    let isMute = search.steps.allSatisfy { threshold($0.place).state == unmeasured }
    let isUnclear = !isMute && search.steps.contains { $0.answer == .unclear }
    result.state =
      !search.breaks.isEmpty
      ? "undecided"
      : search.isReversed
        ? "reversed"
        : search.isEverywhere
          ? "everywhere" : search.found != nil ? "found" : isUnclear ? "undecided" : "nowhere"
  }

  /// Writes down what each seed by itself says.
  private func note(_ own: [LimitSearch], _ result: inout StudySearch) {
    let found = own.compactMap(\.found)
    result.ofSeeds = own.map { $0.found.map { variation[$0] } }
    result.openSeeds = Int64(own.count(where: \.isEverywhere))
    if let least = found.min(), let greatest = found.max() {
      result.range = [variation[least], variation[greatest]]
      let values = found.compactMap { variation.number($0) }
      // A limit that lies outside the range is no number: a mean over the others would be biased.
      if values.count == own.count, result.openSeeds == 0 {
        let sample = Sample(values)
        result.mean = sample.mean
        result.halfWidth = sample.halfWidth(.ninetyFive)
      }
    }
    result.breaks += zip(seeds, own).flatMap { seed, search in
      search.breaks.map { "\(Self.words($0, variation)) (seed \(seed))" }
    }
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
