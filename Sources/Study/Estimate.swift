package import Statistics

/// What the runs of several seeds say of one metric.
package struct Estimate: Sendable, Equatable {
  /// The metric's name.
  package let name: String
  /// What its values measure.
  package let unit: String
  /// Its value in each run, in the order of the runs; `nil` for a run that measured nothing of it.
  package let values: [Int64?]
  /// The values of the runs that measured it.
  package let sample: Sample
  /// The least value.
  package let min: Int64
  /// The greatest value.
  package let max: Int64

  /// Sums up a metric, if any run measured it.
  ///
  /// - Parameters:
  ///   - name: The metric's name.
  ///   - unit: What its values measure.
  ///   - values: Its value in each run; `nil` for a run that measured nothing of it.
  package init?(_ name: String, unit: String = "count", _ values: [Int64?]) {
    let measured = values.compactMap { $0 }
    guard let least = measured.min(), let greatest = measured.max() else { return nil }
    self.name = name
    self.unit = unit
    self.values = values
    sample = Sample(measured.map { Double($0) })
    min = least
    max = greatest
  }

  /// The mean over the runs.
  package var mean: Double { sample.mean ?? Double(min) }

  /// The half-width of Student's 95 % interval of the mean, from two runs on.
  package var halfWidth: Double? { sample.halfWidth(.ninetyFive) }

  /// Sums up every metric of some runs.
  ///
  /// - Parameters:
  ///   - runs: The metrics of each run.
  ///   - isZero: Whether a run that has no such metric counted none of it: a counter that is left
  ///     out is 0, but a percentile of nobody is no number.
  /// - Returns: The metrics in the order in which they first appear.
  package static func all(
    _ runs: some Collection<[Metric]>, absentIsZero isZero: (String) -> Bool
  ) -> [Estimate] {
    var places: [String: Int] = [:]
    var columns: [(name: String, unit: String, values: [Int64?])] = []
    for (number, run) in runs.enumerated() {
      for metric in run {
        let place = places[metric.name] ?? columns.count
        if place == columns.count {
          places[metric.name] = place
          let nothing: Int64? = isZero(metric.name) ? 0 : nil
          columns.append(
            (metric.name, metric.unit, [Int64?](repeating: nothing, count: runs.count)))
        }
        columns[place].values[number] = metric.value
      }
    }
    return columns.compactMap { Estimate($0.name, unit: $0.unit, $0.values) }
  }
}
