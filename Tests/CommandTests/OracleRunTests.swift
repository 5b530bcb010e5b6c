import Foundation
import Testing

@testable import cocarde

/// `--oracle` and `audit.oracle`, seen from outside.
@Suite struct OracleRunTests {
  /// Some communes of Lozère, busy enough for a year and a half to say something.
  private static let lozere = """
    seed: 1
    territory.departments: [48]
    population.officials: 250
    simulation: { from: 2022-07-01, to: 2023-12-31 }
    behaviour.demand.mandate: 60 %

    """

  private func run(
    _ text: String = "", _ flags: String...
  ) throws -> (code: Int32, oracle: [String: Any], invariant: [String: Any], err: String) {
    let outcome = try Program.run(
      ["run", try Program.scenario(Self.lozere + text), "--quiet", "--json"] + flags)
    let json = try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any]
    let result = try #require(json?["result"] as? [String: Any])
    let invariants = try #require(result["invariants"] as? [[String: Any]])
    return (
      outcome.code, try #require(result["oracle"] as? [String: Any]),
      try #require(invariants.first { $0["id"] as? String == "ORA-1" }), outcome.err
    )
  }

  @Test func `a run may begin with the first day of the law, long before CPF euros`() throws {
    let file = try Program.scenario(
      """
      seed: 48
      simulation: {from: 2016-01-01, years: 4}
      territory: {departments: [48]}
      population.officials: 400
      audit.oracle: all
      parameters: {behaviour.wallet.status_change: 20 %}
      thresholds:
        - violations == 0
        - oracle.differences == 0
        - witnesses.status-converted > 100
      """)
    let result = try Program.run(["run", file, "--quiet"])
    #expect(result.code == 0, "\(result.err)")
  }

  @Test func `a run with the oracle says what was compared, and that both agree`() throws {
    let run = try run("audit.must: [ORA-1]\n", "--oracle", "all")
    #expect(run.code == 0, "\(run.err)")
    #expect(run.oracle["share"] as? String == "all")
    let officials = try #require(run.oracle["officials"] as? Int)
    #expect(officials > 200 && run.oracle["differences"] as? Int == 0)
    for name in ["events", "facts", "eventful"] {
      #expect(try #require(run.oracle[name] as? Int) > officials, "\(name)")
    }
    let excuses = try #require(run.oracle["excuses"] as? [String: Int])
    #expect(excuses.keys.contains("last-seat") && excuses["payment-day"] ?? 0 > 0)
    let left = try #require(run.oracle["not_compared"] as? [String: Int])
    #expect(left["recognise"] ?? 0 > 0)
    #expect(run.invariant["evaluations"] as? Int == run.oracle["facts"] as? Int)
    #expect(run.invariant["nonvacuous"] as? Int == run.oracle["eventful"] as? Int)
  }

  @Test func `a sample is smaller, and off asks nobody`() throws {
    let sample = try run("audit.oracle: all\n", "--oracle", "1/5")
    #expect(sample.code == 0 && sample.oracle["share"] as? String == "1/5")
    let officials = try #require(sample.oracle["officials"] as? Int)
    #expect(officials > 20 && officials < 150)
    let off = try run()
    #expect(off.code == 0 && off.oracle["share"] as? String == "off")
    #expect(off.oracle["facts"] as? Int == 0 && off.invariant["evaluations"] as? Int == 0)
  }

  @Test func `a difference is a violation, with day, official, both answers and statement`() throws
  {
    let outcome = try Program.run([
      "run", try Program.scenario(Self.lozere + "platform.mutant: credit-twice\n"), "--quiet",
      "--oracle", "all", "--set", "audit.must=[]",
    ])
    #expect(outcome.code == 3)
    #expect(outcome.out.contains("█ ORACLE"))
    #expect(outcome.out.contains("✗ officials that differ"))
    let json = try run(
      "platform.mutant: credit-twice\n", "--oracle", "all", "--set", "audit.must=[]")
    #expect(json.code == 3)
    #expect(json.invariant["violations"] as? Int ?? 0 > 0)
    let lines = outcome.out.split(separator: "\n")
    #expect(lines.contains { $0.contains("✗ ORA-1   Platform and oracle agree") })
  }

  @Test func `all that a run must exercise holds ORA-1 only where the oracle is asked`() throws {
    func complaint(_ flags: String...) throws -> String {
      try Program.run(
        ["run", try Program.scenario(Self.lozere + "audit.must: all\n"), "--quiet"] + flags
      ).err
    }
    #expect(try !complaint().contains("ORA-1"))
    let short = try complaint("--oracle", "1/5", "--set", "simulation.to=2022-07-01")
    #expect(!short.contains("ORA-1"))
  }

  @Test func `a change of the law that the scenario makes can be demanded as well`() throws {
    func outcome(_ day: String) throws -> Program.Outcome {
      let text = """
        audit.must: [law-\(day)]
        parameters: { rights.cap: { 2023-04-01: 900 } }

        """
      return try Program.run(["run", try Program.scenario(Self.lozere + text), "--quiet"])
    }
    let met = try outcome("2023-04-01")
    #expect(met.code == 0, "\(met.err)")
    #expect(met.out.contains("law-2023-04-01"))
    let unknown = try outcome("2023-04-02")
    #expect(unknown.code == 2)
    #expect(unknown.err.contains("did you mean 'law-2023-04-01'?"), "\(unknown.err)")
  }

  @Test func `a load test asks no oracle, and says so`() throws {
    let outcome = try Program.run(
      ["load", try Program.scenario(Self.lozere), "--oracle", "all"])
    #expect(outcome.code == 2 && outcome.err.contains("--oracle lives what a run wrote down"))
  }
}
