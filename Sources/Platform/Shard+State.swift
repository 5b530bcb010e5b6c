internal import Calendar
package import Draws
internal import Kernel
internal import Law

/// What a shard's state comes to for a search over every sequence of commands: everything that can
/// still have an influence, and nothing else.
///
/// Two states with one hash must behave alike for ever. What is left out, and why that is right:
///
/// - numbers of dossiers: their order counts, and stands in the hash as ranks among those that are
///   open, paid, or wait for a card's refund;
/// - slots and the order of lists that go through them: slots depend on who shares the shard;
/// - the day of the request, but whether it is today; the day of the confirmation, but what is left
///   of the delay of withdrawal; how far back a window ended;
/// - reminders that a later step has made pointless: each looks again when it comes (see
///   `runTimers`), so that only whether the live one is there counts;
/// - idempotency keys and log-ins, which the search brings itself.
extension Shard {
  /// Adds what belongs to one official.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - context: The day.
  ///   - labels: For each session, by place, the name that it has in the hash: sessions that differ
  ///     in nothing but their places may change names.
  ///   - hash: The hash.
  package mutating func addState(
    of place: Int, _ context: borrowing DayContext, labels: SIMD8<UInt8>, to hash: inout StateHash
  ) {
    let balance = accounts.balances[place]
    hash.add(balance.storedAvailable, balance.storedReserved)
    hash.add(UInt64(UInt16(bitPattern: balance.label)) << 8 | UInt64(balance.flags))
    addHolder(place, context.day, to: &hash)
    var mandate = accounts.holders[place].firstMandate
    while mandate >= 0 {
      let known = mandates[Int(mandate)]
      hash.add(
        UInt64(UInt32(bitPattern: known.start.rawValue)) << 32 | UInt64(known.kind) << 2
          | (known.startedAtElection ? 2 : 0) | (known.isInForce ? 1 : 0))
      mandate = known.next
    }
    addTopUps(place, year: Int16(context.day.year), to: &hash)
    var slot = accounts.holders[place].firstDossier
    while slot >= 0 {
      addDossier(Int(slot), context, labels, to: &hash)
      slot = dossiers[Int(slot)].next
    }
    addPaid(place, to: &hash)
    for refund in cardRefunds where refund.official == UInt32(place) {
      hash.add(rank(refund.number, of: place) << 1 | 1)
      hash.add(refund.amount)
      hash.add(UInt64(UInt32(bitPattern: refund.due.rawValue)))
    }
    hash.add(UInt64(returnsDue.contains(UInt32(place)) ? 1 : 0))
  }

  /// Adds what the officials share, but for the seats.
  ///
  /// - Parameter hash: The hash.
  package mutating func addSharedState(to hash: inout StateHash) {
    for deliberation in deliberations { hash.add(deliberation.budget) }
    hash.add(UInt64(lostSeats.count) << 32 | UInt64(entrants.count))
  }

  private mutating func addHolder(_ place: Int, _ day: Day, to hash: inout StateHash) {
    let holder = accounts.holders[place]
    let annex = accounts.annexes[place]
    // That a window is over counts, not since when.
    let window = holder.windowEnd > day || holder.windowEnd == .distantPast
    hash.add(holder.decidingStart.rawValue, window ? holder.windowEnd.rawValue : 0)
    let isReminded = timers.contains(Timer.expire.item(place), on: holder.windowEnd)
    hash.add(holder.pension.rawValue, window && isReminded ? 1 : 0)
    hash.add(holder.cpf, holder.cec)
    hash.add(holder.dotation, Int32(holder.hours))
    hash.add(
      UInt64(UInt16(bitPattern: holder.walletYear)) << 48 | UInt64(annex.cpfHours) << 32
        | UInt64(annex.cecCredits) << 16 | UInt64(annex.modules) << 8 | UInt64(annex.marks))
    hash.add(UInt64(annex.informed > 0 ? 1 : 0))
  }

  private mutating func addTopUps(_ place: Int, year: Int16, to hash: inout StateHash) {
    var index = accounts.annexes[place].firstTopUp
    while index >= 0 {
      let topUp = topUps[Int(index)]
      hash.add(topUp.attributed)
      hash.add(topUp.available)
      let inYear = topUp.year == year ? topUp.inYear : 0
      hash.add(
        UInt64(UInt32(bitPattern: topUp.body)) << 16 | UInt64(topUp.inMandate) << 8
          | UInt64(inYear))
      index = topUp.next
    }
  }

