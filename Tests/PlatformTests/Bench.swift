import Calendar
import Law
import Ledger
@testable import Platform

/// One shard of the platform, driven by hand.
final class Bench {
  static let law = Result { try ParameterTable.law() }
  static let days = Day(2021, 7, 1)...Day(2027, 12, 31)
  static let statutes = Result { try Statutes(law.get(), in: days) }
  static let working = WorkingDays(years: 2020...2030)

  enum Offers {
    static let short: UInt32 = 0
    static let dear: UInt32 = 1
    static let lapsed: UInt32 = 2
    static let reintegration: UInt32 = 3
    static let long: UInt32 = 4
  }

  /// Offers with a session on the first working day of each month; two seats in each.
  static let catalogue = {
    var catalogue = Catalogue()
    catalogue.add(Provider(accreditedFrom: Day(2020, 1, 1), accreditedThrough: Day(2035, 1, 1)))
    catalogue.add(Provider(accreditedFrom: Day(2020, 1, 1), accreditedThrough: Day(2022, 3, 31)))
    for (path, provider, hours, hourly, days) in [
      (.mandate, 0, 12, 80_00, 2), (.mandate, 0, 6, 80_01, 1), (.mandate, 1, 6, 60_00, 1),
      (.reintegration, 0, 20, 60_00, 10), (.reintegration, 0, 200, 50_00, 110),
    ] as [(Path, UInt32, UInt16, Int64, Int)] {
      let number = UInt32(catalogue.offers.count)
      let sessions = (0..<72).map { month in
        let first = working.day(1, after: Day(2022, 1, 1).adding(months: month) - 1)
        return Session(offer: number, start: first, end: first + days - 1, seats: 2)
      }
      catalogue.list(
        Offer(
          provider: provider, path: path, hours: hours, hourlyPrice: hourly,
          price: hourly * Int64(hours)),
        sessions: sessions)
    }
    return catalogue
  }()

  /// Whether whoever requests a training is logged in and may buy.
  var welcomes = true
  var shard: Shard
  var context: DayContext
  var settlement = Settlement(fund: 1_000_000_00)
  var batch = Batch()
  private let statutes: Statutes
  private(set) var today = Bench.days.lowerBound - 1

  init(count: Int = 4, mutant: Mutant = .none, keyDays: Int = 30) throws {
    statutes = try Self.statutes.get()
    shard = Shard(
      base: 100, count: count, bodies: 2, first: Self.days.lowerBound, last: Self.days.upperBound,
      mutant: mutant, keyDays: keyDays)
    shard.deliberate(Deliberation(perTraining: 500_00, perOfficial: 2, budget: 800_00), body: 0)
    context = DayContext(
      day: Self.days.lowerBound, statute: statutes.statute(on: Self.days.lowerBound),
      working: Self.working,
      creditDays: CreditDays(
        years: 2019...2029, municipal: { Day($0, 3, 31) }, other: { Day($0, 7, 5) }),
      hours: HoursRule(
        perYear: 20, from: Day(2016, 1, 1), atStartFrom: Day(2020, 7, 31), until: Day(2021, 7, 23)),
      catalogue: Self.catalogue)
  }

  /// The officials of a bench, in office since 2015 and recognised: 1,500 € each from 23 July 2021.
  static func ready(
    _ count: Int = 4, mutant: Mutant = .none, keyDays: Int = 30, pension: Day = .distantFuture
  ) throws -> Bench {
    let bench = try Bench(count: count, mutant: mutant, keyDays: keyDays)
    var commands: [Command] = []
    for place in 0..<count {
      bench.shard.register(place, pension: pension, cpf: 500_00, cec: 100_00, year: 2021, marks: 0)
      var begin = Command(.mandateBegins, official: UInt32(place))
      begin.first = UInt32(place)
      begin.day = Day(2015, 1, 1)
      commands.append(begin)
    }
    for place in 0..<count { commands.append(Command(.recognise, official: UInt32(place))) }
    bench.live(days.lowerBound, commands)
    return bench
  }

