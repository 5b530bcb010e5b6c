package import Calendar
package import Draws
internal import Law
internal import Ledger
package import Platform

/// What becomes known of an official while a search lives on.
package enum WorldFact: Sendable {
  /// A mandate has begun.
  case mandateBegan(Day, isMunicipal: Bool)
  /// A mandate is not in force any more, from a day on.
  case mandateEnded(from: Day, on: Day)
  /// The official has died.
  case died(Day)
  /// A pension is claimed from a day on.
  case retired(Day)
}

/// A judge for a search over every sequence of commands: it learns facts as they come, judges a day
/// in parts, and can go back.
extension Auditor {
  /// Creates a judge of officials of whom nothing is known yet.
  ///
  /// - Parameters:
  ///   - people: How many officials there are.
  ///   - mandates: How many mandates each may come to have.
  ///   - deliberations: The collectivities' deliberations, by body.
  package init(people: Int, mandates: Int, deliberations: [Deliberation]) {
    recognition = RecognitionBooks(nil)
    base = 0
    facts = Facts(count: people, rest: max(0, mandates - 1))
    accounts = .init(repeating: MirrorAccount(), count: people)
    budgets = deliberations
    portals = .init(repeating: MirrorPortal(nir: 0), count: people)
    office = OfficeMirror(levy: LevyAudit(nil, bodies: []))
  }

  /// Learns a fact about an official.
  ///
  /// - Parameters:
  ///   - fact: The fact.
  ///   - place: The official, by place in the shard.
  package mutating func learn(_ fact: WorldFact, of place: Int) {
    switch fact {
    case .mandateBegan(let day, let isMunicipal):
      facts.begin(place, on: day, isMunicipal: isMunicipal)
    case .mandateEnded(let start, let day): facts.end(place, from: start, on: day)
    case .died(let day): facts.die(place, on: day)
    case .retired(let day): facts.retire(place, on: day)
    }
  }

  /// Knows what another judge of the same officials knows; what this one found stays.
  ///
  /// - Parameter other: The other judge.
  package mutating func resume(_ other: borrowing Auditor) {
    facts = other.facts
    accounts = other.accounts
    mirrors = other.mirrors
    budgets = other.budgets
    office.wallets = other.office.wallets
    office.paid = other.office.paid
    office.payers = other.office.payers
    office.payees = other.office.payees
    office.cards = other.office.cards
    office.erasures = other.office.erasures
    office.nextErasure = other.office.nextErasure
    office.recovered = other.office.recovered
    office.restored = other.office.restored
    office.convertedEuros = other.office.convertedEuros
    office.cpfCredits = other.office.cpfCredits
    office.cecCredits = other.office.cecCredits
    office.hasBegun = other.office.hasBegun
    office.hasErased = other.office.hasErased
    totals = other.totals
    books = other.books
    seatsLost = other.seatsLost
    lastCredit = other.lastCredit
    converted = other.converted
    pendingLoss = other.pendingLoss
    ceilings = other.ceilings
    mostAbove = other.mostAbove
    caps = other.caps
    labels = other.labels
    labelled = other.labelled
    complementDay = other.complementDay
    seatPrint = other.seatPrint
    year = other.year
    easterMonday = other.easterMonday
    municipalDay = other.municipalDay
    otherDay = other.otherDay
    isMunicipalDay = other.isMunicipalDay
    isOtherDay = other.isOtherDay
    window = other.window
    portals = other.portals
  }

  /// Whether anything was found that breaks an invariant.
  package mutating func hasViolations() -> Bool { !findings.violations.isEmpty }

  /// Judges the morning of a day: the registry, the jobs and the deadlines.
  ///
  /// - Parameters:
  ///   - batch: What the platform did this morning.
  ///   - context: The law and the calendar of the day.
  package mutating func judgeMorning(_ batch: borrowing Batch, _ context: borrowing DayContext) {
    open(batch, context, batch.day.civil)
    judgeOutcomes(batch, context)
    if pendingLoss.official != .max { settleLoss(nil, context) }
    judgeArrivals(batch, context)
    if isCreditDay(context) { judgeCompleteness(context) }
    closeCount(on: context.day)
  }

