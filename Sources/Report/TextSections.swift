import Statistics

extension TextSummary {
  mutating func population() {
    let population = result.population
    page.heading("POPULATION", "generated against published")
    if population.blocks > 1 {
      page.dotted("blocks side by side", Quantity.grouped(population.blocks))
    }
    page.dotted("persons", Quantity.grouped(population.persons))
    page.dotted("mandates", Quantity.grouped(population.mandates.total))
    page.items(phrases(population.mandates.by))
    page.dotted("officials with rights, accounts", pair(result.officials, result.accounts))
    margins(population.margins)
  }

  private mutating func margins(_ lines: [MarginLine]) {
    guard !lines.isEmpty else { return }
    let missed = lines.filter { !$0.ok }
    let shown = detail == .full ? lines : missed + lines.filter(\.ok).prefix(8)
    page.line("")
    page.table(
      ["margin", "published", "generated", "gap", ""],
      shown.map { line in
        [
          line.name, Quantity.text(line.published, unit: line.unit),
          Quantity.text(line.generated, unit: line.unit), gap(line.generated, line.published),
          line.ok ? "✓" : "✗",
        ]
      })
    let hidden = lines.count - shown.count
    let rest = hidden > 0 ? "; \(hidden) more within tolerance" : ""
    page.line("      \(missed.count) of \(lines.count) margins missed\(rest)")
  }

  mutating func money() {
    page.heading("MONEY")
    for entry in result.money.entries {
      guard entry.name.hasSuffix("_cents") else {
        page.dotted(readable(entry.name), Quantity.grouped(entry.count))
        continue
      }
      let millions =
        entry.count.magnitude >= 100_000_000 ? "   (\(Quantity.millions(entry.count)))" : ""
      page.dotted(
        readable(String(entry.name.dropLast("_cents".count))),
        Quantity.euros(entry.count) + millions)
    }
    years()
  }

  private mutating func years() {
    guard let first = result.yearsTable.first else { return }
    let names = first.columns.entries.map(\.name)
    page.line("")
    page.table(
      ["year"] + names.map { readable($0.hasSuffix("_cents") ? "\($0.dropLast(6))" : $0) },
      result.yearsTable.map { line in
        ["\(line.year)"]
          + names.map { name in
            guard let value = line.columns[name] else { return "" }
            return name.hasSuffix("_cents")
              ? Quantity.shortAmount(value) : Quantity.grouped(value)
          }
      })
  }

  mutating func dossiers() {
    page.heading("DOSSIERS")
    page.dotted("opened", Quantity.grouped(result.dossiers.opened))
    page.items(phrases(result.dossiers.byState))
    page.dotted("refused commands", Quantity.grouped(result.refusals.by.total))
    page.items(phrases(result.refusals.by))
    activity()
    durations()
    queues()
  }

  private mutating func activity() {
    guard !result.activity.isEmpty else { return }
    page.line("")
    page.table(
      ["simulated against published", "published", "simulated", "gap"],
      result.activity.map { line in
        [
          "\(line.year) \(line.name)", Quantity.text(line.published, unit: line.unit),
          Quantity.text(line.simulated, unit: line.unit), gap(line.simulated, line.published),
        ]
      })
  }

  private mutating func durations() {
    guard !result.durations.isEmpty else { return }
    page.line("")
    page.table(
      ["duration in days", "count", "min", "p50", "p95", "max", "mean"],
      result.durations.map { line in
        [line.name, Quantity.grouped(line.count)]
          + [line.min, line.p50, line.p95, line.max].map(Quantity.grouped)
          + [Ratio(line.meanMilli, 1_000).text(decimals: 1)]
      })
  }

  private mutating func queues() {
    guard !result.queues.isEmpty else { return }
    page.line("")
    page.table(
      [
        "queue", "arrived", "p50", "p95", "max", "late", "left", "peak", "on", "use", "saturates",
      ],
      result.queues.map { line in
        [line.name, Quantity.grouped(line.arrivals)]
          + [line.sojourn.p50, line.sojourn.p95, line.sojourn.max].map {
            Quantity.duration($0, unit: line.unit)
          }
          + [
            line.overTarget.map { line.served > 0 ? share($0, of: line.served) : "" } ?? "",
            Quantity.grouped(line.backlog), Quantity.grouped(line.peakBacklog), line.peakDay ?? "",
            line.utilisationPPM.map { Quantity.text($0, unit: "ppm") } ?? "",
            line.headroomMilli.map { "× " + Ratio($0, 1_000).text(decimals: 2) } ?? "",
          ]
      })
    let uneven = result.queues.filter { !$0.little.isEven }
    page.line(
      uneven.isEmpty
        ? "      times in the system; late: over the target; Little's law and flow hold on all"
        : "      the books of these queues do not add up: "
          + uneven.map(\.name).joined(separator: ", "))
  }

  private func share(_ part: Int64, of whole: Int64) -> String {
    Ratio(part, whole).percentText(decimals: 1)
  }

  private func pair(_ first: Int64, _ second: Int64) -> String {
    "\(Quantity.grouped(first)), \(Quantity.grouped(second))"
  }

  /// By how much a figure differs from the published one.
  private func gap(_ value: Int64, _ published: Int64) -> String {
    guard published > 0 else { return value == published ? "0.0 %" : "" }
    let text = Ratio(value - published, published).percentText()
    return value > published ? "+" + text : text
  }
}
