package import Statistics

/// What the runs of several seeds say of one metric.
package struct Estimate: Sendable, Equatable {
  /// The metric's name.
  package let name: String
  /// Its value in each run, in the order of the runs.
  package let sample: Sample
  /// The least value.
  package let min: Int64
  /// The greatest value.
  package let max: Int64

  /// Sums up a metric.
  ///
  /// - Parameters:
  ///   - name: The metric's name.
  ///   - values: Its value in each run.
  package init?(_ name: String, _ values: [Int64]) {
    guard let least = values.min(), let greatest = values.max() else { return nil }
    self.name = name
    sample = Sample(values.map { Double($0) })
    min = least
    max = greatest
  }

  /// The mean over the runs.
  package var mean: Double { sample.mean ?? Double(min) }

  /// The half-width of Student's 95 % interval of the mean, from two runs on.
  package var halfWidth: Double? { sample.halfWidth(.ninetyFive) }
}
