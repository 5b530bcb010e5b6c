import Foundation
import Testing

@testable import cocarde

/// What `explore` says of small searches.
@Suite struct ExploreCommandTests {
  /// A cap below what is held at the root, which stays (C8).
  private static let lowered = """
    name: lowered
    parameters:
      rights.cap:
        2025-03-10: {value: 500, reference: hypothesis, checked: 2026-11-21, confidence: unverified}
    """

  private func explore(_ flags: String...) throws -> Program.Outcome {
    try Program.run(["explore", "--quiet"] + flags)
  }

  private func object(_ outcome: Program.Outcome) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any])
  }

  @Test func `a search that holds says what it was over and what is proved`() throws {
    let outcome = try explore("--officials", "2", "--depth", "4")
    #expect(outcome.code == 0, "\(outcome.err)")
    #expect(outcome.err.isEmpty)
    for words in [
      "cocarde explore --officials 2 --depth 4", "█ SCOPE", "tried: every sequence of 4 step(s)",
      "published changes of a dossier's state", "█ INVARIANTS   proved within the scope",
      "✓ CAP-1", "✓ FUN-1", "every state and step", "█ ENGINE", "a probability below 1e-",
      "operations were applied; never: ", "of these nothing is claimed", "█ OUTSIDE",
      "the funding order: rights pay first",
    ] {
      #expect(outcome.out.contains(words), "\(words)")
    }
  }

  @Test func `the result is the same for any number of threads`() throws {
    let results = try ["1", "2"].map { jobs in
      let outcome = try explore("--depth", "4", "--json", "--jobs", jobs)
      let result = try #require(try object(outcome)["result"] as? [String: Any])
      return try JSONSerialization.data(withJSONObject: result, options: .sortedKeys)
    }
    #expect(results[0] == results[1])
  }

  @Test func `a known-bad platform ends with 3 and the shortest path, with its statement`() throws {
    let outcome = try explore("--officials", "1", "--depth", "6", "--mutant", "card-before-rights")
    #expect(outcome.code == 3)
    #expect(outcome.err == "cocarde: FUN-1 is broken after 3 step(s)\n")
    for words in [
      "█ COUNTEREXAMPLE   3 step(s); none shorter breaks anything", "✗ FUN-1",
      "0. 2025-03-03  the search begins: everybody is recognised",
      "3. 2025-03-03  the learner confirms dossier 1 of official 1",
      "dossier 1, reservation: 300,00 € from rights-available to rights-reserved",
      "official 1 holds 500,00 € available, 300,00 € reserved",
    ] {
      #expect(outcome.out.contains(words), "\(words)")
    }
    let json = try explore(
      "--officials", "1", "--depth", "6", "--mutant", "card-before-rights", "--json")
    let again = try #require(outcome.out.split(separator: "\n").first { $0.contains("again  ") })
    let flags = again.split(separator: " ").drop { $0 != "explore" }.dropFirst().map(String.init)
    let lived = try Program.run(["explore"] + flags)
    #expect(lived.code == 3)
    #expect(lived.err == outcome.err)
    #expect(lived.out.contains("3. 2025-03-03  the learner confirms dossier 1 of official 1"))
    let healthy = try Program.run(
      ["explore"] + flags.filter { !$0.contains("card") && $0 != "--mutant" })
    #expect(healthy.code == 0)
    #expect(healthy.out.contains("█ PATH   nothing is broken on it"))
    let result = try #require(try object(json)["result"] as? [String: Any])
    let found = try #require(result["counterexample"] as? [String: Any])
    #expect(found["invariant"] as? String == "FUN-1")
    #expect(found["steps"] as? Int == 3)
    #expect((found["path"] as? [Any])?.count == 4)
  }

  @Test func `a search that is cut off is inconclusive`() throws {
    let outcome = try explore("--depth", "9", "--states", "500")
    #expect(outcome.code == 6)
    #expect(outcome.err.contains("inconclusive: the search was ended at 500 states"))
    #expect(outcome.err.contains("every sequence of 2 step(s) was tried and held"))
    #expect(outcome.err.contains("not exhausted: depth 2 complete, 3 partly"))
    #expect(outcome.out.contains("held so far: the search was cut off"))
    #expect(!outcome.out.contains("proved"))
  }

  @Test func `a reform is searched as the law is`() throws {
    let folder = try Program.folder()
    let reform = folder.appending(path: "lower.yaml")
    try Data(Self.lowered.utf8).write(to: reform)
    let outcome = try explore("--officials", "1", "--depth", "4", "--reform", reform.path)
    #expect(outcome.code == 0, "\(outcome.err)")
  }

  @Test(arguments: [
    (["--officials", "3"], "--officials must be 1 or 2"),
    (["--depth", "0"], "--depth must be from 1 to 200"),
    (["--states", "0"], "--states must be from 1"),
    (["--seconds", "0"], "--seconds must be from 1"),
    (["--jobs", "-1"], "--jobs"),
    (["--dossiers", "9"], "--dossiers must be from 1 to 4"),
    (["--announcements", "9"], "--announcements must be from 0 to 8"),
    (["--mutant", "card-before-right"], "did you mean 'card-before-rights'?"),
    (["--follow", "0-zz"], "must be steps such as"),
    (["--follow", "0-7"], "step 1 of '0-7' cannot be taken there"),
    (["--reform", "nowhere.yaml"], "nowhere.yaml"),
  ])
  func `nonsense ends with 2 and one sentence`(flags: [String], sentence: String) throws {
    let outcome = try Program.run(["explore"] + flags)
    #expect(outcome.code == 2)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains(sentence), "\(outcome.err)")
    #expect(outcome.err.split(separator: "\n").count == 1)
  }
}
