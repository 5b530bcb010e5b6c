package import Statistics

/// What replications say of a condition: it holds for the whole interval of the mean, for none of
/// it, or the interval lies on both sides.
package enum ConfidentVerdict: String, Sendable, CaseIterable {
  /// The whole interval satisfies the condition.
  case held
  /// None of it does.
  case failed
  /// The interval straddles the limit: more runs would tell.
  case inconclusive
  /// Nothing was measured.
  case unmeasured

  /// Judges a sample by the signed distance of each run from where its condition turns.
  ///
  /// - Parameters:
  ///   - slacks: For each run how far the number was on the good side; below 0 where the condition
  ///     was not satisfied.
  ///   - isStrict: Whether a number at the limit itself does not satisfy it.
  /// - Returns: What the interval of the mean says; with a single run, what that one says.
  package static func judge(slacks: Sample, isStrict: Bool = false) -> ConfidentVerdict {
    guard let mean = slacks.mean else { return .unmeasured }
    let interval = slacks.interval(.ninetyFive) ?? mean...mean
    func holds(_ slack: Double) -> Bool { isStrict ? slack > 0 : slack >= 0 }
    if holds(interval.lowerBound) { return .held }
    return holds(interval.upperBound) ? .inconclusive : .failed
  }
}
