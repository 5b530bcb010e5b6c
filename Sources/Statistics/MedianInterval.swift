extension Sample {
  /// The interval of the median between two order statistics: exact, with no random numbers and no
  /// assumption about the distribution but that measurements are independent.
  ///
  /// Each measurement lies below the median with probability 1/2, so that the number below is
  /// binomial: of eight measurements the least and the greatest enclose the median in 99.2 % of all
  /// cases, of twelve the third and the tenth in 96.1 % (Conover, *Practical Nonparametric
  /// Statistics*, 3.2).
  ///
  /// - Parameter confidence: How sure the interval is at least.
  /// - Returns: The narrowest such interval, if there are measurements enough for one.
  package func medianInterval(_ confidence: Confidence = .ninetyFive) -> ClosedRange<Double>? {
    guard let rank = Self.medianRank(count, confidence) else { return nil }
    let ordered = values.sorted()
    return ordered[rank - 1]...ordered[count - rank]
  }

  /// The rank from below and from above of the order statistics that enclose the median.
  ///
  /// - Parameters:
  ///   - count: How many measurements there are.
  ///   - confidence: How sure the interval is at least.
  /// - Returns: The greatest rank that is sure enough, from 1; `nil` where even 1 is not.
  package static func medianRank(_ count: Int, _ confidence: Confidence = .ninetyFive) -> Int? {
    guard count > 0 else { return nil }
    let tail = Double(confidence.tailPartsPerMillion) / 1e6
    // The probability that at most k of so many lie below, times 2^-exponent: of many measurements
    // 2^-count itself is less than any number that a Double holds.
    var (term, below, exponent) = (1.0, 0.0, -count)
    var rank: Int?
    for k in 0..<((count + 1) / 2) {
      below += term
      while below > 0x1p512 {
        (term, below, exponent) = (term * 0x1p-512, below * 0x1p-512, exponent + 512)
      }
      let chance =
        exponent < -1_000
        ? 0 : below * Double(sign: .plus, exponent: exponent, significand: 1)
      guard chance <= tail else { break }
      rank = k + 1
      term *= Double(count - k) / Double(k + 1)
    }
    return rank
  }
}
