package import Audit
package import Platform

/// Which invariant catches which known-bad platform, with how many seeds, and after how many days.
///
/// A value that trials are added to, in any order: two matrices of the same trials are equal.
package struct KillMatrix: Sendable, Equatable {
  /// One invariant that catches one mutant.
  package struct Killer: Sendable, Equatable {
    /// The invariant.
    package let invariant: Invariant
    /// Whether the mutant declares it.
    package let isDeclared: Bool
    /// How many seeds it took until the first one that caught the mutant, at least 1.
    package let seedsNeeded: Int
    /// The days to the first violation, one for each seed that caught the mutant, ascending.
    package let days: [Int]

    /// How many seeds caught the mutant.
    package var seedsKilled: Int { days.count }
    /// The median of the days: the lower one of an even number of seeds.
    package var medianDays: Int { days[(days.count - 1) / 2] }
    /// The most days that it took.
    package var mostDays: Int { days[days.count - 1] }
  }

  /// What the trials of one mutant showed.
  package struct Row: Sendable, Equatable {
    /// The mutant.
    package let mutant: Mutant
    /// The trials, by the number of their seed.
    package private(set) var trials: [Trial] = []

    fileprivate init(_ mutant: Mutant) { self.mutant = mutant }

    fileprivate mutating func add(_ trial: Trial) {
      let place = trials.firstIndex { $0.number >= trial.number } ?? trials.endIndex
      guard place == trials.endIndex || trials[place].number != trial.number else { return }
      trials.insert(trial, at: place)
    }

    /// The invariants that caught the mutant, in the order of the catalogue.
    package var killers: [Killer] {
      let declared = mutant.killers
      return Invariant.allCases.compactMap { invariant in
        var first = 0
        var days: [Int] = []
        for (place, trial) in trials.enumerated() {
          guard let kill = trial.kills.first(where: { $0.invariant == invariant }) else { continue }
          if days.isEmpty { first = place + 1 }
          days.append(kill.days)
        }
        guard !days.isEmpty else { return nil }
        return Killer(
          invariant: invariant, isDeclared: declared.contains(invariant), seedsNeeded: first,
          days: days.sorted())
      }
    }

    /// Whether no invariant caught the mutant.
    package var isSurvivor: Bool { trials.allSatisfy(\.kills.isEmpty) }

    /// The invariants that are declared and did not catch the mutant, in the catalogue's order.
    package var unseen: [Invariant] {
      let seen = killers.map(\.invariant)
      return Invariant.allCases.filter { mutant.killers.contains($0) && !seen.contains($0) }
    }

    /// The invariants that caught the mutant with every seed and are not declared.
    ///
    /// What a mistake drags along now and then is no property of the mutant.
    package var unexpected: [Invariant] {
      killers.filter { !$0.isDeclared && $0.seedsKilled == trials.count }.map(\.invariant)
    }
  }

  /// The mutants, in the order of the catalogue.
  package private(set) var rows: [Row]
  /// The platform as it should be.
  package private(set) var healthy = Row(.none)

  /// Creates a matrix without trials.
  ///
  /// - Parameter mutants: The mutants; ``Mutant/none`` is left out.
  package init(_ mutants: [Mutant]) {
    rows = Mutant.allCases.filter { $0 != .none && mutants.contains($0) }.map { Row($0) }
  }

  /// Adds a trial; one of a seed that is there already changes nothing.
  ///
  /// - Parameters:
  ///   - trial: What a run showed.
  ///   - mutant: What was run: a mutant of the matrix, or ``Mutant/none``.
  package mutating func add(_ trial: Trial, of mutant: Mutant) {
    guard mutant != .none else { return healthy.add(trial) }
    guard let place = rows.firstIndex(where: { $0.mutant == mutant }) else { return }
    rows[place].add(trial)
  }

  /// Adds the trials of another matrix of the same mutants.
  ///
  /// - Parameter other: The other matrix.
  package mutating func merge(_ other: KillMatrix) {
    for row in other.rows + [other.healthy] {
      for trial in row.trials { add(trial, of: row.mutant) }
    }
  }

  /// How many runs there were.
  package var runs: Int { rows.reduce(healthy.trials.count) { $0 + $1.trials.count } }

  /// The mutants that no invariant caught.
  package var survivors: [Mutant] { rows.filter(\.isSurvivor).map(\.mutant) }

  /// The mutants that an invariant caught.
  ///
  /// - Parameter invariant: The invariant.
  /// - Returns: The mutants in the order of the catalogue.
  package func mutants(caughtBy invariant: Invariant) -> [Mutant] {
    rows.filter { row in
      row.trials.contains { $0.kills.contains { $0.invariant == invariant } }
    }.map(\.mutant)
  }

  /// The invariants that caught no mutant.
  package var idle: [Invariant] {
    Invariant.allCases.filter { mutants(caughtBy: $0).isEmpty }
  }
}
