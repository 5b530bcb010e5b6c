import Foundation
import Testing

/// Recognition and help as a run sums them up.
@Suite struct HelpSectionTests {
  private let scenario = """
    name: lozere
    title: Lozère in 2026
    simulation: { from: 2026-01-01, to: 2026-06-30 }
    territory: { departments: [48] }
    """

  @Test func `each row is matched, fits somebody else, or is a false negative: once`() throws {
    let run = try Program.run(["run", Program.scenario(scenario), "--json"])
    let summary = try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any]
    let result = try #require(summary?["result"] as? [String: Any])
    let rows = try #require(result["recognition"] as? [String: Int])
    #expect(try #require(rows["rows"]) > 1_000)
    #expect(try #require(rows["false_negatives"]) > 0)
    #expect(
      rows["rows"]
        == ["matched", "false_negatives", "rows_for_others"].reduce(0) { $0 + (rows[$1] ?? 0) })
    #expect(rows["false_positives"] == nil)
    // Those who have FranceConnect+ did not all enrol since January.
    let access = try #require(result["access"] as? [String: Int])
    #expect(try #require(access["enrolled_before"]) > 0)
    #expect(access["enrolled_before"] ?? 0 < access["accounts_before"] ?? 0)
  }

  @Test func `a mailbox that nobody answers is refused`() throws {
    for setting in ["behaviour.support.agents=0", "behaviour.support.minutes=0"] {
      let run = try Program.run(["run", Program.scenario(scenario), "--set", setting])
      #expect(run.code == 2)
      #expect(run.err.contains(setting.split(separator: "=")[0]))
    }
  }
}
