internal import Audit
internal import Calendar
internal import Law
internal import Ledger
internal import Platform

/// The real platform with its judges in one state of the search, in the middle of a day.
///
/// The order of a day is that of a run: registry, jobs and deadlines; commands; payments; then the
/// settlement of seats and of the fund.
///
/// Everything that is asked of a world is `mutating`, even where nothing changes, and a day's
/// context is handed on `inout`: both are kilobytes behind a reference, which are used in place and
/// would be copied at each question otherwise.
struct World: ~Copyable {
  /// A world that is lived in place.
  final class Box {
    var world: World

    init(_ world: consuming World) { self.world = world }
  }

  let scope: Scope
  let almanac: Almanac
  var shard: Shard
  var auditor: Auditor
  var shared: SharedAuditor
  private(set) var settlement: Settlement
  /// What the platform said last; the claims and the information of the whole day.
  private(set) var batch = Batch()
  /// What the judge of what is shared knew at the last settlement: participants by session, seats
  /// that must be lost, the fund without the postings of officials.
  private(set) var participants = SIMD8<Int16>()
  private(set) var awaitedLosses = 0
  private(set) var auditedFund: Int64
  /// The seats taken at the last settlement, by session.
  private(set) var seats = SIMD8<UInt8>()
  private(set) var day: Day
  /// The day with its law.
  private(set) var page: Almanac.Page
  /// The books, from the postings alone.
  private(set) var books = InlineArray<32, Int64>(repeating: 0)
  /// What the fund's cash moved by today.
  private(set) var movement: Int64 = 0
  var lives = InlineArray<2, Life>(repeating: Life())
  /// How many announcements the registry may still make.
  private(set) var announcementsLeft: Int
  /// The last command with its answer and its day, to be sent again.
  private(set) var last: (command: Command, rule: Rule, day: Day)?
  /// How many commands were sent: the key of the last one.
  private var steps: UInt64 = 0
  /// What the search itself has found wrong.
  var fault: Fault?
  /// Hears of everything that is done, where somebody wants to tell of it.
  var listener: (any Listener)?

  /// Makes the world of a scope on the morning of its first day, on which nobody is announced yet.
  init(_ scope: Scope, _ almanac: Almanac) {
    self.scope = scope
    self.almanac = almanac
    day = scope.first
    page = almanac.page(scope.first)
    announcementsLeft = scope.announcements
    shard = Shard(
      base: 0, count: scope.officials, bodies: 1, first: scope.first, last: scope.last,
      mutant: scope.mutant, keyDays: Self.keyDays, keyRoom: 16)
    shard.deliberate(scope.deliberation, body: 0)
    auditor = Auditor(
      people: scope.officials, mandates: scope.mandates, deliberations: [scope.deliberation])
    let terms = almanac.page(scope.last).context.statute.termsVersion
    for place in 0..<scope.officials {
      shard.register(
        place, pension: .distantFuture, cpf: scope.cpf, cec: scope.cec, year: scope.first.year,
        marks: Accounts.Flag.jobseeker)
      shard.adopt(place, password: TypedText(), terms: UInt8(clamping: terms), isStrong: true)
      auditor.meet(place, isKnown: true, hasAccount: true, terms: terms, isStrong: true)
    }
    auditedFund = scope.fund
    settlement = Settlement(fund: scope.fund, mutant: scope.mutant)
    shared = SharedAuditor(
      sessions: scope.sessions, fund: scope.fund,
      books: BodyBooks(scope.catalogue, year: scope.first.year))
    auditor.books = shared.books
  }

  /// Becomes what another world is; what this one's judges found stays.
  mutating func resume(_ other: inout World) {
    shard.resume(other.shard)
    auditor.resume(other.auditor)
    shared.resume(other.shared)
    settlement = other.settlement
    batch.day = other.batch.day
    batch.claims = other.batch.claims
    batch.informed = other.batch.informed
    batch.informedSum = other.batch.informedSum
    seats = other.seats
    participants = other.participants
    awaitedLosses = other.awaitedLosses
    auditedFund = other.auditedFund
    day = other.day
    page = other.page
    books = other.books
    movement = other.movement
    lives = other.lives
    announcementsLeft = other.announcementsLeft
    last = other.last
    steps = other.steps
    fault = nil
  }

  /// Whether the judges or the search have found something wrong.
  var isBroken: Bool {
    mutating get { fault != nil || auditor.hasViolations() || shared.hasViolations() }
  }

