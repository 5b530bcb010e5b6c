import Audit
import Calendar
import Law
import Ledger
import Platform
import Population
import Territory

/// Law, officials and a catalogue, made once.
enum World {
  static let law = Result { try ParameterTable.law() }
  static let days = Day(2021, 7, 1)...Day(2028, 12, 31)
  static let statutes = Result { try Statutes(law.get(), in: days) }
  static let working = WorkingDays(years: 2020...2031)

  static let roster = Result {
    let territory = try Territory(
      law.get(), on: days.lowerBound, options: TerritoryOptions(officials: 2_000))
    return try Roster(
      seed: 1, territory: territory, law: law.get(), population: .population(), horizon: days)
  }

  /// Somebody in the roster, chosen by what the mandates look like.
  static func person(_ isWanted: (Roster, Int) -> Bool) throws -> Int {
    let roster = try roster.get()
    guard let person = (0..<roster.persons.count).first(where: { isWanted(roster, $0) }) else {
      preconditionFailure("nobody is like that")
    }
    return person
  }

  /// A municipal councillor in office since before 2016, so that 1,500 € are held at first,
  /// and far from any pension.
  static let councillor = Result {
    try person { roster, person in
      let mandates = roster.mandates(of: person)
      guard mandates.count == 1, let mandate = mandates.first else { return false }
      return roster.mandates.kind[mandate] == .municipal
        && roster.mandates.start[mandate] < Day(2016, 1, 1)
        && roster.mandates.end[mandate] == .distantFuture
        && roster.persons.pensionDay[person] > days.upperBound
        && roster.persons.deathDay[person] == .distantFuture
    }
  }

  /// A municipal councillor whose only mandate ends at the elections of March 2026.
  static let leaver = Result {
    try person { roster, person in
      let mandates = roster.mandates(of: person)
      guard mandates.count == 1, let mandate = mandates.first else { return false }
      return roster.mandates.kind[mandate] == .municipal
        && roster.mandates.start[mandate] < Day(2016, 1, 1)
        && roster.mandates.end[mandate].year == 2026
        && roster.mandates.endReason[mandate] == .renewal
        && roster.persons.pensionDay[person] > days.upperBound
        && roster.persons.deathDay[person] == .distantFuture
    }
  }

  /// Somebody in office who dies, early enough for the data to be erased before the last day.
  static let mortal = Result {
    try person { roster, person in
      roster.persons.deathDay[person] > Day(2021, 8, 1)
        && roster.persons.deathDay[person] < Day(2025, 1, 1)
        && roster.mandates(of: person).contains {
          roster.mandates.kind[$0] == .municipal
            && roster.mandates.start[$0] < Day(2021, 1, 1)
        }
    }
  }

  /// Somebody whose only mandate is outside of the scheme.
  static let outsider = Result {
    try person { roster, person in
      let mandates = roster.mandates(of: person)
      return !mandates.isEmpty && mandates.allSatisfy { roster.mandates.kind[$0] == .outside }
    }
  }

  /// The offers of ``catalogue``, by number.
  enum Offers {
    static let short = 0
    static let dear = 1
    static let lapsed = 2
    static let reintegration = 3
    static let long = 4
    static let small = 5
  }

  /// A session of each offer on every first weekday of a month.
  static let catalogue = {
    var catalogue = Catalogue()
    catalogue.add(Provider(accreditedFrom: Day(2020, 1, 1), accreditedThrough: Day(2035, 1, 1)))
    catalogue.add(Provider(accreditedFrom: Day(2020, 1, 1), accreditedThrough: Day(2022, 3, 31)))
    func publish(
      _ path: Path, provider: UInt32 = 0, hours: UInt16, hourly: Int64, days: Int
    ) {
      let offer = UInt32(catalogue.offers.count)
      var sessions: [Session] = []
      for month in 0..<84 {
        let first = working.day(1, after: Day(2022, 1, 1).adding(months: month) - 1)
        sessions.append(Session(offer: offer, start: first, end: first + days - 1, seats: 15))
      }
      catalogue.list(
        Offer(
          provider: provider, path: path, hours: hours, hourlyPrice: hourly,
          price: hourly * Int64(hours)),
        sessions: sessions)
    }
    publish(.mandate, hours: 12, hourly: 80_00, days: 2)
    publish(.mandate, hours: 6, hourly: 81_00, days: 1)
    publish(.mandate, provider: 1, hours: 6, hourly: 60_00, days: 1)
    publish(.reintegration, hours: 20, hourly: 60_00, days: 10)
    publish(.reintegration, hours: 300, hourly: 50_00, days: 110)
    publish(.mandate, hours: 6, hourly: 50_00, days: 1)
    return catalogue
  }()

