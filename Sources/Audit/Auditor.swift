internal import Calendar
internal import Law
internal import Ledger
package import Platform
package import Population

/// The judge of one shard: it sees commands, outcomes and postings, and knows the law and who held
/// which mandate when. It keeps its own books.
///
/// The same batch that the platform wrote is read while it is still in cache.
package struct Auditor: ~Copyable, Sendable {
  let base: Int
  let facts: Facts
  var accounts: [MirrorAccount]
  var mirrors: [Mirror] = []
  var budgets: [Deliberation]
  /// What was found.
  package var findings = Findings()
  /// The sum of each account of the books.
  package private(set) var totals = [Int64](repeating: 0, count: Account.allCases.count)

  // The last credit seen: its lost part follows as a posting of its own.
  private var lastCredit: (official: UInt32, reason: UInt8, amount: Int64) = (.max, 0, 0)
  /// What is the same for every posting of the day.
  var year: Int16 = 0
  var isMunicipalDay = false
  var isOtherDay = false
  /// What was counted of the day's postings, added to the findings at its end.
  var count = PostingCounts()

  /// Creates a judge.
  ///
  /// - Parameters:
  ///   - officials: The numbers in the roster of the shard's officials.
  ///   - roster: Who holds which mandate.
  ///   - deliberations: The collectivities' deliberations, by body.
  package init(
    officials: Range<Int>, roster: borrowing Roster, deliberations: [Deliberation]
  ) {
    base = officials.lowerBound
    facts = Facts(roster, officials: officials)
    accounts = .init(repeating: MirrorAccount(), count: officials.count)
    budgets = deliberations
  }

  /// Judges a day of the shard.
  ///
  /// - Parameters:
  ///   - batch: What the platform did.
  ///   - context: The law and the calendar of the day.
  package mutating func judge(
    _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    let date = batch.day.civil
    year = Int16(date.year)
    isMunicipalDay = context.creditDays.day(date.year, isMunicipal: true) == batch.day
    isOtherDay = context.creditDays.day(date.year, isMunicipal: false) == batch.day
    lastCredit = (.max, 0, 0)
    var place = 0
    for index in batch.outcomes.indices {
      let outcome = batch.outcomes[index]
      while place < Int(outcome.firstPosting) {
        post(batch.postings[place], context)
        place += 1
      }
      judge(outcome, index, batch, context)
      while place < Int(outcome.endPosting) {
        let posting = batch.postings[place]
        post(posting, context)
        if posting.number > 0, outcome.slot != .max { postDossier(posting, outcome, context) }
        place += 1
      }
      finish(outcome, batch, context)
    }
    while place < batch.postings.count {
      post(batch.postings[place], context)
      place += 1
    }
    if isMunicipalDay || isOtherDay { judgeCompleteness(context) }
    if count.postings > 0 {
      findings.add(count)
      count = PostingCounts()
    }
    if date.month == 2, date.day == 29 { findings.witness(.leapDay, Int64(batch.outcomes.count)) }
  }

  /// Judges one posting by itself: balance, book, and the official's rights.
  private mutating func post(_ posting: Posting, _ context: borrowing DayContext) {
    count.postings += 1
    let from = posting.from
    let to = posting.to
    guard posting.amount > 0, from != to, Books.areSame(from, to) else {
      violate(.mon1, posting, context)
      return
    }
    totals[Int(from)] -= posting.amount
    totals[Int(to)] += posting.amount
    guard posting.official != Posting.nobody else { return }
    let place = Int(posting.official) - base
    if from == Books.rightsIssued {
      judgeCredit(posting, place, context)
    } else if to == Books.rightsAvailable {
      judgeRecredit(posting, place, context)
    } else if to == Books.rightsExpired {
      judgeExpiry(posting, place, context)
    } else if to == Books.rightsExtinguished {
      findings.witness(.extinction)
    } else if to == Books.rightsLost, posting.reason == Reason.refund.rawValue {
      findings.witness(.refundLost)
    }
    let amount = Int32(posting.amount)
    switch from {
    case Books.rightsAvailable: accounts[place].available -= amount
    case Books.rightsReserved: accounts[place].reserved -= amount
    case Books.dotationAvailable:
      accounts[place].dotation -= amount
      let left = Int64(accounts[place].dotation)
      evaluate(.mon6, holds: left >= 0, slack: left, posting, context)
    default: break
    }
    switch to {
    case Books.rightsAvailable: accounts[place].available += amount
    case Books.rightsReserved: accounts[place].reserved += amount
    case Books.dotationAvailable: accounts[place].dotation += amount
    default: break
    }
    guard Books.isRights(from) else { return }
    let least = Int64(min(accounts[place].available, accounts[place].reserved))
    count.rights += 1
    count.leastRights = min(count.leastRights, least)
    if least < 0 { violate(.cap3, posting, context) }
  }

  /// Judges a credit: day, person, amount and cap.
  private mutating func judgeCredit(
    _ posting: Posting, _ place: Int, _ context: borrowing DayContext
  ) {
    let cap = context.statute.cap
    let held = Int64(accounts[place].available) + Int64(accounts[place].reserved)
    let isCredit = posting.to == Books.rightsAvailable
    if isCredit {
      let slack = cap - held - posting.amount
      count.credits += 1
      count.leastCap = min(count.leastCap, slack)
      if slack < 0 { violate(.cap1, posting, context) }
    }
    let isSecondPart = lastCredit.official == posting.official && lastCredit.reason == posting.reason
    if !isSecondPart { judgeWhen(posting, place, context) }
    let full = amount(ofReason: posting.reason, context)
    let credited = isCredit ? posting.amount : isSecondPart ? lastCredit.amount : 0
    if full > 0 {
      count.amounts += 1
      let isRight =
        isCredit
        ? posting.amount == min(full, max(0, cap - held))
        : credited + posting.amount == full && held >= cap
      if !isRight { violate(.crd2, posting, context) }
    }
    if posting.to == Books.rightsLost {
      if credited > 0 { count.cut += 1 } else { count.lost += 1 }
      if held > cap { count.above += 1 }
      if posting.reason == Reason.conversion.rawValue { findings.witness(.conversionCut) }
    }
    lastCredit = (posting.official, posting.reason, credited)
  }

  /// The full amount of a credit; 0 where it depends on the hours held.
  private func amount(ofReason reason: UInt8, _ context: borrowing DayContext) -> Int64 {
    switch reason {
    case Reason.annualCredit.rawValue, Reason.firstCredit.rawValue: context.statute.annualCredit
    case Reason.transitionCredit.rawValue: context.statute.transitionCredit
    case Reason.complement.rawValue: context.statute.complement
    default: 0
    }
  }

  /// Judges whether this person is credited on this day.
  private mutating func judgeWhen(
    _ posting: Posting, _ place: Int, _ context: borrowing DayContext
  ) {
    let day = context.day
    let deciding = facts.deciding(place, on: day)
    count.persons += 1
    if deciding.count == 0 || accounts[place].isDead { violate(.crd4, posting, context) }
    if deciding.count > 1 { count.double += 1 }
    if !deciding.isMunicipal { count.other += 1 }
    let label = accounts[place].label
    switch posting.reason {
    case Reason.annualCredit.rawValue:
      count.annual += 1
      count.labels += 1
      if !(deciding.isMunicipal ? isMunicipalDay : isOtherDay) { violate(.crd3, posting, context) }
      if label >= year { violate(.crd1, posting, context) }
      accounts[place].label = year
    case Reason.firstCredit.rawValue:
      findings.witness(.firstCredit)
      // A first credit belongs to the accrual year whose legal day came last.
      let legal = context.creditDays.day(Int(year), isMunicipal: deciding.isMunicipal)
      let accrual = day >= legal ? year : year - 1
      count.labels += 1
      if day == legal { violate(.crd3, posting, context) }
      if label >= accrual { violate(.crd1, posting, context) }
      accounts[place].label = accrual
    case Reason.transitionCredit.rawValue, Reason.conversion.rawValue:
      if posting.reason == Reason.conversion.rawValue { findings.witness(.conversion) }
      count.labels += 1
      if day != context.hours.until { violate(.crd3, posting, context) }
      accounts[place].label = year
    default: break
    }
  }

  /// Judges rights that come back: never above the cap unless they were held all along.
  private mutating func judgeRecredit(
    _ posting: Posting, _ place: Int, _ context: borrowing DayContext
  ) {
    guard posting.from != Books.rightsReserved else {
      findings[.cap2].evaluations += 1
      return
    }
    let after = Int64(accounts[place].available) + Int64(accounts[place].reserved) + posting.amount
    let cap = context.statute.recreditLosesAboveCap ? context.statute.cap : .max
    evaluate(.cap2, holds: after <= cap, slack: cap == .max ? .max : cap - after, posting, context)
  }

  /// Judges an expiry: only after the window of somebody without a mandate.
  private mutating func judgeExpiry(
    _ posting: Posting, _ place: Int, _ context: borrowing DayContext
  ) {
    findings.witness(.expiry)
    let end = facts.lastEnd(place, on: context.day)
    let window = end.adding(months: context.statute.reintegrationMonths)
    evaluate(.exp2, holds: context.day >= window, slack: .max, posting, context)
  }

  /// Counts an evaluation about a posting.
  mutating func evaluate(
    _ invariant: Invariant, holds: Bool, slack: Int64, _ posting: Posting,
    _ context: borrowing DayContext
  ) {
    let index = Int(invariant.rawValue)
    findings.invariants[index].evaluations += 1
    findings.invariants[index].nonvacuous += 1
    if slack < findings.invariants[index].leastSlack { findings.invariants[index].leastSlack = slack }
    if !holds { violate(invariant, posting, context) }
  }

  private mutating func violate(
    _ invariant: Invariant, _ posting: Posting, _ context: borrowing DayContext
  ) {
    let from = Account(rawValue: posting.from)?.name ?? "?"
    let to = Account(rawValue: posting.to)?.name ?? "?"
    let reason = Reason(rawValue: posting.reason)?.name ?? "?"
    findings.violate(
      invariant, day: context.day.rawValue, official: posting.official,
      "posting \(reason): \(Cents(posting.amount)) from \(from) to \(to)"
        + (posting.number > 0 ? ", dossier \(posting.number)" : ""))
  }
}
