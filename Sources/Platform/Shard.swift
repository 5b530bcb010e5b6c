package import Calendar
internal import Kernel
internal import Ledger

/// One shard of the platform: some departments' officials with their accounts and dossiers.
///
/// A shard owns everything that one official can touch, so shards run side by side; what people
/// share (seats, the fund's cash) is settled between days. A day is one call: ``run(_:_:)`` takes
/// the day's commands and appends outcomes, postings and seat claims.
package struct Shard: ~Copyable, Sendable {
  /// The number in the roster of the shard's first official.
  package let base: UInt32
  /// The accounts.
  package internal(set) var accounts: Accounts
  /// The mandates that the registry has announced, in the order of their announcement.
  var mandates: [RegisteredMandate] = []
  /// The dossiers by slot; a freed slot is used again.
  package internal(set) var dossiers: [Dossier] = []
  /// The deliberations of the shard's collectivities, by body.
  package internal(set) var deliberations: [Deliberation]
  /// The last levy period that each body has paid.
  package internal(set) var levyPeriods: [Int32]
  /// The officials of the Pacific, by place: neighbours, or nobody.
  package internal(set) var pacific: Range<Int> = 0..<0
  /// How each official logs in, apart from the accounts: few commands touch it.
  package internal(set) var portals: [Portal]
  /// Whether the command that is executed has read the diploma.
  var isDiplomaRead = false
  #if NoMutants
    /// The known-bad variant: none, so that every condition on it is decided by the compiler.
    package var mutant: Mutant { .none }
  #else
    /// The known-bad variant, normally none.
    package let mutant: Mutant
  #endif

  var freeSlots: [UInt32] = []
  var timers: DayQueue
  var dueTimers: [UInt64] = []
  var billed: [UInt32] = []
  /// The paid dossiers, chained by official.
  package internal(set) var paidDossiers: [PaidDossier] = []
  var cardRefunds: [CardRefund] = []
  var returnsDue: [UInt32] = []
  /// What collectivities attributed and paid in, chained by official.
  package internal(set) var topUps: [TopUp] = []
  /// Whose the top-ups of a dossier are, by official and number; looked up, never walked through.
  var dossierTopUps: [UInt64: [TopUpPart]] = [:]
  var keys: KeyStore
  /// What is written down of the platform's own jobs.
  var jobs = JobLedger()
  var clock = PlatformClock()
  var caps = CapMemory()
  /// What reading ahead came to: without a meaning.
  var preloaded: UInt64 = 0
  let keyDays: Int
  var rotation: Day
  /// The answers given on one day to how many hours a mandate has earned.
  var openedHours: [OpenedHours] = []
  var openedOn = Day.distantPast
  /// Who became creditable today: in office and recognised, and was not both before.
  var entrants: [UInt32] = []
  /// Requests to support and rows that were set aside, by official.
  package internal(set) var desks: [Desk]
  /// What became of the rows of the registry.
  package internal(set) var recognition = RecognitionCounts()
  var letters = MatchLetters()
  /// Seats that were lost to somebody else at the last settlement: (official, number) packed.
  package var lostSeats: [UInt64] = []

  /// Creates a shard.
  ///
  /// - Parameters:
  ///   - base: The number in the roster of the first official.
  ///   - count: How many officials it has.
  ///   - bodies: How many collectivities it has.
  ///   - first: The first day of the run.
  ///   - last: The last day of the run.
  ///   - mutant: The known-bad variant.
  ///   - keyDays: For how many days idempotency keys are surely remembered; for twice as many at
  ///     most.
  ///   - keyRoom: Room for so many keys from the start, a power of two.
  package init(
    base: UInt32, count: Int, bodies: Int, first: Day, last: Day, mutant: Mutant = .none,
    keyDays: Int = 30, keyRoom: Int = KeyStore.usualRoom
  ) {
    self.base = base
    self.keyDays = keyDays
    keys = KeyStore(room: keyRoom)
    rotation = first + keyDays
    accounts = Accounts(count: count)
    desks = .init(repeating: Desk(), count: count)
    portals = .init(repeating: Portal(), count: count)
    deliberations = .init(repeating: Deliberation(), count: bodies)
    levyPeriods = .init(repeating: .min, count: bodies)
    timers = DayQueue(first: first, last: last)
    #if !NoMutants
      self.mutant = mutant
    #endif
    // Room for the dossiers that some thousands of officials have open at once.
    dossiers.reserveCapacity(512)
    freeSlots.reserveCapacity(512)
    billed.reserveCapacity(512)
  }

  /// How many timers were ever set: a counter of work.
  package var timersSet: Int { timers.pushes }

  /// Tells the shard what a person's other accounts hold.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - pension: The day on which a pension is claimed.
  ///   - cpf: CPF euros in cents.
  ///   - cec: CEC euros in cents.
  ///   - year: The year of both.
  ///   - marks: The bits of ``Accounts/Flag`` that describe the person.
  package mutating func register(
    _ place: Int, pension: Day, cpf: Int32, cec: Int32, year: Int, marks: UInt8
  ) {
    accounts.register(place, pension: pension, cpf: cpf, cec: cec, year: year, marks: marks)
  }

  /// Records a collectivity's deliberation on top-ups.
  ///
  /// - Parameters:
  ///   - deliberation: The limits.
  ///   - body: The collectivity, by place among the shard's bodies.
  package mutating func deliberate(_ deliberation: Deliberation, body: Int) {
    deliberations[body] = deliberation
  }

  /// The rights that an official sees when consulting the balance.
  ///
  /// - Parameter place: The official, by place in the shard.
  /// - Returns: Rights available, in cents; `nil` if the élu panel is not shown.
  package func balance(_ place: Int) -> Int64? {
    accounts.balances[place].flags & Accounts.Flag.recognised != 0
      ? accounts.balances[place].available : nil
  }

  /// Runs one day: registry, jobs, deadlines, commands, payments, in this order.
  ///
  /// - Parameters:
  ///   - context: What is the same for every shard.
  ///   - batch: The day's commands; outcomes, postings and claims are appended.
  package mutating func run(_ context: borrowing DayContext, _ batch: inout Batch) {
    let next = beginDay(context, &batch)
    execute(from: next, context, &batch)
    endDay(context, &batch)
  }

  /// Begins a day: the registry, then the jobs and the deadlines.
  ///
  /// - Parameters:
  ///   - context: What is the same for every shard.
  ///   - batch: The day's commands, those of the registry first; what follows is appended.
  /// - Returns: The place of the first command that is not of the registry.
  package mutating func beginDay(_ context: borrowing DayContext, _ batch: inout Batch) -> Int {
    if context.day >= rotation {
      keys.rotate()
      rotation = context.day + keyDays
    }
    if mutant == .keysForgotten { keys = KeyStore() }
    clock.record(context.day)
    if batch.isFeedNumbered { restoreFeedOrder(&batch) }
    if jobs.isBehind { settleOwed(before: context, &batch) }
    loseSeats(context, &batch)
    // The registry comes before the credits: a mandate that begins today is credited today, and
    // one that ended (its first day without) is not.
    var next = 0
    while next < batch.commands.count, batch.commands[next].verb.isRegistry {
      if next % Self.preloadedRows == 0 { preloadRegistry(batch, from: next, context) }
      execute(next, context, &batch)
      next += 1
    }
    welcomeEntrants(context, &batch)
    runCreditJobs(context, &batch)
    informHolders(context, &batch)
    runTimers(context, &batch)
    cancelDelisted(context, &batch)
    return next
  }

  /// Executes the commands of a batch from a place on.
  ///
  /// - Parameters:
  ///   - first: The place of the first command.
  ///   - context: What is the same for every shard.
  ///   - batch: The day's commands; outcomes, postings and claims are appended.
  package mutating func execute(
    from first: Int, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    preloadKeys(batch, from: first)
    serveVisits(context, &batch)
    for index in first..<batch.commands.count { execute(index, context, &batch) }
  }

  /// Ends a day: providers are paid, if it is the day for it.
  ///
  /// - Parameters:
  ///   - context: What is the same for every shard.
  ///   - batch: Outcomes and postings are appended.
  package mutating func endDay(_ context: borrowing DayContext, _ batch: inout Batch) {
    if context.trouble != nil || context.doubt != nil {
      payInTrouble(context, &batch)
    } else if context.isPaymentDay, !skipsBatch(context) {
      payProviders(context, &batch)
    }
    refundCards(context, &batch)
    returnDotations(&batch)
  }

  /// Executes one command of a batch.
  private mutating func execute(_ index: Int, _ context: borrowing DayContext, _ batch: inout Batch)
  {
    let command = batch.commands[index]
    let place = Int(command.official)
    var outcome = Outcome(
      command.verb, .applied, official: command.official, command: Int32(index))
    outcome.number = command.number
    outcome.firstPosting = UInt32(batch.postings.count)
    outcome.digests.before = digest(place, .max, command.verb)
    if command.key == 0 || mutant == .keyIgnored {
      // The registry's and the treasury's: their mandate or period is their key.
      outcome.rule = apply(command, context, &batch, &outcome)
    } else {
      let body = Self.bodyHash(of: command, batch.forms.span)
      switch keys.answer(command.key, body: body) {
      case .repeated(let rule, let number):
        outcome.rule = rule
        outcome.isRepeated = true
        if number > 0 { batch.replies.append(Reply(command: Int32(index), number: number)) }
      case .reused:
        outcome.rule = .keyReused
      case .new:
        outcome.rule = apply(command, context, &batch, &outcome)
        keys.remember(
          command.key, body: body, rule: outcome.rule, number: openedNumber(outcome))
      }
    }
    if !outcome.isApplied {
      outcome.digests.after = digest(place, outcome.slot, command.verb)
    }
    outcome.hasReadDiploma = isDiplomaRead
    isDiplomaRead = false
    outcome.endPosting = UInt32(batch.postings.count)
    batch.outcomes.append(outcome)
  }

  /// A hash of everything that a command asks for: of the form that it names, and not of the place
  /// where the form lies on the day of this sending.
  @inline(__always)
  private static func bodyHash(of command: Command, _ forms: Span<Form>) -> UInt32 {
    guard command.verb.isAccess, Int(command.first) < forms.count else { return command.bodyHash }
    var bare = command
    bare.first = 0
    return bare.bodyHash ^ forms[Int(command.first)].bodyHash
  }

  /// The number of the dossier that a command has opened, or 0.
  @inline(__always)
  private mutating func openedNumber(_ outcome: Outcome) -> UInt16 {
    guard case .request = outcome.verb, case .applied = outcome.rule else { return 0 }
    return mutant == .answerForgotten ? 0 : outcome.number
  }

  private mutating func apply(
    _ command: Command, _ context: borrowing DayContext, _ batch: inout Batch,
    _ outcome: inout Outcome
  ) -> Rule {
    if command.verb != .levy, isErased(Int(command.official)) { return .noAccount }
    switch command.verb {
    case .mandateBegins: return mandateBegins(command, context, &batch)
    case .mandateEnds: return mandateEnds(command, context, &batch)
    case .death: return death(command, context, &batch)
    case .recognise, .correctRow: return recognise(command, context, &batch)
    case .link: return link(command)
    case .askSupport: return askSupport(command, &batch)
    case .supplyPapers: return supplyPapers(command, &batch)
    case .answerSupport: return answerSupport(command, &batch)
    case .levy: return levy(command, &batch)
    case .attribute: return attribute(command, context)
    case .dotation: return dotation(command, &batch)
    case .certify: return certify(command, context)
    case .recover: return recover(command, context, &batch)
    case .convertStatus: return convertStatus(command, context, &batch)
    case .followModule: return followModule(command, context)
    case .request: return request(command, context, &batch, &outcome)
    case .registerIdentity, .registerContact, .registerAddress, .registerPassword, .acceptTerms,
      .forgotPassword, .resetPassword, .enrolStrongIdentity, .completeDirectory:
      return access(command, context, batch.forms.span)
    default: break
    }
    let reference = command.first
    guard
      let slot = slot(of: Int(command.official), number: command.number, reference: reference)
    else {
      return .unknownDossier
    }
    outcome.slot = UInt32(slot)
    outcome.before = dossiers[slot].state
    outcome.digests.before = digest(Int(command.official), outcome.slot, command.verb)
    let rule = step(command, slot, context, &batch)
    outcome.after = dossiers[slot].state
    if rule == .applied { free(slot) }
    return rule
  }

  private mutating func step(
    _ command: Command, _ slot: Int, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    switch command.verb {
    case .acknowledge: acknowledge(slot, context)
    case .propose: propose(slot, context)
    case .refuse: refuse(slot, context, &batch)
    case .confirm: confirm(command, slot, context, &batch)
    case .decline: decline(slot, context, &batch)
    case .instruct: instruct(slot, context)
    case .withdraw: withdraw(slot, context, &batch)
    case .cancelByLearner: cancelByLearner(command, slot, context, &batch)
    case .cancelByProvider: cancelByProvider(slot, context, &batch)
    case .noShow: noShow(command, slot, context, &batch)
    case .entry: entry(slot, context, &batch)
    case .leave: leave(slot, context)
    case .serviceDone: serviceDone(command, slot, context)
    case .openControl: openControl(slot, context)
    case .closeControl: closeControl(command, slot, context, &batch)
    case .validate: validate(slot, context, &batch)
    case .invoice: invoice(slot, context)
    case .evaluate: evaluate(slot)
    case .travel: travel(command, slot, context, &batch)
    case .pacificPapers: pacificPapers(slot, context)
    default: .wrongState
    }
  }

  /// Whether somebody's data were erased: nothing can be done with the account any more.
  private mutating func isErased(_ place: Int) -> Bool {
    accounts.balances[place].flags & Accounts.Flag.dead != 0 && accounts.annexes[place].isErased
  }

  /// A digest of what a command can change: what REF-1 compares.
  ///
  /// The rights always; the portal for the commands of access; the mandates, the wallets and the
  /// dossier for all others, with what lies beside the rights but for those of the registry, which
  /// are many and touch none of it. For a levy, the last period of its body.
  mutating func digest(_ place: Int, _ slot: UInt32, _ verb: Verb) -> UInt32 {
    if case .levy = verb { return UInt32(bitPattern: levyPeriods[place]) }
    var hash = accounts.balances[place].digestWord
    if verb.isAccess {
      hash ^= portals[place].digestWord &* 0xd1b5_4a32_d192_ed03
      return UInt32(truncatingIfNeeded: hash >> 32)
    }
    hash ^= accounts.holders[place].digestWord
    if !verb.isRegistry {
      hash ^= accounts.annexes[place].digestWord
      var topUp = accounts.annexes[place].firstTopUp
      while topUp >= 0 {
        hash ^= topUps[Int(topUp)].digestWord
        topUp = topUps[Int(topUp)].next
      }
    }
    if slot != .max {
      hash ^= dossiers[Int(slot)].digestWord
    }
    return UInt32(truncatingIfNeeded: hash >> 32)
  }
}

/// How many hours a mandate that began on a day has earned, and when the next ones come.
struct OpenedHours: Sendable {
  var start: Day
  var hours: Int64
  var next: Day?
}

extension Command {
  /// A hash of everything but the key: two commands with one key must agree on it.
  var bodyHash: UInt32 {
    var hash = UInt64(official) << 32 | UInt64(first)
    hash = hash &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(bitPattern: amount)
    hash = hash &* 0xbf58_476d_1ce4_e5b9 ^ UInt64(second) << 16 ^ UInt64(small)
    hash = hash &* 0x94d0_49bb_1331_11eb ^ UInt64(UInt32(bitPattern: day.rawValue)) << 24
    hash ^= UInt64(verb.rawValue) << 8 | (flag ? 1 : 0) | UInt64(number) << 40
    return UInt32(truncatingIfNeeded: (hash &* 0xd1b5_4a32_d192_ed03) >> 32)
  }
}
