internal import Calendar
internal import Platform

/// Witnesses of the calendar's edges.
extension Auditor {
  /// Counts what was done on a day that programs get wrong.
  mutating func witnessDay(_ batch: borrowing Batch, _ date: CivilDate) {
    let count = Int64(batch.outcomes.count)
    switch (date.month, date.day) {
    case (2, 29): findings.witness(.leapDay, count)
    case (12, 31): findings.witness(.newYearsEve, count)
    default: break
    }
    if thirdMondays.contains(batch.day) { findings.witness(.thirdMonday, count) }
  }

  /// Counts what somebody did on the first or the last day of a mandate.
  @inline(__always)
  mutating func witnessMandate(_ outcome: Outcome, _ context: borrowing DayContext) {
    let (isFirst, isLast) = facts.edges(Int(outcome.official), on: context.day)
    if isFirst { findings.witness(.mandateFirstDay) }
    if isLast { findings.witness(.mandateLastDay) }
  }
}
