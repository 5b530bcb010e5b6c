/// Measurements of one quantity: repetitions of a bench, replications of a study.
///
/// Only figures that never reach a ledger are held this way: wall-clock times, and what a study
/// estimates from several seeds.
package struct Sample: Hashable, Sendable {
  /// The measurements in the order in which they were made.
  package let values: [Double]
  private let sorted: [Double]

  /// Creates a sample.
  ///
  /// - Parameter values: The measurements, all finite.
  package init(_ values: [Double]) {
    precondition(values.allSatisfy(\.isFinite), "a measurement is a finite number")
    self.values = values
    sorted = values.sorted()
  }

  /// How many measurements there are.
  package var count: Int { values.count }

  /// The least measurement, if there is one.
  package var min: Double? { sorted.first }

  /// The greatest measurement, if there is one.
  package var max: Double? { sorted.last }

  /// The arithmetic mean, if there is one.
  package var mean: Double? {
    count > 0 ? values.reduce(0, +) / Double(count) : nil
  }

  /// The median: the middle measurement, or the mean of the two in the middle.
  package var median: Double? {
    guard count > 0 else { return nil }
    let middle = count / 2
    return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The sample standard deviation √(Σ(x − x̄)² ÷ (n − 1)), from two measurements on.
  package var standardDeviation: Double? {
    guard count > 1, let mean else { return nil }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(count - 1)).squareRoot()
  }

  /// The median absolute deviation from the median: a spread that outliers don't move.
  package var medianAbsoluteDeviation: Double? {
    guard let median else { return nil }
    return Sample(values.map { abs($0 - median) }).median
  }

  /// The percentile by nearest rank.
  ///
  /// - Parameter partsPerMillion: The share, from 0 to 1,000,000.
  /// - Returns: A measurement, if there is one.
  package func percentile(partsPerMillion: Int64) -> Double? {
    guard count > 0 else { return nil }
    return sorted[Int(nearestRank(partsPerMillion, of: Int64(count))) - 1]
  }

  /// The half-width of Student's confidence interval of the mean: t × s ÷ √n.
  ///
  /// - Parameter confidence: How sure the interval is.
  /// - Returns: The half-width, from two measurements on.
  package func halfWidth(_ confidence: Confidence = .ninetyFive) -> Double? {
    guard let standardDeviation else { return nil }
    let t = StudentDistribution(degrees: count - 1).quantile(within: confidence.probability)
    return t * standardDeviation / Double(count).squareRoot()
  }

  /// Student's confidence interval of the mean.
  ///
  /// - Parameter confidence: How sure the interval is.
  /// - Returns: The interval, from two measurements on.
  package func interval(_ confidence: Confidence = .ninetyFive) -> ClosedRange<Double>? {
    guard let mean, let halfWidth = halfWidth(confidence) else { return nil }
    return (mean - halfWidth)...(mean + halfWidth)
  }

  /// The differences of paired measurements: what common random numbers leave to compare.
  ///
  /// - Parameters:
  ///   - candidate: The measurements to judge.
  ///   - baseline: The measurements to judge them by, pair by pair.
  /// - Returns: Candidate minus baseline, or nothing if the samples don't pair.
  package static func differences(of candidate: Sample, from baseline: Sample) -> Sample? {
    guard candidate.count == baseline.count else { return nil }
    return Sample(zip(candidate.values, baseline.values).map { $0 - $1 })
  }

  /// The ratios of paired measurements: how many times slower the candidate was, pair by pair.
  ///
  /// - Parameters:
  ///   - candidate: The measurements to judge.
  ///   - baseline: The measurements to judge them by, all above 0.
  /// - Returns: Candidate over baseline, or nothing if the samples don't pair.
  package static func ratios(of candidate: Sample, to baseline: Sample) -> Sample? {
    guard candidate.count == baseline.count, baseline.values.allSatisfy({ $0 > 0 }) else {
      return nil
    }
    return Sample(zip(candidate.values, baseline.values).map { $0 / $1 })
  }
}