  /// The first session of an offer that starts on or after a day.
  static func session(of offer: Int, from day: Day) -> UInt32 {
    let sessions = catalogue.sessions(of: offer)
    return UInt32(sessions.first { catalogue.sessions[$0].start >= day } ?? sessions.lowerBound)
  }
}

/// One shard with its judge, driven day by day; what the platform did may be altered before the
/// judge sees it.
final class Bench {
  typealias Forgery = (inout Batch) -> Void

  var shard: Shard
  var auditor: Auditor
  var shared: SharedAuditor
  var context: DayContext
  private var settlement = Settlement(fund: 0)
  private var batch = Batch()
  private let statutes: Statutes
  /// The ends of the announced mandates.
  private var ends: [(day: Day, command: Command)] = []
  /// The password of everybody.
  static let password = TypedText("Mende48000") ?? TypedText()
  /// Whether whoever requests a training logs in before, with FranceConnect+.
  var logsIn = true
  /// What is typed and looked at on the next day with commands or visits.
  var forms: [Form] = []
  var visits: [Visit] = []
  /// Whether providers are paid on Thursdays.
  var paysProviders = true
  /// The last day that was lived.
  private(set) var today: Day

  init(law: ParameterTable? = nil, mutant: Mutant = .none) throws {
    let roster = try World.roster.get()
    let count = roster.persons.count
    statutes = try law.map { Statutes($0, in: World.days) } ?? World.statutes.get()
    let deliberation = Deliberation(perTraining: 300_00, perOfficial: 2, budget: 1_000_00)
    shard = Shard(
      base: 0, count: count, bodies: 1, first: World.days.lowerBound, last: World.days.upperBound,
      mutant: mutant)
    shard.deliberate(deliberation, body: 0)
    for place in 0..<count {
      shard.register(
        place, pension: roster.persons.pensionDay[place], cpf: 0, cec: 0, year: 2021, marks: 0)
    }
    auditor = Auditor(officials: 0..<count, roster: roster, deliberations: [deliberation])
    for place in 0..<count {
      shard.know(place, nir: TypedNIR(raw: roster.nir(of: place).typed))
      shard.adopt(place, password: Self.password, terms: 200, isStrong: true)
      auditor.meet(place, isKnown: true, hasAccount: true, terms: 200, isStrong: true)
    }
    shared = SharedAuditor(sessions: World.catalogue.sessions.count, fund: 0)
    today = World.days.lowerBound - 1
    context = DayContext(
      day: World.days.lowerBound, statute: statutes.statute(on: World.days.lowerBound),
      working: World.working,
      creditDays: CreditDays(
        years: 2019...2030, municipal: { Day($0, 3, 31) }, other: { Day($0, 7, 5) }),
      hours: HoursRule(
        perYear: 20, from: Day(2016, 1, 1), atStartFrom: Day(2020, 7, 31), until: Day(2021, 7, 23)),
      catalogue: World.catalogue)
  }

  /// Announces the mandates of somebody on the first day, and recognises them.
  static func with(
    _ persons: Int..., law: ParameterTable? = nil, mutant: Mutant = .none
  ) throws -> Bench {
    let bench = try Bench(law: law, mutant: mutant)
    let roster = try World.roster.get()
    var commands: [Command] = []
    for person in persons {
      for mandate in roster.mandates(of: person) {
        var command = Command(.mandateBegins, official: UInt32(person))
        command.first = UInt32(mandate)
        command.small = UInt16(roster.mandates.kind[mandate].rawValue)
        command.day = roster.mandates.start[mandate]
        commands.append(command)
        bench.announceEnd(of: mandate, person, on: roster.mandates.end[mandate])
      }
    }
    for person in persons { commands.append(Command(.recognise, official: UInt32(person))) }
    commands.sort { $0.verb.rawValue < $1.verb.rawValue }
    bench.live(World.days.lowerBound, commands)
    return bench
  }

  private func announceEnd(of mandate: Int, _ person: Int, on day: Day) {
    var command = Command(.mandateEnds, official: UInt32(person))
    command.first = UInt32(mandate)
    ends.append((day, command))
  }

  /// Lives every day up to one, quietly.
  func sleep(until day: Day) {
    while today + 1 < day { live(today + 1) }
  }

