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

  /// Counts what happened to somebody on the first or the last day of a mandate.
  ///
  /// Asked where the mandates are read anyway: a first credit, and the steps of a dossier whose day
  /// must lie in a mandate or after it.
  @inline(__always)
  mutating func witnessMandate(_ place: Int, _ context: borrowing DayContext) {
    let (isFirst, isLast) = facts.edges(place, on: context.day)
    if isFirst { findings.witness(.mandateFirstDay) }
    if isLast { findings.witness(.mandateLastDay) }
  }
}
