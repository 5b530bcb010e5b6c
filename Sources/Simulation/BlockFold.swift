package import Audit
internal import Behaviour
internal import Calendar
internal import Law
internal import Ledger
internal import Platform

/// What a day of a block leaves to be settled with the same day of the others.
package struct BlockDay: Sendable {
  /// The movement of the fund's cash, in cents.
  var movement: Int64
  /// The same, as the judge added it up.
  var moved: Int64
  /// What kind of day it is for the audit, and whether it is looked at closely.
  let kind: Detail.DayKind
  let isClose: Bool

  fileprivate mutating func add(_ other: BlockDay) {
    movement += other.movement
    moved += other.moved
  }
}

/// Adds up the blocks of a run: countries side by side that share nothing but the fund.
///
/// Everything adds up in any order, so that it does not matter which block ends first. What is one
/// for all is settled when all have ended: the fund, day by day over the sum of the movements, and
/// the peaks of queues, over the sum of the backlogs. Nobody's day depends on either.
package struct BlockFold: Sendable {
  /// What all blocks have in common.
  private let rules: Rules
  private var sum: RunOutcome?
  private var days: [BlockDay] = []
  private var blocks = 0

  private struct Rules: Sendable {
    let days: ClosedRange<Day>
    let law: ParameterTable
    let behaviour: ParameterTable
    let statutes: Statutes
    let working: WorkingDays
    let isAudited: Bool
    let mutant: Mutant
    let closeLook: CloseLook
  }

  /// Prepares to add up blocks.
  ///
  /// - Parameter inputs: The inputs of any of them.
  package init(_ inputs: RunInputs) {
    rules = Rules(
      days: inputs.days, law: inputs.law, behaviour: inputs.behaviour, statutes: inputs.statutes,
      working: inputs.working, isAudited: inputs.isAudited, mutant: inputs.mutant,
      closeLook: inputs.closeLook)
  }

  /// Adds a block.
  ///
  /// - Parameters:
  ///   - outcome: What it came to, its officials numbered among those of all blocks.
  ///   - days: What its days left.
  package mutating func add(_ outcome: RunOutcome, _ days: [BlockDay]) {
    blocks += 1
    for index in days.indices {
      if index < self.days.count {
        self.days[index].add(days[index])
      } else {
        self.days.append(days[index])
      }
    }
    if sum == nil { sum = outcome } else { sum?.add(outcome) }
  }

  /// What the run came to, the fund settled.
  ///
  /// - Returns: The outcome, and what the judge of the fund found, which is part of it; `nil` where
  ///   no block was added.
  package func outcome() -> (whole: RunOutcome, fund: Findings)? {
    guard var outcome = sum else { return nil }
    outcome.findPeaks()
    let fund = settleFund(&outcome)
    return (outcome, fund)
  }

  /// Lives all days once more for the fund alone.
  private func settleFund(_ outcome: inout RunOutcome) -> Findings {
    let first = rules.days.lowerBound
    var fund = FundDesk(
      rules.behaviour, on: first, persons: outcome.accounts, countries: blocks,
      mutant: rules.mutant)
    var judge = SharedAuditor(sessions: 0, fund: fund.cash)
    if case .none = rules.closeLook.days {
    } else {
      judge.findings.keep(Detail(Strata(), clock: rules.closeLook.clock))
    }
    var tally = Tally(years: first.year...rules.days.upperBound.year)
    var print = Fingerprint()
    var counts = DayCounts()
    var witnesses = LawWitnesses(rules.law, in: rules.days)
    let legal = LegalCalendar(rules.law, statutes: rules.statutes, working: rules.working)
    var context = legal.firstDay(Catalogue())
    var moved: Int64 = 0
    var months = 0
    for (index, one) in days.enumerated() {
      let day = first + index
      legal.turn(&context, to: day)
      if rules.isAudited {
        judge.findings.look(closely: one.isClose ? one.kind : nil)
        counts.count(one.kind, isClose: one.isClose)
        if witnesses.isMarked(day) { witnesses.mark(day, [judge.findings]) }
      }
      // Each country has a reserve: that of all is so many times the law's.
      let reserve = context.statute.fundReserve
      context.statute.fundReserve = reserve * Int64(blocks)
      _ = fund.settle(
        one.movement, context, isFirst: day == first, judge: rules.isAudited, &judge, &tally,
        &print)
      outcome.series.setFund(fund.cash, day: index)
      context.statute.fundReserve = reserve
      moved += one.moved
      guard (day + 1).civil.day == 1 || day == rules.days.upperBound else { continue }
      if rules.isAudited { judge.judgeFund(fund.cash, moved: moved, day: day.rawValue) }
      var soFar = print
      soFar.merge(tally.ledgerPrint)
      if months < outcome.months.count { outcome.months[months] &+= soFar.value }
      months += 1
    }
    judge.findings.renumber(from: 0, block: BlockNumbers.ofAll)
    outcome.settle(fund, judge.findings, tally, print, counts, rules.isAudited ? witnesses : nil)
    return judge.findings
  }
}