  /// What is wrong: what the judges say comes first.
  mutating func firstFault() -> Fault? {
    guard isBroken else { return nil }
    let found = (auditor.findings.violations + shared.findings.violations).min()
    return found.map { Fault(invariant: $0.invariant, finder: .audit, event: $0.event) } ?? fault
  }

  /// Takes what the judges have found away.
  mutating func takeFindings() -> Findings {
    var findings = auditor.findings
    findings.merge(shared.findings)
    auditor.findings = Findings()
    shared.findings = Findings()
    fault = nil
    return findings
  }

  /// Does a step, whole.
  ///
  /// - Returns: The rule that refused a command, or ``Rule/applied``.
  mutating func perform(_ step: Step) -> Rule {
    switch step.act {
    case .wait:
      guard let target = day(of: step.target) else { return .applied }
      endDay(isReversed: step.isReversed)
      while day + 1 < target {
        beginDay(day + 1)
        endDay()
      }
      beginDay(target, step.event, official: step.official)
      return .applied
    default:
      guard let command = command(of: step) else { return .unknownDossier }
      return send(command)
    }
  }

  /// Lets the audit compare its books with the platform's, as a run does every month.
  mutating func scan() {
    let page = page
    scan(&page.context)
  }

  private mutating func scan(_ context: inout DayContext) { auditor.scan(shard, context) }

  /// For how many days the platform surely remembers a key.
  static let keyDays = 30

  // MARK: - Commands

  /// Sends a command with a key of its own.
  mutating func send(_ command: Command) -> Rule {
    var command = command
    steps += 1
    command.key = steps
    let rule = execute(command)
    last = (command, rule, day)
    return rule
  }

  /// Sends the last command again, with its key; or another one with the same key.
  mutating func resend(changed: Bool) -> Outcome? {
    guard var (command, _, _) = last else { return nil }
    if changed { command.amount += 1 }
    _ = execute(command)
    return batch.outcomes.last
  }

  private mutating func execute(_ command: Command) -> Rule {
    empty()
    if command.verb == .request {
      batch.visits.append(
        Visit(official: command.official, way: .franceConnectPlus, views: View.panel))
    }
    batch.commands.append(command)
    let page = page
    execute(&page.context)
    return batch.outcomes.last?.rule ?? .unknownDossier
  }

  private mutating func execute(_ context: inout DayContext) {
    prepare(&context)
    shard.execute(from: 0, context, &batch)
    auditor.judgeStep(batch, context)
    hear(&context)
  }

  // MARK: - Days

  /// Begins a day: the registry, jobs and deadlines.
  mutating func beginDay(_ day: Day, _ event: Event = .none, official: Int = 0) {
    self.day = day
    page = almanac.page(day)
    batch.reset(day)
    movement = 0
    announce(event, official)
    let page = page
    beginDay(&page.context)
  }

  private mutating func beginDay(_ context: inout DayContext) {
    prepare(&context)
    _ = shard.beginDay(context, &batch)
    auditor.judgeMorning(batch, context)
    hear(&context)
  }

  /// Ends the day: payments, then what is settled between everybody.
  mutating func endDay(isReversed: Bool = false) {
    empty()
    let page = page
    endDay(isReversed: isReversed, &page.context)
  }

  private mutating func endDay(isReversed: Bool, _ context: inout DayContext) {
    prepare(&context)
    shard.endDay(context, &batch)
    auditor.judgeEvening(batch, context)
    hear(&context)
    shared.judgeLosses(auditor.seatsLost, day: day.rawValue)
    if !batch.claims.isEmpty { settleSeats(&context, isReversed: isReversed) }
    settleFund()
    awaitedLosses = shared.awaitedLosses
  }

  private mutating func settleSeats(_ context: inout DayContext, isReversed: Bool) {
    var claims = batch.claims
    if isReversed { rename(&claims) }
    Settlement.order(&claims)
    if isReversed { rename(&claims) }
    let isLost = settlement.settle(claims, &context)
    shared.judge(claims, isLost: isLost, context)
    for (claim, isLost) in zip(claims, isLost) where isLost {
      shard.lostSeats.append(UInt64(claim.official) << 16 | UInt64(claim.number))
    }
    for session in 0..<scope.sessions {
      seats[session] = context.seatsTaken[session]
      participants[session] = Int16(shared.participants(of: session))
    }
    batch.claims.removeAll()
  }

  /// Lets the officials of claims change their numbers.
  private func rename(_ claims: inout [SeatClaim]) {
    let last = UInt32(scope.officials - 1)
    for index in claims.indices { claims[index].official = last - claims[index].official }
  }

