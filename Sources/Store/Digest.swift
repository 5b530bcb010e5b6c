/// The arithmetic of checks and digests: remainders modulo a prime, whose products stay below 2⁶³,
/// so that SQLite computes the same (`SQL.swift` of the audit).
///
/// It finds what was changed by accident or by hand. Whoever recomputes every check, month and seal
/// is found out by the run itself: the file names the command that repeats it.
enum Digest {
  /// The prime 2³¹ − 1.
  static let prime: Int64 = 2_147_483_647
  /// What a text grows by at each character.
  static let step: Int64 = 1_000_003
  /// What an empty text is worth.
  static let start: Int64 = 7
  /// What stands for NULL.
  static let null = "\u{2205}"
  /// The factor of the second lane.
  static let second: Int64 = 1_103_515_245
  /// The factor of a row, and that of a column, in the check of a cell.
  static let row: Int64 = 7_368_787
  static let column: Int64 = 982_451_653

  /// A text as a number below the prime.
  static func of(_ text: String?) -> Int64 {
    (text ?? null).unicodeScalars.reduce(start) { ($0 * step + Int64($1.value)) % prime }
  }

  /// A number as eight hexadecimal digits.
  static func hexadecimal(_ number: Int64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }

  /// The number by which one must multiply to divide by another one.
  static func inverse(of number: Int64) -> Int64 {
    var (result, base, exponent) = (Int64(1), number % prime, prime - 2)
    if base < 0 { base += prime }
    while exponent > 0 {
      if exponent & 1 == 1 { result = result * base % prime }
      base = base * base % prime
      exponent >>= 1
    }
    return result
  }
}

/// Two running remainders that depend on everything that went in, and on its order.
struct Chain: Sendable, Equatable {
  private(set) var first: Int64 = 1
  private(set) var second: Int64 = 1

  /// Takes a number in, which is not below zero.
  mutating func add(_ number: Int64) {
    let part = number % Digest.prime
    first = (first * Digest.step + part) % Digest.prime
    second = (second * Digest.second + part) % Digest.prime
  }

  /// Sixteen hexadecimal digits.
  var text: String { Digest.hexadecimal(first) + Digest.hexadecimal(second) }
}

/// How many rows a table has, and the sum of their checks.
struct Checked: Sendable, Equatable {
  var rows: Int64 = 0
  var sum: Int64 = 0
}
