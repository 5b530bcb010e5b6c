internal import Audit
internal import Calendar
internal import Draws
internal import Law
internal import Ledger
internal import Platform

/// The search's own reading of a state: what must be true of it, whatever led there.
///
/// It looks at what the platform keeps and at sums of postings, and asks neither the platform nor
/// the audit what they think of it.
extension World {
  /// The invariants that are read from every state.
  static let readFromStates: [Invariant] = [
    .cap1, .cap3, .exp2, .mon2, .mon3, .mon6, .fun3, .off4, .det2,
  ]

  /// Reads this state; what is wrong is kept as the fault.
  mutating func check() {
    let page = page
    check(&page.context)
  }

  private mutating func check(_ context: inout DayContext) {
    // What lies above a lowered cap may stay (C8), so that the highest cap so far is the limit.
    let cap = context.statute.keepsAboveCap ? highestCap : context.statute.cap
    var held = Held()
    for place in 0..<scope.officials {
      let balance = shard.accounts.balances[place]
      let reserved = readDossiers(of: place, &held)
      if balance.available < 0 || balance.reserved < 0 || balance.reserved != reserved {
        blame(
          .cap3,
          "official \(place + 1) has \(Cents(balance.reserved)) reserved; the open dossiers say "
            + "\(Cents(reserved))")
      }
      if balance.available + balance.reserved > cap {
        blame(
          .cap1,
          "official \(place + 1) holds \(Cents(balance.available + balance.reserved)), and the cap "
            + "is \(Cents(cap))")
      }
      if balance.available > 0, mustHoldNothing(place, context.statute.reintegrationMonths) {
        blame(
          .exp2,
          "official \(place + 1) holds \(Cents(balance.available)) after death or the window")
      }
      held.available += balance.available
      held.reserved += balance.reserved
      let dotation = Int64(shard.accounts.holders[place].dotation)
      if dotation < 0 { blame(.mon6, "official \(place + 1) has used more top-ups than there are") }
      held.dotation += dotation
    }
    compare(held)
    readSeats(&context)
    let budget = shard.deliberations[0].budget
    if budget < 0 { blame(.fun3, "the council's budget is overdrawn by \(Cents(-budget))") }
  }

  /// Reads what a refused command has left: nothing.
  mutating func judgeRefusal(_ before: StateHash, _ labelings: [SIMD8<UInt8>]) {
    guard hash(labelings) != before, let (command, rule, _) = last else { return }
    fault = Fault(
      invariant: .ref1, finder: .state,
      event: "\(command.verb.name) was refused (\(rule.name)) and changed something")
  }

  /// Sends the last command again, or another one with its key, and reads what that has left.
  mutating func judgeAgain(
    isChanged: Bool, _ before: StateHash, _ labelings: [SIMD8<UInt8>]
  ) {
    guard let (command, rule, _) = last, let outcome = resend(changed: isChanged) else { return }
    let isRight =
      isChanged
      ? outcome.rule == .keyReused && !outcome.isRepeated
      : outcome.rule == rule && outcome.isRepeated
    guard !isRight || hash(labelings) != before else { return }
    fault = Fault(
      invariant: .ide1, finder: .state,
      event: isChanged
        ? "the key of \(command.verb.name) was taken for another command"
        : "\(command.verb.name) was sent again with its key and was answered anew")
  }

  /// Reads what an applied confirmation did: rights first, and to the last cent.
  mutating func checkConfirmation(_ step: Step, rightsBefore: Int64) {
    guard let slot = slot(step) else { return }
    let dossier = shard.dossiers[slot]
    let others = dossier.funding.total - dossier.funding.rights
    let left = shard.accounts.balances[Int(dossier.official)].available
    if others > 0, left > 0 {
      blame(
        .fun1,
        "\(Cents(others)) of dossier \(dossier.number) come from other sources while "
          + "\(Cents(left)) of rights are available")
    }
    if dossier.funding.rights != min(rightsBefore, dossier.price) {
      blame(
        .fun1,
        "dossier \(dossier.number) takes \(Cents(dossier.funding.rights)) of rights where "
          + "\(Cents(min(rightsBefore, dossier.price))) were to be had")
    }
    if dossier.funding.total != dossier.price { blameSum(dossier) }
  }

