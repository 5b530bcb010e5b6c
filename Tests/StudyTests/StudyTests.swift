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
    let estimates = replications.estimates { _ in true }
    #expect(estimates.map(\.name) == ["paid", "years"])
    let paid = try #require(estimates.first)
    #expect(paid.mean == 4)
    #expect(paid.min == 2 && paid.max == 6)
    // s² = 8 ÷ 3, t(3 degrees, 95 %) = 3.18245, so t × s ÷ √4 = 2.598…
    #expect(abs(try #require(paid.halfWidth) - 2.5985) < 0.0001)
    #expect(estimates.last?.halfWidth == 0)
  }

  @Test func `one run has a mean and no interval`() {
    var replications = Replications()
    replications.add(run(1, [("paid", 7)]))
    let estimates = replications.estimates { _ in true }
    #expect(estimates.first?.mean == 7)
    #expect(estimates.first?.halfWidth == nil)
    #expect(Replications().estimates { _ in true }.isEmpty)
  }

  @Test func `a counter that a run lacks is 0 there, anything else was not measured`() throws {
    var replications = Replications()
    replications.add(run(1, [("a", 4)]))
    replications.add(run(2, [("b", 2), ("a", 6)]))
    replications.add(run(3, [("b", 4), ("c", 8)]))
    let estimates = replications.estimates { $0 == "b" }
    #expect(estimates.map(\.name) == ["a", "b", "c"])
    #expect(estimates.map(\.values) == [[4, 6, nil], [0, 2, 4], [nil, nil, 8]])
    #expect(estimates.map(\.mean) == [5, 2, 8])
    #expect(estimates.map(\.min) == [4, 0, 8])
    #expect(estimates[2].halfWidth == nil && estimates[0].sample.count == 2)
    #expect(Estimate("none", [nil, nil]) == nil)
  }

  @Test func `seeds come out in their order whatever the number of threads`() throws {
    for jobs in [1, 2, 7] {
      let made = try Replications.run(.init(from: 40, seeds: 23), jobs: jobs) { seed in
        run(seed, [("seed", Int64(seed))])
      }
      #expect(made.runs.map(\.seed) == Array(40..<63))
      #expect(made.estimates { _ in true }.first?.mean == 51)
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