  /// Judges commands in the middle of a day.
  ///
  /// - Parameters:
  ///   - batch: The commands with what they did, and nothing that was judged before.
  ///   - context: The law and the calendar of the day.
  package mutating func judgeStep(_ batch: borrowing Batch, _ context: borrowing DayContext) {
    areVisitsJudged = batch.visits.isEmpty
    judgeOutcomes(batch, context)
    if pendingLoss.official != .max { settleLoss(nil, context) }
    closeCount(on: context.day)
  }

  /// Judges the evening of a day: payments, and what the whole day should have done.
  ///
  /// - Parameters:
  ///   - batch: What the platform did this evening, with the seat claims and the yearly information
  ///     of the whole day.
  ///   - context: The law and the calendar of the day.
  package mutating func judgeEvening(_ batch: borrowing Batch, _ context: borrowing DayContext) {
    areVisitsJudged = true
    judgeOutcomes(batch, context)
    judgeClaims(batch, context)
    if pendingLoss.official != .max { settleLoss(nil, context) }
    closeOffice(batch, context, batch.day.civil)
    closeCount(on: context.day)
  }

  /// Adds what the books say of one official, beside the open dossiers.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - shard: The platform, which says which dossiers are open and paid.
  ///   - context: The day.
  ///   - labels: For each session, by place, the name that it has in the hash.
  ///   - hash: The hash.
  package mutating func addState(
    of place: Int, _ shard: borrowing Shard, _ context: borrowing DayContext,
    labels: SIMD8<UInt8>, to hash: inout StateHash
  ) {
    let account = accounts[place]
    hash.add(account.available, account.reserved)
    hash.add(account.dotation, Int32(account.label))
    hash.add(
      UInt64(
        (account.isRecognised ? 1 : 0) | (account.isDead ? 2 : 0) | (account.isErased ? 4 : 0)))
    facts.addState(
      of: place, on: context.day, months: context.statute.reintegrationMonths, to: &hash)
    if let wallet = office.wallets[UInt32(place)] {
      hash.add(wallet.cpf)
      hash.add(wallet.cec)
      hash.add(Int32(wallet.cpfCredits), Int32(wallet.cecCredits))
      hash.add(UInt64(wallet.isOpen ? 1 : 0))
    }
    for payer in office.payers[UInt32(place)] ?? [] {
      hash.add(payer.attributed)
      hash.add(payer.paid)
      hash.add(Int32(payer.inMandate), Int32(payer.year == Int(year) ? payer.inYear : 0))
    }
    for card in office.cards where card.official == UInt32(place) {
      hash.add(card.amount)
      hash.add(UInt64(UInt32(bitPattern: card.day.rawValue)))
    }
    var slot = shard.accounts.holders[place].firstDossier
    while slot >= 0 {
      addMirror(Int(slot), shard, context, labels, to: &hash)
      slot = shard.dossiers[Int(slot)].next
    }
    shard.forEachPaidDossier(of: place) { number in
      addPaid(OfficeMirror.key(UInt32(place), number), to: &hash)
    }
  }

  /// Adds what the books say of all officials together: what should be zero is, in a platform that
  /// keeps the law, and any other difference makes another state.
  ///
  /// - Parameters:
  ///   - batch: The day, for its seat claims.
  ///   - shard: The platform.
  ///   - hash: The hash.
  package mutating func addSharedState(
    _ batch: borrowing Batch, _ shard: borrowing Shard, to hash: inout StateHash
  ) {
    for budget in budgets { hash.add(budget.budget) }
    addCeilings(to: &hash)
    var sum: Int64 = 0
    for index in totals.indices { sum += totals[index] }
    hash.add(sum)
    var (available, reserved) = (
      totals[Int(codes.rightsAvailable)], totals[Int(codes.rightsReserved)]
    )
    for account in accounts {
      available -= Int64(account.available)
      reserved -= Int64(account.reserved)
    }
    hash.add(available)
    hash.add(reserved)
    var seats = seatPrint
    for claim in batch.claims { seats &-= Self.seat(claim.session, isRelease: claim.isRelease) }
    hash.add(seats)
    var waiting: Int64 = 0
    for mirror in mirrors where mirror.isWaiting { waiting += 1 }
    for dossier in shard.dossiers where !dossier.isFinished { waiting -= 1 }
    hash.add(waiting)
  }

  /// Adds who may hold more than the cap since it was lowered, and how many did so last.
  ///
  /// Of the labels given this year nothing is left but whether they are those that the accounts
  /// have.
  private mutating func addCeilings(to hash: inout StateHash) {
    var now: Int64 = labels.now
    for account in accounts where account.label == year { now -= 1 }
    hash.add(now)
    guard !ceilings.isEmpty || mostAbove > 0 else { return }
    hash.add(Int64(mostAbove))
    for ceiling in ceilings {
      hash.add(Int64(ceiling.place))
      hash.add(ceiling.held)
    }
  }

