import Testing

@testable import Report

@Suite struct TextSummaryTests {
  private let lines = TextSummary.render(exampleSummary()).split(
    separator: "\n", omittingEmptySubsequences: false)

  @Test func `the sections stand in the fixed order`() {
    let headings = lines.compactMap { line in
      line.hasPrefix("  █ ") ? line.dropFirst(4).prefix { $0 != " " } : nil
    }
    #expect(
      headings == [
        "INVARIANTS", "THRESHOLDS", "POPULATION", "MONEY", "DOSSIERS", "ENGINE",
      ])
    #expect(lines.first?.hasPrefix("  run 3f9c-71e2/lodqv  seed 18446744073709551615") == true)
  }

  @Test func `the oracle has a section where it was asked`() throws {
    var summary = exampleSummary()
    summary.result.oracle.share = "1/100"
    summary.result.oracle.officials = 8_360
    summary.result.oracle.events = 123_456
    summary.result.oracle.facts = 9_876_543
    summary.result.oracle.eventful = 1_234_567
    summary.result.oracle.excuses = ["last-seat": 3, "payment-day": 4_321]
    summary.result.oracle.notCompared = ["recognise": 8_000]
    let text = TextSummary.render(summary)
    let lines = text.split(separator: "\n")
    let place = try #require(lines.firstIndex { $0.hasPrefix("  █ ORACLE") })
    #expect(lines[place + 1].contains("officials (1/100)"))
    #expect(text.contains("payment-day 4\u{202f}321"))
    #expect(text.contains("not compared: recognise 8\u{202f}000"))
    #expect(lines.contains { $0.hasPrefix("    ✓ officials that differ") })
    #expect(lines.allSatisfy { $0.count <= 100 })
    summary.result.oracle.differences = 2
    #expect(TextSummary.render(summary).contains("✗ officials that differ"))
  }

  @Test func `no line is wider than 100 columns, in any detail`() {
    #expect(lines.filter { $0.count > 100 } == [])
    let full = TextSummary.render(exampleSummary(), detail: .full).split(separator: "\n")
    #expect(full.filter { $0.count > 100 } == [])
    #expect(full.count > lines.count)
  }

  @Test func `no line ends in a space`() {
    #expect(lines.filter { $0.last == " " } == [])
  }

  @Test func `an invariant that was never put to the test has no tick`() throws {
    let line = try #require(lines.first { $0.contains("MAN-1") })
    #expect(line.hasSuffix(": not exercised"))
    #expect(!line.contains("✓"))
  }

  @Test func `a tick means held and a cross broken`() throws {
    let held = try #require(lines.first { $0.contains("CAP-2") })
    #expect(held.hasPrefix("    ✓ "))
    #expect(held.hasSuffix("0 of 10   slack 0,00 €"))
    let broken = try #require(lines.first { $0.contains("✗ CAP-1   An") })
    #expect(broken.hasSuffix("2 of 4\u{202f}402\u{202f}000   slack -200,00 €"))
  }

  @Test func `a violation shows all that it takes to see it again`() throws {
    let text = lines.joined(separator: "\n")
    #expect(text.contains("✗ CAP-1  on 2024-03-31  official 18233"))
    #expect(text.contains("annual credit of 400,00 €"))
    #expect(text.contains("line 19 of the statement"))
    #expect(text.contains("… 8 earlier lines"))
    #expect(text.contains("\n      replay: cocarde replay Reports/violation-1.json\n"))
  }

  @Test func `a replay command is printed whole however long it is`() {
    var summary = exampleSummary()
    let command = "cocarde replay " + String(repeating: "folder/", count: 20) + "violation.json"
    summary.result.violations[0].replay = command
    #expect(TextSummary.render(summary).contains(command))
  }

  @Test func `missed margins and unseen witnesses are shown first of all`() throws {
    let text = lines.joined(separator: "\n")
    #expect(text.contains("26.0 %"))
    #expect(text.contains("1 of 30 margins missed; 21 more within tolerance"))
    #expect(text.contains("not seen: leap-day"))
  }

  @Test func `published figures stand beside simulated ones`() throws {
    let line = try #require(lines.first { $0.contains("2023 validated dossiers") })
    #expect(line.contains("12\u{202f}375") && line.contains("12\u{202f}001"))
    #expect(line.hasSuffix("-3.0 %"))
  }

  @Test func `large amounts have millions beside them`() throws {
    let line = try #require(lines.first { $0.contains("credited ..") })
    #expect(
      line.hasSuffix(": 1\u{202f}802\u{202f}123\u{202f}456,78 €   (1\u{202f}802,12 M€)"))
  }

  @Test func `colours appear only when asked for, and change no text`() {
    let plain = TextSummary.render(exampleSummary())
    let colour = TextSummary.render(exampleSummary(), palette: .ansi)
    #expect(!plain.contains("\u{1b}"))
    #expect(colour.contains("\u{1b}[31m"))
    #expect(colour.replacing(/\u{1b}\[[0-9]+m/, with: "") == plain)
  }

  @Test func `an interrupted run and an audit that was off say so`() {
    var summary = exampleSummary()
    #expect(!TextSummary.render(summary).contains("interrupted"))
    summary.complete = false
    summary.engine.audit = false
    #expect(TextSummary.render(summary).contains("interrupted"))
    #expect(TextSummary.render(summary).contains("nothing was checked"))
  }

  @Test func `an empty summary renders`() {
    #expect(TextSummary.render(Summary()).contains("█ ENGINE"))
  }
}

