import Calendar
import Law
import Oracle
import Testing

@Suite struct OracleRuleTests {
  let law: ParameterTable

  init() throws { law = try ParameterTable.law() }

  @Test func `working days step over week-ends and holidays`() {
    // Good Friday 2023 is worked, Easter Monday is not.
    #expect(Delays.workingDays(2, after: Day(2023, 4, 7)) == Day(2023, 4, 12))
    // 1 and 8 May, Ascension on the 18th.
    #expect(Delays.workingDays(4, after: Day(2023, 4, 28)) == Day(2023, 5, 5))
    #expect(Delays.workingDays(11, after: Day(2023, 9, 4)) == Day(2023, 9, 19))
    #expect(Delays.workingDays(0, after: Day(2023, 9, 3)) == Day(2023, 9, 3))
  }

  @Test func `working days agree with the table that the platform counts in`() {
    let table = WorkingDays(years: 2020...2032)
    for offset in 0..<3_700 {
      let day = Day(2021, 7, 1) + offset
      for count: Int64 in [2, 3, 4, 7, 11] {
        #expect(Delays.workingDays(count, after: day) == table.day(Int(count), after: day))
      }
    }
  }

  @Test func `the mandate held longest decides, and of two the municipal one`() {
    var history = History(
      mandates: [
        .init(.intercommunal, from: Day(2020, 7, 10)),
        .init(.municipal, from: Day(2020, 7, 10)),
        .init(.departmental, from: Day(2015, 4, 2), until: Day(2021, 6, 27)),
        .init(.outside, from: Day(2001, 1, 1)),
      ], recognised: nil)
    #expect(history.longestHeldMandate(on: Day(2021, 6, 26))?.kind == .departmental)
    #expect(history.longestHeldMandate(on: Day(2021, 6, 27))?.kind == .municipal)
    #expect(history.longestHeldMandate(on: Day(2014, 1, 1)) == nil)
    #expect(!history.accrues(on: Day(2022, 1, 1)))
    history.recognised = Day(2022, 1, 1)
    #expect(history.accrues(on: Day(2022, 1, 1)))
  }

  @Test func `somebody is out of office since the end of the last mandate`() {
    let history = History(
      mandates: [
        .init(.municipal, from: Day(2020, 6, 28), until: Day(2023, 3, 1)),
        .init(.departmental, from: Day(2021, 6, 27), until: Day(2022, 3, 1)),
      ], recognised: nil)
    #expect(history.outOfOfficeSince(on: Day(2022, 6, 1)) == nil)
    #expect(history.outOfOfficeSince(on: Day(2023, 3, 1)) == Day(2023, 3, 1))
    #expect(history.outOfOfficeSince(on: Day(2020, 1, 1)) == nil)
    #expect(History.windowEnd(after: Day(2023, 8, 31), law) == Day(2024, 2, 29))
    #expect(History.windowEnd(after: Day(2022, 8, 31), law) == Day(2023, 2, 28))
  }

  @Test func `the credit day and the accrual year follow the calendar of the mandate`() {
    #expect(CreditDay.of(.municipal, in: 2024, law) == Day(2024, 3, 31))
    for kind in History.Kind.allCases where kind != .municipal {
      #expect(CreditDay.of(kind, in: 2024, law) == Day(2024, 7, 5))
    }
    #expect(CreditDay.accrualYear(on: Day(2024, 3, 30), .municipal, law) == 2023)
    #expect(CreditDay.accrualYear(on: Day(2024, 3, 31), .municipal, law) == 2024)
    #expect(CreditDay.accrualYear(on: Day(2024, 3, 31), .regional, law) == 2023)
    #expect(CreditDay.onOrAfter(Day(2024, 4, 1), .municipal, law) == Day(2025, 3, 31))
    #expect(CreditDay.onOrAfter(Day(2024, 3, 31), .municipal, law) == Day(2024, 3, 31))
  }

  @Test func `the third Monday after the first round is the other reading`() throws {
    let other = try law.setting(
      "rights.credit_calendar", to: "third-monday", from: nil, source: "test")
    for year in 2020...2031 {
      #expect(CreditDay.of(.municipal, in: year, other) == Day(year, 3, 30))
    }
  }

  @Test func `terms end with the general elections`() {
    #expect(History.nextElection(.municipal, after: Day(2024, 1, 1), law) == Day(2026, 3, 15))
    #expect(History.nextElection(.intercommunal, after: Day(2024, 1, 1), law) == Day(2026, 3, 15))
    #expect(History.nextElection(.regional, after: Day(2024, 1, 1), law) == Day(2028, 3, 12))
  }