  private mutating func addMirror(
    _ slot: Int, _ shard: borrowing Shard, _ context: borrowing DayContext,
    _ labels: SIMD8<UInt8>, to hash: inout StateHash
  ) {
    guard slot < mirrors.count else { return }
    let mirror = mirrors[slot]
    var word = UInt64(mirror.state.rawValue) | UInt64(labels[Int(mirror.session)]) << 8
    word |= (mirror.number == shard.dossiers[slot].number ? 1 << 16 : 0)
    word |= (mirror.isMandate ? 1 << 17 : 0) | (mirror.isAcknowledged ? 1 << 18 : 0)
    word |= (mirror.isInControl ? 1 << 19 : 0) | (mirror.awaitsPapers ? 1 << 20 : 0)
    word |= (mirror.isPaid ? 1 << 21 : 0) | (mirror.hasTravel ? 1 << 22 : 0)
    word |= (mirror.isEvaluated ? 1 << 23 : 0) | UInt64(mirror.hoursDone) << 32
    word |= mirror.requested == context.day ? 1 << 24 : 0
    hash.add(word)
    // Of an accepted dossier's day what is left of the withdrawal counts; of one that is done,
    // nothing.
    let since =
      switch mirror.state {
      case .notProcessed, .validated, .waitingAcceptation, .inTraining, .terminated:
        mirror.since.rawValue
      case .accepted:
        Int32(max(-1, mirror.since + context.statute.withdrawalDays - context.day))
      default: Int32(0)
      }
    hash.add(mirror.start.rawValue, mirror.end.rawValue)
    hash.add(since, mirror.invoiced.rawValue)
    hash.add(mirror.price << 32 ^ mirror.due)
    hash.add(mirror.taken)
    hash.add(mirror.given)
    hash.add(mirror.paid)
  }

  private mutating func addPaid(_ key: UInt64, to hash: inout StateHash) {
    guard let paid = office.paid[key] else {
      hash.add(UInt64.max)
      return
    }
    hash.add(paid.funding)
    hash.add(paid.recovered, paid.end.rawValue)
    hash.add(
      UInt64(
        (paid.isMandate ? 1 : 0) | (paid.isCompleted ? 2 : 0) | (paid.isCertified ? 4 : 0)))
  }
}

extension StateHash {
  fileprivate mutating func add(_ amount: Int64, _ day: Int32) {
    add(amount)
    add(UInt64(UInt32(bitPattern: day)))
  }
}

extension Mirror {
  /// Whether a step or a payment is still awaited.
  fileprivate var isWaiting: Bool {
    guard number > 0 else { return false }
    return !state.isTerminal && !(state == .serviceDoneValidated && (isPaid || due <= paid.total))
      || state == .canceledByAttendeeNotRealized && !isPaid
  }
}

extension SharedAuditor {
  /// Knows what another judge of the same sessions knows; what this one found stays.
  ///
  /// - Parameter other: The other judge.
  package mutating func resume(_ other: borrowing SharedAuditor) {
    participants = other.participants
    fund = other.fund
    lost = other.lost
    // Asked for by `recomputeSeats` alone; a search counts seats in every state itself.
    lostSessions.removeAll(keepingCapacity: true)
    claimed.removeAll(keepingCapacity: true)
  }

  /// Whether anything was found that breaks an invariant.
  package mutating func hasViolations() -> Bool { !findings.violations.isEmpty }

  /// How many participants the audit counts in a session.
  ///
  /// - Parameter session: The session.
  /// - Returns: Participants.
  package mutating func participants(of session: Int) -> Int { Int(participants[session]) }

  /// How many dossiers must lose their seat today.
  package var awaitedLosses: Int { mutating get { lost } }
}

/// The transitions of a dossier that the law's documents publish.
package enum PublishedTransitions {
  /// The changes of state that some verb may bring about.
  package static let all: [(from: DossierState, to: DossierState)] = DossierState.allCases.flatMap {
    from in
    DossierState.allCases.compactMap { to in
      from != to && Verb.allCases.contains { Transitions.isLegal($0, from, to) } ? (from, to) : nil
    }
  }
}
