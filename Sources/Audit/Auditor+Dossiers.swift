internal import Calendar
internal import Law
internal import Ledger
internal import Platform

/// Dossiers: transitions, delays, funding and payment.
extension Auditor {
  /// Judges an outcome before its postings.
  mutating func judge(
    _ outcome: Outcome, _ index: Int, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    guard outcome.isApplied else {
      judgeWithoutEffect(outcome, batch, context)
      return
    }
    let place = Int(outcome.official)
    switch outcome.verb {
    case .recognise: accounts[place].isRecognised = true
    case .death: accounts[place].isDead = true
    case .mandateBegins:
      if !facts.isInOffice(place, on: context.day - 1) { accounts[place].dotations = 0 }
    case .dotation: judgeDotation(batch.commands[Int(outcome.command)], place, context)
    case .request: openMirror(outcome, batch.commands[Int(outcome.command)], context)
    default: break
    }
    guard outcome.slot != .max else { return }
    if case .request = outcome.verb { return }
    let slot = Int(outcome.slot)
    let mirror = mirrors[slot]
    check(
      .dos1,
      mirror.state == outcome.before && mirror.number == outcome.number
        && Transitions.isLegal(outcome.verb, outcome.before, outcome.after),
      outcome, context)
    judgeDelay(mirror, outcome, context)
    advance(slot, outcome, batch, context)
  }

  /// REF-1 and IDE-1: what is refused or repeated has no effect.
  private mutating func judgeWithoutEffect(
    _ outcome: Outcome, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    let isInert =
      outcome.firstPosting == outcome.endPosting && outcome.digests.before == outcome.digests.after
    guard outcome.isRepeated || outcome.rule == .keyReused else {
      check(.ref1, isInert, outcome, context)
      return
    }
    findings.witness(outcome.isRepeated ? .repetition : .keyReused)
    check(.ide1, isInert, outcome, context)
  }

  /// IDE-1 from the other side: a command with the key of the one before it must not be applied.
  private func isSecondSending(_ outcome: Outcome, _ batch: borrowing Batch) -> Bool {
    let index = Int(outcome.command)
    return index > 0 && batch.commands[index].key != 0
      && batch.commands[index].key == batch.commands[index - 1].key
  }

  /// Judges an outcome after its postings.
  mutating func finish(
    _ outcome: Outcome, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    guard outcome.isApplied else { return }
    if outcome.command >= 0, isSecondSending(outcome, batch) {
      check(.ide1, false, outcome, context)
    }
    let place = Int(outcome.official)
    guard outcome.slot != .max else {
      if case .expire = outcome.verb {
        check(.exp2, accounts[place].available == 0, outcome, context)
      }
      return
    }
    switch outcome.verb {
    case .confirm: judgeFunding(mirrors[Int(outcome.slot)], outcome, context)
    case .pay, .payDeposit: judgePayment(Int(outcome.slot), outcome, context)
    default: break
    }
  }

  private mutating func openMirror(
    _ outcome: Outcome, _ command: Command, _ context: borrowing DayContext
  ) {
    let slot = Int(outcome.slot)
    while mirrors.count <= slot { mirrors.append(Mirror()) }
    let session = context.catalogue.sessions[Int(command.second)]
    let offer = context.catalogue.offers[Int(session.offer)]
    var mirror = Mirror()
    mirror.number = outcome.number
    mirror.isMandate = offer.path == .mandate
    mirror.hourlyPrice = offer.hourlyPrice
    mirror.price = offer.price
    mirror.hours = offer.hours
    mirror.hoursDone = offer.hours
    mirror.provider = offer.provider
    mirror.since = context.day
    mirror.start = session.start
    mirror.end = session.end
    mirrors[slot] = mirror
    let statute = context.statute
    let left = context.working.count(after: context.day, through: session.start)
    check(
      .dos2, left >= statute.startWorkingDays, outcome, context,
      slack: Int64(left - statute.startWorkingDays))
    if mirror.isMandate {
      let provider = context.catalogue.providers[Int(offer.provider)]
      check(
        .off1, provider.accreditedFrom <= context.day && session.end <= provider.accreditedThrough,
        outcome, context)
      check(
        .off3, offer.hourlyPrice <= statute.hourlyCap, outcome, context,
        slack: statute.hourlyCap - offer.hourlyPrice)
      check(
        .dos4, facts.isInOffice(Int(outcome.official), on: context.day), outcome, context)
    } else {
      judgeWindow(mirror, outcome, context)
    }
  }

  /// EXP-1: reintegration after the last mandate, within the window, without a pension.
  private mutating func judgeWindow(
    _ mirror: Mirror, _ outcome: Outcome, _ context: borrowing DayContext
  ) {
    let place = Int(outcome.official)
    guard !context.statute.reintegrationDuringMandate else { return }
    let isFree = !facts.isInOffice(place, on: context.day)
    check(.dos4, isFree, outcome, context)
    let end = facts.lastEnd(place, on: context.day)
      .adding(months: context.statute.reintegrationMonths)
    check(
      .exp1, mirror.end < end && facts.pension[place] > context.day, outcome, context,
      slack: Int64(end - mirror.end - 1))
  }

