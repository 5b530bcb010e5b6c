internal import Statistics

/// The rule of the second tier: when a candidate is slower than its baseline.
package struct TimingPolicy: Sendable, Equatable {
  /// How many pairs are run at first; even.
  package var pairs = 12
  /// How many are added while nothing is decided; even.
  package var step = 4
  /// How many there are at most.
  package var most = 24
  /// A slow-down that is never worth a failure: 5 %.
  package var tolerated = 0.05
  /// How many times the noise floor a slow-down must exceed.
  package var floors = 1.5
  /// The noise floor above which nothing is decided: 10 %.
  package var noisiest = 0.10

  /// Creates the policy with its defaults.
  package init() {}

  /// What some pairs say.
  package struct Look: Sendable, Equatable {
    /// What follows from them.
    package enum State: String, Sendable {
      /// The candidate is not slower than the limit.
      case within
      /// The candidate is slower than the limit, if a second series confirms it.
      case breach
      /// More pairs are needed.
      case open
      /// No more pairs are allowed, and nothing is decided.
      case undecided
      /// What was measured is no time.
      case unusable
    }

    /// What follows.
    package let state: State
    /// How many pairs there were.
    package let pairs: Int
    /// The median of candidate ÷ baseline over the pairs.
    package let ratio: Double
    /// The interval of the ratio, at least 95 % sure.
    package let interval: ClosedRange<Double>?
    /// How much two equal programs may differ by the same pairs, 95 % sure, as a share.
    package let floor: Double
    /// The slow-down that would fail, as a share: the tolerated one or so many floors.
    package let limit: Double
    /// The least slow-down that so many pairs would find four times in five, as a share.
    package let detectable: Double?
    /// How many pairs would find a slow-down of the limit four times in five.
    package let needed: Int?
  }

  /// Judges pairs.
  ///
  /// - Parameters:
  ///   - effect: ln(candidate ÷ baseline) of each pair.
  ///   - control: ln(baseline ÷ baseline) of each pair, two and two of a block.
  /// - Returns: What they say.
  package func look(effect: [Double], control: [Double]) -> Look {
    guard !effect.isEmpty, !control.isEmpty, (effect + control).allSatisfy(\.isFinite),
      let median = Sample(effect).median
    else {
      return Look(
        state: .unusable, pairs: effect.count, ratio: 1, interval: nil, floor: 0, limit: tolerated,
        detectable: nil, needed: nil)
    }
    let floor = Self.floor(control)
    let limit = max(tolerated, floors * floor)
    let interval = Sample(effect).medianInterval()
    let detectable = Self.detectable(effect)
    return Look(
      state: state(median, interval, floor: floor, limit: limit, isLast: effect.count >= most),
      pairs: effect.count, ratio: LogRatio.ratio(median),
      interval: interval.map { LogRatio.ratio($0.lowerBound)...LogRatio.ratio($0.upperBound) },
      floor: floor, limit: limit, detectable: detectable.map { LogRatio.ratio($0) - 1 },
      needed: detectable.map { found in
        let share = found / LogRatio.more(by: limit)
        return max(2, Int((Double(effect.count) * share * share).rounded(.up)))
      })
  }

  private func state(
    _ median: Double, _ interval: ClosedRange<Double>?, floor: Double, limit: Double, isLast: Bool
  ) -> Look.State {
    let undecided = isLast ? Look.State.undecided : .open
    guard let interval, floor <= noisiest else { return undecided }
    let line = LogRatio.more(by: limit)
    // Noise raises what fails, never what passes: it has less to say, not more to allow.
    if interval.upperBound < LogRatio.more(by: tolerated) { return .within }
    if interval.lowerBound > line { return .breach }
    // The interval straddles the limit: more pairs, as long as there may be more. At the end a
    // slow-down above the limit whose interval leaves out "none" goes to the second series.
    guard isLast else { return .open }
    return interval.lowerBound > 0 && median > line ? .breach : .undecided
  }

  /// Whether a second series confirms a breach.
  ///
  /// - Parameter second: The last look of the second series, with pairs of its own.
  /// - Returns: `true` where it says for itself that the candidate is slower than the limit.
  package func confirms(_ second: Look) -> Bool {
    guard let interval = second.interval, second.floor <= noisiest else { return false }
    return interval.lowerBound > 1 && second.ratio > 1 + second.limit
  }

  /// How much two equal programs differ: the end of the interval of their median farther from 1.
  ///
  /// It is computed as the effect is, from as many pairs of as many blocks, so that
  /// it is the noise of what is judged, and not that of a single pair. What the order within a
  /// block does stays in it, which can only make it greater.
  ///
  /// - Parameter control: ln(baseline ÷ baseline) of each pair.
  /// - Returns: A share; of too few pairs, one beyond any limit.
  package static func floor(_ control: [Double]) -> Double {
    guard let interval = Sample(control).medianInterval() else { return 1 }
    return LogRatio.ratio(max(abs(interval.lowerBound), abs(interval.upperBound))) - 1
  }

  /// The effect, as a logarithm, that a test at 5 % finds four times in five: 2.8 standard errors
  /// of a median, each 1.2533 times that of a mean (normal errors are assumed for this figure
  /// alone, which decides nothing).
  private static func detectable(_ effect: [Double]) -> Double? {
    Sample(effect).standardDeviation.map { 2.8 * 1.2533 * $0 / Double(effect.count).squareRoot() }
  }
}
