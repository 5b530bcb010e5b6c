package import Audit
internal import Calendar
internal import Comparison
internal import Law
internal import Platform
package import Simulation

/// The world of a scenario, in which narrowed runs are tried one after the other.
package struct World {
  /// What the whole run depends on; its focus and days are those of the views.
  package let inputs: RunInputs
  /// What the runs from each first day share: the last one that was made.
  private var groundwork: (first: Day, work: Groundwork)?
  /// The official whose life the oracle lives a second time in each run, if it is asked.
  package var second: UInt32?
  /// How many runs were made.
  package private(set) var runs = 0

  /// Creates a world in which nothing was run yet.
  ///
  /// - Parameter inputs: What the whole run depends on.
  package init(_ inputs: RunInputs) { self.inputs = inputs }

  /// What a run of a view came to.
  package struct Attempt: Sendable {
    /// The first violations.
    package let violations: [Violation]
    /// What reached the platform.
    package let operations: [Operation]
    /// The fingerprint.
    package let fingerprint: String
    /// The account statement of the official that was traced.
    package let statement: [String]

    /// The violation that is the same failure as another: of the same invariant, on the same day,
    /// of the same official.
    ///
    /// - Parameter failure: The other one.
    /// - Returns: The violation, or `nil` if this run has none.
    package func violation(like failure: Violation) -> Violation? {
      violations.first {
        $0.invariant == failure.invariant && $0.day == failure.day
          && $0.official == failure.official
      }
    }
  }

  /// Runs a view.
  ///
  /// - Parameters:
  ///   - view: The days, and what the run is narrowed to.
  ///   - traced: The official whose statement is wanted.
  ///   - isHealthy: Whether the platform is the one without a mistake, whatever the inputs say.
  ///   - jobs: How many threads work.
  /// - Returns: What it came to.
  package mutating func run(
    _ view: View, traced: UInt32? = nil, isHealthy: Bool = false, jobs: Int = 1
  ) -> Attempt {
    runs += 1
    var narrowed = narrowed(to: view)
    narrowed.isAudited = true
    narrowed.jobs = jobs
    narrowed.traced = traced
    narrowed.sample = second.map { [$0] } ?? []
    if isHealthy { narrowed.mutant = .none }
    if groundwork?.first != view.days.lowerBound {
      groundwork = (view.days.lowerBound, Groundwork(narrowed))
    }
    let engine = Engine(narrowed, on: groundwork?.work)
    // Without a sink nothing is thrown; a run that was not made has no violations.
    _ = try? engine.run(until: view.days.upperBound)
    let outcome = engine.outcome()
    var findings = outcome.findings
    if second != nil {
      findings.merge(secondReading(engine, narrowed, through: outcome.lastDay))
    }
    return Attempt(
      violations: findings.violations, operations: engine.operations,
      fingerprint: outcome.fingerprint, statement: outcome.statement)
  }

  /// What the run of a view depends on.
  ///
  /// - Parameter view: The view.
  /// - Returns: The inputs; the run goes on beyond the view's last day if nobody ends it.
  package func narrowed(to view: View) -> RunInputs {
    var narrowed = inputs.starting(on: view.days.lowerBound)
    narrowed.focus = view.focus
    return narrowed
  }

  /// What the oracle finds in the life that it is asked for.
  private func secondReading(
    _ engine: Engine, _ inputs: RunInputs, through last: Day
  ) -> Findings {
    let days = inputs.behaviour.number("behaviour.operator.key_days", on: inputs.days.lowerBound)
    return Comparison.judge(
      engine.journals, engine.annals, law: inputs.law, days: inputs.days.lowerBound...last,
      keyDays: Int(days), jobs: 1
    ).findings
  }
}

extension Violation {
  /// The official whose life shows the violation only where the oracle lives it too.
  package var secondReading: UInt32? { invariant == .ora1 ? official : nil }
}
