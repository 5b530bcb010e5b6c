import Audit
import Calendar
import Ledger
@testable import Platform
import Testing

/// Each invariant about offers, dossiers and commands fails when the platform is altered to break
/// it.
@Suite struct DossierAuditTests {
  let person: Int
  let leaver: Int

  init() throws {
    person = try World.councillor.get()
    leaver = try World.leaver.get()
  }

  /// Lets a refused request through, with the seat that it would take.
  private func letThrough(_ batch: inout Batch, expecting rule: Rule, hasSeat: Bool = true) {
    let place = batch.place(of: .request)
    #expect(batch.outcomes[place].rule == rule)
    batch.outcomes[place].rule = .applied
    batch.outcomes[place].slot = 0
    batch.outcomes[place].number = 1
    let command = batch.commands[Int(batch.outcomes[place].command)]
    guard hasSeat else { return }
    batch.claims.append(
      SeatClaim(
        session: command.second, official: command.official, number: 1, slot: 0, isRelease: false))
  }

  @Test func `OFF-1: a body sells without accreditation`() throws {
    let bench = try Bench.with(person)
    bench.request(person, World.Offers.lapsed, from: Day(2022, 5, 1), on: Day(2022, 4, 4)) {
      letThrough(&$0, expecting: .notAccredited)
    }
    #expect(bench.violated == [.off1])
  }

  @Test func `OFF-3: an hour above the cap`() throws {
    let bench = try Bench.with(person)
    bench.request(person, World.Offers.dear, from: Day(2022, 5, 1), on: Day(2022, 4, 4)) {
      letThrough(&$0, expecting: .hourlyCap)
    }
    #expect(bench.violated == [.off3])
    #expect(bench.auditor.findings[.off3].leastSlack == -1_00)
  }

  @Test func `OFF-4: the sixteenth participant`() throws {
    let bench = try Bench()
    bench.live(Day(2022, 4, 4))
    let session = World.session(of: World.Offers.short, from: Day(2022, 5, 1))
    let claims = (0..<16).map {
      SeatClaim(session: session, official: $0, number: 1, slot: $0, isRelease: false)
    }
    var shared = bench.shared
    shared.judge(
      Array(claims.prefix(15)), isLost: .init(repeating: false, count: 15), bench.context)
    #expect(shared.findings.violationCount == 0)
    #expect(shared.findings[.off4].leastSlack == 0)
    shared.judge([claims[15]], isLost: [true], bench.context)
    #expect(shared.findings.violationCount == 0)
    shared.judge([claims[15]], isLost: [false], bench.context)
    let violation = try #require(shared.findings.violations.first)
    #expect(shared.findings[.off4].violations == 1)
    #expect(violation.official == 15)
    #expect(violation.event == "dossier 1 is participant 16 of 15 seats")
  }

  @Test func `OFF-4: a seat given back makes room for one more, and only one`() throws {
    let bench = try Bench()
    bench.live(Day(2022, 4, 4))
    let session = World.session(of: World.Offers.short, from: Day(2022, 5, 1))
    var claims = (0..<15).map {
      SeatClaim(session: session, official: $0, number: 1, slot: $0, isRelease: false)
    }
    claims.append(SeatClaim(session: session, official: 3, number: 1, slot: 3, isRelease: true))
    claims.append(SeatClaim(session: session, official: 20, number: 1, slot: 20, isRelease: false))
    var shared = bench.shared
    shared.judge(claims, isLost: .init(repeating: false, count: 17), bench.context)
    #expect(shared.findings.violationCount == 0)
    shared.judge([claims[0]], isLost: [false], bench.context)
    #expect(shared.findings[.off4].violations == 1)
  }

  @Test func `OFF-4: a request without a seat, and a seat given back by nobody`() throws {
    let bench = try Bench.with(person)
    bench.request(person, World.Offers.short, from: Day(2022, 5, 1), on: Day(2022, 4, 4)) {
      #expect($0.claims.count == 1)
      $0.claims = []
    }
    #expect(bench.violated == [.off4])

    let other = try Bench.with(person)
    other.request(person, World.Offers.short, from: Day(2022, 5, 1), on: Day(2022, 4, 4))
    other.live(Day(2022, 4, 5)) { batch in
      batch.claims.append(
        SeatClaim(
          session: World.session(of: World.Offers.short, from: Day(2022, 5, 1)),
          official: UInt32(self.person), number: 1, slot: 0, isRelease: true))
    }
    #expect(other.violated == [.off4])
  }

