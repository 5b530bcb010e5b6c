import Behaviour
import Calendar
import Documents
import Law
import Platform
import Population
import Testing

@Suite struct DemandTests {
  private static let roster = Result {
    try Roster(
      seed: 1, territory: Fixtures.territory.get(), law: Fixtures.law.get(),
      population: .population(), horizon: Fixtures.days)
  }

  /// How many wishes a year of demand plans.
  private func planned(_ year: Int, _ changes: [String: Int64] = [:], seed: UInt64 = 1) throws
    -> Int
  {
    let roster = try Self.roster.get()
    let behaviour = try Fixtures.behaviour(
      changes.merging([
        "learner.confused": 0, "offer.mandate": 5, "offer.reintegration": 5,
        // Wishes alone are counted: no modules, no changes of status.
        "office.module": 0, "wallet.status_change": 0,
      ]) { $1 })
    let law = try Fixtures.law.get()
    let rates = Rates(behaviour, on: Day(year, 1, 1))
    let count = roster.persons.count
    var actors = Actors(
      seed: seed, officials: 0..<count, roster: roster, bodies: .init(repeating: -1, count: count),
      marks: .init(repeating: 0, count: count),
      market: Market(seed: seed, behaviour: behaviour, law: law, days: Fixtures.days),
      statute: Statute(law, on: Day(year, 1, 1)), rates: rates,
      working: WorkingDays(years: 2020...2034), days: Fixtures.days)
    actors.planYear(year, from: Day(year, 1, 1), roster: roster, rates: rates)
    return actors.agendaEntries
  }

  /// Each of these stopped the program where the value was used.
  @Test(arguments: [
    ("behaviour.operator.control_days", "0", "5 days"),
    ("behaviour.wallet.cpf", "1000000000", "100 000"),
    ("behaviour.wallet.cec", "1000000000", "100 000"),
    ("behaviour.collectivity.per_training", "10000000", "10 000"),
    ("behaviour.offer.hours", "[[100000, 100 %]]", "only from 1 to 2000"),
    ("behaviour.offer.hourly_price", "[[10000000000, 100 %]]", "only from 1 to 100000"),
    ("behaviour.offer.reintegration_price", "[[10000000000, 100 %]]", "only from 1 to 100000"),
    ("behaviour.offer.place", "[[70000, 100 %]]", "only from 1 to 999"),
  ]) func `what the program has no room for is refused`(
    name: String, value: String, part: String
  ) throws {
    let table = try ParameterTable.behaviour()
    let error = try #require(throws: Diagnostic.self) {
      try table.setting(name, to: value, from: nil, source: "--set")
    }
    let message = error.message.replacing("\u{202f}", with: " ").replacing("\u{a0}", with: " ")
    #expect(message.contains(part), "\(message)")
  }

  @Test func `CPF credits are earned in work, and by nobody who looks for it`() throws {
    let roster = try Self.roster.get()
    let wallets = Wallets(
      seed: 1, behaviour: try .behaviour(),
      statute: Statute(try Fixtures.law.get(), on: Day(2023, 1, 1)),
      day: Day(2023, 1, 1))
    var seen: Set<Bool> = []
    for person in 0..<roster.persons.count {
      let marks = wallets.wallet(of: person, roster).marks
      let status = roster.persons.status[person]
      let works = status != .jobseeker && status != .inactive
      #expect((marks & Accounts.Flag.worker != 0) == works)
      #expect((marks & Accounts.Flag.jobseeker != 0) == (status == .jobseeker))
      if status == .jobseeker { seen.insert(works) }
    }
    #expect(seen == [false])
  }

  private func inOffice(_ day: Day, _ isCounted: (Int) -> Bool = { _ in true }) throws -> Int {
    let roster = try Self.roster.get()
    return (0..<roster.persons.count).count { roster.isInOffice($0, on: day) && isCounted($0) }
  }

  @Test func `a year's demand is near its rate, and doubles with it`() throws {
    let officials = try inOffice(Day(2024, 7, 1))
    let wishes = try planned(2024, ["demand.mandate": 100_000])
    // 10 % of those in office, weighted by age around one and by sex above it.
    #expect(wishes * 100 / officials >= 9 && wishes * 100 / officials <= 14)
    let twice = try planned(2024, ["demand.mandate": 200_000])
    #expect(abs(twice - 2 * wishes) * 20 < twice)
    #expect(try planned(2024, ["demand.mandate": 0]) == 0)
  }

  @Test func `women and men are weighted apart`() throws {
    let roster = try Self.roster.get()
    let men = try planned(2024, ["demand.mandate": 100_000, "demand.mandate_women": 0])
    let officialMen = try inOffice(Day(2024, 7, 1)) { !roster.isWoman($0) }
    #expect(men * 100 / officialMen >= 8 && men * 100 / officialMen <= 12)
    let same = try planned(2024, ["demand.mandate": 100_000, "demand.mandate_women": 1_000_000])
    let officials = try inOffice(Day(2024, 7, 1))
    #expect(abs(same * 100 / officials - men * 100 / officialMen) <= 1)
  }

  @Test func `whoever wishes at a low rate wishes at a higher one too`() throws {
    // Draws are shared: the count rises step by step, and each seed is its own.
    var last = 0
    for rate in stride(from: Int64(20_000), through: 100_000, by: 20_000) {
      let wishes = try planned(2025, ["demand.mandate": rate])
      #expect(wishes > last)
      last = wishes
    }
    let other = try planned(2025, ["demand.mandate": 100_000], seed: 2)
    #expect(other != last)
    #expect(abs(other - last) * 10 < last)
  }
}
