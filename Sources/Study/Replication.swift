package import Audit
package import Simulation

/// A named whole number that a run came to, such as `money.paid_cents`.
package struct Metric: Sendable, Hashable {
  /// The name.
  package let name: String
  /// The number.
  package let value: Int64
  /// What it measures.
  package let unit: String

  /// Creates a metric.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - value: The number.
  ///   - unit: What it measures.
  package init(_ name: String, _ value: Int64, unit: String = "count") {
    self.name = name
    self.value = value
    self.unit = unit
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
  /// What became of the faults; `nil` where the scenario has none.
  package let faults: FaultCounts?

  /// Gathers what is kept of a run.
  ///
  /// - Parameters:
  ///   - seed: The seed.
  ///   - fingerprint: The run's fingerprint.
  ///   - metrics: The metrics, each name once.
  ///   - findings: What the audit found.
  ///   - lawChanges: What was judged by each change of the law.
  ///   - faults: What became of the faults.
  package init(
    seed: UInt64, fingerprint: String, metrics: [Metric], findings: Findings,
    lawChanges: [LawChange] = [], faults: FaultCounts? = nil
  ) {
    self.faults = faults
    self.lawChanges = lawChanges
    self.seed = seed
    self.fingerprint = fingerprint
    self.metrics = metrics
    self.findings = findings
  }

  /// Runs inputs to their last day, and a second time with other shards and threads to see that
  /// nothing changes.
  ///
  /// The second run is not audited; DET-1 compares the prints of every month of both.
  ///
  /// - Parameters:
  ///   - inputs: Everything that the run depends on.
  ///   - metrics: What to keep of the outcome; whoever else judges the run adds to the findings.
  /// - Returns: What the run came to.
  /// - Throws: What `metrics` throws.
  package static func run(
    _ inputs: RunInputs, metrics: (Engine, RunOutcome, inout Findings) throws -> [Metric]
  ) throws -> Replication {
    let engine = Engine(inputs)
    _ = try engine.run()
    let outcome = engine.outcome()
    var findings = outcome.findings
    let metrics = try metrics(engine, outcome, &findings)
    if inputs.isAudited {
      var again = inputs
      again.isAudited = false
      again.sample = []
      // Another number of both: a draw that depends on the thread shows with two of them alone.
      again.shards = outcome.shards == 3 ? 5 : 3
      again.jobs = inputs.jobs == 1 ? 2 : 1
      findings[.det1].merge(try repetition(of: outcome.months, Self.outcome(of: again).months))
    }
    return Replication(
      seed: inputs.seed, fingerprint: outcome.fingerprint, metrics: metrics,
      findings: findings, lawChanges: outcome.lawChanges, faults: outcome.faults)
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
