package import Calendar
package import Law

/// When a collectivity owes the levy on the allowances of which months (CGCT R1621-4).
package enum LevyCalendar {
  /// How the size of a year's levy groups its months.
  package enum Band: Sendable {
    /// Each month by itself.
    case month
    /// Three months together.
    case quarter
    /// The year together, in the next January.
    case year
  }

  /// The band of a body.
  ///
  /// - Parameters:
  ///   - monthly: The gross allowances of the year's first month, in cents.
  ///   - statute: The law in force.
  /// - Returns: How its months are grouped.
  package static func band(_ monthly: Int64, _ statute: borrowing Statute) -> Band {
    let yearly = monthly * 12 * statute.levyRate / 1_000_000
    if yearly > statute.levyMonthlyAbove { return .month }
    return yearly >= statute.levyQuarterlyAbove ? .quarter : .year
  }

  /// The months whose allowances a band owes the levy on by a day.
  ///
  /// - Parameters:
  ///   - band: The band of the body.
  ///   - day: The day.
  ///   - statute: The law in force.
  /// - Returns: Nothing, the month before, the quarter before, or the year before, from the latest.
  package static func months(
    _ band: Band, dueOn day: Day, _ statute: borrowing Statute
  ) -> [(year: Int, month: Int)] {
    let date = day.civil
    let before = day.adding(months: -1).civil
    let isDueDay = date.day == statute.levyDueDay
    switch band {
    case .month: return isDueDay ? [(before.year, before.month)] : []
    case .quarter:
      guard isDueDay, date.month % 3 == 1 else { return [] }
      return (0..<3).map { (before.year, before.month - $0) }
    case .year:
      guard date.month * 100 + date.day == statute.levyYearlyDue else { return [] }
      return (1...12).reversed().map { (date.year - 1, $0) }
    }
  }

  /// The levy due on a day by one body.
  ///
  /// January's allowances say how large the levy of a year is, and with it when it is due.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - statute: The law in force.
  ///   - allowances: The gross allowances of a month of a year, in cents.
  /// - Returns: Cents.
  package static func due(
    on day: Day, _ statute: borrowing Statute, allowances: (_ year: Int, _ month: Int) -> Int64
  ) -> Int64 {
    var base: Int64 = 0
    for band in [Band.month, .quarter, .year] {
      let months = months(band, dueOn: day, statute)
      guard let first = months.first, Self.band(allowances(first.year, 1), statute) == band else {
        continue
      }
      for month in months { base += allowances(month.year, month.month) }
    }
    return base * statute.levyRate / 1_000_000
  }
}
