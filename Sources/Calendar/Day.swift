/// A day of the proleptic Gregorian calendar, as a number of days since 1 January 1970.
///
/// The arithmetic is Howard Hinnant's `days_from_civil` and, the other way, the method of Neri and
/// Schneider ("Euclidean affine functions and their application to calendar algorithms", 2022):
/// whole numbers only, no time zone, no clock.
@usableFromInline
package struct Day: RawRepresentable, Hashable, Comparable, Sendable {
  /// The days since 1 January 1970.
  @usableFromInline package var rawValue: Int32

  /// Creates the day of a number.
  ///
  /// - Parameter rawValue: The days since 1 January 1970.
  @inlinable
  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// Creates the day of a civil date that is known to exist.
  ///
  /// - Parameters:
  ///   - year: The year, from -9999 to 9999.
  ///   - month: The month, from 1 to 12.
  ///   - day: The day of the month, from 1.
  package init(_ year: Int, _ month: Int, _ day: Int) {
    precondition((1...12).contains(month), "a month is from 1 to 12")
    precondition(day >= 1 && day <= Day.length(ofMonth: month, year: year), "no such date")
    self.init(unchecked: year, month, day)
  }

  /// Creates the day of a civil date, if that date exists.
  ///
  /// - Parameters:
  ///   - year: The year, from -9999 to 9999.
  ///   - month: The month.
  ///   - day: The day of the month.
  package init?(year: Int, month: Int, day: Int) {
    guard (-9999...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    rawValue = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// A day before every other day that a run can hold.
  package static let distantPast = Day(rawValue: -4_000_000)

  /// A day after every other day that a run can hold.
  package static let distantFuture = Day(rawValue: 4_000_000)

  /// How many eras of 400 years, of 146,097 days each, are added so that no day is negative.
  @usableFromInline static var eras: Int { 30 }

  /// The civil date of this day.
  @inlinable
  package var civil: CivilDate {
    // Years run from March to February, and days are counted from 1 March of the year -12000.
    let day = UInt64(Int(rawValue) + 719_468 + 146_097 * Self.eras)
    let quarters = 4 &* day &+ 3
    let century = quarters / 146_097
    let quarter = quarters % 146_097 | 3
    // 2,939,745 / 2^32 is so near 1 / 1,461 that quotient and remainder are right for a century.
    let product = 2_939_745 &* quarter
    let yearOfCentury = product >> 32
    let dayOfYear = (product & 0xffff_ffff) / 11_758_980
    let shifted = 2_141 &* dayOfYear &+ 197_913
    let isNextYear = dayOfYear >= 306
    let year = Int(100 &* century &+ yearOfCentury) - 400 &* Self.eras
    let month = Int(shifted >> 16)
    return CivilDate(
      year: isNextYear ? year &+ 1 : year, month: isNextYear ? month &- 12 : month,
      day: Int(shifted & 0xffff) / 2_141 &+ 1)
  }

  /// The year of this day.
  @inlinable package var year: Int { civil.year }

  /// The day of the week.
  package var weekday: Weekday {
    let shifted = (Int(rawValue) + 3) % 7
    return Weekday(rawValue: UInt8(shifted < 0 ? shifted + 7 : shifted)) ?? .monday
  }

  /// The number of days in a month.
  ///
  /// - Parameters:
  ///   - month: The month, from 1 to 12.
  ///   - year: The year.
  /// - Returns: From 28 to 31.
  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether a year has a 29 February.
  ///
  /// - Parameter year: The year.
  /// - Returns: `true` for a leap year.
  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The day so many months later.
  ///
  /// - Parameter months: How many; may be negative.
  /// - Returns: The same day of the month, or the month's last day where there is none.
  package func adding(months: Int) -> Day {
    let date = civil
    let index = date.year * 12 + date.month - 1 + months
    let year = index >= 0 ? index / 12 : (index - 11) / 12
    let month = index - year * 12 + 1
    return Day(year, month, min(date.day, Day.length(ofMonth: month, year: year)))
  }

  /// The day so many years later; 29 February becomes 28 February in a common year.
  ///
  /// - Parameter years: How many; may be negative.
  /// - Returns: The anniversary.
  package func adding(years: Int) -> Day { adding(months: years * 12) }

  /// The full years from a day to this one, as an age in years is counted.
  ///
  /// Someone born on 29 February is a year older on 1 March of a common year (civil status counts
  /// completed years), so the count compares month and day rather than clamped anniversaries.
  ///
  /// - Parameter start: The first day, for example a birth date.
  /// - Returns: The completed years; negative before `start`.
  package func fullYears(since start: Day) -> Int {
    let from = start.civil
    let to = civil
    let reached = (to.month, to.day) >= (from.month, from.day)
    return to.year - from.year - (reached ? 0 : 1)
  }

  /// Whether a day is before another.
  ///
  /// - Parameters:
  ///   - lhs: A day.
  ///   - rhs: Another day.
  /// - Returns: `true` if `lhs` comes first.
  @inlinable
  package static func < (lhs: Day, rhs: Day) -> Bool { lhs.rawValue < rhs.rawValue }

  /// The day so many days later.
  ///
  /// - Parameters:
  ///   - day: A day.
  ///   - days: How many days; may be negative.
  /// - Returns: The later day.
  @inlinable
  package static func + (day: Day, days: Int) -> Day {
    Day(rawValue: day.rawValue + Int32(truncatingIfNeeded: days))
  }

  /// The day so many days earlier.
  ///
  /// - Parameters:
  ///   - day: A day.
  ///   - days: How many days; may be negative.
  /// - Returns: The earlier day.
  @inlinable
  package static func - (day: Day, days: Int) -> Day {
    Day(rawValue: day.rawValue - Int32(truncatingIfNeeded: days))
  }

  /// The days from a day to another.
  ///
  /// - Parameters:
  ///   - end: The later day.
  ///   - start: The earlier day.
  /// - Returns: How many days `end` is after `start`.
  @inlinable
  package static func - (end: Day, start: Day) -> Int { Int(end.rawValue) - Int(start.rawValue) }
}

extension Day: CustomStringConvertible {
  /// The date as ISO 8601 writes it: `2026-03-31`.
  @usableFromInline package var description: String {
    let date = civil
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
  }

  /// Creates the day that a text names.
  ///
  /// - Parameter text: A date as `YYYY-MM-DD`.
  package init?(_ text: some StringProtocol) {
    var number = 0
    var place = 0
    for byte in text.utf8 {
      let isHyphen = place == 4 || place == 7
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      guard place < 10, isHyphen ? byte == UInt8(ascii: "-") : isDigit else { return nil }
      if isDigit { number = number * 10 + Int(byte - UInt8(ascii: "0")) }
      place += 1
    }
    guard place == 10 else { return nil }
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// A year, a month and a day of the month.
@usableFromInline
package struct CivilDate: Hashable, Sendable {
  /// The year.
  @usableFromInline package let year: Int
  /// The month, from 1 to 12.
  @usableFromInline package let month: Int
  /// The day of the month, from 1 to 31.
  @usableFromInline package let day: Int

  /// Puts a date together.
  @inlinable
  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }
}

/// A day of the week.
package enum Weekday: UInt8, Sendable {
  /// A day of the week, from Monday.
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}