extension RunOutcome {
  /// Adds another block.
  fileprivate mutating func add(_ other: RunOutcome) {
    lastDay = max(lastDay, other.lastDay)
    tally.merge(other.tally)
    findings.merge(other.findings)
    lawChanges = zip(lawChanges, other.lawChanges).map { $0.adding($1.evaluations) }
    reads.add(other.reads)
    steps.merge(other.steps)
    balances.merge(other.balances)
    // A block that was stopped has fewer months, whose prints nobody compares.
    months = zip(months, other.months).map { $0 &+ $1 }
    queue.merge(other.queue)
    portal.merge(other.portal)
    work.add(other.work)
    pacific.merge(other.pacific)
    statement += other.statement
    shards += other.shards
    accounts += other.accounts
    help.merge(other.help)
    series.merge(other.series)
    for index in queues.indices { queues[index].merge(other.queues[index]) }
    for (index, month) in other.held.enumerated() {
      if index < held.count { held[index].merge(month) } else { held.append(month) }
    }
    for index in departments.indices { departments[index].merge(other.departments[index]) }
    if let more = other.faults { faults?.add(more) }
  }

  /// Enters what the fund of all blocks came to.
  fileprivate mutating func settle(
    _ desk: FundDesk, _ judged: Findings, _ counted: Tally, _ print: Fingerprint,
    _ counts: DayCounts, _ witnesses: LawWitnesses?
  ) {
    tally.merge(counted)
    findings.merge(judged)
    queue.merge(print)
    work.count(tally, findings)
    days = counts
    fund = desk.cash
    advances = desk.settlement.advances
    office = desk.office
    if let witnesses {
      lawChanges = zip(lawChanges, witnesses.lines(judged)).map { $0.adding($1.evaluations) }
    }
  }
}

extension LawChange {
  fileprivate func adding(_ more: Int64) -> LawChange {
    LawChange(day: day, parameters: parameters, evaluations: evaluations + more)
  }
}

extension AccountSteps {
  fileprivate mutating func merge(_ other: AccountSteps) {
    open += other.open
    for index in stopped.indices { stopped[index] += other.stopped[index] }
    locked += other.locked
    strong += other.strong
  }
}

extension RunOutcome.Balances {
  fileprivate mutating func merge(_ other: RunOutcome.Balances) {
    available += other.available
    reserved += other.reserved
    wallets.cpf += other.wallets.cpf
    wallets.cec += other.wallets.cec
    wallets.hours += other.wallets.hours
    wallets.open += other.wallets.open
    erased += other.erased
    dotation += other.dotation
    recognised += other.recognised
    inOffice += other.inOffice
  }
}

extension HelpFigures {
  fileprivate mutating func merge(_ other: HelpFigures) {
    recognition.merge(other.recognition)
    omitted += other.omitted
    inOffice += other.inOffice
    recognised += other.recognised
    help.merge(other.help)
    for index in ends.indices { ends[index] += other.ends[index] }
  }
}

extension PortalCount {
  fileprivate mutating func merge(_ other: PortalCount) {
    for index in publications.indices { publications[index] += other.publications[index] }
    for index in applied.indices { applied[index] += other.applied[index] }
    hearingsPending += other.hearingsPending
    lifted += other.lifted
    blocked += other.blocked
    lapsed += other.lapsed
    online += other.online
    bodies += other.bodies
    accredited += other.accredited
    qualiopi += other.qualiopi
    control.merge(other.control)
  }
}

extension PortalCount.Control {
  fileprivate mutating func merge(_ other: PortalCount.Control) {
    for index in committed.indices { committed[index] += other.committed[index] }
    for index in found.indices { found[index] += other.found[index] }
    released += other.released
    sanctioned += other.sanctioned
    inspections += other.inspections
    refused += other.refused
    undue += other.undue
    atStake += other.atStake
  }
}