  @Test func `OFF-4: somebody without a seat keeps the dossier`() throws {
    let bench = try Bench()
    bench.live(Day(2022, 4, 4))
    let claim = SeatClaim(session: 1, official: 1, number: 1, slot: 1, isRelease: false)
    var shared = bench.shared
    shared.judge([claim], isLost: [true], bench.context)
    shared.judgeLosses(1, day: 2)
    #expect(shared.findings.violationCount == 0)
    shared.judge([claim], isLost: [true], bench.context)
    shared.judgeLosses(0, day: 3)
    #expect(shared.findings[.off4].violations == 1)
    shared.judgeLosses(1, day: 4)
    #expect(shared.findings[.off4].violations == 2)
  }

  @Test func `DOS-1: a step that skips a state, and one from a state that never was`() throws {
    let bench = try Bench.with(person)
    bench.request(person, World.Offers.short, from: Day(2023, 3, 1), on: Day(2023, 2, 6))
    bench.step(.propose, person, on: Day(2023, 2, 7)) { batch in
      batch.outcomes[batch.place(of: .propose)].after = .accepted
    }
    #expect(bench.violated == [.dos1])
    #expect(bench.first(.dos1)?.event == "propose of dossier 1: applied, notProcessed to accepted")

    let other = try Bench.with(person)
    other.confirmShort(person) { $0.outcomes[$0.place(of: .confirm)].before = .waitingAcceptation }
    #expect(other.violated == [.dos1])
  }

  @Test func `DOS-1: only the published transitions are legal`() throws {
    // Every state after a proposal, but the one that is published.
    for state in DossierState.allCases where state != .validated && !state.isTerminal {
      let bench = try Bench.with(person)
      bench.request(person, World.Offers.short, from: Day(2023, 3, 1), on: Day(2023, 2, 6))
      bench.step(.propose, person, on: Day(2023, 2, 7)) { batch in
        batch.outcomes[batch.place(of: .propose)].after = state
      }
      #expect(bench.violated == [.dos1], "\(state.code)")
    }
  }

  @Test func `DOS-2: an answer after two working days`() throws {
    let bench = try Bench.with(person)
    bench.request(person, World.Offers.short, from: Day(2023, 3, 1), on: Day(2023, 2, 6))
    bench.live(Day(2023, 2, 9)) { batch in
      let place = batch.place(of: .close)
      batch.outcomes[place].verb = .propose
      batch.outcomes[place].after = .validated
      batch.claims = []
    }
    #expect(bench.violated == [.dos2])
    #expect(bench.auditor.findings[.dos2].leastSlack == -1)
  }