  @Test func `a price is split in the legal order`() {
    var purse = OracleFunding()
    purse.rights = 80_000
    purse.collectivity = 20_000
    purse.cpf = 50_000
    purse.cec = 6_000
    let mandate = OracleFunding.split(112_000, .mandate, purse: purse, contribution: 10_223)
    #expect(mandate.rights == 80_000 && mandate.collectivity == 20_000)
    #expect(mandate.cpf == 0 && mandate.cec == 0 && mandate.card == 12_000)
    let work = OracleFunding.split(150_000, .reintegration, purse: purse, contribution: 10_223)
    #expect(work.rights == 80_000 && work.collectivity == 0 && work.cpf == 50_000)
    #expect(work.cec == 6_000 && work.card == 14_000)
    // A rest below the contribution: no CPF euro is used, so none is owed.
    let small = OracleFunding.split(85_000, .reintegration, purse: purse, contribution: 10_223)
    #expect(small.cpf == 0 && small.cec == 5_000 && small.card == 0)
  }

  @Test func `whatever the purse, the parts sum up to the price and nobody gives more than it has`()
  {
    for seed in 0..<2_000 {
      var dice = Dice(seed: UInt64(seed))
      var purse = OracleFunding()
      purse.rights = dice.below(90_000)
      purse.collectivity = dice.below(40_000)
      purse.cpf = dice.below(90_000)
      purse.cec = dice.below(40_000)
      let price = dice.below(200_000)
      let contribution = dice.below(2) * 10_320
      for path in History.Path.allCases {
        let parts = OracleFunding.split(price, path, purse: purse, contribution: contribution)
        #expect(parts.total == price)
        #expect(parts.rights == min(purse.rights, price))
        #expect(parts.collectivity <= purse.collectivity && parts.cpf <= purse.cpf)
        #expect(parts.cec <= purse.cec)
        #expect(min(parts.rights, parts.collectivity, parts.cpf, parts.cec, parts.card) >= 0)
        #expect(parts.cpf == 0 || parts.card >= contribution)
        let due = dice.below(UInt64(price) + 1)
        let first = parts.first(due)
        #expect(first.total == due)
        #expect(first.rights == min(parts.rights, due))
        #expect(parts.minus(first).total == price - due)
      }
    }
  }

  @Test func `a part of the hours is due down to the cent`() {
    #expect(OracleOfficial.amountDue(50_000, done: 4, of: 7) == 28_571)
    #expect(OracleOfficial.amountDue(50_000, done: 7, of: 7) == 50_000)
    #expect(OracleOfficial.amountDue(50_000, done: 0, of: 7) == 0)
    #expect(OracleOfficial.amountDue(1, done: 6, of: 7) == 0)
  }

  @Test func `the account statement names each line's text and adds up`() {
    let history = History(
      mandates: [.init(.municipal, from: Day(2020, 6, 28), until: Day(2026, 3, 22))],
      recognised: Day(2020, 6, 28))
    let statement = OracleOfficial.statement(of: history, law, through: Day(2026, 12, 31))
    #expect(
      statement.map { "\($0.day) \($0.kind.rawValue) \($0.amount)" } == [
        "2020-07-31 hours 20", "2021-06-28 hours 20", "2021-07-23 hours-converted 40",
        "2021-07-23 conversion 60000", "2021-07-23 transition-credit 40000",
        "2022-03-31 lost 40000", "2023-03-31 lost 40000", "2024-03-31 lost 40000",
        "2025-03-31 lost 40000", "2026-09-22 expired 100000",
      ])
    #expect(statement.allSatisfy { !$0.article.isEmpty })
  }

  @Test func `a provider may be paid before the last day`() {
    var history = History(
      mandates: [.init(.municipal, from: Day(2022, 5, 2))], recognised: Day(2022, 5, 2))
    let order = History.Order(
      .mandate, offer: "o", days: Day(2023, 10, 2)...Day(2023, 10, 2), hours: 7, price: 53_200,
      hourlyPrice: 7_600)
    let deeds: [(Day, History.Deed)] = [
      (Day(2023, 9, 4), .request(order)), (Day(2023, 9, 5), .propose),
      (Day(2023, 9, 6), .confirm(card: 0)), (Day(2023, 10, 2), .entry),
      (Day(2023, 10, 3), .serviceDone(hours: 7)),
      (Day(2023, 10, 4), .validate), (Day(2023, 10, 5), .invoice),
    ]
    history.events = deeds.map { History.Event(on: $0.0, dossier: "A", $0.1) }
    var official = OracleOfficial(history, law: law)
    official.live(through: Day(2023, 10, 6))
    #expect(official.dossier("A")?.lawfulBillings == [.billed, .paid])
    #expect(official.dossier("A")?.lawfulPaid == 0...53_200)
    official.live(through: Day(2023, 11, 4))
    #expect(official.dossier("A")?.lawfulBillings == [.paid])
    #expect(official.dossier("A")?.lawfulPaid == 53_200...53_200)
    #expect(official.verdicts == [nil, nil, nil, nil, nil, nil, nil])
  }
}

/// A sequence of draws for a test: SplitMix64.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 }

  mutating func below(_ bound: UInt64) -> Int64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int64((z ^ (z >> 31)) % bound)
  }

  mutating func day(_ from: Day, _ through: Day) -> Day {
    from + Int(below(UInt64(through - from + 1)))
  }
}
