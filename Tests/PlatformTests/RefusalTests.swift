import Calendar
import Platform
import Testing

/// Each rule that refuses, reached by its name at its boundary; what is refused changes nothing.
@Suite struct RefusalTests {
  private typealias Offers = Bench.Offers

  @Test func `a request meets every rule of its path`() throws {
    let bench = try Bench.ready()
    #expect(
      bench.request(Offers.short, from: Day(2022, 3, 1), on: Day(2022, 1, 6)) == .serviceClosed)
    #expect(bench.request(Offers.short, from: Day(2022, 3, 1), on: Day(2022, 1, 7)) == .applied)
    #expect(bench.request(Offers.dear, from: Day(2022, 3, 1), on: Day(2022, 1, 10)) == .hourlyCap)
    #expect(bench.request(Offers.lapsed, from: Day(2022, 3, 1), on: Day(2022, 1, 11)) == .applied)
    #expect(
      bench.request(Offers.lapsed, from: Day(2022, 4, 1), on: Day(2022, 1, 12)) == .notAccredited)
    // 1 February 2022 is eleven working days after 17 January, ten after the 18th.
    #expect(bench.request(Offers.short, from: Day(2022, 2, 1), on: Day(2022, 1, 17)) == .applied)
    #expect(bench.request(Offers.short, from: Day(2022, 2, 1), on: Day(2022, 1, 18)) == .tooEarly)
    #expect(
      bench.request(Offers.reintegration, from: Day(2022, 5, 2), on: Day(2022, 1, 19))
        == .mandateInForce)
  }

  @Test func `nobody buys who is not recognised, not known, outside the scheme, or dead`() throws {
    let bench = try Bench()
    var begin = Command(.mandateBegins, official: 0)
    begin.day = Day(2020, 5, 18)
    var outside = Command(.mandateBegins, official: 1)
    outside.first = 1
    outside.small = UInt16(MandateCode.outside)
    let outcomes = bench.live(Day(2022, 1, 10), [begin, outside])
    #expect(outcomes.map(\.rule) == [.applied, .outsideScheme])
    #expect(
      bench.request(Offers.short, from: Day(2022, 3, 1), on: Day(2022, 1, 11)) == .notRecognised)
    #expect(bench.shard.balance(0) == nil)
    #expect(bench.step(.recognise, 2, 0, on: Day(2022, 1, 12)) == .applied)
    #expect(bench.shard.balance(2) == 0)
    #expect(
      bench.request(Offers.short, from: Day(2022, 3, 1), 2, on: Day(2022, 1, 13)) == .noMandate)
    #expect(
      bench.request(Offers.reintegration, from: Day(2022, 3, 1), 2, on: Day(2022, 1, 14))
        == .noMandate)
    #expect(bench.step(.recognise, 2, 0, on: Day(2022, 1, 17)) == .alreadyRegistered)
    #expect(bench.step(.death, 2, 0, on: Day(2022, 1, 18)) == .applied)
    #expect(bench.step(.death, 2, 0, on: Day(2022, 1, 19)) == .dead)
    #expect(bench.request(Offers.short, from: Day(2022, 3, 1), 2, on: Day(2022, 1, 20)) == .dead)
    var again = begin
    again.official = 0
    #expect(bench.live(Day(2022, 1, 21), [again]).map(\.rule) == [.alreadyRegistered])
  }

  @Test func `a training may not outlive the mandate that is known`() throws {
    let bench = try Bench.ready()
    bench.context.termEnds[0] = Day(2022, 3, 2)
    // The session of March lies on the 1st and 2nd.
    #expect(
      bench.request(Offers.short, from: Day(2022, 3, 1), on: Day(2022, 1, 10)) == .endsAfterMandate)
    bench.context.termEnds[0] = Day(2022, 3, 3)
    #expect(bench.request(Offers.short, from: Day(2022, 3, 1), on: Day(2022, 1, 11)) == .applied)
  }

  @Test func `reintegration fits into the six months, without a pension`() throws {
    let bench = try Bench.ready(pension: Day(2022, 6, 1))
    #expect(bench.end(on: Day(2022, 3, 15)) == .applied)
    #expect(bench.end(on: Day(2022, 3, 16)) == .alreadyRegistered)
    #expect(bench.request(Offers.short, from: Day(2022, 6, 1), on: Day(2022, 4, 1)) == .noMandate)
    // The window ends on 15 September: a session from 1 to 10 September fits, one of 110 days not.
    #expect(
      bench.request(Offers.reintegration, from: Day(2022, 9, 1), on: Day(2022, 5, 2)) == .applied)
    #expect(
      bench.request(Offers.long, from: Day(2022, 6, 1), on: Day(2022, 5, 3)) == .endsAfterWindow)
    #expect(
      bench.request(Offers.reintegration, from: Day(2022, 9, 1), on: Day(2022, 6, 1))
        == .pensionClaimed)
    #expect(
      bench.request(Offers.reintegration, from: Day(2022, 11, 2), on: Day(2022, 9, 15))
        == .windowClosed)
  }

  @Test func `five open requests for an offer are enough`() throws {
    let bench = try Bench.ready()
    let requests = (0..<6).map { Bench.request(Offers.short, from: Day(2022, 3 + $0, 1)) }
    let outcomes = bench.live(Day(2022, 1, 17), requests)
    #expect(outcomes.map(\.rule) == .init(repeating: .applied, count: 5) + [.tooManyRequests])
  }

  @Test func `a full session is not sold`() throws {
    let bench = try Bench.ready()
    bench.live(
      Day(2022, 1, 17), (0..<2).map { Bench.request(Offers.short, from: Day(2022, 3, 1), $0) })
    #expect(
      bench.request(Offers.short, from: Day(2022, 3, 1), 2, on: Day(2022, 1, 18)) == .sessionFull)
    // Who is refused gives the seat back, for the next day.
    #expect(bench.step(.refuse, 0, on: Day(2022, 1, 19)) == .applied)
    #expect(bench.request(Offers.short, from: Day(2022, 3, 1), 2, on: Day(2022, 1, 20)) == .applied)
  }

  @Test func `a card that offers too little, and a training too far away`() throws {
    let bench = try Bench.ready()
    bench.confirm()
    bench.request(Offers.short, from: Day(2023, 5, 1), on: Day(2023, 2, 9))
    bench.step(.propose, 0, 2, on: Day(2023, 2, 10))
    // 540 € are left of 1,500 €: 420 € remain of 960 €.
    #expect(bench.step(.confirm, 0, 2, on: Day(2023, 2, 13), amount: 419_99) == .insufficientCard)
    #expect(bench.step(.confirm, 0, 2, on: Day(2023, 2, 14), amount: 420_00) == .applied)

    bench.request(Offers.short, from: Day(2023, 11, 1), 1, on: Day(2023, 2, 15))
    bench.step(.propose, 1, on: Day(2023, 2, 16))
    #expect(bench.step(.confirm, 1, on: Day(2023, 2, 17)) == .completionTooLate)
  }

  @Test func `a top-up meets every limit of its deliberation`() throws {
    let bench = try Bench.ready()
    func pay(_ amount: Int64, _ official: UInt32 = 0, body: UInt32 = 0, on day: Int) -> Rule? {
      var command = Command(.attribute, official: official)
      command.first = body
      command.amount = amount
      return bench.live(Day(2022, 2, day), [command]).first?.rule
    }
    #expect(pay(100_00, body: 1, on: 1) == .notDeliberated)
    #expect(pay(500_01, on: 2) == .overTrainingLimit)
    #expect(pay(500_00, on: 3) == .applied)
    #expect(pay(300_01, on: 4) == .overBudget)
    #expect(pay(299_00, on: 7) == .applied)
    #expect(pay(1_00, on: 8) == .overOfficialLimit)
    #expect(pay(1_00, 1, on: 9) == .applied)
    #expect(pay(1, 2, on: 10) == .overBudget)
  }

  @Test func `steps in the wrong state, too soon, too late, or of no dossier`() throws {
    let bench = try Bench.ready()
    #expect(bench.step(.propose, on: Day(2023, 2, 3)) == .unknownDossier)
    bench.request(Offers.short, from: Day(2023, 3, 1), on: Day(2023, 2, 6))
    #expect(bench.step(.confirm, on: Day(2023, 2, 7)) == .wrongState)
    #expect(bench.step(.propose, on: Day(2023, 2, 8)) == .applied)
    #expect(bench.step(.propose, on: Day(2023, 2, 9)) == .wrongState)
    #expect(bench.step(.acknowledge, on: Day(2023, 2, 10)) == .wrongState)
    #expect(bench.step(.confirm, on: Day(2023, 2, 14)) == .applied)
    #expect(bench.step(.entry, on: Day(2023, 2, 28)) == .tooSoon)
    #expect(bench.step(.entry, on: Day(2023, 3, 1)) == .applied)
    #expect(bench.step(.cancelByLearner, on: Day(2023, 3, 2)) == .wrongState)
    #expect(bench.step(.validate, on: Day(2023, 3, 3)) == .wrongState)
    #expect(bench.step(.serviceDone, on: Day(2023, 3, 6), hours: 13) == .tooManyHours)
    #expect(bench.step(.serviceDone, on: Day(2023, 3, 7)) == .applied)
    #expect(bench.step(.invoice, on: Day(2023, 3, 8)) == .wrongState)
    #expect(bench.step(.closeControl, on: Day(2023, 3, 9)) == .wrongState)
    #expect(bench.step(.openControl, on: Day(2023, 3, 10)) == .applied)
    #expect(bench.step(.validate, on: Day(2023, 3, 13)) == .wrongState)
    #expect(bench.step(.closeControl, on: Day(2023, 3, 14)) == .applied)
    #expect(bench.step(.validate, on: Day(2023, 3, 15)) == .applied)
  }

  @Test func `a step of a dossier that does not exist changes nothing`() throws {
    let bench = try Bench.ready()
    bench.confirm()
    let steps = Verb.allCases.filter {
      $0.rawValue >= Verb.acknowledge.rawValue && $0.rawValue <= Verb.travel.rawValue
    }
    for verb in steps {
      let before = (bench.available, bench.reserved, bench.shard.dossiers[0].state)
      // No dossier has the number 9.
      let rule = bench.step(verb, 0, 9, on: bench.today + 1)
      #expect(rule == .unknownDossier, "\(verb.name)")
      #expect(bench.batch.postings.isEmpty && bench.batch.claims.isEmpty)
      #expect(bench.batch.outcomes.allSatisfy { $0.digests.before == $0.digests.after })
      #expect(before == (bench.available, bench.reserved, bench.shard.dossiers[0].state))
    }
  }
}
