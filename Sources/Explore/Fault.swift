package import Audit

/// What is wrong with a state or a step.
package struct Fault: Sendable, Equatable {
  /// The invariant that is broken.
  package let invariant: Invariant
  /// Who found it.
  package let finder: Finder
  /// What is wrong.
  package let event: String

  /// Who finds faults.
  package enum Finder: String, Sendable {
    /// The audit, judging a step.
    case audit
    /// The search itself, which reads every state and compares what refused commands leave.
    case state
  }
}
