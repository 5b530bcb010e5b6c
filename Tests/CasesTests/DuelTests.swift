import Calendar
import Cases
import Documents
import Foundation
import Law
import Oracle
import Platform
import Testing

/// Oracle and platform over lives that nobody worked out by hand (ORA-1).
@Suite struct DuelTests {
  let law: ParameterTable

  init() throws { law = try ParameterTable.law() }

  @Test func `over random lives the platform does every day what the oracle reads in the law`()
    throws
  {
    var coverage = Duel.Coverage()
    var failures = 0
    for seed in Self.seeds {
      let life = RandomLife(seed: seed)
      guard Duel.fight(life.history, law: try life.law(over: law), &coverage) != nil else {
        continue
      }
      report(life, seed: seed)
      failures += 1
      if failures >= 12 { break }
    }
    guard failures == 0 else { return }
    // The lives must have been worth living: what they never met is not tested.
    for kind in OracleEntry.Kind.allCases {
      #expect(coverage.kinds[kind, default: 0] > 0, "no life had a line \(kind.rawValue)")
    }
    for state: OracleDossier.State in [
      .serviceDoneValidated, .refusedByAttendee, .refusedByOrganism,
      .rejectedWithoutTitulaireSuite, .rejectedWithoutOfSuite, .canceledByAttendee,
      .canceledByAttendeeNotRealized, .canceledByOrganism, .canceledByFinancer,
    ] {
      #expect(coverage.states[state, default: 0] > 0, "no dossier ended in \(state)")
    }
    for rule in OracleRule.allCases where !Self.rulesOfOtherTests.contains(rule) {
      #expect(coverage.rules[rule, default: 0] > 0, "the rule \(rule.rawValue) never refused")
    }
  }

  @Test func `whoever passes over idle days lives the same life`() throws {
    for seed in Self.seeds {
      let life = RandomLife(seed: seed)
      let law = try life.law(over: law)
      var everyDay = OracleOfficial(life.history, law: law)
      everyDay.live(through: Duel.lastDay)
      var byTurns = OracleOfficial(life.history, law: law)
      // At odd places somebody looks.
      for day in stride(from: 0, through: Duel.lastDay - everyDay.firstDay, by: 97) {
        byTurns.live(byTurnsThrough: everyDay.firstDay + day)
      }
      byTurns.live(byTurnsThrough: Duel.lastDay)
      #expect(byTurns.statement == everyDay.statement, "seed \(seed)")
      #expect(byTurns.verdicts == everyDay.verdicts && byTurns.balance == everyDay.balance)
      #expect(byTurns.cardPending == everyDay.cardPending)
      for (one, other) in zip(byTurns.dossiers, everyDay.dossiers) {
        #expect(one.state == other.state && one.billing == other.billing, "seed \(seed)")
        #expect(one.paid == other.paid && one.funding == other.funding)
      }
    }
  }

  /// A known-bad platform must lose a duel, or the duels prove nothing.
  ///
  /// What these lives do not show is left out: nobody sends a command twice; the way to the
  /// catalogue, rows, letters, bodies and the operator are matters of desks of their own, and what
  /// follows a payment is one of the audited runs.
  @Test(arguments: Mutant.allCases.filter { !outOfSight.contains($0) })
  func `a known-bad platform is found out`(mutant: Mutant) throws {
    var unused = Duel.Coverage()
    for seed: UInt64 in 0..<250 {
      let life = RandomLife(seed: seed)
      let law = try life.law(over: law)
      if Duel.fight(life.history, law: law, mutant: mutant, &unused) != nil { return }
    }
    Issue.record("250 lives did not tell \(mutant.name) from the platform as it should be")
  }

  /// The rules that no life meets: bodies and their offers are the matter of the desk `portal`, the
  /// rest that of worked cases.
  private static let rulesOfOtherTests: Set<OracleRule> = [
    .offerOffline, .subcontractingTooHigh, .subcontractorNotAccredited, .qualiopiMissing,
    .providerSuspended, .hearingPending, .applicationRefused,
    // Nobody travels, pays by a card that fails, or goes on after the payment in these lives:
    // worked cases and the audited runs do.
    .alreadyRegistered, .travelTooHigh, .notAttributed, .cardRefused, .paymentUnavailable,
    .nothingUndue, .notCertifying,
    // The way in is the matter of the desk `access` and of the comparison in runs.
    .accountLocked, .notLoggedIn, .termsNotAccepted, .strongIdentityNeeded,
  ]

  /// The mutants that make no difference to a life.
  private static let outOfSight: Set<Mutant> = [
    .evaluateTwice, .moduleAfterMandate,
    .none, .keyIgnored, .catalogueLeaked, .withdrawnShown, .corsicanKey, .weakPasswordAccepted,
    .clearPassword,
    .purchaseWithoutStrongIdentity, .diplomaReadOnMandatePath, .usualNameOnly,
    .homonymsShareAccount, .supportSilent, .travelTwice, .alertSilent, .levyTenth,
    .holderNotInformed, .suspensionWithoutHearing, .qualiopiForgotten, .subcontractingUnchecked,
    .unaccreditedSells, .refundForgotten, .recoverTwice, .dotationBeforeReceipt, .cpfAboveCap,
    .certifyTwice, .erasedInName, .expiryForgetsReserved, .leapDaySkipped,
    .paidAfterAccreditation, .advanceUnbooked, .seatNeverReleased, .seedPerShard, .seedPerThread,
    .nirPrinted,
  ]

  /// The seeds: some for every run of the tests, as many as one likes by hand.
  private static var seeds: Range<UInt64> {
    let environment = ProcessInfo.processInfo.environment
    let first = environment["COCARDE_FIRST_LIFE"].flatMap { UInt64($0) } ?? 0
    return first..<(first + (environment["COCARDE_LIVES"].flatMap { UInt64($0) } ?? 300))
  }

  private func difference(_ life: RandomLife) -> Duel.Difference? {
    var unused = Duel.Coverage()
    guard let law = try? life.law(over: law) else { return nil }
    return Duel.fight(life.history, law: law, &unused)
  }

  private func report(_ life: RandomLife, seed: UInt64) {
    let small = life.shrunk { difference($0) != nil }
    guard let difference = difference(small) else { return }
    Issue.record(
      """
      seed \(seed) on \(difference.day): \(difference.sentence)
      \(small.yaml(name: "the life of seed \(seed)", expect: [difference.expect]))
      """)
  }

  @Test func `a random life survives being written as a case and read again`() throws {
    for seed: UInt64 in 0..<100 {
      let life = RandomLife(seed: seed)
      let text = life.yaml(name: "a life", expect: ["on: 2024-01-01, held: 0"])
      let read = try #require(try CaseFile.workedCases(text, file: "life.yaml").first)
      let history = life.history
      #expect(read.history.events == history.events, "seed \(seed)")
      #expect(
        read.history.mandates == history.mandates && read.history.recognised == history.recognised)
      #expect(read.history.death == history.death && read.history.pension == history.pension)
      #expect(read.history.cpf == history.cpf && read.history.cec == history.cec)
      #expect(read.history.deliberations == history.deliberations)
      #expect(read.overlays.map(\.name) == life.law.map(\.name))
    }
  }
}
