/// How figures travel in a page.
enum Encoding {
  /// Whole numbers as text: differences between neighbours, zigzag, seven bits a byte, base 64.
  ///
  /// Ten years of days take a third of what digits would take, and no figure is lost.
  ///
  /// - Parameter values: The numbers.
  /// - Returns: The text.
  static func columns(_ values: [Int64]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * 2)
    var last: Int64 = 0
    for value in values {
      let difference = value &- last
      last = value
      var rest = UInt64(bitPattern: (difference << 1) ^ (difference >> 63))
      while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(truncatingIfNeeded: rest))
    }
    return base64(bytes)
  }

  /// Bytes in base 64 of RFC 4648.
  ///
  /// - Parameter bytes: The bytes.
  /// - Returns: The text, padded.
  static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let rest = min(3, bytes.count - start)
      var word = UInt32(bytes[start]) << 16
      if rest > 1 { word |= UInt32(bytes[start + 1]) << 8 }
      if rest > 2 { word |= UInt32(bytes[start + 2]) }
      for place in 0..<4 {
        text.append(
          place > rest ? UInt8(ascii: "=") : digits[Int(word >> UInt32(18 - 6 * place) & 63)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// A writer of compact JSON that may stand inside a tag.
struct ScriptJSON {
  private(set) var text = ""

  /// The text of a value: a `String`, a number, a `Bool`, `nil`, or a list of them.
  static func text(_ members: [(String, Value)]) -> String {
    var writer = ScriptJSON()
    writer.write(.object(members))
    return writer.text
  }

  /// A value.
  indirect enum Value {
    case text(String)
    case number(Double)
    case bool(Bool)
    case null
    case list([Value])
    case object([(String, Value)])

    /// Numbers, and nothing where there is none.
    static func numbers(_ values: [Double?]) -> Value {
      .list(values.map { $0.map(Value.number) ?? .null })
    }

    /// Texts.
    static func texts(_ values: [String]) -> Value { .list(values.map(Value.text)) }
  }

  private mutating func write(_ value: Value) {
    switch value {
    case .text(let text): quote(text)
    case .number(let number): write(number)
    case .bool(let value): text += value ? "true" : "false"
    case .null: text += "null"
    case .list(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        write(value)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        quote(member.0)
        text += ":"
        write(member.1)
      }
      text += "}"
    }
  }

  private mutating func write(_ number: Double) {
    guard number.isFinite else {
      text += "null"
      return
    }
    if number.magnitude < 9e15, number == number.rounded() {
      text += String(Int64(number))
    } else {
      text += number.description
    }
  }

  private mutating func quote(_ string: String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      // Neither an end tag nor a comment can stand in it.
      case "<": text += "\\u003c"
      case "\u{2028}": text += "\\u2028"
      case "\u{2029}": text += "\\u2029"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
