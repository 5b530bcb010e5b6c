package import Calendar
internal import Law
internal import Ledger
internal import Platform

/// Rights above the cap on the day on which it was lowered: they are kept, and never grow.
struct Ceiling: Sendable {
  let place: UInt32
  var held: Int64
}

/// How many credits were given the label of an accrual year, counted as they came.
struct Labels: Sendable {
  private var year: Int16 = 0
  private var counts: (now: Int64, before: Int64) = (0, 0)

  /// Begins a civil year; only the last one is remembered beside it.
  mutating func turn(to year: Int16) {
    guard year != self.year else { return }
    counts = (0, year == self.year + 1 ? counts.now : 0)
    self.year = year
  }

  /// Counts labels.
  mutating func add(_ label: Int16, times: Int64 = 1) {
    if label == year { counts.now += times } else if label == year - 1 { counts.before += times }
  }

  /// How many accounts have the label of the year before: on 1 January, when nobody has been given
  /// the next one yet.
  var before: Int64 { counts.before }

  /// How many accounts were given the label of this year.
  var now: Int64 { counts.now }
}

/// DET-2: what the O(1) checks have led to, worked out anew over all accounts and open dossiers.
///
/// A disagreement names the invariant whose check and recomputation differ.
extension Auditor {
  /// Notes who is above a cap that was lowered since the day before.
  mutating func followCaps(_ context: borrowing DayContext) {
    let france = context.statute.cap
    guard let before = caps else {
      caps = (france, Self.pacificCap(context))
      return
    }
    guard france != before.france || context.statuteChanged else { return }
    let pacific = Self.pacificCap(context)
    caps = (france, pacific)
    // A cap that rises leaves fewer above it.
    guard france < before.france || pacific < before.pacific else { return }
    var next: [Ceiling] = []
    var old = ceilings[...]
    for place in accounts.indices {
      let isPacific = facts.pacific.contains(place)
      // Lawful until now was what the cap of before allowed, or an older ceiling.
      var lawful = isPacific ? before.pacific : before.france
      if let first = old.first, Int(first.place) == place {
        lawful = max(lawful, first.held)
        old.removeFirst()
      }
      let held = min(accounts[place].held, lawful)
      if held > (isPacific ? pacific : france) {
        next.append(Ceiling(place: UInt32(place), held: held))
      }
    }
    ceilings = next
    mostAbove = next.count
  }

  /// Recomputes what is recomputed every month beside the balances.
  ///
  /// - Parameters:
  ///   - shard: What the platform keeps.
  ///   - above: How many officials hold more than the cap of France.
  ///   - context: The law and the calendar of the day.
  mutating func recompute(
    _ shard: borrowing Shard, above: Int, _ context: borrowing DayContext
  ) {
    recomputeCap(above, context)
    recomputeDossiers(shard, context)
    recomputeTopUps(shard, context)
  }

  /// CAP-1: nobody holds more than the cap but who held it when the cap was lowered, and no more
  /// than then.
  private mutating func recomputeCap(_ above: Int, _ context: borrowing DayContext) {
    // Where the law lets a refund exceed the cap, rights above it prove nothing.
    guard context.statute.recreditLosesAboveCap else { return }
    let france = context.statute.cap
    let pacific = Self.pacificCap(context)
    var found = above
    for place in facts.pacific {
      let held = accounts[place].held
      found += (held > pacific ? 1 : 0) - (held > france ? 1 : 0)
    }
    // Their number never grows, which costs nothing to see; one by one they are asked once a year,
    // as hundreds of thousands of them would show in the time of a run.
    var isRight = found <= mostAbove
    mostAbove = found
    if context.day.civil.month == 1 {
      let (expected, isHeldDown) = followCeilings(france, pacific)
      isRight = isRight && found == expected && isHeldDown
    }
    if !isRight { nameAbove(context, france: france, pacific: pacific) }
  }

  /// Forgets who fell below the cap since the last time, and lowers the ceilings of the others.
  ///
  /// - Returns: How many are above the cap, and whether nobody holds more than before.
  private mutating func followCeilings(
    _ france: Int64, _ pacific: Int64
  ) -> (above: Int, isHeldDown: Bool) {
    var isHeldDown = true
    // Taken out, so that the accounts can be read meanwhile.
    var list: [Ceiling] = []
    swap(&list, &ceilings)
    let kept = Self.follow(&list, accounts.span, france, facts.pacific, pacific, &isHeldDown)
    list.removeLast(list.count - kept)
    swap(&list, &ceilings)
    return (kept, isHeldDown)
  }

  /// Through spans, some instructions for each of them.
  private static func follow(
    _ ceilings: inout [Ceiling], _ accounts: Span<MirrorAccount>, _ france: Int64,
    _ places: Range<Int>, _ pacific: Int64, _ isHeldDown: inout Bool
  ) -> Int {
    var list = ceilings.mutableSpan
    var kept = 0
    for index in list.indices {
      var ceiling = list[index]
      let place = Int(ceiling.place)
      let held = accounts[place].held
      guard held > (places.contains(place) ? pacific : france) else { continue }
      if held > ceiling.held { isHeldDown = false }
      if held < ceiling.held || kept < index {
        ceiling.held = min(held, ceiling.held)
        list[kept] = ceiling
      }
      kept += 1
    }
    return kept
  }

