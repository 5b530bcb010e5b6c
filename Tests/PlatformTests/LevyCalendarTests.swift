import Calendar
import Law
import Platform
import Testing

/// Which months are due when, and how much of them, where allowances change within the year.
@Suite struct LevyCalendarTests {
  private let statute: Statute

  init() throws { statute = Statute(try .law(), on: Day(2024, 4, 15)) }

  private func due(_ day: Day, _ allowances: (Int, Int) -> Int64) -> Int64 {
    LevyCalendar.due(on: day, statute, allowances: allowances)
  }

  @Test func `each band owes the months of its period`() {
    func months(_ band: LevyCalendar.Band, _ day: Day) -> [Int] {
      LevyCalendar.months(band, dueOn: day, statute).map { $0.year * 100 + $0.month }
    }
    #expect(months(.month, Day(2024, 1, 15)) == [202312])
    #expect(months(.month, Day(2024, 4, 14)) == [])
    #expect(months(.quarter, Day(2024, 4, 15)) == [202403, 202402, 202401])
    #expect(months(.quarter, Day(2024, 1, 15)) == [202312, 202311, 202310])
    #expect(months(.quarter, Day(2024, 5, 15)) == [])
    #expect(months(.year, Day(2024, 1, 15)).sorted() == Array(202301...202312))
    #expect(months(.year, Day(2024, 4, 15)) == [])
  }

  @Test func `the months of a quarter are summed as they were paid`() {
    // 10,000 € in January, 12,000 € from February: 1 % of 34,000 €.
    let levy = due(Day(2024, 4, 15)) { _, month in month == 1 ? 1_000_000 : 1_200_000 }
    #expect(levy == 34_000)
  }

  @Test func `January says when a year's levy is due, whatever follows`() {
    // 4,000 € in January is a yearly levy of 480 €: due in the next January, with what came later.
    let rising = { (year: Int, month: Int) -> Int64 in
      year == 2023 && month == 1 ? 400_000 : 500_000
    }
    #expect(due(Day(2023, 4, 15), rising) == 0)
    #expect(due(Day(2024, 1, 15), rising) == 59_000)
    // From 2024 on January says 5,000 €: a quarter at a time.
    #expect(due(Day(2024, 4, 15), rising) == 15_000)
  }
}
