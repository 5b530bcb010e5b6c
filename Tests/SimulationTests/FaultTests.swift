import Audit
import Calendar
import Comparison
import Ledger
import Platform
import Testing

@testable import Simulation

/// What goes wrong around the platform breaks no rule, and a platform without the protection is
/// caught.
@Suite struct FaultTests {
  /// Faults that a correct platform absorbs on the day itself.
  static let absorbed: [Fault: FaultPlan.Share] = [
    .duplicateMessage: .init(rate: 50_000), .lostReply: .init(rate: 50_000),
    .batchCut: .init(rate: 200_000), .jobTwice: .init(rate: 200_000),
    .feedOutOfOrder: .init(rate: 500_000), .clockBack: .init(rate: 200_000, days: 3),
  ]

  /// Everything, also what takes days.
  static let everything: [Fault: FaultPlan.Share] = [
    .duplicateMessage: .init(rate: 40_000, days: 20), .lostMessage: .init(rate: 30_000),
    .lostReply: .init(rate: 40_000, days: 3), .batchCut: .init(rate: 100_000),
    .jobTwice: .init(rate: 100_000), .jobLate: .init(rate: 100_000, days: 3),
    .jobSkipped: .init(rate: 100_000), .feedOutOfOrder: .init(rate: 500_000),
    .clockBack: .init(rate: 100_000, days: 5), .paymentUnknown: .init(rate: 200_000),
  ]

  static func inputs(
    _ shares: [Fault: FaultPlan.Share], seed: UInt64 = 1, jobs: Int = 1, shards: Int = 2,
    mutant: Mutant = .none
  ) throws -> RunInputs {
    var inputs = try SmallWorld.inputs(seed: seed, jobs: jobs, shards: shards, mutant: mutant)
    inputs.faults = FaultPlan(seed: seed, shares)
    return inputs
  }

  @Test(arguments: [Mutant.creditForEachMandate, .creditDayLate, .expiryForgotten])
  func `a mistake is found whether or not the world has faults`(mutant: Mutant) throws {
    let outcome = try SmallWorld.run(Self.inputs(Self.everything, mutant: mutant))
    #expect(outcome.findings.violationCount > 0)
  }

  @Test func `faults that are absorbed at once leave the ledger of a run without faults`() throws {
    let outcome = try SmallWorld.run(Self.inputs(Self.absorbed))
    let reference = try SmallWorld.reference.get()
    #expect(outcome.tally.ledgerPrint.value == reference.tally.ledgerPrint.value)
    #expect(outcome.tally.dossierPrint.value == reference.tally.dossierPrint.value)
    #expect(outcome.queue.value == reference.queue.value)
    #expect(outcome.fund == reference.fund)
    #expect(outcome.findings.violationCount == 0)
    let counts = try #require(outcome.faults)
    for fault in Self.absorbed.keys {
      #expect(counts[fault].fired > 0, "\(fault.name)")
      #expect(counts[fault].survived == counts[fault].fired, "\(fault.name)")
    }
    #expect(reference.faults == nil)
  }

  @Test(arguments: UInt64(1)...4)
  func `everything that can go wrong breaks no rule`(seed: UInt64) throws {
    let outcome = try SmallWorld.run(Self.inputs(Self.everything, seed: seed))
    let broken = Invariant.allCases.filter { outcome.findings[$0].violations > 0 }
    let events = outcome.findings.violations.prefix(5).map {
      "\($0.invariant.id) \(Day(rawValue: $0.day)) \($0.official) \($0.event)"
    }
    #expect(broken.isEmpty, "\(events)")
    let counts = try #require(outcome.faults)
    for fault in Fault.allCases {
      let count = counts[fault]
      #expect(count.fired > 0, "\(fault.name)")
      #expect(count.occasions >= count.fired, "\(fault.name)")
      #expect(count.survived + count.open == count.fired, "\(fault.name): \(count)")
    }
  }

  /// What is late was due on the last day of March, when balances are compared: it is valued then.
  @Test(arguments: [
    (UInt64(1), Self.everything),
    (UInt64(2), [.jobLate: .init(rate: 1_000_000, days: 3)]),
    (UInt64(3), [.jobSkipped: .init(rate: 1_000_000)]),
  ])
  func `the oracle, who knows no fault, agrees all the same`(
    seed: UInt64, shares: [Fault: FaultPlan.Share]
  ) throws {
    let (score, outcome) = try ComparisonRunTests.score(Self.inputs(shares, seed: seed), oneIn: 4)
    let events = score.findings.violations.prefix(3).map {
      "\(Day(rawValue: $0.day)) \($0.official): \($0.event)"
    }
    #expect(score.differences == 0, "\(events)")
    #expect(score.events > 10_000)
    #expect(outcome.findings.violationCount == 0)
    for (fault, _) in shares { #expect(outcome.faults?[fault].fired ?? 0 > 0, "\(fault.name)") }
  }

  @Test func `the same faults happen whatever the shards and threads`() throws {
    let shares = Self.everything
    let one = try SmallWorld.run(Self.inputs(shares, shards: 1))
    let five = try SmallWorld.run(Self.inputs(shares, jobs: 3, shards: 5))
    #expect(one.ingredients.map(\.print) == five.ingredients.map(\.print))
    #expect(one.months == five.months)
    #expect(one.faults == five.faults)
  }

  @Test(arguments: Mutant.allCases.filter(\.needsFaults))
  func `a platform without a protection is caught`(mutant: Mutant) throws {
    let quiet = try SmallWorld.run(SmallWorld.inputs(mutant: mutant))
    #expect(quiet.findings.violationCount == 0, "needs no fault")
    let outcome = try SmallWorld.run(Self.inputs(Self.everything, mutant: mutant))
    let caught = Invariant.allCases.filter { outcome.findings[$0].violations > 0 }
    #expect(!Set(mutant.killers).isDisjoint(with: caught), "\(caught.map(\.id))")
  }

  @Test func `a fault is armed in its share of runs and never shifts another`() {
    let shares = Self.everything.mapValues {
      FaultPlan.Share(armed: 500_000, rate: $0.rate, days: $0.days)
    }
    var armed = 0
    for seed in UInt64(0)..<200 {
      let plan = FaultPlan(seed: seed, shares)
      let alone = FaultPlan(seed: seed, [.clockBack: shares[.clockBack] ?? .init(rate: 0)])
      #expect(alone.isArmed(.clockBack) == plan.isArmed(.clockBack))
      for occasion in UInt64(0)..<20 {
        #expect(alone.fires(.clockBack, occasion) == plan.fires(.clockBack, occasion))
      }
      armed += Fault.allCases.count(where: plan.isArmed)
    }
    #expect((800...1_200).contains(armed))
  }
}
