import Report
import Statistics

/// The results as a file.
extension Results {
  /// The results as JSON: every measurement, and what is derived from all.
  var json: JSON {
    .object([
      .init("scenario", .string(scenario)),
      .init("from", .string(from)),
      .init("through", .string(through)),
      .init("scenario_sha256", .string(sha256)),
      .init("is_smoke", .bool(isSmoke)),
      .init("rounds", .array(rounds.map(Self.json))),
      .init("ratio_to_reference", Self.json(ratioToReference)),
      .init("workload_ratio", Self.json(workloadRatio)),
      .init("audit_cost", Self.json(auditCost)),
      .init("speed_up", Self.json(speedUp)),
      .init("processors_of_two_threads", Self.json(processors)),
      .init("best_speed_up", bestSpeedUp.json),
      .init("peak_rss_bytes", .integer(peakBytes)),
      .init(
        "micro",
        .array(
          micro.map {
            .object([
              .init("name", .string($0.name)), .init("nanoseconds", Self.json($0.sample)),
            ])
          })),
      .init("targets", .array(targets.map(\.json))),
      .init("fingerprint", .string(measurements(.one).first?.fingerprint ?? "")),
      .init("fingerprints_agree", .bool(difference == nil)),
      .init("violations", .integer(violations)),
    ])
  }

  private static func json(_ round: Round) -> JSON {
    .object([
      .init("references", .array(round.references.map(\.json))),
      .init("workloads", .array(round.workloads.map(\.json))),
      .init("variants", .array(round.measurements.map(\.json))),
    ])
  }

  private static func json(_ sample: Sample?) -> JSON {
    guard let sample else { return .null }
    return .object([
      .init("min", sample.min.json), .init("median", sample.median.json),
      .init("max", sample.max.json), .init("values", sample.values.json),
    ])
  }
}
