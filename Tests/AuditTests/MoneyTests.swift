import Audit
import Calendar
import Ledger
import Platform
import Testing

/// Each invariant about money fails when the platform is altered to break it.
@Suite struct MoneyAuditTests {
  let person: Int
  let leaver: Int

  init() throws {
    person = try World.councillor.get()
    leaver = try World.leaver.get()
  }

  @Test func `MON-1: a posting across books, of nothing, or that no book knows`() throws {
    let official = UInt32(person)
    let forged = [
      Posting(1, from: .fund, to: .rightsAvailable, reason: .refund, official: official),
      Posting(0, from: .fund, to: .travel, reason: .travel, official: official),
      Posting(1, from: .fund, to: .fund, reason: .travel, official: official),
      Posting(1, from: .fund, to: .cards, reason: .payment, official: official),
      Posting(1, from: .fund, to: .travel, reason: .levy, official: official),
    ]
    for posting in forged {
      let bench = try Bench.with(person)
      bench.live(Day(2022, 1, 10)) { $0.postings.append(posting) }
      #expect(bench.violated == [.mon1])
      #expect(bench.first(.mon1)?.official == official)
    }
    let clean = try Bench.with(person)
    clean.live(Day(2022, 1, 10)) { batch in
      batch.postings.append(
        Posting(1, from: .fund, to: .travel, reason: .travel, official: official))
    }
    #expect(clean.violated == [])
  }

  @Test func `MON-2: a price that the sources do not make up`() throws {
    let bench = try Bench.with(person)
    bench.confirmShort(person) { $0.change(.reservation) { $0.amount -= 1 } }
    #expect(bench.violated == [.mon2])
    #expect(bench.first(.mon2)?.event.contains("confirm of dossier 1") == true)
  }

  private func pay(_ bench: Bench, hours: UInt16? = nil, forging: Bench.Forgery = { _ in }) {
    bench.declareShort(person, hours: hours)
    bench.step(.validate, person, on: Day(2023, 3, 6))
    bench.step(.invoice, person, on: Day(2023, 3, 7))
    bench.live(Day(2023, 3, 9), forging: forging)
  }

  @Test func `MON-3: a dossier is paid twice`() throws {
    let bench = try Bench.with(person)
    pay(bench) { batch in
      let outcome = batch.outcomes[batch.place(of: .pay)]
      batch.add(outcome, batch.postings)
    }
    #expect(bench.violated == [.mon3, .pay3])
  }

  @Test func `MON-3: a payment that no step explains`() throws {
    let bench = try Bench.with(person)
    pay(bench) { $0.postings += $0.postings }
    #expect(bench.violated == [.mon3])
  }

  /// The second dossier of somebody: the card pays a part of it.
  private func confirmWithCard(_ bench: Bench, forging: Bench.Forgery = { _ in }) {
    bench.confirmShort(person)
    bench.request(person, World.Offers.short, from: Day(2023, 5, 1), on: Day(2023, 2, 9))
    bench.step(.propose, person, 2, on: Day(2023, 2, 10))
    bench.step(.confirm, person, 2, on: Day(2023, 2, 13), forging: forging)
  }

  @Test func `MON-4: a refund to another source, and one that never comes`() throws {
    let clean = try Bench.with(person)
    confirmWithCard(clean)
    clean.step(.withdraw, person, 2, on: Day(2023, 2, 14))
    #expect(clean.violated == [])

    let bench = try Bench.with(person)
    confirmWithCard(bench)
    bench.step(.withdraw, person, 2, on: Day(2023, 2, 14)) { batch in
      batch.change(.refund, from: .cardReserved) { $0.to = Account.cec.rawValue }
    }
    #expect(bench.violated == [.mon4])

    let forgetful = try Bench.with(person)
    confirmWithCard(forgetful)
    forgetful.step(.withdraw, person, 2, on: Day(2023, 2, 14)) { batch in
      batch.postings.removeAll { $0.from == Account.cardReserved.rawValue }
      for index in batch.outcomes.indices {
        batch.outcomes[index].endPosting = UInt32(batch.postings.count)
      }
    }
    #expect(forgetful.violated == [.mon4])
  }

  @Test func `MON-4: a refund after partial attendance is what is not owed`() throws {
    for isForged in [false, true] {
      let bench = try Bench.with(person)
      bench.declareShort(person, hours: 5)
      bench.step(.validate, person, on: Day(2023, 3, 6)) { batch in
        // 960 € for 12 hours: 400 € are due for five of them; 160 € of the rest fit under the cap.
        #expect(batch.postings.map(\.amount) == [400_00, 160_00])
        if isForged { batch.postings[0].amount += 1 }
      }
      #expect(bench.violated == (isForged ? [.mon4] : []))
    }
  }

  @Test func `MON-5: cash that the postings do not explain, and cash below zero`() {
    var shared = SharedAuditor(sessions: 0, fund: 100)
    shared.add(50)
    shared.judgeFund(120, moved: -30, day: 1)
    #expect(shared.findings.violationCount == 0)
    #expect(shared.findings[.mon5].leastSlack == 120)
    shared.judgeFund(121, moved: -30, day: 2)
    #expect(shared.findings[.mon5].violations == 1)
    #expect(shared.findings.violations.first?.day == 2)
    shared.judgeFund(-10, moved: -160, day: 3)
    #expect(shared.findings[.mon5].violations == 2)
  }

