internal import Calendar
internal import Ledger
internal import Law

/// From the confirmation to the service done.
extension Shard {
  /// The learner withdraws within the delay of withdrawal (C3).
  mutating func withdraw(_ slot: Int, _ context: borrowing DayContext, _ batch: inout Batch) -> Rule
  {
    let dossier = dossiers[slot]
    guard dossier.state == .accepted else { return .wrongState }
    guard context.day <= dossier.confirmed + context.statute.withdrawalDays,
      context.day < dossier.start
    else { return .deadlinePassed }
    end(slot, .canceledByAttendee, context, &batch)
    return .applied
  }

  /// The learner cancels: `flag` for force majeure.
  ///
  /// Late and without force majeure the price is due.
  mutating func cancelByLearner(
    _ command: Command, _ slot: Int, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    let dossier = dossiers[slot]
    switch dossier.state {
    case .notProcessed, .validated, .waitingAcceptation:
      end(slot, .canceledByAttendee, context, &batch)
      return .applied
    case .accepted:
      guard context.day < dossier.start else { return .deadlinePassed }
      let left = context.working.count(after: context.day, through: dossier.start - 1)
      let isFree =
        command.flag || left >= context.statute.freeCancellationWorkingDays
        || context.day <= dossier.confirmed + context.statute.withdrawalDays
      if isFree {
        end(slot, .canceledByAttendee, context, &batch)
      } else {
        makeDue(slot, context, &batch)
      }
      return .applied
    default:
      return .wrongState
    }
  }

  /// The provider cancels an accepted dossier: everything goes back to its source.
  mutating func cancelByProvider(_ slot: Int, _ context: borrowing DayContext, _ batch: inout Batch)
    -> Rule
  {
    let dossier = dossiers[slot]
    guard dossier.state == .accepted else { return .wrongState }
    guard context.day <= dossier.deadline else { return .deadlinePassed }
    end(slot, .canceledByOrganism, context, &batch)
    return .applied
  }

  /// The learner did not come: `flag` for force majeure.
  mutating func noShow(
    _ command: Command, _ slot: Int, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    let dossier = dossiers[slot]
    guard dossier.state == .accepted else { return .wrongState }
    guard context.day >= dossier.start else { return .tooSoon }
    guard context.day <= dossier.deadline else { return .deadlinePassed }
    if command.flag {
      end(slot, .canceledByAttendee, context, &batch)
    } else {
      makeDue(slot, context, &batch)
    }
    return .applied
  }

  /// Ends a dossier whose price is due although the training did not take place (CGU, article 6).
  private mutating func makeDue(_ slot: Int, _ context: borrowing DayContext, _ batch: inout Batch)
  {
    let due = Cents(dossiers[slot].price)
      .part(context.statute.lateCancellationShare, of: 1_000_000).rawValue
    // What is not due was never debited: it goes back as it was held, whatever the cap (C7, C15).
    refund(slot, due: due, context, &batch)
    debit(slot, &batch)
    if dossiers[slot].start > context.day { releaseSeat(slot, &batch) }
    dossiers[slot].state = .canceledByAttendeeNotRealized
    dossiers[slot].billing = .toBill
    dossiers[slot].deadline = .distantFuture
  }

  /// The provider declares the entry: the rights are debited.
  mutating func entry(_ slot: Int, _ context: borrowing DayContext, _ batch: inout Batch) -> Rule {
    let dossier = dossiers[slot]
    guard dossier.state == .accepted else { return .wrongState }
    guard context.day >= dossier.start else { return .tooSoon }
    guard context.day <= dossier.deadline else { return .deadlinePassed }
    debit(slot, &batch)
    dossiers[slot].state = .inTraining
    if isLong(dossier, context) || mutant == .depositOfShortSession {
      dossiers[slot].billing = .depositWait
      billed.append(UInt32(slot))
    }
    let last = max(dossier.end, context.day)
    setDeadline(slot, workingDay(context.statute.exitWorkingDays, after: last, context))
    return .applied
  }

  /// Whether a training lasts so long that its provider has a deposit.
  mutating func isLong(_ dossier: Dossier, _ context: borrowing DayContext) -> Bool {
    dossier.end > dossier.start.adding(months: context.statute.depositAfterMonths)
  }

  /// The provider declares the exit alone (sortie de formation).
  mutating func leave(_ slot: Int, _ context: borrowing DayContext) -> Rule {
    let dossier = dossiers[slot]
    guard dossier.state == .inTraining else { return .wrongState }
    guard context.day >= dossier.end else { return .tooSoon }
    guard context.day <= dossier.deadline else { return .deadlinePassed }
    dossiers[slot].state = .terminated
    return .applied
  }

  /// The provider declares the service done: `small` the hours done, no more than were sold.
  mutating func serviceDone(_ command: Command, _ slot: Int, _ context: borrowing DayContext)
    -> Rule
  {
    let dossier = dossiers[slot]
    guard dossier.state == .inTraining || dossier.state == .terminated else { return .wrongState }
    guard context.day >= dossier.end else { return .tooSoon }
    guard context.day <= dossier.deadline else { return .deadlinePassed }
    guard command.small <= dossier.hours else { return .tooManyHours }
    let (done, hours) = (Int64(command.small), Int64(max(1, dossier.hours)))
    dossiers[slot].due = Cents(dossier.price).part(done, of: hours).rawValue
    if mutant == .roundingForProvider {
      dossiers[slot].due = (dossier.price * done + hours - 1) / hours
    }
    dossiers[slot].state = .serviceDoneDeclared
    dossiers[slot].deadline = .distantFuture
    if mutant == .paidBeforeServiceDone { billAtOnce(slot, context) }
    return .applied
  }

  /// The operator takes a dossier into control.
  mutating func openControl(_ slot: Int, _ context: borrowing DayContext) -> Rule {
    guard dossiers[slot].state == .serviceDoneDeclared, dossiers[slot].control == .notInControl
    else { return .wrongState }
    dossiers[slot].control = .inControl
    if mutant == .paidInControl { billAtOnce(slot, context) }
    return .applied
  }

  /// The operator ends a control: `flag` for a sanction.
  mutating func closeControl(
    _ command: Command, _ slot: Int, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    guard dossiers[slot].control == .inControl else { return .wrongState }
    dossiers[slot].control = .released
    if command.flag { end(slot, .canceledByFinancer, context, &batch) }
    return .applied
  }

  /// The operator validates the service done; what is not due goes back to its source.
  mutating func validate(_ slot: Int, _ context: borrowing DayContext, _ batch: inout Batch) -> Rule
  {
    let dossier = dossiers[slot]
    guard dossier.state == .serviceDoneDeclared, dossier.control != .inControl else {
      return .wrongState
    }
    refund(slot, due: dossier.due, context, &batch)
    let isSettled =
      dossier.due == 0 || (dossier.billing == .depositPaid && dossier.deposit >= dossier.due)
    dossiers[slot].state = .serviceDoneValidated
    if dossier.due == 0 {
      dossiers[slot].billing = .notBillable
    } else {
      dossiers[slot].billing = isSettled ? .paid : .toBill
      if isSettled { archive(slot) }
    }
    return .applied
  }

  /// The provider sends its invoice.
  mutating func invoice(_ slot: Int, _ context: borrowing DayContext) -> Rule {
    guard dossiers[slot].billing == .toBill, dossiers[slot].control != .inControl else {
      return .wrongState
    }
    dossiers[slot].billing = .billed
    dossiers[slot].invoiced = context.day
    billed.append(UInt32(slot))
    return .applied
  }
}
