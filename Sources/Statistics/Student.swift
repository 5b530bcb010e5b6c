/// How sure a confidence interval is to cover what it estimates.
package enum Confidence: Int, Sendable, CaseIterable {
  /// Nine times in ten.
  case ninety = 90
  /// Nineteen times in twenty.
  case ninetyFive = 95
  /// Ninety-nine times in a hundred.
  case ninetyNine = 99

  /// What lies outside the interval on each side, in parts per million.
  var tailPartsPerMillion: Int64 { Int64(100 - rawValue) * 5_000 }
}

/// The two-sided quantile of Student's t distribution.
///
/// From the table of critical values in the NIST/SEMATECH e-Handbook of Statistical Methods,
/// section 1.3.6.7.2. Between two rows of the table the row with fewer degrees of freedom is taken,
/// which makes the interval a little too wide, never too narrow.
///
/// - Parameters:
///   - confidence: How sure the interval is.
///   - degrees: The degrees of freedom, at least 1.
/// - Returns: The t with `confidence` between −t and t.
package func studentQuantile(_ confidence: Confidence, degrees: Int) -> Double {
  precondition(degrees >= 1, "Student's distribution has at least one degree of freedom")
  let column =
    switch confidence {
    case .ninety: StudentTable.ninety
    case .ninetyFive: StudentTable.ninetyFive
    case .ninetyNine: StudentTable.ninetyNine
    }
  let row = StudentTable.degrees.lastIndex { $0 <= degrees } ?? 0
  return column[row]
}

/// Critical values by degrees of freedom: 1 to 30, then steps that grow.
enum StudentTable {
  static let degrees = Array(1...30) + [40, 50, 60, 80, 100, 1_000]

  static let ninety = [
    6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796, 1.782, 1.771,
    1.761, 1.753, 1.746, 1.740, 1.734, 1.729, 1.725, 1.721, 1.717, 1.714, 1.711, 1.708, 1.706,
    1.703, 1.701, 1.699, 1.697, 1.684, 1.676, 1.671, 1.664, 1.660, 1.646,
  ]

  static let ninetyFive = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042, 2.021, 2.009, 2.000, 1.990, 1.984, 1.962,
  ]

  static let ninetyNine = [
    63.657, 9.925, 5.841, 4.604, 4.032, 3.707, 3.499, 3.355, 3.250, 3.169, 3.106, 3.055, 3.012,
    2.977, 2.947, 2.921, 2.898, 2.878, 2.861, 2.845, 2.831, 2.819, 2.807, 2.797, 2.787, 2.779,
    2.771, 2.763, 2.756, 2.750, 2.704, 2.678, 2.660, 2.639, 2.626, 2.581,
  ]
}