  private mutating func addDossier(
    _ slot: Int, _ context: borrowing DayContext, _ labels: SIMD8<UInt8>, to hash: inout StateHash
  ) {
    let dossier = dossiers[slot]
    let place = Int(dossier.official)
    let isReminded = timers.contains(Timer.close.item(slot), on: dossier.deadline + 1)
    var word = UInt64(dossier.state.rawValue) | UInt64(dossier.billing.rawValue) << 8
    word |= UInt64(dossier.control.rawValue) << 12 | UInt64(dossier.path.rawValue) << 14
    word |= UInt64(labels[Int(dossier.session)]) << 16
    word |= (dossier.isAcknowledged ? 1 << 24 : 0) | (dossier.awaitsPapers ? 1 << 25 : 0)
    word |= (dossier.hasSeat ? 1 << 26 : 0) | (dossier.isDebited ? 1 << 27 : 0)
    word |= (dossier.isEvaluated ? 1 << 28 : 0) | (dossier.hasTravel ? 1 << 29 : 0)
    word |= (dossier.requested == context.day ? 1 << 30 : 0) | (isReminded ? 1 << 31 : 0)
    word |= billed.contains(UInt32(slot)) ? 1 << 32 : 0
    hash.add(word | rank(dossier.number, of: place) << 40)
    let isAccepted = dossier.state == .accepted
    let left = isAccepted ? dossier.confirmed + context.statute.withdrawalDays - context.day : 0
    hash.add(dossier.start.rawValue, dossier.end.rawValue)
    hash.add(dossier.deadline.rawValue, Int32(max(-1, left)))
    hash.add(dossier.price)
    hash.add(dossier.due << 32 ^ dossier.deposit)
    hash.add(dossier.paid)
    hash.add(dossier.funding)
    guard dossier.funding.collectivity > 0 else { return }
    for part in topUpParts(of: place, number: dossier.number) {
      hash.add(Int64(topUps[Int(part.topUp)].body) << 40 ^ part.amount)
    }
  }

  private mutating func addPaid(_ place: Int, to hash: inout StateHash) {
    var index = accounts.annexes[place].lastPaid
    while index >= 0 {
      let paid = paidDossiers[Int(index)]
      hash.add(paid.funding)
      hash.add(paid.recovered)
      hash.add(
        UInt64(UInt32(bitPattern: paid.end.rawValue)) << 32 | rank(paid.number, of: place) << 8
          | UInt64(paid.path.rawValue) << 2 | (paid.isCompleted ? 2 : 0)
          | (paid.isCertified ? 1 : 0))
      for part in topUpParts(of: place, number: paid.number) {
        hash.add(Int64(topUps[Int(part.topUp)].body) << 40 ^ part.amount)
      }
      index = paid.previous
    }
  }

  /// How many references to dossiers of an official bear a smaller number: equal numbers have equal
  /// ranks, and a smaller number a smaller rank.
  private mutating func rank(_ number: UInt16, of place: Int) -> UInt64 {
    var rank: UInt64 = 0
    var slot = accounts.holders[place].firstDossier
    while slot >= 0 {
      if dossiers[Int(slot)].number < number { rank += 1 }
      slot = dossiers[Int(slot)].next
    }
    var paid = accounts.annexes[place].lastPaid
    while paid >= 0 {
      if paidDossiers[Int(paid)].number < number { rank += 1 }
      paid = paidDossiers[Int(paid)].previous
    }
    for refund in cardRefunds where refund.official == UInt32(place) && refund.number < number {
      rank += 1
    }
    return rank
  }
}

extension StateHash {
  /// Adds an amount for each of the five sources.
  ///
  /// - Parameter funding: The amounts.
  package mutating func add(_ funding: Funding) {
    add(funding.storedRights, funding.storedCollectivity)
    add(funding.storedCpf, funding.storedCec)
    add(UInt64(UInt32(bitPattern: funding.storedCard)))
  }
}
