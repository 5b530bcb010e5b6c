import Audit
import Foundation
import Report
import Testing

@testable import cocarde

/// What `invariants` prints, with a run and without.
@Suite struct InvariantsCommandTests {
  private static let text = """
    name: tiny
    seed: 5
    simulation: {from: 2023-01-01, years: 1}
    population.officials: 300
    """

  private func object(_ outcome: Program.Outcome) throws -> [String: Any] {
    #expect(outcome.code == 0, "\(outcome.err)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any])
  }

  private func rows(_ object: [String: Any], _ key: String) throws -> [[String: Any]] {
    try #require(object[key] as? [[String: Any]])
  }

  @Test func `the catalogue says kind, articles, recomputation and witnesses of each`() throws {
    let rows = try rows(try object(try Program.run(["invariants", "--json"])), "invariants")
    #expect(rows.count == Invariant.allCases.count)
    let cap = try #require(rows.first { $0["id"] as? String == "CAP-1" })
    #expect(cap["kind"] as? String == "S")
    #expect((cap["articles"] as? [String])?.contains("CGCT R1621-7") == true)
    #expect((cap["parameters"] as? [String])?.contains("rights.cap") == true)
    #expect((cap["recomputation"] as? String)?.hasPrefix("each month") == true)
    #expect((cap["witnesses"] as? [String])?.contains("credit-cut") == true)
    #expect(cap["evaluations"] == nil)
  }

  @Test func `from each article one comes to invariants, witnesses, parameters and cases`() throws {
    let cases = Program.root.appending(path: "Scenarios/cases").path
    let table = try object(
      try Program.run(["invariants", "--by-article", "--cases", cases, "--json"]))
    let judged = try rows(table, "judged")
    let seats = try #require(
      judged.first { $0["article"] as? String == "Arrêté du 12 juillet 2021, art. 3" })
    let judges = try rows(seats, "invariants")
    #expect(judges.map { $0["id"] as? String } == ["OFF-4"])
    #expect(judges[0]["nonvacuous"] == nil)
    #expect((seats["parameters"] as? [String]) == ["offer.max_participants"])
    #expect((seats["cases"] as? [String])?.isEmpty == false)
    let open = try rows(table, "not_judged")
    #expect(!open.isEmpty)
    for row in open {
      #expect((row["parameters"] as? [String])?.isEmpty == false)
      #expect((row["invariants"] as? [Any])?.isEmpty == true)
    }
    let named = Set(
      judged.flatMap { ($0["invariants"] as? [[String: Any]]) ?? [] }
        .compactMap { $0["id"] as? String })
    #expect(named == Set(Invariant.allCases.map(\.id)))
  }

  @Test func `the counts are those of the run that is given`() throws {
    let path = try Program.scenario(Self.text)
    let file = try Program.folder().appending(path: "run.json").path
    #expect(try Program.run(["run", path, "--quiet", "--out", "json=\(file)"]).code == 0)
    let summary = try Summary(parsing: Array(Data(contentsOf: URL(filePath: file))))
    let cap = try #require(summary.result.invariants.first { $0.id == "CAP-1" })
    let text = try Program.run(["invariants", "--by-article", "--summary", file])
    #expect(text.code == 0, "\(text.err)")
    #expect(text.out.contains("CAP-1 \(Quantity.grouped(cap.nonvacuous))"))
    #expect(text.out.contains("NOT JUDGED"))
    let costs = try object(try Program.run(["invariants", "--cost", "--summary", file, "--json"]))
    let lines = try rows(costs, "invariants")
    #expect(lines.map { $0["id"] as? String } == summary.engine.invariants?.map(\.id))
    let near = try #require(cap.leastSlackAt)
    #expect(near.hasPrefix("2023-"))
    #expect(summary.result.confidence?.seeds == 1)
    #expect(summary.result.confidence?.words.contains("no bound below 95 %") == true)
    #expect(summary.result.witnesses.contains { $0.id == "law-2023-03-30" && $0.count > 0 })
  }

  @Test func `a run can be made on the spot`() throws {
    let path = try Program.scenario(Self.text)
    let outcome = try Program.run(["invariants", "--cost", "--run", path])
    #expect(outcome.code == 0, "\(outcome.err)")
    #expect(outcome.out.contains("█ COSTS   tiny"))
    #expect(outcome.out.contains("CRD-1"))
  }

  @Test(arguments: [
    (["--cost"], "--cost needs a run"),
    (["--cost", "--by-article", "--run", "x"], "two tables"),
    (["--summary", "a", "--run", "b"], "give one of them"),
    (["--cases", "x"], "--cases needs --by-article"),
    (["--summary", "/dev/null/none"], "no such file"),
    (["--by-article", "--cases", "/dev/null/none"], "no such file"),
  ])
  func `nonsense is refused`(flags: [String], sentence: String) throws {
    let outcome = try Program.run(["invariants"] + flags)
    #expect(outcome.code == 2)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains(sentence), "\(outcome.err)")
  }

  @Test func `a file that is no summary is refused`() throws {
    let path = try Program.scenario(Self.text)
    let outcome = try Program.run(["invariants", "--summary", path])
    #expect(outcome.code == 2)
    #expect(outcome.err.contains(path))
  }
}
