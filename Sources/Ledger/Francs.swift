/// An amount in whole francs of the Pacific (F CFP, XPF).
///
/// The books are in cents of a euro. The parity is fixed, and a franc is worth less than a cent
/// (0.838 of one), so that every amount in cents has one amount in francs, rounded to the nearest,
/// and comes back from it: what the books say and what a statement of the Pacific prints are the
/// same amount. The francs of the arrêtés (47,733; 83,532; 95,465; 9,547) are these.
package struct Francs: Hashable, Comparable, Sendable {
  /// The fixed parity: what 1,000 francs are worth, in cents of a euro.
  package struct Parity: Hashable, Sendable {
    /// The cents of 1,000 francs; above 0.
    package let centsPerThousand: Int64

    /// Creates a parity.
    ///
    /// - Parameter centsPerThousand: The cents of 1,000 francs; what is below 1 counts as 1.
    package init(centsPerThousand: Int64) { self.centsPerThousand = max(1, centsPerThousand) }
  }

  /// The francs.
  package var rawValue: Int64

  /// Creates an amount.
  ///
  /// - Parameter rawValue: The francs.
  package init(_ rawValue: Int64) { self.rawValue = rawValue }

  /// The francs that an amount in euros is worth, to the nearest; a half goes up.
  ///
  /// - Parameters:
  ///   - cents: The amount, none below 0.
  ///   - parity: The parity.
  package init(_ cents: Cents, at parity: Parity) {
    let (high, low) = cents.rawValue.multipliedFullWidth(by: 1_000)
    let (quotient, rest) = parity.centsPerThousand.dividingFullWidth((high, low))
    rawValue = quotient + (rest * 2 >= parity.centsPerThousand ? 1 : 0)
  }

  /// The amount in euros, to the nearest cent; a half goes up.
  ///
  /// - Parameter parity: The parity.
  /// - Returns: The cents.
  package func cents(at parity: Parity) -> Cents {
    let (high, low) = rawValue.multipliedFullWidth(by: parity.centsPerThousand)
    let (quotient, rest) = (1_000 as Int64).dividingFullWidth((high, low))
    return Cents(quotient + (rest >= 500 ? 1 : 0))
  }

  /// Whether an amount is less than another.
  ///
  /// - Parameters:
  ///   - lhs: An amount.
  ///   - rhs: Another amount.
  /// - Returns: `true` if `lhs` is less.
  package static func < (lhs: Francs, rhs: Francs) -> Bool { lhs.rawValue < rhs.rawValue }
}

extension Francs: CustomStringConvertible {
  /// The amount as a statement of the Pacific writes it: `47 733 F`.
  package var description: String {
    let digits = String(rawValue.magnitude)
    var grouped = rawValue < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { grouped += "\u{202f}" }
      grouped.append(digit)
    }
    return grouped + " F"
  }
}
