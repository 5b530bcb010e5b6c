package import Report

/// The report of a run as one HTML file that opens offline.
package enum HTMLReport {
  /// Renders a summary.
  ///
  /// Nothing in the summary changes, and the same summary gives the same page.
  ///
  /// - Parameters:
  ///   - summary: The summary.
  ///   - language: The language of the page.
  ///   - scripts: The chart libraries; without them the page keeps its tables.
  /// - Returns: The file.
  /// - Throws: ``ReportError`` if a template cannot be read.
  package static func render(
    _ summary: Summary, language: Language, scripts: ChartScripts = .installed()
  ) throws(ReportError) -> String {
    let wording = Wording(language)
    return try PageWriter.write(sheet(summary, wording), wording, scripts)
  }

  /// What the page of a summary says.
  ///
  /// - Parameters:
  ///   - summary: The summary.
  ///   - wording: The words of the page's language.
  /// - Returns: The page before it is written.
  package static func sheet(_ summary: Summary, _ wording: Wording) -> Sheet {
    var report = RunSheet(summary: summary, say: wording)
    report.compose()
    return report.sheet
  }
}

/// The page of a run while it is composed.
struct RunSheet {
  let summary: Summary
  let say: Wording
  var sheet = Sheet()

  init(summary: Summary, say: Wording) {
    self.summary = summary
    self.say = say
  }

  var result: RunResult { summary.result }

  mutating func compose() {
    opening()
    verdict()
    population()
    rights()
    activity()
    fund()
    dossiers()
    queues()
    load()
    spectrum()
    invariants()
    refusals()
    systems()
    thresholds()
    studies()
    reproduction()
  }

  /// Appends a section, unless it holds nothing.
  mutating func add(_ id: String, lead: String = "", _ blocks: [Sheet.Block]) {
    guard !blocks.isEmpty else { return }
    sheet.sections.append(Sheet.Section(id, say("section.\(id)"), lead: lead, blocks))
  }

  private mutating func opening() {
    sheet.kind = say("kind.run")
    sheet.title = summary.scenario.name.isEmpty ? say("kind.run") : summary.scenario.name
    sheet.subtitle = say.count(result.years, "opening.years")
    if !result.series.from.isEmpty {
      sheet.subtitle += ", " + say("opening.from", ["day": say.date(result.series.from)])
    }
    if !result.fingerprint.isEmpty {
      sheet.subtitle += " · " + say("opening.fingerprint", ["print": result.fingerprint])
    }
    let version = summary.engine.version
    sheet.imprint = say("imprint", ["version": version.isEmpty ? "" : " " + version])
  }

  /// A figure of a tally as a cell, with its bar.
  func bar(_ value: Int64, of most: Int64, text: String? = nil) -> Table.Cell {
    let share = most > 0 ? Int(Double(max(0, value)) / Double(most) * 1_000) : 0
    return Table.Cell(text ?? say.number(value), order: value, bar: share)
  }

  /// A whole number as a cell.
  func cell(_ value: Int64?) -> Table.Cell {
    value.map { Table.Cell(say.number($0), order: $0) } ?? "–"
  }

  /// A figure with its unit as a cell.
  func cell(_ value: Int64?, unit: String) -> Table.Cell {
    value.map { Table.Cell(say.quantity($0, unit: unit), order: $0) } ?? "–"
  }
}
