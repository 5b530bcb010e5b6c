#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// Ratios by their logarithms: twice as much and half as much are equally far from the same.
package enum LogRatio {
  /// The logarithm of a ratio.
  ///
  /// - Parameters:
  ///   - part: What is compared.
  ///   - whole: What it is compared with.
  /// - Returns: ln(part ÷ whole); `nil` where one of both is not a finite number above 0.
  package static func of(_ part: Double, to whole: Double) -> Double? {
    guard part > 0, whole > 0, part.isFinite, whole.isFinite else { return nil }
    return log(part / whole)
  }

  /// The logarithm of what is more by a share.
  ///
  /// - Parameter share: The share, above −1: 0.05 for 5 % more.
  /// - Returns: ln(1 + share).
  package static func more(by share: Double) -> Double { log1p(share) }

  /// The ratio of a logarithm.
  ///
  /// - Parameter logarithm: The logarithm.
  /// - Returns: e to its power.
  package static func ratio(_ logarithm: Double) -> Double { exp(logarithm) }
}
