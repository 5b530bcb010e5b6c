/// A threshold and what was observed.
package struct ThresholdLine: Record {
  /// The expression as the scenario writes it.
  package var expression = ""
  /// Whether it holds.
  package var ok = false
  /// What was observed, in ``unit``; nothing where nothing was measured.
  package var observed: Int64?
  /// What ``observed`` and ``slack`` measure; `milli-days` for thousandths of a day.
  package var unit = "count"
  /// `hard` for one that decides how the run ends, `soft` for one that is only reported.
  package var severity = "hard"
  /// `held`, `failed`, or `unmeasured` where there was nothing to judge.
  package var state = "unmeasured"
  /// Whether the run was to stop on the day on which a failure was certain.
  package var aborts = false
  /// How far the number was from where the condition turns; below 0 where it failed.
  package var slack: Int64?
  /// The day on which it first failed as `YYYY-MM-DD`, where each day is judged.
  package var failedOn: String?
  /// The most days in a row on which it was not satisfied, where it lets some pass.
  package var longest: Int64?

  /// Creates an empty line.
  package init() {}

  /// Creates a line of a single number that nothing more is known of.
  package init(expression: String, ok: Bool, observed: Int64?) {
    self.expression = expression
    self.ok = ok
    self.observed = observed
    state = observed == nil ? "unmeasured" : ok ? "held" : "failed"
  }

  /// Whether the run fails by it.
  package var isBroken: Bool { !ok && severity == "hard" }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("expr", &expression)
    try fields.field("ok", &ok)
    try fields.field("observed", &observed)
    try fields.field("unit", &unit)
    try fields.field("severity", &severity)
    try fields.field("state", &state)
    try fields.field("abort", &aborts)
    try fields.field("slack", &slack)
    try fields.field("failed_on", &failedOn)
    try fields.field("longest_days", &longest)
  }

  /// What was observed as a person reads it, with the limit's nearness.
  ///
  /// - Returns: For example `12 days   3 days to spare` or `620   since 2026-05-04`.
  package var observation: String {
    guard let observed else { return "nothing measured" }
    var words = Quantity.text(observed, unit: unit)
    if let failedOn {
      words += "   on \(failedOn)"
    } else if let slack, slack > 0, ok, longest == nil {
      words += "   \(Quantity.text(slack, unit: unit)) to spare"
    }
    if let longest, longest > 0 { words += "   \(longest) day\(longest == 1 ? "" : "s") in a row" }
    return words
  }
}

extension TextSummary {
  mutating func thresholds() {
    guard !result.thresholds.isEmpty else { return }
    let failed = result.thresholds.count { !$0.ok }
    page.heading("THRESHOLDS", failed > 0 ? "\(failed) failed" : "")
    for line in result.thresholds {
      let isSoft = line.severity == "soft"
      page.dotted(
        line.expression + (isSoft ? " (soft)" : ""), line.observation,
        mark: line.ok ? "✓ " : isSoft ? "! " : "✗ ",
        tone: line.ok ? .good : isSoft ? .warning : .bad, column: 60)
    }
  }
}
