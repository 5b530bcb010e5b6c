import Calendar
import Platform
import Testing

/// Cards: what counts as an answer, and what waits while nobody answers.
@Suite struct PaymentTests {
  /// A dossier that needs 420 € by card, proposed.
  private func proposed() throws -> Bench {
    let bench = try Bench.ready()
    bench.request(Bench.Offers.short, from: Day(2022, 3, 1), on: Day(2022, 2, 1))
    bench.step(.propose, on: Day(2022, 2, 2))
    bench.step(.confirm, on: Day(2022, 2, 3))
    bench.request(Bench.Offers.short, from: Day(2022, 4, 1), on: Day(2022, 2, 7))
    bench.step(.propose, 0, 2, on: Day(2022, 2, 8))
    return bench
  }

  private func confirm(_ bench: Bench, answer: UInt32, on day: Day) -> Rule? {
    var command = Command(.confirm, official: 0, number: 2)
    command.amount = 500_00
    command.second = answer
    return bench.live(day, [command]).first { $0.command == 0 }?.rule
  }

  @Test func `an answer that nobody can read charges nobody`() throws {
    let bench = try proposed()
    #expect(confirm(bench, answer: 7, on: Day(2022, 2, 9)) == .paymentUnavailable)
    #expect(confirm(bench, answer: 0, on: Day(2022, 2, 10)) == .applied)
  }

  @Test func `while the payment provider is down nobody is charged and nobody refunded`() throws {
    let bench = try proposed()
    bench.context.isPaymentProviderDown = true
    #expect(confirm(bench, answer: 0, on: Day(2022, 2, 9)) == .paymentUnavailable)
    bench.context.isPaymentProviderDown = false
    #expect(confirm(bench, answer: 0, on: Day(2022, 2, 10)) == .applied)
    bench.context.isPaymentProviderDown = true
    bench.step(.withdraw, 0, 2, on: Day(2022, 2, 11))
    var refunds = 0
    for day in 12...24 {
      refunds += bench.live(Day(2022, 2, day)).count { $0.verb == .refundCard }
    }
    #expect(refunds == 0)
    bench.context.isPaymentProviderDown = false
    // The next batch of the operator is that of Thursday 3 March.
    for day in 1...3 { refunds += bench.live(Day(2022, 3, day)).count { $0.verb == .refundCard } }
    #expect(refunds == 1)
  }
}
