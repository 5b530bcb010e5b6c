import ArgumentParser
import Audit
import Capsules
import Documents
import Foundation
import Report

/// Runs capsules again.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Runs the capsule of a violation again; says what has changed where it differs.",
    discussion: """
      Ends with 3 where the violation is seen again, with 0 where nothing is broken any more, \
      with 5 where something else is, and with 6 where the operations that it names do not happen \
      any more. With --corpus each capsule says what is expected of it: 0 if \
      all do as they should, 5 otherwise.
      """)

  @Argument(help: "The capsules, or folders of them.") var capsules: [String]

  @Flag(help: "Compares each capsule with what it says is expected of it.") var corpus = false

  @OptionGroup var display: DisplayArguments

  func validate() throws {
    guard !capsules.isEmpty else { throw ValidationError("name a capsule") }
  }

  func run() throws {
    try Console.checkOutput()
    let files = try capsules.flatMap(Self.files)
    guard !files.isEmpty else { throw Failure(.unproven, "there is no capsule in there") }
    var lines: [ReplayLine] = []
    for file in files {
      let capsule = try CapsuleFile.read(file)
      var (scenario, world) = try CapsuleFile.open(capsule, file)
      do throws(ReportError) {
        let replay = try Replay(
          capsule, scenario, &world, version: Release.version, jobs: Processors.count)
        lines.append(ReplayLine(file, capsule, replay))
      } catch {
        throw Diagnostic(file: file, message: "is no whole capsule: \(error)")
      }
    }
    switch display.chosen {
    case .json:
      let json = JSON.object([
        JSON.Member("schema", .string("cocarde-replay-1")),
        JSON.Member("replays", lines.json),
      ])
      try Console.print(String(decoding: try json.bytes(), as: UTF8.self))
    case .text: try Console.print(lines.map(\.text).joined(separator: "\n"))
    }
    if let failure = failure(lines) { throw failure }
  }

  private func failure(_ lines: [ReplayLine]) -> Failure? {
    if corpus {
      let wrong = lines.filter { !$0.isExpected }.map(\.file)
      guard !wrong.isEmpty else { return nil }
      return Failure(.regression, "not as expected: \(wrong.joined(separator: ", "))")
    }
    if lines.contains(where: { $0.verdict == "reproduced" }) { return Failure(.violated) }
    if lines.contains(where: { $0.verdict == "other" }) { return Failure(.regression) }
    let stale = lines.filter { $0.verdict == "stale" }.map(\.file)
    if !stale.isEmpty {
      return Failure(
        .inconclusive,
        "the lives in \(stale.joined(separator: ", ")) are others now: they prove nothing")
    }
    return nil
  }

  /// A file itself, or the capsules in a folder, by name.
  private static func files(_ path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
      isFolder.boolValue
    else { return [path] }
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    return names.filter { $0.hasSuffix(".json") }.sorted().map { "\(path)/\($0)" }
  }
}

/// What a replay came to, for the output.
struct ReplayLine: Record {
  var file = ""
  var verdict = ""
  var missing: Int64 = 0
  var isExpected = false
  var failure = Capsule.Failure()
  var others: [Capsule.Failure] = []
  var changes: [String] = []
  var operations: [String] = []
  var statement: [String] = []

  init() {}

  init(_ file: String, _ capsule: Capsule, _ replay: Replay) {
    self.file = file
    failure = capsule.failure
    switch replay.verdict {
    case .reproduced: verdict = "reproduced"
    case .gone: verdict = "gone"
    case .stale(let count):
      verdict = "stale"
      missing = Int64(count)
    case .other(let found):
      verdict = "other"
      others = found
    }
    isExpected = replay.isAsExpected(by: capsule)
    changes = replay.changes
    operations = capsule.focus.story
    statement = replay.statement
  }

  mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("file", &file)
    try fields.field("verdict", &verdict)
    try fields.field("missing_operations", &missing)
    try fields.field("as_expected", &isExpected)
    try fields.field("failure", &failure)
    try fields.field("others", &others)
    try fields.field("changes", &changes)
    try fields.field("operations", &operations)
    try fields.field("statement", &statement)
  }

  /// The replay in words: what is broken, by which text, and the account that shows it.
  var text: String {
    var lines = ["  █ \(failure.invariant)   \(file)"]
    let verdicts = [
      "reproduced": "seen again", "gone": "not seen any more: nothing is broken",
      "other": "not seen any more, but something else is",
      "stale": "nothing is broken, but \(missing) of its operations do not happen any more",
    ]
    lines.append("    \(verdicts[verdict] ?? verdict)")
    lines.append("    must hold  \(failure.statement)")
    lines.append("    source     \(failure.source)")
    let who = failure.official < 0 ? "" : ", official \(failure.official)"
    lines.append("    broken     \(failure.day)\(who): \(failure.event)")
    for change in changes { lines.append("    changed    \(change)") }
    for other in others {
      lines.append("    instead    \(other.day) \(other.invariant): \(other.event)")
    }
    if !operations.isEmpty {
      lines.append("    operations")
      lines += operations.map { "      \($0)" }
    }
    if !statement.isEmpty {
      lines.append("    account statement")
      lines += statement.map { "      \($0)" }
    }
    return lines.joined(separator: "\n")
  }
}
