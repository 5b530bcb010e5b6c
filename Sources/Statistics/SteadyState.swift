/// Where a series has left its beginning behind: MSER-5 (White, *An effective truncation heuristic
/// for bias reduction in simulation output*, 1997; White and Spratt, 2000).
///
/// Observations are averaged in batches of five; of all numbers of batches that could be left out
/// at the beginning the one is taken that makes the standard error of the mean of the rest least.
package enum SteadyState: Equatable, Sendable {
  /// From this batch of five on.
  case from(batch: Int)
  /// Never within the series: the best cut lies in its second half, where it means nothing.
  case notFound
  /// There are fewer than ten batches.
  case tooShort

  /// How many observations a batch has.
  package static let batch = 5

  /// Finds the steady state of a series.
  ///
  /// - Parameter series: Observations in the order of time, all finite.
  /// - Returns: Where it begins.
  package static func mser5(_ series: [Double]) -> SteadyState {
    let count = series.count / batch
    guard count >= 10 else { return .tooShort }
    let means = (0..<count).map { number in
      series[number * batch..<(number + 1) * batch].reduce(0, +) / Double(batch)
    }
    var best = 0
    var least = Double.infinity
    // Each cut from the rest alone: nothing is subtracted that could cancel out.
    for cut in 0..<(count - 5) {
      let rest = means[cut...]
      let number = Double(rest.count)
      let mean = rest.reduce(0, +) / number
      let error = rest.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (number * number)
      if error < least { (least, best) = (error, cut) }
    }
    return best > count / 2 ? .notFound : .from(batch: best)
  }
}
