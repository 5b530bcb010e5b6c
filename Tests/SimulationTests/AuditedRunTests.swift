import Audit
import Calendar
import Platform
import Simulation
import Testing

/// "No violation" means something: clean runs are busy and clean, and every mutant is caught.
@Suite struct AuditedRunTests {
  /// Which invariants catch which mutant: all of these, and no others.
  static let kills: [Mutant: Set<Invariant>] = [
    .none: [],
    .capIgnoresReserved: [.cap1, .crd2],
    .creditTwice: [.crd1],
    .expiryForgotten: [.exp2],
    .cardBeforeRights: [.fun1],
    .refundToCard: [.mon4, .mon6],
    .paidTwice: [.mon3, .pay3],
    .refusalReserves: [.cap2, .ref1, .det2, .crd2],
    .keyIgnored: [.ide1],
    .sixteenthSeat: [.off4],
    .dotationBeforeReceipt: [.mon6],
    .refundForgotten: [.car1],
    .cpfAboveCap: [.cpf1],
    .certifyTwice: [.cer1],
    .holderNotInformed: [.inf1],
    .alertSilent: [.fnd1],
    .dataKept: [.pri2],
    .levyTenth: [.lev1],
    .recoverTwice: [.rec1],
  ]

  @Test func `every mutant is caught, and by whom is known`() throws {
    for mutant in Mutant.allCases {
      let outcome = try SmallWorld.run(SmallWorld.inputs(mutant: mutant))
      let caught = Set(Invariant.allCases.filter { outcome.findings[$0].violations > 0 })
      #expect(caught == Self.kills[mutant], "\(mutant.name)")
      #expect(outcome.findings.violations.isEmpty == (mutant == .none))
      for violation in outcome.findings.violations {
        #expect(SmallWorld.days.contains(.init(rawValue: violation.day)))
        #expect(!violation.event.isEmpty)
        // What concerns the fund, a body or a whole shard names nobody.
        #expect(violation.official < UInt32(outcome.accounts) || violation.official == .max)
      }
    }
  }

  @Test func `every mutant is caught with other seeds as well`() throws {
    for mutant in Mutant.allCases where mutant != .none {
      for seed in UInt64(2)...4 {
        let outcome = try SmallWorld.run(SmallWorld.inputs(seed: seed, mutant: mutant))
        let caught = Set(Invariant.allCases.filter { outcome.findings[$0].violations > 0 })
        #expect(caught.isSuperset(of: Self.kills[mutant] ?? []), "\(mutant.name), seed \(seed)")
      }
    }
  }

  @Test func `twenty seeds break nothing, and everything that should be judged was`() throws {
    var findings = Findings()
    for seed in UInt64(1)...20 {
      let outcome = try SmallWorld.run(SmallWorld.inputs(seed: seed))
      #expect(outcome.findings.violationCount == 0, "seed \(seed)")
      findings.merge(outcome.findings)
    }
    // Two runs are compared by other means: by the tests of determinism.
    for invariant in Invariant.allCases where invariant != .det1 {
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
