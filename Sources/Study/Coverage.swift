package import Audit
package import Simulation

/// Which invariants and witnesses the runs of several seeds exercised, and since when.
package struct Coverage: Sendable, Equatable {
  /// One thing that a run may exercise.
  package struct Point: Sendable, Equatable {
    /// The invariant's or witness's id.
    package let id: String
    /// Whether it is an invariant rather than a witness.
    package let isInvariant: Bool
    /// The seed of the first run, in the order of the runs, that exercised it.
    package fileprivate(set) var firstSeed: UInt64?
    /// How many runs exercised it.
    package fileprivate(set) var seeds = 0
    /// How often it was exercised in all: evaluations that were not vacuous, or occurrences.
    package fileprivate(set) var count: Int64 = 0
    /// How often it was violated.
    package fileprivate(set) var violations: Int64 = 0
    /// How near its limit it ever came, in its unit; `nil` where it has none.
    package fileprivate(set) var leastSlack: Int64?
  }

  /// The invariants, then the witnesses, in the order of the catalogue; then changes of the law.
  package private(set) var points: [Point]
  /// How many runs there were.
  package private(set) var seeds = 0
  /// How many runs there were since one exercised what none had before.
  package private(set) var seedsSinceNew = 0

  /// Creates the coverage of no run.
  package init() {
    points =
      Invariant.allCases.map { Point(id: $0.id, isInvariant: true) }
      + Witness.allCases.map { Point(id: $0.id, isInvariant: false) }
  }

  /// Adds a run.
  ///
  /// - Parameters:
  ///   - findings: What its audit found.
  ///   - changes: What was judged by each change of the law.
  ///   - seed: Its seed.
  package mutating func add(_ findings: Findings, _ changes: [LawChange] = [], seed: UInt64) {
    let known = points.count { $0.firstSeed != nil }
    for (index, finding) in findings.invariants.enumerated() {
      exercise(index, finding.nonvacuous, seed: seed)
      points[index].violations += finding.violations
      if finding.leastSlack != .max {
        points[index].leastSlack = min(points[index].leastSlack ?? .max, finding.leastSlack)
      }
    }
    for (index, count) in findings.witnesses.enumerated() {
      exercise(findings.invariants.count + index, count, seed: seed)
    }
    for change in changes {
      let index = points.firstIndex { $0.id == change.id } ?? points.endIndex
      if index == points.endIndex { points.append(Point(id: change.id, isInvariant: false)) }
      exercise(index, change.evaluations, seed: seed)
    }
    seeds += 1
    let isNew = points.count { $0.firstSeed != nil } > known
    seedsSinceNew = isNew ? 0 : seedsSinceNew + 1
  }

  private mutating func exercise(_ index: Int, _ count: Int64, seed: UInt64) {
    guard count > 0 else { return }
    points[index].firstSeed = points[index].firstSeed ?? seed
    points[index].seeds += 1
    points[index].count += count
  }

  /// What no run exercised, in the order of the catalogue.
  package var neverExercised: [String] { points.filter { $0.firstSeed == nil }.map(\.id) }
}