@Suite struct QuantityTests {
  @Test func `figures are grouped and carry their units`() {
    #expect(Quantity.grouped(1_234_567) == "1\u{202f}234\u{202f}567")
    #expect(Quantity.grouped(-999) == "-999")
    #expect(Quantity.grouped(-1_000) == "-1\u{202f}000")
    #expect(Quantity.text(7_600, unit: "cents") == "76,00 €")
    #expect(Quantity.text(1_801_500_000, unit: "cents") == "18,02 M€")
    #expect(Quantity.millions(-5_000_000) == "-0,05 M€")
    #expect(Quantity.millions(-123_456_000_000) == "-1\u{202f}234,56 M€")
    #expect(Quantity.text(790_000, unit: "ppm") == "79.0 %")
    #expect(Quantity.text(7_250, unit: "milli-hours") == "7.3 hours")
    #expect(Quantity.text(3, unit: "days") == "3 days")
    #expect(Quantity.text(3, unit: "count") == "3")
  }

  @Test func `rates and times have the unit that suits them`() {
    #expect(Quantity.rate(6_123_456) == "6.1 M/s")
    #expect(Quantity.rate(12_345) == "12.3 k/s")
    #expect(Quantity.rate(.infinity) == "unknown")
    #expect(Quantity.time(3.0249) == "3.02 s")
    #expect(Quantity.time(125) == "2 min 05 s")
    #expect(Quantity.time(7_380) == "2 h 03 min")
  }

  @Test func `a text too long is cut at a word`() {
    #expect(shortened("one two three", to: 13) == "one two three")
    #expect(shortened("one two three", to: 12) == "one two…")
    #expect(shortened("abcdefghijklm", to: 5) == "abcd…")
  }
}

@Suite struct ProgressLineTests {
  @Test func `a bar grows with what is done`() {
    let half = ProgressLine(label: "years", done: 5, total: 10, remark: "2026-03-31")
    let bar = half.bar(.plain)
    #expect(bar.count { $0 == "█" } == 15)
    #expect(bar.count { $0 == "░" } == 15)
    #expect(bar.hasPrefix("\r") && bar.contains("50 %  2026-03-31"))
    #expect(half.line() == "years: 50 %  2026-03-31\n")
  }

  @Test func `only what is whole is shown as whole`() {
    #expect(ProgressLine(label: "", done: 9_999, total: 10_000).percent == 99)
    #expect(ProgressLine(label: "", done: 10_000, total: 10_000).percent == 100)
    #expect(ProgressLine(label: "", done: 11, total: 10).percent == 100)
    #expect(ProgressLine(label: "", done: 0, total: 0).percent == 0)
  }
}
