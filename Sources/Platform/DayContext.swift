package import Calendar
package import Law

/// What is the same for every shard on one day: the law in force, the calendar, the catalogue and
/// the seats taken at the end of the day before.
package struct DayContext: ~Copyable, Sendable {
  /// The day.
  package var day: Day
  /// The law in force.
  package var statute: Statute
  /// Whether the law changed on this day.
  package var statuteChanged = true
  /// The cap in force the day before, to see it fall.
  package var capBefore: Int64
  /// The cap of the Pacific in force the day before, in F CFP.
  package var pacificCapBefore: Int64
  /// The working days.
  package var working: WorkingDays
  /// The credit days.
  package var creditDays: CreditDays
  /// The rule of hours before 23 July 2021.
  package var hours: HoursRule
  /// When CPF and CEC are credited, and how much.
  package var wallets = WalletCalendar()
  /// The next general election after the day, by mandate code.
  package var termEnds: [Day]
  /// The published offer.
  package var catalogue: Catalogue
  /// The bodies that were removed from the catalogue on this day.
  package var delisted: [UInt32] = []
  /// The seats taken, by session, at the end of the day before.
  package var seatsTaken: [UInt8]
  /// Whether providers are paid on this day.
  package var isPaymentDay: Bool
  /// Whether the payment provider is down all day: no card is charged and none refunded.
  package var isPaymentProviderDown = false
  /// What befalls the platform's jobs today; `nil` where nothing ever does.
  package var trouble: JobTrouble?
  /// Payment orders whose answers get lost; `nil` where none does.
  package var doubt: PaymentDoubt?
  /// The reference directories that rows are matched with; `nil` where every row is trusted.
  package var directory: Directory?

  /// Creates a context.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - statute: The law in force.
  ///   - working: The working days.
  ///   - creditDays: The credit days.
  ///   - hours: The rule of hours.
  ///   - catalogue: The published offer.
  package init(
    day: Day, statute: Statute, working: WorkingDays, creditDays: CreditDays, hours: HoursRule,
    catalogue: Catalogue
  ) {
    self.day = day
    self.statute = statute
    self.capBefore = statute.cap
    self.pacificCapBefore = statute.pacificCap
    self.working = working
    self.creditDays = creditDays
    self.hours = hours
    self.termEnds = .init(repeating: .distantFuture, count: 6)
    self.catalogue = catalogue
    self.seatsTaken = .init(repeating: 0, count: catalogue.sessions.count)
    self.isPaymentDay = false
  }
}

extension DayContext {
  /// The same for what is dated by another day.
  ///
  /// - Parameter other: The day.
  /// - Returns: The context, with the law of today.
  func dated(_ other: Day) -> DayContext {
    var context = DayContext(
      day: other, statute: statute, working: working, creditDays: creditDays, hours: hours,
      catalogue: catalogue)
    context.statuteChanged = statuteChanged
    context.capBefore = capBefore
    context.pacificCapBefore = pacificCapBefore
    context.wallets = wallets
    context.termEnds = termEnds
    context.delisted = delisted
    context.seatsTaken = seatsTaken
    context.isPaymentDay = isPaymentDay
    context.isPaymentProviderDown = isPaymentProviderDown
    context.trouble = trouble
    context.doubt = doubt
    context.directory = directory
    return context
  }

  /// Notes a certification that a body had before the first day.
  ///
  /// - Parameter body: The body, by number.
  package mutating func certify(body: Int) { catalogue.providers[body].hasQualiopi = true }
}

