import Audit
import Statistics
import Testing

@testable import Study

/// A run of a seed that exercised some things.
private func run(
  _ seed: UInt64, _ metrics: [(String, Int64)] = [], invariants: [Invariant] = [],
  witnesses: [Witness] = [], violated: Invariant? = nil
) -> Replication {
  var findings = Findings()
  for invariant in invariants {
    findings[invariant].evaluations += 2
    findings[invariant].nonvacuous += 1
  }
  for witness in witnesses { findings.witness(witness) }
  if let violated { findings.violate(violated, day: 1, official: 2, "broken") }
  return Replication(
    seed: seed, fingerprint: "\(seed)", metrics: metrics.map { Metric($0.0, $0.1) },
    findings: findings)
}

private struct Refusal: Error, Equatable { let seed: UInt64 }

@Suite struct ReplicationsTests {
  @Test func `estimates have the mean, half-width and limits of known values`() throws {
    var replications = Replications()
    for (seed, value) in zip(1..., [2, 4, 4, 6] as [Int64]) {
      replications.add(run(UInt64(seed), [("paid", value), ("years", 10)]))
    }
    let estimates = replications.estimates
    #expect(estimates.map(\.name) == ["paid", "years"])
    let paid = try #require(estimates.first)
    #expect(paid.mean == 4)
    #expect(paid.min == 2 && paid.max == 6)
    // s² = 8 ÷ 3, t(3 degrees, 95 %) = 3.182, so t × s ÷ √4 = 2.598…
    #expect(abs(try #require(paid.halfWidth) - 2.5981) < 0.0001)
    #expect(estimates.last?.halfWidth == 0)
  }

  @Test func `one run has a mean and no interval`() {
    var replications = Replications()
    replications.add(run(1, [("paid", 7)]))
    #expect(replications.estimates.first?.mean == 7)
    #expect(replications.estimates.first?.halfWidth == nil)
    #expect(Replications().estimates.isEmpty)
  }

  @Test func `a metric that a run lacks is 0 there`() {
    var replications = Replications()
    replications.add(run(1, [("a", 4)]))
    replications.add(run(2, [("b", 2), ("a", 6)]))
    #expect(replications.estimates.map(\.name) == ["a", "b"])
    #expect(replications.estimates.map(\.sample.values) == [[4, 6], [0, 2]])
  }

  @Test func `seeds come out in their order whatever the number of threads`() throws {
    for jobs in [1, 2, 7] {
      let made = try Replications.run(.init(from: 40, seeds: 23), jobs: jobs) { seed in
        run(seed, [("seed", Int64(seed))])
      }
      #expect(made.runs.map(\.seed) == Array(40..<63))
      #expect(made.estimates.first?.mean == 51)
    }
  }

  @Test func `seeds that show nothing new end the study at the same seed for any threads`() throws {
    for jobs in [1, 2, 7] {
      let made = try Replications.run(.init(from: 1, seeds: 100, untilFlat: 5), jobs: jobs) {
        run($0, witnesses: $0 == 4 ? [.expiry] : [.card])
      }
      // Seed 1 shows the card, 4 the expiry; 5 to 9 show nothing new.
      #expect(made.runs.map(\.seed) == Array(1...9))
      #expect(made.coverage.seedsSinceNew == 5)
    }
  }

  @Test func `the error of the first seed that fails is thrown`() {
    for jobs in [1, 2, 7] {
      #expect(throws: Refusal(seed: 3)) {
        try Replications.run(.init(from: 1, seeds: 9), jobs: jobs) { seed in
          if seed >= 3 { throw Refusal(seed: seed) }
          return run(seed)
        }
      }
    }
  }

  @Test func `a study that is over starts no further seed`() throws {
    let made = try Replications.run(.init(from: 1, seeds: 9), isOver: { true }) { run($0) }
    #expect(made.runs.isEmpty)
    #expect(made.coverage.seeds == 0)
  }
}

@Suite struct CoverageTests {
  @Test func `each point knows its first seed, its seeds and how often it came up`() throws {
    var coverage = Coverage()
    coverage.add(run(7, invariants: [.det1]).findings, seed: 7)
    coverage.add(run(8, invariants: [.det1], witnesses: [.card]).findings, seed: 8)
    coverage.add(run(9, witnesses: [.card, .card]).findings, seed: 9)
    let det1 = try #require(coverage.points.first { $0.id == Invariant.det1.id })
    #expect(det1.isInvariant && det1.firstSeed == 7 && det1.seeds == 2 && det1.count == 2)
    let card = try #require(coverage.points.first { $0.id == Witness.card.id })
    #expect(!card.isInvariant && card.firstSeed == 8 && card.seeds == 2 && card.count == 3)
    #expect(coverage.seeds == 3 && coverage.seedsSinceNew == 1)
    let all = Invariant.allCases.count + Witness.allCases.count
    #expect(coverage.neverExercised.count == all - 2)
    #expect(!coverage.neverExercised.contains(det1.id))
  }

