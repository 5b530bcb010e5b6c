import Testing

@testable import cocarde

/// Odd studies, each answered in one sentence before anything is run.
@Suite struct OddStudyTests {
  private static let text =
    "population.officials: 20\nsimulation: {from: 2023-01-01, to: 2023-01-02}\n"

  @Test(arguments: [
    (["sweep", "--vary", "rights.cap=1600..800"], "the range runs backwards: write 800..1600"),
    (["sweep", "--vary", "rights.cap=1..5 step 0"], "a step must be above 0"),
    (["sweep", "--vary", "rights.cap="], "an empty value"),
    (["sweep", "--vary", "rights.cpa=1..5"], "did you mean 'rights.cap'?"),
    (["sweep", "--vary", "rights.cap=1..1000000"], "1000000 × 3 runs are more than the 1000"),
    (
      ["sweep", "--vary", "rights.cap=1..5000000000", "--vary", "support.agents=1..5000000000"],
      "more than the 1000"
    ),
    (["sweep", "--vary", "rights.cap=1,2", "--vary", "cap=1"], "'cap' may be"),
    (["sweep", "--vary", "rights.cap=1,2", "--vary", "rights.cap=3"], "names 'rights.cap' twice"),
    (["sweep", "--vary", "support.agents=5,x"], "--vary: 'behaviour.support.agents': 'x'"),
    (["sweep", "--vary", "rights.cap=1,2", "--metric", "money.paid"], "there is money.paid_cents"),
    (["sweep", "--vary", "rights.cap=1,2", "--repeat", "0"], "--repeat must be at least 1"),
    (
      ["sweep", "--vary", "rights.cap=1,2", "--out", "sqlite=x.sqlite"],
      "a study writes json, text and html"
    ),
    (
      ["search", "--vary", "support.agents=1..20", "--keep", "sojorn < 5"],
      "--keep: the summary has no metric 'sojorn'; did you mean 'sojourn'?"
    ),
    (
      ["search", "--vary", "support.agents=1..20", "--keep", "violations == 0"],
      "speaks of the audit, which is off: add --audit"
    ),
    (
      ["search", "--vary", "support.agents=1,2", "--keep", "officials > 1"],
      "a search needs a range"
    ),
    (["run", "--precision", "0"], "must be above 0 and below 100 %"),
    (["run", "--precision", "100%"], "must be above 0 and below 100 %"),
    (
      ["run", "--repeat", "2", "--metric", "years_table.2099.requests"],
      "is of 2099, but the days are from 2023-01-01 to 2023-01-02"
    ),
    (["run", "--repeat", "2", "--metric", "activity.2022."], "is of 2022, but the days"),
    (["run", "--repeat", "2", "--metric", "violations"], "is off: add --audit"),
    (["run", "--repeat", "2", "--metric", "invariants.CAP-1."], "is off: add --audit"),
    (
      ["run", "--repeat", "2", "--metric", "oracle.differences"], "what only a run of its own does"
    ),
    (["run", "--repeat", "2", "--oracle", "all"], "no study asks the oracle"),
    (["sweep", "--vary", "rights.cap=1,2", "--oracle", "1/10"], "no study asks the oracle"),
    (
      ["search", "--audit", "--vary", "support.agents=1..20", "--keep", "oracle.differences == 0"],
      "speaks of what only a run of its own does"
    ),
    (["run", "--metric", "officials"], "--metric goes with --repeat or --precision"),
    (["run", "--repeat", "2", "--set", "population.blocks=2"], "a study runs one country"),
    (["run", "--repeat", "2", "--threshold", "requests: sum < 1 [abort]"], "leave abort out"),
    (["fleet", "--threshold", "requests: sum < 1"], "a fleet judges single numbers"),
  ])
  func `an odd study ends with 2 and one sentence`(arguments: [String], part: String) throws {
    let path = try Program.scenario(Self.text)
    let outcome = try Program.run([arguments[0], path] + arguments.dropFirst())
    #expect(outcome.code == 2, "\(outcome.err)")
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains(part), "\(outcome.err)")
    #expect(outcome.err.split(separator: "\n").count == 1)
  }
}
