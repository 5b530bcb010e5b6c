import ArgumentParser
import Documents
import Foundation
import Report
import Scenario
import Synchronization
import Territory

/// The options of every study.
struct StudyArguments: ParsableArguments {
  @Option(
    name: .customLong("repeat"),
    help: ArgumentHelp("How many seeds, one after another from the scenario's.", valueName: "n"))
  var seeds: Int?

  @Option(
    name: .customLong("metric"),
    help: ArgumentHelp(
      "Shows a metric, or all whose names begin so up to a dot (repeatable).", valueName: "name"))
  var metrics: [String] = []

  @Flag(help: "Has the audit judge every run, which takes about twice the time.") var audit = false

  @Option(
    help: ArgumentHelp("Allows so many runs (default: 1000).", valueName: "n"))
  var most: Int?

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp("Writes a file: json, text or html (repeatable).", valueName: "kind=path"))
  var outputs: [String] = []

  @Flag(help: "No progress on standard error.") var quiet = false

  func validate() throws {
    if let seeds, seeds < 1 { throw ValidationError("--repeat must be at least 1") }
    if let most, most < 1 { throw ValidationError("--most must be at least 1") }
  }

  /// Refuses more runs than anybody wants by mistake.
  ///
  /// - Parameters:
  ///   - values: How many combinations of values there are; `nil` for more than a number holds.
  ///   - seeds: With how many seeds each is run.
  /// - Returns: How many runs there are.
  /// - Throws: ``Failure`` where there are more than `--most`.
  func runs(_ values: Int?, seeds: Int) throws(Failure) -> Int {
    let limit = most ?? Self.mostRuns
    let product = values?.multipliedReportingOverflow(by: seeds)
    guard let product, !product.overflow, product.partialValue <= limit else {
      let count = values.map { "\($0) × \(seeds)" } ?? "More than 9223372036854775807"
      throw Failure(
        .usage,
        "\(count) runs are more than the \(limit) that a study makes unless --most says how many")
    }
    return product.partialValue
  }

  /// How many runs a study makes at most when nobody says so.
  static let mostRuns = 1_000

  /// The flags that change what a study finds.
  var words: [String] {
    var words: [String] = []
    if let seeds { words += ["--repeat", "\(seeds)"] }
    for metric in metrics { words += ["--metric", metric] }
    if audit { words.append("--audit") }
    if let most { words += ["--most", "\(most)"] }
    return words
  }
}

/// All of a study but its question: what is said before, progress, outputs, exit code.
struct StudySession {
  /// The options.
  let arguments: StudyArguments
  /// How results are shown.
  let display: DisplayArguments
  /// The scenarios, none of which has run.
  let variants: [StudyVariant]
  /// The metrics to show.
  let metrics: [String]
  /// What makes the runs.
  let runner: StudyRunner
  private let outputs: [Output<OutputKind>]

  /// Prepares a study: everything that may be wrong is said here.
  ///
  /// - Parameters:
  ///   - arguments: The options.
  ///   - display: How results are shown.
  ///   - variants: The scenarios.
  ///   - thresholds: What is judged in the place of the scenarios' own thresholds.
  /// - Throws: ``Failure`` and `Diagnostic` for what cannot be run or written.
  init(
    _ arguments: StudyArguments, _ display: DisplayArguments, _ variants: [StudyVariant],
    thresholds: [Threshold]? = nil
  ) throws {
    try Console.checkOutput()
    self.arguments = arguments
    self.display = display
    self.variants = variants
    metrics = try StudyMetrics.checked(
      arguments.metrics, variants.map(\.scenario), isAudited: arguments.audit)
    for variant in variants where variant.scenario.blocks > 1 {
      throw variant.scenario.blocksComplaint("a study runs one country with each seed")
    }
    for threshold in thresholds ?? variants.flatMap(\.scenario.thresholds) where threshold.aborts {
      throw Failure(
        .usage,
        "'\(threshold.expression)' is to stop a run, which a study does not: leave abort out")
    }
    outputs = try Output.prepare(arguments.outputs, inputs: variants.flatMap(\.scenario.inputs))
    for output in outputs {
      switch output.kind {
      case .form(.json), .form(.text), .form(.html): break
      case .form(let form):
        throw Failure(.usage, "--out \(form.name): a study writes json, text and html")
      case .sqlite: throw Failure(.usage, "--out sqlite: a study writes json, text and html")
      }
    }
    let jobs = variants.first?.scenario.jobs ?? 0
    runner = StudyRunner(
      isAudited: arguments.audit, jobs: jobs > 0 ? jobs : Processors.count, thresholds: thresholds)
    Interruption.listen()
  }

