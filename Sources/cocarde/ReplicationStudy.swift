import ArgumentParser
import Report
import Scenario
import Statistics
import Study

/// What `run` is given to make several runs of one.
struct RepeatArguments: ParsableArguments {
  @Option(
    name: .customLong("repeat"),
    help: ArgumentHelp(
      "Runs so many seeds, one after another from the scenario's, and estimates every metric.",
      valueName: "n"))
  var seeds: Int?

  @Option(
    help: ArgumentHelp(
      "Runs as many seeds as it takes for half-widths within so much of their means.",
      valueName: "share"))
  var precision: String?

  @Option(
    name: .customLong("metric"),
    help: ArgumentHelp(
      "With --repeat: shows a metric, or all whose names begin so up to a dot (repeatable).",
      valueName: "name"))
  var metrics: [String] = []

  @Flag(help: "With --repeat: has the audit judge every run.") var audit = false

  @Option(
    help: ArgumentHelp(
      "With --repeat: allows so many runs (default: 1000; 100 with --precision).", valueName: "n"))
  var most: Int?

  /// Whether several runs are wanted.
  var isStudy: Bool { seeds != nil || precision != nil }

  func validate() throws {
    guard !isStudy else { return }
    let alone = [("--metric", !metrics.isEmpty), ("--audit", audit), ("--most", most != nil)]
    if let flag = alone.first(where: \.1) {
      throw ValidationError("\(flag.0) goes with --repeat or --precision")
    }
  }

  /// The options of a study.
  func study(outputs: [String], isQuiet: Bool) throws -> StudyArguments {
    var study = StudyArguments()
    study.seeds = seeds
    study.metrics = metrics
    study.audit = audit
    study.most = most
    study.outputs = outputs
    study.quiet = isQuiet
    try study.validate()
    return study
  }

  /// The wanted precision, as a share.
  func share() throws(Failure) -> Double? {
    guard let precision else { return nil }
    let text = precision.hasSuffix("%") ? precision.dropLast() : precision[...]
    let digits = text.filter { $0 != " " }
    guard let number = Double(digits), number > 0,
      case let share = precision.hasSuffix("%") ? number / 100 : number, share < 1
    else {
      throw Failure(
        .usage, "--precision '\(precision)' must be above 0 and below 100 %, such as 5%")
    }
    return share
  }
}

/// Several seeds of one scenario: `run --repeat`.
struct ReplicationStudy {
  /// The scenario and what the command line changes in it.
  let arguments: ScenarioArguments
  /// The options of the study.
  let study: StudyArguments
  /// How results are shown.
  let display: DisplayArguments
  /// The wanted precision, as it was written and as a share.
  let precision: (text: String, share: Double)?

  /// The most runs of an automatic number of runs when nobody says so.
  private static let budget = 100

  /// Runs the study and prints what it found.
  ///
  /// - Parameter scenario: The scenario.
  /// - Throws: ``Failure`` with the code that it ends with.
  func run(_ scenario: LoadedScenario) throws {
    let most = precision == nil ? study.seeds ?? 1 : study.most ?? Self.budget
    _ = try study.runs(1, seeds: most)
    let variant = StudyVariant(label: scenario.name, settings: [], scenario: scenario)
    let session = try StudySession(study, display, [variant])
    try session.announce(
      precision == nil ? "\(most) seeds" : "at most \(most) seeds", runs: most)
    let progress = session.progress(scenario.name, runs: most)
    let rule = precision.map {
      PrecisionRule(precision: $0.share, initial: max(3, study.seeds ?? 3), budget: most)
    }
    let runs = try self.runs(most, session, variant, rule, progress)
    progress.close()
    var report = session.report(
      .replications,
      command: ["run", arguments.scenario] + arguments.words
        + (precision.map { ["--precision", $0.text] } ?? []),
      seeds: session.seeds(runs.count))
    let arm = StudyMetrics.arm(variant, runs, rule: rule)
    report.arms = [arm]
    report.metrics = StudyMetrics.shown(session.metrics, in: [arm])
    var exit = Exit.held
    var complaints: [String] = []
    if let rule, let precision {
      let open = report.metrics.compactMap { arm[$0] }.filter { $0.isPrecise != true }
      var line = StudyPrecision()
      line.wanted = rule.precision
      line.budget = Int64(most)
      line.isReached = !report.metrics.isEmpty && open.isEmpty
      report.precision = line
      complaints = Self.complaints(open, rule, precision.text, runs: runs.count)
      if !open.isEmpty { exit = .inconclusive }
    }
    let verdict = StudyVerdict(arm.thresholds)
    try session.finish(
      report, Exit.mostSerious(exit, verdict.exit), complaints: complaints + verdict.complaints)
  }

