/// An amount of money in whole cents of a euro.
///
/// Sums and differences trap on overflow: an amount that does not fit is a defect, never a figure.
@usableFromInline
package struct Cents: Hashable, Comparable, Sendable {
  /// The cents.
  @usableFromInline package var rawValue: Int64

  /// Creates an amount.
  ///
  /// - Parameter rawValue: The cents.
  @inlinable
  package init(_ rawValue: Int64) { self.rawValue = rawValue }

  /// No money.
  package static let zero = Cents(0)

  /// The sum of two amounts.
  ///
  /// - Parameters:
  ///   - lhs: An amount.
  ///   - rhs: Another amount.
  /// - Returns: Their sum.
  @inlinable
  package static func + (lhs: Cents, rhs: Cents) -> Cents { Cents(lhs.rawValue + rhs.rawValue) }

  /// The difference of two amounts.
  ///
  /// - Parameters:
  ///   - lhs: An amount.
  ///   - rhs: The amount taken from it.
  /// - Returns: What is left.
  @inlinable
  package static func - (lhs: Cents, rhs: Cents) -> Cents { Cents(lhs.rawValue - rhs.rawValue) }

  /// Adds an amount to another.
  ///
  /// - Parameters:
  ///   - lhs: The amount that grows.
  ///   - rhs: What is added.
  @inlinable
  package static func += (lhs: inout Cents, rhs: Cents) { lhs.rawValue += rhs.rawValue }

  /// Takes an amount from another.
  ///
  /// - Parameters:
  ///   - lhs: The amount that shrinks.
  ///   - rhs: What is taken.
  @inlinable
  package static func -= (lhs: inout Cents, rhs: Cents) { lhs.rawValue -= rhs.rawValue }

  /// Whether an amount is less than another.
  ///
  /// - Parameters:
  ///   - lhs: An amount.
  ///   - rhs: Another amount.
  /// - Returns: `true` if `lhs` is less.
  @inlinable
  package static func < (lhs: Cents, rhs: Cents) -> Bool { lhs.rawValue < rhs.rawValue }

  /// The part of this amount that a ratio of whole numbers is, rounded down.
  ///
  /// What is rounded away stays with the payer, that is with the fund (PAY-3).
  ///
  /// - Parameters:
  ///   - numerator: The part, from 0 to `denominator`.
  ///   - denominator: The whole, above 0.
  /// - Returns: The part in whole cents.
  package func part(_ numerator: Int64, of denominator: Int64) -> Cents {
    precondition(denominator > 0 && numerator >= 0 && numerator <= denominator, "not a part")
    let (high, low) = rawValue.multipliedFullWidth(by: numerator)
    return Cents(denominator.dividingFullWidth((high, low)).quotient)
  }
}

extension Cents: CustomStringConvertible {
  /// The amount as a French statement writes it: `1 234,56 €`.
  @usableFromInline package var description: String {
    let magnitude = rawValue.magnitude
    let (euros, cents) = magnitude.quotientAndRemainder(dividingBy: 100)
    let digits = String(euros)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { grouped += "\u{202f}" }
      grouped.append(digit)
    }
    return "\(rawValue < 0 ? "-" : "")\(grouped),\(cents < 10 ? "0" : "")\(cents) €"
  }
}

/// An amount of one dossier, kept in 32 bits.
///
/// Dossiers are touched in no order, so that their size is their speed. What does not fit traps; no
/// training costs 21 million euros.
@propertyWrapper
@usableFromInline
package struct Narrow: Sendable, Equatable {
  @usableFromInline var storage: Int32

  /// Creates an amount.
  ///
  /// - Parameter wrappedValue: Cents.
  @inlinable
  package init(wrappedValue: Int64) { storage = Int32(wrappedValue) }

  /// The amount in cents.
  @inlinable package var wrappedValue: Int64 {
    get { Int64(storage) }
    set { storage = Int32(newValue) }
  }
}
