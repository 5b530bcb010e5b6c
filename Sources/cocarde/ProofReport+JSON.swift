import Audit
import Platform
import Report
import Scenario
import Study

extension ProofReport {
  /// The result for programs.
  ///
  /// - Parameter engine: What depends on the machine.
  /// - Returns: Everything under `result` is the same on every machine.
  func json(engine: JSON) -> JSON {
    .object([
      JSON.Member("schema", .string("cocarde-prove-1")),
      JSON.Member("complete", .bool(interruption == nil)),
      JSON.Member("scenario", scenario.identity),
      JSON.Member("result", result),
      JSON.Member("engine", engine),
    ])
  }

  private var result: JSON {
    .object([
      JSON.Member("officials", scenario.officials.json),
      JSON.Member(
        "seeds",
        .object([
          JSON.Member("least", extent.least.json), JSON.Member("most", extent.most.json),
        ])),
      JSON.Member("runs", matrix.runs.json),
      JSON.Member(
        "healthy",
        .object([
          JSON.Member("seeds", matrix.healthy.trials.count.json),
          JSON.Member(
            "violated",
            .array(
              unhealthy.flatMap { trial in
                trial.kills.map { kill in
                  .object([
                    JSON.Member("seed", (scenario.seed &+ UInt64(trial.number)).json),
                    JSON.Member("id", .string(kill.invariant.id)),
                    JSON.Member("days", kill.days.json),
                  ])
                }
              })),
        ])),
      JSON.Member("mutants", .array(matrix.rows.map(Self.json))),
      JSON.Member(
        "invariants",
        .array(
          Invariant.allCases.map { invariant in
            .object([
              JSON.Member("id", .string(invariant.id)),
              JSON.Member("mutants", matrix.mutants(caughtBy: invariant).map(\.name).json),
            ])
          })),
      JSON.Member("survivors", matrix.survivors.map(\.name).json),
      JSON.Member("idle", isWhole ? idle.map(\.id).json : .null),
    ])
  }

  private static func json(_ row: KillMatrix.Row) -> JSON {
    .object([
      JSON.Member("name", .string(row.mutant.name)),
      JSON.Member("mistake", .string(row.mutant.mistake)),
      JSON.Member("survived", .bool(row.isSurvivor)),
      JSON.Member("seeds", row.trials.count.json),
      JSON.Member(
        "killers",
        .array(
          row.killers.map { killer in
            .object([
              JSON.Member("id", .string(killer.invariant.id)),
              JSON.Member("declared", .bool(killer.isDeclared)),
              JSON.Member("seeds_needed", killer.seedsNeeded.json),
              JSON.Member("seeds_killed", killer.seedsKilled.json),
              JSON.Member("median_days", killer.medianDays.json),
              JSON.Member("max_days", killer.mostDays.json),
            ])
          })),
      JSON.Member("declared_not_seen", row.unseen.map(\.id).json),
      JSON.Member(
        "not_asked", (Prover.asksOracle(of: row.mutant) ? [] : [Invariant.ora1.id]).json),
    ])
  }
}