  /// Why the wanted precision was not reached.
  private static func complaints(
    _ open: [EstimateLine], _ rule: PrecisionRule, _ wanted: String, runs: Int
  ) -> [String] {
    func names(_ lines: [EstimateLine]) -> String {
      lines.map(\.name).joined(separator: ", ")
    }
    let isWide = { (line: EstimateLine) in
      line.relativeHalfWidth.map { $0 > rule.precision } ?? true
    }
    let (wide, short) = (open.filter(isWide), open.filter { !isWide($0) })
    return [
      wide.isEmpty ? nil : "after \(runs) runs wider than wanted: \(names(wide))",
      short.isEmpty
        ? nil
        : "after \(runs) runs within \(wanted), but not yet for \(rule.lookAhead) further runs: "
          + names(short),
    ].compactMap { $0 }
  }

  /// Runs seeds until there are enough, always the same number for any number of jobs.
  private func runs(
    _ most: Int, _ session: StudySession, _ variant: StudyVariant, _ rule: PrecisionRule?,
    _ progress: StudyProgress
  ) throws -> [StudyRun] {
    let seeds = session.seeds(most)
    var runs: [StudyRun] = []
    while runs.count < most {
      let batch =
        rule == nil ? most : runs.isEmpty ? min(most, rule?.initial ?? most) : session.runner.jobs
      let next = seeds[runs.count..<min(most, runs.count + batch)]
      let made = try session.run(
        next.map { StudyRunner.Task(variant: variant, seed: $0) }, progress)
      // Only seeds without a gap before them count.
      for run in made {
        guard let run else { return runs }
        runs.append(run)
        if let rule, rule.isEnough(columns(runs, session.metrics), runs: runs.count) { return runs }
      }
    }
    return runs
  }

  /// The values of the metrics whose precision is wanted.
  private func columns(_ runs: [StudyRun], _ wanted: [String]) -> [[Double]] {
    StudyMetrics.estimates(runs).filter { estimate in
      wanted.contains { StudyMetrics.covers($0, estimate.name) }
    }.map(\.sample.values)
  }
}

/// What the thresholds of a study say of how it ends.
struct StudyVerdict {
  /// How it ends.
  let exit: Exit
  /// Why, one sentence each.
  let complaints: [String]

  /// Judges thresholds over all seeds.
  ///
  /// - Parameter thresholds: The thresholds.
  init(_ thresholds: [StudyThreshold]) {
    var exit = Exit.held
    complaints = thresholds.compactMap { line in
      let isSoft = line.severity == Threshold.Severity.soft.rawValue
      switch ConfidentVerdict(rawValue: line.state) {
      case .held: return nil
      case .failed:
        if !isSoft { exit = Exit.mostSerious(exit, .thresholdFailed) }
        return "\(isSoft ? "soft " : "")threshold failed: \(line.expression)"
      case .inconclusive:
        if !isSoft { exit = Exit.mostSerious(exit, .inconclusive) }
        return "threshold \(line.expression): its interval lies on both sides of the limit; "
          + "more seeds would tell"
      case .unmeasured, nil:
        exit = Exit.mostSerious(exit, .unproven)
        return "threshold \(line.expression): nothing was measured with "
          + "\(line.unmeasuredRuns) seed(s)"
      }
    }
    self.exit = exit
  }
}

extension Exit {
  /// The more serious of two ends of a command: the lowest code above 2, 0 below all.
  static func mostSerious(_ one: Exit, _ other: Exit) -> Exit {
    if one == .held { return other }
    if other == .held { return one }
    return one.rawValue < other.rawValue ? one : other
  }
}
