/// How often something can happen at most, given how often it was seen.
///
/// The exact one-sided bound of Clopper and Pearson, "The use of confidence or fiducial limits",
/// Biometrika 26 (1934): the greatest probability under which so few or fewer of so many
/// independent trials would show it in one case of twenty. With none of n it is 1 − 0.05^(1/n),
/// which the rule of three puts at 3 ÷ n.
package enum BinomialBound {
  /// One case of twenty.
  ///
  /// What rounding adds to it is forgiven.
  private static let risk = 0.05 * (1 + 1e-12)

  /// The upper bound at 95 % of a probability, in parts per million, rounded up.
  ///
  /// - Parameters:
  ///   - count: How many trials showed it.
  ///   - trials: How many independent trials there were.
  /// - Returns: Parts per million; `nil` without trials, or with more than all.
  package static func upper95PPM(_ count: Int, of trials: Int) -> Int64? {
    guard trials > 0, count >= 0, count <= trials else { return nil }
    guard count < trials else { return 1_000_000 }
    // Above what was seen the chance of seeing so few falls as the probability grows.
    var low = Int64(count) * 1_000_000 / Int64(trials)
    var high: Int64 = 1_000_000
    while high - low > 1 {
      let middle = (low + high) / 2
      if chance(ofAtMost: count, of: trials, Double(middle) / 1_000_000) > risk {
        low = middle
      } else {
        high = middle
      }
    }
    return high
  }

  /// The chance that at most so many of some trials show what each shows with a probability, from
  /// the greatest number down: each term follows from the one above it.
  private static func chance(ofAtMost count: Int, of trials: Int, _ probability: Double) -> Double {
    var term = chance(of: count, trials, probability)
    var sum = term
    for number in stride(from: count, to: 0, by: -1) where term > 0 {
      let ratio = Double(number) / Double(trials - number + 1)
      term *= ratio * ((1 - probability) / probability)
      sum += term
    }
    return sum
  }

  /// The chance of exactly so many, its factors mixed so that none of the partial products leaves
  /// what a `Double` can hold.
  private static func chance(of count: Int, _ trials: Int, _ probability: Double) -> Double {
    var product = 1.0
    var failures = trials - count
    for step in stride(from: 1, through: count, by: 1) {
      product *= Double(trials - count + step) / Double(step) * probability
      while product > 1, failures > 0 {
        product *= 1 - probability
        failures -= 1
      }
    }
    while failures > 0, product > 0 {
      product *= 1 - probability
      failures -= 1
    }
    return product
  }
}