  /// Lives every day through one; the commands belong to the last.
  @discardableResult
  func live(
    _ day: Day, _ commands: [Command] = [], forms: [Form] = [], visits: [Visit] = []
  ) -> [Outcome] {
    precondition(day > today, "days go forward")
    while today + 1 < day { run(today + 1, []) }
    run(day, commands, forms, visits)
    return batch.outcomes
  }

  private func run(
    _ day: Day, _ commands: [Command], _ forms: [Form] = [], _ visits: [Visit] = []
  ) {
    today = day
    context.capBefore = context.statute.cap
    context.day = day
    context.statute = statutes.statute(on: day)
    context.isPaymentDay = day.weekday == .thursday
    batch.reset(day)
    batch.commands = commands
    batch.forms = forms
    batch.visits = visits
    for command in commands where welcomes && command.verb == .request {
      shard.welcome(Int(command.official), context)
    }
    shard.run(context, &batch)
    var claims = batch.claims
    claims.sort { ($0.isRelease ? 0 : 1, $0.official) < ($1.isRelease ? 0 : 1, $1.official) }
    let isLost = settlement.settle(claims, &context)
    for (claim, isLost) in zip(claims, isLost) where isLost {
      shard.lostSeats.append(UInt64(claim.official - 100) << 16 | UInt64(claim.number))
    }
  }

  /// The rule that a single command meets.
  @discardableResult
  func step(
    _ verb: Verb, _ official: UInt32 = 0, _ number: UInt16 = 1, on day: Day,
    amount: Int64 = 100_000_00, hours: UInt16? = nil, flag: Bool = false
  ) -> Rule {
    var command = Command(verb, official: official, number: number)
    command.amount = amount
    command.small = hours ?? (verb == .serviceDone ? allHours(official, number) : 1_000)
    command.flag = flag
    return answer(live(day, [command]))
  }

  /// The hours that were ordered.
  private func allHours(_ official: UInt32, _ number: UInt16) -> UInt16 {
    shard.dossiers.first { $0.official == official && $0.number == number }?.hours ?? 0
  }

  @discardableResult
  func request(_ offer: UInt32, from: Day, _ official: UInt32 = 0, on day: Day) -> Rule {
    answer(live(day, [Self.request(offer, from: from, official)]))
  }

  static func request(_ offer: UInt32, from: Day, _ official: UInt32 = 0) -> Command {
    let sessions = catalogue.sessions(of: Int(offer))
    var command = Command(.request, official: official)
    command.first = offer
    command.second = UInt32(
      sessions.first { catalogue.sessions[$0].start >= from } ?? sessions.lowerBound)
    return command
  }

  @discardableResult
  func end(_ official: UInt32 = 0, on day: Day) -> Rule {
    var command = Command(.mandateEnds, official: official)
    command.first = official
    return answer(live(day, [command]))
  }

  private func answer(_ outcomes: [Outcome]) -> Rule {
    outcomes.last { $0.command >= 0 }?.rule ?? .unknownDossier
  }

  /// A dossier of March 2023, up to its confirmation on 8 February.
  func confirm() {
    applied(request(Offers.short, from: Day(2023, 3, 1), on: Day(2023, 2, 6)))
    applied(step(.propose, on: Day(2023, 2, 7)))
    applied(step(.confirm, on: Day(2023, 2, 8)))
  }

  /// Up to the service done declared on 3 March.
  func declare(hours: UInt16? = nil) {
    confirm()
    applied(step(.entry, on: Day(2023, 3, 1)))
    applied(step(.serviceDone, on: Day(2023, 3, 3), hours: hours))
  }

  var available: Int64 { shard.accounts.balances[0].available }
  var reserved: Int64 { shard.accounts.balances[0].reserved }
  /// The postings of today: amounts by where they came from and went to.
  func moved(_ reason: Reason, to account: Account) -> Int64 {
    batch.postings.filter { $0.reason == reason.rawValue && $0.to == account.rawValue }
      .reduce(0) { $0 + $1.amount }
  }
}

/// A step that a test needs to get where it starts.
func applied(_ rule: Rule) { precondition(rule == .applied, "refused: \(rule.name)") }
