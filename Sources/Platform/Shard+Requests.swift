internal import Calendar
internal import Law

/// From the request to the answer.
extension Shard {
  /// Requests a training: `first` the offer, `second` the session.
  mutating func request(
    _ command: Command, _ context: borrowing DayContext, _ batch: inout Batch,
    _ outcome: inout Outcome
  ) -> Rule {
    let place = Int(command.official)
    let session = context.catalogue.sessions[Int(command.second)]
    let offer = context.catalogue.offers[Int(session.offer)]
    if let rule = refusal(of: offer, session, number: Int(command.second), place, context) {
      return rule
    }
    var dossier = Dossier()
    dossier.official = command.official
    dossier.path = offer.path
    dossier.offer = session.offer
    dossier.session = command.second
    dossier.requested = context.day
    dossier.start = session.start
    dossier.end = session.end
    dossier.hours = offer.hours
    dossier.hourlyPrice = offer.hourlyPrice
    dossier.price =
      mutant == .priceBeforeTax ? offer.hourlyPrice * Int64(offer.hours) : offer.price
    let slot = open(dossier)
    outcome.slot = UInt32(slot)
    outcome.number = dossiers[slot].number
    if offer.path == .mandate {
      dossiers[slot].hasSeat = true
      claim(slot, isRelease: false, &batch)
    }
    awaitFirstStep(slot, context)
    return .applied
  }

  private mutating func refusal(
    of offer: Offer, _ session: Session, number: Int, _ place: Int, _ context: borrowing DayContext
  ) -> Rule? {
    let statute = context.statute
    let flags = accounts.balances[place].flags
    if flags & Accounts.Flag.dead != 0 { return .dead }
    if !statute.isOpen { return .serviceClosed }
    if let rule = purchaseRefusal(place, context) { return rule }
    if flags & Accounts.Flag.recognised == 0 { return .notRecognised }
    if let rule = pathRefusal(offer.path, session.end, place, context) { return rule }
    let earliest = workingDay(statute.startWorkingDays, after: context.day, context)
    if session.start < earliest { return .tooEarly }
    let rule = context.catalogue.saleRefusal(
      of: Int(session.offer), context.day, through: session.end, statute.saleRules, mutant)
    if let rule { return rule }
    if offer.path == .mandate {
      if isPacific(place), isAboveHourlyCap(offer, place, statute) { return .hourlyCap }
      if Int(session.seats) > statute.maxParticipants { return .tooManySeats }
      let extra = mutant == .sixteenthSeat ? 1 : 0
      let seats = min(Int(session.seats), statute.maxParticipants) + extra
      if Int(context.seatsTaken[number]) >= seats { return .sessionFull }
    }
    if openRequests(place, offer: session.offer) >= statute.concurrentRequests {
      return .tooManyRequests
    }
    return nil
  }

  /// The rule that closes a path to somebody: mandate training needs a mandate through its end,
  /// reintegration needs the end of all mandates, no pension, and an end within the window.
  mutating func pathRefusal(_ path: Path, _ end: Day, _ place: Int, _ context: borrowing DayContext)
    -> Rule?
  {
    let isInOffice = accounts.balances[place].flags & Accounts.Flag.inOffice != 0
    switch path {
    case .mandate:
      if !isInOffice { return .noMandate }
      if end >= termEnd(place, context) { return .endsAfterMandate }
    case .reintegration:
      if isInOffice { return context.statute.reintegrationDuringMandate ? nil : .mandateInForce }
      if accounts.holders[place].firstMandate < 0 { return .noMandate }
      if context.day >= accounts.holders[place].windowEnd { return .windowClosed }
      if accounts.holders[place].pension <= context.day, mutant != .reintegrationForPensioner {
        return .pensionClaimed
      }
      if end >= accounts.holders[place].windowEnd { return .endsAfterWindow }
    }
    return nil
  }

  /// The end of the last mandate that is known today: the next general election of its kind.
  private mutating func termEnd(_ place: Int, _ context: borrowing DayContext) -> Day {
    var last = Day.distantPast
    var index = accounts.holders[place].firstMandate
    while index >= 0 {
      let mandate = mandates[Int(index)]
      if mandate.isInForce { last = max(last, context.termEnds[Int(mandate.kind)]) }
      index = mandate.next
    }
    return last
  }

  private mutating func openRequests(_ place: Int, offer: UInt32) -> Int {
    var count = 0
    var slot = Int(accounts.holders[place].firstDossier)
    while slot >= 0 {
      let dossier = dossiers[slot]
      if dossier.offer == offer, dossier.state.rawValue < DossierState.accepted.rawValue {
        count += 1
      }
      slot = Int(dossier.next)
    }
    return count
  }

  /// The provider checks a prerequisite, which gives it a longer delay.
  mutating func acknowledge(_ slot: Int, _ context: borrowing DayContext) -> Rule {
    guard dossiers[slot].state == .notProcessed, !dossiers[slot].isAcknowledged else {
      return .wrongState
    }
    guard !dossiers[slot].awaitsPapers else { return .papersMissing }
    guard context.day <= dossiers[slot].deadline else { return .deadlinePassed }
    dossiers[slot].isAcknowledged = true
    setDeadline(slot, context.day + context.statute.prerequisiteDays)
    return .applied
  }

  /// The provider proposes an order (proposition de commande).
  mutating func propose(_ slot: Int, _ context: borrowing DayContext) -> Rule {
    guard dossiers[slot].state == .notProcessed else { return .wrongState }
    guard !dossiers[slot].awaitsPapers else { return .papersMissing }
    guard context.day <= dossiers[slot].deadline else { return .deadlinePassed }
    guard context.catalogue.isRegular(offer: dossiers[slot].offer) else {
      return .providerSuspended
    }
    dossiers[slot].state = .validated
    let delay = context.statute.confirmationWorkingDays
    setDeadline(slot, workingDay(delay, after: context.day, context))
    return .applied
  }

  /// The provider refuses the request.
  mutating func refuse(_ slot: Int, _ context: borrowing DayContext, _ batch: inout Batch) -> Rule {
    guard dossiers[slot].state == .notProcessed else { return .wrongState }
    guard !dossiers[slot].awaitsPapers else { return .papersMissing }
    guard context.day <= dossiers[slot].deadline else { return .deadlinePassed }
    end(slot, .refusedByOrganism, context, &batch)
    return .applied
  }

  /// The learner declines the proposal.
  mutating func decline(_ slot: Int, _ context: borrowing DayContext, _ batch: inout Batch) -> Rule
  {
    let state = dossiers[slot].state
    guard state == .validated || state == .waitingAcceptation else { return .wrongState }
    guard context.day <= dossiers[slot].deadline else { return .deadlinePassed }
    end(slot, .refusedByAttendee, context, &batch)
    return .applied
  }

  /// France Travail starts to examine a jobseeker's reintegration dossier.
  mutating func instruct(_ slot: Int, _ context: borrowing DayContext) -> Rule {
    let dossier = dossiers[slot]
    guard dossier.state == .validated, dossier.path == .reintegration,
      accounts.balances[Int(dossier.official)].flags & Accounts.Flag.jobseeker != 0
    else { return .wrongState }
    guard context.day <= dossier.deadline else { return .deadlinePassed }
    dossiers[slot].state = .waitingAcceptation
    setDeadline(slot, context.day + context.statute.prerequisiteDays)
    return .applied
  }
}
