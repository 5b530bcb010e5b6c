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

  /// How many months before a day are due on it.
  ///
  /// - Parameters:
  ///   - band: The band of the body.
  ///   - day: The day.
  ///   - statute: The law in force.
  /// - Returns: 0, 1, 3, or 12 for the whole year before.
  package static func months(
    _ band: Band, dueOn day: Day, _ statute: borrowing Statute
  ) -> Int {
    let date = day.civil
    switch band {
    case .month: return date.day == statute.levyDueDay ? 1 : 0
    case .quarter: return date.day == statute.levyDueDay && date.month % 3 == 1 ? 3 : 0
    case .year: return date.month * 100 + date.day == statute.levyYearlyDue ? 12 : 0
    }
  }

  /// The levy due on a day by a body whose allowances are the same all year.
  ///
  /// - Parameters:
  ///   - monthly: The gross allowances of a month, in cents.
  ///   - day: The day.
  ///   - statute: The law in force.
  /// - Returns: Cents.
  package static func due(_ monthly: Int64, on day: Day, _ statute: borrowing Statute) -> Int64 {
    let months = months(band(monthly, statute), dueOn: day, statute)
    return monthly * Int64(months) * statute.levyRate / 1_000_000
  }
}
