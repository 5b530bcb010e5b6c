internal import Calendar
internal import Law

/// How training bodies and the operator's inspectors behave, read from the table on every day on
/// which any of it changes.
///
/// Shares are parts per million.
struct BodyRates: Sendable {
  let filesLate: Int64
  let refused: Int64
  let decisionDays: ClosedRange<Int>
  let decidedLate: Int64
  let decidedLateDays: Int
  let certifiesEarly: Int64
  let qualiopiDays: Int
  let adapts: Int64
  let adaptsDays: Int
  let followsCap: Int64
  let editionDays: Int
  let withdrawn: Int64
  let awayDays: Int
  let repriced: Int64
  let noticeAt: Int64
  let hearingDays: Int
  let dismissed: Int64
  let premature: Int64
  let suspendedDays: Int
  let repeats: Int64

  init(_ table: ParameterTable, on day: Day) {
    func share(_ name: String) -> Int64 { table.number("behaviour.\(name)", on: day) }
    func days(_ name: String) -> Int { max(1, Int(share(name))) }
    filesLate = share("body.files_late")
    refused = share("body.refused")
    decisionDays = table.span("behaviour.body.decision_days", on: day)
    decidedLate = share("body.decided_late")
    decidedLateDays = days("body.decided_late_days")
    certifiesEarly = share("body.certifies_early")
    qualiopiDays = days("body.qualiopi_days")
    adapts = share("body.adapts")
    adaptsDays = days("body.adapts_days")
    followsCap = share("body.follows_cap")
    editionDays = days("offer.edition_days")
    withdrawn = share("offer.withdrawn")
    awayDays = days("offer.away_days")
    repriced = share("offer.repriced")
    noticeAt = share("control.notice_at")
    hearingDays = days("control.hearing_days")
    dismissed = share("control.dismissed")
    premature = share("control.premature")
    suspendedDays = days("control.suspended_days")
    repeats = share("learner.repeat")
  }
}

/// How often bodies cheat and controls find it: a part of ``Rates``.
struct FraudRates: Sendable {
  /// By ``Conduct``: how many dossiers of such a body are false.
  let committed: [Int64]
  /// By ``Conduct``: how many of them a control finds.
  let detected: [Int64]
  /// What a body that inflates hours really gave of those that it declares, in parts per million.
  let given: ClosedRange<Int>
  let afterPayment: Int64
  let afterPaymentDays: Int
  let perFinding: Int64
  let recoversTwice: Int64
  let staleLink: Int64

  init(_ table: ParameterTable, on day: Day) {
    func share(_ name: String) -> Int64 { table.number("behaviour.\(name)", on: day) }
    committed = [
      0, share("fraud.inflated_hours"), share("fraud.false_entries"), share("fraud.recycled"),
    ]
    detected = [
      0, share("control.detects_inflated_hours"), share("control.detects_false_entries"),
      share("control.detects_recycled_trainees"),
    ]
    given = table.span("behaviour.fraud.hours_given", on: day)
    afterPayment = share("control.after_payment")
    afterPaymentDays = max(30, Int(share("control.after_payment_days")))
    perFinding = share("control.per_finding")
    recoversTwice = share("control.recovers_twice")
    staleLink = share("learner.stale_link")
  }
}