  @Test func `MON-6 and FUN-3: a top-up is used that nobody paid in`() throws {
    let bench = try Bench.with(person)
    confirmWithCard(bench) { batch in
      batch.change(.reservation, from: .cards) {
        $0.from = Account.dotationAvailable.rawValue
        $0.to = Account.dotationReserved.rawValue
      }
    }
    #expect(bench.violated == [.mon6, .fun3])
  }

  @Test func `FUN-1: the card pays while there are rights`() throws {
    let bench = try Bench.with(person)
    bench.confirmShort(person) { batch in
      batch.change(.reservation) { $0.amount -= 100 }
      var card = batch.postings[batch.postings.count - 1]
      card.amount = 100
      card.from = Account.cards.rawValue
      card.to = Account.cardReserved.rawValue
      batch.postings.append(card)
      batch.outcomes[batch.place(of: .confirm)].endPosting += 1
    }
    #expect(bench.violated == [.fun1])
  }

  @Test func `FUN-2: the CPF pays for a mandate training`() throws {
    let bench = try Bench.with(person)
    confirmWithCard(bench) { batch in
      batch.change(.reservation, from: .cards) {
        $0.from = Account.cpf.rawValue
        $0.to = Account.cpfReserved.rawValue
      }
    }
    #expect(bench.violated == [.fun2, .cpf1])
  }

  @Test func `FUN-3: a top-up above the deliberation, and one too many`() throws {
    for (amount, count) in [(300_01, 1), (100_00, 3)] as [(Int64, Int)] {
      for isForged in [false, true] {
        let bench = try Bench.with(person)
        for turn in 0..<count {
          var command = Command(.attribute, official: UInt32(person))
          command.amount = amount
          bench.live(Day(2022, 2, 1) + turn, [command]) { batch in
            let place = batch.place(of: .attribute)
            guard batch.outcomes[place].rule != .applied, isForged else { return }
            batch.outcomes[place].rule = .applied
          }
        }
        #expect(bench.violated == (isForged ? [.fun3] : []))
      }
    }
  }

  @Test func `PAY-1: a payment before the service done is validated, or in control`() throws {
    for isControlled in [false, true] {
      let bench = try Bench.with(person)
      bench.declareShort(person)
      if isControlled { bench.step(.openControl, person, on: Day(2023, 3, 6)) }
      bench.live(Day(2023, 3, 9)) { batch in
        var outcome = Outcome(.pay, .applied, official: UInt32(self.person))
        outcome.slot = 0
        outcome.number = 1
        outcome.before = .serviceDoneDeclared
        outcome.after = .serviceDoneDeclared
        batch.add(
          outcome,
          [
            Posting(
              960_00, from: .fund, to: .providers, reason: .payment,
              official: UInt32(self.person), number: 1)
          ])
      }
      // Nothing was invoiced either.
      #expect(bench.violated == [.pay1, .pay2])
    }
  }

  @Test func `PAY-1: a deposit for a training of two days`() throws {
    let bench = try Bench.with(person)
    bench.confirmShort(person)
    bench.step(.entry, person, on: Day(2023, 3, 1)) { batch in
      var outcome = batch.outcomes[batch.place(of: .entry)]
      outcome.verb = .payDeposit
      outcome.command = -1
      outcome.before = .inTraining
      batch.add(
        outcome,
        [
          Posting(
            240_00, from: .fund, to: .providers, reason: .deposit, official: UInt32(self.person),
            number: 1)
        ])
    }
    #expect(bench.violated == [.pay1])
  }

  @Test func `PAY-2: an invoice is paid late, or never`() throws {
    for delay in [30, 31] {
      let bench = try Bench.with(person)
      bench.declareShort(person)
      bench.step(.validate, person, on: Day(2023, 3, 6))
      bench.paysProviders = false
      // The next batch is on Thursday 13 April: 30 days after 14 March, 31 after the 13th.
      bench.step(.invoice, person, on: Day(2023, 3, 9) + (35 - delay))
      bench.sleep(until: Day(2023, 4, 13))
      bench.paysProviders = true
      bench.live(Day(2023, 4, 13))
      #expect(bench.violated == (delay == 31 ? [.pay2] : []))
      #expect(bench.auditor.findings[.pay2].leastSlack == Int64(30 - delay))
    }
    let never = try Bench.with(person)
    never.paysProviders = false
    never.declareShort(person)
    never.step(.validate, person, on: Day(2023, 3, 6))
    never.step(.invoice, person, on: Day(2023, 3, 7))
    never.sleep(until: Day(2023, 4, 7))
    never.close()
    #expect(never.violated == [])
    never.live(Day(2023, 4, 7))
    never.close()
    #expect(never.violated == [.pay2])
  }

  @Test func `PAY-3: a cent too much in the provider's favour, or from another source`() throws {
    let bench = try Bench.with(person)
    // 960 € × 7 / 12 = 560 €.
    pay(bench, hours: 7) { batch in
      #expect(batch.postings.map(\.amount) == [560_00])
      batch.change(.payment) { $0.amount += 1 }
    }
    #expect(bench.violated == [.pay3])

    let other = try Bench.with(person)
    pay(other) { $0.change(.payment) { $0.from = Account.cardReserved.rawValue } }
    #expect(other.violated == [.pay3])
  }

  @Test func `PAY-3: more hours are taken than the training has`() throws {
    let bench = try Bench.with(person)
    bench.confirmShort(person)
    bench.step(.entry, person, on: Day(2023, 3, 1))
    bench.step(.serviceDone, person, on: Day(2023, 3, 3)) { batch in
      batch.commands[batch.commands.count - 1].small += 1
    }
    #expect(bench.violated == [.pay3])
  }
}
