internal import Documents

/// A condition on a number of the summary, such as `money.expired_cents < 1000000`.
package struct Threshold: Sendable, Equatable {
  /// How a number is compared.
  package enum Comparison: String, CaseIterable, Sendable {
    /// A comparison of the observed number with the limit.
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case different = "!="

    /// Whether an observed number stands in this relation to a limit.
    ///
    /// - Parameters:
    ///   - observed: The number.
    ///   - limit: The limit.
    /// - Returns: `true` if it does.
    package func holds(_ observed: Int64, _ limit: Int64) -> Bool {
      switch self {
      case .less: observed < limit
      case .lessOrEqual: observed <= limit
      case .greater: observed > limit
      case .greaterOrEqual: observed >= limit
      case .equal: observed == limit
      case .different: observed != limit
      }
    }
  }

  /// The dotted path into the summary's result.
  package let metric: String
  /// How the number is compared.
  package let comparison: Comparison
  /// What it is compared with.
  package let limit: Int64

  /// The condition as it is printed.
  package var expression: String { "\(metric) \(comparison.rawValue) \(limit)" }

  /// Reads a condition.
  ///
  /// - Parameter text: A metric, a comparison and a whole number, with or without spaces.
  /// - Throws: ``ThresholdError`` where it is none.
  package init(_ text: String) throws(ThresholdError) {
    let trimmed = text.trimmed
    guard let start = trimmed.firstIndex(where: { "<>=!".contains($0) }) else {
      throw .noComparison(text)
    }
    let rest = trimmed[start...]
    let symbol = rest.prefix { "<>=!".contains($0) }
    guard let comparison = Comparison(rawValue: String(symbol)) else {
      throw .unknownComparison(text, String(symbol))
    }
    let metric = String(trimmed[..<start]).trimmed
    let valid = metric.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "._-".unicodeScalars.contains($0)
    }
    guard valid, !metric.isEmpty, !metric.hasPrefix("."), !metric.hasSuffix(".") else {
      throw .noMetric(text)
    }
    guard let limit = Self.number(String(rest[symbol.endIndex...]).trimmed) else {
      throw .noNumber(text)
    }
    self.metric = metric
    self.comparison = comparison
    self.limit = limit
  }

  /// A whole number, its digits together or in groups of three with a space or `_` between them.
  private static func number(_ text: String) -> Int64? {
    let groups = text.split(omittingEmptySubsequences: false) { "_ \u{a0}\u{202f}".contains($0) }
    guard let first = groups.first, groups.count == 1 || (1...4).contains(first.count),
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 && $0.allSatisfy(\.isNumber) })
    else { return nil }
    return Int64(groups.joined())
  }

  /// Judges the condition on the numbers of a summary.
  ///
  /// - Parameter metrics: The numbers by dotted path.
  /// - Returns: What came out.
  package func evaluate(on metrics: [String: Int64]) -> ThresholdVerdict {
    let observed = metrics[metric]
    return ThresholdVerdict(
      expression: expression, observed: observed,
      ok: observed.map { comparison.holds($0, limit) } ?? false,
      hint: observed == nil ? Nearest.hint(metric, among: metrics.keys.sorted()) : "")
  }
}

/// What a condition came to.
package struct ThresholdVerdict: Sendable, Equatable {
  /// The condition.
  package let expression: String
  /// The number that was observed, or `nil` where the summary has no such metric.
  package let observed: Int64?
  /// Whether the condition held; never where there was no number.
  package let ok: Bool
  /// The nearest metric's name as the end of a sentence, where there was no number.
  package let hint: String
}

/// Why a text is not a threshold.
package enum ThresholdError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Nothing is compared.
  case noComparison(String)
  /// The comparison is none of the six.
  case unknownComparison(String, String)
  /// What stands before the comparison is no metric's name.
  case noMetric(String)
  /// What stands after the comparison is no whole number.
  case noNumber(String)

  /// The reason in words.
  package var description: String {
    let form = "a threshold is a metric, one of < <= > >= == !=, and a whole number"
    return switch self {
    case .noComparison(let text): "'\(text)' compares nothing: \(form)"
    case .unknownComparison(let text, let symbol): "'\(symbol)' in '\(text)': \(form)"
    case .noMetric(let text): "'\(text)' names no metric: \(form)"
    case .noNumber(let text): "'\(text)' has no whole number on the right: \(form)"
    }
  }
}
