@testable import Audit
import Calendar
import Law
@testable import Platform
import Testing

/// The judge of the provider portal, and batches that a correct portal never writes.
@Suite struct PortalAuditTests {
  /// A portal with its judge: a body in the middle of its life, another whose accreditation ended.
  private final class Stand {
    var context: DayContext
    var portal: ProviderPortal
    var auditor: SharedAuditor
    var batch = Batch()
    private let calendar: LegalCalendar

    init(from day: Day = Day(2023, 1, 2), mutant: Mutant = .none) throws {
      let law = try World.law.get()
      calendar = LegalCalendar(
        law, statutes: Statutes(law, in: day...Day(2025, 12, 31)), working: World.working)
      context = calendar.firstDay(World.catalogue)
      portal = ProviderPortal(grants: [2, 1], on: day, mutant: mutant)
      auditor = SharedAuditor(
        sessions: 0, fund: 0, books: BodyBooks(World.catalogue, grants: [2, 1], year: day.year))
    }

    func live(
      _ day: Day, _ commands: [Command] = [], forging forge: (inout Batch) -> Void = { _ in }
    ) {
      calendar.turn(&context, to: day)
      batch.reset(day)
      batch.commands = commands
      portal.run(&context, &batch)
      forge(&batch)
      auditor.judgePortal(batch, context)
    }

    var violated: Set<Invariant> {
      Set(Invariant.allCases.filter { auditor.findings[$0].violations > 0 })
    }
  }

  private func publish(
    hourly: Int64 = 70_00, of body: UInt32 = 0, offer: UInt32 = 0, share: UInt16 = 0,
    to other: UInt32 = Terms.nobody
  ) -> Command {
    var terms = Terms(hourlyPrice: hourly, seats: 10)
    terms.subcontracted = share
    terms.ranks = share > 0 ? 1 : 0
    terms.subcontractor = other
    return Command(.publishOffer, offer: offer, of: body, terms)
  }

  private func body(_ verb: Verb, _ number: UInt32 = 0) -> Command {
    Command(verb, official: number)
  }

  /// Makes the portal say that the last command was applied.
  private func pretend(_ batch: inout Batch) {
    batch.outcomes[batch.outcomes.count - 1].rule = .applied
  }

  @Test func `lawful acts break nothing, and refusals are right`() throws {
    let stand = try Stand()
    stand.live(Day(2023, 1, 2), [publish(), publish(hourly: 80_01), publish(of: 1, offer: 2)])
    stand.live(Day(2023, 1, 3), [publish(share: 451, to: 0), publish(share: 300, to: 1)])
    stand.live(Day(2023, 1, 4), [body(.notifySuspension), body(.suspendProvider)])
    stand.live(Day(2023, 1, 5), [body(.hearProvider)])
    stand.live(Day(2023, 2, 3), [body(.suspendProvider), publish()])
    stand.live(Day(2023, 3, 3), [body(.liftSuspension), publish()])
    #expect(stand.violated == [])
    let seen = stand.auditor.findings
    for witness in [Witness.providerSuspended, .suspensionLifted, .subcontractingRefused] {
      #expect(seen.witnesses[Int(witness.rawValue)] > 0)
    }
    for invariant in [Invariant.off1, .off2, .off3, .off7, .ref1] {
      #expect(seen[invariant].nonvacuous > 0)
    }
  }

  @Test func `publications that the law forbids are seen`() throws {
    for (command, invariant) in [
      (publish(hourly: 80_01), Invariant.off3), (publish(of: 1, offer: 2), .off1),
      (publish(share: 451, to: 0), .off5), (publish(share: 300, to: 1), .off5),
      (publish(share: 300, to: Terms.outsider), .off5),
    ] {
      let stand = try Stand()
      stand.live(Day(2023, 1, 2), [command], forging: pretend)
      #expect(stand.violated == [invariant], "\(invariant.id)")
    }
  }

  @Test func `a refusal that the law does not know is seen`() throws {
    for (rule, invariant) in [
      (Rule.hourlyCap, Invariant.off3), (.subcontractingTooHigh, .off5), (.qualiopiMissing, .off6),
    ] {
      let stand = try Stand()
      stand.live(Day(2023, 1, 2), [publish()]) { batch in
        let last = batch.outcomes.count - 1
        batch.outcomes[last].rule = rule
        batch.outcomes[last].digests.after = batch.outcomes[last].digests.before
      }
      #expect(stand.violated == [invariant], "\(rule.name)")
    }
  }

  @Test func `a suspension without notice, without hearing or a day early is seen`() throws {
    for (acts, last) in [
      ([], Day(2023, 3, 1)), ([.notifySuspension], Day(2023, 3, 1)),
      ([.notifySuspension, .hearProvider], Day(2023, 1, 31)),
    ] as [([Verb], Day)] {
      for verb in [Verb.suspendProvider, .delistProvider] {
        let stand = try Stand()
        stand.live(Day(2023, 1, 2), acts.map { body($0) })
        stand.live(last, [body(verb)], forging: pretend)
        #expect(stand.violated == [.off7])
      }
    }
    let stand = try Stand()
    stand.live(Day(2023, 1, 2), [body(.notifySuspension), body(.hearProvider)])
    stand.live(Day(2023, 2, 1), [body(.suspendProvider)])
    #expect(stand.violated == [] && stand.auditor.findings[.off7].leastSlack == 0)
  }

  @Test func `revenue above the threshold needs Qualiopi from 2024`() throws {
    let stand = try Stand(from: Day(2023, 12, 1))
    let sale = [Sale(offer: 0, amount: 150_000_01)]
    stand.live(Day(2023, 12, 1), [publish()])
    stand.auditor.book(sale, stand.context.catalogue)
    stand.live(Day(2023, 12, 29), [publish()])
    #expect(stand.violated == [])
    // The portal was told of nothing: its publication is lawful by its own books only.
    stand.live(Day(2024, 1, 2), [publish()])
    #expect(stand.violated == [.off6])
    #expect(stand.auditor.findings.witnesses[Int(Witness.qualiopiMissing.rawValue)] == 1)
  }

  @Test func `an accreditation that nobody applied for, or that lasts too long, is seen`() throws {
    let stand = try Stand()
    stand.live(Day(2023, 1, 2), [body(.accredit, 1)], forging: pretend)
    #expect(stand.violated == [.off1])
    let other = try Stand()
    other.live(Day(2023, 1, 2), [body(.applyAccreditation, 1)])
    other.live(Day(2023, 4, 3), [body(.accredit, 1)])
    #expect(other.violated == [])
    #expect(other.context.catalogue.providers[1].accreditedThrough == Day(2025, 4, 2))
  }

  @Test func `a refused or repeated act that changes something is seen`() throws {
    let stand = try Stand()
    stand.live(Day(2023, 1, 2), [publish(hourly: 80_01)]) { batch in
      batch.outcomes[batch.outcomes.count - 1].digests.after ^= 1
    }
    #expect(stand.violated == [.ref1])
    let other = try Stand()
    var command = publish()
    command.key = 5
    other.live(Day(2023, 1, 2), [command, command]) { batch in
      batch.outcomes[batch.outcomes.count - 1].isRepeated = false
    }
    #expect(other.violated == [.ide1])
  }
}
