import Calendar
import Report

/// How far a run has come: a bar on a terminal, a line every tenth elsewhere.
struct Progress {
  private let label: String
  private let days: Int
  private let blocks: Int
  private let isRedrawn: Bool
  private let write: (String) -> Void
  private var printed = 0
  private var done = 0

  /// Creates a progress.
  ///
  /// - Parameters:
  ///   - label: What is being done.
  ///   - days: How many days the run has.
  ///   - blocks: How many times they are lived: once by each block.
  ///   - isRedrawn: Whether one line is drawn again and again.
  ///   - write: Where the text goes.
  init(
    _ label: String, days: Int, blocks: Int = 1, isRedrawn: Bool,
    write: @escaping (String) -> Void
  ) {
    self.label = label
    self.days = days
    self.blocks = blocks
    self.isRedrawn = isRedrawn
    self.write = write
  }

  /// Notes that a day has ended, that of one block where there are several.
  mutating func ended(_ day: Day) {
    done += 1
    let percent = done * 100 / (days * blocks)
    let step = isRedrawn ? 1 : 10
    guard percent / step > printed / step else { return }
    printed = percent
    let line = ProgressLine(
      label: label, done: Int64(percent - percent % step), total: 100,
      remark: blocks == 1
        ? day.description : "\(done) of \(days * blocks) days of \(blocks) blocks")
    write(isRedrawn ? line.bar() : line.line())
  }

  /// Takes the bar off the terminal.
  func close() {
    if isRedrawn && printed > 0 { write("\r\u{1b}[K") }
  }
}
