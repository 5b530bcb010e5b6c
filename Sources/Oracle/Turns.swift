package import Calendar
internal import Law

/// The days of one life on which something may happen by itself, in order.
///
/// No rule is applied here: a day too many costs a look at it, and that none is missing is shown by
/// living the same lives day by day.
struct Turns: Sendable {
  private let days: [Day]
  private var next = 0
  /// The next day on which something may happen, as long as no day was lived since.
  var upcoming: Day?

  init(_ official: OracleOfficial) {
    let history = official.history
    let reading = official.reading
    let law = reading.law
    var days = reading.changes
    let first = official.day
    let last = Self.lastHoursYear(law, first.year)
    let scheme = law["rights.annual_hours"]?.values.first?.from ?? .distantPast
    for mandate in history.mandates {
      days.append(mandate.start)
      for origin in [mandate.start, max(mandate.start, scheme)] where origin.year <= last {
        for year in max(origin.year, first.year)...max(last, first.year) {
          days.append(origin.adding(years: year - origin.year))
        }
      }
      guard let end = mandate.end else { continue }
      days += [end, History.windowEnd(after: end, law)]
    }
    if let recognised = history.recognised { days.append(recognised) }
    if let death = history.death {
      let years = Int(law.number("rights.retention_years", on: death))
      days += [death, death.adding(months: 12 * years)]
    }
    self.days = days.filter { $0 > first }.sorted()
  }

  /// The last year in which hours may be credited.
  private static func lastHoursYear(_ law: ParameterTable, _ first: Int) -> Int {
    guard let unit = law["rights.unit"]?.values.last else { return first }
    return unit.value == .rule("hours") ? max(first, unit.from.year) + 100 : unit.from.year
  }

  /// The first of the days after another one, which is never before the last one asked for.
  mutating func next(after day: Day) -> Day {
    while next < days.count, days[next] <= day { next += 1 }
    return next < days.count ? days[next] : .distantFuture
  }
}

extension OracleOfficial {
  /// Lives on, passing over the days on which nothing can happen.
  ///
  /// - Parameter last: The last day to live.
  package mutating func live(byTurnsThrough last: Day) {
    while day < last {
      let turn = turns?.upcoming ?? nextTurn
      guard turn <= last else {
        turns?.upcoming = turn
        return skip(to: last)
      }
      liveOneDay(turn)
    }
  }

  /// The next day on which something may happen.
  private var nextTurn: Day {
    mutating get {
      var own = turns ?? Turns(self)
      var turn = own.next(after: day)
      turns = own
      let next = verdicts.count
      if next < history.events.count { turn = min(turn, history.events[next].day) }
      let circumstance = circumstanceVerdicts.count
      if let all = history.surroundings?.circumstances, circumstance < all.count {
        turn = min(turn, all[circumstance].day)
      }
      for index in dossiers.indices where !dossiers[index].isFinished {
        if let deadline = dossiers[index].deadline { turn = min(turn, deadline + 1) }
        if let payment = lastPaymentDay(index) { turn = min(turn, payment) }
      }
      for refund in cardRefunds { turn = min(turn, refund.due) }
      // What is overdue happens on the first day on which it can.
      return max(day + 1, min(turn, nextCredit))
    }
  }

  /// The next legal credit day, or day on which CPF or CEC is credited.
  private var nextCredit: Day {
    if isDead { return .distantFuture }
    let year = day.year
    return min(nextCredit(in: year), nextCredit(in: year + 1))
  }

  private func nextCredit(in year: Int) -> Day {
    var credit = Day.distantFuture
    func consider(_ one: Day) { if one > day { credit = min(credit, one) } }
    let days = reading.creditDays(of: year)
    consider(days.municipal)
    consider(days.other)
    guard history.work != nil else { return credit }
    consider(Day(year, 1, 1))
    let spring = Int(number("cec.credit_day"))
    let (month, date) = (spring / 100, spring % 100)
    if month > 0, date <= Day.length(ofMonth: month, year: year) {
      consider(Day(year, month, date))
    }
    return credit
  }
}
