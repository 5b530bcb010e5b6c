import Audit
import Cases

/// The page that says where each system lives, what judges it, and which worked cases show it.
struct SystemsPage {
  /// The systems in order, each with the files of the cases that show it.
  let rows: [(system: ServiceSystem, files: [String])]

  /// Gathers the rows.
  ///
  /// - Parameter cases: The systems that each file of cases shows.
  init(_ cases: [(file: String, systems: [Int])]) {
    rows = ServiceSystem.all.map { system in
      (system, cases.filter { $0.systems.contains(system.number) }.map(\.file))
    }
  }

  /// The systems that no case shows.
  var without: [ServiceSystem] { rows.filter(\.files.isEmpty).map(\.system) }

  /// The page in Markdown.
  var markdown: String {
    var lines = [
      "# Every system of the two source documents",
      "",
      "Where each system and actor of the service lives in the program, which invariants judge it,",
      "and which worked cases of this folder show it. `cocarde cases Scenarios/cases --systems`",
      "writes this page; a test holds them together. What each did in a run is in `result.systems`",
      "of its summary, and a scenario with `audit.must: all` fails where one did nothing.",
      "",
      "| # | system | French name | room | counted in a run | invariants | worked cases |",
      "|---|---|---|---|---|---|---|",
    ]
    for (system, files) in rows {
      let names = files.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
      let links = names.prefix(4).map { "[\($0.replacingYAML)](\($0))" }.joined(separator: ", ")
      let more = names.count > 4 ? " and \(names.count - 4) more" : ""
      let cells = [
        "\(system.number)", system.name, system.french, system.room, system.unit,
        system.invariants.map(\.id).joined(separator: ", "), links + more,
      ]
      lines.append("| \(cells.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n")
  }
}

extension String {
  fileprivate var replacingYAML: String {
    hasSuffix(".yaml") ? String(dropLast(".yaml".count)) : self
  }
}
