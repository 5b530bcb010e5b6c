internal import Calendar
package import Law
internal import Ledger
package import Platform
package import Population
package import Territory

/// The judge of one shard: it sees commands, outcomes and postings, and knows the law and who held
/// which mandate when.
///
/// It keeps its own books.
///
/// The same batch that the platform wrote is read while it is still in cache.
package struct Auditor: ~Copyable, Sendable {
  let base: Int
  let facts: Facts
  let codes = Codes()
  var accounts: [MirrorAccount]
  var mirrors: [Mirror] = []
  var budgets: [Deliberation]
  /// For each official: the body whose top-up came in last, or -1.
  var payers: [Int32]
  /// Rows, links and letters.
  var recognition: RecognitionBooks
  /// What lies beside the rights.
  var office: OfficeMirror
  /// What was found.
  package var findings = Findings()
  /// The sum of each account of the books.
  package private(set) var totals = [Int64](repeating: 0, count: Account.allCases.count)

  /// The books of training bodies; made from the catalogue where no portal runs.
  package var books: BodyBooks?
  /// What bodies were paid today for mandate training, by the postings.
  package var sales: [Sale] = []

  /// How many dossiers lost their seat today to somebody who asked the same day.
  package var seatsLost = 0

  /// The last credit seen, with what must follow as lost in a posting of its own.
  private var lastCredit = LastCredit()
  /// The last hours converted: what the conversion credit is worth.
  private var converted: (official: UInt32, hours: Int64) = (.max, 0)
  /// A refund that lost rights: whose, and how much would have fitted under the cap.
  var pendingLoss: (official: UInt32, room: Int64) = (.max, 0)
  /// Who was announced today, by the place of the outcome in its batch.
  var arrivals: [Int] = []
  /// The verb of the outcome whose postings are judged, `nil` for the jobs over many accounts.
  var verb: Verb?
  /// The day of the last complement, for which the accounts are marked.
  var complementDay = Day.distantPast
  /// A sum of hashes over the seats that outcomes take and give back; the claims must undo it.
  var seatPrint: UInt64 = 0
  /// What is the same for every posting of the day.
  var year: Int16 = 0
  var easterMonday = Day.distantPast
  var isMunicipalDay = false
  var isOtherDay = false
  /// What is known of each official's way in.
  var portals: [MirrorPortal]
  /// The NIR of each official, as the world knows it.
  let nirs: [UInt64]
  /// The passwords that were set today, to see what is kept of them.
  var kept: [(place: Int, password: TypedText)] = []
  /// Whether the visits of the day were judged.
  var areVisitsJudged = false
  /// What was counted of the day's postings, added to the findings at its end.
  var count = PostingCounts()

  /// Creates a judge.
  ///
  /// - Parameters:
  ///   - officials: The numbers in the roster of the shard's officials.
  ///   - roster: Who holds which mandate.
  ///   - deliberations: The collectivities' deliberations, by body.
  ///   - register: The reference directories; `nil` where rows are not matched.
  ///   - bodies: The collectivities that owe the levy, in the order of their places.
  ///   - law: The law that their allowances follow; without it the levy is not judged.
  package init(
    officials: Range<Int>, roster: borrowing Roster, deliberations: [Deliberation],
    register: CivilRegister? = nil, bodies: [Body] = [], law: ParameterTable? = nil
  ) {
    recognition = RecognitionBooks(register, count: officials.count)
    base = officials.lowerBound
    facts = Facts(roster, officials: officials)
    accounts = .init(repeating: MirrorAccount(), count: officials.count)
    budgets = deliberations.map { $0 }
    mirrors.reserveCapacity(512)
    payers = .init(repeating: -1, count: officials.count)
    portals = .init(repeating: MirrorPortal(), count: officials.count)
    nirs = officials.map { roster.nir(of: $0).typed }
    office = OfficeMirror(levy: LevyAudit(law, bodies: bodies))
    office.isLowQualified = officials.map { roster.persons.isLowQualified($0) }
  }

  /// Takes note of the budgets that the councils voted for a new year.
  ///
  /// - Parameter deliberations: The deliberations, by body.
  package mutating func renew(_ deliberations: [Deliberation]) {
    // In place: sharing the list would copy it at the next top-up.
    for body in budgets.indices { budgets[body] = deliberations[body] }
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
    if Int16(date.year) != year { easterMonday = Holidays.easter(date.year) + 1 }
    year = Int16(date.year)
    isMunicipalDay = context.creditDays.day(date.year, isMunicipal: true) == batch.day
    isOtherDay = context.creditDays.day(date.year, isMunicipal: false) == batch.day
    lastCredit = LastCredit()
    seatsLost = 0
    seatPrint = 0
    areVisitsJudged = batch.visits.isEmpty
    sales.removeAll(keepingCapacity: true)
    if books == nil { books = BodyBooks(context.catalogue, year: date.year) }
    if office.firstYear == 0 { office.firstYear = date.year }
    office.levy.turn(to: batch.day, context.statute)
    var place = 0
    for index in batch.outcomes.indices {
      let outcome = batch.outcomes[index]
      verb = nil
      if !areVisitsJudged, outcome.command >= 0, !outcome.verb.isRegistry {
        judgeVisits(batch, context)
      }
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
    if !areVisitsJudged { judgeVisits(batch, context) }
    settleCredit(context)
    judgeClaims(batch, context)
    if !batch.supportAnswers.isEmpty || !batch.tickets.isEmpty || recognition.linksDue > 0 {
      judgeSupport(batch, context)
    }
    if pendingLoss.official != .max { settleLoss(nil, context) }
    judgeArrivals(batch, context)
    if isMunicipalDay || isOtherDay { judgeCompleteness(context) }
    closeOffice(batch, context)
    if count.postings > 0 {
      findings.add(count)
      count = PostingCounts()
    }
    if date.month == 2, date.day == 29 { findings.witness(.leapDay, Int64(batch.outcomes.count)) }
  }

  /// Judges a posting of a job over many accounts: it belongs to no dossier.
  private mutating func postStray(_ posting: Posting, _ context: borrowing DayContext) {
    post(posting, context)
    if posting.number > 0 { judgeStray(posting, context) }
  }

  /// A posting of a dossier outside of an outcome of that dossier is money that no step explains.
  mutating func judgeStray(_ posting: Posting, _ context: borrowing DayContext) {
    let isPayment = posting.to == Account.providers.rawValue
    evaluate(isPayment ? .mon3 : .mon4, holds: false, slack: .max, posting, context)
  }

  /// Judges one posting by itself: balance, book, and the official's rights.
  private mutating func post(_ posting: Posting, _ context: borrowing DayContext) {
    count.postings += 1
    let from = posting.from
    let to = posting.to
    guard posting.amount > 0, from != to, codes.areSameBook(from, to) else {
      violate(.mon1, posting, context)
      return
    }
    if !Movements.isKnown(posting) { violate(.mon1, posting, context) }
    totals[Int(from)] -= posting.amount
    totals[Int(to)] += posting.amount
    guard posting.official != Posting.nobody else { return }
    let place = Int(posting.official) - base
    if pendingLoss.official != .max { settleLoss(posting, context) }
    if from == codes.rightsIssued {
      judgeCredit(posting, place, context)
    } else if to == codes.rightsAvailable {
      judgeRecredit(posting, place, context)
    } else if to == codes.rightsExpired {
      judgeExpiry(posting, place, context)
    } else if to == codes.rightsExtinguished {
      findings.witness(.extinction)
      evaluate(.exp2, holds: facts.death[place] <= context.day, slack: .max, posting, context)
    } else if to == codes.rightsLost {
      judgeLoss(posting, place, context)
    } else if to == codes.hoursConverted {
      converted = (posting.official, posting.amount)
    }
    if from > codes.dotationReserved || to > codes.dotationReserved
      || posting.reason >= codes.opening
    {
      postOffice(posting, place, context)
    }
    let amount = Int32(posting.amount)
    if from == codes.rightsAvailable {
      accounts[place].available -= amount
    } else if from == codes.rightsReserved {
      accounts[place].reserved -= amount
    } else if from == codes.dotationAvailable {
      accounts[place].dotation -= amount
      let left = Int64(accounts[place].dotation)
      evaluate(.mon6, holds: left >= 0, slack: left, posting, context)
    }
    if to == codes.rightsAvailable {
      accounts[place].available += amount
    } else if to == codes.rightsReserved {
      accounts[place].reserved += amount
    } else if to == codes.dotationAvailable {
      accounts[place].dotation += amount
    }
    guard codes.isRights(from) else { return }
    let least = Int64(min(accounts[place].available, accounts[place].reserved))
    count.rights += 1
    count.leastRights = min(count.leastRights, least)
    if least < 0 { violate(.cap3, posting, context) }
  }

  /// Judges a credit: day, person, amount and cap.
  private mutating func judgeCredit(
    _ posting: Posting, _ place: Int, _ context: borrowing DayContext
  ) {
    let isPacific = facts.pacific.contains(place)
    let cap = isPacific ? Self.pacificCap(context) : context.statute.cap
    let held = Int64(accounts[place].available) + Int64(accounts[place].reserved)
    let isCredit = posting.to == codes.rightsAvailable
    if isCredit {
      let slack = cap - held - posting.amount
      count.credits += 1
      count.leastCap = min(count.leastCap, slack)
      if slack < 0 { violate(.cap1, posting, context) }
    }
    let isRest =
      !isCredit && lastCredit.missing > 0 && lastCredit.official == posting.official
      && lastCredit.reason == posting.reason
    if !isRest {
      settleCredit(context)
      judgeWhen(posting, place, context)
    }
    let full = amount(of: posting, isPacific, context)
    let room = max(0, cap - held)
    if isPacific, isCredit { judgePacificCredit(posting, room: room, context) }
    count.amounts += 1
    let isRight =
      isCredit
      ? posting.amount == min(full, room)
      : room == 0 && posting.amount == (isRest ? lastCredit.missing : full)
    if !isRight { violate(.crd2, posting, context) }
    if !isCredit {
      if isRest { count.cut += 1 } else { count.lost += 1 }
      if held > cap { count.above += 1 }
      if posting.reason == codes.conversion { findings.witness(.conversionCut) }
    }
    lastCredit = LastCredit(
      official: posting.official, reason: posting.reason,
      missing: isCredit ? max(0, full - posting.amount) : 0)
  }

  /// CRD-2: what a credit left out must have followed as lost.
  private mutating func settleCredit(_ context: borrowing DayContext) {
    guard lastCredit.missing > 0 else { return }
    findings.violate(
      .crd2, day: context.day.rawValue, official: lastCredit.official,
      "\(Cents(lastCredit.missing)) of a credit were neither credited nor recorded as lost")
    lastCredit.missing = 0
  }

  /// Whether the last credit judged today was this official's first one.
  mutating func isFirstCredit(of place: Int) -> Bool {
    lastCredit.official == UInt32(base + place)
      && lastCredit.reason == codes.firstCredit
  }

  /// The full amount of a credit; 0 for what is none.
  private mutating func amount(
    of posting: Posting, _ isPacific: Bool, _ context: borrowing DayContext
  ) -> Int64 {
    switch posting.reason {
    case codes.annualCredit, codes.firstCredit:
      isPacific ? Self.pacificCredit(context) : context.statute.annualCredit
    case codes.transitionCredit: context.statute.transitionCredit
    case codes.complement: context.statute.complement
    case codes.conversion:
      converted.official == posting.official
        ? converted.hours * context.statute.conversionRate : 0
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
    case codes.annualCredit:
      count.annual += 1
      count.labels += 1
      if !(deciding.isMunicipal ? isMunicipalDay : isOtherDay) { violate(.crd3, posting, context) }
      if label >= year { violate(.crd1, posting, context) }
      accounts[place].label = year
    case codes.firstCredit:
      findings.witness(.firstCredit)
      // A first credit belongs to the accrual year whose legal day came last.
      let legal = context.creditDays.day(Int(year), isMunicipal: deciding.isMunicipal)
      let accrual = day >= legal ? year : year - 1
      count.labels += 1
      if day == legal || !accounts[place].hasArrived { violate(.crd3, posting, context) }
      if label >= accrual { violate(.crd1, posting, context) }
      accounts[place].label = accrual
    case codes.conversion:
      findings.witness(.conversion)
      evaluate(.crd3, holds: day == context.hours.until, slack: .max, posting, context)
    case codes.transitionCredit:
      count.labels += 1
      if day != context.hours.until { violate(.crd3, posting, context) }
      if label >= year { violate(.crd1, posting, context) }
      accounts[place].label = year
    case codes.complement: judgeComplement(posting, place, context)
    default: break
    }
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
    count.labels += 1
    if day != context.statute.complementFrom { violate(.crd3, posting, context) }
    let isDue = accounts[place].label == year && !accounts[place].isComplemented
    if !isDue { violate(.crd1, posting, context) }
    accounts[place].isComplemented = true
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

  mutating func violate(
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
