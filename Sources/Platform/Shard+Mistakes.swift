internal import Calendar
internal import Law
internal import Ledger

/// What the known-bad variants do where it takes more than a condition.
///
/// They are kept out of the functions that call them, so that the platform as it should be pays for
/// a comparison and no more; loops over accounts do not even ask.
extension Shard {
  /// ``Mutant/capOfLastYear``: remembers the caps of this year and the last one.
  @inline(never)
  mutating func noteCap(_ context: borrowing DayContext) {
    let statute = context.statute
    caps.note(context.day.year, (statute.terms.cap, statute.pacificTerms.cap))
  }

  /// The terms of the yearly credit with the caps of the year before: France, then the Pacific.
  @inline(never)
  mutating func lastYearsTerms(
    _ context: borrowing DayContext
  ) -> (others: RightsTerms, pacific: RightsTerms) {
    let statute = context.statute
    return (
      RightsTerms(annualCredit: statute.terms.annualCredit, cap: caps.last.others),
      RightsTerms(annualCredit: statute.pacificTerms.annualCredit, cap: caps.last.pacific)
    )
  }

  /// The yearly credits that nobody should have, once those that are due have run.
  mutating func creditWrongly(
    _ due: CreditDue, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    let year = Int(due.label)
    switch mutant {
    case .creditTwice: _ = credit(due, isAgain: true, &batch)
    case .creditForEachMandate: creditFurtherMandates(year, due.isMunicipal, context, &batch)
    case .creditAfterMandate where !due.isMunicipal: creditFormerOfficials(year, context, &batch)
    default: break
    }
  }

  /// Credits whoever was credited today once more for each further mandate in force.
  @inline(never)
  private mutating func creditFurtherMandates(
    _ year: Int, _ isMunicipal: Bool, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    let mask = Accounts.creditable | Accounts.Flag.municipal
    let wanted = Accounts.creditable | (isMunicipal ? Accounts.Flag.municipal : 0)
    for place in 0..<accounts.count
    where accounts.balances[place].flags & mask == wanted
      && accounts.balances[place].label == Int16(year)
    {
      let own = terms(of: place, context.statute)
      for _ in 0..<max(0, mandatesInForce(place) - 1) {
        credit(place, own.annualCredit, cap: own.cap, .annualCredit, &batch)
      }
    }
  }

  private mutating func mandatesInForce(_ place: Int) -> Int {
    var count = 0
    var index = accounts.holders[place].firstMandate
    while index >= 0 {
      if mandates[Int(index)].isInForce { count += 1 }
      index = mandates[Int(index)].next
    }
    return count
  }

  /// Credits whoever has no mandate any more and still holds rights.
  @inline(never)
  private mutating func creditFormerOfficials(
    _ year: Int, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    let mask = Accounts.creditable | Accounts.Flag.dead
    for place in 0..<accounts.count
    where accounts.balances[place].flags & mask == Accounts.Flag.recognised
      && accounts.holders[place].windowEnd > context.day
      && accounts.balances[place].label < Int16(year)
    {
      accounts.balances[place].label = Int16(year)
      let own = terms(of: place, context.statute)
      credit(place, own.annualCredit, cap: own.cap, .annualCredit, &batch)
    }
  }

  /// ``Mutant/conversionAcrossBooks`` and ``Mutant/transitionForgotten``: hours leave their book
  /// and arrive as euros in another, or nothing is credited beside them.
  @inline(never)
  mutating func convertWrongly(_ context: borrowing DayContext, _ batch: inout Batch) {
    for place in 0..<accounts.count
    where accounts.balances[place].flags & Accounts.creditable == Accounts.creditable {
      let hours = Int64(accounts.holders[place].hours)
      let value = hours * context.statute.conversionRate
      let cap = terms(of: place, context.statute).cap
      accounts.holders[place].hours = 0
      accounts.balances[place].label = Int16(context.day.year)
      if mutant == .conversionAcrossBooks {
        accounts.balances[place].addAvailable(value)
        move(value, from: .hoursHeld, to: .rightsAvailable, .conversion, place, &batch)
        credit(place, context.statute.transitionCredit, cap: cap, .transitionCredit, &batch)
      } else {
        move(hours, from: .hoursHeld, to: .hoursConverted, .conversion, place, &batch)
        if value > 0 { credit(place, value, cap: cap, .conversion, &batch) }
      }
    }
  }

  /// ``Mutant/postingLost``: every sixteenth official's postings are not kept.
  ///
  /// Told by the number in the roster, so that it does not depend on the shards.
  @inline(never)
  mutating func losePostings(of place: Int, from first: Int, _ batch: inout Batch) {
    guard (base + UInt32(place)) % 16 == 0 else { return }
    batch.postings.removeSubrange(first...)
  }

  /// ``Mutant/paidQuarterly``: whether no provider is paid today though it is the day for it.
  mutating func skipsBatch(_ context: borrowing DayContext) -> Bool {
    mutant == .paidQuarterly && context.day.civil.month % 3 != 1
  }

  /// ``Mutant/paidBeforeServiceDone`` and ``Mutant/paidInControl``: a dossier is billed by itself.
  @inline(never)
  mutating func billAtOnce(_ slot: Int, _ context: borrowing DayContext) {
    guard dossiers[slot].due > 0 else { return }
    dossiers[slot].billing = .billed
    dossiers[slot].invoiced = context.day
    billed.append(UInt32(slot))
  }

  /// The last day of a delay of working days.
  @inline(__always)
  mutating func workingDay(_ count: Int, after day: Day, _ context: borrowing DayContext) -> Day {
    let last = context.working.day(count, after: day)
    return mutant.bendsDelays ? bent(last, count, after: day, context) : last
  }

  /// The last day of the same delay as a mutant counts it.
  @inline(never)
  private mutating func bent(
    _ last: Day, _ count: Int, after day: Day, _ context: borrowing DayContext
  ) -> Day {
    guard mutant == .easterMondayWorks else { return day + count }
    let easterMonday = Holidays.easter(last.year) + 1
    guard count > 0, day < easterMonday, easterMonday <= last else { return last }
    return max(easterMonday, context.working.day(count - 1, after: day))
  }
}

extension Mutant {
  /// Whether delays in working days are counted otherwise.
  fileprivate var bendsDelays: Bool {
    self == .calendarDaysForWorkingDays || self == .easterMondayWorks
  }
}

/// The caps of this year and the last one, for ``Mutant/capOfLastYear``.
struct CapMemory: Sendable {
  /// The cap in France and in the Pacific, in cents.
  typealias Caps = (others: Int64, pacific: Int64)

  private var year = Int.min
  private var this: Caps = (.max, .max)
  private(set) var last: Caps = (.max, .max)

  mutating func note(_ year: Int, _ caps: Caps) {
    if year != self.year {
      last = self.year == .min ? caps : this
      self.year = year
    }
    this = caps
  }
}

extension Day {
  /// Whether the day is a 29 February.
  var isLeapDay: Bool {
    let date = civil
    return date.month == 2 && date.day == 29
  }
}
