/// The language of a page.
package enum PageLanguage: String, CaseIterable, Sendable {
  /// French.
  case french = "fr"
  /// English.
  case english = "en"
}

/// A form in which a summary is written as text.
///
/// Every form is made from the summary alone, so that a stored run gives the same bytes later.
package enum ReportForm: Hashable, Sendable {
  /// For a terminal.
  case text
  /// `summary.json`.
  case json
  /// For a merge request.
  case markdown
  /// For the test reports of a CI.
  case junit
  /// For Prometheus and whoever reads its format.
  case openmetrics
  /// A table for spreadsheets.
  case csv(CSVTable)
  /// For a browser, in a language; in that of the reader where none is said. A room above makes it.
  case html(PageLanguage?)
  /// Distributions for the plotter of HdrHistogram: one by its name, or all of them.
  case hgrm(String?)

  /// The forms by name, each table of its own; distributions have names of their own besides.
  package static let all: [ReportForm] =
    [.text, .json, .html(nil)] + PageLanguage.allCases.map(ReportForm.html)
    + [.markdown, .junit, .openmetrics, .hgrm(nil)]
    + CSVTable.allCases.map(ReportForm.csv)

  /// The form of a name.
  ///
  /// - Parameter name: A name such as `csv-queues` or `hgrm-support`.
  package init?(_ name: String) {
    if let form = Self.all.first(where: { $0.name == name }) {
      self = form
    } else if name.hasPrefix("hgrm-"), name.count > "hgrm-".count {
      self = .hgrm(String(name.dropFirst("hgrm-".count)))
    } else {
      return nil
    }
  }

  /// The name, as `--format` and `--out` take it.
  package var name: String {
    switch self {
    case .text: "text"
    case .json: "json"
    case .html(let language): language.map { "html-\($0.rawValue)" } ?? "html"
    case .markdown: "markdown"
    case .junit: "junit"
    case .openmetrics: "openmetrics"
    case .csv(let table): table.kind
    case .hgrm(let name): name.map { "hgrm-\($0)" } ?? "hgrm"
    }
  }

  /// Whether there is anything but figures in it that the summary as JSON holds the same.
  package var holdsTexts: Bool {
    switch self {
    case .csv(.series), .csv(.peakSeconds), .csv(.peakMinutes), .html: false
    default: true
    }
  }

  /// Writes a summary in this form.
  ///
  /// - Parameters:
  ///   - summary: The summary, which is not changed.
  ///   - palette: How a text for a terminal is coloured.
  /// - Returns: The bytes, in UTF-8.
  /// - Throws: ``ReportError`` for a distribution that the summary doesn't have, or a figure that
  ///   no format can hold.
  package func bytes(
    _ summary: Summary, palette: Palette = .plain
  ) throws(ReportError) -> [UInt8] {
    switch self {
    case .text: Array(TextSummary.render(summary, palette: palette).utf8)
    case .json: try summary.json.bytes()
    case .html: throw ReportError("a page is made by the room of pages: please report it")
    case .markdown: MarkdownSummary.bytes(summary)
    case .junit: JUnitXML.bytes(summary)
    case .openmetrics: OpenMetrics.bytes(summary)
    case .csv(let table): table.bytes(summary)
    case .hgrm(let name): try Spectra.bytes(summary.result, name)
    }
  }
}
