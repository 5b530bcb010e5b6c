internal import Calendar
internal import Kernel
internal import Ledger
internal import Law

/// What the operator owes every holder: information, elementary modules, and forgetting.
extension Shard {
  /// Informs every holder of the rights, once a year (CGCT L1621-5), in one linear pass.
  mutating func informHolders(_ context: borrowing DayContext, _ batch: inout Batch) {
    let date = context.day.civil
    guard context.statute.isOpen, date.month * 100 + date.day == context.statute.informationDay
    else { return }
    let year = Int16(date.year)
    // What a mutant asks besides is part of what everybody is asked: the loop does not grow.
    let also = mutant == .holderNotInformed ? Accounts.Flag.inOffice : 0
    let mask = Accounts.Flag.recognised | Accounts.Flag.dead | also
    let wanted = Accounts.Flag.recognised | also
    for place in 0..<accounts.count where accounts.balances[place].flags & mask == wanted {
      accounts.annexes[place].informed = year
      batch.informed += 1
      batch.informedSum &+= UInt64(place)
    }
  }

  /// A free elementary module, open to every recognised official in office (CGCT L1621-5).
  mutating func followModule(_ command: Command, _ context: borrowing DayContext) -> Rule {
    let place = Int(command.official)
    let flags = accounts.balances[place].flags
    guard flags & Accounts.Flag.dead == 0 else { return .dead }
    guard context.statute.isOpen else { return .serviceClosed }
    guard flags & Accounts.Flag.recognised != 0 else { return .notRecognised }
    guard flags & Accounts.Flag.inOffice != 0 || mutant == .moduleAfterMandate else {
      return .noMandate
    }
    if accounts.annexes[place].modules < .max { accounts.annexes[place].modules += 1 }
    return .applied
  }

  /// Reminds the shard of the day on which a dead holder's data are erased.
  mutating func awaitErasure(_ place: Int, _ context: borrowing DayContext) {
    timers.push(
      Timer.erase.item(place), on: context.day.adding(months: 12 * context.statute.retentionYears))
  }

  /// Erases the personal data of a holder at their term.
  ///
  /// Code du travail R6323-20, decision C14.
  /// What CPF and CEC still hold goes back to where it was issued.
  mutating func erase(_ place: Int, _ context: borrowing DayContext, _ batch: inout Batch) {
    guard mutant != .dataKept else { return }
    let first = batch.postings.count
    if accounts.annexes[place].hasOpenWallet {
      let held = heldWallet(place)
      move(held.cpf, from: .cpf, to: .cpfIssued, .extinction, place, &batch)
      move(held.hours, from: .cpfHours, to: .cpfHoursIssued, .extinction, place, &batch)
      move(held.cec, from: .cec, to: .cecIssued, .extinction, place, &batch)
    }
    accounts.holders[place].cpf = 0
    accounts.holders[place].cec = 0
    accounts.annexes[place].cpfHours = 0
    accounts.annexes[place].marks |= Annex.Mark.erased
    if mutant != .erasedInName { forget(place) }
    var outcome = Outcome(.erase, .applied, official: UInt32(place))
    outcome.firstPosting = UInt32(first)
    outcome.endPosting = UInt32(batch.postings.count)
    batch.outcomes.append(outcome)
  }

  /// Forgets whatever names a person or leads to one: the way in, letters and rows, mandates, paid
  /// dossiers, pension, and what the account was told.
  ///
  /// What was paid stays in the archive and in the books, as sums that are nobody's any more.
  private mutating func forget(_ place: Int) {
    portals[place] = Portal()
    desks[place] = Desk()
    var mandate = accounts.holders[place].firstMandate
    while mandate >= 0 {
      let next = mandates[Int(mandate)].next
      mandates[Int(mandate)] = .forgotten
      mandate = next
    }
    var paid = accounts.annexes[place].lastPaid
    while paid >= 0 {
      let previous = paidDossiers[Int(paid)].previous
      paidDossiers[Int(paid)].previous = -1
      paid = previous
    }
    forgetTopUps(place, dossiers: accounts.holders[place].dossiers)
    var holder = Holder()
    // A body may still be owed something: its dossier is a debt, and ends with its payment.
    holder.firstDossier = accounts.holders[place].firstDossier
    accounts.holders[place] = holder
    accounts.balances[place].flags &= Accounts.Flag.dead
    accounts.annexes[place] = Annex()
    accounts.annexes[place].marks = Annex.Mark.erased
  }
}
