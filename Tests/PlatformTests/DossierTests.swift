import Calendar
import Ledger
import Platform
import Testing

/// The life of a dossier: money, refunds, deadlines, deposits, payments.
@Suite struct DossierTests {
  private typealias Offers = Bench.Offers

  @Test func `rights pay first, then the top-up, then the card`() throws {
    let bench = try Bench.ready()
    bench.confirm()
    #expect(bench.moved(.reservation, to: .rightsReserved) == 960_00)
    #expect(bench.batch.postings.count == 1)
    var dotation = Command(.dotation, official: 0)
    dotation.amount = 300_00
    var attribution = dotation
    attribution.verb = .attribute
    bench.live(Day(2023, 2, 9), [attribution, dotation])
    bench.request(Offers.short, from: Day(2023, 5, 1), on: Day(2023, 2, 10))
    bench.step(.propose, 0, 2, on: Day(2023, 2, 13))
    #expect(bench.step(.confirm, 0, 2, on: Day(2023, 2, 14)) == .applied)
    #expect(bench.moved(.reservation, to: .rightsReserved) == 540_00)
    #expect(bench.moved(.reservation, to: .dotationReserved) == 300_00)
    #expect(bench.moved(.reservation, to: .cardReserved) == 120_00)
    #expect(bench.available == 0 && bench.reserved == 1_500_00)
    // Everything goes back to where it came from.
    #expect(bench.step(.withdraw, 0, 2, on: Day(2023, 2, 15)) == .applied)
    #expect(bench.moved(.refund, to: .rightsAvailable) == 540_00)
    #expect(bench.moved(.refund, to: .dotationAvailable) == 300_00)
    #expect(bench.moved(.refund, to: .cardRefunds) == 120_00)
    #expect(bench.available == 540_00 && bench.reserved == 960_00)
  }

  @Test func `reintegration is paid by rights, CPF, CEC and card, with the flat contribution`()
    throws
  {
    let bench = try Bench.ready()
    bench.end(on: Day(2024, 3, 1))
    // 200 h × 50 € = 10,000 €: 1,500 € rights, the wallets, and the rest by card.
    bench.request(Offers.long, from: Day(2024, 4, 1), on: Day(2024, 3, 4))
    bench.step(.propose, on: Day(2024, 3, 5))
    bench.step(.confirm, on: Day(2024, 3, 6))
    #expect(bench.moved(.reservation, to: .rightsReserved) == 1_500_00)
    #expect(bench.moved(.reservation, to: .cpfReserved) == 500_00)
    #expect(bench.moved(.reservation, to: .cecReserved) == 100_00)
    #expect(bench.moved(.reservation, to: .cardReserved) == 7_900_00)
  }

  @Test func `a deposit of a quarter is paid for a long session, and taken back`() throws {
    let bench = try Bench.ready()
    bench.end(on: Day(2023, 3, 1))
    bench.request(Offers.long, from: Day(2023, 4, 1), on: Day(2023, 3, 6))
    bench.step(.propose, on: Day(2023, 3, 7))
    bench.step(.confirm, on: Day(2023, 3, 8))
    #expect(bench.step(.entry, on: Day(2023, 4, 3)) == .applied)
    #expect(bench.shard.dossiers[0].billing == .depositWait)
    // Thursday 6 April is the next batch.
    bench.live(Day(2023, 4, 6))
    #expect(bench.moved(.deposit, to: .providers) == 2_500_00)
    #expect(bench.shard.dossiers[0].billing == .depositPaid)
    bench.live(Day(2023, 4, 13))
    #expect(bench.batch.postings.isEmpty)
    // Nobody declares the service done: the closing takes everything back.
    let close = bench.shard.dossiers[0].deadline + 1
    bench.live(close)
    #expect(bench.batch.outcomes.first?.after == .rejectedWithoutOfSuite)
    let recovered = [Account.fund, .cpf, .cec, .cardRefunds].reduce(0) {
      $0 + bench.moved(.recovery, to: $1)
    }
    #expect(recovered == 2_500_00)
  }

  @Test func `partial attendance is paid pro rata, rounded down, and the rest goes back`() throws {
    for (hours, due) in [(7, 560_00), (5, 400_00), (0, 0), (12, 960_00)] as [(UInt16, Int64)] {
      let bench = try Bench.ready()
      bench.declare(hours: hours)
      bench.step(.validate, on: Day(2023, 3, 6))
      let back =
        bench.moved(.refund, to: .rightsAvailable) + bench.moved(.refund, to: .rightsLost)
      #expect(back == 960_00 - due)
      #expect(bench.step(.invoice, on: Day(2023, 3, 7)) == (due > 0 ? .applied : .unknownDossier))
      bench.live(Day(2023, 3, 9))
      #expect(bench.moved(.payment, to: .providers) == due)
      bench.live(Day(2023, 3, 16))
      #expect(bench.batch.postings.isEmpty)
      // The slot is free again.
      #expect(bench.step(.evaluate, on: Day(2023, 3, 17)) == .unknownDossier)
    }
  }

