import ArgumentParser
import Calendar
import Capsules
import Documents
import Foundation
import Report
import Scenario
import Simulation

/// Finds where two runs that should be equal part.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Names the first event, official and field in which two runs differ.",
    discussion: """
      A and B are scenarios or capsules; both may be the same file, run in two ways: \
      cocarde diff S S --set-b engine.jobs=1. Ends with 0 where the runs are equal, with 5 where \
      they differ.
      """)

  @Argument(help: "The first run: a scenario or a capsule.") var a: String
  @Argument(help: "The second run.") var b: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Sets a setting in both (repeatable).", valueName: "path=value"))
  var overrides: [String] = []

  @Option(help: ArgumentHelp("Sets a setting in the first (repeatable).", valueName: "path=value"))
  var setA: [String] = []

  @Option(help: ArgumentHelp("Sets a setting in the second (repeatable).", valueName: "path=value"))
  var setB: [String] = []

  @OptionGroup var display: DisplayArguments

  @Flag(help: "No progress on standard error.") var quiet = false

  func run() throws {
    try Console.checkOutput()
    let first = try Self.inputs(a, overrides + setA)
    let second = try Self.inputs(b, overrides + setB)
    Interruption.listen()
    var progress = Progress(
      "diff", days: first.days,
      isRedrawn: Console.isRedrawable(
        ProcessInfo.processInfo.environment, noColor: display.noColor), write: Console.progress)
    let (divergence, days) = firstDivergence(between: first, and: second) { day in
      if !quiet { progress.ended(day) }
      return Interruption.exit == nil
    }
    if !quiet { progress.close() }
    if let exit = Interruption.exit { throw Failure(exit) }
    switch display.chosen {
    case .json:
      try Console.print(String(decoding: try Self.json(divergence, days).bytes(), as: UTF8.self))
    case .text: try Console.print(Self.text(divergence, days))
    }
    if divergence != nil { throw Failure(.regression) }
  }

  /// What a run depends on.
  private static func inputs(_ path: String, _ overrides: [String]) throws -> RunInputs {
    if path.hasSuffix(".json") {
      guard overrides.isEmpty else {
        throw Failure(.usage, "'\(path)' is a capsule: its settings cannot be changed")
      }
      let capsule = try CapsuleFile.read(path)
      let (_, world) = try CapsuleFile.open(capsule, path)
      do throws(ReportError) {
        return world.narrowed(to: try capsule.focus.view())
      } catch {
        throw Diagnostic(file: path, message: "is no whole capsule: \(error)")
      }
    }
    return try LoadedScenario.load(
      path, flags: ScenarioFlags(overrides: overrides),
      environment: ProcessInfo.processInfo.environment, context: .standard()
    ).inputs()
  }

  private static func text(_ divergence: Divergence?, _ days: Int) -> String {
    guard let divergence else { return "  equal on all \(days) days" }
    let event = divergence.place.map { "\(divergence.event), event \($0 + 1) of the day" }
    return """
        equal on \(days) days, then:
        day       \(divergence.day)
        event     \(event ?? divergence.event)
        official  \(divergence.official < 0 ? "none" : "\(divergence.official)")
        field     \(divergence.field)
        A         \(divergence.values.0)
        B         \(divergence.values.1)
      """
  }

  private static func json(_ divergence: Divergence?, _ days: Int) -> JSON {
    var members = [
      JSON.Member("schema", .string("cocarde-diff-1")),
      JSON.Member("equal_days", .integer(Int64(days))),
    ]
    let found = divergence.map { divergence in
      JSON.object([
        JSON.Member("day", .string(divergence.day.description)),
        JSON.Member("event", .string(divergence.event)),
        JSON.Member("place", divergence.place.map { .integer(Int64($0)) } ?? .null),
        JSON.Member("official", .integer(divergence.official)),
        JSON.Member("field", .string(divergence.field)),
        JSON.Member("a", .string(divergence.values.0)),
        JSON.Member("b", .string(divergence.values.1)),
      ])
    }
    members.append(JSON.Member("divergence", found ?? .null))
    return .object(members)
  }
}