  /// DOS-2: each step within its delay, and a closing only after it. Days are counted from the step
  /// before, where the platform computes the last day: two readings of one rule.
  private mutating func judgeDelay(
    _ mirror: Mirror, _ outcome: Outcome, _ context: borrowing DayContext
  ) {
    let statute = context.statute
    // A closing is judged by the eve: by then the whole delay must have passed.
    let isClosing = outcome.verb == .close
    let until = isClosing ? context.day - 1 : context.day
    func left(_ limit: Int, since: Day) -> Int {
      limit - context.working.count(after: since, through: until)
    }
    let slack: Int
    switch (outcome.verb, mirror.state) {
    case (.acknowledge, _): slack = left(statute.answerWorkingDays, since: mirror.since)
    case (.propose, _), (.refuse, _), (.close, .notProcessed):
      slack =
        mirror.isAcknowledged
        ? statute.prerequisiteDays - (until - mirror.since)
        : left(statute.answerWorkingDays, since: mirror.since)
    case (.confirm, .validated), (.decline, .validated), (.instruct, _), (.close, .validated):
      slack = left(statute.confirmationWorkingDays, since: mirror.since)
    case (.confirm, .waitingAcceptation), (.decline, .waitingAcceptation),
      (.close, .waitingAcceptation):
      slack = statute.prerequisiteDays - (until - mirror.since)
    case (.entry, _), (.noShow, _), (.close, .accepted):
      slack = left(statute.entryWorkingDays, since: mirror.start)
    case (.leave, _), (.serviceDone, _), (.close, .inTraining), (.close, .terminated):
      slack = left(statute.exitWorkingDays, since: max(mirror.end, mirror.since))
    default: return
    }
    if isClosing {
      // A mandate that ends closes dossiers at any time; everything else waits for its delay.
      guard outcome.after != .canceledByFinancer else { return }
      check(.dos2, slack <= 0, outcome, context)
    } else {
      check(.dos2, slack >= 0, outcome, context, slack: Int64(slack))
    }
    let easter = Holidays.easter(context.day.year) + 1
    if mirror.since < easter, easter < context.day { findings.witness(.easterMonday) }
  }

  private mutating func judgeDotation(
    _ command: Command, _ place: Int, _ context: borrowing DayContext
  ) {
    let body = Int(command.first)
    let limits = budgets[body]
    accounts[place].dotations += 1
    budgets[body].budget -= command.amount
    let slack = min(limits.perTraining - command.amount, budgets[body].budget)
    let holds = slack >= 0 && accounts[place].dotations <= limits.perOfficial
    findings[.fun3].evaluations += 1
    findings[.fun3].nonvacuous += 1
    findings[.fun3].leastSlack = min(findings[.fun3].leastSlack, slack)
    if !holds {
      findings.violate(
        .fun3, day: context.day.rawValue, official: UInt32(base + place),
        "top-up of \(Cents(command.amount)) beyond the deliberation of body \(body)")
    }
  }

  private mutating func judgeFunding(
    _ mirror: Mirror, _ outcome: Outcome, _ context: borrowing DayContext
  ) {
    let taken = mirror.taken
    check(.mon2, taken.total == mirror.price, outcome, context)
    let others = taken.total - taken.rights
    if others > 0 {
      let left = accounts[Int(outcome.official)].available
      check(.fun1, left == 0, outcome, context)
    } else {
      findings[.fun1].evaluations += 1
    }
    if taken.collectivity + taken.cpf + taken.cec > 0 {
      let isRight = mirror.isMandate ? taken.cpf + taken.cec == 0 : taken.collectivity == 0
      check(.fun2, isRight, outcome, context)
    } else {
      findings[.fun2].evaluations += 1
    }
    if taken.collectivity > 0 { findings.witness(.topUp) }
    if taken.cpf > 0 { findings.witness(.cpf) }
    if taken.cec > 0 { findings.witness(.cec) }
    if taken.card > 0 { findings.witness(.card) }
    let last = context.day.adding(months: context.statute.completionMonths)
    check(.dos5, mirror.end <= last, outcome, context, slack: Int64(last - mirror.end))
  }

  private mutating func judgePayment(
    _ slot: Int, _ outcome: Outcome, _ context: borrowing DayContext
  ) {
    let mirror = mirrors[slot]
    check(
      .mon3, !mirror.isPaid && mirror.paid <= mirror.price, outcome, context,
      slack: mirror.price - mirror.paid)
    if outcome.verb == .payDeposit {
      let months = context.statute.depositAfterMonths
      check(
        .pay1, mirror.state == .inTraining && mirror.end > mirror.start.adding(months: months),
        outcome, context)
      findings.witness(.deposit)
      return
    }
    mirrors[slot].isPaid = true
    let isDone =
      mirror.state == .serviceDoneValidated || mirror.state == .canceledByAttendeeNotRealized
    check(.pay1, isDone && !mirror.isInControl, outcome, context)
    check(.pay3, mirror.paid == mirror.due, outcome, context)
    let wait = context.day - mirror.invoiced
    check(
      .pay2, wait <= context.statute.paymentDays, outcome, context,
      slack: Int64(context.statute.paymentDays - wait))
    if mirror.isMandate {
      let provider = context.catalogue.providers[Int(mirror.provider)]
      check(.off1, mirror.end <= provider.accreditedThrough, outcome, context)
    }
  }

  /// Counts an evaluation about an outcome.
  mutating func check(
    _ invariant: Invariant, _ holds: Bool, _ outcome: Outcome, _ context: borrowing DayContext,
    slack: Int64 = .max
  ) {
    let index = Int(invariant.rawValue)
    findings.invariants[index].evaluations += 1
    findings.invariants[index].nonvacuous += 1
    if slack < findings.invariants[index].leastSlack { findings.invariants[index].leastSlack = slack }
    guard !holds else { return }
    findings.violate(
      invariant, day: context.day.rawValue, official: UInt32(base) + outcome.official,
      "\(outcome.verb.name) of dossier \(outcome.number): \(outcome.rule.name), "
        + "\(outcome.before.code) to \(outcome.after.code)")
  }
}
