package import Documents

/// The names that a threshold may speak of, found out when the first threshold is read.
///
/// A year within a name (`years_table.2023.requests`) stands for every year.
package struct MetricNames: Sendable {
  private let certain: [String]
  private let known: @Sendable () throws -> [KnownMetric]

  /// Creates names that are found out when somebody asks.
  ///
  /// - Parameters:
  ///   - certain: Single numbers that every summary has: nothing needs to be found out for these.
  ///   - known: Finds out all metrics.
  package init(
    certain: [String] = [], metrics known: @escaping @Sendable () throws -> [KnownMetric]
  ) {
    self.certain = certain
    self.known = known
  }

  /// Creates names of single numbers.
  ///
  /// - Parameters:
  ///   - certain: Names that every summary has.
  ///   - names: Finds out all of them.
  package init(
    certain: [String] = [], _ names: @escaping @Sendable () throws -> [String]
  ) {
    self.init(certain: certain) {
      try names().map { KnownMetric(MetricKey($0), .number, unit: Self.unit(of: $0)) }
    }
  }

  /// The unit that the name of a single number tells.
  ///
  /// - Parameter name: Such as `money.paid_cents`.
  /// - Returns: Such as `cents`.
  package static func unit(of name: String) -> String {
    let last = name.split(separator: ".").last ?? ""
    if last.hasSuffix("_cents") { return "cents" }
    if last.hasSuffix("_ppm") { return "ppm" }
    let isDuration =
      name.hasPrefix("durations.") || name.contains(".wait.") || name.contains(".sojourn.")
    guard isDuration else { return last == "mean_milli" ? "milli" : "count" }
    return last == "count" ? "count" : last == "mean_milli" ? "milli-days" : "days"
  }

  /// What is wrong with a threshold, whatever a run brings.
  ///
  /// - Parameters:
  ///   - threshold: The threshold.
  ///   - days: How many days the run has, where that is known.
  /// - Returns: A sentence, or `nil` where nothing is.
  /// - Throws: ``Diagnostic`` where the metrics cannot be found out.
  package func complaint(
    about threshold: Threshold, days: Int? = nil
  ) throws(Diagnostic) -> String? {
    if certain.contains(threshold.metric.name), threshold.metric.tags.isEmpty,
      threshold.aggregate == nil
    {
      return KnownMetric(
        threshold.metric, .number, unit: Self.unit(of: threshold.metric.name)
      ).complaint(about: threshold, days: days)
    }
    let metrics: [KnownMetric]
    do {
      metrics = try known()
    } catch {
      throw error as? Diagnostic ?? Diagnostic(file: "thresholds", message: "\(error)")
    }
    let found = metrics.filter { Self.isSame($0.key, threshold.metric) }
    // A name may be that of a single number and of a series: the aggregate tells which is meant.
    let wanted =
      found.first { ($0.kind == .number) == (threshold.aggregate == nil) } ?? found.first
    guard let wanted else {
      return "the summary has no metric '\(threshold.metric)'"
        + KnownMetric.hint(threshold.metric, among: metrics)
    }
    return wanted.complaint(about: threshold, days: days)
  }

  private static func isSame(_ known: MetricKey, _ wanted: MetricKey) -> Bool {
    known == wanted
      || known.tags.isEmpty && wanted.tags.isEmpty && isSame(known.name, wanted.name)
  }

  /// Whether two names are those of one metric, but for the year.
  ///
  /// - Parameters:
  ///   - name: Such as `years_table.2023.requests`.
  ///   - other: Another name.
  /// - Returns: `true` for `years_table.2031.requests`.
  package static func isSame(_ name: String, _ other: String) -> Bool {
    name == other || parts(name) == parts(other)
  }

  /// The years within a name.
  ///
  /// - Parameter name: Such as `years_table.2023.requests`.
  /// - Returns: Such as 2023.
  package static func years(in name: String) -> [Int] { parts(name).compactMap(\.year) }

  /// The parts of a name between its points; all years are the same part.
  private static func parts(_ name: String) -> [NamePart] {
    name.split(separator: ".", omittingEmptySubsequences: false).map { part in
      NamePart(year: part.utf8.count == 4 ? Int(part) : nil, text: part)
    }
  }

  private struct NamePart: Equatable {
    let year: Int?
    let text: Substring

    static func == (one: NamePart, other: NamePart) -> Bool {
      one.year != nil && other.year != nil || one.text == other.text
    }
  }
}

extension KnownMetric {
  /// What to say behind the name of a metric that does not exist.
  ///
  /// - Parameters:
  ///   - key: The key that somebody wrote.
  ///   - metrics: The metrics that there are.
  /// - Returns: The tags that the metric has, or the nearest name, as the end of a sentence.
  static func hint(_ key: MetricKey, among metrics: [KnownMetric]) -> String {
    let named = metrics.filter { $0.key.name == key.name }
    guard !named.isEmpty else {
      var names: [String] = []
      for metric in metrics where names.last != metric.key.name { names.append(metric.key.name) }
      return Nearest.hint(key.name, among: names)
    }
    guard named.contains(where: { !$0.key.tags.isEmpty }) else { return "; it has no tags" }
    let nearest = Nearest.hint(key.description, among: named.map(\.key.description))
    if !key.tags.isEmpty, !nearest.isEmpty { return nearest }
    return "; there are \(named.map(\.key.description).sorted().joined(separator: ", "))"
  }

  /// What is wrong with a threshold on this metric.
  func complaint(about threshold: Threshold, days: Int?) -> String? {
    let name = threshold.expression
    // Of things that were measured, their number is one of things whatever was measured.
    let unit =
      threshold.aggregate == .count && !kind.isDaily ? MetricUnit("count") : MetricUnit(self.unit)
    if let word = misused(threshold.aggregate) {
      return "'\(name)': '\(key)' \(word)"
    }
    if threshold.window != nil, !kind.isDaily {
      return "'\(name)': '\(key)' has no value of each day for a window"
    }
    if threshold.aborts, !kind.isDaily {
      return "'\(name)': '\(key)' has no value of each day to stop a run on"
    }
    if let window = threshold.window, let days, window.days > days {
      return "'\(name)': the run has only \(days) days"
    }
    for (place, limit) in threshold.condition.limits.enumerated() {
      guard let dimension = limit.dimension, dimension != unit.dimension else { continue }
      if case .around = threshold.condition, place == 1, dimension == .share { continue }
      return
        "'\(name)': '\(limit.text)' is \(dimension.words), but '\(key)' is \(unit.dimension.words)"
    }
    return nil
  }

  /// Why an aggregate says nothing of such a metric, as the end of a sentence.
  private func misused(_ aggregate: Threshold.Aggregate?) -> String? {
    switch (kind, aggregate) {
    case (.facts(let known), let aggregate):
      guard !known.contains(aggregate ?? .value) else { return nil }
      return "is known by \(known.map(\.name).joined(separator: ", "))"
        + (aggregate == nil ? ": name one of them" : " alone")
    case (.number, nil), (.number, .value), (.number, .count): return nil
    case (.number, _): return "is a single number, which nothing aggregates"
    case (.distribution, nil), (.distribution, .value), (.distribution, .rate):
      return "is a distribution: ask for its p(95), max, avg, med, min, sum or count"
    case (.level, .sum), (.level, .count), (.level, .rate):
      return "is a level, which does not add up: ask for its value, max, avg, med, min or p(95)"
    default: return nil
    }
  }
}
