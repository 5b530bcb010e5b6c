import Foundation
import Pages
import Report

/// The one place in which a command makes a report of a summary: `run`, `report` and the check that
/// nothing private leaves all come through here.
///
/// A form of a room above `Report`, such as a page of HTML, has its case and its name in
/// ``ReportForm`` and is made here, in a branch of its own; nothing else needs to know of it.
enum SummaryPrinter {
  /// Writes a summary in a form.
  ///
  /// - Parameters:
  ///   - summary: The summary.
  ///   - form: The form.
  ///   - palette: How a text for a terminal is coloured.
  /// - Returns: The bytes.
  /// - Throws: `ReportError` for what the form cannot hold.
  static func bytes(
    _ summary: Summary, _ form: ReportForm, palette: Palette = .plain
  ) throws -> [UInt8] {
    guard case .html(let language) = form else {
      return try form.bytes(summary, palette: palette)
    }
    return Array(
      try HTMLReport.render(summary, language: Self.language(language)).utf8)
  }

  /// The language of a page.
  ///
  /// - Parameter wanted: The one that was asked for, or `nil` for that of the reader.
  /// - Returns: The language.
  static func language(_ wanted: PageLanguage?) -> Language {
    (wanted ?? reader) == .french ? .french : .english
  }

  /// The language of whoever reads, as the environment says.
  private static var reader: PageLanguage {
    let environment = ProcessInfo.processInfo.environment
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }
    return said.first { !$0.isEmpty }?.hasPrefix("fr") == true ? .french : .english
  }
}
