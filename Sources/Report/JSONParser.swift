extension JSON {
  /// Reads a value from UTF-8 text (RFC 8259).
  ///
  /// - Parameter bytes: The text.
  /// - Throws: ``ReportError`` with the line and what is wrong there.
  package init(parsing bytes: [UInt8]) throws(ReportError) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.document()
  }
}

/// A reader of JSON text: one function for each rule of the grammar.
private struct JSONParser {
  let bytes: [UInt8]
  var position = 0

  mutating func document() throws(ReportError) -> JSON {
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw failure("there is text after the value") }
    return value
  }

  private mutating func value(depth: Int) throws(ReportError) -> JSON {
    guard depth < 64 else { throw failure("values are nested more than 64 deep") }
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(_ depth: Int) throws(ReportError) -> JSON {
    position += 1
    var members: [JSON.Member] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object([]) }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw failure("a key in quotes is missing") }
      let key = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw failure("a colon is missing after “\(key)”") }
      members.append(JSON.Member(key, try value(depth: depth + 1)))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw failure("a comma or } is missing") }
    return .object(members)
  }

  private mutating func array(_ depth: Int) throws(ReportError) -> JSON {
    position += 1
    var items: [JSON] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array([]) }
    repeat {
      items.append(try value(depth: depth + 1))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw failure("a comma or ] is missing") }
    return .array(items)
  }

  private mutating func string() throws(ReportError) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw failure("a text is not UTF-8")
        }
        return valid
      case UInt8(ascii: "\\"): text.append(contentsOf: String(try escape()).utf8)
      case ..<0x20: throw failure("a text holds a control character")
      default: text.append(byte)
      }
    }
    throw failure("a text has no closing quote")
  }

  private mutating func escape() throws(ReportError) -> Unicode.Scalar {
    guard let byte = peek else { throw failure("the text ends in an escape") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw failure("an escape is unknown")
    }
  }

  private mutating func unicodeEscape() throws(ReportError) -> Unicode.Scalar {
    var code = try fourDigits()
    if (0xd800..<0xdc00).contains(code) {
      guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
        throw failure("half of a surrogate pair is missing")
      }
      let low = try fourDigits()
      guard (0xdc00..<0xe000).contains(low) else { throw failure("a surrogate pair is broken") }
      code = 0x1_0000 + (code - 0xd800) << 10 + (low - 0xdc00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw failure("an escape is no character") }
    return scalar
  }

  private mutating func fourDigits() throws(ReportError) -> UInt32 {
    guard position + 4 <= bytes.count,
      bytes[position..<position + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw failure("an escape needs four hexadecimal digits") }
    position += 4
    return code
  }

  private mutating func number() throws(ReportError) -> JSON {
    let start = position
    _ = take(UInt8(ascii: "-"))
    let whole = digits()
    let hasLeadingZero = whole.count > 1 && bytes[whole.lowerBound] == UInt8(ascii: "0")
    guard !whole.isEmpty, !hasLeadingZero else { throw failure("a value is missing") }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      guard !digits().isEmpty else { throw failure("digits are missing after the point") }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard !digits().isEmpty else { throw failure("an exponent has no digits") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let value = Int64(text) { return .integer(value) }
    if isWhole, let value = UInt64(text) { return .unsigned(value) }
    guard let value = Double(text), value.isFinite else { throw failure("a number is too large") }
    return .double(value)
  }

  private mutating func digits() -> Range<Int> {
    let start = position
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    return start..<position
  }

  private mutating func word(_ text: String, _ value: JSON) throws(ReportError) -> JSON {
    guard bytes[position...].starts(with: text.utf8) else { throw failure("a value is missing") }
    position += text.utf8.count
    return value
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { position += 1 }
  }

  private func failure(_ sentence: String) -> ReportError {
    let line = 1 + bytes.prefix(position).count { $0 == UInt8(ascii: "\n") }
    return ReportError("line \(line): this is not JSON: \(sentence)")
  }
}
