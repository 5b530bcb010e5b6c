import Gate
import Report

extension GateReport {
  /// The result for programs: what `--out json=verdict.json` writes, so that a pipe or a `make`
  /// that swallows the exit code can be found out.
  var json: JSON {
    .object([
      JSON.Member("schema", .string("cocarde-verdict-1")),
      JSON.Member("verdict", .string(verdict.rawValue)),
      JSON.Member("exit", .integer(Int64(exit.rawValue))),
      JSON.Member("reasons", .array(complaints.map { .string($0) })),
      JSON.Member("engine", .object([JSON.Member("version", .string(Release.version))])),
      JSON.Member("baseline", .string(baseline)),
      JSON.Member("exact", exact.map(Self.json) ?? .null),
      JSON.Member("timing", timingJSON),
    ])
  }

  private static func json(_ tier: ExactTier) -> JSON {
    .object([
      JSON.Member("verdict", .string(tier.verdict.rawValue)),
      JSON.Member("refusal", tier.refusal.json),
      JSON.Member("moved", .array(tier.moved.map { .string($0) })),
      JSON.Member("compared", tier.counters.count.json),
      JSON.Member("changed", .array(tier.counters.filter(\.fails).map(json))),
      JSON.Member("costs", .array(tier.costs.map(json))),
      JSON.Member(
        "unavailable",
        .array(
          tier.unavailable.map {
            .object([
              JSON.Member("name", .string($0.name)), JSON.Member("reason", .string($0.reason)),
            ])
          })),
    ])
  }

  private static func json(_ line: CounterComparison) -> JSON {
    .object([
      JSON.Member("name", .string(line.name)),
      JSON.Member("baseline", line.baseline?.json ?? .null),
      JSON.Member("candidate", line.candidate?.json ?? .null),
      JSON.Member("slack", line.slack.json),
      JSON.Member("outcome", .string(line.outcome.rawValue)),
    ])
  }

  private var timingJSON: JSON {
    switch timing {
    case .notAsked: return .object([JSON.Member("asked", .bool(false))])
    case .refused(let reason):
      return .object([
        JSON.Member("asked", .bool(true)), JSON.Member("verdict", .string("refused")),
        JSON.Member("reason", .string(reason)),
      ])
    case .done(let tier, let pair):
      return .object([
        JSON.Member("asked", .bool(true)),
        JSON.Member("verdict", .string(tier.verdict.rawValue)),
        JSON.Member("reason", .string(tier.reason)),
        JSON.Member("against", .string(pair.against)),
        JSON.Member("scenario", .string(pair.scenario)),
        JSON.Member("same_work", .bool(pair.sameWork)),
        JSON.Member("improved", .bool(tier.isImproved)),
        JSON.Member("first", Self.json(tier.first)),
        JSON.Member("second", tier.second.map(Self.json) ?? .null),
      ])
    }
  }

  private static func json(_ series: TimingTier.Series) -> JSON {
    .object([
      JSON.Member("looks", .array(series.looks.map(json))),
      JSON.Member("effect_seconds", .array(series.effect.map(json))),
      JSON.Member("control_seconds", .array(series.control.map(json))),
    ])
  }

  private static func json(_ look: TimingPolicy.Look) -> JSON {
    .object([
      JSON.Member("state", .string(look.state.rawValue)), JSON.Member("pairs", look.pairs.json),
      JSON.Member("ratio", .double(look.ratio)),
      JSON.Member(
        "interval",
        look.interval.map { .array([.double($0.lowerBound), .double($0.upperBound)]) } ?? .null),
      JSON.Member("floor", .double(look.floor)), JSON.Member("limit", .double(look.limit)),
      JSON.Member("detectable", look.detectable.json),
      JSON.Member("pairs_needed", look.needed.json),
    ])
  }

  private static func json(_ times: PairTimes) -> JSON {
    .array([.double(times.baseline), .double(times.other)])
  }
}
