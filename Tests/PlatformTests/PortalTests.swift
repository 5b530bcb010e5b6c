import Calendar
import Law
import Ledger
@testable import Platform
import Testing

/// The provider portal beside a shard: what a procedure does to dossiers and payments.
@Suite struct PortalTests {
  /// A bench with its portal.
  private final class Fair {
    let bench: Bench
    var portal = ProviderPortal(grants: [3, 1], on: Bench.days.lowerBound)
    var batch = Batch()

    init(_ bench: Bench) { self.bench = bench }

    /// Asks the portal, after the last day that the bench has lived.
    @discardableResult
    func ask(_ command: Command) -> Rule {
      bench.context.statuteChanged = false
      batch.reset(bench.context.day)
      batch.commands = [command]
      portal.run(&bench.context, &batch)
      return batch.outcomes.last?.rule ?? .unknownDossier
    }

    func ask(_ verb: Verb, _ body: UInt32 = 0) -> Rule { ask(Command(verb, official: body)) }
  }

  @Test func `what has not begun is cancelled when its body is removed, and returns`() throws {
    let bench = try Bench.ready()
    let fair = Fair(bench)
    bench.live(Day(2023, 1, 5))
    let before = bench.available
    applied(fair.ask(.notifySuspension))
    applied(fair.ask(.hearProvider))
    bench.confirm()
    #expect(bench.reserved > 0)
    applied(fair.ask(.delistProvider))
    let outcomes = bench.live(Day(2023, 2, 9))
    #expect(outcomes.count { $0.verb == .close && $0.after == .canceledByFinancer } == 1)
    #expect(bench.available == before && bench.reserved == 0)
    #expect(
      bench.request(Bench.Offers.short, from: Day(2023, 4, 3), on: Day(2023, 2, 13))
        == .providerSuspended)
  }

  @Test func `a training that has begun goes on when its body is removed`() throws {
    let bench = try Bench.ready()
    let fair = Fair(bench)
    bench.live(Day(2023, 1, 5))
    applied(fair.ask(.notifySuspension))
    applied(fair.ask(.hearProvider))
    bench.confirm()
    applied(bench.step(.entry, on: Day(2023, 3, 1)))
    applied(fair.ask(.delistProvider))
    #expect(bench.step(.serviceDone, on: Day(2023, 3, 3)) == .applied)
    #expect(bench.step(.validate, on: Day(2023, 3, 6)) == .applied)
  }

  @Test func `a suspended body proposes nothing, and what it has proposed is not confirmed`() throws
  {
    let bench = try Bench.ready()
    let fair = Fair(bench)
    bench.live(Day(2023, 1, 5))
    applied(fair.ask(.notifySuspension))
    applied(fair.ask(.hearProvider))
    applied(bench.request(Bench.Offers.short, from: Day(2023, 3, 1), 0, on: Day(2023, 2, 6)))
    applied(bench.request(Bench.Offers.short, from: Day(2023, 3, 1), 1, on: Day(2023, 2, 7)))
    applied(bench.step(.propose, 0, on: Day(2023, 2, 8)))
    applied(fair.ask(.suspendProvider))
    #expect(bench.step(.propose, 1, on: Day(2023, 2, 9)) == .providerSuspended)
    #expect(bench.step(.confirm, 0, on: Day(2023, 2, 10)) == .providerSuspended)
    applied(fair.ask(.liftSuspension))
    #expect(bench.step(.confirm, 0, on: Day(2023, 2, 13)) == .applied)
  }

  @Test func `payments of a body under a procedure wait for its end`() throws {
    let bench = try Bench.ready()
    let fair = Fair(bench)
    bench.declare()
    applied(bench.step(.validate, on: Day(2023, 3, 6)))
    applied(bench.step(.invoice, on: Day(2023, 3, 7)))
    applied(fair.ask(.notifySuspension))
    bench.live(Day(2023, 3, 30))
    #expect(bench.shard.dossiers[0].billing == .billed && bench.shard.dossiers[0].paid == 0)
    applied(fair.ask(.liftSuspension))
    bench.live(Day(2023, 4, 6))
    #expect(bench.moved(.payment, to: .providers) == bench.shard.dossiers[0].price)
    // The portal hears of the revenue, and counts it from the next day on.
    fair.portal.book(bench.batch.sales)
    #expect(fair.ask(.liftSuspension) == .wrongState)
    #expect(bench.context.catalogue.providers[0].revenue == bench.shard.dossiers[0].price)
  }

  @Test func `a repeated publication is answered again, its key for another one refused`() throws {
    let bench = try Bench.ready()
    let fair = Fair(bench)
    var command = Command(.publishOffer, offer: 0, of: 0, Terms(hourlyPrice: 70_00, seats: 10))
    command.key = 77
    bench.live(Day(2023, 1, 5))
    #expect(fair.ask(command) == .applied)
    #expect(fair.ask(command) == .applied && fair.batch.outcomes[0].isRepeated)
    command.amount = 60_00
    #expect(fair.ask(command) == .keyReused)
    #expect(bench.context.catalogue.offers[0].hourlyPrice == 70_00)
    command.official = 1
    command.key = 78
    #expect(fair.ask(command) == .unknownDossier, "the offer of another body")
    command.official = 9
    command.key = 79
    #expect(fair.ask(command) == .unknownDossier, "a body that is not there")
  }
}
