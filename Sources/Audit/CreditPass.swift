internal import Calendar
internal import Law
internal import Ledger
internal import Platform

/// The yearly credits that follow each other in one job: half of all postings.
///
/// Each goes through the same checks as in ``Auditor/judgeCredit(_:_:_:)``, with what is the same
/// for all of them read once. The pass ends before the first posting that fails any of them or is
/// anything but a whole credit, or a whole loss, of somebody in France: whatever is to be said of
/// that one is said by the long way.
struct CreditPass {
  let base: Int
  let day: Day
  let year: Int16
  let isMunicipalDay: Bool
  let isOtherDay: Bool
  let cap: Int64
  let full: Int64
  let codes: Codes
  var count: PostingCounts
  /// How many were credited, and how many lost the whole credit.
  var paid: Int64 = 0
  var lost: Int64 = 0

  /// Counts the credits from a place on that are plainly right, and takes them over.
  ///
  /// - Returns: The place of the first posting that is left.
  mutating func run(
    _ postings: Span<Posting>, _ places: Range<Int>, _ mirrors: inout [MirrorAccount],
    _ facts: borrowing Facts
  ) -> Int {
    var accounts = mirrors.mutableSpan
    var next = places.lowerBound
    while next < places.upperBound {
      let posting = postings[next]
      let place = Int(posting.official) - base
      guard posting.from == codes.rightsIssued, posting.reason == codes.annualCredit,
        posting.amount == full, posting.number == 0, place >= 0, place < accounts.count,
        !facts.pacific.contains(place)
      else { break }
      let deciding = facts.deciding(place, on: day)
      guard deciding.count > 0, deciding.isMunicipal ? isMunicipalDay : isOtherDay,
        take(posting, &accounts[place])
      else { break }
      if deciding.count > 1 { count.double += 1 }
      if !deciding.isMunicipal { count.other += 1 }
      next += 1
    }
    return next
  }

  /// Takes one posting over into the account, or says that it is not plainly right.
  @inline(__always)
  private mutating func take(_ posting: Posting, _ mirror: inout MirrorAccount) -> Bool {
    var account = mirror
    guard !account.isDead, account.label < year, account.available >= 0, account.reserved >= 0
    else { return false }
    let held = Int64(account.available) + Int64(account.reserved)
    if posting.to == codes.rightsAvailable {
      let slack = cap - held - full
      guard slack >= 0 else { return false }
      count.leastCap.take(slack, posting.official)
      account.available += Int32(full)
      paid += 1
    } else {
      guard posting.to == codes.rightsLost, held >= cap else { return false }
      if held > cap { count.above += 1 }
      lost += 1
    }
    count.leastRights.take(min(account.available, account.reserved), posting.official)
    account.label = year
    mirror = account
    return true
  }
}

extension Auditor {
  /// Judges the yearly credits from a place on that are plainly right.
  ///
  /// - Returns: The place of the first posting that is left.
  mutating func passCredits(
    _ places: Range<Int>, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) -> Int {
    let full = context.statute.annualCredit
    guard full > 0, lastCredit.missing == 0, pendingLoss.official == .max else {
      return places.lowerBound
    }
    var pass = CreditPass(
      base: base, day: context.day, year: year, isMunicipalDay: isMunicipalDay,
      isOtherDay: isOtherDay, cap: context.statute.cap, full: full, codes: codes, count: count)
    let next = pass.run(batch.postings.span, places, &accounts, facts)
    let judged = pass.paid + pass.lost
    count = pass.count
    count.credits += pass.paid
    count.lost += pass.lost
    count.addCredits(judged)
    labels.add(year, times: judged)
    totals[Int(codes.rightsIssued)] -= judged * full
    totals[Int(codes.rightsAvailable)] += pass.paid * full
    totals[Int(codes.rightsLost)] += pass.lost * full
    return next
  }
}
