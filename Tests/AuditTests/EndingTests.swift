import Audit
import Calendar
import Ledger
import Platform
import Testing

/// Rights that are lost, extinguished or expired without a reason, and costs that nobody owes.
@Suite struct EndingTests {
  let person: Int
  let leaver: Int

  init() throws {
    person = try World.councillor.get()
    leaver = try World.leaver.get()
  }

  @Test func `CAP-2: a refund loses more than the cap asks for`() throws {
    // 1,500 € less a training of 960 €: 540 € are held, so that 260 € fit under the cap of 800 €.
    let bench = try Bench.with(person)
    bench.request(person, World.Offers.short, from: Day(2024, 2, 1), on: Day(2024, 1, 8))
    bench.step(.propose, person, on: Day(2024, 1, 9))
    bench.step(.confirm, person, on: Day(2024, 1, 10))
    bench.step(.entry, person, on: Day(2024, 2, 1))
    bench.step(.serviceDone, person, on: Day(2024, 2, 5))
    bench.step(.openControl, person, on: Day(2024, 2, 6))
    bench.step(.closeControl, person, on: Day(2024, 2, 8), flag: true) { batch in
      #expect(batch.postings.map(\.amount) == [700_00, 260_00])
      // One cent of what came back is recorded as lost as well.
      batch.change(.refund, from: .rightsSpent) { posting in
        if posting.to == Account.rightsAvailable.rawValue { posting.amount -= 1 }
        if posting.to == Account.rightsLost.rawValue { posting.amount += 1 }
      }
    }
    #expect(bench.violated == [.cap2])
  }

  @Test func `EXP-2: rights of the living are extinguished`() throws {
    let bench = try Bench.with(person)
    bench.live(Day(2023, 5, 2)) { batch in
      batch.postings.append(
        Posting(
          1_00, from: .rightsAvailable, to: .rightsExtinguished, reason: .extinction,
          official: UInt32(self.person)))
    }
    #expect(bench.violated == [.exp2])
  }

  @Test func `EXP-2: rights expire in office, and before the six months are over`() throws {
    for (who, day) in [(person, Day(2023, 5, 2)), (leaver, Day(2026, 5, 4))] {
      let bench = try Bench.with(who)
      bench.live(day) { batch in
        batch.postings.append(
          Posting(
            1_00, from: .rightsAvailable, to: .rightsExpired, reason: .expiry,
            official: UInt32(who)))
      }
      #expect(bench.violated == [.exp2])
    }
  }

  /// A claim of one meal and 100 km after the short training.
  private func claim(_ bench: Bench, on day: Day, forging: Bench.Forgery = { _ in }) {
    var command = Command(.travel, official: UInt32(person), number: 1)
    TravelClaim(meals: 1, nights: 0, kilometres: 100).write(&command)
    bench.live(day, [command], forging: forging)
  }

  @Test func `TRV-1: a claim is paid once, at the State's rates`() throws {
    let clean = try Bench.with(person)
    clean.declareShort(person)
    claim(clean, on: Day(2023, 3, 6))
    claim(clean, on: Day(2023, 3, 7)) { #expect($0.outcomes[0].rule == .alreadyRegistered) }
    #expect(clean.violated == [])
    #expect(clean.auditor.findings[.trv1].nonvacuous == 1)

    let dear = try Bench.with(person)
    dear.declareShort(person)
    claim(dear, on: Day(2023, 3, 6)) { $0.change(.travel) { $0.amount += 1 } }
    #expect(dear.violated == [.trv1])

    let twice = try Bench.with(person)
    twice.declareShort(person)
    claim(twice, on: Day(2023, 3, 6))
    claim(twice, on: Day(2023, 3, 7)) { batch in
      batch.outcomes[0].rule = .applied
      batch.postings.append(
        Posting(
          1, from: .fund, to: .travel, reason: .travel, official: UInt32(self.person), number: 1))
      batch.outcomes[0].endPosting = 1
    }
    #expect(twice.violated == [.trv1])
  }
}
