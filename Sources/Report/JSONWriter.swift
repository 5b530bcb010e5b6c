extension JSON {
  /// The value as UTF-8 text with a line feed at its end.
  ///
  /// Lists and objects stand one member a line; an item of a list that nests nothing stands on one
  /// line, so that a table is a line a row and differences read well. So does a list of whole
  /// numbers, which is a column of figures day by day.
  ///
  /// - Returns: The bytes.
  /// - Throws: ``ReportError`` if a number is not finite.
  package func bytes() throws(ReportError) -> [UInt8] {
    var writer = JSONWriter()
    try writer.write(self, indent: 0, path: "")
    return writer.bytes + [UInt8(ascii: "\n")]
  }
}

extension JSON {
  /// The value as UTF-8 text on one line.
  ///
  /// - Returns: The bytes, without a line feed.
  /// - Throws: ``ReportError`` if a number is not finite.
  package func line() throws(ReportError) -> [UInt8] {
    var writer = JSONWriter()
    try writer.write(self, indent: 0, path: "", inline: true)
    return writer.bytes
  }
}

/// A writer of JSON text.
private struct JSONWriter {
  var bytes: [UInt8] = []

  mutating func write(
    _ value: JSON, indent: Int, path: String, inline: Bool = false
  ) throws(ReportError) {
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .integer(let value): append(String(value))
    case .unsigned(let value): append(String(value))
    case .double(let value):
      guard value.isFinite else {
        throw ReportError("\(path) is not a finite number, and JSON has no other: please report it")
      }
      append(value.description)
    case .string(let value): quote(value)
    case .array(let items):
      let isRow = items.count > 1 && items.allSatisfy(\.isInteger)
      try nest(items.map { (nil, $0) }, "[", "]", indent, path, inline || isRow)
    case .object(let members):
      try nest(members.map { ($0.key, $0.value) }, "{", "}", indent, path, inline)
    }
  }

  private mutating func nest(
    _ members: [(key: String?, value: JSON)], _ open: String, _ close: String, _ indent: Int,
    _ path: String, _ inline: Bool
  ) throws(ReportError) {
    append(open)
    for (index, member) in members.enumerated() {
      if index > 0 { append(inline ? ", " : ",") }
      if !inline { newLine(indent + 1) }
      var here = "\(path)[\(index)]"
      if let key = member.key {
        quote(key)
        append(": ")
        here = path.isEmpty ? key : "\(path).\(key)"
      }
      try write(
        member.value, indent: indent + 1, path: here,
        inline: inline || (member.key == nil && isFlat(member.value)))
    }
    if !inline && !members.isEmpty { newLine(indent) }
    append(close)
  }

  private func isFlat(_ value: JSON) -> Bool {
    switch value {
    case .array(let items): items.allSatisfy(\.isScalar)
    case .object(let members): members.allSatisfy(\.value.isScalar)
    default: true
    }
  }

  private mutating func newLine(_ indent: Int) {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indent))
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case UInt8(ascii: "\n"): append("\\n")
      case UInt8(ascii: "\t"): append("\\t")
      case UInt8(ascii: "\r"): append("\\r")
      case ..<0x20, 0x7f:
        let hex = String(byte, radix: 16)
        append("\\u" + String(repeating: "0", count: 4 - hex.count) + hex)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