  @Test func `a cancellation is free in time, due when late, and free again by force majeure`()
    throws
  {
    // The start is 1 March: the 17th of February leaves seven working days, the 23rd three.
    for (day, flag, after) in [
      (Day(2023, 2, 17), false, .canceledByAttendee),
      (Day(2023, 2, 23), false, .canceledByAttendeeNotRealized),
      (Day(2023, 2, 23), true, .canceledByAttendee),
      (Day(2023, 2, 22), false, .canceledByAttendee),
    ] as [(Day, Bool, DossierState)] {
      let bench = try Bench.ready()
      bench.confirm()
      #expect(bench.step(.cancelByLearner, on: day, flag: flag) == .applied)
      #expect(bench.batch.outcomes.first?.after == after)
      #expect(bench.batch.claims.map(\.isRelease) == [true])
      let isDue = after == .canceledByAttendeeNotRealized
      #expect(bench.moved(.debit, to: .rightsSpent) == (isDue ? 960_00 : 0))
      #expect(bench.moved(.refund, to: .rightsAvailable) == (isDue ? 0 : 960_00))
    }
  }

  @Test func `each deadline closes with its own reason, on the day after it`() throws {
    // Requested on Good Friday: two working days after 7 April 2023 is the 12th.
    let silent = try Bench.ready()
    silent.request(Offers.short, from: Day(2023, 6, 1), on: Day(2023, 4, 7))
    silent.live(Day(2023, 4, 12))
    #expect(silent.batch.outcomes.isEmpty)
    silent.live(Day(2023, 4, 13))
    #expect(silent.batch.outcomes.map(\.after) == [.rejectedWithoutOfSuite])

    let shy = try Bench.ready()
    shy.request(Offers.short, from: Day(2023, 6, 1), on: Day(2023, 4, 3))
    shy.step(.propose, on: Day(2023, 4, 4))
    // Four working days: 5, 6, 7 and 11 April.
    shy.live(Day(2023, 4, 11))
    #expect(shy.batch.outcomes.isEmpty)
    shy.live(Day(2023, 4, 12))
    #expect(shy.batch.outcomes.map(\.after) == [.rejectedWithoutTitulaireSuite])

    let absent = try Bench.ready()
    absent.confirm()
    absent.live(Day(2023, 3, 6))
    #expect(absent.batch.outcomes.isEmpty)
    absent.live(Day(2023, 3, 7))
    #expect(absent.batch.outcomes.map(\.after) == [.canceledByOrganism])
    #expect(absent.moved(.refund, to: .rightsAvailable) == 960_00)

    let checking = try Bench.ready()
    checking.request(Offers.short, from: Day(2023, 6, 1), on: Day(2023, 4, 3))
    checking.step(.acknowledge, on: Day(2023, 4, 4))
    checking.live(Day(2023, 5, 4))
    #expect(checking.batch.outcomes.isEmpty)
    checking.live(Day(2023, 5, 5))
    #expect(checking.batch.outcomes.map(\.after) == [.rejectedWithoutOfSuite])
  }

  @Test func `the end of the mandate cancels what is to come`() throws {
    let bench = try Bench.ready()
    bench.confirm()
    bench.end(on: Day(2023, 2, 20))
    #expect(bench.batch.outcomes.map(\.verb) == [.close, .mandateEnds])
    #expect(bench.batch.outcomes.first?.after == .canceledByFinancer)
    #expect(bench.available == 1_500_00 && bench.reserved == 0)
    // Six months later nothing is left.
    bench.live(Day(2023, 8, 19))
    #expect(bench.available == 1_500_00)
    bench.live(Day(2023, 8, 20))
    #expect(bench.moved(.expiry, to: .rightsExpired) == 1_500_00)
    #expect(bench.available == 0)
  }

  @Test func `a new mandate within the window keeps the rights`() throws {
    let bench = try Bench.ready()
    bench.end(on: Day(2023, 2, 20))
    var begin = Command(.mandateBegins, official: 0)
    begin.first = 50
    begin.day = Day(2023, 8, 19)
    bench.live(begin.day, [begin])
    bench.live(Day(2023, 8, 20))
    #expect(bench.available == 1_500_00)
  }

