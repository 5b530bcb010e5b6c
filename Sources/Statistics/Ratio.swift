/// A ratio of two whole numbers, never rounded until it is printed.
package struct Ratio: Sendable {
  /// The part.
  package let numerator: Int64
  /// The whole, above 0.
  package let denominator: Int64

  /// Creates a ratio.
  ///
  /// - Parameters:
  ///   - numerator: The part.
  ///   - denominator: The whole, above 0.
  package init(_ numerator: Int64, _ denominator: Int64) {
    precondition(denominator > 0, "a ratio divides by a positive number")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The ratio times a scale, rounded to the nearest whole number, halves away from zero.
  ///
  /// - Parameter scale: The scale, above 0: 1,000 for thousandths.
  /// - Returns: The rounded product.
  package func scaled(by scale: Int64) -> Int64 {
    precondition(scale > 0, "a scale is positive")
    let product = numerator.magnitude.multipliedFullWidth(by: scale.magnitude)
    let whole = denominator.magnitude.dividingFullWidth(product)
    let roundsUp = whole.remainder >= denominator.magnitude - whole.remainder
    let rounded = Int64(whole.quotient + (roundsUp ? 1 : 0))
    return numerator < 0 ? -rounded : rounded
  }

  /// The ratio in thousandths.
  package var milli: Int64 { scaled(by: 1_000) }

  /// The ratio in parts per million.
  package var partsPerMillion: Int64 { scaled(by: 1_000_000) }

  /// The ratio in decimal notation.
  ///
  /// - Parameter decimals: How many digits follow the point, from 0 to 9.
  /// - Returns: For example `0.333`.
  package func text(decimals: Int) -> String {
    decimalText(scaled(by: powerOfTen(decimals)), decimals: decimals)
  }

  /// The ratio as a percentage.
  ///
  /// - Parameter decimals: How many digits follow the point, from 0 to 7.
  /// - Returns: For example `79.0 %`.
  package func percentText(decimals: Int = 1) -> String {
    decimalText(scaled(by: 100 * powerOfTen(decimals)), decimals: decimals) + " %"
  }
}

extension Ratio: Hashable {
  /// Whether two ratios stand for the same number.
  ///
  /// - Parameters:
  ///   - lhs: A ratio.
  ///   - rhs: Another ratio.
  /// - Returns: `true` for 1/2 and 2/4.
  package static func == (lhs: Ratio, rhs: Ratio) -> Bool {
    let left = lhs.numerator.multipliedFullWidth(by: rhs.denominator)
    let right = rhs.numerator.multipliedFullWidth(by: lhs.denominator)
    return left == right
  }

  /// Hashes the ratio in lowest terms.
  ///
  /// - Parameter hasher: What takes the ratio in.
  package func hash(into hasher: inout Hasher) {
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b > 0 { (a, b) = (b, a % b) }
    hasher.combine(numerator / Int64(a))
    hasher.combine(denominator / Int64(a))
  }
}

/// A scaled whole number in decimal notation.
///
/// - Parameters:
///   - scaled: The number times ten to the power of `decimals`.
///   - decimals: How many digits follow the point, at least 0.
///   - point: What stands between whole and fraction.
/// - Returns: For example `-12.05` for -1205 and two decimals.
package func decimalText(_ scaled: Int64, decimals: Int, point: String = ".") -> String {
  var digits = String(scaled.magnitude)
  if digits.count <= decimals {
    digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
  }
  let sign = scaled < 0 ? "-" : ""
  if decimals == 0 { return sign + digits }
  return sign + digits.dropLast(decimals) + point + digits.suffix(decimals)
}

/// Ten to a power.
///
/// - Parameter exponent: The exponent, from 0 to 18.
/// - Returns: The power.
func powerOfTen(_ exponent: Int) -> Int64 {
  precondition((0...18).contains(exponent), "no such number of decimals")
  return (0..<exponent).reduce(1) { power, _ in power * 10 }
}