/// The legal credit days of each year, for both calendars.
package struct CreditDays: Sendable {
  private let firstYear: Int
  private let municipal: [Day]
  private let other: [Day]

  /// Creates the table.
  ///
  /// - Parameters:
  ///   - years: The years.
  ///   - municipal: The day of municipal mandates in a year.
  ///   - other: The day of all other mandates in a year.
  package init(years: ClosedRange<Int>, municipal: (Int) -> Day, other: (Int) -> Day) {
    firstYear = years.lowerBound
    self.municipal = years.map(municipal)
    self.other = years.map(other)
  }

  /// The legal day of a year.
  ///
  /// - Parameters:
  ///   - year: The year.
  ///   - isMunicipal: Whether the deciding mandate is municipal.
  /// - Returns: The day of the annual credit.
  package func day(_ year: Int, isMunicipal: Bool) -> Day {
    let index = min(max(0, year - firstYear), municipal.count - 1)
    return isMunicipal ? municipal[index] : other[index]
  }

  /// The accrual year of a day: the civil year of the latest legal day up to it.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - isMunicipal: Whether the deciding mandate is municipal.
  /// - Returns: The label of a credit on that day.
  package func label(on day: Day, isMunicipal: Bool) -> Int16 {
    let year = day.year
    return Int16(day >= self.day(year, isMunicipal: isMunicipal) ? year : year - 1)
  }

  /// The first legal day from a day on.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - isMunicipal: Whether the deciding mandate is municipal.
  /// - Returns: The legal day on or after `day`.
  package func next(from day: Day, isMunicipal: Bool) -> Day {
    let year = day.year
    let this = self.day(year, isMunicipal: isMunicipal)
    return this >= day ? this : self.day(year + 1, isMunicipal: isMunicipal)
  }
}

/// How hours were credited before 23 July 2021.
///
/// Loi 2015-366, art. 15 (20 hours for each full year of mandate) and décret 2020-942 (at the start
/// of the year).
package struct HoursRule: Sendable {
  /// Hours a year.
  package var perYear: Int64
  /// The first day of the scheme.
  package var from: Day
  /// The first day on which a year is credited at its start.
  package var atStartFrom: Day
  /// The first day of the scheme in euros.
  package var until: Day

  /// Creates the rule.
  ///
  /// - Parameters:
  ///   - perYear: Hours a year.
  ///   - from: The first day of the scheme.
  ///   - atStartFrom: The first day on which a year is credited at its start.
  ///   - until: The first day of the scheme in euros.
  package init(perYear: Int64, from: Day, atStartFrom: Day, until: Day) {
    self.perYear = perYear
    self.from = from
    self.atStartFrom = atStartFrom
    self.until = until
  }

  /// Whether hours of a mandate year are credited on a day.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - start: The start of the deciding mandate.
  /// - Returns: `true` on a credit day of that mandate.
  package func isCreditDay(_ day: Day, of start: Day) -> Bool {
    guard day >= from, day < until else { return false }
    let first = max(start, from)
    guard day >= first else { return false }
    if day == atStartFrom { return true }
    guard LegalDates.anniversary(of: first, in: day.year) == day else { return false }
    return day > first || first > atStartFrom
  }

  /// The hours credited to a mandate through a day.
  ///
  /// - Parameters:
  ///   - day: The last day that counts.
  ///   - start: The start of the deciding mandate.
  /// - Returns: Hours.
  package func credited(through day: Day, of start: Day) -> Int64 {
    var credits: Int64 = 0
    var year = max(start, from).year
    while year <= min(day, until).year {
      let anniversary = LegalDates.anniversary(of: max(start, from), in: year)
      if anniversary != atStartFrom, anniversary <= day, isCreditDay(anniversary, of: start) {
        credits += 1
      }
      year += 1
    }
    if atStartFrom <= day, isCreditDay(atStartFrom, of: start) { credits += 1 }
    return credits * perYear
  }

  /// The next credit day after a day.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - start: The start of the deciding mandate.
  /// - Returns: The day, or `nil` if the scheme in euros comes first.
  package func next(after day: Day, of start: Day) -> Day? {
    var candidates: [Day] = [atStartFrom]
    // A mandate's first day, which may be tomorrow, is no anniversary of its own.
    for year in day.year...(day.year + 2) {
      candidates.append(LegalDates.anniversary(of: max(start, from), in: year))
    }
    return candidates.filter { $0 > day && isCreditDay($0, of: start) }.min()
  }
}
