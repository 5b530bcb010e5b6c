internal import Law

internal import Calendar
internal import Ledger
package import Platform

/// Recomputations over everybody: each credit day, each month, and at the end.
extension Auditor {
  /// CRD-5: who should have been credited today was; when hours become euros, that is everybody in
  /// office, by the transition credit.
  ///
  /// Those credited today were counted with their postings; what is left is whoever has no label of
  /// the year.
  mutating func judgeCompleteness(_ context: borrowing DayContext) {
    let isTransition = context.day.rawValue == context.hours.until.rawValue
    guard context.statute.creditsEuros, context.day >= context.hours.until,
      !isTransition || context.statute.transitionCredit > 0
    else { return }
    var place = Self.firstUncredited(accounts.span, from: 0, year)
    while place < accounts.count {
      let deciding = facts.deciding(place, on: context.day)
      let isLegalDay = isTransition || (deciding.isMunicipal ? isMunicipalDay : isOtherDay)
      if deciding.count > 0, isLegalDay {
        findings.count(.crd5, day: context.day.rawValue, official: UInt32(base + place))
        findings.violate(
          .crd5, day: context.day.rawValue, official: UInt32(base + place),
          "in office and recognised on the legal day, but not credited")
      }
      place = Self.firstUncredited(accounts.span, from: place + 1, year)
    }
  }

  /// The first official from a place on who is recognised and alive and has no label of the year.
  private static func firstUncredited(
    _ accounts: Span<MirrorAccount>, from first: Int, _ year: Int16
  ) -> Int {
    var place = first
    while place < accounts.count, accounts[place].label >= year || !accounts[place].isHolder {
      place += 1
    }
    return place
  }

  /// Judges what can only be seen over all accounts (CAP-3, EXP-2, MAN-1, DET-2).
  ///
  /// - Parameters:
  ///   - shard: The platform's balances, to be compared with the audit's own books.
  ///   - context: The law and the calendar of the day.
  package mutating func scan(
    _ shard: borrowing Shard, _ context: borrowing DayContext
  ) {
    let count = accounts.count
    let (available, reserved, differs, above) = sums(shard, cap: context.statute.cap)
    if differs { nameDifferences(shard, context) }
    findings.count(.det2, times: count, nonvacuous: count)
    recompute(shard, above: above, context)
    var sum: Int64 = 0
    for index in totals.indices { sum += totals[index] }
    let isSame =
      available == totals[Int(Account.rightsAvailable.rawValue)]
      && reserved == totals[Int(Account.rightsReserved.rawValue)] && sum == 0
    findings.count(.cap3, times: count, nonvacuous: count)
    if !isSame {
      findings.violate(
        .cap3, day: context.day.rawValue, official: .max, "the books do not add up to the balances")
    }
    // Who may still hold rights changes with mandates: once a year is enough for everybody, since
    // each expiry is judged on its own day as well.
    if context.day.civil.month == 1 {
      scanPersons(context)
      scanRecognition(shard, context)
      recomputeLabels(shard, context)
    }
    judgeWaiting(context)
  }

  /// The sums of the audit's own balances, whether any differs from the platform's, and how many
  /// are above a cap.
  ///
  /// Some hundred million comparisons in a national run, four at a time. An account is compared as
  /// one word, and the words are added up as well: less the sum of their upper halves, which are
  /// the rights reserved, that is the sum of the rights available, as long as none was ever below
  /// zero.
  private mutating func sums(
    _ shard: borrowing Shard, cap: Int64
  ) -> (available: Int64, reserved: Int64, differs: Bool, above: Int) {
    precondition(accounts.count == shard.accounts.count, "the audit judges another shard")
    var words = SIMD4<UInt64>()
    var upper = SIMD4<UInt64>()
    var difference = SIMD4<UInt64>()
    // One for each account of a lane above the cap: the sign of cap less rights held.
    var above = SIMD4<UInt64>()
    let limit = SIMD4(repeating: UInt64(bitPattern: cap))
    let lower = SIMD4(repeating: UInt64(UInt32.max))
    let whole = accounts.count / 4 * 4
    // The one loop where bounds checks show.
    unsafe accounts.withUnsafeBufferPointer { mine in
      unsafe shard.accounts.balances.withUnsafeBufferPointer { theirs in
        var place = 0
        while place < whole {
          let own = unsafe SIMD4(
            mine[place].word, mine[place &+ 1].word, mine[place &+ 2].word, mine[place &+ 3].word)
          words &+= own
          upper &+= own &>> 32
          above &+= (limit &- ((own & lower) &+ (own &>> 32))) &>> 63
          let other = unsafe SIMD4(
            theirs[place].word, theirs[place &+ 1].word, theirs[place &+ 2].word,
            theirs[place &+ 3].word)
          difference |= own ^ other
          place &+= 4
        }
      }
    }
    for place in whole..<accounts.count {
      words[0] &+= accounts[place].word
      upper[0] &+= accounts[place].word >> 32
      difference[0] |= accounts[place].word ^ shard.accounts.balances[place].word
      above[0] &+= (limit[0] &- UInt64(bitPattern: accounts[place].held)) >> 63
    }
    let differs = difference != SIMD4()
    guard findings[.cap3].leastSlack < 0 else {
      let reserved = upper.wrappedSum()
      let available = words.wrappedSum() &- reserved << 32
      return (
        Int64(bitPattern: available), Int64(bitPattern: reserved), differs,
        Int(truncatingIfNeeded: above.wrappedSum())
      )
    }
    return (
      accounts.reduce(0) { $0 + Int64($1.available) },
      accounts.reduce(0) { $0 + Int64($1.reserved) }, differs,
      accounts.count { $0.held > cap }
    )
  }

  private mutating func nameDifferences(
    _ shard: borrowing Shard, _ context: borrowing DayContext
  ) {
    for place in 0..<accounts.count
    where Int64(accounts[place].available) != shard.accounts.balances[place].available
      || Int64(accounts[place].reserved) != shard.accounts.balances[place].reserved
    {
      findings.violate(
        .det2, day: context.day.rawValue, official: UInt32(base + place),
        "CAP-3: the platform's balance differs from the sum of the postings")
    }
  }

  /// Who may hold rights: nobody outside of the scheme, and nobody after the window.
  private mutating func scanPersons(_ context: borrowing DayContext) {
    for place in facts.outsiders {
      findings.count(.man1, day: context.day.rawValue, official: UInt32(base + place))
      if accounts[place].available + accounts[place].reserved != 0 {
        findings.violate(
          .man1, day: context.day.rawValue, official: UInt32(base + place), "holds rights")
      }
    }
    var place = facts.firstHolderOutOfOffice(accounts.span, from: 0, on: context.day)
    while place < accounts.count {
      let end = windowEnd(after: facts.lastEnd(place, on: context.day), context)
      findings.count(.exp2, day: context.day.rawValue, official: UInt32(base + place))
      if context.day >= end {
        findings.violate(
          .exp2, day: context.day.rawValue, official: UInt32(base + place),
          "holds \(Cents(Int64(accounts[place].available))) after the window")
      }
      place = facts.firstHolderOutOfOffice(accounts.span, from: place + 1, on: context.day)
    }
  }
}

extension Balance {
  /// Both rights as one word, the reserved ones above.
  fileprivate var word: UInt64 {
    UInt64(UInt32(truncatingIfNeeded: available))
      | UInt64(UInt32(truncatingIfNeeded: reserved)) << 32
  }
}
