internal import Calendar
internal import Law
internal import Platform

/// What bodies sell and are paid for, judged by the audit's own books.
extension Auditor {
  /// OFF-1, OFF-2, OFF-3, OFF-5 and OFF-6 again at each request.
  mutating func judgeSale(
    _ mirror: Mirror, _ offer: UInt32, _ outcome: Outcome, _ context: borrowing DayContext
  ) {
    guard let books else { return }
    let body = books.bodies[Int(mirror.provider)]
    let line = books.offers[Int(offer)]
    let statute = context.statute
    var isFree = line.isOnline
    if case .regular = body.standing {} else { isFree = false }
    guard mirror.isMandate else {
      check(.off1, isFree, outcome, context)
      return
    }
    check(
      .off1, isFree && body.isAccredited(context.day, through: mirror.end), outcome, context)
    check(.off2, context.catalogue.offers[Int(offer)].isThemeListed, outcome, context)
    check(
      .off3, mirror.hourlyPrice <= statute.hourlyCap, outcome, context,
      slack: statute.hourlyCap - mirror.hourlyPrice)
    if line.terms.subcontracted > 0 {
      let isLawful = books.isSubcontractingLawful(line.terms, on: context.day, statute)
      check(.off5, isLawful, outcome, context)
    } else {
      findings.countVacuous(.off5)
    }
    if max(body.thisYear, body.lastYear) > statute.qualiopiThreshold {
      check(.off6, body.hasQualiopi, outcome, context)
    } else {
      findings.countVacuous(.off6)
    }
  }

  /// OFF-1 and PAY-1: paid is a body that was accredited through the training, and whose payments
  /// no procedure holds.
  mutating func judgePaidBody(
    _ mirror: Mirror, _ outcome: Outcome, _ context: borrowing DayContext
  ) {
    guard let body = books?.bodies[Int(mirror.provider)] else { return }
    check(.pay1, !body.isHeld, outcome, context)
    guard mirror.isMandate else { return }
    let first = min(mirror.start, mirror.end)
    check(.off1, body.isAccredited(first, through: mirror.end), outcome, context)
  }
}
