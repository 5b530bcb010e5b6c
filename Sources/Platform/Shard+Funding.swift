internal import Calendar
package import Ledger
internal import Law

/// Who pays: the plan at the confirmation, and the way back.
extension Shard {
  /// Confirms a proposal and commits the funds: `amount` is the most that the learner pays by card.
  mutating func confirm(
    _ command: Command, _ slot: Int, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    let dossier = dossiers[slot]
    let place = Int(dossier.official)
    guard dossier.state == .validated || dossier.state == .waitingAcceptation else {
      return .wrongState
    }
    guard context.day <= dossier.deadline, context.day < dossier.start else {
      return .deadlinePassed
    }
    guard
      dossier.end <= context.day.adding(months: context.statute.completionMonths)
        || mutant == .completionUnchecked
    else { return .completionTooLate }
    if let rule = pathRefusal(dossier.path, dossier.end, place, context) { return rule }
    guard context.catalogue.isRegular(offer: dossier.offer) else { return .providerSuspended }
    let held = purse(of: dossier, context)
    let funding = plan(dossier, place, held, context)
    guard funding.card <= command.amount else {
      if mutant == .refusalReserves { accounts.balances[place].addReserved(funding.rights) }
      return .insufficientCard
    }
    if funding.card > 0 {
      // An answer that cannot be read is none: nobody is charged on a guess.
      switch context.isPaymentProviderDown ? nil : CardAnswer(rawValue: command.second) {
      case .accepted: break
      case .refused: return .cardRefused
      case .unavailable, nil: return .paymentUnavailable
      }
    }
    if dossier.path == .reintegration || mutant == .cpfPaysMandate,
      funding.rights < dossier.price, hasWallets(place)
    {
      touch(held, place, context, &batch)
      noteQualification(place)
    }
    commit(funding, slot, context, &batch)
    dossiers[slot].state = .accepted
    dossiers[slot].confirmed = context.day
    let delay = context.statute.entryWorkingDays
    setDeadline(slot, workingDay(delay, after: dossier.start, context))
    return .applied
  }

  /// Splits a price over the sources in the legal order (brochure, page 6).
  private mutating func plan(
    _ dossier: Dossier, _ place: Int, _ held: Wallet, _ context: borrowing DayContext
  ) -> Funding {
    let statute = context.statute
    var funding = Funding()
    funding.rights = min(accounts.balances[place].available, dossier.price)
    if mutant == .cardBeforeRights { funding.rights /= 2 }
    if mutant == .reservedSpentAgain {
      let balance = accounts.balances[place]
      funding.rights = max(0, min(balance.available + balance.reserved, dossier.price))
    }
    var rest = dossier.price - funding.rights
    guard rest > 0 else { return funding }
    switch dossier.path {
    case .mandate:
      // C9: the collectivity may not carry more than what the fund's minimum share leaves.
      let most = dossier.price - dossier.price * statute.minimumRightsShare / 1_000_000
      let subject = context.catalogue.offers[Int(dossier.offer)].subject
      if accounts.annexes[place].firstTopUp >= 0 {
        funding.collectivity = topUps(of: place, upTo: min(rest, most), on: subject)
      }
      rest -= funding.collectivity
      if mutant == .cpfPaysMandate {
        funding.cpf = accounts.annexes[place].isPublicAgent ? 0 : min(held.cpf, rest)
        rest -= funding.cpf
      }
    case .reintegration:
      if mutant == .collectivityPaysReintegration {
        let subject = context.catalogue.offers[Int(dossier.offer)].subject
        funding.collectivity = topUps(of: place, upTo: rest, on: subject)
        rest -= funding.collectivity
      }
      let isJobseeker = accounts.balances[place].flags & Accounts.Flag.jobseeker != 0
      let flat = isJobseeker ? 0 : statute.flatContribution
      // The CPF of a public agent is in hours, which pay nothing before they are converted.
      let wallet = accounts.annexes[place].isPublicAgent ? 0 : held.cpf
      if wallet > 0, rest > flat {
        funding.cpf = min(wallet, rest - flat)
        rest -= funding.cpf
      }
      let kept = funding.cpf > 0 ? flat : 0
      funding.cec = min(held.cec, rest - kept)
      rest -= funding.cec
    }
    funding.card = rest
    return funding
  }

