extension TextSummary {
  mutating func invariants() {
    let lines = result.invariants
    let broken = lines.count { $0.verdict == .broken }
    let idle = lines.count { $0.verdict == .notExercised }
    let evaluations = lines.reduce(0) { $0 + $1.evaluations }
    page.heading(
      "INVARIANTS",
      "\(lines.count - broken - idle) held, \(broken) broken, \(idle) not exercised,"
        + " \(Quantity.grouped(evaluations)) evaluations")
    if !summary.engine.audit {
      page.line("    " + palette.paint("the audit was off: nothing was checked", .warning))
    }
    for line in lines { invariant(line) }
    for violation in result.violations.prefix(detail == .full ? .max : 3) { show(violation) }
    let hidden = result.violations.count - 3
    if detail == .short && hidden > 0 {
      page.line("      \(hidden) more under result.violations of the JSON summary")
    }
    nearest()
    witnesses()
    confidence()
  }

  /// Where each invariant came nearest to its limit.
  private mutating func nearest() {
    let places = result.invariants.filter { !$0.unit.isEmpty }.compactMap { line in
      line.leastSlackAt.map { "\(line.id) \($0)" }
    }
    page.items(places, label: "nearest to the limit")
  }

  /// What the verdict is worth.
  private mutating func confidence() {
    guard let confidence = result.confidence else { return }
    page.wrapped(confidence.words, indent: 4)
    guard detail == .full else { return }
    page.items(
      confidence.strata.map { "\($0.id) \(Quantity.grouped($0.nonvacuous))" },
      label: "evaluations on \(confidence.closeDays) of \(confidence.days) days")
  }

  private mutating func invariant(_ line: InvariantLine) {
    let id = line.id.padding(to: 7)
    let slack =
      line.leastSlack.map { "   slack \(Quantity.text($0, unit: line.unit))" } ?? ""
    let (mark, tone, value): (String, Palette.Tone, String) =
      switch line.verdict {
      case .held: ("✓ ", .good, "0 of \(Quantity.grouped(line.nonvacuous))\(slack)")
      case .broken:
        (
          "✗ ", .bad,
          "\(Quantity.grouped(line.violations)) of \(Quantity.grouped(line.nonvacuous))\(slack)"
        )
      case .notExercised: ("- ", .warning, "not exercised")
      }
    page.dotted("\(id) \(line.statement)", value, mark: mark, tone: tone, column: 56)
  }

  private mutating func show(_ violation: ViolationLine) {
    let official = violation.official < 0 ? "" : "  official \(violation.official)"
    page.line("")
    page.line(
      "    " + palette.paint("✗ \(violation.id)", .bad) + "  on \(violation.day)\(official)")
    page.wrapped(violation.posting, indent: 6)
    let shown = violation.statement.suffix(detail == .full ? .max : 12)
    if shown.count < violation.statement.count {
      page.line("        … \(violation.statement.count - shown.count) earlier lines")
    }
    for line in shown { page.line("        " + shortened(line, to: Page.width - 8)) }
    // A command is copied whole: it is the one line that may be wider than the page.
    page.line("      replay: \(violation.replay)")
  }

  private mutating func witnesses() {
    guard !result.witnesses.isEmpty else { return }
    let seen = result.witnesses.filter { $0.count > 0 }
    let missing = result.witnesses.filter { $0.count == 0 }
    page.line("    witnesses seen: \(seen.count) of \(result.witnesses.count)")
    page.items(seen.map { "\($0.id) \(Quantity.grouped($0.count))" })
    page.items(missing.map(\.id), label: "not seen")
  }
}

extension String {
  /// The text with spaces behind it up to a width.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
