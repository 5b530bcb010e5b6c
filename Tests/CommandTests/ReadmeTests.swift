import Foundation
import Platform
import Testing

@testable import cocarde

/// The README tells what the program has, no more and no less.
@Suite struct ReadmeTests {
  private func readme() throws -> String {
    try String(contentsOf: Program.root.appending(path: "README.md"), encoding: .utf8)
  }

  @Test func `every subcommand stands in the table of commands, and no other one`() throws {
    let rows = try readme().split(separator: "\n").filter { $0.hasPrefix("| `cocarde ") }
    let documented = rows.compactMap { row in
      row.dropFirst("| `cocarde ".count).split { " `".contains($0) }.first.map(String.init)
    }
    #expect(documented == Cocarde.names)
  }

  @Test func `every exit code stands in the table of codes with its meaning`() throws {
    let rows = try readme().split(separator: "\n").map(String.init)
    for exit in Exit.allCases {
      #expect(rows.contains("| \(exit.rawValue) | \(exit.meaning) |"), "\(exit)")
    }
    let codes = rows.filter { row in
      row.split(separator: " ").dropFirst().first.flatMap { Int($0) } != nil && row.hasPrefix("|")
    }
    #expect(codes.count == Exit.allCases.count)
  }

  @Test func `it counts the mutants that there are`() throws {
    let count = Mutant.allCases.count - 1
    #expect(try readme().contains("as it should be and \(count) *mutants* of it"))
  }

  @Test func `the scenario files that it names exist`() throws {
    let words = try readme().split { " `()\n".contains($0) }.map(String.init)
    let paths = words.filter { $0.hasPrefix("Scenarios/") && $0.hasSuffix(".yaml") }
    #expect(!paths.isEmpty)
    for path in paths {
      let file = Program.root.appending(path: path).path
      #expect(FileManager.default.fileExists(atPath: file), "\(path)")
    }
  }

  @Test func `every kind of report stands in the table of kinds`() throws {
    let rows = try readme().split(separator: "\n").filter { $0.hasPrefix("| `") }
    let words = Set(rows.flatMap { $0.split { " `,|".contains($0) }.map(String.init) })
    for name in OutputKind.names {
      let table = name.hasPrefix("csv-") ? String(name.dropFirst("csv-".count)) : name
      #expect(words.contains(table), "\(name)")
    }
  }

  @Test func `the output that it shows is that of the recorded national run`() throws {
    let recorded = try String(
      contentsOf: Program.root.appending(path: "Reports/reference/national.fingerprint"),
      encoding: .utf8
    ).split(separator: "\n")
    let fingerprint = try #require(recorded.first)
    #expect(try readme().contains("run \(fingerprint)  seed 2021  scenario national"))
  }
}
