import Audit
import Calendar
import Ledger
import Platform
import Population
import Testing

/// Funders, cards, certifiers and the operator: each rule with a batch that breaks it.
@Suite struct OfficeTests {
  private let person: Int

  init() throws { person = try World.councillor.get() }

  /// A dossier of 960 €, paid on 16 March 2023.
  private func paid(mutant: Mutant = .none) throws -> Bench {
    let bench = try Bench.with(person, mutant: mutant)
    bench.declareShort(person)
    bench.step(.validate, person, on: Day(2023, 3, 6))
    bench.step(.invoice, person, on: Day(2023, 3, 7))
    bench.sleep(until: Day(2023, 4, 3))
    #expect(bench.violated == [])
    return bench
  }

  @Test func `REC-1: what is recovered was paid, and not recovered before`() throws {
    for mutant in [Mutant.none, .recoverTwice] {
      let bench = try paid(mutant: mutant)
      bench.step(.recover, person, on: Day(2023, 4, 3), amount: 600_00)
      #expect(bench.violated == [])
      #expect(bench.auditor.findings[.rec1].nonvacuous == 1)
      bench.step(.recover, person, on: Day(2023, 4, 4), amount: 600_00)
      #expect(bench.violated.contains(.rec1) == (mutant == .recoverTwice))
    }
  }

  @Test func `REC-1: what is recovered goes to the sources that paid`() throws {
    let bench = try paid()
    bench.step(.recover, person, on: Day(2023, 4, 3), amount: 600_00) { batch in
      batch.change(.recovery) { $0.to = Account.cardRefunds.rawValue }
    }
    #expect(bench.violated.contains(.rec1))
  }

  @Test func `CER-1: a mandate training leads to no certification`() throws {
    for isForged in [false, true] {
      let bench = try paid()
      bench.step(.certify, person, on: Day(2023, 4, 3)) { batch in
        guard isForged else { return }
        let place = batch.place(of: .certify)
        batch.outcomes[place].rule = .applied
      }
      #expect(bench.violated == (isForged ? [.cer1] : []))
    }
  }

  @Test func `CAR-1: a payout that nobody waits for, and one that never comes`() throws {
    let stray = try Bench.with(person)
    stray.live(Day(2023, 2, 1)) { batch in
      var outcome = Outcome(.refundCard, .applied, official: UInt32(self.person))
      outcome.number = 1
      batch.add(
        outcome,
        [
          Posting(
            10_00, from: .cardRefunds, to: .cards, reason: .cardRefund,
            official: UInt32(self.person), number: 1)
        ])
    }
    #expect(stray.violated == [.car1])

    for mutant in [Mutant.none, .refundForgotten] {
      let bench = try Bench.with(person, mutant: mutant)
      bench.confirmShort(person)
      bench.request(person, World.Offers.short, from: Day(2023, 4, 1), on: Day(2023, 2, 9))
      bench.step(.propose, person, 2, on: Day(2023, 2, 10))
      bench.step(.confirm, person, 2, on: Day(2023, 2, 13))
      bench.step(.withdraw, person, 2, on: Day(2023, 2, 14))
      bench.sleep(until: Day(2023, 4, 1))
      #expect(bench.violated.contains(.car1) == (mutant == .refundForgotten))
    }
  }

  @Test func `INF-1: somebody left out of the yearly information`() throws {
    for isForged in [false, true] {
      let bench = try Bench.with(person)
      bench.live(Day(2023, 6, 15)) { batch in
        #expect(batch.informed == 1)
        if isForged { batch.informed = 0 }
      }
      #expect(bench.violated == (isForged ? [.inf1] : []))
    }
  }

  @Test func `MON-6: a top-up beyond what was attributed`() throws {
    let bench = try Bench.with(person)
    var command = Command(.dotation, official: UInt32(person))
    command.amount = 100_00
    bench.live(Day(2022, 2, 1), [command]) { batch in
      let place = batch.place(of: .dotation)
      #expect(batch.outcomes[place].rule == .notAttributed)
      batch.outcomes[place].rule = .applied
    }
    #expect(bench.violated == [.mon6])
  }

  @Test func `CPF-1: conversions that do not match, and a second opening`() throws {
    let official = UInt32(person)
    let forgeries: [[Posting]] = [
      [
        Posting(100_00, from: .cpfIssued, to: .cpf, reason: .opening, official: official),
        Posting(30_00, from: .cpf, to: .cpfIssued, reason: .statusConversion, official: official),
        Posting(
          3, from: .cpfHoursIssued, to: .cpfHours, reason: .statusConversion, official: official),
      ],
      [Posting(5_500_00, from: .cpfIssued, to: .cpf, reason: .walletCredit, official: official)],
      [Posting(721_00, from: .cecIssued, to: .cec, reason: .walletCredit, official: official)],
    ]
    for postings in forgeries {
      let bench = try Bench.with(person)
      bench.live(Day(2023, 2, 1)) { batch in
        batch.add(
          Outcome(.convertStatus, .applied, official: official), postings)
      }
      #expect(bench.violated == [.cpf1])
    }
  }

