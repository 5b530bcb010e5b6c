import ArgumentParser
import Calendar
import Documents
import Foundation
import Law
import Load
import Platform
import Report
import Scenario

/// Puts wall-clock load on the platform model in this process.
struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Wall-clock load test of the platform model, in a closed or an open loop.")

  @OptionGroup var scenario: ScenarioArguments
  @OptionGroup var display: DisplayArguments
  @OptionGroup var load: LoadArguments

  @Option(
    help: ArgumentHelp(
      "Workers, each with a shard of its own (default: one a job).", valueName: "n"))
  var workers: Int?

  @Option(help: ArgumentHelp("How many officials each shard has.", valueName: "n"))
  var officials = 4_000

  @Option(
    help: ArgumentHelp(
      "memory, or sqlite=PATH: an operation is answered when its postings are on disk.",
      valueName: "target"))
  var target = "memory"

  @Option(help: ArgumentHelp("Writes when each operation came due.", valueName: "file"))
  var record: String?

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp(
      "Writes a file: json, hgrm (percentile spectrum) or csv (by fifth of a second); repeatable.",
      valueName: "kind=path"))
  var outputs: [String] = []

  @Flag(help: "No progress on standard error.") var quiet = false

  func validate() throws {
    guard scenario.oracle == nil else {
      throw ValidationError("--oracle lives what a run wrote down, and load writes nothing down")
    }
    if let workers, !(1...256).contains(workers) {
      throw ValidationError("--workers must be from 1 to 256")
    }
    guard (1...1_000_000).contains(officials) else {
      throw ValidationError("--officials must be from 1 to 1000000")
    }
  }

  func run() throws {
    var scenario = scenario
    // Those of the command line are on what this measures, not on a summary.
    scenario.thresholds = []
    let loaded = try scenario.load()
    guard loaded.blocks == 1 else {
      throw loaded.blocksComplaint("load drives the platform of one country")
    }
    let plan = try load.plan(
      workers: workers ?? (loaded.jobs > 0 ? loaded.jobs : Processors.count), seed: loaded.seed,
      isRecorded: record != nil)
    let thresholds = try LoadThresholds(self.scenario.thresholds, plan)
    let days = try Self.days(of: loaded)
    var places = FilePlaces(reading: loaded.inputs + (load.trace.map { [$0] } ?? []))
    let outputs = try Output<LoadForm>.prepare(outputs, &places)
    let recording = try record.map { path throws(Failure) in
      try OutputFile(path, flag: "--record", &places)
    }
    let ledger = try ledger(&places)
    if !quiet { announce(plan) }
    let result = self.run(plan, loaded, days, ledger)
    if let failure = ledger?.failure { throw Failure(.internalError, failure) }
    let report = LoadReport(
      scenario: loaded, plan: plan, executor: load.chosen, mix: LoadMix(), officials: officials,
      result: result, ledger: ledger?.figures, thresholds: thresholds.judge(result.record),
      interruption: Interruption.exit)
    for output in outputs { try output.file.write(Array(try report.text(of: output.kind).utf8)) }
    try recording?.write(Array(LoadTrace.text(result.record.dues).utf8))
    switch display.chosen {
    case .text: try Console.print(report.text)
    case .json: try Console.print(try report.text(of: .json))
    }
    for complaint in report.complaints { Console.error("cocarde: \(complaint)") }
    if report.exit != .held { throw Failure(report.exit) }
  }

  private func run(
    _ plan: LoadPlan, _ loaded: LoadedScenario, _ days: ClosedRange<Day>,
    _ ledger: DurableLedger?
  ) -> LoadTest.Result {
    let calendar = LegalCalendar(
      loaded.law, statutes: Statutes(loaded.law, in: loaded.from...loaded.through),
      working: WorkingDays(years: loaded.from.year - 1...loaded.through.year + 3))
    let (officials, seed, isQuiet) = (officials, loaded.seed, quiet)
    Interruption.listen()
    return LoadTest.run(
      plan, isOver: { Interruption.exit != nil || ledger?.failure != nil },
      second: { second, answered in
        guard !isQuiet else { return }
        let disk = ledger.map { ", on disk \($0.figures.postings) postings" } ?? ""
        Console.error("  \(second) s: answered \(answered)\(disk)")
      },
      target: { worker in
        PlatformTarget(
          calendar, days: days, officials: officials, mix: LoadMix(), seed: seed &+ UInt64(worker),
          worker: worker, ledger: ledger)
      })
  }

  /// Says what is about to be done: what is expected can be derived by hand.
  private func announce(_ plan: LoadPlan) {
    let span = WallSpan(nanoseconds: plan.duration)
    let lead = plan.warmUp > 0 ? ", after \(WallSpan(nanoseconds: plan.warmUp)) of warm-up" : ""
    let expected = plan.expected.map { expected in
      let range = expected.range
      return ", expecting "
        + (expected.isExact
          ? "\(range.lowerBound) arrivals"
          : "from \(range.lowerBound) to \(range.upperBound) arrivals")
    }
    Console.error(
      "cocarde: \(load.chosen.rawValue) on \(target), \(plan.workers) worker(s), for "
        + "\(load.iterations == nil ? "" : "at most ")\(span)\(lead)\(expected ?? "")")
  }

  private func ledger(_ places: inout FilePlaces) throws(Failure) -> DurableLedger? {
    if target == "memory" { return nil }
    let parts = target.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[0] == "sqlite" else {
      let hint = Nearest.hint(parts.first ?? "", among: ["memory", "sqlite"])
      throw Failure(.usage, "--target '\(target)' must be memory or sqlite=PATH\(hint)")
    }
    for ending in ["", "-wal", "-shm"] { try places.take(parts[1] + ending, for: "--target") }
    try OutputFile.check(parts[1], flag: "--target")
    do {
      return try DurableLedger(parts[1])
    } catch {
      throw Failure(.usage, error.description)
    }
  }

  /// The days of the scenario on which the service is open.
  private static func days(of scenario: LoadedScenario) throws -> ClosedRange<Day> {
    let days = scenario.from...scenario.through
    let periods = Statutes(scenario.law, in: days).periods
    guard let opening = periods.first(where: { $0.statute.isOpen })?.from,
      scenario.through - opening >= 2 * PlatformTarget.step
    else {
      throw Failure(
        .usage, "the scenario has less than \(2 * PlatformTarget.step) days of an open service")
    }
    return opening...scenario.through
  }
}

/// A span of the machine's time, as the command line writes it.
struct WallSpan: ExpressibleByArgument, CustomStringConvertible {
  let nanoseconds: UInt64

  init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

  /// Reads a span from a millisecond to ten minutes.
  init?(argument: String) {
    let digits = argument.prefix { $0.isASCII && $0.isNumber }
    guard let number = UInt64(digits), number > 0, number <= 600_000 else { return nil }
    let scale: UInt64
    switch argument.dropFirst(digits.count) {
    case "ms": scale = 1_000_000
    case "s": scale = 1_000_000_000
    case "min": scale = 60_000_000_000
    default: return nil
    }
    guard number * scale <= 600_000_000_000 else { return nil }
    nanoseconds = number * scale
  }

  var defaultValueDescription: String { description }

  var description: String {
    nanoseconds % 1_000_000_000 == 0
      ? "\(nanoseconds / 1_000_000_000)s" : "\(nanoseconds / 1_000_000)ms"
  }
}
