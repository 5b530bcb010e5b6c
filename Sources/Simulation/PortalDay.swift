internal import Audit
internal import Behaviour
internal import Calendar
internal import Ledger
internal import Platform

/// The day of the provider portal, before that of the shards.
///
/// Bodies act, the portal decides, bodies react, the audit judges. At the end of the day it takes
/// what the shards report.
struct PortalDay {
  private var bodies: Bodies
  private var portal: ProviderPortal
  private(set) var count = PortalCount()

  /// Prepares the bodies and their portal.
  init(_ market: Market, _ inputs: RunInputs) {
    bodies = Bodies(
      market: market, behaviour: inputs.behaviour, law: inputs.law, days: inputs.days)
    portal = ProviderPortal(
      grants: market.grants, on: inputs.days.lowerBound, mutant: inputs.mutant)
  }

  /// Lives one day.
  mutating func live(
    _ context: inout DayContext, _ batch: inout Batch, _ tally: inout Tally,
    _ auditor: inout SharedAuditor, isAudited: Bool
  ) {
    batch.reset(context.day)
    count.lapsed += context.catalogue.providers.count { $0.accreditedThrough == context.day - 1 }
    bodies.act(context, &batch)
    portal.run(&context, &batch)
    bodies.react(to: batch, context)
    tally.countPortal(batch, &count)
    if isAudited { auditor.judgePortal(batch, context) }
  }

  /// Takes what the shards report of a day: payments of bodies, and what controls found.
  ///
  /// Both are sums by body, so the order of the shards does not matter.
  mutating func settle(
    _ evening: borrowing Evening, _ context: inout DayContext, _ auditor: borrowing SharedAuditor
  ) {
    if !evening.sales.isEmpty { portal.book(evening.sales) }
    if !evening.judgedSales.isEmpty { auditor.book(evening.judgedSales, context.catalogue) }
    guard !evening.reports.isEmpty else { return }
    var frauds = [Int64](repeating: 0, count: context.catalogue.providers.count)
    for report in evening.reports {
      // Proof that is missing is no fraud: it costs the dossier, not the body's standing.
      if case .honest = report.finding { continue }
      frauds[Int(report.body)] += 1
      portal.report(1, body: Int(report.body), &context)
    }
    for (body, count) in frauds.enumerated() where count > 0 {
      bodies.note(count, body: body, on: context.day)
    }
  }

  /// Counts what is on sale and who stands where at the end.
  mutating func close(_ context: borrowing DayContext) {
    let catalogue = context.catalogue
    let day = context.day
    count.online = catalogue.offers.indices.count {
      catalogue.isOnSale($0, on: day, context.statute.saleRules)
    }
    count.bodies = catalogue.providers.count
    count.accredited = catalogue.providers.count { $0.isAccredited(day, through: day) }
    count.qualiopi = catalogue.providers.count { $0.hasQualiopi }
  }
}

/// What the portal did that is not an operation or a refusal of its own kind.
package struct PortalCount: Sendable {
  /// Offers sent to be published or repriced, by the rule that answered.
  package var publications = [Int64](repeating: 0, count: Rule.allCases.count)
  /// What was applied, by verb.
  package var applied = [Int64](repeating: 0, count: Verb.allCases.count)
  /// Sanctions refused because the procedure was not over.
  package var hearingsPending: Int64 = 0
  /// Suspensions that ended; the other procedures were dismissed.
  package var lifted: Int64 = 0
  /// Offers that a change of the law took offline.
  package var blocked: Int64 = 0
  /// Accreditations that ended without a renewal.
  package var lapsed = 0
  /// Offers on sale at the end.
  package var online = 0
  /// Bodies known to the portal.
  package var bodies = 0
  /// Bodies accredited at the end.
  package var accredited = 0
  /// Bodies with a Qualiopi certification at the end.
  package var qualiopi = 0
  /// What controls found.
  package var control = Control()

  /// What controls found, by kind of fraud; the first place is for none.
  package struct Control: Sendable {
    /// False dossiers whose service was declared.
    package var committed: [Int64] = []
    /// Those that a control found; at the first place sanctions for missing proof.
    package var found: [Int64] = []
    /// Controls before payment that found nothing.
    package var released: Int64 = 0
    /// Controls before payment that ended with a sanction.
    package var sanctioned: Int64 = 0
    /// Controls of dossiers that were paid.
    package var inspections: Int64 = 0
    /// Refused before payment, in cents.
    package var refused: Int64 = 0
    /// Paid and to be recovered, in cents.
    package var undue: Int64 = 0
    /// What false dossiers were worth, in cents.
    package var atStake: Int64 = 0
  }
}

extension PortalCount.Control {
  init(_ count: ControlCount) {
    committed = count.committed
    found = count.found
    released = count.released
    sanctioned = count.sanctioned
    inspections = count.inspections
    refused = count.refused
    undue = count.undue
    atStake = count.atStake
  }
}

extension Tally {
  /// Counts the portal's outcomes as operations and refusals.
  fileprivate mutating func countPortal(_ batch: borrowing Batch, _ count: inout PortalCount) {
    let day = UInt64(UInt32(bitPattern: batch.day.rawValue))
    for index in batch.outcomes.indices {
      let outcome = batch.outcomes[index]
      let verb = Int(outcome.verb.rawValue)
      // Bodies have a place of their own in the print, above that of all officials.
      let who = UInt64(0x8000_0000 | outcome.official) << 32 | day
      let what =
        UInt64(verb) << 32 | UInt64(outcome.rule.rawValue) << 24 | (outcome.isRepeated ? 1 : 0)
      outcomePrint.add(who, what ^ UInt64(outcome.slot) << 40)
      operations[verb] += 1
      if outcome.isRepeated { continue }
      if outcome.isApplied {
        applied[verb] += 1
      } else {
        refusals[Int(outcome.rule.rawValue)] += 1
      }
      if outcome.command < 0 {
        count.blocked += 1
        continue
      }
      if outcome.isApplied { count.applied[verb] += 1 }
      switch outcome.verb {
      case .liftSuspension: if outcome.isApplied, outcome.number == 1 { count.lifted += 1 }
      case .publishOffer, .repriceOffer: count.publications[Int(outcome.rule.rawValue)] += 1
      case .suspendProvider, .delistProvider:
        if case .hearingPending = outcome.rule { count.hearingsPending += 1 }
      default: break
      }
    }
  }
}
