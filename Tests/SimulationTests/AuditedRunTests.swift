import Audit
import Calendar
import Platform
import Simulation
import Testing

/// "No violation" means something: clean runs are busy and clean, and mutants are caught.
@Suite struct AuditedRunTests {
  /// A few mutants, one for each part of the world that must hand its mistake to the audit.
  ///
  /// `cocarde prove` runs all of them, and holds the declared killers to what it sees.
  @Test(arguments: [
    Mutant.creditForEachMandate, .transitionForgotten, .creditDayLate, .refundForgotten,
    .paidInControl, .priceBeforeTax, .travelTwice, .advanceUnbooked, .alertSilent,
    .sixteenthSeat, .supportSilent, .suspensionWithoutHearing,
  ])
  func `a mutant is caught by whom the catalogue says`(mutant: Mutant) throws {
    let outcome = try SmallWorld.run(SmallWorld.inputs(mutant: mutant))
    let caught = Invariant.allCases.filter { outcome.findings[$0].violations > 0 }
    #expect(Set(mutant.killers).isSubset(of: caught), "\(caught)")
    for invariant in caught {
      let day = try #require(outcome.findings.firstDay(of: invariant))
      #expect(SmallWorld.days.contains(Day(rawValue: day)))
    }
    for violation in outcome.findings.violations {
      #expect(SmallWorld.days.contains(Day(rawValue: violation.day)))
      #expect(!violation.event.isEmpty)
      // What concerns the fund, a body or a whole shard names nobody.
      #expect(violation.official < UInt32(outcome.accounts) || violation.official == .max)
    }
  }

  @Test func `twenty seeds break nothing, and everything that should be judged was`() throws {
    var findings = Findings()
    for seed in UInt64(1)...20 {
      let outcome = try SmallWorld.run(SmallWorld.inputs(seed: seed))
      #expect(outcome.findings.violationCount == 0, "seed \(seed)")
      findings.merge(outcome.findings)
    }
    // A country of two thousand officials has nobody in the Pacific.
    findings.merge(try PacificRunTests.run().findings)
    // Two runs are compared, and what is printed is read, by other means.
    for invariant in Invariant.allCases where invariant != .det1 && invariant != .pri1 {
      #expect(findings[invariant].nonvacuous > 0, "\(invariant.id)")
      #expect(findings[invariant].nonvacuous <= findings[invariant].evaluations)
    }
    for witness in Witness.allCases {
      #expect(findings.witnesses[Int(witness.rawValue)] > 0, "\(witness.id)")
    }
    // The limits were reached, not only approached from afar.
    for invariant in [Invariant.cap1, .cap2, .cap3, .off4, .dos2, .mon6, .fun3, .exp1, .dos5] {
      #expect(findings[invariant].leastSlack == 0, "\(invariant.id)")
    }
  }
}
