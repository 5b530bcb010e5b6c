/// A number with a fraction that nothing rounds: what a threshold compares.
package struct Exact: Sendable, Hashable, Comparable {
  /// The part.
  package let numerator: Int128
  /// The whole, above 0.
  package let denominator: Int128

  /// Creates a number.
  ///
  /// - Parameters:
  ///   - numerator: The part.
  ///   - denominator: The whole, above 0.
  package init(_ numerator: Int128, _ denominator: Int128 = 1) {
    precondition(denominator > 0, "a number divides by what is above zero")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Whether a number is less than another one.
  ///
  /// - Parameters:
  ///   - lhs: A number.
  ///   - rhs: Another number.
  /// - Returns: `true` if it is.
  package static func < (lhs: Exact, rhs: Exact) -> Bool {
    let left = lhs.numerator.multipliedReportingOverflow(by: rhs.denominator)
    let right = rhs.numerator.multipliedReportingOverflow(by: lhs.denominator)
    // Only limits that no metric ever comes near are so large; their order needs no last digit.
    guard !left.overflow, !right.overflow else { return lhs.approximation < rhs.approximation }
    return left.partialValue < right.partialValue
  }

  /// Whether two numbers are the same.
  ///
  /// - Parameters:
  ///   - lhs: A number.
  ///   - rhs: Another number.
  /// - Returns: `true` for 1/2 and 2/4.
  package static func == (lhs: Exact, rhs: Exact) -> Bool { !(lhs < rhs) && !(rhs < lhs) }

  /// Hashes what equal numbers have in common.
  ///
  /// - Parameter hasher: What takes the number in.
  package func hash(into hasher: inout Hasher) { hasher.combine(approximation) }

  /// The number as nearly as a `Double` holds it.
  package var approximation: Double { Double(numerator) / Double(denominator) }

  /// The number times a whole one, over another.
  func scaled(by factor: Int128, over divisor: Int128 = 1) -> Exact {
    Exact(numerator * factor, denominator * divisor)
  }

  /// The number times a scale, rounded to the nearest whole number, halves away from zero.
  func rounded(times scale: Int128 = 1) -> Int64 {
    let (quotient, rest) = (numerator * scale).quotientAndRemainder(dividingBy: denominator)
    let carry: Int128 = rest.magnitude * 2 >= denominator.magnitude ? 1 : 0
    return Int64(clamping: quotient + (numerator < 0 ? -carry : carry))
  }

  static func - (lhs: Exact, rhs: Exact) -> Exact {
    guard lhs.denominator != rhs.denominator else {
      return Exact(lhs.numerator - rhs.numerator, lhs.denominator)
    }
    return Exact(
      lhs.numerator * rhs.denominator - rhs.numerator * lhs.denominator,
      lhs.denominator * rhs.denominator)
  }

  static func + (lhs: Exact, rhs: Exact) -> Exact { lhs - Exact(-rhs.numerator, rhs.denominator) }

  var magnitude: Exact { numerator < 0 ? Exact(-numerator, denominator) : self }
}
