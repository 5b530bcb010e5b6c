internal import Draws

/// A NIR (numéro de sécurité sociale) as somebody typed it: the digits, and the letter of Corse
/// apart.
///
/// Thirteen digits as one decimal number, with 0 in the place of the letter of 2A or 2B; the letter
/// stands in the two upper bits. What is typed with another count of digits is another number, and
/// matches nobody.
package struct TypedNIR: Sendable, Equatable {
  /// The digits, and the letter in bits 62 and 63: 1 for A, 2 for B.
  package var raw: UInt64

  /// Takes what was typed.
  ///
  /// - Parameter raw: The digits, and the letter in bits 62 and 63: 1 for A, 2 for B.
  package init(raw: UInt64 = 0) { self.raw = raw }

  /// The digits, with 0 in the place of a letter.
  var digits: UInt64 { raw & (1 << 62 - 1) }

  /// The letter: 0 for none, 1 for A, 2 for B.
  private var letter: UInt64 { raw >> 62 }

  /// Whether this is a number of thirteen digits whose sex, month and department exist.
  ///
  /// Months above 12 stand for births whose month is not known; a letter stands in the second place
  /// of the department of Corse and nowhere else.
  var isWellFormed: Bool {
    let head = digits / 100_000_000
    guard (10_000..<30_000).contains(head), letter < 3 else { return false }
    let month = head % 100
    let department = digits / 1_000_000 % 100
    guard (1...12).contains(month) || (20...42).contains(month) || (50...99).contains(month) else {
      return false
    }
    return letter == 0 ? department > 0 && department != 20 : department == 20
  }

  /// The key of two digits: 97 less the remainder of the number by 97.
  ///
  /// The department 2A counts as 19 and 2B as 18, so that one or two millions are taken off.
  ///
  /// - Parameter isCorsicanWrong: Whether the letter is forgotten, as a known-bad platform does.
  /// - Returns: The key, from 1 to 97.
  func key(isCorsicanWrong: Bool) -> UInt8 {
    let counted = isCorsicanWrong ? digits : digits - letter * 1_000_000
    return UInt8(97 - counted % 97)
  }

  /// Reads what somebody types: digits, and A or B where the department of Corse has it.
  ///
  /// Any other character, more than one letter or more than 18 characters make no number.
  ///
  /// - Parameter text: Letters and digits without spaces.
  package init?(_ text: String) {
    var digits: UInt64 = 0
    var letter: UInt64 = 0
    guard !text.isEmpty, text.utf8.count <= 18 else { return nil }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits = digits * 10 + UInt64(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "A"), UInt8(ascii: "B"):
        guard letter == 0 else { return nil }
        letter = UInt64(byte - UInt8(ascii: "A")) + 1
        digits *= 10
      default: return nil
      }
    }
    raw = digits | letter << 62
  }
}

/// A short text as somebody typed it, such as a password: up to sixteen ASCII characters, packed.
///
/// It lives as long as the form that it was typed in; nothing of the platform keeps one.
package struct TypedText: Sendable, Equatable {
  /// The first eight characters, the first one lowest; 0 after the end.
  package var low: UInt64 = 0
  /// The characters from the ninth on.
  package var high: UInt64 = 0

  /// The most characters that a text can have here.
  package static let most = 16

  /// Creates an empty text.
  package init() {}

  /// Packs a text of at most sixteen printable ASCII characters; any other is none.
  ///
  /// - Parameter text: The text.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.most else { return nil }
    for byte in text.utf8 {
      guard (32...126).contains(byte) else { return nil }
      append(byte)
    }
  }

  /// How many characters there are.
  package var count: Int {
    high == 0 ? (71 - low.leadingZeroBitCount) / 8 : 8 + (71 - high.leadingZeroBitCount) / 8
  }

  /// Adds a character to a text of fewer than sixteen.
  ///
  /// - Parameter byte: The character, not 0.
  package mutating func append(_ byte: UInt8) {
    let count = count
    if count < 8 {
      low |= UInt64(byte) << (UInt64(count) * 8)
    } else {
      high |= UInt64(byte) << (UInt64(count - 8) * 8)
    }
  }

  /// The character at a place.
  ///
  /// - Parameter place: The place, from 0.
  package subscript(place: Int) -> UInt8 {
    UInt8(
      truncatingIfNeeded: place < 8 ? low >> (UInt64(place) * 8) : high >> (UInt64(place - 8) * 8))
  }

  /// Whether the rule of passwords is kept: so many characters, among them an upper case, a lower
  /// case and a digit.
  ///
  /// - Parameter length: The least number of characters.
  /// - Returns: `true` for a password that may be accepted.
  func keepsRule(length: Int) -> Bool {
    let count = count
    guard count >= length else { return false }
    var hasUpper = false
    var hasLower = false
    var hasDigit = false
    for place in 0..<count {
      switch self[place] {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): hasUpper = true
      case UInt8(ascii: "a")...UInt8(ascii: "z"): hasLower = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigit = true
      default: break
      }
    }
    return hasUpper && hasLower && hasDigit
  }

  /// What is kept of a password: never the text, and with another salt never the same.
  ///
  /// A model's stand-in for a slow salted hash: two rounds of a mixer, which nobody should use to
  /// guard real passwords.
  ///
  /// - Parameter salt: What tells this account's digests from all others.
  /// - Returns: A word that is never 0.
  func digest(salt: UInt64) -> UInt64 {
    mixed(mixed(low ^ salt) &+ (high ^ salt) &* 0xd1b5_4a32_d192_ed03) | 1
  }
}
