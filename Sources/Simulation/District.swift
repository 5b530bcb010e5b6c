internal import Audit
internal import Behaviour
internal import Calendar
internal import Law
internal import Ledger
internal import Platform
internal import Population
internal import Territory

/// One shard with its people, its registry and its judge.
///
/// A structure of its own, so that a day is one access to the worker that holds it.
struct District: ~Copyable {
  let officials: Range<Int>
  var shard: Shard
  var actors: Actors
  var auditor: Auditor
  var tally: Tally
  /// What is settled between the districts.
  private(set) var evening = Evening()
  /// What is counted of the officials of the Pacific, and who they are, by place.
  var pacific = PacificTally()
  let pacificPlaces: Range<Int>
  private(set) var feed: Feed
  /// The queues through which dossiers go.
  private(set) var queues = DistrictQueues()
  /// What was counted one by one at the end of the last month.
  private var monthEnd: MonthEnd?
  /// How many rows had been set aside by the end of the day before.
  private var lastRejected = 0
  private var treasury: Treasury
  private let inputs: RunInputs
  /// Who is touched today, who visits, and the slots of the newest dossiers.
  private var people: [UInt32] = []
  private var visitors: [UInt32] = []
  private var slots: [UInt32] = []
  /// What reading ahead came to: without a meaning.
  private var preloaded: UInt64 = 0
  /// The councils' deliberations, whose budgets are voted anew each year.
  private let deliberations: [Deliberation]
  /// What lets through the operations that the run is narrowed to, if it is.
  private(set) var filter: FocusFilter?
  /// What carries people's messages where some are lost or come twice.
  private(set) var courier: Courier?
  /// What happened on the day that somebody looks at.
  private(set) var captured = DayRecord()

  /// Who writes down what concerns a sample of the officials, where there is one.
  private(set) var scribe: Scribe?

  init(
    _ officials: Range<Int>, bodies: Range<Int>, _ inputs: RunInputs, _ market: Market,
    _ registers: Registers
  ) {
    self.officials = officials
    self.inputs = inputs
    courier = Courier(inputs.faults, base: officials.lowerBound, last: inputs.days.upperBound)
    filter = inputs.focus.map { FocusFilter($0, base: officials.lowerBound) }
    let days = inputs.days
    let roster = inputs.roster
    let pacific = roster.pacific.clamped(to: officials)
    pacificPlaces =
      pacific.lowerBound - officials.lowerBound..<pacific.upperBound - officials.lowerBound
    treasury = Treasury(bodies: Array(inputs.territory.bodies[bodies]), law: inputs.law)
    deliberations = treasury.deliberations(
      seed: inputs.seed, first: bodies.lowerBound, behaviour: inputs.behaviour,
      on: days.lowerBound)
    var shard = Self.shard(officials, inputs, deliberations)
    shard.designatePacific(pacificPlaces)
    let wallets = Wallets(
      seed: inputs.seed, behaviour: inputs.behaviour,
      statute: inputs.statutes.statute(on: days.lowerBound), day: days.lowerBound)
    var (marks, isVolunteer) = ([UInt8](), [Bool]())
    var payers: [Int32] = []
    for (place, person) in officials.enumerated() {
      let wallet = wallets.wallet(of: person, roster)
      marks.append(wallet.marks)
      isVolunteer.append(wallet.isVolunteer)
      payers.append(
        roster.mandates(of: person).first.map {
          Int32(Int(roster.mandates.body[$0]) - bodies.lowerBound)
        } ?? -1)
      shard.register(
        place, pension: roster.persons.pensionDay[person], cpf: wallet.cpf, cec: wallet.cec,
        year: days.lowerBound.year, marks: wallet.marks)
      shard.describe(
        place, isPublicAgent: wallet.isPublic, isVolunteer: wallet.isVolunteer,
        isLowQualified: roster.persons.isLowQualified(person), hours: wallet.hours)
    }
    actors = Actors(
      seed: Self.seed(of: officials, inputs), officials: officials, roster: roster, bodies: payers,
      marks: marks, market: market,
      statute: inputs.statutes.statute(on: days.lowerBound),
      rates: inputs.rates.rates(on: days.lowerBound),
      working: inputs.working, days: days)
    actors.pacific = pacificPlaces
    feed = Feed(roster, officials: officials, prefecture: registers.prefecture, days: days)
    for (place, day) in feed.omitted {
      actors.planNotice(place, from: max(day, inputs.serviceOpening))
    }
    auditor = Auditor(
      officials: officials, roster: roster, deliberations: deliberations,
      register: registers.register, bodies: Array(inputs.territory.bodies[bodies]),
      law: inputs.law)
    tally = Tally(inputs)
    let holders = AccountHolders(seed: inputs.seed, rates: inputs.access.rates(on: days.lowerBound))
    let terms = inputs.statutes.statute(on: days.lowerBound).termsVersion
    for (place, person) in officials.enumerated() {
      let holder = holders.open(place, person: person, terms: terms, roster, &shard)
      if holder.isOpen {
        actors.holdAccount(place, terms: UInt8(clamping: terms), isStrong: holder.isStrong)
        tally.access.adopted += 1
        if holder.isStrong { tally.access.adoptedStrong += 1 }
      }
      auditor.meet(
        place, isKnown: holder.isKnown, hasAccount: holder.isOpen, terms: terms,
        isStrong: holder.isStrong, isVolunteer: isVolunteer[place])
    }
    scribe = Scribe.among(officials, inputs, deliberations, shard)
    self.shard = shard
    expectSendings()
  }

