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
      !isTransition || context.statute.transitionCredit > 0,
      lateness?.isCreditHeld != true
    else { return }
    var place = Self.firstUncredited(accounts.span, from: 0, year)
    while place < accounts.count {
      let deciding = facts.deciding(place, on: credit.asOf)
      let isLegalDay =
        isTransition || (deciding.isMunicipal ? credit.isMunicipal : credit.isOther)
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
    while place < accounts.count, !accounts[place].lacksCredit(of: year) { place += 1 }
    return place
  }

  /// Judges what can only be seen over all accounts (CAP-3, EXP-2, MAN-1, DET-2).
  ///
  /// - Parameters:
  ///   - shard: The platform's balances, to be compared with the audit's own books.
  ///   - context: The law and the calendar of the day.
  ///   - isLast: Whether the run ends with the day: what should have happened by then has.
  package mutating func scan(
    _ shard: borrowing Shard, _ context: borrowing DayContext, isLast: Bool = false
  ) {
    let count = accounts.count
    let sums = BalanceSums(accounts, shard.accounts.balances, cap: context.statute.cap)
    if sums.differs { nameDifferences(shard, context) }
    findings.count(.det2, times: count, nonvacuous: count)
    recompute(shard, above: sums.above, context)
    var sum: Int64 = 0
    for index in totals.indices { sum += totals[index] }
    let isSame =
      sums.available == totals[Int(Account.rightsAvailable.rawValue)]
      && sums.reserved == totals[Int(Account.rightsReserved.rawValue)] && sum == 0
    findings.count(.cap3, times: count, nonvacuous: count)
    if !isSame {
      findings.violate(
        .cap3, day: context.day.rawValue, official: .max, "the books do not add up to the balances")
    }
    // Who may still hold rights changes with mandates: once a year is enough for everybody, since
    // each expiry is judged on its own day as well. At the end whatever came too late for a January
    // is looked at.
    if isLast || context.day.civil.month == 1 {
      scanPersons(context)
      scanRecognition(shard, context)
    }
    if context.day.civil.month == 1 { recomputeLabels(shard, context) }
    judgeWaiting(context)
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
      if deadlinesDone(by: context.day) >= end {
        findings.violate(
          .exp2, day: context.day.rawValue, official: UInt32(base + place),
          "holds \(Cents(Int64(accounts[place].available))) after the window")
      }
      place = facts.firstHolderOutOfOffice(accounts.span, from: place + 1, on: context.day)
    }
  }
}
