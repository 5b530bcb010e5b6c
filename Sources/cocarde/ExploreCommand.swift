import AllocationMeter
import ArgumentParser
import Audit
import Documents
import Explore
import Foundation
import Law
import Platform
import Report
import Scenario

/// Tries every sequence of operations at small scope.
struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Tries every sequence of operations of one or two officials, to a depth.",
    discussion: "Ends with 0 where every sequence was tried to the depth asked for and held; "
      + "with 3 and the shortest counterexample where something is wrong; with 6 where --seconds "
      + "or --states ended the search before the depth was done.")

  @Option(help: ArgumentHelp("How many officials: 1 or 2.", valueName: "n"))
  var officials = 2

  @Option(help: ArgumentHelp("The most steps of a sequence.", valueName: "n"))
  var depth = 8

  @Option(
    help: ArgumentHelp(
      "How many dossiers each has open at once (default: 2 of one official, 1 of two).",
      valueName: "n"))
  var dossiers: Int?

  @Option(
    help: ArgumentHelp(
      "How often the registry announces something in a sequence (default: 2 for one official, "
        + "1 for two).", valueName: "n"))
  var announcements: Int?

  @Option(help: ArgumentHelp("Ends the search after so many seconds.", valueName: "s"))
  var seconds: Int?

  @Option(help: ArgumentHelp("Ends the search at so many states.", valueName: "n"))
  var states: Int?

  @Option(help: ArgumentHelp("Threads; 0 for one a processor.", valueName: "n"))
  var jobs = 0

  @Option(help: ArgumentHelp("Searches a known-bad platform.", valueName: "name"))
  var mutant: String?

  @Option(
    help: ArgumentHelp(
      "Lives one path again, as a counterexample prints it, and tells it step by step.",
      valueName: "path"))
  var follow: String?

  @Option(
    name: .customLong("reform"),
    help: ArgumentHelp("Lays a reform over the law (repeatable).", valueName: "file"))
  var reforms: [String] = []

  @Flag(help: "Keeps apart what differs in nothing but the names of officials.")
  var noSymmetry = false

  @OptionGroup var display: DisplayArguments

  @Flag(help: "No progress on standard error.") var quiet = false

  func validate() throws {
    guard (1...2).contains(officials) else { throw ValidationError("--officials must be 1 or 2") }
    guard (1...200).contains(depth) else { throw ValidationError("--depth must be from 1 to 200") }
    if let dossiers, !(1...4).contains(dossiers) {
      throw ValidationError("--dossiers must be from 1 to 4")
    }
    if let announcements, !(0...8).contains(announcements) {
      throw ValidationError("--announcements must be from 0 to 8")
    }
    if let seconds, !(1...86_400).contains(seconds) {
      throw ValidationError("--seconds must be from 1 to 86400")
    }
    if let states, !(1...2_000_000_000).contains(states) {
      throw ValidationError("--states must be from 1 to 2000000000")
    }
    guard (0...256).contains(jobs) else { throw ValidationError("--jobs must be from 0 to 256") }
  }

  func run() throws {
    let scope = try scope()
    let law = try law()
    try Console.checkOutput()
    Interruption.listen()
    let watch = Stopwatch()
    let isRedrawn =
      !quiet
      && Console.isRedrawable(ProcessInfo.processInfo.environment, noColor: display.noColor)
    let threads = jobs > 0 ? jobs : Processors.count
    let explorer = Explorer(scope, law: law)
    if let follow { return try retrace(follow, explorer) }
    let most = seconds.map(Double.init)
    let exploration = explorer.run(
      Limits(
        depth: depth, states: states, jobs: threads,
        isOver: { Interruption.exit != nil || most.map { watch.wallSeconds >= $0 } ?? false },
        progress: progress(isRedrawn: isRedrawn, watch)))
    if isRedrawn { Console.progress("\r\u{1b}[K") }
    let report = ExploreReport(
      exploration: exploration, story: exploration.counterexample.map { explorer.tell($0.path) },
      invocation: invocation, command: command, interruption: Interruption.exit)
    switch display.chosen {
    case .text:
      try Console.print(
        (report.lines + report.engineLines(watch, jobs: threads)).joined(
          separator: "\n"))
    case .json:
      let engine = report.engine(watch, jobs: threads)
      try Console.print(String(decoding: report.json(engine: engine).bytes(), as: UTF8.self))
    }
    for complaint in report.complaints { Console.error("cocarde: \(complaint)") }
    if report.exit != .held { throw Failure(report.exit) }
  }

  /// Lives the path of a counterexample again and tells it.
  private func retrace(_ text: String, _ explorer: Explorer) throws {
    guard let path = Step.path(text) else {
      throw Failure(.usage, "--follow '\(text)' must be steps such as 0-12-1a4, as printed")
    }
    let retraced = explorer.retrace(path)
    if case .impossible(let number) = retraced {
      throw Failure(
        .usage,
        "--follow: step \(number) of '\(text)' cannot be taken there; a path belongs to its "
          + "--officials, --dossiers, --announcements, --mutant and --reform")
    }
    var broken: Counterexample?
    if case .broken(let found) = retraced { broken = found }
    let report = RetracedReport(
      broken: broken, story: explorer.tell(broken?.path ?? path), command: command)
    switch display.chosen {
    case .text: try Console.print(report.lines.joined(separator: "\n"))
    case .json: try Console.print(String(decoding: report.json.bytes(), as: UTF8.self))
    }
    guard let broken else { return }
    Console.error("cocarde: \(broken.fault.invariant.id) is broken after \(broken.length) step(s)")
    throw Failure(.violated)
  }

  private func scope() throws(Failure) -> Scope {
    var scope = Scope(officials: officials)
    if let dossiers { scope.dossiers = dossiers }
    if let announcements { scope.announcements = announcements }
    scope.hasSymmetry = !noSymmetry
    if let mutant { scope.mutant = try MutantNames.mutant(mutant) }
    return scope
  }

  private func law() throws -> ParameterTable {
    var law = try ParameterTable.law()
    for file in reforms {
      law = try law.applying(Reform(Document(FileAccess.disk.text(file), file: file)))
    }
    return law
  }

  /// The command that searches the same again.
  private var invocation: String { command + " --depth \(depth)" + limit }

  /// The command with what a path belongs to.
  private var command: String {
    var words = ["cocarde explore --officials \(officials)"]
    if let dossiers { words.append("--dossiers \(dossiers)") }
    if let announcements { words.append("--announcements \(announcements)") }
    if let mutant { words.append("--mutant \(mutant)") }
    for file in reforms { words.append("--reform \(file)") }
    if noSymmetry { words.append("--no-symmetry") }
    return words.joined(separator: " ")
  }

  private var limit: String { states.map { " --states \($0)" } ?? "" }

  /// Tells how much of a depth is done, unless nobody wants to know.
  private func progress(
    isRedrawn: Bool, _ watch: Stopwatch
  ) -> @Sendable (Int, Int, Int, Int) -> Void {
    guard !quiet else { return { _, _, _, _ in } }
    return { depth, states, done, total in
      // A depth that is done at once is not worth a line elsewhere than on a terminal.
      guard isRedrawn || done == total && watch.wallSeconds > 1 else { return }
      let line = ProgressLine(
        label: "depth \(depth)", done: Int64(done), total: Int64(total),
        remark: "\(Quantity.grouped(Int64(states))) states")
      Console.progress(isRedrawn ? line.bar() : line.line())
    }
  }
}
