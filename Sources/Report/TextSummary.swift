internal import Statistics

/// The summary that a terminal shows.
///
/// Its order is fixed: reproduction line, invariants, thresholds, population, money, dossiers,
/// engine. Only the last holds figures that differ from machine to machine.
package struct TextSummary {
  /// How much is shown.
  package enum Detail: Sendable {
    /// What fits on a screen or two.
    case short
    /// Everything.
    case full
  }

  let summary: Summary
  let detail: Detail
  var page: Page

  var result: RunResult { summary.result }
  var palette: Palette { page.palette }

  /// Renders a summary.
  ///
  /// - Parameters:
  ///   - summary: The summary.
  ///   - palette: How it is coloured.
  ///   - detail: How much is shown.
  /// - Returns: Lines of at most 100 columns, the last with its line feed.
  package static func render(
    _ summary: Summary, palette: Palette = .plain, detail: Detail = .short
  ) -> String {
    var text = TextSummary(summary: summary, detail: detail, page: Page(palette))
    text.reproduction()
    text.invariants()
    text.oracle()
    text.faults()
    text.thresholds()
    text.population()
    text.money()
    text.dossiers()
    text.systems()
    text.engine()
    text.statement()
    return text.page.text
  }

  /// The account statement of the traced official, where the scenario asks for one.
  private mutating func statement() {
    guard !result.statement.isEmpty else { return }
    page.heading("STATEMENT", "of the official whom the scenario traces")
    for line in result.statement { page.wrapped(line, indent: 6) }
  }

  private mutating func reproduction() {
    let scenario = summary.scenario
    var parts = ["run \(result.fingerprint)", "seed \(scenario.seed)"]
    parts.append("scenario \(shortened(scenario.name, to: 30))")
    if !scenario.sha256.isEmpty { parts.append("(sha256 \(scenario.sha256.prefix(8))…)") }
    if !summary.engine.version.isEmpty { parts.append("cocarde \(summary.engine.version)") }
    var line = "  " + parts[0]
    for part in parts.dropFirst() {
      if line.count + 2 + part.count > Page.width {
        page.line(line)
        line = "    "
      }
      line += "  " + part
    }
    page.line(line)
    if let command = scenario.command { page.wrapped(command, indent: 6, tone: .faint) }
    if !result.law.reforms.isEmpty {
      page.wrapped("law with " + result.law.reforms.joined(separator: ", "), indent: 6)
    }
    if !summary.complete {
      let isStopped = result.thresholds.contains { $0.aborts && $0.state == "failed" }
      let notice =
        isStopped
        ? "stopped by a threshold that could not be kept: these are the figures until then"
        : "interrupted: the figures cover only what was run until then"
      page.line("  " + palette.paint(notice, .warning))
    }
  }

  private mutating func engine() {
    let engine = summary.engine
    page.heading("ENGINE", "figures of this machine")
    if summary.engine.wallSeconds > 0 {
      counted("operations", result.operations, engine.operationsPerSecond)
      counted("reads", result.reads, engine.readsPerSecond)
    } else {
      counted("operations", result.operations, nil)
      counted("reads", result.reads, nil)
    }
    page.dotted("postings", Quantity.grouped(result.postings))
    page.dotted(
      "simulated years",
      "\(result.years) in \(Quantity.time(engine.wallSeconds))"
        + " (processor \(Quantity.time(engine.cpuSeconds)),"
        + " population \(Quantity.time(engine.populationSeconds)))")
    let allocations = engine.allocations.map { ", \(Quantity.grouped($0)) allocations" } ?? ""
    page.dotted("peak memory", Quantity.megabytes(engine.peakRSSBytes) + allocations)
    page.dotted(
      "jobs, shards, audit",
      "\(engine.jobs), \(engine.shards), \(engine.audit ? "on" : "off")")
    let costs = engine.invariants ?? []
    guard !costs.isEmpty else { return }
    let dearest = costs.sorted { ($1.share, $0.id) < ($0.share, $1.id) }
      .prefix(detail == .full ? costs.count : 5)
    page.items(
      dearest.map { cost in
        let share = Ratio(Int64(cost.share * 1_000_000), 1_000_000).percentText(decimals: 1)
        let each = Ratio(Int64(cost.nanoseconds * 10), 10).text(decimals: 1)
        return "\(cost.id) \(each) ns, \(share)"
      }, label: "dearest invariants")
  }

  private mutating func counted(_ label: String, _ counted: Counted, _ rate: Double?) {
    let rate = rate.map { "   " + Quantity.rate($0) } ?? ""
    page.dotted(label, Quantity.grouped(counted.total) + rate)
    if detail == .full { page.items(phrases(counted.by), label: "by kind") }
  }

  /// Names with their numbers, without those at zero.
  func phrases(_ tally: Tally) -> [String] {
    tally.present.map { "\(readable($0.name)) \(Quantity.grouped($0.count))" }
  }

  /// A key as words.
  func readable(_ key: String) -> String {
    String(key.map { $0 == "_" ? " " : $0 })
  }
}
