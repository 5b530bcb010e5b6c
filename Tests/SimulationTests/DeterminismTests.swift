import Audit
import Calendar
import Ledger
import Platform
import Simulation
import Testing

/// Equal inputs give equal bits, whoever computes them.
@Suite struct DeterminismTests {
  /// The fingerprint of the small world with seed 1.
  ///
  /// It changes with every change of the law, the behaviour, the roster or the platform. To renew
  /// it after a change that was meant: run this test, and copy the fingerprint that it reports.
  static let golden = "84dd-cd9e/lodqv"

  @Test func `the reference run has the fingerprint that it always had`() throws {
    let fingerprint = try SmallWorld.reference.get().fingerprint
    #expect(fingerprint == Self.golden)
  }

  @Test func `threads and shards leave no trace`() throws {
    let reference = try SmallWorld.reference.get()
    for shards in [1, 2, 7, 24] {
      for jobs in 1...3 {
        let outcome = try SmallWorld.run(SmallWorld.inputs(jobs: jobs, shards: shards))
        #expect(outcome.shards == shards)
        let isSame = outcome.isSame(as: reference)
        #expect(isSame, "\(jobs) jobs, \(shards) shards")
      }
    }
  }

  @Test func `what the audit finds does not depend on threads and shards`() throws {
    for mutant in [Mutant.creditTwice, .paidTwice] {
      let one = try SmallWorld.run(SmallWorld.inputs(shards: 1, mutant: mutant))
      let many = try SmallWorld.run(SmallWorld.inputs(jobs: 3, shards: 24, mutant: mutant))
      #expect(one.findings.violationCount > Findings.keptViolations)
      let isSame = one.isSame(as: many)
      #expect(isSame, "\(mutant.name)")
    }
  }

  @Test func `a second run is the first again, and another seed is another country`() throws {
    let reference = try SmallWorld.reference.get()
    let again = try SmallWorld.run(SmallWorld.inputs())
    let isSame = again.isSame(as: reference)
    #expect(isSame)
    let other = try SmallWorld.run(SmallWorld.inputs(seed: 2))
    #expect(other.fingerprint != reference.fingerprint)
    for (ingredient, expected) in zip(other.ingredients, reference.ingredients)
    where ingredient.letter != "v" {
      #expect(ingredient.print != expected.print, "\(ingredient.letter)")
    }
  }

  @Test func `the audit only watches`() throws {
    let reference = try SmallWorld.reference.get()
    let silent = try SmallWorld.run(SmallWorld.inputs(audited: false))
    #expect(silent.fingerprint == reference.fingerprint)
    #expect(silent.months == reference.months)
    #expect(silent.findings.invariants.allSatisfy { $0.evaluations == 0 })
  }

  @Test func `two runs that differ say in which month`() throws {
    let reference = try SmallWorld.reference.get()
    let mutant = try SmallWorld.run(SmallWorld.inputs(mutant: .expiryForgotten))
    let difference = zip(reference.months, mutant.months).enumerated()
      .first { $0.element.0 != $0.element.1 }?.offset
    // The first window after 1 July 2021 closes six months later at the earliest.
    #expect(try #require(difference) >= 6)
    #expect(reference.months.count == 120)
  }

  @Test func `an interrupted run stops at the end of a day and says so`() throws {
    let engine = Engine(try SmallWorld.inputs())
    var asked = 0
    let isComplete = try engine.run(dayEnded: { _ in
      asked += 1
      return asked < 100
    })
    #expect(!isComplete)
    let outcome = engine.outcome()
    #expect(outcome.lastDay == SmallWorld.days.lowerBound + 99)

    let planned = Engine(try SmallWorld.inputs())
    _ = try planned.run(until: SmallWorld.days.lowerBound + 99)
    #expect(planned.outcome().ingredients.map(\.print) == outcome.ingredients.map(\.print))
  }

  @Test func `a run that is stopped on its last day is complete and judged as such`() throws {
    let engine = Engine(try SmallWorld.inputs())
    let isComplete = try engine.run(dayEnded: { $0 < SmallWorld.days.upperBound })
    #expect(isComplete)
    let isSame = engine.outcome().isSame(as: try SmallWorld.reference.get())
    #expect(isSame)
  }

  @Test func `every day ends once, and the sink sees every posting`() throws {
    let reference = try SmallWorld.reference.get()
    let engine = Engine(try SmallWorld.inputs(jobs: 2))
    var days: [Day] = []
    var print = Fingerprint()
    var count = 0
    let isComplete = try engine.run(
      dayEnded: {
        days.append($0)
        return true
      },
      sink: { day, postings in
        print.add(postings, day: day.rawValue)
        count += postings.count
      })
    #expect(isComplete)
    #expect(days.count == 3_652)
    #expect(days == days.sorted())
    #expect(count == reference.tally.postings)
    #expect(print == reference.tally.ledgerPrint)
  }
}

extension RunOutcome {
  /// Whether two runs gave the same bits and found the same.
  func isSame(as other: RunOutcome) -> Bool {
    fingerprint == other.fingerprint && months == other.months
      && ingredients.map(\.print) == other.ingredients.map(\.print)
      && findings.invariants == other.findings.invariants
      && findings.witnesses == other.findings.witnesses
      && findings.violations == other.findings.violations
      && tally.operations == other.tally.operations && tally.refusals == other.tally.refusals
      && tally.states == other.tally.states && tally.waits == other.tally.waits
      && fund == other.fund && advances == other.advances
      && balances.available == other.balances.available
      && balances.reserved == other.balances.reserved && reads.total == other.reads.total
  }
}
