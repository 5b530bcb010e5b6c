import Foundation
import Platform
import Simulation
import Testing

@testable import cocarde

/// Faults and swarms, seen from outside.
@Suite struct FaultCommandTests {
  private static let world = """
    seed: 3
    simulation: { from: 2024-01-01, to: 2024-12-31 }
    population.officials: 400
    parameters: { behaviour.demand.mandate: 40 % }

    """

  private func result(_ text: String, _ arguments: [String] = []) throws -> (Int32, [String: Any]) {
    let outcome = try Program.run(
      ["run", Program.scenario(Self.world + text), "--json", "--quiet"] + arguments)
    let json = try JSONSerialization.jsonObject(with: Data(outcome.out.utf8))
    let summary = try #require(json as? [String: Any])
    return (outcome.code, try #require(summary["result"] as? [String: Any]))
  }

  @Test func `a run counts what went wrong and what was survived`() throws {
    let (code, result) = try result(
      """
      faults:
        duplicate_message: { rate: 20 % }
        job_twice: { rate: 20 % }
        clock_back: { rate: 0 % }
      audit.must: [fault.duplicate_message, fault.job_twice]
      """)
    #expect(code == 0)
    let faults = try #require(result["faults"] as? [String: Any])
    let lines = try #require(faults["lines"] as? [[String: Any]])
    #expect(lines.map { $0["name"] as? String } == ["duplicate_message", "job_twice"])
    for line in lines {
      let fired = try #require(line["fired"] as? Int)
      #expect(fired > 0)
      #expect(line["survived"] as? Int == fired)
    }
  }

  @Test func `the table of faults says in whole words how each was survived`() throws {
    let outcome = try Program.run([
      "run", try Program.scenario(Self.world + "faults: { duplicate_message: { rate: 20 % } }\n"),
      "--quiet",
    ])
    #expect(outcome.code == 0)
    let line = outcome.out.split(separator: "\n").first { $0.contains("  duplicate_message  ") }
    #expect(line?.hasSuffix("✓ answered as the first, with no second effect") == true)
    #expect(line?.count ?? 101 <= 100)
  }

  @Test func `a run without faults does not speak of them`() throws {
    let (code, result) = try result("")
    #expect(code == 0)
    #expect(result["faults"] == nil || result["faults"] is NSNull)
  }

  @Test func `a fault that is demanded and never fires is a check that never ran`() throws {
    let (code, _) = try result(
      """
      faults: { job_twice: { rate: 1 ppm } }
      audit.must: [fault.job_twice]
      """)
    #expect(code == 7)
  }

  @Test func `a seed of a swarm says what it leaves out, and is asked for no more`() throws {
    let text = """
      faults: { duplicate_message: { rate: 5 % }, lost_reply: { rate: 5 % } }
      swarm: { operations: 30 %, faults: 50 % }
      audit.must: all
      """
    let (code, first) = try result(text)
    #expect(code == 0)
    let faults = try #require(first["faults"] as? [String: Any])
    #expect(try #require(faults["operations_off"] as? [String]).count > 3)
    let (_, second) = try result(text)
    #expect(first["fingerprint"] as? String == second["fingerprint"] as? String)
    let (_, other) = try result(text, ["--seed", "4"])
    let others = try #require(other["faults"] as? [String: Any])
    #expect(faults["operations_off"] as? [String] != others["operations_off"] as? [String])
  }

  @Test func `a fleet gives each seed its own part and judges what none exercised`() throws {
    let path = try Program.scenario(
      Self.world + "faults: { job_twice: { rate: 5 % } }\naudit.must: [fault.job_twice, IDE-1]")
    let outcome = try Program.run(
      ["fleet", path, "--swarm", "--seeds", "4", "--officials", "300", "--json", "--quiet"])
    #expect(outcome.code == 0, "\(outcome.err)")
    let json = try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any]
    let result = try #require(json?["result"] as? [String: Any])
    let runs = try #require(result["runs"] as? [[String: Any]])
    let off = runs.compactMap { $0["operations_off"] as? [String] }
    #expect(off.count == 4)
    #expect(Set(off).count == 4)
    #expect(runs.compactMap { $0["faults_off"] as? [String] }.contains(["job_twice"]))
  }

  @Test func `the README has every fault, with mutants that exist`() throws {
    let readme = try String(contentsOf: Program.root.appending(path: "README.md"), encoding: .utf8)
    let rows = readme.split(separator: "\n").filter { $0.hasPrefix("| `") }
    var named: Set<String> = []
    // What no invariant sees has no mutant: it is counted instead.
    for fault in Fault.allCases where fault != .feedOutOfOrder {
      let row = rows.first { $0.dropFirst(2).split(separator: "|")[0].contains("`\(fault.name)`") }
      let cells = try #require(row, "\(fault.name)").split(separator: "|")
      let mutants = cells[cells.count - 1].split { !($0.isLetter || $0 == "-") }.map(String.init)
      #expect(!mutants.isEmpty)
      for name in mutants {
        #expect(Mutant.allCases.contains { $0.name == name }, "\(name)")
        named.insert(name)
      }
    }
    for mutant in Mutant.allCases where mutant.needsFaults {
      #expect(named.contains(mutant.name), "\(mutant.name)")
    }
  }
}
