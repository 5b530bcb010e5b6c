/// How sure a confidence interval is to cover what it estimates.
package enum Confidence: Int, Sendable, CaseIterable {
  /// Nine times in ten.
  case ninety = 90
  /// Nineteen times in twenty.
  case ninetyFive = 95
  /// Ninety-nine times in a hundred.
  case ninetyNine = 99

  /// The share of all intervals that cover what they estimate.
  package var probability: Double { Double(rawValue) / 100 }

  /// What lies outside the interval on each side, in parts per million.
  var tailPartsPerMillion: Int64 { Int64(100 - rawValue) * 5_000 }
}
