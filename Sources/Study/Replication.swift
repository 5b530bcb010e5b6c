package import Audit
package import Simulation

/// A named whole number that a run came to, such as `money.paid_cents`.
package struct Metric: Sendable, Hashable {
  /// The name.
  package let name: String
  /// The number.
  package let value: Int64

  /// Creates a metric.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - value: The number.
  package init(_ name: String, _ value: Int64) {
    self.name = name
    self.value = value
  }
}

/// What a study keeps of the run of one seed.
package struct Replication: Sendable {
  /// The seed.
  package let seed: UInt64
  /// The run's fingerprint.
  package let fingerprint: String
  /// The metrics, each name once.
  package let metrics: [Metric]
  /// What the audit found.
  package let findings: Findings
  /// What was judged by each change of the law.
  package let lawChanges: [LawChange]

  /// Gathers what is kept of a run.
  ///
  /// - Parameters:
  ///   - seed: The seed.
  ///   - fingerprint: The run's fingerprint.
  ///   - metrics: The metrics, each name once.
  ///   - findings: What the audit found.
  ///   - lawChanges: What was judged by each change of the law.
  package init(
    seed: UInt64, fingerprint: String, metrics: [Metric], findings: Findings,
    lawChanges: [LawChange] = []
  ) {
    self.lawChanges = lawChanges
    self.seed = seed
    self.fingerprint = fingerprint
    self.metrics = metrics
    self.findings = findings
  }

  /// Runs inputs to their last day, and a second time in other shards to see that nothing changes.
  ///
  /// The second run is not audited; DET-1 compares the prints of every month of both.
  ///
  /// - Parameters:
  ///   - inputs: Everything that the run depends on.
  ///   - beside: Who else judges the run, and finds what.
  ///   - metrics: What to keep of the outcome.
  /// - Returns: What the run came to.
  /// - Throws: What `metrics` throws.
  package static func run(
    _ inputs: RunInputs, beside: (Engine, RunOutcome) -> Findings? = { _, _ in nil },
    metrics: (RunOutcome) throws -> [Metric]
  ) throws -> Replication {
    let engine = Engine(inputs)
    _ = try engine.run()
    let outcome = engine.outcome()
    var findings = outcome.findings
    if let others = beside(engine, outcome) { findings.merge(others) }
    if inputs.isAudited {
      var again = inputs
      again.isAudited = false
      again.sample = []
      again.shards = outcome.shards > 1 ? 1 : 3
      findings[.det1].merge(try repetition(of: outcome.months, Self.outcome(of: again).months))
    }
    return Replication(
      seed: inputs.seed, fingerprint: outcome.fingerprint, metrics: try metrics(outcome),
      findings: findings, lawChanges: outcome.lawChanges)
  }

  private static func outcome(of inputs: RunInputs) throws -> RunOutcome {
    let engine = Engine(inputs)
    _ = try engine.run()
    return engine.outcome()
  }

  /// Compares the prints of two runs month by month; a month in which nothing moved proves nothing.
  static func repetition(of first: [UInt64], _ second: [UInt64]) -> Finding {
    var finding = Findings()[.det1]
    finding.evaluations = Int64(first.count)
    finding.nonvacuous = Int64(zip(first, [0] + first).count { $0 != $1 })
    finding.violations =
      Int64(zip(first, second).count { $0 != $1 } + abs(first.count - second.count))
    return finding
  }
}