  @Test func `DOS-2: a dossier is closed a day early, a day late, or never`() throws {
    func forged(_ after: DossierState = .rejectedWithoutOfSuite) -> Outcome {
      var outcome = Outcome(.close, .applied, official: UInt32(self.person))
      outcome.slot = 0
      outcome.number = 1
      outcome.after = after
      return outcome
    }
    func requested() throws -> Bench {
      let bench = try Bench.with(person)
      // Easter Monday, 10 April 2023, is no working day: the answer may come on the 12th.
      bench.request(person, World.Offers.short, from: Day(2023, 5, 1), on: Day(2023, 4, 7))
      return bench
    }
    func give(_ batch: inout Batch) {
      batch.claims = [
        SeatClaim(
          session: World.session(of: World.Offers.short, from: Day(2023, 5, 1)),
          official: UInt32(person), number: 1, slot: 0, isRelease: true)
      ]
    }
    let clean = try requested()
    clean.live(Day(2023, 4, 13)) { #expect($0.outcomes.contains { $0.verb == .close }) }
    clean.close()
    #expect(clean.violated == [])

    let early = try requested()
    early.live(Day(2023, 4, 12)) { batch in
      batch.add(forged())
      give(&batch)
    }
    #expect(early.violated == [.dos2])

    let late = try requested()
    late.live(Day(2023, 4, 13)) { batch in
      batch.outcomes = []
      batch.claims = []
    }
    late.close()
    #expect(late.violated == [.dos2])
    late.live(Day(2023, 4, 14)) { batch in
      batch.add(forged())
      give(&batch)
    }
    #expect(late.auditor.findings[.dos2].violations == 2)
  }

  @Test func `DOS-2: steps before their day, and a cancellation that is free too late`() throws {
    let eager = try Bench.with(person)
    eager.confirmShort(person)
    eager.step(.entry, person, on: Day(2023, 2, 28)) { batch in
      let place = batch.place(of: .entry)
      #expect(batch.outcomes[place].rule == .tooSoon)
      batch.outcomes[place].rule = .applied
      batch.outcomes[place].after = .inTraining
    }
    #expect(eager.violated == [.dos2])

    let late = try Bench.with(person)
    late.confirmShort(person)
    // Four working days before the start, fifteen days after the confirmation.
    late.step(.cancelByLearner, person, on: Day(2023, 2, 23)) { batch in
      let place = batch.place(of: .cancelByLearner)
      #expect(batch.outcomes[place].after == .canceledByAttendeeNotRealized)
      batch.outcomes[place].after = .canceledByAttendee
      batch.change(.debit) { posting in
        posting.to = Account.rightsAvailable.rawValue
        posting.reason = Reason.refund.rawValue
      }
    }
    #expect(late.violated == [.dos2])
  }

  @Test func `DOS-4: a mandate training without a mandate`() throws {
    let bench = try Bench.with(leaver)
    bench.request(leaver, World.Offers.short, from: Day(2026, 5, 1), on: Day(2026, 4, 7)) {
      letThrough(&$0, expecting: .noMandate)
    }
    #expect(bench.violated == [.dos4])
  }

  @Test func `DOS-4: a reintegration training during the mandate`() throws {
    let bench = try Bench.with(person)
    bench.request(person, World.Offers.reintegration, from: Day(2022, 5, 1), on: Day(2022, 4, 7)) {
      letThrough(&$0, expecting: .mandateInForce, hasSeat: false)
    }
    // No window is open either.
    #expect(bench.violated == [.dos4, .exp1])
  }

  @Test func `DOS-5: a training that ends more than eight months after its funding`() throws {
    for isForged in [false, true] {
      let bench = try Bench.with(person)
      bench.request(person, World.Offers.short, from: Day(2024, 1, 1), on: Day(2023, 2, 6))
      bench.step(.propose, person, on: Day(2023, 2, 7))
      bench.step(.confirm, person, on: Day(2023, 2, 8)) { batch in
        let place = batch.place(of: .confirm)
        #expect(batch.outcomes[place].rule == .completionTooLate)
        guard isForged else { return }
        batch.outcomes[place].rule = .applied
        batch.outcomes[place].after = .accepted
        batch.outcomes[place].endPosting += 1
        batch.postings.append(
          Posting(
            960_00, from: .rightsAvailable, to: .rightsReserved, reason: .reservation,
            official: UInt32(self.person), number: 1))
      }
      #expect(bench.violated == (isForged ? [.dos5] : []))
    }
  }

  @Test func `REF-1: a refused command posts, or changes what it should not`() throws {
    for isPosting in [false, true] {
      let bench = try Bench.with(person)
      bench.request(person, World.Offers.dear, from: Day(2022, 5, 1), on: Day(2022, 4, 4)) {
        batch in
        let place = batch.place(of: .request)
        guard isPosting else {
          batch.outcomes[place].digests.after ^= 1
          return
        }
        batch.outcomes[place].endPosting += 1
        batch.postings.append(
          Posting(
            1, from: .rightsAvailable, to: .rightsReserved, reason: .reservation,
            official: UInt32(self.person)))
      }
      #expect(bench.violated == [.ref1])
    }
  }

  /// Sends a request twice with one key; the second time perhaps for another session.
  private func sendTwice(_ bench: Bench, isSame: Bool, forging: Bench.Forgery = { _ in }) {
    var first = Command(.request, official: UInt32(person), key: 77)
    first.second = World.session(of: World.Offers.short, from: Day(2022, 5, 1))
    var second = first
    if !isSame { second.second += 1 }
    bench.live(Day(2022, 4, 4), [first, second], forging: forging)
  }

  @Test func `IDE-1: the second sending is applied, answered otherwise, or has an effect`() throws {
    for isSame in [false, true] {
      let clean = try Bench.with(person)
      sendTwice(clean, isSame: isSame) { batch in
        #expect(batch.outcomes[1].rule == (isSame ? .applied : .keyReused))
        #expect(batch.outcomes[1].isRepeated == isSame)
      }
      #expect(clean.violated == [])
      let forgeries: [Bench.Forgery] = [
        { $0.outcomes[1].digests.after ^= 1 },
        { batch in
          batch.outcomes[1].rule = .wrongState
          batch.outcomes[1].isRepeated = false
        },
        { batch in
          let outcome = batch.outcomes[0]
          batch.outcomes[1] = outcome
          batch.outcomes[1].command = 1
          batch.outcomes[1].number = 2
          batch.outcomes[1].slot = 1
          batch.claims.append(batch.claims[0])
          batch.claims[1].session = batch.commands[1].second
        },
      ]
      for forgery in forgeries {
        let bench = try Bench.with(person)
        sendTwice(bench, isSame: isSame, forging: forgery)
        #expect(bench.violated == [.ide1])
      }
    }
  }

  @Test func `DET-2: a balance that the postings do not explain`() throws {
    let bench = try Bench.with(person)
    bench.live(Day(2022, 4, 4)) { batch in
      batch.postings.append(
        Posting(
          1_00, from: .rightsAvailable, to: .rightsReserved, reason: .reservation,
          official: UInt32(self.person)))
    }
    #expect(bench.violated == [])
    bench.scan()
    #expect(bench.violated == [.det2])
    #expect(bench.first(.det2)?.official == UInt32(person))
  }
}
