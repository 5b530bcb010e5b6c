/// The working days (jours ouvrés) of a span of years: Monday to Friday but for public holidays.
///
/// Built once per run; every question is then answered from two flat columns.
package struct WorkingDays: Sendable {
  /// The first day that the table holds.
  package let first: Day

  /// For each day from ``first``: the working days from ``first`` to it, itself included.
  private let counts: [Int32]

  /// The working days in order.
  private let days: [Day]

  /// Creates the table of a span of years.
  ///
  /// - Parameter years: The years, first and last included.
  package init(years: ClosedRange<Int>) {
    let first = Day(years.lowerBound, 1, 1)
    let end = Day(years.upperBound, 12, 31)
    var isHoliday = [Bool](repeating: false, count: end - first + 1)
    for year in years {
      for holiday in Holidays.days(of: year) { isHoliday[holiday - first] = true }
    }
    var counts: [Int32] = []
    counts.reserveCapacity(isHoliday.count)
    var days: [Day] = []
    for offset in 0..<isHoliday.count {
      let day = first + offset
      let weekday = day.weekday
      if weekday != .saturday && weekday != .sunday && !isHoliday[offset] { days.append(day) }
      counts.append(Int32(days.count))
    }
    self.first = first
    self.counts = counts
    self.days = days
  }

  /// Whether a day is a working day.
  ///
  /// - Parameter day: A day of the table.
  /// - Returns: `false` on Saturdays, Sundays and public holidays.
  package func contains(_ day: Day) -> Bool {
    let offset = day - first
    return counts[offset] > (offset == 0 ? 0 : counts[offset - 1])
  }

  /// The day that ends a delay of working days.
  ///
  /// The day of the event does not count, as in the Code de procédure civile (art. 641): a delay of
  /// two working days from a Friday ends on the next Tuesday.
  ///
  /// - Parameters:
  ///   - count: The delay in working days; at least 0.
  ///   - day: The day of the event, a day of the table.
  /// - Returns: The last day of the delay; `day` itself for a delay of 0.
  package func day(_ count: Int, after day: Day) -> Day {
    count == 0 ? day : days[Int(counts[day - first]) + count - 1]
  }

  /// The day that is so many working days before another.
  ///
  /// - Parameters:
  ///   - count: How many working days; at least 1.
  ///   - day: A day of the table.
  /// - Returns: The latest day with `count` working days after it, up to the eve of `day`.
  package func day(_ count: Int, before day: Day) -> Day {
    let before = day == first ? 0 : Int(counts[day - first - 1])
    return days[max(0, before - count)]
  }

  /// The working days after a day, up to another day included.
  ///
  /// - Parameters:
  ///   - start: A day of the table; not counted.
  ///   - end: A day of the table, not before `start`.
  /// - Returns: How many working days there are in `start + 1 ... end`.
  package func count(after start: Day, through end: Day) -> Int {
    Int(counts[end - first]) - Int(counts[start - first])
  }
}
