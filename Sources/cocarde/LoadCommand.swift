import ArgumentParser
import Calendar
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

  @Option(
    help: ArgumentHelp(
      "Open loop: so many arrivals a second, whatever the platform does (default: closed loop).",
      valueName: "per-second"))
  var rate: Int?

  @Option(
    help: ArgumentHelp(
      "Workers, each with a shard of its own (default: one a job).", valueName: "n"))
  var workers: Int?

  @Option(
    help: ArgumentHelp("How long the test lasts: 500ms, 5s, 2min.", valueName: "span"))
  var duration = WallSpan(nanoseconds: 5_000_000_000)

  @Option(help: ArgumentHelp("How many officials each shard has.", valueName: "n"))
  var officials = 4_000

  func validate() throws {
    guard scenario.thresholds.isEmpty else {
      throw ValidationError("--threshold speaks of a summary, and load makes none")
    }
    guard scenario.oracle == nil else {
      throw ValidationError("--oracle lives what a run wrote down, and load writes nothing down")
    }
    if let rate, !(1...10_000_000).contains(rate) {
      throw ValidationError("--rate must be from 1 to 10000000 arrivals a second")
    }
    if let workers, !(1...256).contains(workers) {
      throw ValidationError("--workers must be from 1 to 256")
    }
    guard (1...1_000_000).contains(officials) else {
      throw ValidationError("--officials must be from 1 to 1000000")
    }
  }

  func run() throws {
    let loaded = try scenario.load()
    guard loaded.blocks == 1 else {
      throw loaded.blocksComplaint("load drives the platform of one country")
    }
    let days = try Self.days(of: loaded)
    let calendar = LegalCalendar(
      loaded.law, statutes: Statutes(loaded.law, in: loaded.from...loaded.through),
      working: WorkingDays(years: loaded.from.year - 1...loaded.through.year + 3))
    let plan = LoadPlan(
      rate.map { .open(perSecond: $0) } ?? .closed,
      workers: workers ?? (loaded.jobs > 0 ? loaded.jobs : Processors.count),
      duration: duration.nanoseconds)
    let mix = LoadMix()
    let (officials, seed) = (officials, loaded.seed)
    Interruption.listen()
    let result = LoadTest.run(plan, isOver: { Interruption.exit != nil }) { worker in
      PlatformTarget(
        calendar, days: days, officials: officials, mix: mix, seed: seed &+ UInt64(worker))
    }
    let report = LoadReport(
      scenario: loaded, plan: plan, mix: mix, officials: officials, result: result,
      interruption: Interruption.exit)
    switch display.chosen {
    case .text: try Console.print(report.text)
    case .json: try Console.print(String(decoding: report.json.bytes(), as: UTF8.self))
    }
    for complaint in report.complaints { Console.error("cocarde: \(complaint)") }
    if report.exit != .held { throw Failure(report.exit) }
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
