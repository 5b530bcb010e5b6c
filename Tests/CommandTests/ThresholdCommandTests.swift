import Foundation
import Report
import Testing

@testable import cocarde

/// Thresholds that look at days, queues and distributions, on real runs.
@Suite struct ThresholdCommandTests {
  private static let text = """
    name: days
    simulation: {from: 2026-01-01, to: 2026-06-30}
    territory: {departments: [48]}
    population.officials: 400

    """

  private func run(_ thresholds: [String], _ more: [String] = []) throws -> Program.Outcome {
    try Program.run(
      ["run", try Program.scenario(Self.text), "--quiet"] + more
        + thresholds.flatMap { ["--threshold", $0] })
  }

  @Test func `every kind of metric is judged`() throws {
    let outcome = try run([
      "requests: sum < 1_000_000", "requests: sum < 1_000_000 over 7d",
      "backlog{queue:support}: value < 100_000 for 14d", "fund_cents: min > -1 €",
      "sojourn{queue:support}: p(95) < 1000 d", "utilisation{queue:support}: avg < 80%",
      "duration{of:request-to-confirmation}: max < 300 d", "credited_cents: max < 1_000_000_000 €",
    ])
    #expect(outcome.code == 0, "\(outcome.err)")
    #expect(outcome.out.contains("✓ sojourn{queue:support}: p(95) < 1000 d"))
  }

  @Test func `a soft threshold is told and a hard one decides`() throws {
    let soft = try run(["requests: sum < 0 [soft]"])
    #expect(soft.code == 0)
    #expect(soft.out.contains("! requests: sum < 0 (soft)"))
    #expect(soft.err.hasPrefix("cocarde: soft threshold failed: requests: sum < 0"))
    #expect(try run(["requests: sum < 0"]).code == 4)
  }

  @Test func `a queue that nobody entered is not a pass`() throws {
    let outcome = try Program.run([
      "run",
      try Program.scenario(
        "simulation: {from: 2026-01-01, to: 2026-01-02}\nterritory.departments: [48]\n"
          + "population.officials: 20\n"
      ),
      "--quiet", "--threshold", "sojourn{queue:payment-batch}: p(95) < 10d",
    ])
    #expect(outcome.code == 7)
    #expect(outcome.err.contains("nothing was measured that it speaks of"))
  }

  @Test func `a run stops on the day on which a failure is certain`() throws {
    let whole = try Summary(parsing: Array(try run([], ["--json"]).out.utf8))
    let values = try #require(whole.result.series["operations"]?.values)
    // What the first twenty days had, and one more: the day that brings it.
    let limit = values.prefix(20).reduce(1, +)
    let days = try #require(
      values.indices.first { values.prefix($0 + 1).reduce(0, +) >= limit })
    #expect(days >= 20 && days + 1 < values.count)
    let outcome = try run(["operations: sum < \(limit) [abort]"], ["--json"])
    let stopped = try Summary(parsing: Array(outcome.out.utf8))
    #expect(outcome.code == 4)
    #expect(!stopped.complete)
    #expect(stopped.result.series.days == Int64(days) + 1)
    #expect(stopped.result.series["operations"]?.values == Array(values.prefix(days + 1)))
    #expect(outcome.err.contains("'operations: sum < \(limit)' could not be kept any more"))
    #expect(outcome.err.hasPrefix("cocarde: stopped on 2026-"))
    let line = try #require(stopped.result.thresholds.first)
    #expect(line.aborts && line.state == "failed")
  }

  @Test func `a queue that somebody enters late stops the run then, not on the first day`() throws {
    // Nobody is there on the first day: nothing is measured yet that could fail.
    let outcome = try run(["backlog{queue:support}: value > 1_000_000 [abort]"], ["--json"])
    #expect(outcome.code == 4, "\(outcome.err)")
    let stopped = try Summary(parsing: Array(outcome.out.utf8))
    let first = try #require(
      stopped.result.series["queue.support.arrivals"]?.values.firstIndex { $0 > 0 })
    #expect(first > 0 && !stopped.complete)
    #expect(stopped.result.series.days == Int64(first + 1))
    #expect(outcome.err.hasPrefix("cocarde: stopped on 2026-"), "\(outcome.err)")
  }

  @Test func `every column of the series stops a run, the reserve of the fund as well`() throws {
    let outcome = try run(["fund_reserve_cents: value < 0 [abort]"], ["--json"])
    #expect(outcome.code == 4)
    let stopped = try Summary(parsing: Array(outcome.out.utf8))
    #expect(!stopped.complete && stopped.result.series.days == 1)
    #expect(outcome.err.hasPrefix("cocarde: stopped on 2026-01-01"))
  }

  @Test func `what nobody measured is not a pass by its dotted name either`() throws {
    let path = try Program.scenario(
      "simulation: {from: 2026-01-01, to: 2026-01-02}\nterritory.departments: [48]\n"
        + "population.officials: 20\n")
    func code(_ threshold: String) throws -> Int32 {
      try Program.run(["run", path, "--quiet", "--threshold", threshold]).code
    }
    for threshold in [
      "queues.payment-batch.sojourn.p95 < 10", "queues.payment-batch.backlog < 10",
      "durations.request-to-payment.p95 < 10", "oracle.differences == 0",
      "oracle.excuses.last-seat == 0", "queues.support.headroom_milli > 1",
      "over_target{queue:payment-batch}: value < 5",
    ] {
      #expect(try code(threshold) == 7, "\(threshold)")
    }
    #expect(try code("queues.payment-batch.sojourn.count == 0") == 0)
    #expect(try code("operations.by.pacific-papers == 0") == 0)
  }

  @Test func `means are those that the summary shows`() throws {
    // One agent of five minutes a day: people wait longer than the spectrum has steps.
    let path = try Program.scenario(
      "simulation: {from: 2020-01-01, years: 4}\nterritory.departments: [48]\n"
        + "population.officials: 1500\nbehaviour.support.agents: 1\n"
        + "behaviour.support.minutes: 5\n")
    let outcome = try Program.run([
      "run", path, "--quiet", "--json", "--set", "audit.enabled=no", "--threshold",
      "sojourn{queue:support}: avg < 100000 d", "--threshold",
      "sojourn{queue:application}: avg < 10 s", "--threshold",
      "sojourn{queue:application}: min < 10 s",
    ])
    let result = try Summary(parsing: Array(outcome.out.utf8)).result
    for (name, line) in [("support", 0), ("application", 1)] {
      let queue = try #require(result.queues.first { $0.name == name })
      #expect(queue.sojourn.count > 0)
      let observed = try #require(result.thresholds[line].observed)
      #expect(abs(observed - queue.sojourn.meanMilli) <= 1, "\(name)")
      if name == "application" { #expect(result.thresholds[2].observed == queue.sojourn.min) }
    }
  }

  @Test func `a run that keeps its limit does not stop`() throws {
    let outcome = try run(["operations: sum < 1_000_000_000 [abort]"], ["--json"])
    #expect(outcome.code == 0)
    #expect(try Summary(parsing: Array(outcome.out.utf8)).complete)
  }
}