  @Test func `death releases the dossiers and extinguishes the rights`() throws {
    let bench = try Bench.ready()
    bench.confirm()
    bench.live(Day(2023, 2, 10), [Command(.death, official: 0)])
    #expect(bench.moved(.refund, to: .rightsAvailable) == 960_00)
    #expect(
      bench.moved(.extinction, to: .rightsExtinguished) == 1_500_00)
    #expect(bench.available == 0 && bench.reserved == 0)
  }

  @Test func `of two claims for the last seat the lower official wins, the other is told`() throws {
    let bench = try Bench.ready()
    let session = Day(2022, 3, 1)
    bench.live(Day(2022, 1, 17), [Bench.request(Offers.short, from: session, 3)])
    let outcomes = bench.live(
      Day(2022, 1, 18), [2, 1].map { Bench.request(Offers.short, from: session, $0) })
    #expect(outcomes.map(\.rule) == [.applied, .applied])
    bench.live(Day(2022, 1, 19))
    #expect(bench.batch.outcomes.map(\.verb) == [.seatLost])
    #expect(bench.batch.outcomes.first?.official == 2)
    #expect(bench.batch.outcomes.first?.after == .rejected)
    #expect(bench.batch.claims.isEmpty)
    #expect(bench.step(.propose, 1, on: Day(2022, 1, 20)) == .applied)
  }

  /// What may be done in each state, and where it leads.
  private static let legal: [DossierState: [Verb: DossierState]] = [
    .notProcessed: [
      .acknowledge: .notProcessed, .propose: .validated, .refuse: .refusedByOrganism,
      .cancelByLearner: .canceledByAttendee,
    ],
    .validated: [
      .confirm: .accepted, .decline: .refusedByAttendee, .cancelByLearner: .canceledByAttendee,
    ],
    .accepted: [
      .withdraw: .canceledByAttendee, .cancelByLearner: .canceledByAttendee,
      .cancelByProvider: .canceledByOrganism,
    ],
    .inTraining: [.leave: .terminated, .serviceDone: .serviceDoneDeclared],
    .serviceDoneDeclared: [
      .openControl: .serviceDoneDeclared, .validate: .serviceDoneValidated,
      .evaluate: .serviceDoneDeclared, .travel: .serviceDoneDeclared,
    ],
    .serviceDoneValidated: [
      .invoice: .serviceDoneValidated, .evaluate: .serviceDoneValidated,
      .travel: .serviceDoneValidated,
    ],
  ]

  @Test func `every applied step follows the published state machine`() throws {
    // Every verb in every reachable state: the pairs that are applied, and where they lead.
    let states: [(DossierState, (Bench) -> Void)] = [
      (.notProcessed, { $0.request(Offers.short, from: Day(2023, 3, 1), on: Day(2023, 2, 6)) }),
      (
        .validated,
        {
          $0.request(Offers.short, from: Day(2023, 3, 1), on: Day(2023, 2, 6))
          $0.step(.propose, on: Day(2023, 2, 7))
        }
      ),
      (.accepted, { $0.confirm() }),
      (
        .inTraining,
        {
          $0.confirm()
          $0.step(.entry, on: Day(2023, 3, 1))
        }
      ),
      (.serviceDoneDeclared, { $0.declare() }),
      (
        .serviceDoneValidated,
        {
          $0.declare()
          $0.step(.validate, on: Day(2023, 3, 6))
        }
      ),
    ]
    let verbs = Verb.allCases.filter {
      $0.rawValue >= Verb.acknowledge.rawValue && $0.rawValue <= Verb.travel.rawValue
    }
    for (state, reach) in states {
      for verb in verbs {
        let bench = try Bench.ready()
        reach(bench)
        let day = state == .inTraining ? bench.today + 2 : bench.today + 1
        // As a claim of travel, one meal and no night.
        let rule = bench.step(verb, on: day, hours: verb == .travel ? 1 : nil)
        let outcome = try #require(bench.batch.outcomes.first { $0.command >= 0 })
        #expect(outcome.before == state)
        if let after = Self.legal[state]?[verb] {
          #expect(rule == .applied, "\(verb.name) in \(state.code)")
          #expect(outcome.after == after)
        } else {
          #expect(rule == .wrongState || rule == .tooSoon, "\(verb.name) in \(state.code)")
          #expect(outcome.after == state)
          #expect(outcome.digests.before == outcome.digests.after)
          #expect(outcome.firstPosting == outcome.endPosting)
        }
      }
    }
  }
}
