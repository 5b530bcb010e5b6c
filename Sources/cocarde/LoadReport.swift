import Load
import Platform
import Report
import Scenario

/// What a load test came to: wall-clock figures, none of which is reproducible.
struct LoadReport {
  let scenario: LoadedScenario
  let plan: LoadPlan
  let mix: LoadMix
  let officials: Int
  let result: LoadTest.Result
  let interruption: Exit?

  private static let percentiles: [(name: String, percent: Double)] = [
    ("p50", 50), ("p90", 90), ("p99", 99), ("p99.9", 99.9),
  ]

  private var record: LoadRecord { result.record }

  /// Consultations, which change nothing.
  private var reads: Int { record.service[0].count }

  /// Commands, refused ones included.
  private var operations: Int { record.operations - reads }

  private var seconds: Double { Double(record.elapsed) / 1e9 }

  private func rate(_ count: Int) -> Double { seconds > 0 ? Double(count) / seconds : 0 }

  private var refusals: [(name: String, count: Int)] {
    Rule.allCases.filter { $0 != .applied }
      .map { ($0.name, record.refusals[Int($0.rawValue)]) }.filter { $0.1 > 0 }
  }

  /// How the test ended: arrivals that were never served leave the percentiles unknown.
  var exit: Exit {
    if let interruption { return interruption }
    if record.operations == 0 { return .unproven }
    return record.unserved > 0 ? .inconclusive : .held
  }

  /// Why the test does not end with 0, one sentence each.
  var complaints: [String] {
    if interruption != nil { return ["interrupted; the figures cover what was done"] }
    if record.operations == 0 { return ["nothing was measured; try a longer --duration"] }
    return record.unserved > 0
      ? [
        "\(record.unserved) of \(record.arrivals) arrivals were never served: the rate is more "
          + "than the platform and this machine bear, and no percentile holds"
      ] : []
  }

  /// The result for people.
  var text: String {
    var lines = [
      "  █ LOAD   \(scenario.name), \(paceText), \(plan.workers) worker(s)",
      "    a worker has a shard of \(Self.grouped(officials)) officials, each of whom lives",
      "    \(mix.description)",
      "    operations \(Self.grouped(operations)), \(Quantity.rate(rate(operations))); "
        + "consultations \(Self.grouped(reads)), \(Quantity.rate(rate(reads))); "
        + "in \(Quantity.time(seconds))",
      "    refused \(refusalText); repeated \(Self.grouped(record.repeated)); "
        + "turns of the calendar \(Self.grouped(result.turns))",
    ]
    if case .open = plan.pace {
      lines.append(
        "    arrivals \(Self.grouped(record.arrivals)), late \(Self.grouped(record.late)) "
          + "(by \(Self.time(record.worstLateness)) at worst), "
          + "never served \(Self.grouped(record.unserved))")
    }
    let header = ["time", "count"] + Self.percentiles.map(\.name) + ["max"]
    var rows = [header, Self.row("service, all", record.allService)]
    if record.response.count > 0 { rows.append(Self.row("response, from due", record.response)) }
    rows += zip(PlatformTarget.kinds, record.service).filter { $1.count > 0 }
      .map { Self.row("  " + $0, $1) }
    return (lines + [""] + TextTable.lines(rows)).joined(separator: "\n")
  }

  private static func grouped(_ count: Int) -> String { Quantity.grouped(Int64(count)) }

  private var refusalText: String {
    let parts = refusals.map { "\($0.name) \(Self.grouped($0.count))" }
    return parts.isEmpty ? "none" : parts.joined(separator: " · ")
  }

  private var paceText: String {
    switch plan.pace {
    case .closed: "closed loop"
    case .open(let rate): "open loop, \(Quantity.grouped(Int64(rate))) arrivals/s"
    }
  }

  private static func row(_ name: String, _ latencies: Latencies) -> [String] {
    [name, Quantity.grouped(Int64(latencies.count))]
      + percentiles.map { time(latencies.percentile($0.percent)) } + [time(latencies.max)]
  }

  private static func time(_ nanoseconds: UInt64?) -> String {
    guard let nanoseconds else { return "–" }
    if nanoseconds < 10_000 { return "\(nanoseconds) ns" }
    if nanoseconds < 10_000_000 { return "\((nanoseconds + 500) / 1_000) µs" }
    return "\((nanoseconds + 500_000) / 1_000_000) ms"
  }
}

extension LoadReport {
  /// The result for programs: the plan as asked for, and all figures under `engine`.
  var json: JSON {
    .object([
      JSON.Member("schema", .string("cocarde-load-1")),
      JSON.Member("complete", .bool(interruption == nil)),
      JSON.Member("scenario", scenario.identity),
      JSON.Member("plan", planned),
      JSON.Member("engine", measured),
    ])
  }

  private var planned: JSON {
    var rate: Int?
    if case .open(let perSecond) = plan.pace { rate = perSecond }
    return .object([
      JSON.Member("loop", .string(rate == nil ? "closed" : "open")),
      JSON.Member("rate", rate.json), JSON.Member("workers", plan.workers.json),
      JSON.Member("duration_ns", plan.duration.json),
      JSON.Member("officials_per_worker", officials.json),
      JSON.Member("consultations_per_dossier", mix.consultations.json),
      JSON.Member("without_card_ppm", mix.withoutCard.json),
      JSON.Member("repeated_ppm", mix.repeated.json),
      JSON.Member("withdrawn_ppm", mix.withdrawn.json),
    ])
  }

  private var measured: JSON {
    var members = [
      JSON.Member("version", .string(Release.version)),
      JSON.Member("wall_seconds", .double(seconds)),
      JSON.Member("operations", operations.json),
      JSON.Member("operations_per_second", .double(rate(operations))),
      JSON.Member("reads", reads.json), JSON.Member("reads_per_second", .double(rate(reads))),
      JSON.Member(
        "refusals", .object(refusals.map { JSON.Member($0.name, $0.count.json) })),
      JSON.Member("repeated", record.repeated.json), JSON.Member("turns", result.turns.json),
      JSON.Member("service_ns", Self.json(record.allService)),
      JSON.Member(
        "service_by_kind_ns",
        .object(
          zip(PlatformTarget.kinds, record.service).filter { $1.count > 0 }
            .map { JSON.Member($0, Self.json($1)) })),
    ]
    if case .open = plan.pace {
      members += [
        JSON.Member("response_ns", Self.json(record.response)),
        JSON.Member("arrivals", record.arrivals.json), JSON.Member("late", record.late.json),
        JSON.Member("worst_lateness_ns", record.worstLateness.json),
        JSON.Member("unserved", record.unserved.json),
      ]
    }
    return .object(members)
  }

  private static func json(_ latencies: Latencies) -> JSON {
    .object(
      [JSON.Member("count", latencies.count.json)]
        + percentiles.map { JSON.Member($0.name, latencies.percentile($0.percent).json) }
        + [JSON.Member("max", latencies.max.json)])
  }
}
