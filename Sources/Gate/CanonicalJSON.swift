package import Report

extension JSON {
  /// The value as `jq -S .` prints it: members in the order of their keys, two spaces a level.
  ///
  /// A digest of these bytes is one that anybody can repeat with `jq -S .result | sha256sum`.
  ///
  /// - Returns: The bytes, with a line feed at their end.
  /// - Throws: ``ReportError`` for a number with a fraction, which has no one form.
  package func canonicalBytes() throws(ReportError) -> [UInt8] {
    var text = ""
    try appendCanonical(to: &text, indent: 0)
    return Array((text + "\n").utf8)
  }

  private func appendCanonical(to text: inout String, indent: Int) throws(ReportError) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += "\(value)"
    case .unsigned(let value): text += "\(value)"
    case .double:
      throw ReportError("a result holds a number with a fraction, which has no one form")
    case .string(let value): Self.appendQuoted(value, to: &text)
    case .array(let items):
      guard !items.isEmpty else {
        text += "[]"
        return
      }
      for (index, item) in items.enumerated() {
        text += (index == 0 ? "[" : ",") + Self.newLine(indent + 1)
        try item.appendCanonical(to: &text, indent: indent + 1)
      }
      text += Self.newLine(indent) + "]"
    case .object(let members):
      guard !members.isEmpty else {
        text += "{}"
        return
      }
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      for (index, member) in sorted.enumerated() {
        text += (index == 0 ? "{" : ",") + Self.newLine(indent + 1)
        Self.appendQuoted(member.key, to: &text)
        text += ": "
        try member.value.appendCanonical(to: &text, indent: indent + 1)
      }
      text += Self.newLine(indent) + "}"
    }
  }

  private static func newLine(_ indent: Int) -> String {
    "\n" + String(repeating: " ", count: 2 * indent)
  }

  private static func appendQuoted(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{8}": text += "\\b"
      case "\u{c}": text += "\\f"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case ..<" ", "\u{7f}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
