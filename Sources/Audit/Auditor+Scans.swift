internal import Law

internal import Calendar
internal import Ledger
package import Platform

/// Recomputations over everybody: each credit day, each month, and at the end.
extension Auditor {
  /// CRD-5: who should have been credited today was.
  ///
  /// Those credited today were counted with their postings; what is left is whoever has no label of
  /// the year.
  mutating func judgeCompleteness(_ context: borrowing DayContext) {
    guard context.statute.creditsEuros, context.day > context.hours.until else { return }
    for place in 0..<accounts.count where accounts[place].label < year {
      guard accounts[place].isRecognised, !accounts[place].isDead else { continue }
      let deciding = facts.deciding(place, on: context.day)
      guard deciding.count > 0, deciding.isMunicipal ? isMunicipalDay : isOtherDay else { continue }
      findings[.crd5].evaluations += 1
      findings[.crd5].nonvacuous += 1
      findings.violate(
        .crd5, day: context.day.rawValue, official: UInt32(base + place),
        "in office and recognised on the legal day, but not credited")
    }
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
    let (available, reserved, differs) = sums(shard)
    if differs { nameDifferences(shard, context) }
    findings[.det2].evaluations += Int64(count)
    findings[.det2].nonvacuous += Int64(count)
    let isSame =
      available == totals[Int(Account.rightsAvailable.rawValue)]
      && reserved == totals[Int(Account.rightsReserved.rawValue)] && totals.reduce(0, +) == 0
    findings[.cap3].evaluations += Int64(count)
    findings[.cap3].nonvacuous += Int64(count)
    if !isSame {
      findings.violate(
        .cap3, day: context.day.rawValue, official: .max, "the books do not add up to the balances")
    }
    // Who may still hold rights changes with mandates: once a year is enough for everybody, since
    // each expiry is judged on its own day as well.
    if context.day.civil.month == 1 { scanPersons(context) }
    if context.day.civil.month == 1 { scanRecognition(shard, context) }
    judgeWaiting(context)
  }

  /// The sums of the audit's own balances, and whether any differs from the platform's.
  private mutating func sums(
    _ shard: borrowing Shard
  ) -> (available: Int64, reserved: Int64, differs: Bool) {
    var available: Int64 = 0
    var reserved: Int64 = 0
    var difference: Int64 = 0
    precondition(accounts.count == shard.accounts.count, "the audit judges another shard")
    // Some hundred million comparisons in a national run: the one loop where bounds checks show.
    unsafe accounts.withUnsafeBufferPointer { mine in
      unsafe shard.accounts.balances.withUnsafeBufferPointer { theirs in
        for place in 0..<mine.count {
          let account = unsafe mine[place]
          let balance = unsafe theirs[place]
          available &+= Int64(account.available)
          reserved &+= Int64(account.reserved)
          difference |= Int64(account.available) ^ balance.available
          difference |= Int64(account.reserved) ^ balance.reserved
        }
      }
    }
    return (available, reserved, difference != 0)
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
        "the platform's balance differs from the sum of the postings")
    }
  }

  private mutating func scanPersons(_ context: borrowing DayContext) {
    let months = context.statute.reintegrationMonths
    for place in 0..<accounts.count {
      let person = base + place
      if facts.isOutside[place] {
        findings[.man1].evaluations += 1
        findings[.man1].nonvacuous += 1
        if accounts[place].available + accounts[place].reserved != 0 {
          findings.violate(
            .man1, day: context.day.rawValue, official: UInt32(person), "holds rights")
        }
      } else if accounts[place].available > 0, !facts.isInOffice(place, on: context.day) {
        let end = facts.lastEnd(place, on: context.day).adding(months: months)
        findings[.exp2].evaluations += 1
        findings[.exp2].nonvacuous += 1
        if context.day >= end {
          findings.violate(
            .exp2, day: context.day.rawValue, official: UInt32(person),
            "holds \(Cents(Int64(accounts[place].available))) after the window")
        }
      }
    }
  }
}
