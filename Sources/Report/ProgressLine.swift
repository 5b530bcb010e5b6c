/// How far a run is, as one line.
///
/// Progress goes to standard error: a bar that is drawn over itself on a terminal, a plain line now
/// and then elsewhere.
package struct ProgressLine: Sendable {
  /// What is being done.
  package var label: String
  /// How many steps are done.
  package var done: Int64
  /// How many steps there are.
  package var total: Int64
  /// What stands behind the bar: the simulated day, a rate.
  package var remark: String

  /// Creates a line.
  package init(label: String, done: Int64, total: Int64, remark: String = "") {
    self.label = label
    self.done = done
    self.total = total
    self.remark = remark
  }

  /// How much is done, in whole percent.
  package var percent: Int64 {
    total > 0 ? min(100, max(0, done * 100 / total)) : 0
  }

  /// A bar that replaces the one before it, without a line feed.
  ///
  /// - Parameter palette: How it is coloured.
  /// - Returns: A carriage return, the bar, and what clears the rest of the line.
  package func bar(_ palette: Palette = .ansi) -> String {
    let width: Int64 = 30
    let full = percent * width / 100
    let bar =
      palette.paint(String(repeating: "█", count: Int(full)), .good)
      + palette.paint(String(repeating: "░", count: Int(width - full)), .faint)
    return "\r  \(label) \(bar) \(percent) %  \(remark)\u{1b}[K"
  }

  /// A line of its own.
  ///
  /// - Returns: The line with its line feed.
  package func line() -> String {
    "\(label): \(percent) %\(remark.isEmpty ? "" : "  \(remark)")\n"
  }
}
