internal import Calendar
internal import Law
internal import Platform

/// The law and the calendar of every day of a scope, made once: searches go back and forth in time.
///
/// Each worker has one, since the seats taken stand in the day's context.
final class Almanac {
  /// A day.
  final class Page {
    var context: DayContext

    init(_ context: consuming DayContext) { self.context = context }
  }

  let first: Day
  private let pages: [Page]
  let working: WorkingDays
  /// How many sessions there are.
  let sessions: Int
  /// Whether any day has a lower cap than one before.
  let lowersCap: Bool
  /// For each page, the highest cap in force up to it.
  private let caps: [Int64]

  init(_ scope: Scope, _ law: ParameterTable) {
    first = scope.first
    sessions = scope.sessions
    let days = scope.first...scope.last
    working = WorkingDays(years: days.lowerBound.year - 1...days.upperBound.year + 3)
    let legal = LegalCalendar(law, statutes: Statutes(law, in: days), working: working)
    let catalogue = scope.catalogue
    var pages: [Page] = []
    for number in days.lowerBound.rawValue...days.upperBound.rawValue {
      let day = Day(rawValue: number)
      var context = legal.firstDay(catalogue)
      // By way of the eve, so that what changes on the day is known to change.
      if day > scope.first { legal.turn(&context, to: day - 1) }
      legal.turn(&context, to: day)
      context.isPaymentDay = Self.isPaymentDay(day, working)
      pages.append(Page(context))
    }
    self.pages = pages
    var highest: Int64 = 0
    var lowersCap = false
    caps = pages.map { page in
      highest = max(highest, page.context.statute.cap)
      lowersCap = lowersCap || page.context.statute.cap < highest
      return highest
    }
    self.lowersCap = lowersCap
  }

  /// Providers are paid on Thursdays, or on the next day where that is a holiday.
  private static func isPaymentDay(_ day: Day, _ working: WorkingDays) -> Bool {
    guard working.contains(day) else { return false }
    if day.weekday == .thursday { return true }
    return day.weekday == .friday && !working.contains(day - 1)
  }

  /// The page of a day.
  func page(_ day: Day) -> Page { pages[day - first] }

  /// The highest cap that was in force on any day up to one.
  func highestCap(through day: Day) -> Int64 { caps[day - first] }

  /// The next day of payments after a day, or `nil` beyond the last page.
  func paymentDay(after day: Day) -> Day? { next(after: day) { $0.isPaymentDay } }

  private func next(after day: Day, where isWanted: (borrowing DayContext) -> Bool) -> Day? {
    var place = day - first + 1
    while place < pages.count {
      if isWanted(pages[place].context) { return pages[place].context.day }
      place += 1
    }
    return nil
  }
}
