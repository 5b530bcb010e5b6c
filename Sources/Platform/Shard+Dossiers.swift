internal import Calendar
internal import Kernel
internal import Ledger
internal import Law

/// The list of an official's open dossiers, and what ends them from outside.
extension Shard {
  /// The slot of an official's open dossier.
  ///
  /// The reference is the slot that the request was answered with: nearly always still right, and
  /// then the official's list need not be walked.
  mutating func slot(of place: Int, number: UInt16, reference: UInt32 = .max) -> Int? {
    let hint = Int(reference)
    if hint < dossiers.count, dossiers[hint].number == number,
      Int(dossiers[hint].official) == place, !dossiers[hint].isFinished
    {
      return hint
    }
    var slot = accounts.holders[place].firstDossier
    while slot >= 0 {
      if dossiers[Int(slot)].number == number { return Int(slot) }
      slot = dossiers[Int(slot)].next
    }
    return nil
  }

  /// Takes a slot for a new dossier and chains it to its official.
  mutating func open(_ dossier: Dossier) -> Int {
    var dossier = dossier
    let place = Int(dossier.official)
    accounts.holders[place].dossiers += 1
    dossier.number = accounts.holders[place].dossiers
    dossier.next = accounts.holders[place].firstDossier
    let slot: Int
    if let free = freeSlots.popLast() {
      slot = Int(free)
      dossiers[slot] = dossier
    } else {
      slot = dossiers.count
      dossiers.append(dossier)
    }
    accounts.holders[place].firstDossier = Int32(slot)
    return slot
  }

  /// Frees the slot of a dossier that waits for nothing any more.
  mutating func free(_ slot: Int) {
    let dossier = dossiers[slot]
    guard dossier.isFinished else { return }
    let place = Int(dossier.official)
    if accounts.holders[place].firstDossier == Int32(slot) {
      accounts.holders[place].firstDossier = dossier.next
    } else {
      var previous = Int(accounts.holders[place].firstDossier)
      while dossiers[previous].next != Int32(slot) { previous = Int(dossiers[previous].next) }
      dossiers[previous].next = dossier.next
    }
    freeSlots.append(UInt32(slot))
  }

  /// Sets the last day for the next step, and the reminder that closes the dossier after it.
  mutating func setDeadline(_ slot: Int, _ day: Day) {
    dossiers[slot].deadline = day
    timers.push(Timer.close.item(slot), on: day + 1)
  }

  /// Records what a job of the platform did to a dossier.
  mutating func record(
    _ verb: Verb, _ slot: Int, before: DossierState, from posting: Int, _ batch: inout Batch
  ) {
    let dossier = dossiers[slot]
    var outcome = Outcome(verb, .applied, official: dossier.official)
    outcome.slot = UInt32(slot)
    outcome.number = dossier.number
    outcome.before = before
    outcome.after = dossier.state
    outcome.firstPosting = UInt32(posting)
    outcome.endPosting = UInt32(batch.postings.count)
    batch.outcomes.append(outcome)
  }

  /// Gives back the seat of a dossier.
  mutating func releaseSeat(_ slot: Int, _ batch: inout Batch) {
    guard dossiers[slot].hasSeat else { return }
    dossiers[slot].hasSeat = false
    if mutant == .seatNeverReleased { return }
    guard dossiers[slot].requested < batch.day else {
      // The seat was asked for today and never given: the wish is withdrawn.
      let official = base + dossiers[slot].official
      let number = dossiers[slot].number
      batch.claims.removeAll { $0.official == official && $0.number == number }
      return
    }
    claim(slot, isRelease: true, &batch)
  }

  /// Asks for a seat, or gives one back, at the settlement of the day.
  mutating func claim(_ slot: Int, isRelease: Bool, _ batch: inout Batch) {
    let dossier = dossiers[slot]
    batch.claims.append(
      SeatClaim(
        session: dossier.session, official: base + dossier.official, number: dossier.number,
        slot: UInt32(slot), isRelease: isRelease))
  }

  /// Ends a dossier before its training: everything goes back to its source.
  mutating func end(
    _ slot: Int, _ state: DossierState, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    let isBeforeTraining = dossiers[slot].start > context.day
    dossiers[slot].state = state
    if dossiers[slot].billing != .depositPaid { dossiers[slot].billing = .notBillable }
    refund(slot, due: 0, context, &batch)
    dossiers[slot].billing = .notBillable
    if isBeforeTraining { releaseSeat(slot, &batch) }
  }

  /// Ends or cuts short the dossiers of a path whose condition is gone: mandate training when the
  /// mandate ends, reintegration when a new mandate begins (DOS-4).
  mutating func interruptDossiers(
    _ place: Int, path: Path, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    var slot = Int(accounts.holders[place].firstDossier)
    while slot >= 0 {
      let dossier = dossiers[slot]
      if dossier.path == path { interrupt(slot, context, &batch) }
      slot = Int(dossier.next)
    }
  }

