import Audit
import Calendar
import Report
import Store

/// What a stored run says about rules: the verdicts of its summary, and for each rule that was
/// broken a row at least that says when and how.
struct StoredFindings {
  /// The verdicts, with those of the oracle and of the harness itself.
  let verdicts: [StoredVerdict]
  /// The violations kept in full, then one for each rule of which none was.
  let violations: [StoredViolation]

  /// Gathers what a summary came to.
  ///
  /// - Parameters:
  ///   - result: The result, judged.
  ///   - findings: The findings of the run and of its oracle.
  ///   - determinism: What repeating the run came to, if it was repeated.
  ///   - days: The days that were simulated.
  init(
    _ result: RunResult, _ findings: Findings, _ determinism: DeterminismCheck?,
    _ days: ClosedRange<Day>
  ) {
    verdicts = result.invariants.map(StoredVerdict.init)
    var rows = result.violations.compactMap(StoredViolation.init)
    for line in result.invariants where line.violations > 0 {
      guard !rows.contains(where: { $0.invariant == line.id }) else { continue }
      let invariant = Invariant.allCases.first { $0.id == line.id }
      var day = invariant.flatMap { findings.firstDay(of: $0) } ?? days.upperBound.rawValue
      var event = "the first of \(line.violations) violations, none of which was kept in full"
      if invariant == .det1, let month = determinism?.firstDifference {
        day = days.lowerBound.adding(months: month).rawValue
        event =
          "run twice with other threads and shards, \(line.violations) months differ, from "
          + "month \(month + 1) on"
      } else if invariant == .pri1 {
        event = "\(line.violations) line(s) of the output hold a whole NIR or a name"
      }
      rows.append(
        StoredViolation(invariant: line.id, day: day, official: nil, event: event))
    }
    violations = rows
  }
}

extension StoredViolation {
  /// The violation that a summary keeps in full.
  fileprivate init?(_ line: ViolationLine) {
    guard let day = Day(line.day) else { return nil }
    self.init(
      invariant: line.id, day: day.rawValue, official: UInt32(exactly: line.official),
      event: line.posting)
  }
}

extension StoredVerdict {
  /// The verdict that a summary states.
  fileprivate init(_ line: InvariantLine) {
    self.init(
      invariant: line.id, statement: line.statement, source: line.source,
      evaluations: line.evaluations, nonvacuous: line.nonvacuous, violations: line.violations,
      leastSlack: line.leastSlack, unit: line.unit)
  }
}