  /// Balances the fund as a run does, and judges its cash.
  private mutating func settleFund() {
    guard movement != 0 else { return }
    for posting in settlement.settleFund(movement, line: 0) {
      shared.add(posting.to == Account.fund.rawValue ? posting.amount : -posting.amount)
      count(posting)
    }
    auditedFund = shared.fund
    shared.judgeFund(
      settlement.fund, moved: auditor.totals[Int(Account.fund.rawValue)], day: day.rawValue)
    movement = 0
  }

  /// Puts the registry's commands of a morning into the batch; the judge knows what is behind them.
  private mutating func announce(_ event: Event, _ official: Int) {
    if event != .none { announcementsLeft -= 1 }
    switch event {
    case .none: break
    case .mandateEnds: endMandate(official)
    case .renewal:
      for place in 0..<scope.officials {
        while lives[place].longestHeld != nil { endMandate(place) }
      }
    case .mandateBegins:
      beginMandate(official, on: day, kind: MandateCode.departmental, isElected: false)
    case .death:
      lives[official].isDead = true
      lives[official].inForce = 0
      lives[official].left = day
      auditor.learn(.died(day), of: official)
      batch.commands.append(Command(.death, official: UInt32(official)))
    case .recognition: recognise(official)
    case .pension:
      lives[official].isRetired = true
      shard.claimPension(official, on: day)
      auditor.learn(.retired(day), of: official)
    }
  }

  /// Announces a mandate.
  mutating func beginMandate(_ place: Int, on start: Day, kind: UInt8, isElected: Bool) {
    let number = lives[place].begun
    lives[place].starts[number] = start
    lives[place].inForce |= 1 << UInt8(number)
    lives[place].left = .distantFuture
    lives[place].begun += 1
    auditor.learn(
      .mandateBegan(start, isMunicipal: kind == MandateCode.municipal), of: place)
    var command = Command(.mandateBegins, official: UInt32(place))
    command.first = UInt32(place * 4 + number)
    command.small = UInt16(kind)
    command.day = start
    command.flag = isElected
    batch.commands.append(command)
  }

  /// Announces the row of an official.
  mutating func recognise(_ place: Int) {
    lives[place].isRecognised = true
    batch.commands.append(Command(.recognise, official: UInt32(place)))
  }

  private mutating func endMandate(_ place: Int) {
    guard let number = lives[place].longestHeld else { return }
    lives[place].inForce &= ~(1 << UInt8(number))
    if lives[place].inForce == 0 { lives[place].left = day }
    auditor.learn(.mandateEnded(from: lives[place].starts[number], on: day), of: place)
    var command = Command(.mandateEnds, official: UInt32(place))
    command.first = UInt32(place * 4 + number)
    batch.commands.append(command)
  }

  // MARK: - Books

  /// The first morning, with what the registry has announced.
  mutating func begin(_ announce: (inout World) -> Void) {
    batch.reset(day)
    announce(&self)
    let page = page
    beginDay(&page.context)
  }

  /// Makes room for what the platform says next; what belongs to the whole day stays.
  private mutating func empty() {
    batch.commands.removeAll(keepingCapacity: true)
    batch.outcomes.removeAll(keepingCapacity: true)
    batch.postings.removeAll(keepingCapacity: true)
    if !batch.visits.isEmpty {
      batch.visits.removeAll(keepingCapacity: true)
      batch.answers.removeAll(keepingCapacity: true)
    }
    if !batch.sales.isEmpty { batch.sales.removeAll(keepingCapacity: true) }
    if !batch.jobs.isEmpty { batch.jobs.removeAll(keepingCapacity: true) }
  }

  /// Puts the seats of this state into the day, which other states use as well.
  private mutating func prepare(_ context: inout DayContext) {
    for session in 0..<almanac.sessions { context.seatsTaken[session] = seats[session] }
  }

  private mutating func hear(_ context: inout DayContext) {
    for posting in batch.postings { count(posting) }
    listener?.hear(batch, context)
  }

  private mutating func count(_ posting: Posting) {
    books[Int(posting.from)] -= posting.amount
    books[Int(posting.to)] += posting.amount
    guard posting.official != Posting.nobody else { return }
    if posting.from == Account.fund.rawValue { movement -= posting.amount }
    if posting.to == Account.fund.rawValue { movement += posting.amount }
  }

  /// What an account of the books holds.
  mutating func total(_ account: Account) -> Int64 { books[Int(account.rawValue)] }
}

/// Somebody who tells what happens.
protocol Listener: AnyObject {
  /// Hears what the platform did.
  func hear(_ batch: borrowing Batch, _ context: borrowing DayContext)
}
