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
    try written(inline: false) + [UInt8(ascii: "\n")]
  }

  /// The value as UTF-8 text on one line.
  ///
  /// - Returns: The bytes, without a line feed.
  /// - Throws: ``ReportError`` if a number is not finite.
  package func line() throws(ReportError) -> [UInt8] { try written(inline: true) }

  private func written(inline: Bool) throws(ReportError) -> [UInt8] {
    var writer = JSONWriter()
    do throws(NotFinite) {
      try writer.write(self, indent: 0, inline: inline)
    } catch {
      throw ReportError(
        "\(error.path) is not a finite number, and JSON has no other: please report it")
    }
    return writer.bytes
  }
}

/// A number that JSON has no word for, and the way to it, which grows while it is thrown.
private struct NotFinite: Error {
  var path = ""

  func below(_ step: String) -> NotFinite {
    NotFinite(path: path.isEmpty || path.hasPrefix("[") ? step + path : step + "." + path)
  }
}

/// A writer of JSON text.
private struct JSONWriter {
  var bytes: [UInt8] = []

  mutating func write(_ value: JSON, indent: Int, inline: Bool) throws(NotFinite) {
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .integer(let value):
      if value < 0 { bytes.append(UInt8(ascii: "-")) }
      append(value.magnitude)
    case .unsigned(let value): append(value)
    case .double(let value):
      guard value.isFinite else { throw NotFinite() }
      append(value.description)
    case .string(let value): quote(value)
    case .array(let items): try write(items, indent: indent, inline: inline)
    case .object(let members): try write(members, indent: indent, inline: inline)
    }
  }

  private mutating func write(
    _ items: [JSON], indent: Int, inline: Bool
  ) throws(NotFinite) {
    let inline = inline || (items.count > 1 && items.allSatisfy(\.isInteger))
    bytes.append(UInt8(ascii: "["))
    for (index, item) in items.enumerated() {
      separate(index, indent, inline)
      do throws(NotFinite) {
        try write(item, indent: indent + 1, inline: inline || isFlat(item))
      } catch {
        throw error.below("[\(index)]")
      }
    }
    if !inline && !items.isEmpty { newLine(indent) }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func write(
    _ members: [JSON.Member], indent: Int, inline: Bool
  ) throws(NotFinite) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      separate(index, indent, inline)
      quote(member.key)
      append(": ")
      do throws(NotFinite) {
        try write(member.value, indent: indent + 1, inline: inline)
      } catch {
        throw error.below(member.key)
      }
    }
    if !inline && !members.isEmpty { newLine(indent) }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func separate(_ index: Int, _ indent: Int, _ inline: Bool) {
    if index > 0 { append(inline ? ", " : ",") }
    if !inline { newLine(indent + 1) }
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

  /// Most of a summary is figures: they are written in place, the last digit first.
  private mutating func append(_ number: UInt64) {
    let start = bytes.count
    var left = number
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: left % 10))
      left /= 10
    } while left > 0
    bytes[start...].reverse()
  }

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
