package import Calendar
package import Comparison
package import Law
internal import Ledger
package import Oracle
package import Platform

/// One official on the real platform, lived day by day from the same history as `OracleOfficial`.
///
/// The day is that of the national run: registry, jobs and deadlines, what people do in its order,
/// payments, then the settlement of seats. The only difference is that a deed may name the dossier
/// that a deed of the same day opened.
package struct PlatformOfficial: ~Copyable {
  /// What happened.
  package let history: History
  /// The last day that was lived.
  package private(set) var day: Day
  /// The dossiers in the order of their requests.
  package private(set) var dossiers: [PlatformDossier] = []
  /// For each event up to that day: the rule that refused it, or ``Rule/applied``.
  package private(set) var verdicts: [Rule] = []

  private let calendar: LegalCalendar
  private let market: CaseMarket
  private var registry: [(day: Day, command: Command)]
  private var context: DayContext
  private var shard: Shard
  private var batch = Batch()
  private var settlement: Settlement
  /// For each dossier: the day on which its deposit or invoice is paid at the latest.
  private var paymentDue: [Day] = []
  /// What every account of the books holds, from the postings alone.
  private var totals = [Int64](repeating: 0, count: Account.allCases.count)

  /// Creates an official of whom nothing was lived yet.
  ///
  /// - Parameters:
  ///   - history: What happened; events in the order of their days.
  ///   - law: The law.
  ///   - last: The last day that will be lived.
  ///   - mutant: The known-bad variant of the platform.
  package init(
    _ history: History, law: ParameterTable, through last: Day, mutant: Mutant = .none
  ) {
    self.history = history
    settlement = Settlement(fund: 0, mutant: mutant)
    day = OracleOfficial(history, law: law).day
    let days = day + 1...max(day + 1, last)
    market = CaseMarket(history)
    let sessionsEnd = market.catalogue.sessions.map(\.end).max() ?? last
    calendar = LegalCalendar(
      law, statutes: Statutes(law, in: days),
      working: WorkingDays(
        years: days.lowerBound.year - 1...max(days.upperBound, sessionsEnd).year + 3))
    context = calendar.firstDay(market.catalogue)
    context.seatsTaken = market.taken
    registry = CaseRegistry.announcements(history, from: days.lowerBound).reversed()
    shard = Shard(
      base: 0, count: 1, bodies: max(1, history.deliberations.count), first: days.lowerBound,
      last: days.upperBound,
      mutant: mutant)
    shard.register(
      0, pension: history.pension ?? .distantFuture, cpf: Int32(history.cpf),
      cec: Int32(history.cec), year: days.lowerBound.year,
      marks: history.isJobseeker ? Accounts.Flag.jobseeker : 0)
    if history.isPacific { shard.designatePacific(0..<1) }
    for (body, limits) in history.deliberations.enumerated() {
      // A key left out of a deliberation means no limit.
      shard.deliberate(
        Deliberation(
          perTraining: limits.perTraining ?? .max,
          perOfficial: UInt8(clamping: limits.perOfficial ?? .max),
          perYear: UInt8(clamping: limits.perYear ?? .max), scope: market.scope(of: limits),
          budget: limits.budget ?? .max),
        body: body)
    }
  }

  /// Lives on.
  ///
  /// - Parameter last: The last day to live, at most that of the creation.
  package mutating func live(through last: Day) {
    while day < last {
      day = day + 1
      liveOneDay()
    }
  }

  /// A dossier by name.
  ///
  /// - Parameter name: The name in the history.
  /// - Returns: The dossier, or `nil` if there is none whose request was accepted.
  package func dossier(_ name: String) -> PlatformDossier? { dossiers.first { $0.name == name } }

  private mutating func liveOneDay() {
    calendar.turn(&context, to: day)
    batch.reset(day)
    while let next = registry.last, next.day <= day {
      batch.commands.append(next.command)
      registry.removeLast()
    }
    _ = shard.beginDay(context, &batch)
    while verdicts.count < history.events.count, history.events[verdicts.count].day <= day { act() }
    context.isPaymentDay = isPaymentDemanded
    shard.endDay(context, &batch)
    settleSeats()
    hear()
  }

  /// Sends the next deed to the platform.
  private mutating func act() {
    let place = verdicts.count
    let event = history.events[place]
    var command = command(of: event, session: market.sessions[place])
    command.key = UInt64(place + 1)
    var rule = Rule.applied
    // How one comes to the catalogue is the matter of the desk `access`.
    if case .request = command.verb { shard.welcome(0, context) }
    if case .dotation = event.deed {
      // Attributed and paid in on one day.
      var attribution = command
      attribution.verb = .attribute
      attribution.key |= 1 << 32
      rule = send(attribution)
    }
    if rule == .applied { rule = send(command) }
    verdicts.append(rule)
    guard rule == .applied else { return }
    switch command.verb {
    case .request:
      dossiers.append(PlatformDossier(event.dossier))
      paymentDue.append(.distantFuture)
    case .entry, .invoice:
      paymentDue[Int(command.number) - 1] = day + context.statute.paymentDays
    default: break
    }
  }

  private mutating func send(_ command: Command) -> Rule {
    batch.commands.append(command)
    shard.execute(from: batch.commands.count - 1, context, &batch)
    return batch.outcomes[batch.outcomes.count - 1].rule
  }

  /// What waits to be paid out to the official's card.
  package var cardPending: Int64 { totals[Int(Account.cardRefunds.rawValue)] }

  /// Whether the law demands a payment today.
  ///
  /// The operator's calendar is not law: here a batch comes on the last day that the law leaves it.
  private var isPaymentDemanded: Bool {
    for place in paymentDue.indices where paymentDue[place] == day {
      guard let dossier = open(UInt16(place + 1)) else { continue }
      let isDeposit = dossier.billing == .depositWait && dossier.state == .inTraining
      if isDeposit || dossier.billing == .billed { return true }
    }
    return false
  }

  private mutating func settleSeats() {
    guard !batch.claims.isEmpty else { return }
    var claims = batch.claims
    Settlement.order(&claims)
    let isLost = settlement.settle(claims, &context)
    for (claim, isLost) in zip(claims, isLost) where isLost {
      shard.lostSeats.append(UInt64(claim.number))
    }
  }

  /// Follows what the day's outcomes and postings tell.
  private mutating func hear() {
    for posting in batch.postings {
      totals[Int(posting.from)] -= posting.amount
      totals[Int(posting.to)] += posting.amount
      if posting.number > 0 { dossiers[Int(posting.number) - 1].hear(posting) }
    }
    for outcome in batch.outcomes
    where outcome.number > 0 && outcome.isApplied && outcome.slot != .max {
      dossiers[Int(outcome.number) - 1].hear(outcome.verb, after: outcome.after)
    }
    for place in dossiers.indices { dossiers[place].see(open(UInt16(place + 1))?.billing) }
  }

  /// The platform's own record of a dossier, while something is awaited of it.
  private func open(_ number: UInt16) -> Dossier? {
    var slot = Int(shard.accounts.holders[0].firstDossier)
    while slot >= 0 {
      if shard.dossiers[slot].number == number { return shard.dossiers[slot] }
      slot = Int(shard.dossiers[slot].next)
    }
    return nil
  }

  /// What the official holds at the end of the day, and what became of the rest, from the postings.
  package var balance: OracleBalance {
    func total(_ account: Account) -> Int64 { totals[Int(account.rawValue)] }
    var balance = OracleBalance()
    balance.hours = total(.hoursHeld)
    balance.available = total(.rightsAvailable)
    balance.reserved = total(.rightsReserved)
    balance.spent = total(.rightsSpent)
    balance.lost = total(.rightsLost)
    balance.expired = total(.rightsExpired)
    balance.extinguished = total(.rightsExtinguished)
    balance.dotation = total(.dotationAvailable)
    // Once CPF and CEC are open in the books they are what the postings say.
    let annex = shard.accounts.annexes[0]
    let isInBooks = annex.hasOpenWallet || annex.isErased
    balance.cpf = isInBooks ? total(.cpf) : history.cpf
    balance.cec = isInBooks ? total(.cec) : history.cec
    return balance
  }

  /// The rights held, in F CFP.
  package var heldInFrancs: Int64 {
    Francs(Cents(balance.held), at: context.statute.parity).rawValue
  }

  /// Whether the platform's own columns say the same as its postings.
  package var agreesWithItsBooks: Bool {
    let books = balance
    let own = shard.accounts.balances[0]
    let holder = shard.accounts.holders[0]
    return own.available == books.available && own.reserved == books.reserved
      && Int64(holder.hours) == books.hours && Int64(holder.dotation) == books.dotation
      && Int64(holder.cpf) == books.cpf && Int64(holder.cec) == books.cec
  }
}