  private mutating func interrupt(
    _ slot: Int, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    let dossier = dossiers[slot]
    guard dossier.end >= context.day else { return }
    switch dossier.state {
    case .notProcessed, .validated, .waitingAcceptation, .accepted:
      let first = batch.postings.count
      end(slot, .canceledByFinancer, context, &batch)
      record(.close, slot, before: dossier.state, from: first, &batch)
      free(slot)
    case .inTraining:
      // The training stops on the last day of the mandate; the part done is paid.
      dossiers[slot].end = context.day - 1
      if dossiers[slot].billing == .depositWait, !isLong(dossiers[slot], context) {
        dossiers[slot].billing = .notBillable
      }
      setDeadline(
        slot, workingDay(context.statute.exitWorkingDays, after: context.day - 1, context))
      record(.interrupt, slot, before: dossier.state, from: batch.postings.count, &batch)
    default:
      break
    }
  }

  /// Closes the requests whose last seat went to somebody else at the last settlement.
  mutating func loseSeats(_ context: borrowing DayContext, _ batch: inout Batch) {
    guard !lostSeats.isEmpty else { return }
    for item in lostSeats {
      let place = Int(item >> 16)
      guard let slot = slot(of: place, number: UInt16(truncatingIfNeeded: item)) else { continue }
      let before = dossiers[slot].state
      let first = batch.postings.count
      dossiers[slot].hasSeat = false
      // Whoever asked, was answered and confirmed on one day has committed money: it goes back.
      end(slot, .rejected, context, &batch)
      record(.seatLost, slot, before: before, from: first, &batch)
      free(slot)
    }
    lostSeats.removeAll(keepingCapacity: true)
  }

  /// Runs what is due today: hours, expiries and deadlines.
  mutating func runTimers(_ context: borrowing DayContext, _ batch: inout Batch) {
    if mutant == .leapDaySkipped, context.day.isLeapDay { return }
    if let trouble = context.trouble {
      runTimersInTrouble(context, trouble, &batch)
      return
    }
    var due: [UInt64] = []
    swap(&due, &dueTimers)
    timers.take(context.day, into: &due)
    for item in due { runTimer(item, of: context.day, context, &batch) }
    swap(&due, &dueTimers)
  }

  /// Does what was due on a day: today, unless the job is late.
  mutating func runTimer(
    _ item: UInt64, of due: Day, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    let place = Int(item >> 16 & 0xfff_ffff_ffff)
    switch Timer(rawValue: item >> 60) {
    case .hours: creditHours(place, mark: UInt16(truncatingIfNeeded: item), context, &batch)
    case .expire: expire(place, of: due, context, &batch)
    case .close: close(place, of: due, context, &batch)
    case .erase: erase(place, context, &batch)
    case nil: break
    }
  }

  mutating func expire(
    _ place: Int, of due: Day, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    guard accounts.holders[place].windowEnd == due else { return }
    let first = batch.postings.count
    sweepUnusable(place, context, &batch)
    if mutant == .postingLost { losePostings(of: place, from: first, &batch) }
    var outcome = Outcome(.expire, .applied, official: UInt32(place))
    outcome.firstPosting = UInt32(first)
    outcome.endPosting = UInt32(batch.postings.count)
    batch.outcomes.append(outcome)
  }

  /// Closes a dossier whose deadline passed yesterday, with the reason that fits its state.
  mutating func close(
    _ slot: Int, of due: Day, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    // A reminder names the slot alone. Whoever holds the slot now is due exactly if its own
    // deadline was yesterday; a reminder that a later step made pointless finds another day there.
    guard dossiers[slot].deadline + 1 == due, !dossiers[slot].isFinished else { return }
    let before = dossiers[slot].state
    let closed: DossierState
    switch before {
    case .notProcessed:
      let unanswered: DossierState =
        mutant == .closedForWrongReason ? .rejectedWithoutTitulaireSuite : .rejectedWithoutOfSuite
      closed = dossiers[slot].awaitsPapers ? .refusedByFinancer : unanswered
    case .validated: closed = .rejectedWithoutTitulaireSuite
    case .waitingAcceptation: closed = .rejectedWithoutCdcSuite
    case .accepted: closed = .canceledByOrganism
    case .inTraining, .terminated: closed = .rejectedWithoutOfSuite
    default: return
    }
    let first = batch.postings.count
    end(slot, closed, context, &batch)
    record(.close, slot, before: before, from: first, &batch)
    free(slot)
  }
}

extension Dossier {
  /// Whether the dossier waits for nothing: terminal and nothing left to pay, or paid.
  package var isFinished: Bool {
    switch billing {
    case .paid: true
    case .notBillable: state.isTerminal || (state == .serviceDoneValidated && due == 0)
    default: false
    }
  }
}
