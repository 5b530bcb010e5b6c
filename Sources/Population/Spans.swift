internal import Calendar

/// What follows from the rates for all alike, worked out once: days by age, and who is left
/// after each year.
struct Spans: Sendable {
  /// The day on which the ages of those in office on the first day are counted.
  let reference: Day
  /// For each age the birthday of whoever reaches it on the reference day.
  let birthdays: [Day]
  /// For each band of ages the day on which its oldest turned 18.
  let adult: [Day]
  /// For each age on some day of the horizon, how many of 1,000,000,000 are alive at its end, at
  /// the least.
  let men: [Int64]
  /// The same for women.
  let women: [Int64]
  /// How many of 1,000,000,000 councillors have not resigned after each year.
  let councillors: [Int64]
  /// How many of as many mayors.
  let mayors: [Int64]
  /// How many of as many members of assemblies above the communes.
  let assemblies: [Int64]

  init(_ rates: Rates, _ elections: ElectionCalendar, _ horizon: ClosedRange<Day>) {
    let day = elections.reference(before: horizon.lowerBound, offset: rates.agesOffset)
    let starts = rates.ages.starts
    reference = day
    birthdays = (0...(starts.last ?? 0)).map { day.adding(years: -$0) }
    adult = starts.dropFirst().map { day.adding(years: 18 - ($0 - 1)) }
    let years = max(0, horizon.upperBound - horizon.lowerBound) / 365 + 1
    men = Self.survivors(rates.mortality.men, years: years)
    women = Self.survivors(rates.mortality.women, years: years)
    councillors = Self.remaining(rates.resignation.councillor, years: years)
    mayors = Self.remaining(rates.resignation.mayor, years: years)
    assemblies = Self.remaining(rates.resignation.assembly, years: years)
  }

  /// Who is left of each age after so many years, at the least: 365 days later somebody is a year
  /// older, or not quite, and the worse of both years counts.
  private static func survivors(_ mortality: Rates.ByAge, years: Int) -> [Int64] {
    mortality.indices.map { age in
      var left: Int64 = 1_000_000_000
      for year in 0..<years {
        let older = mortality[min(mortality.count - 1, age + year)]
        let younger = mortality[min(mortality.count - 1, age + max(0, year - 1))]
        left -= left * max(older, younger) / 1_000_000
      }
      return left
    }
  }

  /// Who has not resigned after each year.
  private static func remaining(_ rate: Int64, years: Int) -> [Int64] {
    var left: Int64 = 1_000_000_000
    return (0..<years).map { _ in
      left -= left * rate / 1_000_000
      return left
    }
  }
}
