extension TextSummary {
  /// The systems: all of them in full detail, otherwise those that did nothing.
  mutating func systems() {
    guard !result.systems.isEmpty else { return }
    let idle = result.systems.filter { $0.count == 0 }
    page.heading("SYSTEMS", "\(result.systems.count - idle.count) at work, \(idle.count) idle")
    let shown = detail == .full ? result.systems : idle
    if !shown.isEmpty {
      page.table(
        ["system", "counted", "count"],
        shown.map { ["\($0.number) \($0.name)", $0.unit, Quantity.grouped($0.count)] })
    }
    if detail == .full { sections() }
  }

  /// The figures of each office.
  private mutating func sections() {
    let offices: [(String, Tally)] = [
      ("access", result.access), ("recognition", result.recognition),
      ("support", result.support), ("catalogue", result.catalogue), ("control", result.control),
      ("funders", result.funders), ("office", result.office), ("pacific", result.pacific),
    ]
    for (name, figures) in offices where !figures.entries.isEmpty {
      page.line("      \(name)")
      page.items(phrases(figures))
    }
  }
}