  /// The seeds, one after another from the first scenario's.
  func seeds(_ count: Int) -> [UInt64] {
    let first = variants.first?.scenario.seed ?? 0
    return (0..<count).map { first &+ UInt64($0) }
  }

  /// Says how many runs there will be, and how long they may take.
  ///
  /// - Parameters:
  ///   - plan: What is run, such as `5 values × 3 seeds`.
  ///   - runs: How many runs that is at most.
  /// - Throws: A diagnostic where the councils cannot be made.
  func announce(_ plan: String, runs: Int) throws {
    guard !arguments.quiet, let scenario = variants.first?.scenario else { return }
    let seconds = try Self.seconds(of: scenario, isAudited: arguments.audit)
    let all = seconds * Double(runs) / Double(min(runs, runner.jobs))
    Console.progress("\(plan) = \(runs) runs, about \(Quantity.time(all))\n")
  }

  /// About how many seconds a run takes one thread.
  ///
  /// Reckoned from seats and days, as one of them took on a machine of 2024 that had nothing else
  /// to do. Once a run has ended, the progress tells what this machine needs.
  private static func seconds(of scenario: LoadedScenario, isAudited: Bool) throws -> Double {
    let territory = try scenario.territory()
    let seats = BodyKind.allCases.reduce(0) { $0 + territory.seats(of: $1) }
    let perSeat = 4e-6 + Double(scenario.days) * (isAudited ? 3.4e-9 : 1.9e-9)
    return 0.05 + Double(seats) * perSeat
  }

  /// Makes runs under a bar.
  ///
  /// - Parameters:
  ///   - tasks: The runs.
  ///   - progress: Counts them among all.
  /// - Returns: The runs in the order of the tasks; nothing for those that were not begun.
  /// - Throws: A diagnostic where officials cannot be made.
  func run(_ tasks: [StudyRunner.Task], _ progress: StudyProgress) throws -> [StudyRun?] {
    try runner.run(tasks) { progress.ended() }
  }

  /// A bar of so many runs.
  func progress(_ label: String, runs: Int) -> StudyProgress {
    let isRedrawn = Console.isRedrawable(
      ProcessInfo.processInfo.environment, noColor: display.noColor)
    return StudyProgress(
      label, runs: runs, jobs: runner.jobs, isRedrawn: isRedrawn, isQuiet: arguments.quiet)
  }

  /// Begins a report.
  ///
  /// - Parameters:
  ///   - kind: What the study asks.
  ///   - command: The command that repeats it.
  ///   - seeds: The seeds that were run.
  /// - Returns: A report without its findings.
  func report(_ kind: StudyReport.Kind, command: [String], seeds: [UInt64]) -> StudyReport {
    var report = StudyReport()
    report.kind = kind.rawValue
    if let scenario = variants.first?.scenario {
      report.scenario = ScenarioIdentity(
        name: scenario.name, sha256: scenario.sha256, seed: scenario.seed,
        command: ScenarioArguments.line(["cocarde"] + command + arguments.words))
    }
    report.seeds = seeds
    report.audit = arguments.audit
    report.complete = Interruption.exit == nil
    for threshold in runner.thresholds ?? variants.flatMap(\.scenario.thresholds) {
      let (name, text) = (threshold.metric.name, threshold.expression)
      if StudyRunner.isOfRunAlone(name) {
        if !report.notInStudies.contains(text) { report.notInStudies.append(text) }
      } else if StudyRunner.complaint(about: name, isAudited: arguments.audit) != nil {
        if !report.notJudged.contains(text) { report.notJudged.append(text) }
      }
    }
    return report
  }

