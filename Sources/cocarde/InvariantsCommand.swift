import ArgumentParser
import Audit
import Foundation
import Platform

/// Prints the catalogue of what a run judges.
struct InvariantsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invariants",
    abstract: "Prints the catalogue: each invariant with its source, the witnesses, the mutants.")

  @OptionGroup var display: DisplayArguments

  func run() throws {
    let catalogue = Catalogue()
    try Console.print(display.chosen == .json ? try catalogue.json : catalogue.text)
  }
}

/// What a run judges, what it must have seen, and what proves that the judge can fail.
struct Catalogue: Encodable {
  /// An invariant.
  struct Entry: Encodable {
    let id, statement, source, unit: String
    let mutants: [String]
  }

  /// A known-bad platform.
  struct Mistake: Encodable {
    let name, mistake: String
    let killers: [String]
  }

  let schema = "cocarde-invariants-2"
  let invariants = Invariant.allCases.map {
    Entry(
      id: $0.id, statement: $0.statement, source: $0.source, unit: $0.unit,
      mutants: $0.mutants.map(\.name))
  }
  let witnesses = Witness.allCases.map(\.id)
  let mutants = Mutant.available.filter { $0 != .none }.map {
    Mistake(name: $0.name, mistake: $0.mistake, killers: $0.killers.map(\.id))
  }

  private enum CodingKeys: CodingKey { case schema, invariants, witnesses, mutants }

  /// The catalogue for people.
  var text: String {
    var lines = ["  █ INVARIANTS"]
    for entry in invariants {
      lines += ["    \(entry.id)  \(entry.statement)", "           \(entry.source)"]
      if !entry.mutants.isEmpty {
        lines.append("           kills: \(entry.mutants.joined(separator: ", "))")
      }
    }
    lines.append("  █ WITNESSES   what must have happened for a run to mean anything")
    lines += witnesses.map { "    \($0)" }
    lines.append("  █ MUTANTS   known-bad platforms, for --mutant and platform.mutant")
    for mutant in mutants {
      lines += [
        "    \(mutant.name)", "      \(mutant.mistake)",
        "      caught by \(mutant.killers.joined(separator: ", "))",
      ]
    }
    return lines.joined(separator: "\n")
  }

  /// The catalogue for programs.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
