internal import Audit
internal import Calendar
internal import Draws
internal import Law
internal import Ledger
internal import Platform

/// The hash of a state: what makes two states one.
extension World {
  /// The hash of everything that can still have an influence on what happens or on what is judged.
  ///
  /// With symmetry, officials and sessions that differ in nothing but their names may change them.
  mutating func hash(_ labelings: [SIMD8<UInt8>]) -> StateHash {
    let page = page
    return hash(labelings, &page.context)
  }

  private mutating func hash(
    _ labelings: [SIMD8<UInt8>], _ context: inout DayContext
  ) -> StateHash {
    var least: StateHash?
    for labels in labelings {
      var parts = InlineArray<2, StateHash>(repeating: StateHash())
      for place in 0..<scope.officials {
        shard.addState(of: place, context, labels: labels, to: &parts[place])
        auditor.addState(of: place, shard, context, labels: labels, to: &parts[place])
      }
      if scope.hasSymmetry, scope.officials == 2, parts[1] < parts[0] {
        (parts[0], parts[1]) = (parts[1], parts[0])
      }
      var hash = StateHash()
      for place in 0..<scope.officials { hash.add(parts[place]) }
      addShared(labels, &context, to: &hash)
      least = least.map { min($0, hash) } ?? hash
    }
    return least ?? StateHash()
  }

  private mutating func addShared(
    _ labels: SIMD8<UInt8>, _ context: inout DayContext, to hash: inout StateHash
  ) {
    hash.add(day.rawValue, Int32(announcementsLeft))
    var taken: UInt64 = 0
    var known: UInt64 = 0
    for session in 0..<almanac.sessions
    where context.catalogue.sessions[session].start > day {
      let place = UInt64(labels[session]) * 8
      taken |= UInt64(seats[session]) << place
      known |= UInt64(UInt8(truncatingIfNeeded: participants[session])) << place
    }
    hash.add(taken)
    hash.add(known)
    var releases: UInt64 = 0
    for claim in batch.claims where claim.isRelease {
      releases += 1 << (UInt64(labels[Int(claim.session)]) * 8)
    }
    hash.add(releases)
    hash.add(Int64(awaitedLosses - auditor.seatsLost))
    let audited = auditedFund + auditor.totals[Int(Account.fund.rawValue)]
    hash.add(settlement.fund + movement - audited)
    shard.addSharedState(to: &hash)
    auditor.addSharedState(batch, shard, to: &hash)
  }
}