  @Test func `CPF-1: what comes back on the day of a death is credited nothing before`() throws {
    let mortal = try World.person { roster, person in
      roster.persons.deathDay[person] > Day(2023, 6, 1)
        && roster.persons.deathDay[person] < Day(2028, 1, 1)
    }
    let death = try World.roster.get().persons.deathDay[mortal]
    let official = UInt32(mortal)
    // A day before the death the credits of the years must come first.
    for (day, violated) in [(death, []), (death - 1, [Invariant.cpf1])] {
      let bench = try Bench.with(mortal)
      bench.auditor.meet(mortal, isKnown: true, hasAccount: true, terms: 200, isVolunteer: true)
      bench.live(Day(2021, 7, 2)) { batch in
        batch.postings += [
          Posting(100_00, from: .cecIssued, to: .cec, reason: .opening, official: official),
          Posting(50_00, from: .cec, to: .cecReserved, reason: .reservation, official: official),
        ]
      }
      bench.live(day) { batch in
        batch.postings.append(
          Posting(50_00, from: .cecReserved, to: .cec, reason: .refund, official: official))
      }
      #expect(bench.violated == Set(violated), "\(day)")
    }
  }

  @Test func `DOS-3: a dossier that nobody closes`() throws {
    let bench = try Bench.with(person)
    bench.request(person, World.Offers.short, from: Day(2023, 4, 1), on: Day(2023, 2, 6))
    for offset in 0..<12 {
      bench.live(Day(2023, 2, 7) + offset) { batch in
        batch.outcomes.removeAll { $0.verb == .close }
      }
    }
    bench.scan()
    #expect(bench.violated.contains(.dos3))
    #expect(bench.first(.dos3)?.event.contains("notProcessed") == true)
  }

  @Test func `PRI-2: something done with an account whose data were erased, or too early`() throws {
    let official = UInt32(person)
    let bench = try Bench.with(person)
    bench.live(Day(2023, 2, 1)) { batch in
      batch.add(Outcome(.erase, .applied, official: official))
    }
    // It comes too early, and everything is still there.
    #expect(bench.auditor.findings[.pri2].violations == 2)
    bench.live(Day(2023, 2, 2), [Command(.followModule, official: official)])
    #expect(bench.auditor.findings[.pri2].violations == 3)
    #expect(bench.violated == [.pri2])
  }

  @Test func `PRI-2: data that are said to be erased and are kept`() throws {
    let mortal = try World.mortal.get()
    let death = try World.roster.get().persons.deathDay[mortal]
    for mutant in [Mutant.none, .dataKept, .erasedInName] {
      let bench = try Bench.with(mortal, mutant: mutant)
      bench.shard.describe(
        mortal, isPublicAgent: true, isVolunteer: true, isLowQualified: true, hours: 40)
      bench.live(death, [Command(.death, official: UInt32(mortal))])
      bench.sleep(until: death.adding(months: 36) + 2)
      #expect(bench.violated == (mutant == .none ? [] : [.pri2]))
      let isNamed = bench.shard.portals[mortal].nir != TypedNIR()
      #expect(isNamed == (mutant != .none))
      if mutant == .erasedInName {
        let event = bench.first(.pri2)?.event ?? ""
        for fact in ["the NIR", "the password", "mandates", "the day of death", "CPF and CEC"] {
          #expect(event.contains(fact), "\(event)")
        }
      }
    }
  }

  @Test func `FND-1: a missing report, a wrong figure, an alert that is not given`() throws {
    let bench = try Bench()
    bench.live(Day(2023, 4, 30))
    func act(_ office: inout FundOffice, own: Int64) -> [FundAct] {
      office.close(bench.context, movement: 0, own: own, isFirst: false)
    }
    for forgery in 0..<3 {
      var office = FundOffice()
      var judge = SharedAuditor(sessions: 0, fund: 5_000_000_00)
      var acts = act(&office, own: forgery == 1 ? 5_000_000_01 : 5_000_000_00)
      if forgery == 2 { acts = [] }
      judge.judgeOffice(acts, movement: 0, bench.context)
      #expect(judge.findings[.fnd1].violations == (forgery == 0 ? 0 : 1))
    }
    // The alert is that of a fall: a fund that opens below the reserve has left nothing.
    for (opening, alerts) in [(Int64(3_000_000_00), 1), (1_900_000_00, 0)] {
      for mutant in [Mutant.none, .alertSilent] {
        var judge = SharedAuditor(sessions: 0, fund: opening)
        var office = FundOffice(mutant: mutant)
        var said = 0
        for movement in [Int64(0), -1_500_000_00] {
          let own = movement == 0 ? opening : opening + movement
          bench.live(bench.today + 1)
          let acts = office.close(bench.context, movement: movement, own: own, isFirst: false)
          said += acts.count { $0.verb == .alert }
          judge.judgeOffice(acts, movement: movement, bench.context)
        }
        #expect(said == (mutant == .none ? alerts : 0))
        #expect(judge.findings[.fnd1].violations == (mutant == .none ? 0 : alerts))
      }
    }
  }
}
