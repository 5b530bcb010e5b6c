import Audit
import Calendar
import Foundation
import Report
import Scenario
import Simulation
import Testing

@testable import cocarde

/// `population.blocks`: several countries in one run, seen from outside.
@Suite struct BlockCommandTests {
  private static let text = """
    name: few
    seed: 7
    simulation: { from: 2021-07-01, to: 2023-06-30 }
    population: { officials: 400, blocks: 5 }
    audit.oracle: 1/20

    """

  private func run(_ text: String = text, _ flags: [String]) throws -> Program.Outcome {
    try Program.run(["run", try Program.scenario(text), "--quiet"] + flags)
  }

  private func summary(_ flags: [String]) throws -> Summary {
    let outcome = try run(Self.text, ["--json"] + flags)
    #expect(outcome.code == 0, "\(outcome.err)")
    return try Summary(parsing: Array(outcome.out.utf8))
  }

  @Test func `any number of threads gives the same bits, and text and JSON say how many`() throws {
    let one = try summary(["--jobs", "1"])
    for jobs in ["2", "3", "9"] {
      #expect(try summary(["--jobs", jobs]).result.json == one.result.json, "\(jobs) jobs")
    }
    #expect(one.complete && one.result.population.blocks == 5)
    #expect(one.result.invariants.allSatisfy { $0.violations == 0 })
    #expect(one.result.oracle.officials > 100 && one.result.oracle.differences == 0)
    #expect(one.engine.wallSeconds > 0 && one.engine.populationSeconds > 0)
    let words = try run(Self.text, ["--jobs", "2"])
    #expect(words.out.contains("blocks side by side"))
  }

  @Test func `the blocks are the runs of their seeds, the first with the scenario's own`() throws {
    let context = try ScenarioContext.standard()
    let scenario = try LoadedScenario.load(Program.scenario(Self.text), context: context)
    #expect(scenario.seed(ofBlock: 0) == 7)
    let alone = try (0..<5).map {
      try summary(["--set", "population.blocks=1", "--seed", "\(scenario.seed(ofBlock: $0))"])
    }
    #expect(Set(alone.map(\.result.fingerprint)).count == 5)
    let whole = try summary([])
    func sum(_ number: (RunResult) -> Int64) -> Int64 {
      alone.reduce(0) { $0 + number($1.result) }
    }
    #expect(whole.result.officials == sum(\.officials))
    #expect(whole.result.accounts == sum(\.accounts))
    #expect(whole.result.reads.total == sum { $0.reads.total })
    #expect(whole.result.dossiers.opened == sum { $0.dossiers.opened })
    #expect(whole.result.population.mandates.total == sum { $0.population.mandates.total })
    #expect(whole.result.oracle.facts == sum { $0.oracle.facts })
    for name in ["credited_cents", "levy_cents", "available_cents"] {
      func cents(_ result: RunResult) -> Int64 { result.money[name] ?? -1 }
      #expect(cents(whole.result) == sum(cents), "\(name)")
    }
    for (index, margin) in whole.result.population.margins.enumerated() {
      let parts = alone.map { $0.result.population.margins[index] }
      #expect(margin.ok, "\(margin.name)")
      if margin.unit == "count" {
        #expect(margin.generated == parts.reduce(0) { $0 + $1.generated })
        #expect(margin.published == 5 * parts[0].published)
      } else {
        #expect(margin.published == parts[0].published)
        #expect(margin.generated >= parts.map(\.generated).min() ?? 0)
        #expect(margin.generated <= parts.map(\.generated).max() ?? 0)
      }
    }
  }

  @Test func `an official of any block can be traced`() throws {
    let context = try ScenarioContext.standard()
    let scenario = try LoadedScenario.load(Program.scenario(Self.text), context: context)
    let crowd = try Crowd(scenario)
    let official = 12
    let traced = try summary([
      "--set", "trace.official=\(Int(crowd.numbers.base(of: 3)) + official)",
    ])
    let alone = try summary([
      "--set", "population.blocks=1", "--seed", "\(scenario.seed(ofBlock: 3))", "--set",
      "trace.official=\(official)",
    ])
    #expect(!traced.result.statement.isEmpty)
    #expect(traced.result.statement == alone.result.statement)
    for (number, words) in [(3_999, "those of block 3 are"), (6_000, "there are 5 blocks")] {
      let outcome = try run(Self.text, ["--set", "trace.official=\(number)"])
      #expect(outcome.code == 2 && outcome.out.isEmpty)
      #expect(outcome.err.contains(words), "\(outcome.err)")
      #expect(outcome.err.split(separator: "\n").count == 1)
    }
  }

