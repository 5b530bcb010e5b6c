package import Calendar
internal import Law

/// One act of the operator about the fund: a report, a forecast or an alert.
package struct FundAct: Sendable, Equatable {
  /// What it is: ``Verb/report``, ``Verb/forecast`` or ``Verb/alert``.
  package let verb: Verb
  /// The day.
  package let day: Day
  /// The fund's cash less the advances not repaid, in cents.
  package let own: Int64
  /// What came in less what went out since 1 January, advances apart, in cents.
  package let flow: Int64
  /// The own cash expected at the end of each year to come, in cents; of a forecast only.
  package let expected: [Int64]
}

/// The Caisse des Dépôts as the fund's operator: it reports, forecasts and gives the alert.
///
/// CGCT R1221-9-2: the council of training (CNFEL) is informed three times a year and forecasts the
/// fund over three years; L1621-3: the fund balances over three years.
package struct FundOffice: Sendable {
  /// Everything that the operator said, in the order of days.
  package private(set) var acts: [FundAct] = []
  /// How often a value of the law in force changed.
  package private(set) var ruleChanges = 0

  private let role: Role
  private var days: [Int64] = []
  private var flows: [Int64] = []
  private var isBelow = false

  /// Creates an office that has said nothing yet.
  ///
  /// - Parameter mutant: The known-bad variant.
  package init(mutant: Mutant = .none) { role = Role(mutant) }

  /// Whether the operator reports on a day: the last of every twelve-month part.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - times: How often a year.
  /// - Returns: `true` if a part of the year ends.
  package static func isReportDay(_ day: Day, times: Int) -> Bool {
    let date = day.civil
    guard times > 0, date.day == Day.length(ofMonth: date.month, year: date.year) else {
      return false
    }
    return date.month * times / 12 > (date.month - 1) * times / 12
  }

  /// What the fund holds at the end of some years, if every day brings what a day of the last three
  /// years brought.
  ///
  /// - Parameters:
  ///   - years: How many years.
  ///   - own: The own cash, in cents.
  ///   - flows: What came in less what went out in each past year, the last one at the end.
  ///   - days: How many days of each were seen.
  ///   - day: The day of the forecast.
  /// - Returns: The own cash at the end of each coming civil year, in cents, rounded down: a
  ///   deficit to the next cent below.
  package static func forecast(
    _ years: Int, own: Int64, flows: [Int64], days: [Int64], after day: Day
  ) -> [Int64] {
    let seen = max(1, days.suffix(3).reduce(0, +))
    let flow = flows.suffix(3).reduce(0, +)
    return (0..<max(0, years)).map { year in
      let ahead = Int64(Day(day.year + year + 1, 12, 31) - day)
      let (whole, rest) = (flow * ahead).quotientAndRemainder(dividingBy: seen)
      return own + (rest < 0 ? whole - 1 : whole)
    }
  }

  /// Ends a day.
  ///
  /// - Parameters:
  ///   - context: The law and the calendar of the day.
  ///   - movement: What came in less what went out, advances apart, in cents.
  ///   - own: The fund's cash less the advances not repaid, in cents.
  ///   - isFirst: Whether it is the first day of the run.
  /// - Returns: What the operator says today.
  package mutating func close(
    _ context: borrowing DayContext, movement: Int64, own: Int64, isFirst: Bool
  ) -> [FundAct] {
    let date = context.day.civil
    // An opening below the reserve is no fall: the alert says that the fund has left its reserve.
    if days.isEmpty { isBelow = own - movement < context.statute.fundReserve }
    if days.isEmpty || date.month == 1 && date.day == 1 {
      days.append(0)
      flows.append(0)
    }
    days[days.count - 1] += 1
    flows[flows.count - 1] += movement
    if context.statuteChanged, !isFirst { ruleChanges += 1 }
    let first = acts.count
    let flow = flows[flows.count - 1]
    func add(_ verb: Verb, _ expected: [Int64] = []) {
      acts.append(FundAct(verb: verb, day: context.day, own: own, flow: flow, expected: expected))
    }
    let isUnder = own < context.statute.fundReserve
    if isUnder, !isBelow, role.mutant != .alertSilent { add(.alert) }
    isBelow = isUnder
    if Self.isReportDay(context.day, times: context.statute.reportsPerYear) { add(.report) }
    if date.month == 12, date.day == 31 {
      add(
        .forecast,
        Self.forecast(
          context.statute.forecastYears, own: own, flows: flows, days: days, after: context.day))
    }
    return Array(acts[first...])
  }
}