  /// Lives every day up to one, and that one with commands and a forgery.
  func live(_ day: Day, _ commands: [Command] = [], forging forge: Forgery = { _ in }) {
    let typed = (forms: forms, visits: visits)
    (forms, visits) = ([], [])
    sleep(until: day)
    today = day
    context.capBefore = context.statute.cap
    context.day = day
    context.statute = statutes.statute(on: day)
    context.isPaymentDay = paysProviders && day.weekday == .thursday
    batch.reset(day)
    for end in ends where end.day == day { batch.commands.append(end.command) }
    batch.commands += commands
    if logsIn {
      for command in commands where command.verb == .request {
        batch.visits.append(
          Visit(official: command.official, way: .franceConnectPlus, views: View.panel))
      }
    }
    batch.forms = typed.forms
    batch.visits += typed.visits
    shard.run(context, &batch)
    forge(&batch)
    auditor.judge(batch, context)
    auditor.judgeErased(batch, shard)
    shared.judgeLosses(auditor.seatsLost, day: day.rawValue)
    let claims = batch.claims
    let isLost = settlement.settle(claims, &context)
    if !claims.isEmpty { shared.judge(claims, isLost: isLost, context) }
    for (claim, isLost) in zip(claims, isLost) where isLost {
      shard.lostSeats.append(UInt64(claim.official) << 16 | UInt64(claim.number))
    }
  }

  func scan(isLast: Bool = false) { auditor.scan(shard, context, isLast: isLast) }

  func close() { auditor.close(context) }

  /// The invariants that were violated.
  var violated: Set<Invariant> {
    var findings = auditor.findings
    findings.merge(shared.findings)
    return Set(Invariant.allCases.filter { findings[$0].violations > 0 })
  }

  /// The first violation of an invariant.
  func first(_ invariant: Invariant) -> Violation? {
    (auditor.findings.violations + shared.findings.violations).first { $0.invariant == invariant }
  }
}

/// The life of one dossier, step by step.
extension Bench {
  /// Asks for the first session of an offer from a day on; numbered by the shard.
  func request(
    _ person: Int, _ offer: Int, from day: Day, on today: Day, forging: Forgery = { _ in }
  ) {
    var command = Command(.request, official: UInt32(person))
    command.first = UInt32(offer)
    command.second = World.session(of: offer, from: day)
    live(today, [command], forging: forging)
  }

  /// Sends a step of a dossier.
  func step(
    _ verb: Verb, _ person: Int, _ number: UInt16 = 1, on day: Day, amount: Int64 = 100_000_00,
    hours: UInt16? = nil, flag: Bool = false, forging: Forgery = { _ in }
  ) {
    var command = Command(verb, official: UInt32(person), number: number)
    command.amount = amount
    command.small = hours ?? (verb == .serviceDone ? allHours(person, number) : 1_000)
    command.flag = flag
    live(day, [command], forging: forging)
  }

  /// The hours that were ordered.
  private func allHours(_ person: Int, _ number: UInt16) -> UInt16 {
    shard.dossiers.first { $0.official == UInt32(person) && $0.number == number }?.hours ?? 0
  }

  /// A dossier of the short mandate training of March 2023, up to its confirmation.
  func confirmShort(_ person: Int, forging: Forgery = { _ in }) {
    request(person, World.Offers.short, from: Day(2023, 3, 1), on: Day(2023, 2, 6))
    step(.propose, person, on: Day(2023, 2, 7))
    step(.confirm, person, on: Day(2023, 2, 8), forging: forging)
  }

  /// The same dossier up to the service done declared.
  func declareShort(_ person: Int, hours: UInt16? = nil) {
    confirmShort(person)
    step(.entry, person, on: Day(2023, 3, 1))
    step(.serviceDone, person, on: Day(2023, 3, 3), hours: hours)
  }
}

extension Batch {
  /// The place of the first outcome of a verb.
  func place(of verb: Verb) -> Int {
    guard let place = outcomes.firstIndex(where: { $0.verb == verb }) else {
      preconditionFailure("the batch has no \(verb.name)")
    }
    return place
  }

  /// Removes the postings of a reason, where they belong to no outcome.
  mutating func drop(_ reason: Reason) { postings.removeAll { $0.reason == reason.rawValue } }

  /// Changes the postings of a reason.
  mutating func change(_ reason: Reason, from: Account? = nil, _ body: (inout Posting) -> Void) {
    var count = 0
    for index in postings.indices where postings[index].reason == reason.rawValue {
      guard from.map({ $0.rawValue == postings[index].from }) ?? true else { continue }
      body(&postings[index])
      count += 1
    }
    precondition(count > 0, "the batch has no \(reason.name)")
  }

  /// Adds an outcome with postings of its own.
  mutating func add(_ outcome: Outcome, _ added: [Posting] = []) {
    var outcome = outcome
    outcome.firstPosting = UInt32(postings.count)
    postings += added
    outcome.endPosting = UInt32(postings.count)
    outcomes.append(outcome)
  }
}
