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
    try form.bytes(summary, palette: palette)
  }
}
