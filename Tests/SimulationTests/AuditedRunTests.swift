import Audit
import Calendar
import Platform
import Simulation
import Testing

/// "No violation" means something: clean runs are busy and clean, and every mutant is caught.
@Suite struct AuditedRunTests {
  /// The mutants that only a whole Pacific has the people for: `PacificRunTests` catches them.
  static let pacific: Set<Mutant> = [.pacificCPF, .pacificPapersIgnored]

  /// What a mutant does takes its occasion: the second claim of a recovery, a payment in a control.
  ///
  /// Over four seeds each has had it, and no invariant catches what it should not.
  @Test func `every mutant is caught, and by whom is known`() throws {
    for mutant in Mutant.allCases where !Self.pacific.contains(mutant) {
      var caught: Set<Invariant> = []
      for seed in UInt64(1)...4 {
        let outcome = try SmallWorld.run(SmallWorld.inputs(seed: seed, mutant: mutant))
        caught.formUnion(Invariant.allCases.filter { outcome.findings[$0].violations > 0 })
        for violation in outcome.findings.violations {
          #expect(SmallWorld.days.contains(.init(rawValue: violation.day)))
          #expect(!violation.event.isEmpty)
          // What concerns the fund, a body or a whole shard names nobody.
          #expect(violation.official < UInt32(outcome.accounts) || violation.official == .max)
        }
      }
      #expect(caught == Set(mutant.killers), "\(mutant.name)")
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
    // Two runs are compared, what is printed is read, and the oracle asked, by other means.
    for invariant in Invariant.allCases where ![.det1, .pri1, .ora1].contains(invariant) {
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
