internal import Documents

extension SettingReader {
  /// The thresholds of the setting, then those of the flags.
  ///
  /// - Parameters:
  ///   - known: The metrics that a summary can have, or `nil` where they are not known.
  ///   - flags: The values of `--threshold`.
  ///   - days: How many days the run has.
  ///   - blocks: How many countries it has.
  /// - Returns: The thresholds.
  /// - Throws: ``Diagnostic`` for one that is none, or that such a run cannot judge.
  func thresholds(
    known: MetricNames?, flags: [String], days: Int, blocks: Int
  ) throws(Diagnostic) -> [Threshold] {
    let judge = ThresholdCheck(known: known, days: days, blocks: blocks)
    var thresholds: [Threshold] = []
    if let assignment = assignment("thresholds") {
      thresholds = try assignment.reading { node throws(Diagnostic) in
        try Self.thresholds(in: node, judge)
      }
    }
    for text in flags {
      thresholds.append(
        try judge.threshold(text) { Diagnostic(file: "--threshold", message: $0) })
    }
    return thresholds
  }

  /// A single one, a list of them, or a map from metrics to conditions.
  private static func thresholds(
    in node: Document, _ judge: ThresholdCheck
  ) throws(Diagnostic) -> [Threshold] {
    switch node.content {
    case .scalar: return [try judge.threshold(try node.text(), node.complaint)]
    case .list(let items):
      var found: [Threshold] = []
      for item in items { found += try thresholds(in: item, judge) }
      return found
    case .map(let entries):
      if node["expr"] != nil { return [try judge.threshold(node)] }
      // YAML reads `- backlog{queue:support}: value<500` as a map with that key.
      var found: [Threshold] = []
      for entry in entries { found += try judge.thresholds(of: entry) }
      return found
    }
  }
}

/// Reads thresholds, and refuses those that a run cannot judge.
private struct ThresholdCheck {
  let known: MetricNames?
  let days: Int
  let blocks: Int

  /// The conditions on a metric that is a key: one, or a list.
  func thresholds(of entry: Document.Entry) throws(Diagnostic) -> [Threshold] {
    let conditions: [Document]
    if case .list(let items) = entry.value.content {
      conditions = items
    } else {
      conditions = [entry.value]
    }
    var found: [Threshold] = []
    for condition in conditions {
      if case .map = condition.content {
        found.append(try threshold(condition, of: "\(entry.key): "))
      } else {
        found.append(
          try threshold("\(entry.key): \(try condition.text())", condition.complaint))
      }
    }
    return found
  }

  /// A condition as a map: `expr`, `severity`, `abort`.
  func threshold(_ node: Document, of metric: String = "") throws(Diagnostic) -> Threshold {
    _ = try node.entries(known: ["expr", "severity", "abort"])
    let expression = try node.required("expr")
    let severity = try node["severity"]?.word(among: Threshold.Severity.allCases.map(\.rawValue))
    let aborts = try node["abort"]?.quantity(.flag)
    return try threshold(
      metric + (try expression.text()), expression.complaint,
      severity: severity.flatMap(Threshold.Severity.init), aborts: aborts.map { $0 != 0 })
  }

  /// A condition as a text.
  func threshold(
    _ text: String, _ complaint: (String) -> Diagnostic, severity: Threshold.Severity? = nil,
    aborts: Bool? = nil
  ) throws(Diagnostic) -> Threshold {
    var threshold: Threshold
    do throws(ThresholdError) {
      threshold = try Threshold(text)
    } catch {
      throw complaint(error.description)
    }
    if let severity { threshold.severity = severity }
    if let aborts { threshold.aborts = aborts }
    if threshold.severity == .soft, threshold.aborts {
      throw complaint("'\(threshold.expression)': \(ThresholdParser.contradiction("abort"))")
    }
    if threshold.aborts, blocks > 1 {
      throw complaint(
        "'\(threshold.expression)' is to stop the run, but of \(blocks) countries side by side "
          + "each is lived to its end before another one: leave abort out, or run one block")
    }
    if let sentence = try known?.complaint(about: threshold, days: days) {
      throw complaint(sentence)
    }
    return threshold
  }
}
