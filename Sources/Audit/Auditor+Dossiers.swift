internal import Calendar
internal import Draws
internal import Law
internal import Ledger
internal import Platform

/// Dossiers: transitions, delays, funding and payment.
extension Auditor {
  /// Judges an outcome before its postings.
  mutating func judge(
    _ outcome: Outcome, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    switch outcome.verb {
    case .request: judgePurchase(outcome, context)
    case .confirm: judgeDiploma(outcome, context)
    case .recognise, .correctRow, .link:
      judgeRecognition(outcome, batch, context)
      if outcome.hasReadDiploma { judgeDiploma(outcome, context) }
    default:
      if outcome.verb.isAccess { judgeAccount(outcome, batch, context) }
      if outcome.hasReadDiploma { judgeDiploma(outcome, context) }
    }
    guard outcome.isApplied else {
      judgeWithoutEffect(outcome, batch, context)
      return
    }
    if outcome.verb.isRegistry {
      judgeRegistry(outcome, context)
    } else if !outcome.verb.isAccess {
      judgeOffice(outcome, batch, context)
    }
    if office.hasErased { judgeSilence(outcome, context) }
    if outcome.slot != .max { judgeStep(outcome, batch, context) }
  }

  /// Judges a step of a dossier, and takes it over into the mirror.
  private mutating func judgeStep(
    _ outcome: Outcome, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    if case .request = outcome.verb { return }
    let slot = Int(outcome.slot)
    let mirror = mirrors[slot]
    check(
      .dos1,
      mirror.state.rawValue == outcome.before.rawValue && mirror.number == outcome.number
        && Transitions.isLegal(outcome.verb, outcome.before, outcome.after),
      outcome, context)
    judgeDelay(mirror, outcome, batch, context)
    if facts.pacific.contains(Int(outcome.official)) { judgePapers(mirror, outcome, context) }
    if outcome.after.isTerminal, !outcome.before.isTerminal, mirror.isMandate,
      mirror.start > context.day
    {
      if case .seatLost = outcome.verb {
      } else if mirror.requested.rawValue == context.day.rawValue {
        // Asked for today and given up today: nothing is settled.
        seatPrint &-= Self.seat(mirror.session, isRelease: false)
      } else {
        seatPrint &+= Self.seat(mirror.session, isRelease: true)
      }
    }
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
      if case .cardRefused = outcome.rule { findings.witness(.cardRefused) }
      return
    }
    findings.witness(outcome.isRepeated ? .repetition : .keyReused)
    check(.ide1, isInert, outcome, context)
  }

  /// Whether a command has the key of the one right before it.
  @inline(__always)
  mutating func isSecondSending(_ outcome: Outcome, _ batch: borrowing Batch) -> Bool {
    let place = Int(outcome.command)
    guard place > 0 else { return false }
    let key = batch.commands[place].key
    return key != 0 && key == batch.commands[place - 1].key
  }

  /// IDE-1 from the other side: a command with the key of those right before it must get the first
  /// one's answer again, or be refused if it asks for something else.
  mutating func judgeSecondSending(
    _ outcome: Outcome, _ index: Int, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    let place = Int(outcome.command)
    var back = 0
    while back < min(place, index),
      batch.commands[place - back - 1].key == batch.commands[place].key,
      batch.outcomes[index - back - 1].command == outcome.command - Int32(back) - 1
    {
      back += 1
    }
    guard back > 0 else { return }
    let isSame = batch.commands[place].isSame(as: batch.commands[place - back])
    let rule = isSame ? batch.outcomes[index - back].rule : .keyReused
    check(.ide1, outcome.rule == rule && outcome.isRepeated == isSame, outcome, context)
  }

  /// Judges an applied outcome after its postings.
  @inline(__always)
  mutating func finish(
    _ outcome: Outcome, _ index: Int, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    switch outcome.verb {
    case .recognise, .correctRow, .link, .mandateBegins:
      accounts[Int(outcome.official)].hasArrived = true
      arrivals.append(index)
    case .recover: judgeRecovery(outcome, batch, context)
    case .convertStatus: changeStatus(outcome, context)
    case .expire:
      check(.exp2, accounts[Int(outcome.official)].available == 0, outcome, context)
    default: break
    }
    if outcome.slot != .max { finishStep(outcome, batch, context) }
  }

  /// Judges the money of a dossier after a step.
  private mutating func finishStep(
    _ outcome: Outcome, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    switch outcome.verb {
    case .confirm:
      judgeFunding(mirrors[Int(outcome.slot)], outcome, context)
      let isAccepted =
        batch.commands[Int(outcome.command)].second == CardAnswer.accepted.rawValue
        && !context.isPaymentProviderDown
      check(
        .car1, isAccepted || mirrors[Int(outcome.slot)].taken.card == 0, outcome, context)
    case .pay, .payDeposit: judgePayment(Int(outcome.slot), outcome, context)
    case .travel: judgeTravel(outcome, batch, context)
    case .validate:
      let mirror = mirrors[Int(outcome.slot)]
      judgeSettlement(mirror, outcome, context)
      // A deposit that covers what is due leaves nothing to pay.
      if mirror.due > 0, mirror.paid.total >= mirror.due { archive(mirror, outcome) }
    default:
      guard outcome.after.isTerminal, !outcome.before.isTerminal else { break }
      judgeSettlement(mirrors[Int(outcome.slot)], outcome, context)
    }
  }

  /// CRD-5 between legal days: somebody who becomes known or enters office is credited the same
  /// day, but for a mandate of a general election not before the first legal day.
  mutating func judgeArrivals(_ batch: borrowing Batch, _ context: borrowing DayContext) {
    guard !arrivals.isEmpty else { return }
    let isInEuros = context.statute.creditsEuros && context.day > context.hours.until
    for index in arrivals {
      let place = Int(batch.outcomes[index].official)
      let account = accounts[place]
      accounts[place].hasArrived = false
      if isInEuros, account.isRecognised { judgeArrival(index, account, batch, context) }
    }
    arrivals.removeAll(keepingCapacity: true)
  }

  private mutating func judgeArrival(
    _ index: Int, _ account: MirrorAccount, _ batch: borrowing Batch,
    _ context: borrowing DayContext
  ) {
    let place = Int(batch.outcomes[index].official)
    let day = context.day
    if case .mandateBegins = batch.outcomes[index].verb, facts.isInOffice(place, on: day - 1) {
      return
    }
    let deciding = facts.deciding(place, on: day)
    guard deciding.count > 0, !(deciding.isMunicipal ? isMunicipalDay : isOtherDay) else { return }
    let isLabelled = account.label >= accrualYear(context, isMunicipal: deciding.isMunicipal)
    let command = Int(batch.outcomes[index].command)
    let isElected = batch.commands[command].flag
    if isElected,
      day
        < context.creditDays.next(
          from: batch.commands[command].day, isMunicipal: deciding.isMunicipal)
    {
      // Rights are acquired from the first legal day after the election: nothing before it.
      check(.crd3, !isLabelled, batch.outcomes[index], context)
    } else {
      check(.crd5, isLabelled, batch.outcomes[index], context)
    }
  }

  /// MON-4 at the end of a dossier: every source has back what it does not owe, and rights owe
  /// before the others.
  private mutating func judgeSettlement(
    _ mirror: Mirror, _ outcome: Outcome, _ context: borrowing DayContext
  ) {
    let isDue = outcome.verb == .validate || outcome.after == .canceledByAttendeeNotRealized
    let owed = mirror.taken.first(isDue ? mirror.due : 0)
    let isSettled = mirror.given == mirror.taken.without(owed)
    check(.mon4, isSettled && owed.without(mirror.paid).isNowhereNegative, outcome, context)
  }

  mutating func openMirror(
    _ outcome: Outcome, _ command: Command, _ context: borrowing DayContext
  ) {
    let slot = Int(outcome.slot)
    while mirrors.count <= slot { mirrors.append(Mirror()) }
    let session = context.catalogue.sessions[Int(command.second)]
    let offer = context.catalogue.offers[Int(session.offer)]
    var mirror = Mirror()
    mirror.number = outcome.number
    mirror.isMandate = offer.path == .mandate
    // What was published for sale, not what the platform says that it is.
    if let line = books?.offers[Int(session.offer)] {
      mirror.hourlyPrice = line.terms.hourlyPrice
      mirror.price = line.price
    }
    mirror.hours = offer.hours
    mirror.hoursDone = offer.hours
    mirror.provider = offer.provider
    mirror.session = command.second
    mirror.since = context.day
    mirror.requested = context.day
    mirror.awaitsPapers = facts.pacific.contains(Int(outcome.official))
    mirror.start = session.start
    mirror.end = session.end
    mirrors[slot] = mirror
    witnessMandate(Int(outcome.official), context)
    if mirror.isMandate { seatPrint &+= Self.seat(command.second, isRelease: false) }
    let statute = context.statute
    let left = context.working.count(after: context.day, through: session.start)
    check(
      .dos2, left >= statute.startWorkingDays, outcome, context,
      slack: Int64(left - statute.startWorkingDays))
    judgeSale(mirror, session.offer, outcome, context)
    if mirror.isMandate {
      judgeHourlyCap(offer, outcome, context)
      check(
        .dos4, facts.isInOffice(Int(outcome.official), on: context.day), outcome, context)
    } else {
      judgeWindow(mirror, outcome, context)
    }
  }

  /// What one seat taken or given back adds to ``seatPrint``.
  static func seat(_ session: UInt32, isRelease: Bool) -> UInt64 {
    mixed(UInt64(session) << 1 | (isRelease ? 1 : 0))
  }

  /// OFF-4: seats are claimed for requests, and given back before the session starts, by these
  /// outcomes and no others.
  mutating func judgeClaims(_ batch: borrowing Batch, _ context: borrowing DayContext) {
    for claim in batch.claims {
      seatPrint &-= Self.seat(claim.session, isRelease: claim.isRelease)
    }
    if !batch.claims.isEmpty {
      findings.count(.off4, times: batch.claims.count, nonvacuous: batch.claims.count)
    }
    guard seatPrint != 0 else { return }
    findings.violate(
      .off4, day: context.day.rawValue, official: .max,
      "the seats claimed and given back are not those of the day's requests and cancellations")
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
      findings.countVacuous(.fun1)
    }
    if taken.collectivity + taken.cpf + taken.cec > 0 {
      let isRight = mirror.isMandate ? taken.cpf + taken.cec == 0 : taken.collectivity == 0
      check(.fun2, isRight, outcome, context)
    } else {
      findings.countVacuous(.fun2)
    }
    if taken.collectivity > 0 {
      findings.witness(.topUp)
      let most = mostTopUp(of: mirror, outcome.official, context)
      check(.fun3, taken.collectivity <= most, outcome, context, slack: most - taken.collectivity)
    }
    if facts.pacific.contains(Int(outcome.official)) {
      check(.pac1, taken.cpf + taken.cec == 0, outcome, context)
    }
    if taken.cpf > 0 { findings.witness(.cpf) }
    if taken.cec > 0 { findings.witness(.cec) }
    if taken.card > 0 { findings.witness(.card) }
    witnessMandate(Int(outcome.official), context)
    let last = context.day.adding(months: context.statute.completionMonths)
    check(.dos5, mirror.end <= last, outcome, context, slack: Int64(last - mirror.end))
    if mirror.isMandate {
      check(.dos4, facts.isInOffice(Int(outcome.official), on: context.day), outcome, context)
    } else {
      judgeWindow(mirror, outcome, context)
    }
  }

  private mutating func judgePayment(
    _ slot: Int, _ outcome: Outcome, _ context: borrowing DayContext
  ) {
    let mirror = mirrors[slot]
    check(
      .mon3, !mirror.isPaid && mirror.paid.total <= mirror.price, outcome, context,
      slack: mirror.price - mirror.paid.total)
    if outcome.verb == .payDeposit {
      let months = context.statute.depositAfterMonths
      check(
        .pay1, mirror.state == .inTraining && mirror.end > mirror.start.adding(months: months),
        outcome, context)
      let deposit = part(mirror.price, context.statute.depositShare, 1_000_000)
      check(.pay3, mirror.paid == mirror.taken.first(deposit), outcome, context)
      judgePaidBody(mirror, outcome, context)
      findings.witness(.deposit)
      return
    }
    mirrors[slot].isPaid = true
    archive(mirror, outcome)
    let isDone =
      mirror.state == .serviceDoneValidated || mirror.state == .canceledByAttendeeNotRealized
    check(.pay1, isDone && !mirror.isInControl, outcome, context)
    check(.pay3, mirror.paid == mirror.taken.first(mirror.due), outcome, context)
    judgePaidBody(mirror, outcome, context)
    let asked = context.day - mirror.invoiced
    let wait = asked < 0 ? asked : books?.wait(mirror, through: context.day) ?? asked
    check(
      .pay2, wait >= 0 && wait <= context.statute.paymentDays, outcome, context,
      slack: Int64(context.statute.paymentDays - wait))
  }

  /// Counts an evaluation about an outcome.
  @inline(__always)
  mutating func check(
    _ invariant: Invariant, _ holds: Bool, _ outcome: Outcome, _ context: borrowing DayContext,
    slack: Int64 = .max
  ) {
    findings.count(
      invariant, slack, day: context.day.rawValue, official: UInt32(base) + outcome.official)
    if !holds { violate(invariant, outcome, context) }
  }

  @inline(never)
  private mutating func violate(
    _ invariant: Invariant, _ outcome: Outcome, _ context: borrowing DayContext
  ) {
    findings.violate(
      invariant, day: context.day.rawValue, official: UInt32(base) + outcome.official,
      "\(outcome.verb.name) of dossier \(outcome.number): \(outcome.rule.name), "
        + "\(outcome.before.code) to \(outcome.after.code)")
  }
}

extension Command {
  /// Whether another sending asks for the same thing.
  fileprivate func isSame(as other: Command) -> Bool {
    verb == other.verb && official == other.official && number == other.number
      && flag == other.flag && small == other.small && first == other.first
      && second == other.second && amount == other.amount && day == other.day
  }
}
