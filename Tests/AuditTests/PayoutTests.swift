@testable import Audit
import Calendar
import Ledger
import Platform
import Testing

/// Deposits to bodies that may not be paid, travel to the wrong rate, cards while nobody answers.
@Suite struct PayoutTests {
  private let person: Int

  init() throws { person = try World.councillor.get() }

  /// A deposit that the platform pays on the day of the entry, after something befell the body.
  private func deposit(_ change: (inout BodyBooks.Entry) -> Void) throws -> Set<Invariant> {
    let bench = try Bench.with(person)
    bench.confirmShort(person)
    if let books = bench.auditor.books { change(&books.bodies[0]) }
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
    #expect(bench.violated.contains(.pay1))
    return bench.violated.subtracting(bench.auditor.findings[.pay1].violations > 1 ? [] : [.pay1])
  }

  @Test func `PAY-1, OFF-1: a deposit to a body that is held, or not accredited any more`() throws {
    // The training is short, so that PAY-1 is broken once anyhow.
    #expect(try deposit { _ in } == [])
    #expect(try deposit { $0.isHeld = true } == [.pay1])
    #expect(try deposit { $0.spans = [(Day(2020, 1, 1), Day(2023, 3, 1))] } == [.off1])
  }

  @Test func `CAR-1: a card is charged or refunded while the payment provider is down`() throws {
    for (isCharged, isDown) in [(true, true), (false, true), (false, false)] {
      let bench = try Bench.with(person)
      bench.confirmShort(person)
      bench.request(person, World.Offers.short, from: Day(2023, 4, 1), on: Day(2023, 2, 9))
      bench.step(.propose, person, 2, on: Day(2023, 2, 10))
      if isCharged {
        // The platform charged before it heard that nobody answered.
        bench.step(.confirm, person, 2, on: Day(2023, 2, 13)) { _ in
          bench.context.isPaymentProviderDown = true
        }
      } else {
        bench.step(.confirm, person, 2, on: Day(2023, 2, 13))
        bench.step(.withdraw, person, 2, on: Day(2023, 2, 14))
        bench.live(Day(2023, 2, 16)) { batch in
          #expect(batch.outcomes.contains { $0.verb == .refundCard })
          bench.context.isPaymentProviderDown = isDown
        }
      }
      #expect(bench.violated == (isDown ? [.car1] : []))
    }
  }

  @Test func `MON-6: a collectivity pays what another one attributed`() throws {
    let bench = try Bench.with(person)
    var attribution = Command(.attribute, official: UInt32(person))
    attribution.amount = 100_00
    bench.live(Day(2022, 2, 1), [attribution])
    var payment = Command(.dotation, official: UInt32(person))
    payment.first = 1
    payment.amount = 100_00
    bench.live(Day(2022, 2, 2), [payment]) { batch in
      let place = batch.place(of: .dotation)
      #expect(batch.outcomes[place].rule == .notAttributed)
      batch.outcomes[place].rule = .applied
    }
    #expect(bench.violated == [.mon6])
  }
}
