package import Calendar
internal import Draws
internal import Kernel
internal import Law
internal import Platform

/// Applications of bodies, decisions of the minister, and the operator's procedures.
extension Bodies {
  /// What a body, the minister or the operator does.
  mutating func act(
    _ action: BodyAction, body: Int, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    let record = records[body]
    let verb: Verb
    switch action {
    case .file: verb = .applyAccreditation
    case .decide:
      let word = word(Streams.application, body, record.applications << 2 | 1)
      verb = word.isWithin(partsPerMillion: rates.refused) ? .refuseAccreditation : .accredit
    case .certify: verb = .declareQualiopi
    case .notify:
      guard case .clear = record.stage else { return }
      verb = .notifySuspension
    case .hear: verb = .hearProvider
    case .hasten: verb = .suspendProvider
    case .conclude:
      guard case .noticed = record.stage else { return }
      verb = decision(on: body)
    case .lift: verb = .liftSuspension
    default: return
    }
    send(Command(verb, official: UInt32(body)), &batch)
  }

  /// How a procedure ends: dismissed, suspended; removed where it is the second, or where twice as
  /// many frauds were found as a notice takes.
  private mutating func decision(on body: Int) -> Verb {
    let record = records[body]
    let word = word(Streams.procedure, body, record.procedures << 4 | 1)
    if word.isWithin(partsPerMillion: rates.dismissed) { return .liftSuspension }
    let isGrave = record.suspensions > 0 || record.frauds >= 2 * rates.noticeAt
    return isGrave ? .delistProvider : .suspendProvider
  }

  /// Goes on after the portal's answer about a body.
  mutating func follow(_ outcome: Outcome, body: Int, _ context: borrowing DayContext) {
    let day = context.day
    let through = context.catalogue.providers[body].accreditedThrough
    switch (outcome.verb, outcome.rule) {
    case (.applyAccreditation, .applied):
      records[body].applications += 1
      if through < day { records[body].grants = 0 }
      agenda.push(BodyAction.decide.item(body), on: decisionDay(body, day, context.statute))
    case (.applyAccreditation, .applicationRefused):
      let wait = word(Streams.application, body, records[body].applications << 2 | 3)
        .between(1, 45)
      agenda.push(BodyAction.file.item(body), on: through + wait)
    case (.accredit, .applied):
      records[body].grants += 1
      planFiling(body, through: through, day, context.statute)
      resume(body, on: day)
    case (.refuseAccreditation, .applied), (.accredit, .deadlinePassed):
      let wait = word(Streams.application, body, records[body].applications << 2).between(60, 200)
      agenda.push(BodyAction.file.item(body), on: max(day, through) + wait)
    case (.declareQualiopi, .applied): resume(body, on: day)
    case (.notifySuspension, .applied): planProcedure(body, day, context)
    case (.suspendProvider, .applied):
      records[body].stage = .suspended
      records[body].suspensions += 1
      let wait = word(Streams.procedure, body, records[body].procedures << 4 | 2)
        .between(min(30, rates.suspendedDays), rates.suspendedDays)
      agenda.push(BodyAction.lift.item(body), on: day + wait)
    case (.delistProvider, .applied): records[body].stage = .gone
    case (.liftSuspension, .applied):
      records[body].stage = .clear
      records[body].frauds = 0
      resume(body, on: day)
    default: break
    }
  }

  /// The day on which the minister decides about an application of today: some come after the legal
  /// delay, when nothing is decided any more.
  private mutating func decisionDay(_ body: Int, _ day: Day, _ statute: borrowing Statute) -> Day {
    let word = word(Streams.application, body, records[body].applications << 2 | 2)
    let last = day.adding(months: statute.accreditationDecisionMonths)
    if mixed(word).isWithin(partsPerMillion: rates.decidedLate) {
      return last + word.between(1, rates.decidedLateDays)
    }
    return day + word.between(rates.decisionDays.lowerBound, rates.decisionDays.upperBound)
  }

  /// Plans when the renewal of an accreditation is filed: in time, or too late.
  mutating func planFiling(_ body: Int, through: Day, _ day: Day, _ statute: Statute) {
    let record = records[body]
    let months =
      record.grants <= 1 ? statute.renewalFilingFirstMonths : statute.renewalFilingLaterMonths
    let last = (through + 1).adding(months: -months)
    let word = word(Streams.application, body, record.applications << 2 | 1 << 40)
    let isLate = word.isWithin(partsPerMillion: rates.filesLate)
    let filing = isLate ? last + mixed(word).between(3, 45) : last - mixed(word).between(0, 150)
    agenda.push(BodyAction.file.item(body), on: max(filing, day + 1))
  }

  private mutating func planProcedure(_ body: Int, _ day: Day, _ context: borrowing DayContext) {
    records[body].stage = .noticed
    records[body].procedures += 1
    let word = word(Streams.procedure, body, records[body].procedures << 4)
    let hearing = mixed(word).between(2, max(2, rates.hearingDays))
    agenda.push(BodyAction.hear.item(body), on: day + hearing)
    if word.isWithin(partsPerMillion: rates.premature) {
      agenda.push(BodyAction.hasten.item(body), on: day + 1)
    }
    let notice = max(context.statute.suspensionNoticeDays, hearing)
    agenda.push(
      BodyAction.conclude.item(body), on: day + notice + mixed(word ^ 3).between(1, 20))
  }

  /// Takes what the controls of a day found about a body; the operator acts on the next day.
  ///
  /// - Parameters:
  ///   - frauds: How many frauds.
  ///   - body: The body.
  ///   - day: The day.
  package mutating func note(_ frauds: Int64, body: Int, on day: Day) {
    records[body].frauds += frauds
    guard records[body].frauds >= rates.noticeAt, case .clear = records[body].stage else { return }
    agenda.push(BodyAction.notify.item(body), on: day + 1)
  }

  /// Looks at revenues once a month: most bodies that come near the Qualiopi threshold are
  /// certified in time, the others after they were stopped.
  mutating func watchRevenue(_ context: borrowing DayContext) {
    let day = context.day
    let ahead = law.number("offer.qualiopi_threshold", on: day + 183, absent: .max)
    guard ahead < .max else { return }
    for body in records.indices where !records[body].seeksQualiopi {
      let revenue = context.catalogue.providers[body].revenue
      let word = word(Streams.qualiopi, body, 0)
      let isEarly = word.isWithin(partsPerMillion: rates.certifiesEarly)
      if isEarly, revenue > ahead / 10 * 7 {
        records[body].seeksQualiopi = true
        agenda.push(BodyAction.certify.item(body), on: day + mixed(word).between(1, 60))
      } else if !isEarly, revenue > context.statute.qualiopiThreshold {
        records[body].seeksQualiopi = true
        let wait = mixed(word).between(min(30, rates.qualiopiDays), rates.qualiopiDays)
        agenda.push(BodyAction.certify.item(body), on: day + wait)
      }
    }
  }
}
