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
  /// For each official: the body whose top-up came in last, or -1.
  var payers: [Int32]
  /// What was found.
  package var findings = Findings()
  /// The sum of each account of the books.
  package private(set) var totals = [Int64](repeating: 0, count: Account.allCases.count)
  /// The day's movement of the fund's cash.
  package private(set) var fundMovement: Int64 = 0

  /// How many dossiers lost their seat today to somebody who asked the same day.
  package var seatsLost = 0

  /// The last credit seen, with what must follow as lost in a posting of its own.
  private var lastCredit = LastCredit()
  /// The last hours converted: what the conversion credit is worth.
  private var converted: (official: UInt32, hours: Int64) = (.max, 0)
  /// The verb of the outcome whose postings are judged, `nil` for the jobs over many accounts.
  private var verb: Verb?
  /// The day of the last complement, for which the accounts are marked.
  private var complementDay = Day.distantPast
  /// A sum of hashes over the seats that outcomes take and give back; the claims must undo it.
  var seatPrint: UInt64 = 0
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
    accounts = .init(repeating: MirrorAccount(), count: officials.count)
    budgets = deliberations
    payers = .init(repeating: -1, count: officials.count)
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
    seatsLost = 0
    seatPrint = 0
    let year = batch.day.year
    isMunicipalDay = context.creditDays.day(year, isMunicipal: true) == batch.day
    isOtherDay = context.creditDays.day(year, isMunicipal: false) == batch.day
    lastCredit = LastCredit()
    var place = 0
    for index in batch.outcomes.indices {
      let outcome = batch.outcomes[index]
      verb = nil
      while place < Int(outcome.firstPosting) {
        postStray(batch.postings[place], context)
        place += 1
      }
      verb = outcome.verb
      judge(outcome, index, batch, context)
      while place < Int(outcome.endPosting) {
        let posting = batch.postings[place]
        post(posting, context)
        if posting.number > 0 { postDossier(posting, outcome, context) }
        place += 1
      }
      finish(outcome, index, batch, context)
    }
    verb = nil
    while place < batch.postings.count {
      postStray(batch.postings[place], context)
      place += 1
    }
    settleCredit(context)
    judgeClaims(batch, context)
    if isMunicipalDay || isOtherDay { judgeCompleteness(batch, context) }
    let date = batch.day.civil
    if date.month == 2, date.day == 29 { findings.witness(.leapDay, Int64(batch.outcomes.count)) }
  }

  /// Judges a posting of a job over many accounts: it belongs to no dossier.
  private mutating func postStray(_ posting: Posting, _ context: borrowing DayContext) {
    post(posting, context)
    if posting.number > 0 { judgeStray(posting, context) }
  }

  /// A posting of a dossier outside of an outcome of that dossier is money that no step explains.
  mutating func judgeStray(_ posting: Posting, _ context: borrowing DayContext) {
    evaluate(
      posting.to == Account.providers.rawValue ? .mon3 : .mon4, holds: false, slack: .max, posting,
      context)
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
    if !Movements.isKnown(posting) { violate(.mon1, posting, context) }
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
      case .rightsLost: judgeCut(posting, place, context)
      case .hoursConverted: converted = (posting.official, posting.amount)
      default: break
      }
    }
    switch from {
    case .rightsAvailable: accounts[place].available -= Int32(posting.amount)
    case .rightsReserved: accounts[place].reserved -= Int32(posting.amount)
    case .dotationAvailable: accounts[place].dotation -= Int32(posting.amount)
    default: break
    }
    switch to {
    case .rightsAvailable: accounts[place].available += Int32(posting.amount)
    case .rightsReserved: accounts[place].reserved += Int32(posting.amount)
    case .dotationAvailable: accounts[place].dotation += Int32(posting.amount)
    default: break
    }
    if from.book == .rights {
      let least = Int64(min(accounts[place].available, accounts[place].reserved))
      evaluate(.cap3, holds: least >= 0, slack: least, posting, context)
    } else if from == .dotationAvailable {
      evaluate(
        .mon6, holds: accounts[place].dotation >= 0, slack: Int64(accounts[place].dotation),
        posting, context)
    }
  }

  /// Judges a credit: day, person, amount and cap.
  private mutating func judgeCredit(
    _ posting: Posting, _ to: Account, _ place: Int, _ context: borrowing DayContext
  ) {
    let statute = context.statute
    let held = Int64(accounts[place].available) + Int64(accounts[place].reserved)
    let reason = Reason(rawValue: posting.reason) ?? .annualCredit
    if to == .rightsAvailable {
      let after = held + posting.amount
      evaluate(.cap1, holds: after <= statute.cap, slack: statute.cap - after, posting, context)
    }
    let isRest =
      to == .rightsLost && lastCredit.missing > 0 && lastCredit.official == posting.official
      && lastCredit.reason == posting.reason
    if !isRest {
      settleCredit(context)
      judgeWhen(posting, reason, place, context)
    }
    let full = amount(of: reason, posting, statute)
    let room = max(0, statute.cap - held)
    let isRight: Bool =
      if to == .rightsAvailable {
        posting.amount == min(full, room)
      } else {
        room == 0 && posting.amount == (isRest ? lastCredit.missing : full)
      }
    evaluate(.crd2, holds: isRight, slack: .max, posting, context)
    if to == .rightsLost {
      findings.witness(isRest ? .creditCut : .creditLost)
      if reason == .conversion { findings.witness(.conversionCut) }
      if held > statute.cap { findings.witness(.heldAboveCap) }
    }
    lastCredit = LastCredit(
      official: posting.official, reason: posting.reason,
      missing: to == .rightsAvailable ? max(0, full - posting.amount) : 0)
  }

  /// CRD-2: what a credit left out must have followed as lost.
  private mutating func settleCredit(_ context: borrowing DayContext) {
    guard lastCredit.missing > 0 else { return }
    findings.violate(
      .crd2, day: context.day.rawValue, official: lastCredit.official,
      "\(Cents(lastCredit.missing)) of a credit were neither credited nor recorded as lost")
    lastCredit.missing = 0
  }

  /// The full amount of a credit; 0 for what is none.
  private func amount(
    of reason: Reason, _ posting: Posting, _ statute: borrowing Statute
  ) -> Int64 {
    switch reason {
    case .annualCredit, .firstCredit: statute.annualCredit
    case .transitionCredit: statute.transitionCredit
    case .complement: statute.complement
    case .conversion:
      converted.official == posting.official ? converted.hours * statute.conversionRate : 0
    default: 0
    }
  }

  /// Whether the last credit judged today was this official's first one.
  func isFirstCredit(of place: Int) -> Bool {
    lastCredit.official == UInt32(base + place)
      && lastCredit.reason == Reason.firstCredit.rawValue
  }

  /// Judges whether this person is credited on this day.
  private mutating func judgeWhen(
    _ posting: Posting, _ reason: Reason, _ place: Int, _ context: borrowing DayContext
  ) {
    let day = context.day
    let deciding = facts.deciding(place, on: day)
    evaluate(
      .crd4, holds: deciding.count > 0 && !accounts[place].isDead, slack: .max, posting, context)
    if deciding.count > 1 { findings.witness(.doubleMandate) }
    if !deciding.isMunicipal { findings.witness(.otherCalendar) }
    var label = accounts[place].label
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
      let isAnnounced = verb == .recognise || verb == .mandateBegins
      evaluate(.crd3, holds: day != legal && isAnnounced, slack: .max, posting, context)
      evaluate(.crd1, holds: label < year, slack: .max, posting, context)
      label = year
    case .conversion:
      findings.witness(.conversion)
      evaluate(.crd3, holds: day == context.hours.until, slack: .max, posting, context)
    case .transitionCredit:
      evaluate(.crd3, holds: day == context.hours.until, slack: .max, posting, context)
      evaluate(.crd1, holds: label < Int16(day.year), slack: .max, posting, context)
      label = Int16(day.year)
    case .complement: judgeComplement(posting, place, context)
    default: break
    }
    accounts[place].label = label
  }

  /// The complement of a reform: on its day, once, to those who had that year's credit.
  private mutating func judgeComplement(
    _ posting: Posting, _ place: Int, _ context: borrowing DayContext
  ) {
    let day = context.day
    if day != complementDay {
      complementDay = day
      for place in accounts.indices { accounts[place].isComplemented = false }
    }
    evaluate(
      .crd3, holds: day == context.statute.complementFrom, slack: .max, posting, context)
    let isDue = accounts[place].label == Int16(day.year) && !accounts[place].isComplemented
    evaluate(.crd1, holds: isDue, slack: .max, posting, context)
    accounts[place].isComplemented = true
  }

  /// Judges rights cut because the cap was lowered: only where the law does so, only down to it.
  private mutating func judgeCut(
    _ posting: Posting, _ place: Int, _ context: borrowing DayContext
  ) {
    let held = Int64(accounts[place].available) + Int64(accounts[place].reserved)
    let isCut = !context.statute.keepsAboveCap && held - posting.amount >= context.statute.cap
    evaluate(.cap2, holds: isCut, slack: .max, posting, context)
  }

  /// Judges rights that come back: never above the cap unless they were held all along.
  private mutating func judgeRecredit(
    _ posting: Posting, _ from: Account, _ place: Int, _ context: borrowing DayContext
  ) {
    let held = Int64(accounts[place].available) + Int64(accounts[place].reserved)
    if from == .rightsReserved {
      findings[.cap2].evaluations += 1
    } else {
      let after = held + posting.amount
      let cap = context.statute.recreditLosesAboveCap ? context.statute.cap : .max
      evaluate(
        .cap2, holds: after <= cap, slack: cap == .max ? .max : cap - after, posting, context)
    }
  }

  /// Judges an expiry: only after the window of somebody without a mandate.
  private mutating func judgeExpiry(
    _ posting: Posting, _ place: Int, _ context: borrowing DayContext
  ) {
    findings.witness(.expiry)
    let end = facts.lastEnd(place, on: context.day)
    let window = end.adding(months: context.statute.reintegrationMonths)
    // The other reading of C5 takes the balance away when a new mandate begins.
    let isTaken = verb == .mandateBegins && !context.statute.successiveMandatesKeep
    evaluate(.exp2, holds: context.day >= window || isTaken, slack: .max, posting, context)
  }

  /// Counts an evaluation about a posting.
  mutating func evaluate(
    _ invariant: Invariant, holds: Bool, slack: Int64, _ posting: Posting,
    _ context: borrowing DayContext
  ) {
    let index = Int(invariant.rawValue)
    findings.invariants[index].evaluations += 1
    findings.invariants[index].nonvacuous += 1
    if slack < findings.invariants[index].leastSlack {
      findings.invariants[index].leastSlack = slack
    }
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
