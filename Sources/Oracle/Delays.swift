package import Calendar

/// Delays, counted on the fingers.
package enum Delays {
  /// Whether offices work on a day (Code du travail, L3133-1).
  ///
  /// - Parameter day: The day.
  /// - Returns: `false` on Saturdays, Sundays and public holidays.
  package static func isWorkingDay(_ day: Day) -> Bool {
    day.weekday != .saturday && day.weekday != .sunday
      && !Holidays.days(of: day.year).contains(day)
  }

  /// The last day of a delay in working days.
  ///
  /// Code de procédure civile, art. 641: the day of the event does not count.
  ///
  /// - Parameters:
  ///   - count: The delay.
  ///   - day: The day of the event.
  /// - Returns: The last day of the delay.
  package static func workingDays(_ count: Int64, after day: Day) -> Day {
    var day = day
    var left = count
    while left > 0 {
      day = day + 1
      if isWorkingDay(day) { left -= 1 }
    }
    return day
  }
}
