internal import Calendar
internal import Law

/// What becomes of a confirmed dossier, to the last euro.
extension OracleOfficial {
  /// Ends a dossier for which nothing is due: everything goes back to its source.
  mutating func close(
    _ index: Int, from states: [OracleDossier.State], as state: OracleDossier.State
  ) throws(OracleRule) {
    guard states.contains(dossiers[index].state) else { throw .wrongState }
    dossiers[index].state = state
    settle(index, due: 0)
  }

  /// Withdrawal within fourteen days of the agreement (Code de la consommation L221-18, C3).
  mutating func withdraw(_ index: Int) throws(OracleRule) {
    guard dossiers[index].state == .accepted else { throw .wrongState }
    let last = dossiers[index].confirmed + Int(number("dossier.withdrawal_days"))
    guard day <= last, day < dossiers[index].order.start else { throw .deadlinePassed }
    try close(index, from: [.accepted], as: .canceledByAttendee)
  }

  /// Cancellation: free more than seven working days before the start, and as long as one may
  /// withdraw; else the price is due (CGU 6).
  mutating func cancelByLearner(_ index: Int, _ forceMajeure: Bool) throws(OracleRule) {
    let dossier = dossiers[index]
    if [.notProcessed, .validated, .waitingAcceptation].contains(dossier.state) {
      return try close(index, from: [dossier.state], as: .canceledByAttendee)
    }
    guard dossier.state == .accepted else { throw .wrongState }
    guard day < dossier.order.start else { throw .deadlinePassed }
    let withdrawal = dossier.confirmed + Int(number("dossier.withdrawal_days"))
    let seventh = Delays.workingDays(
      number("dossier.free_cancellation_working_days"), after: day)
    let isFree = forceMajeure || seventh < dossier.order.start || day <= withdrawal
    if isFree { return try close(index, from: [.accepted], as: .canceledByAttendee) }
    owePriceWithoutTraining(index)
  }

  /// A learner who does not come owes the price, but for force majeure (CGU 6).
  mutating func missTraining(_ index: Int, _ forceMajeure: Bool) throws(OracleRule) {
    guard dossiers[index].state == .accepted else { throw .wrongState }
    guard day >= dossiers[index].order.start else { throw .tooSoon }
    if forceMajeure { return try close(index, from: [.accepted], as: .canceledByAttendee) }
    owePriceWithoutTraining(index)
  }

  private mutating func owePriceWithoutTraining(_ index: Int) {
    dossiers[index].state = .canceledByAttendeeNotRealized
    let share = number("dossier.late_cancellation_share")
    settle(index, due: dossiers[index].order.price * share / 1_000_000)
  }

  /// The entry debits the rights (C15; OF-entree: from the start, within three working days).
  ///
  /// Exit and service done follow within three working days of the end, or of an entry declared
  /// later.
  mutating func enter(_ index: Int) throws(OracleRule) {
    let dossier = dossiers[index]
    guard dossier.state == .accepted else { throw .wrongState }
    guard day >= dossier.order.start else { throw .tooSoon }
    dossiers[index].state = .inTraining
    post(.debited, dossier.funding.rights, "CDC: debited at the entry", dossier: dossier.name)
    dossiers[index].isDebited = true
    dossiers[index].deadline = Delays.workingDays(
      number("dossier.exit_working_days"), after: max(dossier.end, day))
    if earnsDeposit(index) {
      dossiers[index].billing = .depositWait
      dossiers[index].deposit =
        dossier.order.price * number("dossier.deposit_share") / 1_000_000
      dossiers[index].depositDue = day + Int(number("dossier.payment_days"))
    }
  }

  /// Whether a training lasts longer than the months after which its provider has a deposit.
  private mutating func earnsDeposit(_ index: Int) -> Bool {
    let months = Int(number("dossier.deposit_after_months"))
    return dossiers[index].end > dossiers[index].order.start.adding(months: months)
  }

  /// The end of office stops what depends on it (H10): a training that would end later is cancelled
  /// if it was not entered; one in progress had its last day on the eve, and the part done is paid.
  mutating func interruptDossiers(_ path: History.Path) {
    for index in dossiers.indices
    where dossiers[index].order.path == path && dossiers[index].end >= day {
      switch dossiers[index].state {
      case .notProcessed, .validated, .waitingAcceptation, .accepted:
        dossiers[index].state = .canceledByFinancer
        settle(index, due: 0)
      case .inTraining:
        dossiers[index].end = day - 1
        dossiers[index].deadline = Delays.workingDays(
          number("dossier.exit_working_days"), after: day - 1)
        // What is left of it is no long training any more: nothing is advanced (PAY-1).
        if dossiers[index].billing == .depositWait, !earnsDeposit(index) {
          dossiers[index].billing = .notBillable
        }
      default: break
      }
    }
  }

  /// Exit and service done, within three working days of the end (CGU); nobody is paid for more
  /// hours than were ordered.
  mutating func declareServiceDone(_ index: Int, _ hours: Int64) throws(OracleRule) {
    let dossier = dossiers[index]
    guard dossier.state == .inTraining || dossier.state == .terminated else { throw .wrongState }
    guard day >= dossier.end else { throw .tooSoon }
    if hours > dossier.order.hours { throw .tooManyHours }
    dossiers[index].state = .serviceDoneDeclared
    dossiers[index].deadline = nil
    dossiers[index].due = Self.amountDue(dossier.order.price, done: hours, of: dossier.order.hours)
  }

