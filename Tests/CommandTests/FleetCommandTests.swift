import Foundation
import Testing

@testable import cocarde

/// What `fleet` makes of a scenario on a tiny territory.
@Suite struct FleetCommandTests {
  /// Two years around the municipal elections, at a size that takes a moment.
  private static let text = """
    name: tiny
    seed: 5
    simulation: {from: 2025-01-01, years: 2}
    """

  private func fleet(
    _ flags: [String], _ more: String = "", path: String? = nil
  ) throws -> Program.Outcome {
    let path = try path ?? Program.scenario(Self.text + "\n" + more)
    return try Program.run(
      ["fleet", path, "--seeds", "2", "--officials", "400", "--quiet"] + flags)
  }

  private func result(_ outcome: Program.Outcome) throws -> [String: Any] {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any])
    return try #require(object["result"] as? [String: Any])
  }

  @Test func `the same arguments give the same text, whatever the number of threads`() throws {
    let path = try Program.scenario(Self.text)
    let one = try fleet(["--jobs", "1"], path: path)
    let two = try fleet(["--jobs", "2"], path: path)
    #expect(one.code == 0, "\(one.err)")
    #expect(one.out == two.out)
    #expect(one.out.contains("seeds 2 (5 to 6)"))
    #expect(one.out.contains("✓ no violation"))
    #expect(one.err.isEmpty)
  }

  @Test func `the result holds every metric with its interval, and the coverage`() throws {
    let result = try result(try fleet(["--json"]))
    let metrics = try #require(result["metrics"] as? [[String: Any]])
    let operations = try #require(metrics.first { $0["name"] as? String == "operations.total" })
    let mean = try #require(operations["mean"] as? Double)
    let least = try #require(operations["min"] as? Double)
    let most = try #require(operations["max"] as? Double)
    #expect(least < mean && mean < most)
    #expect((operations["half_width"] as? Double ?? 0) > 0)
    let coverage = try #require(result["coverage"] as? [[String: Any]])
    let determinism = try #require(coverage.first { $0["id"] as? String == "DET-1" })
    #expect(determinism["first_seed"] as? Int == 5)
    #expect(determinism["seeds"] as? Int == 2)
  }

  @Test func `a mutant is found, with the command that shows it`() throws {
    let path = try Program.scenario(Self.text)
    let outcome = try fleet(["--set", "platform.mutant=credit-twice"], path: path)
    #expect(outcome.code == 3)
    let command =
      "cocarde run \(path) --seed 5 --set platform.mutant=credit-twice "
      + "--set population.officials=400"
    #expect(outcome.out.contains(command))
    #expect(outcome.err.contains(command))
    let words = command.split(separator: " ").dropFirst().map(String.init)
    #expect(try Program.run(words + ["--quiet"]).code == 3)
  }

  @Test func `a seed that breaks something is kept, and can be replayed without its scenario`()
    throws
  {
    let folder = try Program.folder()
    let scenario = folder.appending(path: "s.yaml")
    try Data(Self.text.utf8).write(to: scenario)
    let outcome = try Program.run(
      [
        "fleet", "s.yaml", "--seeds", "2", "--officials", "400", "--quiet",
        "--set", "platform.mutant=credit-twice",
      ], in: folder)
    #expect(outcome.code == 3)
    try FileManager.default.removeItem(at: scenario)
    for seed in [5, 6] {
      #expect(outcome.err.contains("is kept in Reports/tiny/seed-\(seed).json"))
      let replay = try Program.run(["replay", "Reports/tiny/seed-\(seed).json"], in: folder)
      #expect(replay.code == 3)
      #expect(replay.out.contains("seen again"))
      #expect(!replay.out.contains("changed"), "\(replay.out)")
    }
  }

  @Test func `what is demanded and never exercised is 7`() throws {
    // Hours became euros in July 2021, long before this scenario.
    let outcome = try fleet([], "audit.must: [conversion, first-credit]")
    #expect(outcome.code == 7)
    #expect(
      outcome.err
        == "cocarde: not exercised by any seed, though the scenario demands it: conversion\n")
    #expect(try fleet([], "audit.must: [first-credit]").code == 0)
  }

  @Test func `seeds that show nothing new end the fleet`() throws {
    let result = try result(
      try fleet(["--json", "--seeds", "40", "--until-flat", "1", "--officials", "200"]))
    let seeds = try #require(result["seeds"] as? Int)
    #expect(seeds > 1 && seeds < 40)
    #expect(result["seeds_since_new"] as? Int == 1)
  }

  @Test func `a threshold is asked of every seed`() throws {
    #expect(try fleet(["--threshold", "operations.total > 0"]).code == 0)
    let failed = try fleet(["--threshold", "operations.total < 1"])
    #expect(failed.code == 4)
    #expect(failed.err.contains("threshold failed in 2 seed(s)"))
    #expect(try fleet(["--threshold", "no.such == 1"]).code == 2)
  }

  @Test func `the statement counts seeds, over all and for each part of the population`() throws {
    let result = try result(try fleet(["--json"]))
    let confidence = try #require(result["confidence"] as? [String: Any])
    #expect(confidence["seeds"] as? Int == 2)
    #expect(confidence["violating_seeds"] as? Int == 0)
    // 1 − 0.05^(1/2).
    #expect(confidence["upper_bound_95_ppm"] as? Int == 776_394)
    let strata = try #require(confidence["strata"] as? [[String: Any]])
    #expect(strata.count == 10)
    let municipal = try #require(strata.first { $0["id"] as? String == "municipal" })
    #expect((municipal["nonvacuous"] as? Int ?? 0) > 1_000)
    #expect(municipal["seeds"] as? Int == 2)
    let text = try fleet([]).out
    #expect(text.contains("Independence is by seed, not by event."))
    #expect(text.contains("first-mandate"))
  }

  @Test func `a violation raises the bound of its stratum`() throws {
    let outcome = try fleet(["--json", "--set", "platform.mutant=credit-twice"])
    let confidence = try #require(try result(outcome)["confidence"] as? [String: Any])
    #expect(confidence["violating_seeds"] as? Int == 2)
    #expect(confidence["upper_bound_95_ppm"] as? Int == 1_000_000)
    let strata = try #require(confidence["strata"] as? [[String: Any]])
    let municipal = try #require(strata.first { $0["id"] as? String == "municipal" })
    #expect(municipal["violating_seeds"] as? Int == 2)
  }

  @Test func `when the minutes are spent no further seed is started`() throws {
    let path = try Program.scenario(Self.text)
    let outcome = try Program.run(
      [
        "fleet", path, "--minutes", "0.0001", "--officials", "200", "--quiet", "--json", "--jobs",
        "1",
      ])
    #expect(outcome.code == 0, "\(outcome.err)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any])
    let engine = try #require(object["engine"] as? [String: Any])
    #expect(engine["stopped_by"] as? String == "minutes")
    #expect(try result(outcome)["seeds"] as? Int == 1)
  }

  @Test(arguments: [
    ["--minutes", "0"], ["--minutes", "x"], ["--minutes", "20000"],
    ["--seeds", "0"], ["--until-flat", "0"], ["--officials", "x"],
    ["--set", "population.officials=9"], ["--set", "audit.enabled=no"],
  ])
  func `nonsense is refused before anything is run`(flags: [String]) throws {
    let outcome = try fleet(flags)
    #expect(outcome.code == 2)
    #expect(outcome.out.isEmpty)
  }
}
