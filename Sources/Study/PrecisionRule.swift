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
    /// The precision was reached after so many runs, and has lasted to the last one.
    case settled(at: Int)
    /// It was reached after so many runs, and the look-ahead is not over.
    case within(since: Int)
    /// The interval is wider than wanted.
    case wide
  }

  /// The half-width of Student's 95 % interval relative to the mean.
  ///
  /// - Parameter sample: Values of the first runs.
  /// - Returns: 0 where nothing varies; `nil` with fewer than two runs, or where the mean is 0 and
  ///   the values vary.
  package static func relativeHalfWidth(_ sample: Sample) -> Double? {
    guard let mean = sample.mean, let halfWidth = sample.halfWidth(.ninetyFive) else { return nil }
    return relative(halfWidth, to: mean)
  }

  private static func relative(_ halfWidth: Double, to mean: Double) -> Double? {
    if halfWidth == 0 { return 0 }
    return mean == 0 ? nil : halfWidth / mean.magnitude
  }

  /// Judges one metric: what counts is that the precision has lasted to the last run.
  ///
  /// - Parameter values: Its value in each run that measured it, in the order of the runs.
  /// - Returns: How far the rule has come.
  package func judge(_ values: [Double]) -> State {
    var reached: Int?
    // The mean and the sum of squares of all values so far (B. P. Welford, Technometrics 4, 1962).
    var (mean, squares) = (0.0, 0.0)
    for (index, value) in values.enumerated() {
      let count = index + 1
      let distance = value - mean
      mean += distance / Double(count)
      squares += distance * (value - mean)
      guard count >= initial else { continue }
      let error = (squares / Double(count - 1) / Double(count)).squareRoot()
      let t = StudentDistribution(degrees: count - 1).quantile(
        within: Confidence.ninetyFive.probability)
      let isWithin = Self.relative(t * error, to: mean).map { $0 <= precision } ?? false
      reached = isWithin ? reached ?? count : nil
    }
    guard let reached else { return .wide }
    let isOver = values.count - reached >= lookAhead * max(100, reached) / 100
    return isOver ? .settled(at: reached) : .within(since: reached)
  }

  /// Whether one metric has the precision, and has had it for the look-ahead.
  ///
  /// - Parameter values: Its value in each run that measured it, in the order of the runs.
  /// - Returns: `true` if it is settled.
  package func isSettled(_ values: [Double]) -> Bool {
    if case .settled = judge(values) { true } else { false }
  }

  /// Whether no further run is needed: every metric is settled, or the budget is used up.
  ///
  /// - Parameters:
  ///   - columns: For each metric its value in each run that measured it.
  ///   - runs: How many runs there are.
  /// - Returns: `true` if so; without a metric only the budget ends the study.
  package func isEnough(_ columns: [[Double]], runs: Int) -> Bool {
    guard runs >= initial else { return false }
    return runs >= budget || !columns.isEmpty && columns.allSatisfy(isSettled)
  }
}
