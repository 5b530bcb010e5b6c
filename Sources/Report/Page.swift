/// Lines of a terminal page, none wider than 100 columns.
struct Page {
  static let width = 100

  let palette: Palette
  private(set) var lines: [String] = []

  init(_ palette: Palette) { self.palette = palette }

  var text: String { lines.joined(separator: "\n") + "\n" }

  /// A heading such as `█ MONEY`, with a remark behind it.
  mutating func heading(_ title: String, _ remark: String = "") {
    let mark = palette.paint("█ \(title)", .heading)
    lines += ["", "  " + mark + (remark.isEmpty ? "" : "   " + palette.paint(remark, .faint))]
  }

  /// A line as it is.
  mutating func line(_ text: String) { lines.append(text) }

  /// A mark, a label, dots up to the column of values, and the value.
  mutating func dotted(
    _ label: String, _ value: String, mark: String = "  ", tone: Palette.Tone? = nil,
    column: Int = 38
  ) {
    let label = shortened(label, to: column - 3)
    let dots = String(repeating: ".", count: max(2, column - label.count - 1))
    let shown = shortened(value, to: Page.width - 8 - column)
    let head = mark.isEmpty ? "" : tone.map { palette.paint(mark, $0) } ?? mark
    lines.append(
      "    \(head)\(label) \(palette.paint(dots, .faint)): "
        + palette.paint(shown, tone == .good || tone == nil ? .figure : tone ?? .figure))
  }

  /// Items one after the other, as many on a line as fit.
  mutating func items(_ items: [String], label: String = "") {
    var line = label.isEmpty ? "     " : "      \(label):"
    let indent = String(repeating: " ", count: line.count)
    for (index, item) in items.enumerated() {
      let next = " " + item + (index + 1 < items.count ? " ·" : "")
      if line.count + next.count > Page.width && line != indent {
        lines.append(line)
        line = indent
      }
      line += shortened(next, to: Page.width - indent.count)
    }
    if !items.isEmpty { lines.append(line) }
  }

  /// A text that may be long, on as many lines as it needs.
  mutating func wrapped(_ text: String, indent: Int, tone: Palette.Tone? = nil) {
    let room = Page.width - indent
    var rest = Substring(text)
    repeat {
      let piece = rest.prefix(room)
      let cut = rest.count > room ? piece.lastIndex(of: " ") ?? piece.endIndex : piece.endIndex
      let shown = String(rest[..<cut])
      let pad = String(repeating: " ", count: indent)
      lines.append(pad + (tone.map { palette.paint(shown, $0) } ?? shown))
      rest = rest[cut...].drop { $0 == " " }
    } while !rest.isEmpty
  }

  /// A table: the first column to the left, the others to the right, split where it is too wide.
  ///
  /// Where the last column says something in words, it stands to the left as well, and is not cut
  /// short like a figure.
  mutating func table(_ header: [String], _ rows: [[String]], endsInWords: Bool = false) {
    guard !header.isEmpty, !rows.isEmpty else { return }
    func isText(_ column: Int) -> Bool {
      column == 0 || endsInWords && column == header.count - 1
    }
    let widths = header.indices.map { column in
      min(isText(column) ? 52 : 30, ([header] + rows).map { $0[column].count }.max() ?? 0)
    }
    var first = 1
    repeat {
      var last = first
      var width = 6 + widths[0]
      while last < header.count && (last == first || width + 2 + widths[last] <= Page.width) {
        width += 2 + widths[last]
        last += 1
      }
      for (index, row) in ([header] + rows).enumerated() {
        var line = "      " + padded(row[0], widths[0], left: true)
        for column in first..<last {
          line += "  " + padded(row[column], widths[column], left: isText(column))
        }
        while line.last == " " { line.removeLast() }
        lines.append(index == 0 ? palette.paint(line, .faint) : line)
      }
      if last < header.count { lines.append("") }
      first = last
    } while first < header.count
  }

  private func padded(_ text: String, _ width: Int, left: Bool = false) -> String {
    let text = shortened(text, to: width)
    let space = String(repeating: " ", count: width - text.count)
    return left ? text + space : space + text
  }
}

/// A text cut at a word where it is too long.
///
/// - Parameters:
///   - text: The text.
///   - width: How many columns there are.
/// - Returns: The text, or its beginning with `…`.
func shortened(_ text: String, to width: Int) -> String {
  guard text.count > width else { return text }
  let head = text.prefix(max(0, width - 1))
  let cut = head.lastIndex { $0 == " " || $0 == "·" } ?? head.endIndex
  let piece = head.distance(from: head.startIndex, to: cut) > width / 2 ? head[..<cut] : head
  return piece.trimmed + "…"
}

extension Substring {
  /// The text without spaces and punctuation at its end.
  fileprivate var trimmed: Substring {
    var text = self
    while let last = text.last, last == " " || last == "," || last == "·" { text.removeLast() }
    return text
  }
}
