extension Sample {
  /// The bootstrap confidence interval of a statistic, by the percentile method.
  ///
  /// Measurements are drawn again with replacement, `resamples` times; the interval holds the
  /// middle of the statistics so found (Efron and Tibshirani, *An Introduction to the Bootstrap*,
  /// 1993, chapter 13). Nothing is assumed about the distribution. The draws depend on the seed and
  /// their position alone, so the same sample always gives the same interval.
  ///
  /// - Parameters:
  ///   - confidence: How sure the interval is.
  ///   - resamples: How many resamples are drawn, at least 1.
  ///   - seed: What the draws depend on.
  ///   - statistic: The statistic of a resample; `nil` leaves the resample out.
  /// - Returns: The interval, if there is a measurement and a statistic of it.
  package func bootstrap(
    _ confidence: Confidence = .ninetyFive, resamples: Int = 2_000, seed: UInt64 = 1,
    statistic: (Sample) -> Double?
  ) -> ClosedRange<Double>? {
    precondition(resamples >= 1, "a bootstrap draws at least one resample")
    guard count > 0 else { return nil }
    let found = (0..<resamples).compactMap { resample in
      statistic(
        Sample(
          values.indices.map { position in
            let word = counterDraw(seed, UInt64(resample * count + position))
            return values[Int(word.multipliedFullWidth(by: UInt64(count)).high)]
          }))
    }
    let statistics = Sample(found)
    let tail = confidence.tailPartsPerMillion
    guard let low = statistics.percentile(partsPerMillion: tail),
      let high = statistics.percentile(partsPerMillion: 1_000_000 - tail)
    else { return nil }
    return low...high
  }
}

/// A word of a counter-based sequence: SplitMix64 (Steele, Lea and Flood, 2014) at a position.
///
/// - Parameters:
///   - seed: The sequence.
///   - position: The position in the sequence.
/// - Returns: A word, uniform over all words.
func counterDraw(_ seed: UInt64, _ position: UInt64) -> UInt64 {
  var z = seed &+ (position &+ 1) &* 0x9e37_79b9_7f4a_7c15
  z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
  return z ^ (z >> 31)
}