  @Test func `whoever is traced need not exist in the small country of DET-1`() throws {
    let text = "territory.departments: [32]\nsimulation: {from: 2023-01-01, to: 2023-01-31}\n"
    let outcome = try run(text, ["--json", "--set", "trace.official=4000"])
    #expect(outcome.code == 0, "\(outcome.err)")
  }

  @Test(arguments: [
    ["fleet"], ["prove"], ["diff"], ["run", "--out", "sqlite=/nowhere/at/all.sqlite"],
  ])
  func `what needs one country says so`(command: [String]) throws {
    let path = try Program.scenario(Self.text)
    let folder = try Program.folder()
    var arguments = [command[0], path]
    if command[0] == "diff" { arguments.append(path) }
    if command.count > 1 {
      arguments += ["--out", "sqlite=\(folder.appending(path: "run.sqlite").path)"]
    }
    let outcome = try Program.run(arguments + ["--quiet"])
    #expect(outcome.code == 2 && outcome.out.isEmpty)
    #expect(outcome.err.contains("s.yaml:4: 'population.blocks' is 5, but"), "\(outcome.err)")
    #expect(outcome.err.contains("add --set population.blocks=1"))
    #expect(outcome.err.split(separator: "\n").count == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `a violation says its block, and its capsule and its command show it again`() throws {
    let folder = try Program.folder()
    let scenario = folder.appending(path: "s.yaml")
    try Data((Self.text + "platform.mutant: credit-twice\n").utf8).write(to: scenario)
    let outcome = try Program.run(
      ["run", scenario.path, "--quiet", "--json", "--oracle", "off"], in: folder)
    #expect(outcome.code == 3)
    let result = try Summary(parsing: Array(outcome.out.utf8)).result
    let blocks = Set(result.violations.map { $0.official / 1_000 })
    #expect(result.violations.count > 1 && blocks.isSubset(of: 0..<5))
    let last = try #require(result.violations.last { $0.official >= 0 })
    let words = last.replay.split(separator: " ").map(String.init)
    #expect(words.contains("population.blocks=1"))
    let again = try Program.run(Array(words.dropFirst()) + ["--quiet", "--json"], in: folder)
    #expect(again.code == 3)
    let own = try Summary(parsing: Array(again.out.utf8)).result
    #expect(!own.statement.isEmpty)
    let replay = try Program.run(["replay", "Reports/few/violation-1.json"], in: folder)
    #expect(replay.code == 3 && replay.out.contains("seen again"), "\(replay.out)")
  }

  @Test func `an interrupted run ends all blocks and says so`() throws {
    let context = try ScenarioContext.standard()
    let scenario = try LoadedScenario.load(Program.scenario(Self.text), context: context)
    for most in [1, 900] {
      var days = 0
      let run = try LivedRun.blocks(of: scenario) { _ in
        days += 1
        return days < most
      }
      #expect(!run.isComplete)
      #expect(days < most + 16)
      let isJudged = run.findings.violationCount == 0
      #expect(isJudged)
    }
  }

  @Test func `progress counts the days of all blocks`() {
    var lines: [String] = []
    var progress = Progress("few", days: 10, blocks: 4, isRedrawn: false) { lines.append($0) }
    for _ in 0..<4 { for day in 0..<10 { progress.ended(Day(2022, 1, 1) + day) } }
    #expect(lines.count == 10)
    #expect(lines.first?.contains("4 of 40 days of 4 blocks") == true, "\(lines)")
    #expect(lines.last?.contains("100 %") == true)
  }

  @Test func `check expects so many times as much`() throws {
    func totals(_ blocks: Int) throws -> [String: Int] {
      let outcome = try Program.run([
        "check", try Program.scenario(Self.text), "--json", "--set", "population.blocks=\(blocks)",
      ])
      let json = try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any]
      let lines = try #require(json?["expected"] as? [[String: Any]])
      return try Dictionary(
        uniqueKeysWithValues: lines.map { line in
          (try #require(line["name"] as? String), try #require(line["count"] as? Int))
        })
    }
    let (one, five) = try (totals(1), totals(5))
    for (name, count) in one {
      let isAlone = name == "days" || name.hasSuffix("credit days")
      #expect(five[name] == (isAlone ? count : 5 * count), "\(name)")
    }
    #expect(one.count == 13)
  }

  @Test func `faults that only some seeds have are not for several blocks`() throws {
    for text in ["swarm.operations: 50 %\n", "faults: {job_twice: {rate: 1 %, armed: 50 %}}\n"] {
      let outcome = try run(Self.text + text, [])
      #expect(outcome.code == 2 && outcome.out.isEmpty)
      #expect(outcome.err.contains("'population.blocks' is 5, but faults"), "\(outcome.err)")
    }
    let armed = try run(Self.text + "faults: {job_twice: {rate: 1 %}}\n", ["--oracle", "off"])
    #expect(armed.code == 0, "\(armed.err)")
  }
}