  /// Has the judge keep a book of answers where messages are lost or come twice.
  private mutating func expectSendings() {
    guard courier != nil else { return }
    let first = inputs.days.lowerBound
    auditor.expectSendings(
      within: Int(inputs.behaviour.number("behaviour.operator.key_days", on: first)))
  }

  /// What became of the faults of messages, at the end of the run.
  func faultCounts() -> FaultCounts {
    var courier = courier
    courier?.close()
    return courier?.counts ?? FaultCounts()
  }

  /// The seed of what people do: that of the run, unless a known-bad harness draws from another.
  private static func seed(of officials: Range<Int>, _ inputs: RunInputs) -> UInt64 {
    switch inputs.mutant {
    case .seedPerShard: inputs.seed ^ UInt64(officials.lowerBound) << 32
    case .seedPerThread: inputs.seed ^ UInt64(inputs.jobs) << 32
    default: inputs.seed
    }
  }

  /// A shard whose councils have deliberated, and that knows none of its officials yet.
  private static func shard(
    _ officials: Range<Int>, _ inputs: RunInputs, _ deliberations: [Deliberation]
  ) -> Shard {
    let days = inputs.days
    var shard = Shard(
      base: UInt32(officials.lowerBound), count: officials.count, bodies: deliberations.count,
      first: days.lowerBound, last: days.upperBound, mutant: inputs.mutant,
      keyDays: Int(inputs.behaviour.number("behaviour.operator.key_days", on: days.lowerBound)))
    for (place, deliberation) in deliberations.enumerated() {
      shard.deliberate(deliberation, body: place)
    }
    return shard
  }

  /// Lives one day.
  mutating func live(
    _ today: Today, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    let day = context.day
    if let rates = today.access { actors.turn(to: rates) }
    if today.areRatesNew { actors.turn(to: inputs.rates.rates(on: day)) }
    if today.isFirst || today.isNewYear {
      let year = today.date.year
      actors.planYear(year, from: day, roster: inputs.roster, rates: inputs.rates.rates(on: day))
      actors.planVisits(year, from: day)
    }
    if today.isNewYear { renewBudgets() }
    if today.isFirst || context.statuteChanged { actors.statute = context.statute }
    evening.reset()
    batch.reset(day)
    if today.isFirst { batch.reserve(feed.openingCount) }
    feed.announce(day, inputs.roster, base: officials.lowerBound, &batch)
    preload(day, batch)
    treasury.wire(on: day, context.statute, &batch)
    actors.act(
      on: day, shard, catalogue: context.catalogue, seatsTaken: context.seatsTaken, &batch)
    filter?.apply(&batch)
    if courier != nil { courier?.deliver(&batch) }
    run(today, context, &batch)
    if courier != nil { collect(batch) }
    if inputs.capturedDay == day { captured = DayRecord(batch, base: officials.lowerBound) }
    actors.react(to: batch, catalogue: context.catalogue)
    followRegistry(batch)
    if today.isCreditDay { actors.planConsultations(after: day) }
    followEndedMandates(batch)
    count(today, batch, context)
    scribe?.write(batch, shard, context, valuing: today.faults?.lateness?.creditDue)
    if inputs.isAudited { audit(today, batch, context) }
    handOver(batch)
    // Here, where the other districts do it at the same time.
    if today.isMonthEnd || today.isLast { _ = stock(on: day, cap: context.statute.cap) }
  }

