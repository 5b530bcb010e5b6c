import Calendar
import Report

/// How far a run has come: a bar on a terminal, a line every tenth elsewhere.
struct Progress {
  private let label: String
  private let days: ClosedRange<Day>
  private let isRedrawn: Bool
  private let write: (String) -> Void
  private var printed = 0

  /// Creates a progress.
  ///
  /// - Parameters:
  ///   - label: What is being done.
  ///   - days: The days of the run.
  ///   - isRedrawn: Whether one line is drawn again and again.
  ///   - write: Where the text goes.
  init(
    _ label: String, days: ClosedRange<Day>, isRedrawn: Bool, write: @escaping (String) -> Void
  ) {
    self.label = label
    self.days = days
    self.isRedrawn = isRedrawn
    self.write = write
  }

  /// Notes that a day has ended.
  mutating func ended(_ day: Day) {
    let percent = (day - days.lowerBound + 1) * 100 / (days.upperBound - days.lowerBound + 1)
    let step = isRedrawn ? 1 : 10
    guard percent / step > printed / step else { return }
    printed = percent
    let line = ProgressLine(
      label: label, done: Int64(percent - percent % step), total: 100, remark: day.description)
    write(isRedrawn ? line.bar() : line.line())
  }

  /// Takes the bar off the terminal.
  func close() {
    if isRedrawn && printed > 0 { write("\r\u{1b}[K") }
  }
}
