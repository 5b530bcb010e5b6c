package import Calendar
package import Law

/// The behaviour in force on one day, read from the table on every day on which any of it changes.
///
/// Shares are parts per million; a scale is a list of steps.
package struct Rates: Sendable {
  let table: ParameterTable
  let day: Day

  let demandMandate: Int64
  let demandWomen: Int64
  let reintegrationResigned: Int64
  let reintegrationRenewal: Int64
  let reintegrationWithin: Int
  let retry: Int64
  let prerequisite: Int64
  let prerequisiteLate: Int64
  let providerSilent: Int64
  let lateAnswer: Int64
  let refuse: Int64
  let providerCancel: Int64
  let entryLate: Int64
  let serviceDoneLate: Int64
  let exitFirst: Int64
  let invoiceDays: Int
  let decline: Int64
  let silent: Int64
  let noCard: Int64
  let shyLimit: Int64
  let cardLimit: Int64
  let withdraw: Int64
  let cancel: Int64
  let forceMajeure: Int64
  let noShow: Int64
  let partial: Int64
  let evaluate: Int64
  let travel: Int64
  let kilometres: ClosedRange<Int>
  let again: Int64
  let consult: Int64
  let repeats: Int64
  let tampered: Int64
  let eager: Int64
  let leadDays: ClosedRange<Int>
  let confused: Int64
  let control: Int64
  let controlMost: Int64
  let controlDays: Int
  /// Whether so many officers examine the dossiers in control, and no more.
  let isControlStaffed: Bool
  let sanction: Int64
  let validationDays: Int
  let dotationDays: Int
  let pacificPapersLate: Int64
  let pacificPapersNever: Int64
  let pacificAnsweredEarly: Int64
  let pacificTopUpDays: Int
  let help: HelpRates
  let module: Int64
  let certified: Int64
  let certifierDays: Int
  let certifiedTwice: Int64
  let statusChange: Int64
  let cardRefused: Int64
  let cardRetry: Int64
  let asksWithin: Int64
  let neverPays: Int64
  let paysUnattributed: Int64
  let ages: [Int64]
  let reintegrationAges: [Int64]
  let months: [Int64]
  let fraud: FraudRates

  /// Reads the rates of a day.
  ///
  /// - Parameters:
  ///   - table: The behaviour table.
  ///   - day: The day.
  package init(_ table: ParameterTable, on day: Day) {
    self.table = table
    self.day = day
    func share(_ name: String) -> Int64 { table.number("behaviour.\(name)", on: day) }
    func days(_ name: String) -> Int { Int(table.number("behaviour.\(name)", on: day)) }
    func span(_ name: String) -> ClosedRange<Int> { table.span("behaviour.\(name)", on: day) }
    func scale(_ name: String, _ range: ClosedRange<Int64>) -> [Int64] {
      range.map { table.scale("behaviour.\(name)", $0, on: day) }
    }
    demandMandate = share("demand.mandate")
    demandWomen = share("demand.mandate_women")
    reintegrationResigned = share("demand.reintegration_resigned")
    reintegrationRenewal = share("demand.reintegration_renewal")
    reintegrationWithin = days("demand.reintegration_within_days")
    retry = share("demand.retry")
    prerequisite = share("provider.prerequisite")
    prerequisiteLate = share("provider.prerequisite_late")
    providerSilent = share("provider.silent")
    lateAnswer = share("provider.late_answer")
    refuse = share("provider.refuse")
    providerCancel = share("provider.cancel")
    entryLate = share("provider.entry_late")
    serviceDoneLate = share("provider.service_done_late")
    exitFirst = share("provider.exit_first")
    invoiceDays = days("provider.invoice_days")
    decline = share("learner.decline")
    silent = share("learner.silent")
    noCard = share("learner.no_card")
    shyLimit = share("card.shy_limit")
    cardLimit = share("card.limit")
    withdraw = share("learner.withdraw")
    cancel = share("learner.cancel")
    forceMajeure = share("learner.force_majeure")
    noShow = share("learner.no_show")
    partial = share("learner.partial")
    evaluate = share("learner.evaluate")
    travel = share("learner.travel")
    kilometres = span("learner.kilometres")
    again = share("learner.again")
    consult = share("learner.consult")
    repeats = share("learner.repeat")
    tampered = share("learner.tampered")
    eager = share("learner.eager")
    leadDays = span("learner.lead_days")
    confused = share("learner.confused")
    control = share("operator.control")
    controlMost = share("operator.control_most")
    controlDays = days("operator.control_days")
    isControlStaffed = days("operator.control_officers") > 0
    sanction = share("operator.sanction")
    validationDays = days("operator.validation_days")
    dotationDays = days("collectivity.days")
    pacificPapersLate = share("pacific.papers_late")
    pacificPapersNever = share("pacific.papers_never")
    pacificAnsweredEarly = share("pacific.answered_early")
    pacificTopUpDays = days("pacific.top_up_days")
    help = HelpRates(table, on: day)
    module = share("office.module")
    certified = share("office.certified")
    certifierDays = days("office.certifier_days")
    certifiedTwice = share("office.certified_twice")
    statusChange = share("wallet.status_change")
    cardRefused = share("card.refused")
    cardRetry = share("card.retry")
    asksWithin = share("collectivity.asks_within")
    neverPays = share("collectivity.never_pays")
    paysUnattributed = share("collectivity.pays_unattributed")
    ages = scale("demand.mandate_by_age", 0...120)
    reintegrationAges = scale("demand.reintegration_by_age", 0...120)
    months = scale("demand.by_month", 1...12)
    fraud = FraudRates(table, on: day)
  }
}

/// The behaviour of every day of a run: one set of rates for each stretch in which nothing changes.
package struct RatesCalendar: Sendable {
  private let periods: [Rates]

  /// Reads the rates of a span.
  ///
  /// - Parameters:
  ///   - table: The behaviour table.
  ///   - days: The span.
  package init(_ table: ParameterTable, in days: ClosedRange<Day>) {
    let starts = [days.lowerBound] + table.changes(in: days).filter { $0 > days.lowerBound }
    periods = starts.map { Rates(table, on: $0) }
  }

  /// Whether other rates begin on a day.
  ///
  /// - Parameter day: The day.
  /// - Returns: `false` where nothing changes.
  package func begin(on day: Day) -> Bool {
    periods.indices.contains { periods[$0].day == day }
  }

  /// The rates of a day.
  ///
  /// - Parameter day: A day of the span.
  /// - Returns: What holds that day.
  package func rates(on day: Day) -> Rates { periods.last { $0.day <= day } ?? periods[0] }
}
