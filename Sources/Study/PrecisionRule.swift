package import Statistics

/// When enough replications were made for a wanted precision.
///
/// The algorithm of K. Hoad, S. Robinson and R. Davies, "Automated selection of the number of
/// replications for a discrete-event simulation", Journal of the Operational Research Society 61
/// (2010): the half-width of the mean's 95 % interval, relative to the mean, must be within the
/// precision at some number of runs and stay there for a look-ahead of further ones, so that
/// nobody is taken in by a few runs that happen to agree.
package struct PrecisionRule: Sendable, Hashable {
  /// The greatest half-width, relative to the mean.
  package let precision: Double
  /// How many runs are made before anything is judged.
  package let initial: Int
  /// For how many further runs the precision must last, of up to a hundred runs; beyond, so many
  /// in a hundred.
  package let lookAhead: Int
  /// The most runs.
  package let budget: Int

  /// Creates a rule.
  ///
  /// - Parameters:
  ///   - precision: The greatest half-width, relative to the mean: 0.05 for 5 %.
  ///   - initial: How many runs are made before anything is judged, at least 2.
  ///   - lookAhead: For how many further runs the precision must last.
  ///   - budget: The most runs.
  package init(precision: Double, initial: Int = 3, lookAhead: Int = 5, budget: Int = 100) {
    precondition(precision > 0 && initial >= 2 && lookAhead >= 0, "no rule for such a precision")
    self.precision = precision
    self.initial = initial
    self.lookAhead = lookAhead
    self.budget = max(initial, budget)
  }

  /// How far the rule has come with one metric.
  package enum State: Sendable, Hashable {
    /// The precision was reached after so many runs, and lasted.
    case settled(at: Int)
    /// More runs are needed.
    case open
  }

  /// The half-width of Student's 95 % interval relative to the mean.
  ///
  /// - Parameter sample: Values of the first runs.
  /// - Returns: 0 where nothing varies; `nil` with fewer than two runs, or where the mean is 0 and
  ///   the values vary.
  package static func relativeHalfWidth(_ sample: Sample) -> Double? {
    guard let mean = sample.mean, let halfWidth = sample.halfWidth(.ninetyFive) else { return nil }
    if halfWidth == 0 { return 0 }
    return mean == 0 ? nil : halfWidth / mean.magnitude
  }

  /// Judges one metric.
  ///
  /// - Parameter values: Its value in each run, in the order of the runs.
  /// - Returns: How far the rule has come.
  package func judge(_ values: [Double]) -> State {
    var reached: Int?
    for count in stride(from: initial, through: values.count, by: 1) {
      let relative = Self.relativeHalfWidth(Sample(Array(values.prefix(count))))
      guard let relative, relative <= precision else {
        reached = nil
        continue
      }
      let since = reached ?? count
      reached = since
      if count - since >= lookAhead * max(100, since) / 100 { return .settled(at: since) }
    }
    return .open
  }

  /// Whether no further run is needed: every metric is settled, or the budget is used up.
  ///
  /// - Parameter columns: For each metric its value in each run.
  /// - Returns: `true` if so.
  package func isEnough(_ columns: [[Double]]) -> Bool {
    guard let count = columns.first?.count, count >= initial else { return false }
    return count >= budget || columns.allSatisfy { judge($0) != .open }
  }
}
