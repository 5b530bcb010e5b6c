import Foundation
import Testing

/// What `cases` does with files of worked cases.
@Suite struct CasesCommandTests {
  /// A case of one official in office, who expects an amount on the first legal day.
  private func text(_ held: String) -> String {
    """
    name: The first credit in euros of a councillor
    source: Arrêté du 12 juillet 2021
    official:
      born: 1970-05-05
      recognised: 2021-01-01
      mandates:
        - {kind: municipal, from: 2020-05-18, entry: election}
    expect:
      - on: 2022-03-31
        held: \(held)
    """
  }

  private func run(_ held: String, _ flags: [String] = []) throws -> Program.Outcome {
    try Program.run(["cases", try Program.scenario(text(held))] + flags)
  }

  @Test func `a case that does not hold ends with 3 and says what was got`() throws {
    let outcome = try run("0,01 €")
    #expect(outcome.code == 3)
    #expect(outcome.out.contains("✗ The first credit in euros of a councillor"))
    #expect(outcome.out.contains("s.yaml:9: on 2022-03-31 held: expected 0,01 €, got "))
    #expect(outcome.out.contains(" (oracle, platform)"))
    #expect(outcome.out.contains("cases 1, expected facts 1, differences 1"))
  }

  @Test func `the figure that it gives makes the case hold`() throws {
    let wrong = try run("0,01 €")
    let got = try #require(wrong.out.split(separator: "got ").last?.split(separator: " (").first)
    let outcome = try run(String(got))
    #expect(outcome.code == 0)
    #expect(outcome.out.contains("✓ The first credit in euros of a councillor"))
  }

  @Test func `the results are also JSON`() throws {
    let outcome = try run("0,01 €", ["--json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any])
    let cases = try #require(object["cases"] as? [[String: Any]])
    #expect((cases.first?["failures"] as? [String])?.count == 1)
  }

  @Test func `a mistake in one file means that nothing is judged`() throws {
    let good = try Program.scenario(text("0,01 €"))
    let bad = try Program.scenario(text("0,01 €") + "\nexpects: []\n")
    let outcome = try Program.run(["cases", good, bad])
    #expect(outcome.code == 2)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains("did you mean 'expect'?"))
  }

  @Test func `a folder without a case is nothing measured`() throws {
    let outcome = try Program.run(["cases", try Program.folder().path])
    #expect(outcome.code == 7)
    #expect(try Program.run(["cases", "nowhere"]).code == 2)
  }
}
