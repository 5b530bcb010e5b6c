/// A condition on what a load test measured, such as `response: p(99)<5ms` or `rate>=45000/s`.
///
/// The grammar is that of the thresholds of scenarios: a metric, for a metric of times an aggregate
/// as well, one of six comparisons, and a value with its unit.
package struct LoadThreshold: Sendable, Equatable {
  /// The metrics and what they are measured in.
  package enum Metric: String, CaseIterable, Sendable {
    /// Times: they need an aggregate.
    case response, service, lag
    /// Answers a second within the measured window.
    case rate
    /// Numbers.
    case operations, unserved, late, refused

    /// Whether it is a set of times.
    var isTimes: Bool { self == .response || self == .service || self == .lag }
  }

  /// What is read off times.
  package enum Aggregate: Sendable, Equatable {
    /// An aggregate.
    case min, max, avg, med, count
    case percentile(Double)
  }

  /// The condition as it was written, without spaces at its ends.
  package let expression: String
  /// The metric.
  package let metric: Metric
  /// What is read off it, if it is a set of times.
  package let aggregate: Aggregate?
  /// The comparison.
  package let comparison: String
  /// The limit: nanoseconds, answers a second, or a number.
  package let limit: Double

  private static let comparisons = ["<=", ">=", "==", "!=", "<", ">"]

  /// Reads a condition.
  ///
  /// - Parameter text: The condition.
  /// - Throws: ``LoadThresholdError`` with what is wrong.
  package init(_ text: String) throws(LoadThresholdError) {
    expression = Self.trimmed(Substring(text))
    guard let start = expression.firstIndex(where: { "<>=!".contains($0) }),
      let comparison = Self.comparison(at: expression[start...])
    else { throw LoadThresholdError("'\(text)' compares nothing: \(Self.form)") }
    self.comparison = comparison
    let parts = expression[..<start].split(separator: ":", omittingEmptySubsequences: false)
    let left = parts.map { Self.trimmed($0) }
    guard left.count <= 2, let metric = Metric(rawValue: left[0]) else {
      throw LoadThresholdError(
        "'\(text)': a load test has no metric '\(left[0])'", unknown: left[0])
    }
    self.metric = metric
    if metric.isTimes {
      guard left.count == 2, let aggregate = Self.aggregate(left[1]) else {
        throw LoadThresholdError(
          "'\(text)': of '\(metric.rawValue)' one of min, avg, med, max, count or p(N) is "
            + "compared, such as \(metric.rawValue): p(99)<5ms")
      }
      self.aggregate = aggregate
    } else {
      guard left.count == 1 else {
        throw LoadThresholdError("'\(text)': '\(metric.rawValue)' has no aggregates")
      }
      aggregate = nil
    }
    let value = expression[start...].dropFirst(comparison.count)
    guard let limit = Self.value(Self.trimmed(value), metric, aggregate) else {
      throw LoadThresholdError("'\(text)': the limit is no \(Self.unit(metric, aggregate))")
    }
    self.limit = limit
  }

  private static let form = "a threshold is such as response: p(99)<5ms, or rate>=45000/s"

  private static func comparison(at text: Substring) -> String? {
    comparisons.first { text.hasPrefix($0) }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  private static func aggregate(_ text: String) -> Aggregate? {
    switch text {
    case "min": return .min
    case "max": return .max
    case "avg": return .avg
    case "med": return .med
    case "count": return .count
    default:
      guard text.hasPrefix("p("), text.hasSuffix(")"),
        let percent = Double(text.dropFirst(2).dropLast()), percent > 0, percent <= 100
      else { return nil }
      return .percentile(percent)
    }
  }

  private static func unit(_ metric: Metric, _ aggregate: Aggregate?) -> String {
    if metric.isTimes, aggregate != .count { return "time such as 5ms, 250us or 1s" }
    return metric == .rate ? "rate such as 45000/s or 3000/min" : "number"
  }

  private static func value(
    _ text: String, _ metric: Metric, _ aggregate: Aggregate?
  ) -> Double? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "_") }
    guard let number = Double(digits.filter { $0 != "_" }), number.isFinite else { return nil }
    let unit = trimmed(text.dropFirst(digits.count))
    if metric.isTimes, aggregate != .count {
      switch unit {
      case "ns": return number
      case "us", "µs": return number * 1e3
      case "ms": return number * 1e6
      case "s": return number * 1e9
      default: return nil
      }
    }
    switch unit {
    case "": return number
    case "/s" where metric == .rate: return number
    case "/min" where metric == .rate: return number / 60
    default: return nil
    }
  }

  /// Judges the condition.
  ///
  /// - Parameter record: What was measured.
  /// - Returns: What was observed, if anything was, and whether it satisfies the condition.
  package func judge(_ record: LoadRecord) -> (observed: Double?, ok: Bool) {
    let observed = observe(record)
    guard let observed else { return (nil, false) }
    let ok =
      switch comparison {
      case "<": observed < limit
      case "<=": observed <= limit
      case ">": observed > limit
      case ">=": observed >= limit
      case "==": observed == limit
      default: observed != limit
      }
    return (observed, ok)
  }

  private func observe(_ record: LoadRecord) -> Double? {
    switch metric {
    case .response: return read(record.response)
    case .service: return read(record.allService)
    case .lag: return read(record.lag)
    case .rate:
      guard record.measured > 0 else { return nil }
      return Double(record.answered.reduce(0, +)) * 1e9 / Double(record.measured)
    case .operations: return Double(record.operations)
    case .unserved: return Double(record.unserved)
    case .late: return Double(record.late)
    case .refused: return Double(record.operations - record.refusals[0])
    }
  }

  private func read(_ times: Latencies) -> Double? {
    let value: UInt64? =
      switch aggregate {
      case .min: times.min
      case .max: times.max
      case .avg: times.mean
      case .med: times.percentile(50)
      case .percentile(let percent): times.percentile(percent)
      case .count: times.count > 0 ? UInt64(times.count) : nil
      case nil: nil
      }
    return value.map { Double($0) }
  }
}

/// Why a text is no threshold of a load test.
package struct LoadThresholdError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The reason in words.
  package let description: String
  /// The metric that does not exist, where that is the reason.
  package let unknown: String?

  init(_ description: String, unknown: String? = nil) {
    self.description = description
    self.unknown = unknown
  }
}
