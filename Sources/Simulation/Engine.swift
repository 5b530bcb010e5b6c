internal import Audit
internal import Behaviour
package import Calendar
internal import Kernel
internal import Law
package import Ledger
internal import Platform
internal import Population
internal import Territory

/// A run: every day of every shard, and the settlement between days.
///
/// The order inside a day is fixed: the provider portal does its commands; each shard does its
/// registry, jobs, deadlines, commands and payments; then seats are settled in the order (releases
/// first, official, dossier), the fund is balanced, and the portal hears what bodies were paid and
/// what controls found. Shards do not see each other within a day, so any number of threads gives
/// the same bits.
package final class Engine {
  private let inputs: RunInputs
  private let market: Market
  private let legal: LegalCalendar
  private var workers: [Worker] = []
  /// What the days are written on: for each thread, or for each worker.
  private var papers: [Paper] = []
  private var portal: PortalDay
  private var portalBatch = Batch()
  /// The fund, and who settles the seats.
  private var fund: FundDesk
  private var shared: SharedAuditor
  private let registers: Registers
  private var help: HelpCentre
  private var evening = Evening()
  /// Figures day by day, queues and holdings.
  private var chronicle: Chronicle
  /// What befalls jobs, clock and payment provider, where anything does.
  private var faultDesk: FaultDesk?
  private var sharedTally: Tally
  private var queuePrint = Fingerprint()
  private var statement: StatementBuilder?
  private var lawWitnesses: LawWitnesses
  private var dayCounts = DayCounts()
  private var lastDay: Day
  /// What each day leaves to be settled with other blocks, where there are any.
  package private(set) var blockDays: [BlockDay] = []
  private var movedBefore: Int64 = 0
  /// A print of everything so far, at the end of each month: where two runs first differ.
  private var months: [UInt64] = []
  /// What the portal did on the captured day.
  private var capturedPortal = DayRecord()

  /// What the allocator counts of the calling thread, where somebody wants to know it by thread.
  package var meter: (@Sendable () -> UInt64)?
  /// What each thread allocated while the days were lived, in bytes, where ``meter`` counts it.
  package private(set) var threadBytes: [UInt64] = []

  /// What others decide, for the journals of a sample.
  package private(set) var annals = Annals()

  /// What was written down of the sample, by district.
  package var journals: [Journal] { workers.compactMap { $0.district.scribe?.journal } }

  /// Receives the postings of each day, shard by shard.
  package typealias Sink = (Day, [Posting]) throws -> Void

  /// Prepares a run: the market, the shards, the registry's announcements.
  ///
  /// - Parameters:
  ///   - inputs: Everything that the run depends on.
  ///   - groundwork: The market and the registers of these inputs, where they were made before.
  package init(_ inputs: RunInputs, on groundwork: Groundwork? = nil) {
    self.inputs = inputs
    let first = inputs.days.lowerBound
    let groundwork = groundwork ?? Groundwork(inputs)
    market = groundwork.market
    legal = LegalCalendar(inputs.law, statutes: inputs.statutes, working: inputs.working)
    fund = FundDesk(
      inputs.behaviour, on: first, persons: inputs.roster.persons.count, mutant: inputs.mutant)
    portal = PortalDay(market, inputs)
    shared = SharedAuditor(
      sessions: market.catalogue.sessions.count, fund: fund.cash,
      books: BodyBooks(market.catalogue, grants: market.grants, year: first.year))
    sharedTally = Tally(years: first.year...inputs.days.upperBound.year)
    lastDay = first
    if let traced = inputs.traced {
      statement = StatementBuilder(
        official: traced, isPacific: inputs.roster.pacific.contains(Int(traced)))
    }
    registers = groundwork.registers
    faultDesk = FaultDesk(inputs)
    help = HelpCentre(inputs)
    chronicle = Chronicle(inputs.days)
    lawWitnesses = LawWitnesses(inputs.law, in: inputs.days)
    workers = Worker.all(inputs, market, registers)
    for worker in workers { worker.district.auditor.books = shared.books }
    if inputs.isAudited { keepDetail() }
  }

  /// Opens the books of single evaluations, where any day is looked at closely.
  private func keepDetail() {
    if case .none = inputs.closeLook.days { return }
    let detail = Detail(Strata(inputs.roster), clock: inputs.closeLook.clock)
    for worker in workers { worker.district.auditor.findings.keep(detail) }
    shared.findings.keep(detail)
    help.keep(detail)
  }

  /// What reached the platform, where the run has a focus: by day, then by department.
  package var operations: [Operation] {
    let all = workers.flatMap { $0.district.filter?.operations ?? [] }
    return all.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
      .map(\.element)
  }

  /// What happened on the captured day: the portal first, then official by official.
  package var captured: DayRecord {
    var all = capturedPortal
    for worker in workers { all.events += worker.district.captured.events }
    all.sort()
    all.fund = fund.cash
    return all
  }

  /// A print of everything so far.
  package var print: UInt64 { printSoFar.value }

  /// Runs until the last day.
  ///
  /// - Parameters:
  ///   - last: The last day to run; that of the inputs by default.
  ///   - dayEnded: Called at the end of each day; `false` ends the run there.
  ///   - sink: Receives the postings of each day.
  ///   - recorder: Takes note of each day and month.
  /// - Returns: Whether the run reached its last day.
  /// - Throws: What the sink or the recorder throws.
  package func run(
    until last: Day? = nil, dayEnded: (Day) -> Bool = { _ in true }, sink: Sink? = nil,
    recorder: (any Recorder)? = nil
  ) throws -> Bool {
    let first = inputs.days.lowerBound
    let last = min(last ?? inputs.days.upperBound, inputs.days.upperBound)
    let crew = Crew(jobs: inputs.jobs)
    defer { crew.dismiss() }
    // Whoever reads the batches in the evening needs them all.
    let areKept = sink != nil || recorder != nil || statement != nil
    papers = (0..<(areKept ? workers.count : max(1, inputs.jobs))).map { _ in Paper() }
    let moment = Moment(legal.firstDay(market.catalogue), inputs)
    moment.context.directory = registers.directory
    let (workers, papers) = (workers, papers)
    threadBytes = crew.read(meter)
    defer { threadBytes = crew.read(meter, since: threadBytes) }
    let isWhole = try DayLoop(first...last).run(
      crew, shards: workers.count,
      live: { index, _, thread in
        workers[index].live(
          moment.today, moment.context, papers[areKept ? index : thread])
      },
      prepare: { begin($0.lowerBound, moment) },
      settle: { days in
        let day = days.lowerBound
        if moment.today.isNewYear, inputs.isAudited { judgeLabels(day) }
        try settle(moment, sink, recorder)
        if moment.today.isMonthEnd || day == last {
          closeMonth(moment.context)
          try recorder?.closeMonth(on: day, fund: fund.cash)
        }
        // Stopped on its last day a run is complete, and judged as such.
        guard !dayEnded(day), day < last else { return true }
        if !moment.today.isMonthEnd {
          chronicle.closeMonth(day, cap: moment.context.statute.cap, workers, &help)
          try recorder?.closeMonth(on: day, fund: fund.cash)
        }
        return false
      })
    guard isWhole else { return false }
    portal.close(moment.context)
    if inputs.isAudited {
      for worker in workers { worker.district.close(moment.context) }
    }
    return true
  }

  /// Begins a day: its law, its calendar, its faults and what the provider portal does.
  private func begin(_ day: Day, _ moment: Moment) {
    lastDay = day
    legal.turn(&moment.context, to: day)
    moment.context.isPaymentProviderDown = inputs.access.isPaymentProviderDown(on: day)
    moment.context.isPaymentDay = inputs.isPaymentDay(day)
    moment.today = Today(moment.context, inputs, faultDesk?.begin(&moment.context))
    openAudit(moment.today)
    portal.live(
      &moment.context, &portalBatch, &sharedTally, &shared, isAudited: inputs.isAudited)
    if inputs.capturedDay == day { capturedPortal = DayRecord(portal: portalBatch) }
    if !inputs.sample.isEmpty { annals.note(moment.context) }
  }

  /// Begins a day of what all shards share, and notes what was judged before the law changes.
  private func openAudit(_ today: Today) {
    guard inputs.isAudited else { return }
    shared.findings.look(closely: today.isClose ? today.kind : nil)
    help.look(closely: today.isClose ? today.kind : nil)
    dayCounts.count(today.kind, isClose: today.isClose)
    guard lawWitnesses.isMarked(lastDay) else { return }
    var findings = [shared.findings, help.judge.findings]
    for worker in workers { findings.append(worker.district.auditor.findings) }
    lawWitnesses.mark(lastDay, findings)
  }

  /// Settles what the shards share: seats, then the fund.
  private func settle(
    _ moment: Moment, _ sink: Sink?, _ recorder: (any Recorder)?
  ) throws {
    let day = moment.context.day
    evening.reset()
    for worker in workers { evening.add(worker.district.evening) }
    if sink != nil || recorder != nil || statement != nil {
      try write(day, moment, sink, recorder)
    }
    portal.settle(evening, &moment.context, shared)
    shared.judgeLosses(evening.seatsLost, day: day.rawValue)
    if !evening.claims.isEmpty { settleSeats(moment) }
    help.settle(day, evening, workers, inputs)
    faultDesk?.end(day, evening)
    if inputs.isBlock {
      leave(moment.today)
    } else {
      try settleFund(moment, sink, recorder)
    }
    chronicle.note(
      moment.today, day, workers, help, sharedTally, fund: inputs.isBlock ? 0 : fund.cash)
  }

  /// Settles the fund of a run whose only block this is.
  private func settleFund(
    _ moment: Moment, _ sink: Sink?, _ recorder: (any Recorder)?
  ) throws {
    let day = moment.context.day
    let postings = fund.settle(
      evening.movement, moment.context, isFirst: day == inputs.days.lowerBound,
      judge: inputs.isAudited, &shared, &sharedTally, &queuePrint)
    guard !postings.isEmpty else { return }
    try sink?(day, postings)
    try recorder?.record(postings, on: day)
  }

  /// Leaves what is settled over all blocks of a run.
  private func leave(_ today: Today) {
    let moved = inputs.isAudited ? movedByAudit : 0
    blockDays.append(
      BlockDay(
        movement: evening.movement, moved: moved - movedBefore,
        kind: today.kind,
        isClose: today.isClose))
    movedBefore = moved
  }

  /// What the judges of the shards have added up of the fund's postings.
  private var movedByAudit: Int64 {
    let fund = Int(Account.fund.rawValue)
    return workers.reduce(0) { $0 + $1.district.auditor.totals[fund] }
  }

  /// Writes the day's postings, and the statement of whoever is traced.
  private func write(
    _ day: Day, _ moment: Moment, _ sink: Sink?, _ recorder: (any Recorder)?
  ) throws {
    for (worker, paper) in zip(workers, papers) {
      if let sink, !paper.batch.postings.isEmpty { try sink(day, paper.batch.postings) }
      try recorder?.record(
        paper.batch, base: UInt32(worker.officials.lowerBound), moment.context)
      statement?.read(paper.batch, base: worker.officials.lowerBound, moment.context.statute)
    }
  }

  private func settleSeats(_ moment: Moment) {
    Settlement.order(&evening.claims)
    let claims = evening.claims
    let isLost = fund.settlement.settle(claims, &moment.context)
    if inputs.isAudited { shared.judge(claims, isLost: isLost, moment.context) }
    for (claim, isLost) in zip(claims, isLost) where isLost {
      let official = Int(claim.official)
      guard let worker = workers.first(where: { $0.officials.contains(official) }) else { continue }
      let place = UInt64(official - worker.officials.lowerBound)
      worker.district.shard.lostSeats.append(place << 16 | UInt64(claim.number))
      queuePrint.add(UInt64(claim.official), UInt64(claim.number))
    }
  }

  /// Compares the credits of the year before, counted as they came, with the accounts over all
  /// shards.
  private func judgeLabels(_ day: Day) {
    var sum = (counted: Int64(0), found: Int64(0))
    for worker in workers {
      sum.counted += worker.district.auditor.labelled.counted
      sum.found += worker.district.auditor.labelled.found
    }
    shared.recomputeLabels(counted: sum.counted, found: sum.found, day: day.rawValue)
  }

  /// Judges the fund and takes a print of the month.
  private func closeMonth(_ context: borrowing DayContext) {
    let day = context.day
    if inputs.isAudited {
      var seats: [UInt32] = []
      for worker in workers { worker.district.auditor.addSeats(to: &seats, on: day) }
      shared.recomputeSeats(seats, context)
      if !inputs.isBlock {
        shared.judgeFund(fund.cash, moved: movedByAudit, day: day.rawValue)
      }
    }
    chronicle.closeMonth(day, cap: context.statute.cap, workers, &help)
    if inputs.isAudited {
      for (queue, figures) in zip(DayQueueKind.allCases, chronicle.queues) {
        shared.judgeQueue(
          queue.name, arrivals: figures.arrivals, lost: figures.lost, gap: figures.gap,
          day: day.rawValue)
      }
    }
    months.append(printSoFar.value)
  }

  private var printSoFar: Fingerprint {
    var print = queuePrint
    for worker in workers {
      print.merge(worker.district.tally.ledgerPrint)
      print.merge(worker.district.tally.outcomePrint)
      print.merge(worker.district.tally.dossierPrint)
    }
    print.merge(sharedTally.ledgerPrint)
    print.merge(help.print)
    print.merge(sharedTally.outcomePrint)
    return print
  }

  /// Figures day by day, so far.
  package var series: DaySeries { chronicle.series }

  /// The departments as they are now.
  private func departments(_ confirmed: [Int32]) -> [DepartmentCount] {
    inputs.roster.personRanges.enumerated().map { department, range in
      var count = DepartmentCount()
      for worker in workers {
        let first = worker.officials.lowerBound
        for person in range.clamped(to: worker.officials) {
          count.count(worker.district.shard.accounts.balances[person - first])
        }
      }
      count.confirmed = department < confirmed.count ? Int64(confirmed[department]) : 0
      return count
    }
  }

  /// What the run came to.
  package func outcome() -> RunOutcome {
    var tally = sharedTally
    var findings = shared.findings
    findings.merge(help.judge.findings)
    var queue = queuePrint
    queue.merge(help.print)
    var steps = AccountSteps()
    var balances = RunOutcome.Balances()
    var totals = [Int64](repeating: 0, count: Account.allCases.count)
    var work = RunOutcome.Work()
    var pacific = PacificTally()
    let parity = inputs.statutes.statute(on: lastDay).parity
    var control = ControlCount()
    for worker in workers {
      tally.merge(worker.district.tally)
      findings.merge(worker.district.auditor.findings)
      steps.add(worker.district.shard.portals)
      control.add(worker.district.actors.control)
      balances.add(worker.district.shard.accounts)
      for index in totals.indices { totals[index] += worker.district.auditor.totals[index] }
      work.add(worker.district)
      pacific.merge(worker.district.closedPacific(parity))
    }
    work.close(tally, findings, self.portal)
    var portal = portal.count
    portal.control = .init(control)
    var outcome = RunOutcome(
      lastDay: lastDay, tally: tally, findings: findings,
      lawChanges: inputs.isAudited ? lawWitnesses.lines(findings) : [], days: dayCounts,
      reads: RunOutcome.Reads(tally.access),
      steps: steps, balances: balances,
      fund: fund.cash, advances: fund.settlement.advances, office: fund.office, months: months,
      queue: queue, portal: portal, work: work, pacific: pacific,
      statement: statement?.lines ?? [], shards: workers.count,
      accounts: workers.reduce(0) { $0 + $1.district.shard.accounts.count },
      help: help.figures(workers), series: chronicle.series,
      queues: chronicle.queues, held: chronicle.held,
      departments: departments(tally.confirmedIn),
      faults: FaultDesk.counts(faultDesk, workers, inputs))
    outcome.findPeaks()
    return outcome
  }
}
