import Foundation
import Testing

@testable import Report

@Suite struct MarkdownTests {
  private func text(_ summary: Summary) throws -> String {
    String(decoding: try ReportForm.markdown.bytes(summary), as: UTF8.self)
  }

  @Test func `the verdict comes first, in one line`() throws {
    #expect(try text(richSummary()).hasPrefix("## ❌ national: 1 invariant violated\n"))
    var summary = richSummary()
    summary.result.verdict = RunVerdict()
    #expect(
      try text(summary).hasPrefix(
        "## ✅ national: what was put to the test held: 1 of 3 invariants\n"))
    summary.result.invariants.removeAll { $0.verdict == .notExercised }
    #expect(try text(summary).hasPrefix("## ✅ national: everything held\n"))
    summary.result.verdict?.exit = 4
    #expect(try text(summary).hasPrefix("## ❌ national: 2 thresholds failed\n"))
    summary.result.verdict?.exit = 7
    #expect(try text(summary).hasPrefix("## ⚠️ national: not everything was put to the test\n"))
  }

  @Test func `a soft threshold is a warning, and what was observed has its unit`() throws {
    var summary = Summary()
    var soft = ThresholdLine(expression: "wait{queue:support}: max<1d", ok: false, observed: 2)
    (soft.severity, soft.unit) = ("soft", "days")
    var cash = ThresholdLine(expression: "money.paid_cents < 5", ok: false, observed: 1_234)
    cash.unit = "cents"
    summary.result.thresholds = [
      soft, cash, ThresholdLine(expression: "none < 1", ok: false, observed: nil),
    ]
    let rows = try text(summary).split(separator: "\n").filter { $0.hasPrefix("| ") }.map(
      String.init)
    #expect(rows.contains("| ⚠️ | `wait{queue:support}: max<1d` (soft) | 2 days |"))
    #expect(rows.contains("| ❌ | `money.paid_cents < 5` | 12,34 € |"))
    #expect(rows.contains("| ❌ | `none < 1` | nothing measured |"))
    #expect(try text(summary).hasPrefix("## ❌ run: 2 thresholds failed\n"))
  }

  @Test func `what fails stands above what holds, and the command stands at the end`() throws {
    let text = try text(richSummary())
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("### ") }
    #expect(
      headings == [
        "### Thresholds", "### Violations", "### Key figures", "### Queues", "### Refusals",
        "### Run it again",
      ])
    let failed = try #require(text.range(of: "`violations == 0`"))
    let held = try #require(text.range(of: "`money.paid_cents < 1M`"))
    #expect(failed.lowerBound < held.lowerBound)
    #expect(text.hasSuffix("--seed 18446744073709551615\n```\n"))
    #expect(text.contains("19.82 ×"))
  }

  @Test func `every row of a table has as many cells as its heading`() throws {
    var cells = 0
    for line in try text(richSummary()).split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("| ") else {
        cells = 0
        continue
      }
      let count = line.replacing("\\|", with: "").split(
        separator: "|", omittingEmptySubsequences: false
      ).count
      #expect(cells == 0 || count == cells, "\(line)")
      cells = count
    }
  }

  @Test func `nothing that a text holds is taken for Markdown`() throws {
    var summary = richSummary()
    summary.scenario.name = nasty
    summary.result.verdict?.complaints = [nasty]
    let text = try text(summary)
    let lines = text.split(separator: "\n")
    #expect(!lines[0].contains("@a") && !lines[0].contains("#1") && !lines[0].contains("<d>"))
    #expect(lines[0].contains("&lt;d&gt; &amp;"))
    #expect(lines.contains { $0.hasPrefix("- a,b") && $0.hasSuffix("next") })
    #expect(text.split(separator: "```").count % 2 == 1)
  }

  @Test func `what is folded away opens and closes`() throws {
    let text = try text(richSummary())
    #expect(text.split(separator: "<details>").count == text.split(separator: "</details>").count)
    #expect(text.contains("<summary>1 invariants held, 1 not exercised</summary>"))
  }

  @Test func `a comment fits GitHub whatever the run holds, and says what was left out`() throws {
    var summary = richSummary()
    let long = String(repeating: "Très long. ", count: 50)
    summary.result.invariants = (0..<200).map {
      InvariantLine(
        id: "X-\($0)", statement: long, source: "", evaluations: 1, nonvacuous: 1, violations: 0)
    }
    summary.result.verdict = RunVerdict()
    let held = try text(summary)
    #expect(held.utf8.count <= 65_000)
    #expect(held.contains("Left out, since a comment holds no more: invariants."))
    #expect(held.hasSuffix("```\n"))
    for index in summary.result.invariants.indices {
      summary.result.invariants[index].violations = 1
    }
    summary.result.verdict?.exit = 3
    summary.scenario.command = String(repeating: "x", count: 100_000)
    summary.scenario.name = long
    let broken = try text(summary)
    #expect(broken.utf8.count <= 65_000)
    #expect(broken.contains("200 invariants violated"))
  }

  @Test func `an empty summary is a comment too`() throws {
    let empty = try text(Summary())
    #expect(empty.hasPrefix("## ⚠️ run: not everything was put to the test\n"))
  }
}
