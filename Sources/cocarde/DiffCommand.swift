import ArgumentParser
import Calendar
import Capsules
import Documents
import Foundation
import Report
import Scenario
import Simulation
import Store

/// Finds where two runs that should be equal part.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Names the first event, official and field in which two runs differ.",
    discussion: """
      A and B are scenarios or capsules; both may be the same file, run in two ways: \
      cocarde diff S S --set-b engine.jobs=1. Or both are stored runs, which are compared row by \
      row. Ends with 0 where the runs are equal, with 5 where they differ.
      """)

  @Argument(help: "The first run: a scenario, a capsule or a stored run.") var a: String
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
    if RunArchive.isDatabase(a) || RunArchive.isDatabase(b) { return try compareStored() }
    let first = try Self.inputs(a, overrides + setA)
    let second = try Self.inputs(b, overrides + setB)
    Interruption.listen()
    var progress = Progress(
      "diff", days: first.scenario.days,
      isRedrawn: Console.isRedrawable(
        ProcessInfo.processInfo.environment, noColor: display.noColor), write: Console.progress)
    let pair = firstDivergence(between: first.inputs, and: second.inputs) { day, isFirst in
      if !quiet, isFirst { progress.ended(day) }
      return Interruption.exit == nil
    }
    if !quiet { progress.close() }
    if let exit = Interruption.exit { throw Failure(exit) }
    let figure = try Self.firstFigure([first, second], pair)
    switch display.chosen {
    case .json:
      try Console.print(String(decoding: try Self.json(pair, figure).bytes(), as: UTF8.self))
    case .text: try Console.print(Self.text(pair, figure))
    }
    if pair.divergence != nil || figure != nil { throw Failure(.regression) }
  }

  /// Compares two databases that `run --out sqlite=` wrote.
  private func compareStored() throws {
    for (path, other) in [(a, b), (b, a)] where !RunArchive.isDatabase(path) {
      throw Failure(
        .usage,
        "'\(other)' is a stored run and '\(path)' is none: give two stored runs, or two scenarios "
          + "or capsules")
    }
    guard (overrides + setA + setB).isEmpty else {
      throw Failure(.usage, "'\(a)' is a stored run: its settings cannot be changed")
    }
    let divergence: StoredDivergence?
    do {
      let (first, second) = (try RunArchive(a), try RunArchive(b))
      for archive in [first, second] where try archive.facts()[fact: "seal"] == nil {
        Console.error(
          "cocarde: \(archive.path) is not sealed: its run was killed, or changed since")
      }
      divergence = try first.firstDivergence(from: second)
    } catch {
      throw Failure(.usage, error.description)
    }
    switch display.chosen {
    case .json:
      try Console.print(
        String(decoding: try Self.json(divergence?.members).bytes(), as: UTF8.self))
    case .text:
      try Console.print(divergence?.text ?? "  equal in every row")
    }
    if divergence != nil { throw Failure(.regression) }
  }

  /// One of the two runs.
  private typealias Side = (scenario: LoadedScenario, inputs: RunInputs)

  /// The first figure of the summaries that differs, where the days are equal: a page that was
  /// shown, a letter that was not sent or a verdict leave nothing in the ledger.
  private static func firstFigure(_ sides: [Side], _ pair: PairOfRuns) throws -> Figure? {
    let figures = try zip(sides, pair.outcomes).map { side, outcome in
      try SummaryBuilder(scenario: side.scenario, inputs: side.inputs, outcome: outcome).summary()
        .result
    }
    guard figures.count == 2 else { return nil }
    let (a, b) = (SummaryMetrics(figures[0]).all, SummaryMetrics(figures[1]).all)
    for line in a {
      let other = b.first { $0.name == line.name }?.value
      if other != line.value {
        return Figure(name: line.name, a: "\(line.value)", b: other.map(String.init) ?? "none")
      }
    }
    let names = Set(a.map(\.name))
    return b.first { !names.contains($0.name) }
      .map { Figure(name: $0.name, a: "none", b: "\($0.value)") }
  }

  /// A figure of the summary that differs.
  private struct Figure {
    let name: String
    let a: String, b: String
  }

  /// What a run depends on.
  private static func inputs(_ path: String, _ overrides: [String]) throws -> Side {
    if path.hasSuffix(".json") {
      guard overrides.isEmpty else {
        throw Failure(.usage, "'\(path)' is a capsule: its settings cannot be changed")
      }
      let capsule = try CapsuleFile.read(path)
      let (scenario, world) = try CapsuleFile.open(capsule, path)
      do throws(ReportError) {
        return (scenario, world.narrowed(to: try capsule.focus.view()))
      } catch {
        throw Diagnostic(file: path, message: "is no whole capsule: \(error)")
      }
    }
    let scenario = try LoadedScenario.load(
      path, flags: ScenarioFlags(overrides: overrides),
      environment: ProcessInfo.processInfo.environment, context: .standard())
    return (scenario, try scenario.inputs())
  }

  private static func text(_ pair: PairOfRuns, _ figure: Figure?) -> String {
    let days = pair.equalDays
    guard let divergence = pair.divergence else {
      guard let figure else { return "  equal on all \(days) days" }
      return """
          equal in every posting and step of \(days) days; of the figures the first that differs:
          field     \(figure.name)
          A         \(figure.a)
          B         \(figure.b)
        """
    }
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

  private static func json(_ pair: PairOfRuns, _ figure: Figure?) -> JSON {
    let figure = figure.map { figure in
      [
        JSON.Member("field", .string(figure.name)), JSON.Member("a", .string(figure.a)),
        JSON.Member("b", .string(figure.b)),
      ]
    }
    return json(
      pair.divergence.map { divergence in
        [
          JSON.Member("day", .string(divergence.day.description)),
          JSON.Member("event", .string(divergence.event)),
          JSON.Member("place", divergence.place.map { .integer(Int64($0)) } ?? .null),
          JSON.Member("official", .integer(divergence.official)),
          JSON.Member("field", .string(divergence.field)),
          JSON.Member("a", .string(divergence.values.0)),
          JSON.Member("b", .string(divergence.values.1)),
        ]
      } ?? figure, equalDays: pair.equalDays)
  }

  private static func json(_ divergence: [JSON.Member]?, equalDays: Int? = nil) -> JSON {
    var members = [JSON.Member("schema", .string("cocarde-diff-1"))]
    if let equalDays { members.append(JSON.Member("equal_days", .integer(Int64(equalDays)))) }
    members.append(JSON.Member("divergence", divergence.map(JSON.object) ?? .null))
    return .object(members)
  }
}

extension StoredDivergence {
  /// The day as a date.
  private var date: String? {
    day.flatMap(Int32.init(exactly:)).map { Day(rawValue: $0).description }
  }

  /// The divergence as lines.
  fileprivate var text: String {
    """
      equal up to:
      day       \(date ?? "before the first, or of the whole run")
      event     \(event), row \(row)
      official  \(official.map(String.init) ?? "none")
      field     \(field)
      A         \(a)
      B         \(b)
    """
  }

  /// The divergence as members of an object.
  fileprivate var members: [JSON.Member] {
    [
      JSON.Member("day", date.map(JSON.string) ?? .null),
      JSON.Member("event", .string(event)),
      JSON.Member("row", .integer(row)),
      JSON.Member("official", .integer(official ?? -1)),
      JSON.Member("field", .string(field)),
      JSON.Member("a", .string(a)),
      JSON.Member("b", .string(b)),
    ]
  }
}
