internal import Audit
internal import Behaviour
internal import Calendar
internal import Law
internal import Ledger
internal import Platform
internal import Population
internal import Territory

/// One shard with its people and its judge.
///
/// Exactly one thread works on it at a time; the crew's meeting at the end of each day hands it
/// over.
final class Worker: @unchecked Sendable {
  let officials: Range<Int>
  let bodies: Range<Int>
  var shard: Shard
  var actors: Actors
  var auditor: Auditor
  var batch = Batch()
  var tally: Tally
  /// The day's movement of the fund's cash, from the postings.
  var fundMovement: Int64 = 0
  /// What is counted of the officials of the Pacific, and who they are, by place.
  var pacific = PacificTally()
  let pacificPlaces: Range<Int>
  private var feed: Feed
  /// How many rows had been set aside by the end of the day before.
  private var lastRejected = 0
  private var treasury: Treasury
  private let inputs: RunInputs
  /// Who is touched today, and the slots of their newest dossiers.
  private var people: [UInt32] = []
  private var slots: [UInt32] = []
  /// What reading ahead came to: without a meaning.
  private var preloaded: UInt64 = 0
  /// The councils' deliberations, whose budgets are voted anew each year.
  private let deliberations: [Deliberation]

  init(
    _ officials: Range<Int>, bodies: Range<Int>, _ inputs: RunInputs, _ market: Market,
    _ registers: Registers
  ) {
    self.officials = officials
    self.bodies = bodies
    self.inputs = inputs
    let days = inputs.days
    let roster = inputs.roster
    let pacific = roster.pacific.clamped(to: officials)
    pacificPlaces =
      pacific.lowerBound - officials.lowerBound..<pacific.upperBound - officials.lowerBound
    let treasury = Treasury(bodies: Array(inputs.territory.bodies[bodies]), law: inputs.law)
    let deliberations = treasury.deliberations(
      seed: inputs.seed, first: bodies.lowerBound, behaviour: inputs.behaviour,
      on: days.lowerBound)
    var shard = Self.shard(officials, inputs, deliberations)
    shard.designatePacific(pacificPlaces)
    let wallets = Wallets(
      seed: inputs.seed, behaviour: inputs.behaviour,
      statute: inputs.statutes.statute(on: days.lowerBound), day: days.lowerBound)
    var marks: [UInt8] = []
    var payers: [Int32] = []
    for (place, person) in officials.enumerated() {
      let wallet = wallets.wallet(of: person, roster)
      marks.append(wallet.marks)
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
    let working = inputs.working
    actors = Actors(
      seed: inputs.seed, officials: officials, roster: roster, bodies: payers, marks: marks,
      market: market,
      statute: inputs.statutes.statute(on: days.lowerBound),
      rates: inputs.rates(of: days.lowerBound.year),
      working: working, days: days)
    actors.pacific = pacificPlaces
    feed = Feed(roster, officials: officials, prefecture: registers.prefecture, days: days)
    for (place, day) in feed.omitted {
      actors.planNotice(place, from: max(day, inputs.serviceOpening))
    }
    auditor = Auditor(
      officials: officials, roster: roster, deliberations: deliberations,
      register: registers.register, bodies: Array(inputs.territory.bodies[bodies]),
      law: inputs.law)
    tally = Tally(years: days.lowerBound.year...days.upperBound.year)
    let holders = AccountHolders(seed: inputs.seed, rates: inputs.access.rates(on: days.lowerBound))
    let terms = inputs.statutes.statute(on: days.lowerBound).termsVersion
    for (place, person) in officials.enumerated() {
      let holder = holders.open(place, person: person, terms: terms, roster, &shard)
      if holder.isOpen {
        actors.holdAccount(place)
        tally.access.adopted += 1
      }
      auditor.meet(place, isKnown: holder.isKnown, hasAccount: holder.isOpen, terms: terms)
    }
    self.shard = shard
    self.treasury = treasury
    self.deliberations = deliberations
    batch.reserve(feed.openingCount)
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
  func live(_ context: borrowing DayContext) {
    let day = context.day
    let date = day.civil
    if let rates = inputs.access.change(on: day) { actors.turn(to: rates) }
    if day == inputs.days.lowerBound || (date.month == 1 && date.day == 1) {
      actors.planYear(
        date.year, from: day, roster: inputs.roster, rates: inputs.rates(of: date.year))
      actors.planVisits(date.year, from: day)
    }
    if date.month == 1, date.day == 1 { renewBudgets() }
    if day == inputs.days.lowerBound || context.statuteChanged { actors.statute = context.statute }
    batch.reset(day)
    feed.announce(day, inputs.roster, base: officials.lowerBound, &batch)
    preload(day)
    treasury.wire(on: day, context.statute, &batch)
    actors.act(
      on: day, shard, catalogue: context.catalogue, seatsTaken: context.seatsTaken, &batch)
    shard.run(context, &batch)
    actors.react(to: batch, catalogue: context.catalogue)
    followRegistry()
    planAhead(context)
    count(context)
    guard inputs.isAudited else { return }
    auditor.judge(batch, context)
    if !batch.forms.isEmpty { auditor.judgeKept(batch, shard) }
    if date.day == 1 { auditor.scan(shard, context) }
  }

  /// Reads what the day's people touch before anything is done with it.
  ///
  /// A command waits for half a dozen cache lines of its official, one after the other; read for all
  /// officials of the day in a row, the waits overlap. On days with more people than the cache holds
  /// the registry goes through them in order anyway.
  private func preload(_ day: Day) {
    people.removeAll(keepingCapacity: true)
    for command in batch.commands { people.append(command.official) }
    actors.wake(on: day, &people)
    guard people.count < 4_096 else { return }
    slots.removeAll(keepingCapacity: true)
    preloaded &+= shard.preload(people, slots: &slots) &+ actors.preload(people)
    if inputs.isAudited { preloaded &+= auditor.preload(people, slots: slots) }
  }

  /// How many corrections of this shard prefectures were asked for and have not made.
  var correctionBacklog: Int { feed.asked.backlog }
  /// Corrections that support asked for.
  var askedCorrections: QueueFigures { feed.asked }
  /// How many officials' rows were forgotten at first.
  var omittedCount: Int { feed.omitted.count }

  /// What prefectures and people do about rows that were set aside, and about answers of support.
  private func followRegistry() {
    let rejected = shard.recognition.rejected
    let hasRejections = rejected > lastRejected
    lastRejected = rejected
    guard hasRejections || !batch.supportAnswers.isEmpty else { return }
    feed.react(to: batch, hasRejections: hasRejections, base: officials.lowerBound)
    guard hasRejections else { return }
    for outcome in batch.outcomes {
      guard case .recognise = outcome.verb, outcome.isSetAside else { continue }
      actors.planNotice(
        Int(outcome.official), from: max(batch.day, inputs.serviceOpening))
    }
  }

  /// Votes the budgets of top-ups for a new year.
  private func renewBudgets() {
    for (body, deliberation) in deliberations.enumerated() where deliberation.perTraining > 0 {
      shard.deliberate(deliberation, body: body)
    }
    auditor.renew(deliberations)
  }

  /// What ended mandates and credits make people plan.
  private func planAhead(_ context: borrowing DayContext) {
    let day = context.day
    // Asked of the calendar: whether somebody was credited depends on who shares the shard.
    let year = day.year
    let isCreditDay =
      day == context.hours.until
      || day > context.hours.until
        && (context.creditDays.day(year, isMunicipal: true) == day
          || context.creditDays.day(year, isMunicipal: false) == day)
    if isCreditDay { actors.planConsultations(after: day) }
    let ended = batch.commands.prefix { $0.verb.isRegistry }.count
    guard ended > 0 else { return }
    for outcome in batch.outcomes {
      guard case .mandateEnds = outcome.verb, outcome.isApplied else { continue }
      let place = Int(outcome.official)
      guard shard.accounts.balances[place].flags & Accounts.Flag.inOffice == 0 else { continue }
      let command = batch.commands[Int(outcome.command)]
      actors.planAfterMandate(
        place, day, hasResigned: feed.hasResigned(command.first), roster: inputs.roster)
    }
  }

  /// Counts the day.
  private func count(_ context: borrowing DayContext) {
    let year = context.day.year - tally.firstYear
    for job in batch.jobs { tally.operations[Int(job.verb.rawValue)] += job.count }
    tally.count(batch, year: year, shard, inputs.roster, context)
    if !pacificPlaces.isEmpty {
      pacific.count(batch, pacificPlaces, base: officials.lowerBound, context.statute.parity)
    }
    tally.informed += batch.informed
    fundMovement = tally.count(batch.postings, day: context.day.rawValue, year: year)
    let date = context.day.civil
    guard date.month == 12 && date.day == 31 || context.day == inputs.days.upperBound else {
      return
    }
    let wanted = Accounts.Flag.fed | Accounts.Flag.inOffice
    tally.years[year].fedAccounts = shard.accounts.balances.count { $0.flags & wanted == wanted }
  }
}
