internal import Calendar
internal import Law
internal import Ledger
internal import Platform

/// PAC-1: the Pacific's own amounts, money and procedure.
extension Auditor {
  /// The parity of the day, read by the judge itself.
  private static func parity(_ context: borrowing DayContext) -> Francs.Parity {
    Francs.Parity(centsPerThousand: context.statute.pacificParity)
  }

  /// The annual credit of the Pacific in cents.
  static func pacificCredit(_ context: borrowing DayContext) -> Int64 {
    Francs(context.statute.pacificCredit).cents(at: parity(context)).rawValue
  }

  /// The cap of the Pacific in cents; `.max` where there is none.
  static func pacificCap(_ context: borrowing DayContext) -> Int64 {
    let francs = context.statute.pacificCap
    return francs == .max ? .max : Francs(francs).cents(at: parity(context)).rawValue
  }

  /// The cap of an official, in cents.
  mutating func cap(of place: Int, _ context: borrowing DayContext) -> Int64 {
    facts.pacific.contains(place) ? Self.pacificCap(context) : context.statute.cap
  }

  /// A credit in the Pacific is the arrêté's amount to the franc, or what is left under the cap.
  mutating func judgePacificCredit(
    _ posting: Posting, room: Int64, _ context: borrowing DayContext
  ) {
    guard posting.reason == codes.annualCredit || posting.reason == codes.firstCredit else {
      return
    }
    let parity = Self.parity(context)
    let left = room == .max ? .max : Francs(Cents(room), at: parity).rawValue
    let wanted = min(context.statute.pacificCredit, left)
    let credited = Francs(Cents(posting.amount), at: parity).rawValue
    evaluate(.pac1, holds: credited == wanted, slack: .max, posting, context)
  }

  /// OFF-3, in the money of the official's collectivity.
  mutating func judgeHourlyCap(
    _ offer: Offer, _ outcome: Outcome, _ context: borrowing DayContext
  ) {
    guard facts.pacific.contains(Int(outcome.official)) else {
      let cap = context.statute.hourlyCap
      check(
        .off3, offer.hourlyPrice <= cap, outcome, context, slack: cap - offer.hourlyPrice)
      return
    }
    let francs = Francs(Cents(offer.hourlyPrice), at: Self.parity(context)).rawValue
    check(.off3, francs <= context.statute.pacificHourlyCap, outcome, context)
  }

  /// A Pacific file: nothing is answered before its papers, and without them the operator, not the
  /// provider's silence, ends it.
  mutating func judgePapers(
    _ mirror: Mirror, _ outcome: Outcome, _ context: borrowing DayContext
  ) {
    switch outcome.verb {
    case .acknowledge, .propose, .refuse:
      check(.pac1, !mirror.awaitsPapers, outcome, context)
    case .pacificPapers:
      let days = context.working.count(after: mirror.since, through: context.day)
      let isInTime = days <= context.statute.pacificPapersWorkingDays
      check(.pac1, mirror.awaitsPapers && isInTime, outcome, context)
    case .close:
      guard outcome.before == .notProcessed, outcome.after != .canceledByFinancer else { return }
      let isRefusal = outcome.after == .refusedByFinancer
      check(.pac1, isRefusal == mirror.awaitsPapers, outcome, context)
      if isRefusal { findings.witness(.pacificRefused) }
    default: break
    }
  }
}
