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
  var accounts: MirrorAccounts
  var mirrors: [Mirror] = []
  var budgets: [Deliberation]
  /// What was found.
  package var findings = Findings()
  /// The sum of each account of the books.
  package private(set) var totals = [Int64](repeating: 0, count: Account.allCases.count)
  /// The day's movement of the fund's cash.
  package private(set) var fundMovement: Int64 = 0

  // The last credit seen: its lost part follows as a posting of its own.
  private var lastCredit: (official: UInt32, reason: UInt8, amount: Int64) = (.max, 0, 0)
  /// What is the same for every posting of the day.
  var isMunicipalDay = false
  var isOtherDay = false

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
    accounts = MirrorAccounts(count: officials.count)
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
    fundMovement = 0
    let year = batch.day.year
    isMunicipalDay = context.creditDays.day(year, isMunicipal: true) == batch.day
    isOtherDay = context.creditDays.day(year, isMunicipal: false) == batch.day
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
    if isMunicipalDay || isOtherDay { judgeCompleteness(batch, context) }
    let date = batch.day.civil
    if date.month == 2, date.day == 29 { findings.witness(.leapDay, Int64(batch.outcomes.count)) }
  }

  /// Judges one posting by itself: balance, book, and the official's rights.
  private mutating func post(
    _ posting: Posting, _ context: borrowing DayContext
  ) {
    findings.invariants[Int(Invariant.mon1.rawValue)].evaluations += 1
    findings.invariants[Int(Invariant.mon1.rawValue)].nonvacuous += 1
    guard posting.amount > 0, posting.from != posting.to,
      let from = Account(rawValue: posting.from), let to = Account(rawValue: posting.to),
      from.book == to.book
    else {
      violate(.mon1, posting, context)
      return
    }
    totals[Int(posting.from)] -= posting.amount
    totals[Int(posting.to)] += posting.amount
    if from == .fund { fundMovement -= posting.amount }
    if to == .fund { fundMovement += posting.amount }
    guard posting.official != Posting.nobody else { return }
    let place = Int(posting.official) - base
    if from == .rightsIssued {
      judgeCredit(posting, to, place, context)
    } else {
      switch to {
      case .rightsAvailable: judgeRecredit(posting, from, place, context)
      case .rightsExpired: judgeExpiry(posting, place, context)
      case .rightsExtinguished: findings.witness(.extinction)
      case .rightsLost where posting.reason == Reason.refund.rawValue: findings.witness(.refundLost)
      default: break
      }
    }
    switch from {
    case .rightsAvailable: accounts.available[place] -= posting.amount
    case .rightsReserved: accounts.reserved[place] -= posting.amount
    case .dotationAvailable: accounts.dotation[place] -= posting.amount
    default: break
    }
    switch to {
    case .rightsAvailable: accounts.available[place] += posting.amount
    case .rightsReserved: accounts.reserved[place] += posting.amount
    case .dotationAvailable: accounts.dotation[place] += posting.amount
    default: break
    }
    if from.book == .rights {
      let least = min(accounts.available[place], accounts.reserved[place])
      evaluate(.cap3, holds: least >= 0, slack: least, posting, context)
    } else if from == .dotationAvailable {
      evaluate(.mon6, holds: accounts.dotation[place] >= 0, slack: accounts.dotation[place], posting, context)
    }
  }

  /// Judges a credit: day, person, amount and cap.
  private mutating func judgeCredit(
    _ posting: Posting, _ to: Account, _ place: Int, _ context: borrowing DayContext
  ) {
    let statute = context.statute
    let held = accounts.available[place] + accounts.reserved[place]
    let reason = Reason(rawValue: posting.reason) ?? .annualCredit
    if to == .rightsAvailable {
      let after = held + posting.amount
      evaluate(.cap1, holds: after <= statute.cap, slack: statute.cap - after, posting, context)
    }
    let isSecondPart = lastCredit.official == posting.official && lastCredit.reason == posting.reason
    if !isSecondPart { judgeWhen(posting, reason, place, context) }
    let full = amount(of: reason, statute)
    let credited = to == .rightsAvailable ? posting.amount : isSecondPart ? lastCredit.amount : 0
    if full > 0 {
      let isRight =
        to == .rightsAvailable
        ? posting.amount == min(full, max(0, statute.cap - held))
        : credited + posting.amount == full && held >= statute.cap
      evaluate(.crd2, holds: isRight, slack: .max, posting, context)
    }
    if to == .rightsLost {
      findings.witness(credited > 0 ? .creditCut : .creditLost)
      if reason == .conversion { findings.witness(.conversionCut) }
      if held > statute.cap { findings.witness(.heldAboveCap) }
    }
    lastCredit = (posting.official, posting.reason, credited)
  }

  /// The full amount of a credit; 0 where it depends on the hours held.
  private func amount(of reason: Reason, _ statute: borrowing Statute) -> Int64 {
    switch reason {
    case .annualCredit, .firstCredit: statute.annualCredit
    case .transitionCredit: statute.transitionCredit
    case .complement: statute.complement
    default: 0
    }
  }

  /// Judges whether this person is credited on this day.
  private mutating func judgeWhen(
    _ posting: Posting, _ reason: Reason, _ place: Int, _ context: borrowing DayContext
  ) {
    let day = context.day
    let deciding = facts.deciding(place, on: day)
    evaluate(.crd4, holds: deciding.count > 0 && !accounts.isDead[place], slack: .max, posting, context)
    if deciding.count > 1 { findings.witness(.doubleMandate) }
    if !deciding.isMunicipal { findings.witness(.otherCalendar) }
    var label = accounts.label[place]
    switch reason {
    case .annualCredit:
      let isLegalDay = deciding.isMunicipal ? isMunicipalDay : isOtherDay
      evaluate(.crd3, holds: isLegalDay, slack: .max, posting, context)
      evaluate(.crd1, holds: label < Int16(day.year), slack: .max, posting, context)
      label = Int16(day.year)
    case .firstCredit:
      findings.witness(.firstCredit)
      // A first credit belongs to the accrual year whose legal day came last.
      let legal = context.creditDays.day(day.year, isMunicipal: deciding.isMunicipal)
      let year = Int16(day >= legal ? day.year : day.year - 1)
      evaluate(.crd3, holds: day != legal, slack: .max, posting, context)
      evaluate(.crd1, holds: label < year, slack: .max, posting, context)
      label = year
    case .transitionCredit, .conversion:
      if reason == .conversion { findings.witness(.conversion) }
      evaluate(.crd3, holds: day == context.hours.until, slack: .max, posting, context)
      label = Int16(day.year)
    default: break
    }
    accounts.label[place] = label
  }

  /// Judges rights that come back: never above the cap unless they were held all along.
  private mutating func judgeRecredit(
    _ posting: Posting, _ from: Account, _ place: Int, _ context: borrowing DayContext
  ) {
    let held = accounts.available[place] + accounts.reserved[place]
    if from == .rightsReserved {
      findings[.cap2].evaluations += 1
    } else {
      let after = held + posting.amount
      let cap = context.statute.recreditLosesAboveCap ? context.statute.cap : .max
      evaluate(.cap2, holds: after <= cap, slack: cap == .max ? .max : cap - after, posting, context)
    }
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
