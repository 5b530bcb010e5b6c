/// How far the means of two samples lie apart, with an interval at any level.
package struct MeanDifference: Sendable, Hashable {
  /// How the interval was made.
  package enum Method: String, Sendable {
    /// From the differences of pairs: what common random numbers are for.
    case paired
    /// From both samples apart (B. L. Welch, Biometrika 34, 1947).
    case welch
  }

  /// The mean of the candidate less that of the baseline.
  package let mean: Double
  /// Half of the interval's width.
  package let halfWidth: Double
  /// The degrees of freedom, rounded down.
  package let degrees: Int
  /// How the interval was made.
  package let method: Method

  /// From the difference less the half-width to both together.
  package var interval: ClosedRange<Double> { (mean - halfWidth)...(mean + halfWidth) }

  /// Compares pair by pair.
  ///
  /// - Parameters:
  ///   - candidate: The measurements to judge.
  ///   - baseline: The measurements to judge them by, pair by pair.
  ///   - probability: How sure the interval is, from 0 to below 1.
  /// - Returns: The difference, or `nil` where the samples don't pair or hold fewer than two pairs.
  package static func paired(
    _ candidate: Sample, _ baseline: Sample, probability: Double = 0.95
  ) -> MeanDifference? {
    guard let differences = Sample.differences(of: candidate, from: baseline),
      let mean = differences.mean, let deviation = differences.standardDeviation
    else { return nil }
    let count = differences.count
    let t = StudentDistribution(degrees: count - 1).quantile(within: probability)
    return MeanDifference(
      mean: mean, halfWidth: t * deviation / Double(count).squareRoot(), degrees: count - 1,
      method: .paired)
  }

  /// Compares both samples as if they had nothing to do with each other.
  ///
  /// The degrees of freedom are those of Welch and Satterthwaite, rounded down, which makes the
  /// interval a little too wide.
  ///
  /// - Parameters:
  ///   - candidate: The measurements to judge, at least two.
  ///   - baseline: The measurements to judge them by, at least two.
  ///   - probability: How sure the interval is, from 0 to below 1.
  /// - Returns: The difference, or `nil` where a sample is too small.
  package static func welch(
    _ candidate: Sample, _ baseline: Sample, probability: Double = 0.95
  ) -> MeanDifference? {
    guard let after = candidate.mean, let before = baseline.mean,
      let deviation = candidate.standardDeviation, let other = baseline.standardDeviation
    else { return nil }
    let a = deviation * deviation / Double(candidate.count)
    let b = other * other / Double(baseline.count)
    let apart =
      a * a / Double(candidate.count - 1) + b * b / Double(baseline.count - 1)
    let degrees =
      apart > 0
      ? max(1, Int((a + b) * (a + b) / apart)) : candidate.count + baseline.count - 2
    let t = StudentDistribution(degrees: degrees).quantile(within: probability)
    return MeanDifference(
      mean: after - before, halfWidth: t * (a + b).squareRoot(), degrees: degrees, method: .welch)
  }
}

extension Sample {
  /// Pearson's correlation of paired measurements.
  ///
  /// - Parameters:
  ///   - one: Measurements.
  ///   - other: Measurements, pair by pair.
  /// - Returns: From −1 to 1; `nil` where the samples don't pair or one of them does not vary.
  package static func correlation(_ one: Sample, _ other: Sample) -> Double? {
    guard one.count == other.count, let a = one.mean, let b = other.mean,
      let deviation = one.standardDeviation, let second = other.standardDeviation,
      deviation > 0, second > 0
    else { return nil }
    let together = zip(one.values, other.values).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) }
    return Swift.max(-1, Swift.min(1, together / Double(one.count - 1) / (deviation * second)))
  }
}
