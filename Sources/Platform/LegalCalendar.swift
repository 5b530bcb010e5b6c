package import Calendar
package import Law

/// What the law and the calendar say of each day of a run: what a ``DayContext`` is filled from.
///
/// A national run and a worked case both turn their days here, so that what holds in one holds in
/// the other.
package struct LegalCalendar: Sendable {
  private let statutes: Statutes
  private let working: WorkingDays
  private let creditDays: CreditDays
  private let hours: HoursRule
  private let elections: Elections
  private let wallets: WalletCalendar

  /// Reads the calendar of a run.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - statutes: The same law, read for the days of the run.
  ///   - working: The working days of the run, and of what it looks ahead to.
  package init(_ law: ParameterTable, statutes: Statutes, working: WorkingDays) {
    self.statutes = statutes
    self.working = working
    let days = statutes.days
    let known = law[LawName.rightsCreditDayOther.rawValue]?.values.first?.from.year
    let first = max(days.lowerBound.year - 2, known ?? .min)
    let legal = LegalCreditDays(law)
    creditDays = CreditDays(
      years: first...max(first, days.upperBound.year + 1), municipal: legal.municipal,
      other: legal.other)
    hours = HoursRule(law)
    elections = Elections(law)
    wallets = WalletCalendar(statutes)
  }

  /// The context of the first day.
  ///
  /// - Parameter catalogue: The published offer.
  /// - Returns: A context in which no seat is taken yet.
  package func firstDay(_ catalogue: Catalogue) -> DayContext {
    let first = statutes.days.lowerBound
    var context = DayContext(
      day: first, statute: statutes.statute(on: first), working: working, creditDays: creditDays,
      hours: hours, catalogue: catalogue)
    context.wallets = wallets
    return context
  }

  /// Turns a context to a day: the law in force and the terms that it ends.
  ///
  /// - Parameters:
  ///   - context: The context of the day before, or of the first day.
  ///   - day: The day.
  package func turn(_ context: inout DayContext, to day: Day) {
    context.capBefore = context.statute.cap
    context.pacificCapBefore = context.statute.pacificCap
    context.day = day
    let statute = statutes.statute(on: day)
    context.statuteChanged = statute != context.statute || day == statutes.days.lowerBound
    if context.statuteChanged { context.statute = statute }
    elections.setTermEnds(after: day, &context.termEnds)
  }
}

extension HoursRule {
  /// Reads the rule of hours from the law.
  init(_ law: ParameterTable) {
    let hours = law[LawName.rightsAnnualHours.rawValue]?.values.first
    let perYear: Int64 = if case .number(let number) = hours?.value { number } else { 0 }
    let timing = law[LawName.rightsHoursTiming.rawValue]?.values
    let unit = law[LawName.rightsUnit.rawValue]?.values
    self.init(
      perYear: perYear, from: hours?.from ?? .distantFuture,
      atStartFrom: timing?.first { $0.value == .rule("start-of-year") }?.from ?? .distantFuture,
      until: unit?.first { $0.value == .rule("euros") }?.from ?? .distantPast)
  }
}

/// The general elections that end the terms of councils.
struct Elections: Sendable {
  private let municipal: [Day]
  private let departmental: [Day]

  init(_ law: ParameterTable) {
    municipal = law[LawName.electionMunicipal.rawValue]?.values.map(\.from) ?? []
    departmental = law["election.departmental_regional"]?.values.map(\.from) ?? []
  }

  /// Sets the next first round of each mandate code after a day: a training that ends before it
  /// surely lies within the term.
  ///
  /// In place: a list a day would be the only thing that most days allocate.
  func setTermEnds(after day: Day, _ ends: inout [Day]) {
    let municipal = municipal.first { $0 > day } ?? .distantFuture
    let departmental = departmental.first { $0 > day } ?? .distantFuture
    for code in [MandateCode.municipal, MandateCode.intercommunal] { ends[Int(code)] = municipal }
    for code in [MandateCode.departmental, MandateCode.regional, MandateCode.special] {
      ends[Int(code)] = departmental
    }
    ends[Int(MandateCode.outside)] = .distantFuture
  }
}
