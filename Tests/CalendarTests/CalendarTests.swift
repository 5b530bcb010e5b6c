import Calendar
import Testing

@Suite struct DayTests {
  @Test func `the epoch and known days have their numbers`() {
    #expect(Day(1970, 1, 1).rawValue == 0)
    #expect(Day(2000, 3, 1).rawValue == 11_017)
    #expect(Day(1900, 2, 28) + 1 == Day(1900, 3, 1))
    #expect(Day(2000, 2, 28) + 1 == Day(2000, 2, 29))
    #expect(Day(2026, 3, 15).weekday == .sunday)
    #expect(Day(1969, 12, 31).weekday == .wednesday)
  }

  @Test func `every day of four centuries survives the way to a civil date and back`() {
    var previous = Day(1799, 12, 31).civil
    for number in Day(1800, 1, 1).rawValue...Day(2200, 12, 31).rawValue {
      let date = Day(rawValue: number).civil
      #expect(Day(date.year, date.month, date.day).rawValue == number)
      let follows =
        date.day == previous.day + 1 && date.month == previous.month
        || date.day == 1 && (date.month == previous.month + 1 || date.month == 1)
      #expect(follows)
      previous = date
    }
  }

  @Test(arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "", "2026-01-32", "x"])
  func `a date that does not exist is refused`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test func `a text is the date that it names`() throws {
    #expect(try #require(Day("2028-02-29")).description == "2028-02-29")
  }

  @Test func `months and years clamp to the end of the month`() {
    #expect(Day(2024, 2, 29).adding(years: 1) == Day(2025, 2, 28))
    #expect(Day(2026, 8, 31).adding(months: 6) == Day(2027, 2, 28))
    #expect(Day(2026, 3, 31).adding(months: -1) == Day(2026, 2, 28))
    #expect(Day(2026, 1, 15).adding(months: -13) == Day(2024, 12, 15))
  }

  @Test func `an age counts completed years`() {
    #expect(Day(2026, 2, 28).fullYears(since: Day(2008, 2, 29)) == 17)
    #expect(Day(2026, 3, 1).fullYears(since: Day(2008, 2, 29)) == 18)
    #expect(Day(2026, 6, 1).fullYears(since: Day(1960, 6, 1)) == 66)
  }
}

@Suite struct HolidayTests {
  @Test(arguments: [
    (2016, 3, 27), (2022, 4, 17), (2024, 3, 31), (2026, 4, 5), (2028, 4, 16), (2038, 4, 25),
    (2008, 3, 23), (1943, 4, 25),
  ])
  func `Easter falls where almanacs say`(year: Int, month: Int, day: Int) {
    #expect(Holidays.easter(year) == Day(year, month, day))
  }

  @Test func `a year has eleven holidays`() {
    #expect(
      Holidays.days(of: 2026) == [
        Day(2026, 1, 1), Day(2026, 4, 6), Day(2026, 5, 1), Day(2026, 5, 8), Day(2026, 5, 14),
        Day(2026, 5, 25), Day(2026, 7, 14), Day(2026, 8, 15), Day(2026, 11, 1),
        Day(2026, 11, 11), Day(2026, 12, 25),
      ])
  }
}

@Suite struct WorkingDayTests {
  let calendar = WorkingDays(years: 2020...2032)

  @Test func `Easter Monday is not a working day`() {
    #expect(!calendar.contains(Day(2026, 4, 6)))
    #expect(calendar.contains(Day(2026, 4, 7)))
    #expect(calendar.day(2, after: Day(2026, 4, 3)) == Day(2026, 4, 8))
  }

  @Test func `the day of the event does not count`() {
    #expect(calendar.day(2, after: Day(2026, 1, 9)) == Day(2026, 1, 13))
    #expect(calendar.day(2, after: Day(2026, 1, 10)) == Day(2026, 1, 13))
    #expect(calendar.day(0, after: Day(2026, 1, 10)) == Day(2026, 1, 10))
  }

  @Test func `the table agrees with counting day by day`() {
    for offset in stride(from: 0, to: 3_000, by: 7) {
      let start = Day(2021, 1, 1) + offset
      for count in [1, 2, 4, 11, 30] {
        var day = start
        var left = count
        while left > 0 {
          day = day + 1
          let isFree =
            day.weekday == .saturday || day.weekday == .sunday
            || Holidays.days(of: day.year).contains(day)
          if !isFree { left -= 1 }
        }
        #expect(calendar.day(count, after: start) == day)
        #expect(calendar.count(after: start, through: day) == count)
        #expect(calendar.day(count, before: day) <= day)
        #expect(
          calendar.count(after: calendar.day(count, before: day), through: day - 1) == count - 1)
      }
    }
  }
}

@Suite struct LegalDateTests {
  @Test func `the third Monday after the first round`() {
    #expect(LegalDates.thirdMonday(after: Day(2020, 3, 15)) == Day(2020, 3, 30))
    #expect(LegalDates.thirdMonday(after: Day(2021, 6, 20)) == Day(2021, 7, 5))
    #expect(LegalDates.thirdMonday(after: Day(2026, 3, 15)) == Day(2026, 3, 30))
    #expect(LegalDates.thirdMonday(after: Day(2028, 3, 12)) == Day(2028, 3, 27))
    #expect(LegalDates.thirdMonday(after: Day(2026, 3, 16)) == Day(2026, 4, 6))
  }

  @Test func `the anniversary of 29 February is 28 February in a common year`() {
    #expect(LegalDates.anniversary(of: Day(2024, 2, 29), in: 2026) == Day(2026, 2, 28))
    #expect(LegalDates.anniversary(of: Day(2024, 2, 29), in: 2028) == Day(2028, 2, 29))
    #expect(LegalDates.lastDayOfMarch(2026) == Day(2026, 3, 31))
  }
}