  /// Has the platform live the day, by a clock that may be wrong.
  private mutating func run(
    _ today: Today, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    guard let machine = today.faults?.clock else {
      shard.run(context, &batch)
      return
    }
    let next = shard.beginDay(context, &batch)
    let day = shard.execute(from: next, whileClockSays: machine, context, &batch)
    evening.isClockMonotone = day >= context.day
    shard.endDay(context, &batch)
  }

  /// Looks at what became of the messages, and lets people hear what they hear.
  private mutating func collect(_ batch: borrowing Batch) {
    courier?.collect(batch)
    if let hearing = courier?.hearing { actors.hearing = hearing }
  }

  /// Judges the day.
  private mutating func audit(
    _ today: Today, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    if let faults = today.faults { auditor.lateness = faults.lateness }
    if today.isClose { auditor.findings.look(closely: today.kind) }
    auditor.judge(batch, context)
    if !batch.forms.isEmpty { auditor.judgeKept(batch, shard) }
    auditor.judgeErased(batch, shard)
    if today.date.day == 1 { auditor.scan(shard, context) }
    if today.isClose { auditor.findings.look(closely: nil) }
  }

  /// Reads what the day's people touch before anything is done with it.
  ///
  /// A command waits for half a dozen cache lines of its official, one after the other; read for
  /// all officials of the day in a row, the waits overlap. On days with more people than the cache
  /// holds the registry goes through them in order anyway.
  private mutating func preload(_ day: Day, _ batch: borrowing Batch) {
    people.removeAll(keepingCapacity: true)
    visitors.removeAll(keepingCapacity: true)
    slots.removeAll(keepingCapacity: true)
    for command in batch.commands { people.append(command.official) }
    actors.wake(on: day, &people, visitors: &visitors)
    guard people.count < 4_096 else { return }
    preloaded &+= shard.preload(people, visitors: visitors, slots: &slots)
    preloaded &+= actors.preload(people, visitors: visitors)
    guard inputs.isAudited else { return }
    preloaded &+= auditor.preload(people, visitors: visitors, slots: slots)
  }

  /// Ends the audit of a run.
  mutating func close(_ context: borrowing DayContext) {
    auditor.scan(shard, context, isLast: true)
    auditor.close(context)
  }

  /// Counts one by one who holds what, and who is in which queue.
  ///
  /// - Parameters:
  ///   - day: The day, over.
  ///   - cap: The cap in force, in cents.
  /// - Returns: What was counted; once for a day, however often somebody asks.
  mutating func stock(on day: Day, cap: Int64) -> MonthEnd {
    if let monthEnd, monthEnd.held.day == day { return monthEnd }
    var end = MonthEnd(held: HeldMonth(day, cap: cap))
    end.held.count(shard.accounts.balances)
    queues.count(shard, on: day, &end)
    end[.corrections] = feed.askedStock(on: day)
    end[.feed] = feed.owedStock(on: day)
    monthEnd = end
    return end
  }

  /// The district's parts of queues.
  var queueParts: [(DayQueueKind, QueueCount)] {
    [
      (.corrections, feed.asked), (.feed, feed.owed), (.prerequisites, queues.prerequisites),
      (.control, queues.control), (.payments, queues.payments),
    ]
  }

