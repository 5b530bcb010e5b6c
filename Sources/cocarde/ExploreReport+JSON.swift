import AllocationMeter
import Audit
import Explore
import Ledger
import Platform
import Report

extension ExploreReport {
  /// What depends on the machine.
  ///
  /// - Parameters:
  ///   - watch: Started with the search.
  ///   - jobs: The threads.
  /// - Returns: Versions and seconds.
  func engine(_ watch: Stopwatch, jobs: Int) -> JSON {
    let seconds = max(watch.wallSeconds, 1e-9)
    return .object([
      JSON.Member("version", .string(Release.version)), JSON.Member("jobs", jobs.json),
      JSON.Member("wall_seconds", .double(seconds)),
      JSON.Member("cpu_seconds", .double(watch.cpuSeconds)),
      JSON.Member("peak_bytes", ProcessMeter.peakResidentBytes.json),
      JSON.Member("states_per_second", .double(Double(exploration.states) / seconds)),
    ])
  }

  /// The result for programs.
  ///
  /// - Parameter engine: What depends on the machine.
  /// - Returns: Everything under `result` is the same on every machine.
  func json(engine: JSON) -> JSON {
    .object([
      JSON.Member("schema", .string("cocarde-explore-1")),
      JSON.Member("complete", .bool(exploration.isComplete)),
      JSON.Member("scope", scopeJSON), JSON.Member("result", result),
      JSON.Member("engine", engine),
    ])
  }

  private var scopeJSON: JSON {
    let scope = exploration.scope
    return .object([
      JSON.Member("officials", scope.officials.json), JSON.Member("dossiers", scope.dossiers.json),
      JSON.Member("announcements", scope.announcements.json),
      JSON.Member("top_ups_cents", .array(scope.topUps.map(\.json))),
      JSON.Member("pensions", .bool(scope.hasPensions)),
      JSON.Member("symmetry", .bool(scope.hasSymmetry)),
      JSON.Member("mutant", .string(scope.mutant.name)),
      JSON.Member("from", .string("\(scope.root)")),
      JSON.Member("through", .string("\(scope.last)")),
      JSON.Member("depth", exploration.limits.depth.json),
    ])
  }

  private var result: JSON {
    let coverage = exploration.coverage
    let changes = PublishedTransitions.all
    return .object([
      JSON.Member("depth_completed", exploration.depth.json),
      JSON.Member("exhausted", .bool(exploration.isExhausted)),
      JSON.Member("states", exploration.states.json),
      JSON.Member("states_by_depth", exploration.perDepth.json),
      JSON.Member(
        "transitions",
        .object([
          JSON.Member("total", coverage.transitions.json),
          JSON.Member("applied", coverage.applied.json),
          JSON.Member("refused", coverage.refused.json),
          JSON.Member("passages", coverage.passages.json),
          JSON.Member("repetitions", coverage.resent.json),
          JSON.Member("days", coverage.days.json),
        ])),
      JSON.Member("never_applied", .array(coverage.neverApplied.map { .string($0.name) })),
      JSON.Member("never_announced", .array(exploration.neverAnnounced.map { .string($0.name) })),
      JSON.Member(
        "answers",
        .array(
          coverage.answered.map { answer in
            .object([
              JSON.Member("verb", .string(answer.verb.name)),
              JSON.Member("rule", .string(answer.rule.name)),
              JSON.Member("count", answer.count.json),
            ])
          })),
      JSON.Member(
        "state_changes",
        .array(
          changes.map { change in
            .object([
              JSON.Member("from", .string(change.from.code)),
              JSON.Member("to", .string(change.to.code)),
              JSON.Member("count", coverage.changes(change.from, change.to).json),
            ])
          })),
      JSON.Member("invariants", .array(Invariant.allCases.map(standing))),
      JSON.Member("counterexample", counterexample),
    ])
  }

  private func standing(_ invariant: Invariant) -> JSON {
    let (standing, count) = exploration.standing(of: invariant)
    let look =
      switch standing {
      case .readFromStates: "state"
      case .judged: "step"
      case .idle: "never"
      }
    let isProved =
      standing != .idle && exploration.isComplete && exploration.counterexample == nil
    return .object([
      JSON.Member("id", .string(invariant.id)),
      JSON.Member("proved_within_scope", .bool(isProved)),
      JSON.Member("looked_at", .string(look)),
      JSON.Member("nonvacuous", count.json),
    ])
  }

  private var counterexample: JSON {
    guard let broken = exploration.counterexample else { return .null }
    guard case .object(let members) = broken.json(command) else { return .null }
    return .object(members + [JSON.Member("path", story?.json ?? .array([]))])
  }
}
