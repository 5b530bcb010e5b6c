import Foundation
import Testing

@testable import Report

@Suite struct SummaryTests {
  @Test func `a summary is read back as it was written`() throws {
    let summary = exampleSummary()
    #expect(try Summary(parsing: summary.json.bytes()) == summary)
    #expect(try Summary(parsing: Summary().json.bytes()) == Summary())
  }

  @Test func `the fixed keys are there`() throws {
    let json = exampleSummary().json
    #expect(
      keys(json) == ["schema", "complete", "scenario", "result", "engine"])
    #expect(keys(json["scenario"]).starts(with: ["name", "sha256", "seed"]))
    let result = try #require(json["result"])
    for key in [
      "fingerprint", "years", "officials", "accounts", "operations", "reads", "refusals",
      "postings", "dossiers", "money", "invariants", "witnesses", "queues", "thresholds",
    ] { #expect(keys(result).contains(key)) }
    #expect(keys(result["operations"]) == ["total", "by"])
    #expect(keys(result["reads"]) == ["total", "by"])
    #expect(keys(result["refusals"]).contains("by"))
    #expect(keys(result["dossiers"]) == ["opened", "by_state"])
    #expect(
      keys(first(result["thresholds"])) == [
        "expr", "ok", "observed", "unit", "severity", "state", "abort", "slack", "failed_on",
        "longest_days",
      ])
    #expect(keys(first(result["witnesses"])) == ["id", "count"])
    for key in ["id", "evaluations", "nonvacuous", "violations", "least_slack"] {
      #expect(keys(first(result["invariants"])).contains(key))
    }
    for key in [
      "version", "jobs", "wall_seconds", "cpu_seconds", "operations_per_second",
      "reads_per_second", "peak_rss_bytes", "allocations",
    ] { #expect(keys(json["engine"]).contains(key)) }
  }

  @Test func `a slack that doesn't exist is null, not left out`() {
    let line = InvariantLine(
      id: "X", statement: "", source: "", evaluations: 0, nonvacuous: 0, violations: 0)
    #expect(line.json["least_slack"] == .null)
  }

  @Test func `the result holds neither fractions nor anything of the machine`() {
    var other = exampleSummary()
    other.engine.wallSeconds = 99
    other.engine.jobs = 64
    other.complete = false
    #expect(other.json["result"] == exampleSummary().json["result"])
    #expect(!holdsDouble(exampleSummary().result.json))
    #expect(holdsDouble(exampleSummary().engine.json))
  }

  @Test func `the same summary gives the same bytes in every process`() throws {
    let text = String(decoding: try exampleSummary().json.bytes(), as: UTF8.self)
    let credited = try #require(text.range(of: "credited_cents"))
    let paid = try #require(text.range(of: "paid_cents"))
    #expect(credited.lowerBound < paid.lowerBound)
    #expect(text.contains(#"{"id": "cap-cut", "count": 2431880}"#))
  }

  @Test func `a file of another version or with a key missing is refused`() throws {
    var summary = exampleSummary()
    summary.schema = "cocarde-summary/0"
    let old = #expect(throws: ReportError.self) {
      try Summary(parsing: summary.json.bytes())
    }
    #expect(old?.description.contains("cocarde-summary/0") == true)
    let text = String(decoding: try exampleSummary().json.bytes(), as: UTF8.self)
    let broken = text.replacingOccurrences(of: "\"nonvacuous\"", with: "\"nonvacuos\"")
    let error = #expect(throws: ReportError.self) {
      try Summary(parsing: Array(broken.utf8))
    }
    #expect(error?.description == "result: invariants: nonvacuous is missing")
    let wrong = text.replacingOccurrences(of: "\"years\": 10", with: "\"years\": \"ten\"")
    #expect(throws: ReportError.self) { try Summary(parsing: Array(wrong.utf8)) }
  }

  @Test func `a rate without time is zero`() {
    var engine = EngineFigures()
    engine.setRates(operations: 5, reads: 5)
    #expect(engine.operationsPerSecond == 0)
    engine.wallSeconds = 2
    engine.setRates(operations: 5_000, reads: 6)
    #expect(engine.operationsPerSecond == 2_500)
    #expect(engine.readsPerSecond == 3)
  }

  @Test func `a tally keeps its order and adds up repeated names`() {
    let tally = Tally([("b", 1), ("a", 2), ("b", 3)])
    #expect(tally.entries.map(\.name) == ["b", "a"])
    #expect(tally["b"] == 4)
    #expect(tally["c"] == nil)
    #expect(tally.total == 6)
  }

  @Test func `thresholds find figures by the names of the file`() {
    let metrics = SummaryMetrics(exampleSummary().result)
    #expect(metrics["money.paid_cents"] == 123_456)
    #expect(metrics["operations.total"] == 4_525_575)
    #expect(metrics["operations.by.annual-credit"] == 4_402_119)
    #expect(metrics["dossiers.by_state.accepted"] == 12)
    #expect(metrics["violations"] == 2)
    #expect(metrics["not_exercised"] == 1)
    #expect(metrics["invariants.CAP-1.violations"] == 2)
    #expect(metrics["invariants.MAN-1.least_slack"] == nil)
    #expect(metrics["witnesses.cap-cut"] == 2_431_880)
    #expect(metrics["durations.request-to-acceptance.p95"] == 95)
    #expect(metrics["queues.support.wait.max"] == 100)
    #expect(metrics["activity.2023.validated-dossiers"] == 12_001)
    #expect(metrics["population.margins.missed"] == 1)
    #expect(metrics["nonsense"] == nil)
    #expect(Set(metrics.all.map(\.name)).count == metrics.all.count)
  }

  @Test func `of what nothing was measured there is no number to judge`() {
    var result = exampleSummary().result
    var empty = QueueLine()
    empty.name = "payment batch"
    empty.utilisationPPM = 0
    empty.overTarget = 0
    result.queues.append(empty)
    var lasting = DurationLine()
    lasting.name = "invoice to payment"
    result.durations.append(lasting)
    result.oracle = OracleFigures()
    let metrics = SummaryMetrics(result)
    let measured = Set(metrics.measured.map(\.name))
    for name in [
      "sojourn.p95", "sojourn.max", "sojourn.mean_milli", "wait.min", "backlog", "peak_backlog",
      "over_target",
    ] {
      #expect(metrics["queues.payment-batch.\(name)"] == 0)
      #expect(!measured.contains("queues.payment-batch.\(name)"), "\(name)")
    }
    for name in ["arrivals", "served", "sojourn.count", "wait.count", "utilisation_ppm"] {
      #expect(measured.contains("queues.payment-batch.\(name)"), "\(name)")
    }
    #expect(!measured.contains("durations.invoice-to-payment.p50"))
    #expect(measured.contains("durations.invoice-to-payment.count"))
    #expect(!measured.contains("oracle.differences") && metrics["oracle.differences"] == 0)
    #expect(measured.contains("queues.support.wait.max"))
    result.oracle.officials = 1
    let judged = SummaryMetrics(result).measured
    #expect(judged.contains { $0.name == "oracle.differences" && $0.value == 0 })
  }

  private func keys(_ json: JSON?) -> [String] {
    guard case .object(let members)? = json else { return [] }
    return members.map(\.key)
  }

  private func first(_ json: JSON?) -> JSON? {
    guard case .array(let items)? = json else { return nil }
    return items.first
  }

  private func holdsDouble(_ json: JSON) -> Bool {
    switch json {
    case .double: true
    case .array(let items): items.contains(where: holdsDouble)
    case .object(let members): members.contains { holdsDouble($0.value) }
    default: false
    }
  }
}
