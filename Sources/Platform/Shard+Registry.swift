internal import Calendar
internal import Kernel
internal import Ledger
internal import Law

/// What the registry announces: mandates, deaths, recognition.
extension Shard {
  /// Registers a mandate: `first` its number, `small` its code, `day` its first day, `flag` whether
  /// it began at a general election.
  mutating func mandateBegins(
    _ command: Command, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    let place = Int(command.official)
    guard accounts.balances[place].flags & Accounts.Flag.dead == 0 else { return .dead }
    if UInt8(truncatingIfNeeded: command.small) == MandateCode.outside {
      guard mutant == .outsiderAdmitted else { return .outsideScheme }
      accounts.balances[place].flags |= Accounts.Flag.recognised
    }
    guard mandate(command.first, of: place) == nil else { return .alreadyRegistered }
    let wasInOffice = accounts.balances[place].flags & Accounts.Flag.inOffice != 0
    mandates.append(
      RegisteredMandate(
        next: accounts.holders[place].firstMandate, number: command.first, start: command.day,
        kind: UInt8(truncatingIfNeeded: command.small), startedAtElection: command.flag))
    accounts.holders[place].firstMandate = Int32(mandates.count - 1)
    guard !wasInOffice else {
      decide(place)
      return .applied
    }
    if accounts.balances[place].available > 0,
      !context.statute.successiveMandatesKeep || mutant == .newMandateExpires
    {
      // The other reading of C5: rights of an ended mandate do not survive into the next.
      move(
        accounts.balances[place].available, from: .rightsAvailable, to: .rightsExpired, .expiry,
        place, &batch)
      accounts.balances[place].storedAvailable = 0
    }
    // On the last day itself the rights expire before the new mandate could keep them (H6).
    sweepUnusable(place, context, &batch)
    decide(place)
    accounts.holders[place].windowEnd = .distantFuture
    restartTopUps(place)
    interruptDossiers(place, path: .reintegration, context, &batch)
    if accounts.balances[place].flags & Accounts.Flag.recognised != 0 {
      entrants.append(command.official)
    }
    return .applied
  }

  /// Ends a mandate: `first` its number.
  mutating func mandateEnds(
    _ command: Command, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    let place = Int(command.official)
    guard let index = mandate(command.first, of: place), mandates[index].isInForce else {
      return .alreadyRegistered
    }
    mandates[index].isInForce = false
    let before = accounts.holders[place].decidingStart
    decide(place)
    guard accounts.balances[place].flags & Accounts.Flag.inOffice == 0 else {
      // Hours now count the years of another mandate, from today on.
      if accounts.holders[place].decidingStart != before {
        awaitHours(place, from: context.day, context)
      }
      return .applied
    }
    let extra = mutant == .expiryAfterSevenMonths ? 1 : 0
    let end = context.day.adding(months: context.statute.reintegrationMonths + extra)
    accounts.holders[place].windowEnd = end
    timers.push(Timer.expire.item(place), on: end)
    if mutant != .trainingAfterMandate {
      interruptDossiers(place, path: .mandate, context, &batch)
    }
    if mutant != .collectivityPaysReintegration { returnDotation(place, &batch) }
    return .applied
  }

  /// Closes the account of somebody who died: dossiers first, then the rights.
  mutating func death(
    _ command: Command, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    let place = Int(command.official)
    guard accounts.balances[place].flags & Accounts.Flag.dead == 0 else { return .dead }
    var index = accounts.holders[place].firstMandate
    while index >= 0 {
      mandates[Int(index)].isInForce = false
      index = mandates[Int(index)].next
    }
    accounts.balances[place].flags |= Accounts.Flag.dead
    accounts.balances[place].flags &= ~Accounts.Flag.inOffice
    accounts.holders[place].windowEnd = context.day
    interruptDossiers(place, path: .mandate, context, &batch)
    interruptDossiers(place, path: .reintegration, context, &batch)
    returnDotation(place, &batch)
    if mutant != .deathForgotten { sweepUnusable(place, context, &batch) }
    awaitErasure(place, context)
    return .applied
  }

  /// Credits those who became creditable today, when the registry has said all of the day: the
  /// mandate that decides is known only then.
  mutating func welcomeEntrants(_ context: borrowing DayContext, _ batch: inout Batch) {
    guard !entrants.isEmpty else { return }
    for official in entrants {
      let place = Int(official)
      let flags = accounts.balances[place].flags
      guard flags & Accounts.creditable == Accounts.creditable else { continue }
      openHours(place, context, &batch)
      creditFirst(place, context, &batch)
    }
    entrants.removeAll(keepingCapacity: true)
  }

  private mutating func mandate(_ number: UInt32, of place: Int) -> Int? {
    var index = accounts.holders[place].firstMandate
    while index >= 0 {
      if mandates[Int(index)].number == number { return Int(index) }
      index = mandates[Int(index)].next
    }
    return nil
  }

  /// The mandate held longest among those in force; it sets the credit calendar (H2).
  ///
  /// Of two that began together the municipal one decides, then the first in the registry.
  mutating func decidingMandate(of place: Int) -> RegisteredMandate? {
    var deciding: RegisteredMandate?
    let isReversed = mutant == .shortestMandateDecides
    var index = accounts.holders[place].firstMandate
    while index >= 0 {
      let mandate = mandates[Int(index)]
      if mandate.isInForce, deciding.map({ mandate.decides(before: $0) != isReversed }) ?? true {
        deciding = mandate
      }
      index = mandate.next
    }
    return deciding
  }

  /// Notes which mandate decides.
  private mutating func decide(_ place: Int) {
    var flags = accounts.balances[place].flags & ~(Accounts.Flag.inOffice | Accounts.Flag.municipal)
    var start = Day.distantFuture
    if let deciding = decidingMandate(of: place) {
      start = deciding.start
      flags |= Accounts.Flag.inOffice
      if deciding.kind == MandateCode.municipal { flags |= Accounts.Flag.municipal }
    }
    accounts.balances[place].flags = flags
    accounts.holders[place].decidingStart = start
  }
}

/// What the platform reminds itself of.
enum Timer: UInt64 {
  /// Hours of a mandate year are due.
  case hours
  /// The window after the last mandate is over.
  case expire
  /// A dossier's deadline is over.
  case close
  /// A dead holder's data are at their term.
  case erase

  /// Packs a timer: kind, then official (a slot for ``close``), then a mark.
  ///
  /// Timers of one kind do not see each other, so their order has no influence.
  func item(_ place: Int, number: UInt16 = 0) -> UInt64 {
    rawValue << 60 | UInt64(place) << 16 | UInt64(number)
  }
}
