package import Calendar

/// The days on which rights are credited each year.
///
/// Which rule holds in a year is what the law says on its first day.
package struct LegalCreditDays: Sendable {
  private let law: ParameterTable

  /// Creates the calendar of a table.
  ///
  /// - Parameter law: A table with every parameter of ``LawName``.
  package init(_ law: ParameterTable) { self.law = law }

  /// The credit day of municipal mandates.
  ///
  /// The third Monday is that after the first round of the last general election; the years that
  /// follow keep its month and day.
  ///
  /// - Parameter year: The year; by third Mondays, not before the first election of the table.
  /// - Returns: 31 March, or the third Monday after the first round.
  package func municipal(_ year: Int) -> Day {
    guard law.rule(LawName.rightsCreditCalendar.rawValue, on: Day(year, 1, 1)) == "third-monday"
    else { return LegalDates.lastDayOfMarch(year) }
    let rounds = law[LawName.electionMunicipal.rawValue]?.values ?? []
    guard let last = rounds.last(where: { $0.from.year <= year }) else {
      preconditionFailure("no municipal election is known before \(year)")
    }
    return LegalDates.anniversary(of: LegalDates.thirdMonday(after: last.from), in: year)
  }

  /// The credit day of all other mandates.
  ///
  /// - Parameter year: The year.
  /// - Returns: 5 July, unless the law says another day.
  package func other(_ year: Int) -> Day {
    let day = Int(law.number(LawName.rightsCreditDayOther.rawValue, on: Day(year, 1, 1)))
    precondition(day > 0, "no credit day of other mandates is known in \(year)")
    return Day(year, day / 100, min(day % 100, Day.length(ofMonth: day / 100, year: year)))
  }
}
