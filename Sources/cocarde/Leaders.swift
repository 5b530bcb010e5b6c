/// Lines of a terminal page whose values stand behind dots, all in one column.
struct Leaders {
  /// The column of the values.
  var column = 40
  /// The lines so far.
  private(set) var lines: [String] = []

  /// The lines as one text.
  var text: String { lines.joined(separator: "\n") }

  /// A heading such as `█ TIMING`, with a remark behind it.
  mutating func heading(_ title: String, _ remark: String = "") {
    if !lines.isEmpty { lines.append("") }
    lines.append("  █ \(title)" + (remark.isEmpty ? "" : "   \(remark)"))
  }

  /// A mark or two spaces, a label, dots, and the value.
  mutating func dotted(_ label: String, _ value: String, ok: Bool? = nil) {
    let mark = ok.map { $0 ? "✓ " : "✗ " } ?? "  "
    let dots = String(repeating: ".", count: max(2, column - label.count))
    lines.append("    \(mark)\(label) \(dots): \(value)")
  }

  /// A line below a value, in the labels' column.
  mutating func remark(_ text: String) { lines.append("      \(text)") }

  /// Lines as they are.
  mutating func add(_ more: [String]) { lines += more }
}
