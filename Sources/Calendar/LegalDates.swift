/// Dates that the texts name by a rule.
package enum LegalDates {
  /// The last day of March ("le dernier jour de mars", brochure of the Caisse des Dépôts).
  ///
  /// - Parameter year: The year.
  /// - Returns: 31 March.
  package static func lastDayOfMarch(_ year: Int) -> Day { Day(year, 3, 31) }

  /// The third Monday after a day ("le troisième lundi suivant le premier tour", CGCT R7227-25-2).
  ///
  /// - Parameter day: The day of the first round, itself never counted.
  /// - Returns: A Monday from 15 to 21 days later.
  package static func thirdMonday(after day: Day) -> Day {
    day + (7 - Int(day.weekday.rawValue)) + 14
  }

  /// An anniversary; that of 29 February falls on 28 February in a common year.
  ///
  /// - Parameters:
  ///   - day: The day whose anniversary is asked.
  ///   - year: The year of the anniversary.
  /// - Returns: The anniversary in `year`.
  package static func anniversary(of day: Day, in year: Int) -> Day {
    let date = day.civil
    return Day(year, date.month, min(date.day, Day.length(ofMonth: date.month, year: year)))
  }
}