  /// The amount due for a part of the training, rounded down: the cent is the fund's (PAY-3).
  ///
  /// - Parameters:
  ///   - price: The price in cents.
  ///   - done: The hours done.
  ///   - planned: The hours of the training.
  /// - Returns: The amount in cents.
  package static func amountDue(_ price: Int64, done: Int64, of planned: Int64) -> Int64 {
    price * done / planned
  }

  /// A control suspends payment (EDOF).
  mutating func openControl(_ index: Int) throws(OracleRule) {
    guard dossiers[index].state == .serviceDoneDeclared,
      dossiers[index].control == .notInControl
    else { throw .wrongState }
    dossiers[index].control = .inControl
  }

  /// A control ends: the service done can be validated, or the dossier is cancelled and everything
  /// given back, the deposit recovered.
  mutating func closeControl(_ index: Int, _ sanctioned: Bool) throws(OracleRule) {
    guard dossiers[index].control == .inControl else { throw .wrongState }
    dossiers[index].control = .released
    if sanctioned {
      try close(index, from: [.serviceDoneDeclared], as: .canceledByFinancer)
    }
  }

  /// The operator validates the service done; each source then pays its share of what is due.
  mutating func validate(_ index: Int) throws(OracleRule) {
    guard dossiers[index].state == .serviceDoneDeclared, dossiers[index].control != .inControl
    else { throw .wrongState }
    dossiers[index].state = .serviceDoneValidated
    settle(index, due: dossiers[index].due)
    if dossiers[index].due > 0, dossiers[index].paid >= dossiers[index].due {
      dossiers[index].paid = dossiers[index].due
      dossiers[index].billing = .paid
    }
  }

  /// The invoice is paid within thirty days (CGU).
  mutating func invoice(_ index: Int) throws(OracleRule) {
    guard dossiers[index].billing == .toBill else { throw .wrongState }
    dossiers[index].billing = .billed
    dossiers[index].paymentDue = day + Int(number("dossier.payment_days"))
  }

  /// Silence: the platform closes on the day after the last day of a step (CGU).
  mutating func closeOverdueDossiers() {
    for index in dossiers.indices {
      guard let deadline = dossiers[index].deadline, day > deadline else { continue }
      switch dossiers[index].state {
      case .notProcessed:
        dossiers[index].state =
          dossiers[index].awaitsPapers ? .refusedByFinancer : .rejectedWithoutOfSuite
      case .validated: dossiers[index].state = .rejectedWithoutTitulaireSuite
      case .accepted: dossiers[index].state = .canceledByOrganism
      case .waitingAcceptation: dossiers[index].state = .rejectedWithoutCdcSuite
      case .inTraining, .terminated: dossiers[index].state = .rejectedWithoutOfSuite
      default: continue
      }
      settle(index, due: 0)
    }
  }

  /// Settles a dossier: the sources pay what is due in their order, the rest goes back (MON-4).
  mutating func settle(_ index: Int, due: Int64) {
    let dossier = dossiers[index]
    let parts = dossier.funding.first(due)
    let back = dossier.funding.minus(parts)
    if dossier.isDebited {
      recredit(back.rights, dossier.name)
    } else {
      post(.released, back.rights, "CGU: given back", dossier: dossier.name)
      post(.debited, parts.rights, "CGU 6: the price is due", dossier: dossier.name)
    }
    giveBack(back, index)
    sweepUnusable()
    dossiers[index].funding = parts
    dossiers[index].isDebited = true
    dossiers[index].due = due
    dossiers[index].deadline = nil
    dossiers[index].billing = due > 0 ? .toBill : .notBillable
    if due == 0 { dossiers[index].paid = 0 }
  }

  /// Every source but the rights has its part back; a card within its delay (CGU).
  mutating func giveBack(_ back: OracleFunding, _ index: Int) {
    giveTopUpsBack(back.collectivity, index)
    wallet.take(cpf: -back.cpf, cec: -back.cec)
    noteWallet()
    returnTopUp()
    if back.card > 0 {
      let due = day + Int(number("dossier.card_refund_days"))
      cardRefunds.append((due, back.card, dossiers[index].name))
    }
  }

  /// Rights debited come back within the cap in force; what exceeds it is lost (C7).
  mutating func recredit(_ amount: Int64, _ name: String) {
    var lost: Int64 = 0
    if rule("rights.recredit_above_cap", is: "lose") {
      lost = max(0, amount - max(0, cap - balance.held))
    }
    post(.refundLost, lost, "C7: above the cap", dossier: name)
    post(.refunded, amount - lost, "CGU: given back", dossier: name)
  }

  /// What comes back to a holder who is dead, or whose six months are over, is of no use to
  /// anybody.
  mutating func sweepUnusable() {
    if isDead {
      extinguishRights()
    } else if windowIsClosed {
      post(.expired, balance.available, "CGCT R2123-22-1-C: six months after the mandate")
    }
  }
}
