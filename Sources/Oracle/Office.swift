package import Calendar
package import Law

/// Who is in office, since when, and what follows for the calendar.
extension History {
  /// The mandates in force on a day that give rights.
  ///
  /// CGCT L1621-3: syndicats and the three collectivities of its last paragraph are outside.
  ///
  /// - Parameter day: The day.
  /// - Returns: The mandates.
  package func mandatesInForce(on day: Day) -> [Mandate] {
    mandates.filter { $0.kind != .outside && $0.isInForce(on: day) }
  }

  /// Whether somebody holds a mandate on a day.
  ///
  /// - Parameter day: The day.
  /// - Returns: `true` if at least one mandate is in force.
  package func isInOffice(on day: Day) -> Bool {
    mandates.contains { $0.kind != .outside && $0.isInForce(on: day) }
  }

  /// The mandate that sets the anniversary.
  ///
  /// CGCT R2123-22-1-B: of several mandates, the one exercised for the longest time; of two that
  /// began together, the municipal one.
  ///
  /// - Parameter day: The day.
  /// - Returns: The mandate, or `nil` out of office.
  package func longestHeldMandate(on day: Day) -> Mandate? {
    let inForce = mandatesInForce(on: day)
    guard let earliest = inForce.map(\.start).min() else { return nil }
    let oldest = inForce.filter { $0.start == earliest }
    return oldest.first { $0.kind == .municipal } ?? oldest.first
  }

  /// Whether the platform has matched the person with the registry.
  ///
  /// - Parameter day: The day.
  /// - Returns: `true` from the day of the recognition.
  package func isRecognised(on day: Day) -> Bool { recognised.map { $0 <= day } ?? false }

  /// Whether rights accrue to the person on a day: in office, and recognised.
  ///
  /// - Parameter day: The day.
  /// - Returns: `true` if a credit is possible.
  package func accrues(on day: Day) -> Bool { isInOffice(on: day) && isRecognised(on: day) }

  /// The first day without a mandate, for somebody who was in office before and is not now.
  ///
  /// - Parameter day: The day.
  /// - Returns: The end of the last mandate, or `nil` in office or before the first mandate.
  package func outOfOfficeSince(on day: Day) -> Day? {
    guard !isInOffice(on: day) else { return nil }
    return mandates.filter { $0.kind != .outside }.compactMap(\.end).filter { $0 <= day }.max()
  }

  /// Whether the personal data are erased, three years after the death.
  ///
  /// Code du travail R6323-20.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - law: The law.
  /// - Returns: `true` from the day of the erasure.
  package func isErased(on day: Day, _ law: ParameterTable) -> Bool {
    guard let death, death <= day else { return false }
    return day >= death.adding(months: 12 * Int(law.number("rights.retention_years", on: death)))
  }

  /// The first day on which the rights of an ended mandate are gone.
  ///
  /// CGCT R2123-22-1-C: they serve within six months of the end of the mandate.
  ///
  /// - Parameters:
  ///   - end: The first day without a mandate.
  ///   - law: The law.
  /// - Returns: The same day of the sixth month after it, or that month's last day.
  package static func windowEnd(after end: Day, _ law: ParameterTable) -> Day {
    end.adding(months: Int(law.number("rights.reintegration_months", on: end)))
  }

  /// The day on which the terms of a kind of mandate end next, as known beforehand.
  ///
  /// Code électoral L192, L227, L336: the next general election; intercommunal councillors follow
  /// the municipal election. The first round may already fill the council, so it counts.
  ///
  /// - Parameters:
  ///   - kind: The kind of body.
  ///   - day: The day on which somebody asks.
  ///   - law: The law.
  /// - Returns: The first round, or `nil` beyond the known elections.
  package static func nextElection(_ kind: Kind, after day: Day, _ law: ParameterTable) -> Day? {
    let name =
      switch kind {
      case .municipal, .intercommunal: "election.municipal"
      case .departmental, .regional, .special, .outside: "election.departmental_regional"
      }
    return law[name]?.values.map(\.from).first { $0 > day }
  }
}

/// The day of the annual credit.
package enum CreditDay {
  /// The legal credit day of a mandate in a year.
  ///
  /// Brochure of the Caisse des Dépôts: the last day of March for municipal officials, 5 July for
  /// all others. CGCT R2123-22-1-B, the other reading: the third Monday after the first round, and
  /// its anniversaries.
  ///
  /// - Parameters:
  ///   - kind: The kind of the mandate that sets the anniversary.
  ///   - year: The year.
  ///   - law: The law.
  /// - Returns: The day.
  package static func of(_ kind: History.Kind, in year: Int, _ law: ParameterTable) -> Day {
    let newYear = Day(year, 1, 1)
    guard kind == .municipal else {
      let parameter = law["rights.credit_day_other"]
      guard
        case .number(let number) = (parameter?.inForce(on: newYear) ?? parameter?.values.first)?
          .value
      else { preconditionFailure("the law names no credit day of other mandates") }
      let month = Int(number / 100)
      return Day(year, month, min(Int(number % 100), Day.length(ofMonth: month, year: year)))
    }
    let firstRounds = law["election.municipal"]?.values.map(\.from) ?? []
    guard law.rule("rights.credit_calendar", on: newYear) == "third-monday",
      let last = firstRounds.last(where: { $0.year <= year }) ?? firstRounds.first
    else { return Day(year, 3, 31) }
    var monday = last + 1
    while monday.weekday != .monday { monday = monday + 1 }
    return LegalDates.anniversary(of: monday + 14, in: year)
  }

  /// The accrual year that a credit on a day counts for: that of the latest legal day.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - kind: The kind of the mandate that sets the anniversary.
  ///   - law: The law.
  /// - Returns: The civil year of the latest legal day up to the day.
  package static func accrualYear(on day: Day, _ kind: History.Kind, _ law: ParameterTable) -> Int {
    of(kind, in: day.year, law) <= day ? day.year : day.year - 1
  }

  /// The first legal day from a day on.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - kind: The kind of the mandate that sets the anniversary.
  ///   - law: The law.
  /// - Returns: The legal day of that year or of the next.
  package static func onOrAfter(_ day: Day, _ kind: History.Kind, _ law: ParameterTable) -> Day {
    let this = of(kind, in: day.year, law)
    return this >= day ? this : of(kind, in: day.year + 1, law)
  }
}