  @Test func `an evaluation that was vacuous exercises nothing`() {
    var findings = Findings()
    findings[.det1].evaluations = 5
    var coverage = Coverage()
    coverage.add(findings, seed: 1)
    #expect(coverage.neverExercised.contains(Invariant.det1.id))
    #expect(coverage.seedsSinceNew == 1)
  }

  @Test func `violations are kept with their seed`() throws {
    var replications = Replications()
    replications.add(run(1))
    replications.add(run(2, violated: .det1))
    #expect(replications.violated.map(\.seed) == [2])
    let point = try #require(replications.coverage.points.first { $0.id == Invariant.det1.id })
    #expect(point.violations == 1)
  }

  @Test func `two runs that differ in a month break the determinism`() {
    #expect(Replication.repetition(of: [5, 6, 6], [5, 6, 6]).violations == 0)
    #expect(Replication.repetition(of: [5, 6, 6], [5, 6, 6]).nonvacuous == 2)
    #expect(Replication.repetition(of: [5, 6, 6], [5, 7, 6]).violations == 1)
    #expect(Replication.repetition(of: [5, 6, 6], [5, 6]).violations == 1)
  }
}

@Suite struct PairedComparisonTests {
  @Test func `pairs that move together have a narrow interval`() throws {
    let comparison = try #require(
      PairedComparison(
        "paid", baseline: Sample([10, 20, 30, 40]), variant: Sample([12, 21, 33, 42])))
    #expect(comparison.differences.values == [2, 1, 3, 2])
    #expect(comparison.differences.mean == 2)
    // Var(v − b) = 2/3; Var(b) = 500/3 and Var(v) = 174, so 1 − 0.6667 ÷ 340.6667.
    #expect(abs(try #require(comparison.varianceReduction) - 0.998043) < 0.000001)
    // t(3 degrees) × s ÷ √4 = 3.182 × 0.8165 ÷ 2 = 1.2990
    let interval = try #require(comparison.interval)
    #expect(abs(interval.lowerBound - 0.7010) < 0.0001)
    #expect(abs(interval.upperBound - 3.2990) < 0.0001)
    #expect(comparison.isSignificant == true)
  }

  @Test func `pairs that move against each other do harm`() throws {
    let comparison = try #require(
      PairedComparison("paid", baseline: Sample([1, 2, 3]), variant: Sample([3, 2, 1])))
    #expect(comparison.varianceReduction == -1)
    #expect(comparison.isSignificant == false)
  }

  @Test func `what does not vary has no reduction, and what does not pair no comparison`() {
    let still = Sample([5, 5])
    #expect(PairedComparison("x", baseline: still, variant: still)?.varianceReduction == nil)
    #expect(PairedComparison("x", baseline: still, variant: Sample([1])) == nil)
    #expect(PairedComparison("x", baseline: Sample([]), variant: Sample([])) == nil)
    let one = PairedComparison("x", baseline: Sample([1]), variant: Sample([2]))
    #expect(one?.isSignificant == nil)
  }

  @Test func `every metric of both sides is compared on the same seeds`() throws {
    let extent = Replications.Extent(from: 5, seeds: 3, untilFlat: 1)
    let comparisons = try PairedComparison.run(
      extent, jobs: 2, baseline: { run($0, [("a", Int64($0)), ("b", 1)]) },
      variant: { run($0, [("c", 4), ("a", Int64($0) + 2)]) })
    #expect(comparisons.map(\.name) == ["a", "b", "c"])
    #expect(comparisons.map(\.differences.values) == [[2, 2, 2], [-1, -1, -1], [4, 4, 4]])
    #expect(comparisons.first?.varianceReduction == 1)
  }

  @Test func `other seeds are refused`() {
    var (one, other) = (Replications(), Replications())
    one.add(run(1))
    other.add(run(2))
    #expect(throws: StudyError.seedsDiffer) {
      try PairedComparison.all(baseline: one, variant: other)
    }
  }
}
