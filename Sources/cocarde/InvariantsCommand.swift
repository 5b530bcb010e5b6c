import ArgumentParser
import Audit
import Foundation
import Law
import Platform
import Report
import Scenario

/// Prints the catalogue of what a run judges.
struct InvariantsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invariants",
    abstract: "Prints the catalogue: each invariant with its source, the witnesses, the mutants.")

  @Flag(help: "From each article of the law to what judges it, and the articles that nothing does.")
  var byArticle = false

  @Flag(help: "What an evaluation of each costs on this machine; needs --run or --summary.")
  var cost = false

  @Option(
    help: ArgumentHelp("Shows the counts of a run: its JSON summary.", valueName: "file"))
  var summary: String?

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Runs a scenario and shows its counts.", valueName: "scenario"))
  var scenario: String?

  @Option(
    help: ArgumentHelp(
      "The worked cases that --by-article looks through (default: Scenarios/cases, if there).",
      valueName: "path"))
  var cases: String?

  @OptionGroup var display: DisplayArguments

  func validate() throws {
    guard summary == nil || scenario == nil else {
      throw ValidationError("--summary and --run both name a run: give one of them")
    }
    guard !cost || !byArticle else {
      throw ValidationError("--cost and --by-article are two tables: ask for one of them")
    }
    guard !cost || summary != nil || scenario != nil else {
      throw ValidationError("--cost needs a run: --run SCENARIO, or --summary FILE")
    }
    guard cases == nil || byArticle else { throw ValidationError("--cases needs --by-article") }
  }

  func run() throws {
    let counts = try ran()
    if byArticle {
      let table = ArticleTable(
        try .law(), cases: try caseSources(), result: counts?.result)
      try Console.print(display.chosen == .json ? try Self.json(table) : table.text)
    } else if cost, let counts {
      let table = try CostTable(counts, of: summary ?? scenario ?? "")
      try Console.print(display.chosen == .json ? try Self.json(table) : table.text)
    } else {
      let catalogue = Catalogue(counts?.result)
      try Console.print(display.chosen == .json ? try Self.json(catalogue) : catalogue.text)
    }
  }

  /// The run whose counts are shown, if there is one.
  private func ran() throws -> Summary? {
    if let summary {
      let bytes = try FileAccess.disk.bytes(summary)
      do {
        return try Summary(parsing: bytes)
      } catch {
        throw Failure(.usage, "\(summary): \(error.description)")
      }
    }
    guard let scenario else { return nil }
    let arguments = try ScenarioArguments.parse([scenario])
    return try Simulator(invocation: arguments.invocation, reforms: [])
      .simulate(try arguments.load(), nil) { _ in true }
  }

  /// What the worked cases cite and show.
  private func caseSources() throws -> [ArticleTable.CaseSource] {
    let path = cases ?? "Scenarios/cases"
    guard cases != nil || FileManager.default.fileExists(atPath: path) else { return [] }
    return try CasesCommand.sources(of: CaseFiles.find([path]))
  }

  private static func json(_ table: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(table), as: UTF8.self)
  }
}

/// What a run judges, what it must have seen, and what proves that the judge can fail.
struct Catalogue: Encodable {
  /// An invariant.
  struct Entry: Encodable {
    let id, kind, statement, source, unit: String
    let articles, parameters: [String]
    let recomputation: String?
    let witnesses, mutants: [String]
    let evaluations, nonvacuous: Int64?
  }

  /// A known-bad platform.
  struct Mistake: Encodable {
    let name, mistake: String
    let killers: [String]
  }

  let schema = "cocarde-invariants-2"
  let invariants: [Entry]
  let witnesses = Witness.allCases.map(\.id)
  let mutants = Mutant.available.filter { $0 != .none }.map {
    Mistake(name: $0.name, mistake: $0.mistake, killers: $0.killers.map(\.id))
  }

  private enum CodingKeys: CodingKey { case schema, invariants, witnesses, mutants }

