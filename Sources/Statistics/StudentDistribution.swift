internal import Synchronization

#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// Student's t distribution with a whole number of degrees of freedom.
///
/// Its distribution function is a finite sum for whole degrees (Abramowitz and Stegun, *Handbook of
/// Mathematical Functions*, 26.7.3 and 26.7.4), so that quantiles of any level come out to the
/// last digits that a report prints: those of simultaneous intervals stand in no table.
package struct StudentDistribution: Sendable {
  /// The degrees of freedom, at least 1.
  package let degrees: Int

  /// Beyond so many degrees the quantile of so many is taken, which is a little too wide.
  private static let most = 2_000

  /// Creates a distribution.
  ///
  /// - Parameter degrees: The degrees of freedom, at least 1.
  package init(degrees: Int) {
    precondition(degrees >= 1, "Student's distribution has at least one degree of freedom")
    self.degrees = min(degrees, Self.most)
  }

  /// The probability that a value lies between −t and t.
  ///
  /// - Parameter t: At least 0.
  /// - Returns: From 0 to 1.
  package func probability(within t: Double) -> Double {
    let n = Double(degrees)
    let cosine2 = n / (n + t * t)
    let sine = t / (n + t * t).squareRoot()
    var term = 1.0
    var sum = 0.0
    if degrees.isMultiple(of: 2) {
      for step in 0..<(degrees / 2) {
        if step > 0 { term *= cosine2 * Double(2 * step - 1) / Double(2 * step) }
        sum += term
      }
      return sine * sum
    }
    let angle = atan(t / n.squareRoot())
    if degrees > 1 {
      term = cosine2.squareRoot()
      sum = term
      for step in 1..<max(1, (degrees - 1) / 2) {
        term *= cosine2 * Double(2 * step) / Double(2 * step + 1)
        sum += term
      }
    }
    return (angle + sine * sum) * 2 / Double.pi
  }

  /// The t for which a value lies between −t and t with a probability.
  ///
  /// - Parameter probability: From 0 to below 1: 0.95 for an interval at 95 %.
  /// - Returns: The two-sided quantile.
  package func quantile(within probability: Double) -> Double {
    precondition((0..<1).contains(probability), "a probability is from 0 to below 1")
    let key = Key(degrees: degrees, probability: probability)
    if let known = Self.known.withLock({ $0[key] }) { return known }
    let quantile = solved(probability)
    Self.known.withLock { $0[key] = quantile }
    return quantile
  }

  private struct Key: Hashable {
    let degrees: Int
    let probability: Double
  }

  /// The quantiles that somebody asked for: a study asks for the same ones at every run.
  private static let known = Mutex<[Key: Double]>([:])

  /// Halves the interval that holds the quantile.
  private func solved(_ probability: Double) -> Double {
    var high = 1.0
    while self.probability(within: high) < probability, high < 1e12 { high *= 2 }
    var low = high / 2
    if self.probability(within: low) > probability { low = 0 }
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if self.probability(within: middle) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
