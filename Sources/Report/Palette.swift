/// How a text is coloured.
package enum Palette: Sendable {
  /// Not at all: for files, pipes and whoever asked for it.
  case plain
  /// By the escape sequences of terminals.
  case ansi

  /// What a piece of text means.
  enum Tone: String {
    case good = "32"
    case bad = "31"
    case warning = "33"
    case heading = "1"
    case faint = "2"
    case figure = "36"
  }

  /// Colours a piece of text.
  ///
  /// - Parameters:
  ///   - text: The text, already as wide as it will be.
  ///   - tone: What it means.
  /// - Returns: The text with its colour.
  func paint(_ text: String, _ tone: Tone) -> String {
    switch self {
    case .plain: text
    case .ansi: "\u{1b}[\(tone.rawValue)m\(text)\u{1b}[0m"
    }
  }
}
