/// Text as bytes, appended piece by piece: a report of a million cells makes no string of each.
struct ByteText {
  private(set) var bytes: [UInt8] = []

  /// Appends a text.
  mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends a byte.
  mutating func add(_ byte: UInt8) { bytes.append(byte) }

  /// Appends a character.
  mutating func add(_ scalar: Unicode.Scalar) {
    for byte in scalar.utf8 { bytes.append(byte) }
  }

  /// Appends a whole number in decimal digits.
  mutating func add(_ number: Int64) {
    var rest = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes[start...].reverse()
  }

  /// Appends a line end.
  mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }
}

extension Unicode.Scalar {
  /// Whether the scalar may stand in a document of XML 1.0, and in any text that people read.
  var isPrintable: Bool {
    switch value {
    case 0x9, 0xa, 0xd: true
    case ..<0x20, 0x7f...0x9f, 0xfffe...0xffff: false
    default: true
    }
  }
}
