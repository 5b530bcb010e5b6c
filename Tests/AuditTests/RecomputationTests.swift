import Audit
import Calendar
@testable import Law
import Ledger
import Platform
import Population
import Testing

/// DET-2: what the checks have led to is worked out anew, and a disagreement names the invariant.
@Suite struct RecomputationTests {
  let person: Int

  init() throws { person = try World.councillor.get() }

  /// The invariants that a bench's recomputations disagree with.
  private func named(_ bench: Bench) -> Set<String> {
    let all = bench.auditor.findings.violations + bench.shared.findings.violations
    return Set(
      all.filter { $0.invariant == .det2 }.compactMap { $0.event.split(separator: ":").first }
    )
    .reduce(into: []) { $0.insert(String($1)) }
  }

  private func credit(_ amount: Int64) -> Posting {
    Posting(
      amount, from: .rightsIssued, to: .rightsAvailable, reason: .firstCredit,
      official: UInt32(person))
  }

  @Test func `rights kept above a lowered cap agree, and so does a life with a dossier`() throws {
    let bench = try Bench.with(person)
    bench.sleep(until: Day(2022, 2, 2))
    bench.scan()
    bench.confirmShort(person)
    bench.scan()
    bench.step(.entry, person, on: Day(2023, 3, 1))
    bench.scan()
    bench.sleep(until: Day(2024, 1, 2))
    bench.scan()
    #expect(named(bench) == [])
    #expect(bench.auditor.findings[.det2].nonvacuous > 0)
  }

  @Test func `CAP-1: rights that rose above the cap after it was lowered are found`() throws {
    let bench = try Bench.with(person)
    let credit = credit(1)
    // Held since 2021: 1,500 € under a cap of 700 €.
    bench.live(Day(2022, 2, 1)) { $0.postings.append(credit) }
    bench.sleep(until: Day(2023, 1, 2))
    bench.scan()
    #expect(named(bench).contains("CAP-1"))
  }

  @Test func `CAP-1: what a cap that rose allowed is kept when it falls again`() throws {
    var law = try World.law.get()
    let cap = try #require(law["rights.cap"]?.values.last)
    for (day, amount) in [(Day(2025, 1, 1), 1_900_00), (Day(2027, 1, 10), 600_00)] {
      law.set(
        "rights.cap",
        DatedValue(
          from: day, value: .number(Int64(amount)), reference: "a test", url: nil,
          checked: cap.checked, confidence: cap.confidence), alone: false)
    }
    let bench = try Bench.with(person, law: law)
    for year in 2022...2028 {
      bench.sleep(until: Day(year, 1, 2))
      bench.scan()
    }
    // 1,500 € at first, 1,900 € from the credit of 2025 on.
    #expect(bench.shard.accounts.balances[person].available == 1_900_00)
    #expect(named(bench) == [])
  }

  @Test func `CAP-1: rights above a cap that nobody held when it was lowered are found`() throws {
    let other = try World.leaver.get()
    let bench = try Bench.with(person, other)
    bench.sleep(until: Day(2022, 1, 5))
    bench.scan()
    #expect(named(bench) == [])
    // The ceilings say who was above the cap on 1 January 2022; a newcomer was not.
    let newcomer = try World.person { roster, person in
      let mandates = roster.mandates(of: person)
      return person != self.person && person != other && mandates.count == 1
    }
    bench.live(Day(2022, 2, 1)) { batch in
      batch.postings.append(
        Posting(
          900_00, from: .rightsIssued, to: .rightsAvailable, reason: .firstCredit,
          official: UInt32(newcomer)))
    }
    bench.scan()
    #expect(named(bench).contains("CAP-1"))
  }

  @Test func `MON-2: an open dossier whose sources do not make up its price is found`() throws {
    let bench = try Bench.with(person)
    bench.confirmShort(person) { $0.change(.reservation) { $0.amount -= 1 } }
    bench.scan()
    #expect(named(bench) == ["CAP-3", "MON-2"])
  }

  @Test func `DOS-1: a dossier that is elsewhere than its steps led is found`() throws {
    let bench = try Bench.with(person)
    bench.request(person, World.Offers.short, from: Day(2023, 3, 1), on: Day(2023, 2, 6))
    bench.step(.propose, person, on: Day(2023, 2, 7)) { batch in
      let place = batch.place(of: .propose)
      batch.outcomes[place].after = .accepted
    }
    bench.scan()
    #expect(named(bench).contains("DOS-1"))
  }

  private func attribute(_ bench: Bench, forging: @escaping Bench.Forgery = { _ in }) {
    var command = Command(.attribute, official: UInt32(person))
    command.amount = 200_00
    bench.live(Day(2023, 1, 10), [command])
    command.verb = .dotation
    command.amount = 150_00
    bench.live(Day(2023, 1, 12), [command], forging: forging)
    bench.scan()
  }

  @Test func `MON-6 and FUN-3: top-ups are recounted, collectivity by collectivity`() throws {
    let clean = try Bench.with(person)
    attribute(clean)
    #expect(named(clean) == [])
    let cash = try Bench.with(person)
    attribute(cash) { $0.change(.dotation) { $0.amount += 1 } }
    #expect(named(cash).contains("MON-6"))
    let owed = try Bench.with(person)
    attribute(owed) { batch in
      batch.commands[Int(batch.outcomes[batch.place(of: .dotation)].command)].amount += 1
    }
    #expect(named(owed).contains("FUN-3"))
  }

  @Test func `OFF-4: open dossiers, claims and seats taken agree, and one too many is found`()
    throws
  {
    let bench = try Bench.with(person)
    bench.request(person, World.Offers.short, from: Day(2023, 3, 1), on: Day(2023, 2, 6))
    let session = World.session(of: World.Offers.short, from: Day(2023, 3, 1))
    var seats: [UInt32] = []
    bench.auditor.addSeats(to: &seats, on: bench.context.day)
    #expect(seats == [session])
    bench.shared.recomputeSeats(seats, bench.context)
    #expect(named(bench) == [])
    bench.shared.recomputeSeats([session, session], bench.context)
    #expect(named(bench) == ["OFF-4"])
    for wrong in [[], [session, session + 1]] {
      let bench = try Bench.with(person)
      bench.request(person, World.Offers.short, from: Day(2023, 3, 1), on: Day(2023, 2, 6))
      bench.shared.recomputeSeats(wrong, bench.context)
      #expect(named(bench) == ["OFF-4"])
    }
    let taken = try Bench.with(person)
    taken.request(person, World.Offers.short, from: Day(2023, 3, 1), on: Day(2023, 2, 6))
    taken.context.seatsTaken[Int(session)] += 1
    taken.shared.recomputeSeats(seats, taken.context)
    #expect(named(taken) == ["OFF-4"])
  }

  @Test func `CRD-1: the accounts credited for a year are as many as its credits`() throws {
    let bench = try Bench.with(person)
    bench.sleep(until: Day(2024, 1, 2))
    bench.scan()
    #expect(bench.auditor.labelled.counted == 1)
    #expect(bench.auditor.labelled.found == 1)
    bench.shared.recomputeLabels(counted: 2, found: 1, day: bench.context.day.rawValue)
    #expect(named(bench) == ["CRD-1"])
  }

  @Test func `every recomputation that disagrees with a check has its sentence`() {
    for invariant in [Invariant.cap1, .cap3, .mon2, .mon6, .fun3, .off4, .dos1, .crd1, .mon5] {
      #expect(invariant.recomputation != nil)
    }
  }
}
