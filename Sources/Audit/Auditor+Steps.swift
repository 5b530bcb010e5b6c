internal import Calendar
internal import Law
internal import Ledger
internal import Platform

/// How the mirror of a dossier follows its steps and its postings.
extension Auditor {
  /// Takes an outcome over into the mirror.
  mutating func advance(
    _ slot: Int, _ outcome: Outcome, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    let day = context.day
    let place = Int(outcome.official)
    mirrors[slot].state = outcome.after
    switch outcome.verb {
    case .acknowledge:
      mirrors[slot].isAcknowledged = true
      mirrors[slot].since = day
    case .pacificPapers:
      mirrors[slot].awaitsPapers = false
      mirrors[slot].since = day
      findings.witness(.pacificFile)
    case .propose, .instruct, .confirm:
      mirrors[slot].since = day
      if outcome.verb == .instruct { findings.witness(.franceTravail) }
    case .entry:
      mirrors[slot].since = day
      let mirror = mirrors[slot]
      witnessMandate(place, context)
      // The training counts, not the day on which somebody declares it.
      let isInOffice = facts.isInOffice(place, on: mirror.start)
      let isAllowed = !mirror.isMandate && context.statute.reintegrationDuringMandate
      check(.dos4, isAllowed || mirror.isMandate == isInOffice, outcome, context)
    case .interrupt:
      // The training stops on the eve; the delay of the exit counts from there.
      mirrors[slot].end = day - 1
      mirrors[slot].since = day - 1
      findings.witness(.mandateEndedInTraining)
    case .serviceDone:
      judgeTraining(slot, outcome, batch.commands[Int(outcome.command)], context)
    case .cancelByLearner, .noShow:
      if outcome.after == .canceledByAttendeeNotRealized {
        mirrors[slot].due = part(
          mirrors[slot].price, context.statute.lateCancellationShare, 1_000_000)
        findings.witness(.priceDue)
      }
    case .openControl: mirrors[slot].isInControl = true
    case .closeControl:
      mirrors[slot].isInControl = false
      if outcome.after == .canceledByFinancer { findings.witness(.sanction) }
    case .evaluate: judgeEvaluation(slot, outcome, context)
    case .invoice: mirrors[slot].invoiced = day
    case .close:
      let isOfDelisted = books?.isDelisted(mirrors[slot].provider) ?? false
      if !isOfDelisted { witnessClosing(outcome) }
    case .seatLost:
      findings.witness(.seatLost)
      seatsLost += 1
    default: break
    }
  }

  private mutating func judgeTraining(
    _ slot: Int, _ outcome: Outcome, _ command: Command, _ context: borrowing DayContext
  ) {
    let mirror = mirrors[slot]
    let place = Int(outcome.official)
    witnessMandate(place, context)
    if mirror.isMandate {
      let holds =
        facts.isInOffice(place, on: mirror.start) && facts.isInOffice(place, on: mirror.end)
      check(.dos4, holds, outcome, context)
    } else if !context.statute.reintegrationDuringMandate {
      check(.dos4, !facts.isInOffice(place, on: mirror.end), outcome, context)
    }
    let done = command.small
    check(.pay3, done <= mirror.hours, outcome, context)
    mirrors[slot].hoursDone = done
    mirrors[slot].due = part(mirror.price, Int64(done), Int64(max(1, mirror.hours)))
    if done < mirror.hours { findings.witness(.partialAttendance) }
  }

  /// Price × part done, rounded down: what is rounded away stays with the fund.
  mutating func part(_ price: Int64, _ numerator: Int64, _ denominator: Int64) -> Int64 {
    price * numerator / denominator
  }

  private mutating func witnessClosing(_ outcome: Outcome) {
    switch outcome.after {
    case .canceledByFinancer: findings.witness(.mandateEndedBefore)
    case .rejectedWithoutTitulaireSuite: findings.witness(.learnerSilent)
    case .canceledByOrganism: findings.witness(.entryLate)
    case .rejectedWithoutOfSuite:
      findings.witness(outcome.before == .notProcessed ? .providerSilent : .serviceDoneLate)
    default: break
    }
  }

  /// Takes a posting of a dossier over into its mirror, and judges where refunds go (MON-4).
  mutating func postDossier(
    _ posting: Posting, _ outcome: Outcome, _ context: borrowing DayContext
  ) {
    switch outcome.verb {
    case .recover, .refundCard:
      postAfter(posting, context)
      return
    default: break
    }
    let slot = Int(outcome.slot)
    guard let from = Account(rawValue: posting.from), let to = Account(rawValue: posting.to),
      let reason = Reason(rawValue: posting.reason)
    else { return }
    guard outcome.slot != .max, mirrors[slot].number == posting.number,
      posting.official == UInt32(base) + outcome.official
    else {
      judgeStray(posting, context)
      return
    }
    switch reason {
    case .reservation:
      if from == .cards { check(.car1, mirrors[slot].taken.card == 0, outcome, context) }
      mirrors[slot].taken.add(posting.amount, ownedBy: from)
    case .refund:
      mirrors[slot].given.add(posting.amount, ownedBy: to == .rightsLost ? .rightsAvailable : to)
      let owner = Self.owner(of: from)
      let isHome = to == owner || (to == .rightsLost && owner == .rightsAvailable)
      check(.mon4, isHome && mirrors[slot].isGivenWithinTaken, outcome, context)
    case .recovery:
      mirrors[slot].paid.add(-posting.amount, ownedBy: to == .fund ? .rightsAvailable : to)
      if to != .fund { mirrors[slot].given.add(posting.amount, ownedBy: to) }
      check(.mon4, mirrors[slot].paid.isNowhereNegative, outcome, context)
    case .payment, .deposit:
      if mirrors[slot].isMandate {
        let offer = context.catalogue.sessions[Int(mirrors[slot].session)].offer
        sales.append(Sale(offer: offer, amount: posting.amount))
      }
      mirrors[slot].paid.add(posting.amount, ownedBy: Self.owner(of: from))
    default: break
    }
  }

  /// The owner to whom a reserve goes back.
  private static func owner(of reserve: Account) -> Account {
    switch reserve {
    case .rightsReserved, .rightsSpent, .fund: .rightsAvailable
    case .dotationReserved: .dotationAvailable
    case .cpfReserved: .cpf
    case .cecReserved: .cec
    default: .cardRefunds
    }
  }
}

extension Funding {
  /// Adds an amount to the source whose owner an account is.
  mutating func add(_ amount: Int64, ownedBy account: Account) {
    switch account {
    case .rightsAvailable: rights += amount
    case .dotationAvailable: collectivity += amount
    case .cpf: cpf += amount
    case .cec: cec += amount
    default: card += amount
    }
  }
}

extension Funding {
  /// Whether no part is below zero.
  var isNowhereNegative: Bool {
    rights >= 0 && collectivity >= 0 && cpf >= 0 && cec >= 0 && card >= 0
  }
}

extension Mirror {
  /// Whether no source got more back than it gave.
  var isGivenWithinTaken: Bool {
    given.rights <= taken.rights && given.collectivity <= taken.collectivity
      && given.cpf <= taken.cpf && given.cec <= taken.cec && given.card <= taken.card
  }
}