  /// Writes and prints a report, and ends the command.
  ///
  /// - Parameters:
  ///   - report: The report.
  ///   - exit: How the study ended, but for violations and interruption.
  ///   - complaints: Why, one sentence each.
  /// - Throws: ``Failure`` with the code, and where something cannot be written.
  func finish(_ report: StudyReport, _ exit: Exit, complaints: [String] = []) throws {
    var report = report
    report.engine = runner.figures
    let environment = ProcessInfo.processInfo.environment
    func text(_ palette: Palette) -> String { StudyText.render(report, palette: palette) }
    func json() throws -> String { String(decoding: try report.json.bytes(), as: UTF8.self) }
    var complaints = complaints
    var exit = exit
    let missing = StudyMetrics.missing(arguments.metrics, in: report.arms)
    if !missing.isEmpty {
      complaints.append("nothing was measured of \(missing.joined(separator: ", "))")
      exit = Exit.mostSerious(exit, .unproven)
    }
    let violations = report.arms.reduce(0) { $0 + $1.violations }
    if violations > 0 {
      complaints.insert("invariants were violated, \(violations) time(s)", at: 0)
      exit = .violated
    }
    if let interruption = Interruption.exit {
      complaints.insert("interrupted; the result covers the runs that had ended", at: 0)
      exit = interruption
    }
    for output in outputs {
      switch output.kind {
      case .form(.json): try output.file.write(Array(json().utf8))
      case .form(.html(let language)):
        let page = try StudyHTML.render(
          report, exit, complaints, SummaryPrinter.language(language))
        try output.file.write(Array(page.utf8))
      default: try output.file.write(Array(text(.plain).utf8))
      }
    }
    try Console.print(
      display.chosen == .json
        ? json() : text(Console.palette(environment, noColor: display.noColor)))
    for complaint in complaints { Console.error("cocarde: \(complaint)") }
    if exit != .held { throw Failure(exit) }
  }
}

/// How many runs have ended, and how long the others will take: a bar on a terminal, a line after
/// the first one and every tenth elsewhere; from any thread.
final class StudyProgress: Sendable {
  private let label: String
  private let runs: Int
  private let jobs: Int
  private let isRedrawn: Bool
  private let isQuiet: Bool
  private let start = ContinuousClock.now
  private let done = Mutex(0)

  /// Begins to count.
  ///
  /// - Parameters:
  ///   - label: What is run.
  ///   - runs: How many runs there will be at most.
  ///   - jobs: How many are made at a time.
  ///   - isRedrawn: Whether a line can be drawn again.
  ///   - isQuiet: Whether nobody wants to know.
  init(_ label: String, runs: Int, jobs: Int, isRedrawn: Bool, isQuiet: Bool) {
    self.label = label
    self.runs = max(1, runs)
    self.jobs = max(1, jobs)
    self.isRedrawn = isRedrawn
    self.isQuiet = isQuiet
  }

  /// Notes that a run has ended.
  func ended() {
    done.withLock { done in
      done += 1
      guard !isQuiet else { return }
      let isTenth = done == 1 || done * 10 / runs > (done - 1) * 10 / runs
      guard isRedrawn || isTenth else { return }
      let elapsed = (ContinuousClock.now - start) / .seconds(1)
      let left = Self.secondsLeft(done, of: runs, jobs: jobs, elapsed: elapsed)
      let line = ProgressLine(
        label: label, done: Int64(done), total: Int64(runs),
        remark: "\(done) of \(runs) runs" + (done < runs ? ", \(Quantity.time(left)) left" : ""))
      Console.progress(isRedrawn ? line.bar() : line.line())
    }
  }

  /// How long the runs that are left will take, as long as each takes as long as those before.
  ///
  /// - Parameters:
  ///   - done: How many have ended, at least one.
  ///   - runs: How many there will be.
  ///   - jobs: How many are made at a time.
  ///   - elapsed: How long those that ended took.
  /// - Returns: The seconds.
  static func secondsLeft(_ done: Int, of runs: Int, jobs: Int, elapsed: Double) -> Double {
    let threads = min(jobs, runs)
    // The first ones began together: when one has ended, the others are nearly over as well.
    let each = elapsed * Double(threads) / Double(max(done, threads))
    return each * Double(max(0, runs - max(done, threads))) / Double(threads)
      + (done < threads ? each * 0.1 : 0)
  }

  /// Takes the bar off the terminal.
  func close() {
    if isRedrawn, !isQuiet { Console.progress("\r\u{1b}[K") }
  }
}