  /// Whether an official is dead, or left office so long ago that no rights are left.
  private mutating func mustHoldNothing(_ place: Int, _ months: Int) -> Bool {
    let life = lives[place]
    if life.isDead { return true }
    return life.left < .distantFuture && day >= life.left.adding(months: months)
  }

  /// What all officials hold, by the platform's accounts and open dossiers.
  private struct Held {
    var available: Int64 = 0
    var reserved: Int64 = 0
    var dotation: Int64 = 0
    /// What other sources have engaged.
    var engaged = Funding()
  }

  /// Reads the open dossiers of an official, and returns the rights that they have reserved.
  private mutating func readDossiers(of place: Int, _ held: inout Held) -> Int64 {
    var reserved: Int64 = 0
    var slot = shard.accounts.holders[place].firstDossier
    while slot >= 0 {
      let dossier = shard.dossiers[Int(slot)]
      slot = dossier.next
      if !dossier.isDebited { reserved += dossier.funding.rights }
      let deposited =
        dossier.billing == .depositPaid || dossier.deposit > 0
        ? dossier.funding.first(dossier.deposit) : Funding()
      let rest = dossier.funding.without(deposited)
      held.engaged.collectivity += rest.collectivity
      held.engaged.cpf += rest.cpf
      held.engaged.cec += rest.cec
      held.engaged.card += rest.card
      switch dossier.state {
      case .accepted, .inTraining, .terminated, .serviceDoneDeclared:
        if dossier.funding.total != dossier.price { blameSum(dossier) }
      default: break
      }
      if dossier.paid > dossier.price {
        blame(.mon3, "dossier \(dossier.number) was paid \(Cents(dossier.paid))")
      }
    }
    return reserved
  }

  private mutating func blameSum(_ dossier: Dossier) {
    blame(
      .mon2,
      "the sources of dossier \(dossier.number) give \(Cents(dossier.funding.total)) for "
        + "\(Cents(dossier.price))")
  }

  /// Compares what accounts and dossiers say with the sums of the postings.
  private mutating func compare(_ held: Held) {
    compare(held.available, .rightsAvailable)
    compare(held.reserved, .rightsReserved)
    compare(held.dotation, .dotationAvailable)
    compare(held.engaged.collectivity, .dotationReserved)
    compare(held.engaged.cpf, .cpfReserved)
    compare(held.engaged.cec, .cecReserved)
    compare(held.engaged.card, .cardReserved)
  }

  private mutating func compare(_ kept: Int64, _ account: Account) {
    let posted = total(account)
    guard kept != posted else { return }
    blame(.det2, "\(account.name): \(Cents(kept)) are kept, \(Cents(posted)) were posted")
  }

  /// OFF-4: no session has more participants than seats, and those that have not begun have those
  /// who hold a seat.
  private mutating func readSeats(_ context: inout DayContext) {
    for session in 0..<almanac.sessions {
      let taken = Int(seats[session])
      let room = context.catalogue.sessions[session]
      let most = min(Int(room.seats), context.statute.maxParticipants)
      if taken > most {
        blame(.off4, "session \(session + 1) has \(taken) participants of \(most)")
      }
      guard room.start > day else { continue }
      var holders = 0
      for dossier in shard.dossiers where !dossier.isFinished && dossier.hasSeat {
        if Int(dossier.session) == session, dossier.requested < day { holders += 1 }
      }
      for claim in batch.claims where claim.isRelease && Int(claim.session) == session {
        holders += 1
      }
      if holders != taken {
        blame(.off4, "session \(session + 1) counts \(taken) participants, \(holders) have a seat")
      }
    }
  }

  private mutating func blame(_ invariant: Invariant, _ event: @autoclosure () -> String) {
    guard fault == nil else { return }
    fault = Fault(invariant: invariant, finder: .state, event: event())
  }

  /// The highest cap that was in force on any day so far.
  private var highestCap: Int64 { mutating get { almanac.highestCap(through: day) } }
}