  /// Begins another month of the queues.
  mutating func beginMonth() {
    feed.beginMonth()
    queues.beginMonth()
  }

  /// What was counted of the Pacific, with the accounts as they are now.
  func closedPacific(_ parity: Francs.Parity) -> PacificTally {
    var closed = pacific
    closed.close(shard.accounts, pacificPlaces, parity)
    return closed
  }

  /// Hands over what is settled between the districts, beside the movement of the fund's cash.
  private mutating func handOver(_ batch: borrowing Batch) {
    evening.seatsLost = auditor.seatsLost
    if !batch.jobWork.isEmpty { evening.jobWork += batch.jobWork }
    evening.doubts = batch.doubts
    if !batch.claims.isEmpty { evening.claims += batch.claims }
    if !batch.sales.isEmpty { evening.sales += batch.sales }
    if !auditor.sales.isEmpty { evening.judgedSales += auditor.sales }
    if !batch.tickets.isEmpty { evening.tickets += batch.tickets }
    if !batch.supportAnswers.isEmpty {
      for var answer in batch.supportAnswers {
        answer.official += UInt32(officials.lowerBound)
        evening.answers.append(answer)
      }
    }
    if !actors.controls.isEmpty {
      evening.controls += actors.controls
      actors.controls.removeAll(keepingCapacity: true)
    }
    if !actors.reports.isEmpty {
      evening.reports += actors.reports
      actors.reports.removeAll(keepingCapacity: true)
    }
  }

  /// What prefectures and people do about rows that were set aside, and about answers of support.
  private mutating func followRegistry(_ batch: borrowing Batch) {
    let rejected = shard.recognition.rejected
    let hasRejections = rejected > lastRejected
    lastRejected = rejected
    guard hasRejections || !batch.supportAnswers.isEmpty else { return }
    feed.react(to: batch, hasRejections: hasRejections, base: officials.lowerBound)
    guard hasRejections else { return }
    for index in batch.outcomes.indices {
      let outcome = batch.outcomes[index]
      guard case .recognise = outcome.verb, outcome.isSetAside else { continue }
      actors.planNotice(Int(outcome.official), from: max(batch.day, inputs.serviceOpening))
    }
  }

  /// Votes the budgets of top-ups for a new year.
  private mutating func renewBudgets() {
    for (body, deliberation) in deliberations.enumerated() where deliberation.perTraining > 0 {
      shard.deliberate(deliberation, body: body)
    }
    auditor.renew(deliberations)
    scribe?.renewBudgets()
  }

  /// What the end of the last mandate makes people plan.
  private mutating func followEndedMandates(_ batch: borrowing Batch) {
    // The registry's commands come first in a batch, and the outcomes are in their order.
    guard batch.commands.first?.verb.isRegistry == true else { return }
    for index in batch.outcomes.indices {
      let outcome = batch.outcomes[index]
      guard case .mandateEnds = outcome.verb, outcome.isApplied else { continue }
      let place = Int(outcome.official)
      guard shard.accounts.balances[place].flags & Accounts.Flag.inOffice == 0 else { continue }
      let mandate = batch.commands[Int(outcome.command)].first
      actors.planAfterMandate(
        place, batch.day, hasResigned: feed.hasResigned(mandate), roster: inputs.roster)
    }
  }

  /// Counts the day.
  private mutating func count(
    _ today: Today, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    let year = today.date.year - tally.firstYear
    for job in batch.jobs { tally.countApplied(job.verb, times: job.count) }
    tally.count(batch, year: year, shard, inputs.roster, context)
    queues.count(batch, tally.steps, shard)
    if !pacificPlaces.isEmpty {
      pacific.count(batch, pacificPlaces, base: officials.lowerBound, context.statute.parity)
    }
    tally.informed += batch.informed
    evening.movement = tally.count(batch.postings, day: context.day.rawValue, year: year)
    guard today.isYearEnd || today.isLast else { return }
    let wanted = Accounts.Flag.fed | Accounts.Flag.inOffice
    tally.years[year].fedAccounts = shard.accounts.balances.count { $0.flags & wanted == wanted }
  }
}
