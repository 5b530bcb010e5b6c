internal import Calendar
internal import Law

/// When the operator pays bodies and cards, and what others do to a dossier.
extension OracleOfficial {
  /// Notes that the law left a choice, and that it was made.
  mutating func use(_ freedom: OracleFreedom) { freedoms[freedom, default: 0] += 1 }

  /// Whether the days on which the operator pays are told.
  private var isTold: Bool { history.surroundings != nil }

  /// The circumstances of today that were not lived yet.
  private var comingCircumstance: History.Circumstance? {
    guard let all = history.surroundings?.circumstances,
      circumstanceVerdicts.count < all.count, all[circumstanceVerdicts.count].day <= day
    else { return nil }
    return all[circumstanceVerdicts.count]
  }

  /// Lives the circumstances of today from the next one on, as long as they are of a kind.
  private mutating func live(_ isMeant: (History.Circumstance.Kind) -> Bool) {
    while let circumstance = comingCircumstance, isMeant(circumstance.kind) {
      do throws(OracleRule) {
        try undergo(circumstance)
        circumstanceVerdicts.append(nil)
      } catch {
        circumstanceVerdicts.append(error)
      }
    }
  }

  /// In the morning: the seats of the eve.
  mutating func loseSeats() {
    live { kind in
      switch kind {
      case .seatLost, .seatsTaken: true
      default: false
      }
    }
  }

  /// Bodies that were removed for good: what has not begun is cancelled by the financer.
  mutating func removeBodies() {
    live { if case .bodyRemoved = $0 { true } else { false } }
  }

  private mutating func undergo(_ circumstance: History.Circumstance) throws(OracleRule) {
    guard let index = dossiers.firstIndex(where: { $0.name == circumstance.dossier }) else {
      throw .unknownDossier
    }
    switch circumstance.kind {
    case .seatLost(let taken): try loseSeat(index, taken: taken)
    case .seatsTaken(let taken):
      if dossiers[index].isWaitingForSeat, taken > dossiers[index].order.seats {
        throw .sessionFull
      }
    case .bodyRemoved: removeBody(index)
    case .deposit(let amount): try payDeposit(index, amount)
    case .payment(let amount): try payInvoice(index, amount)
    case .cardRefund(let amount): try payOut(amount, circumstance.dossier)
    }
  }

  /// A seat is settled at the end of the day of the request: who is too late is rejected.
  private mutating func loseSeat(_ index: Int, taken: Int) throws(OracleRule) {
    let dossier = dossiers[index]
    guard dossier.isWaitingForSeat, dossier.requested == day - 1 else { throw .wrongState }
    guard taken >= dossier.order.seats else { throw .tooSoon }
    use(.lastSeat)
    dossiers[index].state = .rejected
    dossiers[index].deadline = nil
  }

  /// A body is removed: who has not entered has everything back.
  private mutating func removeBody(_ index: Int) {
    switch dossiers[index].state {
    case .notProcessed, .validated, .waitingAcceptation, .accepted:
      dossiers[index].state = .canceledByFinancer
      settle(index, due: 0)
    default: break
    }
  }

  // MARK: The evening

  /// Pays deposits and invoices.
  ///
  /// Where nothing is told of the operator, it pays in batches: the one that the law demands today,
  /// because somebody's delay ends, pays everything that waits. A deposit is an advance on a
  /// training in progress: when the service done is declared before it was paid, there is nothing
  /// to advance (PAY-1).
  mutating func payProviders() {
    live { kind in
      switch kind {
      case .deposit, .payment: true
      default: false
      }
    }
    let late = dossiers.indices.filter { index in
      lastPaymentDay(index).map { isTold ? $0 <= day : $0 == day } ?? false
    }
    guard !late.isEmpty else { return }
    if !isTold { cardRefunds.removeAll() }
    for index in isTold ? late : Array(dossiers.indices) {
      switch dossiers[index].billing {
      case .depositWait where dossiers[index].awaitsDeposit:
        dossiers[index].billing = .depositPaid
        dossiers[index].paid = dossiers[index].deposit
      case .billed:
        dossiers[index].billing = .paid
        dossiers[index].paid = dossiers[index].due
      default: break
      }
    }
  }

  /// The last day on which what a dossier waits for is paid: within its delay, which runs anew from
  /// the end of a procedure against the body.
  func lastPaymentDay(_ index: Int) -> Day? {
    let dossier = dossiers[index]
    let due = dossier.awaitsDeposit ? dossier.depositDue : dossier.paymentDue
    guard dossier.awaitsDeposit || dossier.billing == .billed, var last = due else { return nil }
    let delay = Int(number("dossier.payment_days"))
    for hold in history.surroundings?.holds ?? []
    where hold.dossier == dossier.name && hold.days.lowerBound <= last {
      last = max(last, hold.days.upperBound + delay)
    }
    return last
  }

  private mutating func payDeposit(_ index: Int, _ amount: Int64) throws(OracleRule) {
    guard dossiers[index].awaitsDeposit else { throw .wrongState }
    guard amount == dossiers[index].deposit else { throw .nothingUndue }
    notePaymentDay(index, dossiers[index].depositDue, .depositDay)
    dossiers[index].billing = .depositPaid
    dossiers[index].paid = amount
  }

  private mutating func payInvoice(_ index: Int, _ amount: Int64) throws(OracleRule) {
    guard dossiers[index].billing == .billed else { throw .wrongState }
    guard amount == dossiers[index].due - dossiers[index].paid else { throw .nothingUndue }
    notePaymentDay(index, dossiers[index].paymentDue, .paymentDay)
    dossiers[index].billing = .paid
    dossiers[index].paid = dossiers[index].due
  }

  private mutating func notePaymentDay(_ index: Int, _ due: Day?, _ freedom: OracleFreedom) {
    guard let due else { return }
    if day < due { use(freedom) }
    if day > due { use(.heldPayment) }
  }

  /// Pays card refunds out on their last day, where nobody says that they were paid out before.
  ///
  /// While the payment provider is down they wait.
  mutating func refundCards() {
    live { if case .cardRefund = $0 { true } else { false } }
    if history.surroundings?.outages.contains(day) ?? false { return }
    cardRefunds.removeAll { $0.due <= day }
  }

  private mutating func payOut(_ amount: Int64, _ name: String) throws(OracleRule) {
    let isDown = history.surroundings?.outages.contains(day) ?? false
    if isDown { throw .paymentUnavailable }
    guard
      let place = cardRefunds.firstIndex(where: { $0.dossier == name && $0.amount == amount })
    else { throw .nothingUndue }
    let due = cardRefunds[place].due
    if day < due { use(.cardRefundDay) }
    if day > due { use(.cardRefundInOutage) }
    cardRefunds.remove(at: place)
  }
}
