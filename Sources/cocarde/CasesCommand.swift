import ArgumentParser
import Cases
import Documents
import Foundation
import Law
import Scenario

/// Judges worked cases.
struct CasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cases",
    abstract: "Judges worked cases: a situation, its events, the balances expected by date.")

  @Argument(help: ArgumentHelp("Files, or folders of them.", valueName: "path"))
  var paths: [String]

  @Flag(help: "Judge nothing; print which systems of the service the cases show, in Markdown.")
  var systems = false

  @OptionGroup var display: DisplayArguments

  func run() throws {
    let files = try CaseFiles.find(paths)
    if systems { return try printSystems(files) }
    let report = try CaseReport(files, observers: CaseObserver.all)
    try Console.print(display.chosen == .json ? try report.json : report.text)
    if report.results.contains(where: { !$0.failures.isEmpty }) { throw Failure(.violated) }
  }
}

extension CasesCommand {
  /// The systems that the cases of each file show.
  static func systems(of files: [String]) throws -> [(file: String, systems: [Int])] {
    try files.map { file in
      let cases = try CaseFile.read(FileAccess.disk.text(file), file: file)
      return (file, cases.flatMap(\.systems))
    }
  }

  /// What the cases of each file cite and show.
  static func sources(of files: [String]) throws -> [ArticleTable.CaseSource] {
    try files.map { file in
      let cases = try CaseFile.read(FileAccess.disk.text(file), file: file)
      return ArticleTable.CaseSource(
        file: file, sources: cases.map(\.source), systems: cases.flatMap(\.systems))
    }
  }

  /// Prints the page of the systems; one that no case shows is a failure.
  private func printSystems(_ files: [String]) throws {
    let page = SystemsPage(try Self.systems(of: files))
    try Console.print(page.markdown)
    guard let system = page.without.first else { return }
    throw Failure(
      .unproven,
      "\(page.without.count) system(s) have no case, the first is \(system.number), "
        + system.name)
  }
}

/// Somebody who can tell what a worked case comes to.
struct CaseObserver: Sendable {
  /// The name that a difference is reported with.
  let name: String
  /// What the observer sees where the case looks.
  let observations: @Sendable (WorkedCase, ParameterTable) throws -> [Observation]

  /// Everybody who judges the worked cases.
  static let all = [
    CaseObserver(name: "oracle") { CaseOracle.observations(of: $0, law: $1) },
    CaseObserver(name: "platform") { CasePlatform.observations(of: $0, law: $1) },
  ]
}

/// Finds the files of worked cases.
enum CaseFiles {
  /// The files of some paths: each itself, or every YAML file below a folder.
  ///
  /// - Parameter paths: Files and folders.
  /// - Returns: The files, those of a folder in the order of their names.
  /// - Throws: ``Failure`` for a folder without a case, `Diagnostic` for a path that is not there.
  static func find(_ paths: [String]) throws -> [String] {
    try paths.flatMap { path in
      var isFolder: ObjCBool = false
      let manager = FileManager.default
      guard unsafe manager.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw Diagnostic(file: path, message: "there is no such file")
      }
      guard isFolder.boolValue else { return [path] }
      let base = path.hasSuffix("/") ? String(path.dropLast()) : path
      let names = (manager.enumerator(atPath: path)?.compactMap { $0 as? String } ?? [])
        .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
      guard !names.isEmpty else {
        throw Failure(.unproven, "there is no worked case below '\(path)'")
      }
      return names.sorted().map { "\(base)/\($0)" }
    }
  }
}

/// What the worked cases came to.
struct CaseReport: Encodable {
  /// What one case came to.
  struct Result: Encodable {
    let file, name, source: String
    let line, facts: Int
    let failures: [String]
  }

  /// The results in the order of the files.
  let results: [Result]

  private enum CodingKeys: String, CodingKey { case results = "cases" }

  /// Reads every case, then judges them: a mistake in one file means that nothing is judged.
  ///
  /// - Parameters:
  ///   - files: The files.
  ///   - observers: Who judges.
  /// - Throws: `Diagnostic` for a case that cannot be read.
  init(_ files: [String], observers: [CaseObserver]) throws {
    let base = try ParameterTable.law()
    var cases: [(AnyCase, ParameterTable)] = []
    for file in files {
      for anyCase in try CaseFile.read(FileAccess.disk.text(file), file: file) {
        var law = base
        if case .worked(let workedCase) = anyCase {
          law = try workedCase.law(over: base, load: FileAccess.disk.text)
        }
        cases.append((anyCase, law))
      }
    }
    results = try cases.map { anyCase, law in
      let workedCase: WorkedCase
      switch anyCase {
      case .worked(let one): workedCase = one
      case .desk(let deskCase):
        return Result(
          file: deskCase.file, name: deskCase.name, source: deskCase.source, line: deskCase.line,
          facts: deskCase.acts.count,
          failures: try DeskJudgement.failures(of: deskCase, law: law))
      }
      let failures = CaseJudgement.failures(
        of: workedCase,
        try observers.map { CaseTestimony($0.name, try $0.observations(workedCase, law)) })
      return Result(
        file: workedCase.file, name: workedCase.name, source: workedCase.source,
        line: workedCase.line, facts: workedCase.expectations.reduce(0) { $0 + $1.facts.count },
        failures: failures)
    }
  }

  /// The results for people.
  var text: String {
    var lines: [String] = []
    for result in results {
      lines.append("  \(result.failures.isEmpty ? "✓" : "✗") \(result.name)")
      lines += result.failures.map { "      \($0)" }
    }
    let facts = results.reduce(0) { $0 + $1.facts }
    let failures = results.reduce(0) { $0 + $1.failures.count }
    lines.append("  cases \(results.count), expected facts \(facts), differences \(failures)")
    return lines.joined(separator: "\n")
  }

  /// The results for programs.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