  /// What CPF and CEC can give to a dossier: nothing for a mandate training, nor in the Pacific.
  ///
  /// The diploma is asked for in confidence: only reintegration may look at it (guide, page 6).
  /// What it says corrects the CPF's record for the years to come; those before keep their credits.
  private mutating func purse(of dossier: Dossier, _ context: borrowing DayContext) -> Wallet {
    let place = Int(dossier.official)
    guard dossier.path == .reintegration || mutant == .diplomaReadOnMandatePath else {
      return mutant == .cpfPaysMandate ? wallet(place, context) : Wallet()
    }
    guard hasWallets(place) else { return Wallet() }
    readDiploma(place)
    return wallet(place, context)
  }

  /// Moves every source's part from its owner to the dossier.
  private mutating func commit(
    _ funding: Funding, _ slot: Int, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    let dossier = dossiers[slot]
    let place = Int(dossier.official)
    let number = dossier.number
    dossiers[slot].funding = funding
    accounts.balances[place].addAvailable(-funding.rights)
    accounts.balances[place].addReserved(funding.rights)
    takeTopUps(
      funding.collectivity, place, number: number,
      on: context.catalogue.offers[Int(dossier.offer)].subject)
    accounts.holders[place].cpf -= Int32(funding.cpf)
    accounts.holders[place].cec -= Int32(funding.cec)
    for source in Source.allCases {
      move(
        funding[source], from: source.owner, to: source.reserve, .reservation, place, &batch,
        number: number)
    }
  }

  /// Debits the rights of a dossier (C15).
  mutating func debit(_ slot: Int, _ batch: inout Batch) {
    let dossier = dossiers[slot]
    let place = Int(dossier.official)
    dossiers[slot].isDebited = true
    accounts.balances[place].addReserved(-dossier.funding.rights)
    move(
      dossier.funding.rights, from: .rightsReserved, to: .rightsSpent, .debit, place, &batch,
      number: dossier.number)
  }

  /// Gives every source back what it does not owe, and takes a deposit back that exceeds what is
  /// due.
  ///
  /// Sources owe in the legal order: rights first, up to the amount due.
  mutating func refund(
    _ slot: Int, due: Int64, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    let dossier = dossiers[slot]
    let place = Int(dossier.official)
    let owed = dossier.funding.first(due)
    let deposited =
      dossier.billing == .depositPaid ? dossier.funding.first(dossier.deposit) : Funding()
    takeBack(deposited, owed, dossier, place, context, &batch)
    for source in Source.allCases where source != .rights {
      let rest = dossier.funding[source] - max(owed[source], deposited[source])
      guard rest > 0 else { continue }
      let account: Account =
        mutant == .refundToCard && source == .collectivity ? .cards : source.refundAccount
      giveBack(rest, source, place, number: dossier.number, context, &batch)
      move(rest, from: source.reserve, to: account, .refund, place, &batch, number: dossier.number)
      if mutant == .refundTwice {
        giveBack(rest, source, place, number: dossier.number, context, &batch)
        move(
          rest, from: source.reserve, to: account, .refund, place, &batch, number: dossier.number)
      }
    }
    let account: Account = dossier.isDebited ? .rightsSpent : .rightsReserved
    restoreRights(
      dossier.funding.rights - owed.rights, from: account, place, number: dossier.number, context,
      &batch)
    dossiers[slot].due = due
    dossiers[slot].funding = owed
    dossiers[slot].paid = min(dossier.paid, due)
  }

  /// Takes back what of a deposit exceeds what each source owes.
  private mutating func takeBack(
    _ deposited: Funding, _ owed: Funding, _ dossier: Dossier, _ place: Int,
    _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    for source in Source.allCases {
      let above = deposited[source] - owed[source]
      guard above > 0 else { continue }
      let owner: Account = source == .rights ? .fund : source.refundAccount
      giveBack(above, source, place, number: dossier.number, context, &batch)
      move(above, from: .providers, to: owner, .recovery, place, &batch, number: dossier.number)
    }
  }
}

extension Source {
  /// The account that a source pays from.
  package var owner: Account {
    switch self {
    case .rights: .rightsAvailable
    case .collectivity: .dotationAvailable
    case .cpf: .cpf
    case .cec: .cec
    case .card: .cards
    }
  }

  /// The account that holds a source's part while a dossier is open.
  package var reserve: Account {
    switch self {
    case .rights: .rightsReserved
    case .collectivity: .dotationReserved
    case .cpf: .cpfReserved
    case .cec: .cecReserved
    case .card: .cardReserved
    }
  }
}

extension Funding {
  /// The part of a source.
  ///
  /// - Parameter source: The source.
  package subscript(source: Source) -> Int64 {
    switch source {
    case .rights: rights
    case .collectivity: collectivity
    case .cpf: cpf
    case .cec: cec
    case .card: card
    }
  }
}
