import Calendar

/// How far a run has come: a bar on a terminal, a line every tenth elsewhere.
struct Progress {
  private let days: ClosedRange<Day>
  private let isRedrawn: Bool
  private let write: (String) -> Void
  private var printed = 0

  /// Creates a progress.
  ///
  /// - Parameters:
  ///   - days: The days of the run.
  ///   - isRedrawn: Whether one line is drawn again and again.
  ///   - write: Where the text goes.
  init(days: ClosedRange<Day>, isRedrawn: Bool, write: @escaping (String) -> Void) {
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
    if isRedrawn {
      let filled = percent * 30 / 100
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
      write("\r  \(bar) \(percent) %  \(day)")
    } else {
      write("\(percent - percent % 10) %  \(day)\n")
    }
  }

  /// Takes the bar off the terminal.
  func close() {
    if isRedrawn && printed > 0 { write("\r\u{1b}[K") }
  }
}