  private mutating func nameAbove(
    _ context: borrowing DayContext, france: Int64, pacific: Int64
  ) {
    var known = ceilings[...]
    for place in accounts.indices {
      let held = accounts[place].held
      var most = facts.pacific.contains(place) ? pacific : france
      if let first = known.first, Int(first.place) == place {
        most = max(most, first.held)
        known.removeFirst()
      }
      guard held > most else { continue }
      disagree(
        .cap1, UInt32(base + place), context,
        "\(Cents(held)) are held above the cap, and were not when it was lowered")
    }
  }

  /// MON-2, DOS-1: an open dossier is the platform's own in state, price and money, and once
  /// confirmed its sources come to its price.
  private mutating func recomputeDossiers(
    _ shard: borrowing Shard, _ context: borrowing DayContext
  ) {
    var open = 0
    for slot in mirrors.indices {
      let mirror = mirrors[slot]
      guard mirror.number > 0, mirror.state.rawValue <= DossierState.terminated.rawValue else {
        continue
      }
      open += 1
      let dossier = shard.dossiers[slot]
      let official = UInt32(base) + dossier.official
      if dossier.number != mirror.number || dossier.state != mirror.state {
        disagree(
          .dos1, official, context,
          "dossier \(mirror.number) is \(dossier.state.code), its steps led to "
            + "\(mirror.state.code)")
        continue
      }
      guard mirror.state.rawValue >= DossierState.accepted.rawValue else { continue }
      if mirror.taken.total != dossier.price || mirror.taken != dossier.funding {
        disagree(
          .mon2, official, context,
          "dossier \(mirror.number): the postings took \(Cents(mirror.taken.total)) for a price "
            + "of \(Cents(dossier.price))")
      }
    }
    findings.count(.det2, times: open, nonvacuous: open)
  }

  /// MON-6, FUN-3: what each collectivity owes each official, and what each official can use.
  private mutating func recomputeTopUps(
    _ shard: borrowing Shard, _ context: borrowing DayContext
  ) {
    for place in office.payees {
      let official = UInt32(base) + place
      for payer in office.payers[place] ?? []
      where shard.attributed(Int(place), by: Int32(bitPattern: payer.body)) != payer.attributed {
        disagree(
          .fun3, official, context,
          "collectivity \(payer.body) owes another top-up than it attributed and paid")
      }
      let usable = Int64(shard.accounts.holders[Int(place)].dotation)
      let parts = shard.availableTopUps(Int(place))
      if usable != Int64(accounts[Int(place)].dotation) || parts != usable {
        disagree(
          .mon6, official, context,
          "\(Cents(usable)) of top-ups are usable, \(Cents(parts)) by collectivity, "
            + "\(Cents(Int64(accounts[Int(place)].dotation))) by the postings")
      }
    }
    findings.count(.det2, times: office.payees.count, nonvacuous: office.payees.count)
  }

  /// CRD-1: as many accounts have the label of the year that ended as credits gave it, and the
  /// platform has the same labels; on 1 January.
  mutating func recomputeLabels(_ shard: borrowing Shard, _ context: borrowing DayContext) {
    guard context.day.civil.day == 1 else { return }
    let counted = Self.labels(accounts.span, shard.accounts.balances.span, year - 1)
    findings.count(.det2, times: accounts.count, nonvacuous: accounts.count)
    // Whether both counts agree is judged over all shards: who was counted twice is not known.
    labelled = (labels.before, Int64(counted.mine))
    guard counted.differs else { return }
    for place in accounts.indices
    where accounts[place].label != shard.accounts.balances[place].label {
      disagree(
        .crd1, UInt32(base + place), context,
        "the platform's last credit is that of \(shard.accounts.balances[place].label), "
          + "the audit's that of \(accounts[place].label)")
    }
  }

  private static func labels(
    _ mine: Span<MirrorAccount>, _ theirs: Span<Balance>, _ year: Int16
  ) -> (mine: Int, differs: Bool) {
    var count = 0
    var difference: Int16 = 0
    for place in mine.indices {
      count &+= mine[place].label == year ? 1 : 0
      difference |= mine[place].label ^ theirs[place].label
    }
    return (count, difference != 0)
  }

  private mutating func disagree(
    _ invariant: Invariant, _ official: UInt32, _ context: borrowing DayContext,
    _ event: String
  ) {
    findings.violate(
      .det2, day: context.day.rawValue, official: official, "\(invariant.id): \(event)")
  }

  /// OFF-4: adds the sessions to come of the open dossiers that hold a seat.
  ///
  /// - Parameters:
  ///   - seats: The session of each of them.
  ///   - day: The day, at its end.
  package func addSeats(to seats: inout [UInt32], on day: Day) {
    for slot in mirrors.indices where mirrors[slot].start > day {
      let mirror = mirrors[slot]
      guard mirror.number > 0, mirror.isMandate, !mirror.state.isTerminal else { continue }
      seats.append(mirror.session)
    }
  }
}
