package import Audit
package import Calendar

/// What the run of one mutant with one seed showed: which invariants broke, and when first.
package struct Trial: Sendable, Equatable {
  /// An invariant that a run broke.
  package struct Kill: Sendable, Equatable {
    /// The invariant.
    package let invariant: Invariant
    /// The days from the run's first day, which is 0, to the first violation.
    package let days: Int

    /// Creates a kill.
    ///
    /// - Parameters:
    ///   - invariant: The invariant.
    ///   - days: The days from the run's first day to the first violation.
    package init(_ invariant: Invariant, days: Int) {
      self.invariant = invariant
      self.days = days
    }
  }

  /// The number of the seed, from 0: how many seeds come before it.
  package let number: Int
  /// The invariants that broke, in the order of the catalogue, each once.
  package private(set) var kills: [Kill]

  /// Creates a trial.
  ///
  /// - Parameters:
  ///   - number: The number of the seed, from 0.
  ///   - kills: The invariants that broke, each once.
  package init(_ number: Int, kills: [Kill]) {
    self.number = number
    self.kills = kills.sorted { $0.invariant.rawValue < $1.invariant.rawValue }
  }

  /// Creates the trial of a run.
  ///
  /// - Parameters:
  ///   - number: The number of the seed, from 0.
  ///   - findings: What the audit found.
  ///   - days: The days of the run.
  package init(_ number: Int, _ findings: Findings, over days: ClosedRange<Day>) {
    self.init(
      number,
      kills: Invariant.allCases.filter { findings[$0].violations > 0 }.map { invariant in
        let day = findings.firstDay(of: invariant).map { Day(rawValue: $0) } ?? days.upperBound
        return Kill(invariant, days: day - days.lowerBound)
      })
  }

  /// Adds an invariant that was judged by other means, unless it is there already.
  ///
  /// - Parameter kill: The invariant with its day.
  package mutating func add(_ kill: Kill) {
    guard !kills.contains(where: { $0.invariant == kill.invariant }) else { return }
    self = Trial(number, kills: kills + [kill])
  }
}
