package import Report

/// The first tier: exact counters at zero tolerance, and counted costs within a slack.
package struct ExactTier: Sendable {
  /// What was counted of the candidate.
  package struct Observation: Sendable {
    /// The scenario that was run.
    package var identity = ScenarioIdentity()
    /// The counters.
    package var counters = CounterList()
    /// The counted costs.
    package var costs = Baseline.Costs()
    /// Why instructions were not counted, if they were not.
    package var withoutInstructions: String?

    /// Creates an observation of nothing.
    package init() {}
  }

  /// Allocations may differ by so many in a million, and by two: what a start of a process varies.
  package static let allocationSlack: Int64 = 5_000
  /// Instructions may differ by so many in a million: what addresses and hash seeds vary.
  package static let instructionSlack: Int64 = 10_000

  /// The exact counters.
  package private(set) var counters: [CounterComparison] = []
  /// The counted costs.
  package private(set) var costs: [CounterComparison] = []
  /// What could not be compared, and why: never counted as the same.
  package private(set) var unavailable: [(name: String, reason: String)] = []
  /// Why nothing was compared, if nothing was.
  package private(set) var refusal: String?

  /// Judges a candidate.
  ///
  /// - Parameters:
  ///   - baseline: What was recorded.
  ///   - observation: What was counted now.
  package init(_ baseline: Baseline, _ observation: Observation) {
    if let reason = Self.refusal(baseline.identity, observation.identity) {
      refusal = reason
      return
    }
    counters = CounterComparison.all(baseline.counters, observation.counters)
    guard counters.contains(where: { $0.outcome != .new && $0.outcome != .missing }) else {
      refusal = "baseline and run have no counter in common, so that nothing was compared"
      return
    }
    compare(baseline.costs, observation)
  }

  /// Why two scenarios cannot be compared, if they cannot.
  ///
  /// - Parameters:
  ///   - recorded: The baseline's.
  ///   - run: The candidate's.
  /// - Returns: A sentence, or `nil`.
  package static func refusal(
    _ recorded: ScenarioIdentity, _ run: ScenarioIdentity
  ) -> String? {
    if recorded.name != run.name {
      return "the baseline is of the scenario '\(recorded.name)', and this is '\(run.name)'"
    }
    if recorded.seed != run.seed {
      return "the baseline has the seed \(recorded.seed), and this is \(run.seed)"
    }
    if recorded.sha256 != run.sha256 {
      return "the scenario '\(run.name)' is another one than the baseline's: sha256 "
        + "\(run.sha256.prefix(8))… instead of \(recorded.sha256.prefix(8))…"
    }
    return nil
  }

  private mutating func compare(_ recorded: Baseline.Costs?, _ observation: Observation) {
    let names = ["allocations", "allocated_bytes", "instructions"]
    guard let recorded else {
      unavailable = names.map { ($0, "the baseline has none") }
      return
    }
    let found = observation.costs
    guard recorded.host == found.host else {
      let reason = "recorded on '\(recorded.host)', and this is '\(found.host)'"
      unavailable = names.map { ($0, reason) }
      return
    }
    let unmetered = "this build counts no allocations"
    compare(names[0], recorded.allocations, found.allocations, Self.allocationSlack, unmetered)
    compare(
      names[1], recorded.allocatedBytes, found.allocatedBytes, Self.allocationSlack, unmetered)
    guard recorded.library == found.library || found.instructions == nil else {
      unavailable.append(
        (names[2], "recorded with \(recorded.library), and this is \(found.library)"))
      return
    }
    compare(
      names[2], recorded.instructions, found.instructions, Self.instructionSlack,
      observation.withoutInstructions ?? "they were not counted")
  }

  private mutating func compare(
    _ name: String, _ before: Int64?, _ after: Int64?, _ slack: Int64, _ reason: String
  ) {
    guard let after, after > 0 else { return unavailable.append((name, reason)) }
    guard let before, before > 0 else {
      return unavailable.append((name, "the baseline has none"))
    }
    costs.append(
      CounterComparison(
        cost: name, before, after, slack: max(2, Self.share(before, slack))))
  }

  /// So many in a million of a number, rounded down; a baseline's may be as great as it likes.
  private static func share(_ number: Int64, _ partsPerMillion: Int64) -> Int64 {
    Int64(Int128(number) * Int128(partsPerMillion) / 1_000_000)
  }

  /// The verdict of the tier.
  package var verdict: GateVerdict {
    if refusal != nil { return .refused }
    return counters.contains(where: \.fails) || costs.contains(where: \.fails) ? .fail : .pass
  }

  /// The letters of the fingerprint's ingredients that moved: ledger, operations, dossiers, queues,
  /// violations.
  package var moved: [String] {
    counters.filter { $0.fails && $0.name.hasPrefix("fingerprint.") }
      .map { String($0.name.dropFirst("fingerprint.".count)) }
  }
}
