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
  /// The standard error of that difference.
  package let standardError: Double
  /// The degrees of freedom, rounded down.
  package let degrees: Int
  /// How the interval was made.
  package let method: Method

  /// Half the width of Student's interval of the difference.
  ///
  /// - Parameter probability: How sure the interval is, from 0 to below 1; of several intervals
  ///   that are to hold together 1 − 0.05 ÷ their number (Bonferroni).
  /// - Returns: The half-width.
  package func halfWidth(within probability: Double = Confidence.ninetyFive.probability) -> Double {
    StudentDistribution(degrees: degrees).quantile(within: probability) * standardError
  }

  /// Compares pair by pair.
  ///
  /// - Parameters:
  ///   - candidate: The measurements to judge.
  ///   - baseline: The measurements to judge them by, pair by pair.
  /// - Returns: The difference, or `nil` where the samples don't pair or hold fewer than two pairs.
  package static func paired(_ candidate: Sample, _ baseline: Sample) -> MeanDifference? {
    guard let differences = Sample.differences(of: candidate, from: baseline),
      let mean = differences.mean, let deviation = differences.standardDeviation
    else { return nil }
    let count = differences.count
    return MeanDifference(
      mean: mean, standardError: deviation / Double(count).squareRoot(), degrees: count - 1,
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
  /// - Returns: The difference, or `nil` where a sample is too small.
  package static func welch(_ candidate: Sample, _ baseline: Sample) -> MeanDifference? {
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
    return MeanDifference(
      mean: after - before, standardError: (a + b).squareRoot(), degrees: degrees, method: .welch)
  }

  /// The share of the variance that pairing took away: 1 − Var(c − b) ÷ (Var(c) + Var(b)).
  ///
  /// Draws are pure functions of the seed, so both runs of a pair share every draw that both make;
  /// what chance does to both cancels in the difference (common random numbers; Law, *Simulation
  /// Modeling and Analysis*, 11.2).
  ///
  /// - Parameters:
  ///   - candidate: The measurements to judge.
  ///   - baseline: The measurements to judge them by, pair by pair.
  /// - Returns: Nearly 1 where pairs move together, 0 where pairing was in vain, below 0 where it
  ///   did harm; `nil` with fewer than two pairs, or where nothing varies.
  package static func varianceReduction(_ candidate: Sample, _ baseline: Sample) -> Double? {
    guard let together = Sample.differences(of: candidate, from: baseline)?.standardDeviation,
      let deviation = candidate.standardDeviation, let other = baseline.standardDeviation,
      deviation + other > 0
    else { return nil }
    return 1 - together * together / (deviation * deviation + other * other)
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
