import Foundation
import Platform
import Testing

@testable import cocarde

/// What `prove` says of mutants, and `run --mutant` of one.
@Suite struct ProveCommandTests {
  /// A credit day and some weeks, at a size that takes a moment.
  private static let text = """
    name: tiny
    seed: 5
    simulation: {from: 2025-03-01, to: 2025-04-30}
    population.officials: 400
    """

  private func prove(_ flags: [String], _ more: String = "") throws -> Program.Outcome {
    let path = try Program.scenario(Self.text + "\n" + more)
    return try Program.run(["prove", path, "--quiet"] + flags)
  }

  @Test func `a mutant that is caught ends with 0, and its killers are told`() throws {
    let flags = ["--mutant", "credit-twice", "--mutant", "seed-per-shard", "--least", "2"]
    let one = try prove(flags + ["--jobs", "1"])
    #expect(one.code == 0, "\(one.err)")
    #expect(one.err.isEmpty)
    #expect(one.out.contains("2 mutants, 2 caught, 2 by the first seed"))
    #expect(one.out.contains("no survivor"))
    #expect(try prove(flags + ["--jobs", "2"]).out == one.out)
  }

  @Test func `the result is also JSON, with seeds and days`() throws {
    let outcome = try prove(["--mutant", "credit-twice", "--mutant", "nir-printed", "--json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "cocarde-prove-1")
    let result = try #require(object["result"] as? [String: Any])
    let mutants = try #require(result["mutants"] as? [[String: Any]])
    #expect(mutants.map { $0["name"] as? String } == ["credit-twice", "nir-printed"])
    let killers = try #require(mutants[0]["killers"] as? [[String: Any]])
    #expect(killers[0]["id"] as? String == "CRD-1")
    // From 1 to 31 March.
    #expect(killers[0]["median_days"] as? Int == 30 && killers[0]["max_days"] as? Int == 30)
    #expect(killers[0]["seeds_needed"] as? Int == 1)
    #expect(try #require(killers[0]["seeds_killed"] as? Int) >= 3)
    let print = try #require(mutants[1]["killers"] as? [[String: Any]])
    #expect(print.map { $0["id"] as? String } == ["PRI-1"])
    #expect((result["survivors"] as? [String])?.isEmpty == true)
    // Two mutants alone say nothing of an invariant that caught none of them.
    #expect(result["idle"] is NSNull)
  }

  @Test func `a survivor is 3, and keeps its name`() throws {
    // Hours became euros in July 2021.
    let outcome = try prove(["--mutant", "transition-forgotten", "--seeds", "2"])
    #expect(outcome.code == 3)
    #expect(outcome.err == "cocarde: nobody caught transition-forgotten\n")
    #expect(outcome.out.contains("nobody"))
  }

  @Test func `declared killers that do not show are 5 where they are asked for`() throws {
    // CRD-5 sees on the legal day that nobody is credited, CRD-3 only on the next that they are.
    let flags = ["--mutant", "credit-day-late", "--set", "simulation.to=2025-03-31"]
    let outcome = try prove(flags + ["--strict"])
    #expect(outcome.code == 5)
    #expect(outcome.err == "cocarde: the catalogue declares other killers than there are\n")
    #expect(outcome.out.contains("✗ declared and not seen: credit-day-late by CRD-3"))
    #expect(try prove(flags).code == 0)
  }

  @Test(arguments: [
    (["--mutant", "credit-twise"], "--mutant knows no mutant 'credit-twise'; did you mean"),
    (["--mutant", "none"], "--mutant knows no mutant 'none'"),
    (["--seeds", "0"], "--seeds must be from 1 to 10000"),
    (["--least", "0"], "--least must be at least 1"),
    (["--threshold", "violations == 0"], "prove has no summary"),
    (["--set", "platform.mutant=credit-twice"], "platform.mutant is set"),
    (["--set", "audit.enabled=no"], "audit.enabled is no"),
  ])
  func `nonsense is refused before anything is run`(flags: [String], sentence: String) throws {
    let outcome = try prove(flags)
    #expect(outcome.code == 2)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains(sentence), "\(outcome.err)")
    #expect(outcome.err.split(separator: "\n").count == 1)
  }

  @Test func `run plays a mutant by its name`() throws {
    let path = try Program.scenario(Self.text)
    let outcome = try Program.run(["run", path, "--mutant", "credit-twice", "--quiet"])
    #expect(outcome.code == 3)
    let same = try Program.run(
      ["run", path, "--set", "platform.mutant=credit-twice", "--quiet", "--json"])
    #expect(same.code == 3)
    #expect(same.out.contains("--set platform.mutant=credit-twice"))
    let unknown = try Program.run(["run", path, "--mutant", "credit-for-each-mandat", "--quiet"])
    #expect(unknown.code == 2)
    #expect(
      unknown.err
        == "cocarde: --mutant knows no mutant 'credit-for-each-mandat'; "
        + "did you mean 'credit-for-each-mandate'?\n")
  }

  @Test func `the catalogue says of each mutant what is wrong with it and who catches it`() throws {
    let outcome = try Program.run(["invariants"])
    for mutant in Mutant.allCases where mutant != .none {
      #expect(outcome.out.contains("    \(mutant.name)\n      \(mutant.mistake)\n"))
    }
  }
}
