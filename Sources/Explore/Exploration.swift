package import Audit

/// What a search came to.
package struct Exploration: Sendable {
  /// What it was over.
  package let scope: Scope
  /// How far it was to go.
  package let limits: Limits
  /// How many steps every sequence was searched to.
  package internal(set) var depth = 0
  /// The states that were first reached by so many steps.
  package internal(set) var perDepth: [Int] = []
  /// All states.
  package internal(set) var states = 0
  /// Whether every sequence was searched to the depth that was asked for.
  package internal(set) var isComplete = false
  /// Whether there was nothing left to search from: longer sequences reach no further state.
  package internal(set) var isExhausted = false
  /// What was covered.
  package internal(set) var coverage = Coverage()
  /// What the audit has found.
  package internal(set) var findings = Findings()
  /// How often the search itself read a state, and a confirmation.
  package internal(set) var stateChecks: Int64 = 0
  /// How often it read a confirmation.
  package internal(set) var confirmations: Int64 = 0
  /// What everybody recognised holds at the root, in cents.
  package internal(set) var startingRights: Int64 = 0
  /// The shortest path to something wrong.
  package internal(set) var counterexample: Counterexample?

  /// What the scope lets be announced and never was.
  package var neverAnnounced: [Event] {
    // With one official the last mandate's end is the renewal.
    scope.events.filter {
      coverage.announced($0) == 0 && !($0 == .renewal && scope.officials == 1)
    }
  }

  /// How an invariant was looked at.
  package enum Standing: Sendable, Equatable {
    /// Read from every state that was reached, beside what the audit says of every step.
    case readFromStates
    /// Judged by the audit at every step.
    case judged
    /// Nothing came up that could have broken it.
    case idle
  }

  /// How an invariant was looked at, and how often that was not vacuous.
  ///
  /// - Parameter invariant: The invariant.
  /// - Returns: Its standing, and the evaluations that could have failed.
  package func standing(of invariant: Invariant) -> (standing: Standing, count: Int64) {
    let judged = findings[invariant].nonvacuous
    switch invariant {
    case .fun1 where confirmations > 0: return (.readFromStates, judged + confirmations)
    case .ref1 where coverage.refused > 0: return (.readFromStates, judged + coverage.refused)
    case .ide1 where coverage.resent > 0: return (.readFromStates, judged + coverage.resent)
    default: break
    }
    if World.readFromStates.contains(invariant) {
      return (.readFromStates, judged + stateChecks)
    }
    return judged > 0 ? (.judged, judged) : (.idle, 0)
  }
}

/// The shortest sequence of steps to something wrong.
package struct Counterexample: Sendable, Equatable {
  /// The steps; the first is the number of a root, the last the one that is wrong.
  package let path: [Step]
  /// What is wrong.
  package let fault: Fault

  /// How many steps it takes.
  package var length: Int { path.count - 1 }
}
