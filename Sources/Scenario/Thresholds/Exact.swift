/// A number with a fraction that nothing rounds: what a threshold compares.
package struct Exact: Sendable, Hashable, Comparable {
  /// The part, in lowest terms.
  package let numerator: Int128
  /// The whole, above 0, in lowest terms.
  package let denominator: Int128

  /// Creates a number.
  ///
  /// - Parameters:
  ///   - numerator: The part.
  ///   - denominator: The whole, above 0.
  package init(_ numerator: Int128, _ denominator: Int128 = 1) {
    precondition(denominator > 0, "a number divides by what is above zero")
    // In lowest terms, so that products of products stay small.
    let divisor = denominator == 1 ? 1 : Self.commonDivisor(numerator, denominator)
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  /// Creates what is as near to a number that the digits of a ratio cannot hold as matters.
  private init(nearly number: Double) {
    let bound = 1e30
    guard number.magnitude < bound else {
      self.init(number < 0 ? -Int128(bound) : Int128(bound))
      return
    }
    self.init(Int128((number * 1_000_000).rounded()), 1_000_000)
  }

  private static func commonDivisor(_ one: Int128, _ other: Int128) -> Int128 {
    var (a, b) = (one.magnitude, other.magnitude)
    while b > 0 { (a, b) = (b, a % b) }
    // Never above the denominator, which is one.
    return Int128(a)
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

  /// The number times a whole one, over another; nearly so where it has more digits than fit.
  func scaled(by factor: Int128, over divisor: Int128 = 1) -> Exact {
    let part = numerator.multipliedReportingOverflow(by: factor)
    let whole = denominator.multipliedReportingOverflow(by: divisor)
    guard !part.overflow, !whole.overflow else {
      return Exact(nearly: approximation * Double(factor) / Double(divisor))
    }
    return Exact(part.partialValue, whole.partialValue)
  }

  /// The number times a scale, rounded to the nearest whole number, halves away from zero; the
  /// nearest that there is where it is too large.
  func rounded(times scale: Int128 = 1) -> Int64 {
    let part = numerator.multipliedReportingOverflow(by: scale)
    guard !part.overflow else { return numerator < 0 ? .min : .max }
    let (quotient, rest) = part.partialValue.quotientAndRemainder(dividingBy: denominator)
    let carry: Int128 = rest.magnitude >= denominator.magnitude - rest.magnitude ? 1 : 0
    return Int64(clamping: quotient + (numerator < 0 ? -carry : carry))
  }

  /// The difference; nearly so where it has more digits than fit.
  static func - (lhs: Exact, rhs: Exact) -> Exact {
    let left = lhs.numerator.multipliedReportingOverflow(by: rhs.denominator)
    let right = rhs.numerator.multipliedReportingOverflow(by: lhs.denominator)
    let part = left.partialValue.subtractingReportingOverflow(right.partialValue)
    let whole = lhs.denominator.multipliedReportingOverflow(by: rhs.denominator)
    guard !left.overflow, !right.overflow, !part.overflow, !whole.overflow else {
      return Exact(nearly: lhs.approximation - rhs.approximation)
    }
    return Exact(part.partialValue, whole.partialValue)
  }

  static func + (lhs: Exact, rhs: Exact) -> Exact { lhs - Exact(-rhs.numerator, rhs.denominator) }

  var magnitude: Exact { numerator < 0 ? Exact(-numerator, denominator) : self }
}