  /// Gathers the catalogue.
  ///
  /// - Parameter result: A run whose counts are shown, if there is one.
  init(_ result: RunResult? = nil) {
    invariants = Invariant.allCases.map { invariant in
      let line = result?.invariants.first { $0.id == invariant.id }
      return Entry(
        id: invariant.id, kind: invariant.kind.rawValue, statement: invariant.statement,
        source: invariant.source, unit: invariant.unit, articles: invariant.articles,
        parameters: invariant.parameters.map(\.rawValue), recomputation: invariant.recomputation,
        witnesses: invariant.witnesses.map(\.id), mutants: invariant.mutants.map(\.name),
        evaluations: line?.evaluations, nonvacuous: line?.nonvacuous)
    }
  }

  /// The catalogue for people.
  var text: String {
    var lines = ["  █ INVARIANTS   S at once, L when a delay is over, A by adding up"]
    for entry in invariants {
      lines += ["    \(entry.id) \(entry.kind)  \(entry.statement)"]
      lines.append("             \(entry.source)")
      if let count = entry.nonvacuous, let all = entry.evaluations {
        lines.append(
          "             evaluated: \(Quantity.grouped(all)), \(Quantity.grouped(count)) not vacuous"
        )
      }
      if let recomputation = entry.recomputation {
        lines.append("             recomputed \(recomputation)")
      }
      if !entry.mutants.isEmpty {
        lines.append("             kills: \(entry.mutants.joined(separator: ", "))")
      }
    }
    lines.append("  █ WITNESSES   what must have happened for a run to mean anything")
    lines += witnesses.map { "    \($0)" }
    lines.append("    law-YYYY-MM-DD, for each day of the run on which the law changes")
    lines.append("  █ MUTANTS   known-bad platforms, for --mutant and platform.mutant")
    for mutant in mutants {
      lines += [
        "    \(mutant.name)", "      \(mutant.mistake)",
        "      caught by \(mutant.killers.joined(separator: ", "))",
      ]
    }
    return lines.joined(separator: "\n")
  }
}

/// What each invariant costs on this machine.
struct CostTable: Encodable {
  /// An invariant.
  struct Row: Encodable {
    let id: String
    let evaluations, timed: Int64
    let nanoseconds, share: Double
  }

  let schema = "cocarde-costs-1"
  let scenario: String
  let invariants: [Row]
  /// The share of all of them together.
  let share: Double

  private enum CodingKeys: CodingKey { case schema, scenario, invariants, share }

  /// Reads the costs of a run.
  ///
  /// - Parameters:
  ///   - summary: The run.
  ///   - file: The file that was given, for a complaint.
  /// - Throws: ``Failure`` where nothing was timed.
  init(_ summary: Summary, of file: String) throws {
    guard let costs = summary.engine.invariants, !costs.isEmpty else {
      throw Failure(.unproven, "\(file): no evaluation was timed; was the audit off?")
    }
    scenario = summary.scenario.name
    invariants = costs.map { cost in
      Row(
        id: cost.id,
        evaluations: summary.result.invariants.first { $0.id == cost.id }?.evaluations ?? 0,
        timed: cost.timed, nanoseconds: cost.nanoseconds, share: cost.share)
    }
    share = costs.reduce(0) { $0 + $1.share }
  }

  /// The table for people.
  var text: String {
    let rows = invariants.sorted { ($1.share, $0.id) < ($0.share, $1.id) }.map { row in
      [
        row.id, Quantity.grouped(row.evaluations), Quantity.grouped(row.timed),
        String(format: "%.1f", row.nanoseconds), String(format: "%.2f %%", row.share * 100),
      ]
    }
    let all = String(format: "%.1f %%", share * 100)
    return
      (["  █ COSTS   \(scenario), on this machine: all invariants \(all) of the processor time"]
      + TextTable.lines(
        [["invariant", "evaluations", "timed", "ns each", "share"]] + rows))
      .joined(separator: "\n")
  }
}
