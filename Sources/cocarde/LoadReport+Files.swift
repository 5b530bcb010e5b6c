import Load
import Platform
import Report
import Statistics

/// What `load --out` can write.
enum LoadForm: String, CaseIterable, FileKind {
  /// A form.
  case json, hgrm, csv
}

extension LoadReport {
  /// The result in a form.
  ///
  /// - Parameter form: The form.
  /// - Returns: The text of the file.
  /// - Throws: ``ReportError`` for a number that JSON does not have.
  func text(of form: LoadForm) throws(ReportError) -> String {
    switch form {
    case .json: String(decoding: try json.bytes(), as: UTF8.self)
    case .hgrm: (record.response.count > 0 ? record.response : record.allService).spectrum
    case .csv: csv
    }
  }

  /// A row for each fifth of a second, warm-up and drain included; where a phase begins within one,
  /// a row for each part.
  private var csv: String {
    let rows = record.series.bins.map { bin in
      let phase =
        bin.start < plan.warmUp ? "warm-up" : bin.start < plan.end ? "measured" : "drain"
      let start = decimalText(Int64(bin.start / 1_000_000), decimals: 3)
      let times = bin.mean.map { "\($0),\(bin.longest)" } ?? ","
      return "\(start),\(phase),\(bin.count),\(times)\r\n"
    }
    return "second,phase,answered,mean_ns,max_ns\r\n" + rows.joined()
  }

  /// The result for programs: the plan as asked for, and all figures under `engine`.
  var json: JSON {
    .object([
      JSON.Member("schema", .string("cocarde-load-3")),
      JSON.Member("complete", .bool(interruption == nil)),
      JSON.Member("scenario", scenario.identity),
      JSON.Member("plan", planned),
      JSON.Member("thresholds", .array(thresholds.map(\.json))),
      JSON.Member("engine", measured),
    ])
  }

  private var planned: JSON {
    .object([
      JSON.Member("executor", .string(executor.rawValue)),
      JSON.Member("loop", .string(plan.pace.isClosed ? "closed" : "open")),
      JSON.Member("target", .string(ledger == nil ? "memory" : "sqlite")),
      JSON.Member("workers", plan.workers.json), JSON.Member("warm_up_ns", plan.warmUp.json),
      JSON.Member("duration_ns", plan.duration.json),
      JSON.Member("expected_arrivals", plan.expected?.mean.json ?? .null),
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
      JSON.Member("measured_seconds", .double(seconds)),
      JSON.Member("answered", answered.json),
      JSON.Member("answered_per_second", .double(rate(answered))),
      JSON.Member("operations", record.commands.json),
      JSON.Member("operations_per_second", .double(rate(record.commands))),
      JSON.Member("consultations", record.consultations.json),
      JSON.Member("consultations_per_second", .double(rate(record.consultations))),
      JSON.Member("timed", record.operations.json),
      JSON.Member("warm_up_operations", record.warmUpOperations.json),
      JSON.Member(
        "refusals", .object(refusals.map { JSON.Member($0.name, $0.count.json) })),
      JSON.Member("repeated", record.repeated.json), JSON.Member("turns", result.turns.json),
      JSON.Member("steady_from_second", steadySecond),
      JSON.Member("service_ns", Self.json(record.allService)),
      JSON.Member(
        "service_by_kind_ns",
        .object(
          zip(PlatformTarget.kinds, record.service).filter { $1.count > 0 }
            .map { JSON.Member($0, Self.json($1)) })),
    ]
    if record.response.count > 0 || !plan.pace.isClosed {
      members += [
        JSON.Member("response_ns", Self.json(record.response)),
        JSON.Member("lag_ns", Self.json(record.lag)), JSON.Member("late", record.late.json),
        JSON.Member("worst_lateness_ns", record.worstLateness.json),
      ]
    }
    if !plan.pace.isClosed {
      members += [
        JSON.Member("arrivals", record.arrivals.json),
        JSON.Member("unserved", record.unserved.json),
      ]
    }
    if let ledger { members.append(JSON.Member("commits", Self.json(ledger))) }
    return .object(members)
  }

  private var steadySecond: JSON {
    if case .from(let second) = steadyState { second.json } else { .null }
  }

  private static func json(_ ledger: DurableLedger.Figures) -> JSON {
    .object([
      JSON.Member("count", ledger.commits.json), JSON.Member("postings", ledger.postings.json),
      JSON.Member("total_ns", ledger.total.json),
      JSON.Member("shortest_ns", ledger.commits > 0 ? ledger.shortest.json : .null),
    ])
  }

  private static func json(_ latencies: Latencies) -> JSON {
    .object(
      [
        JSON.Member("count", latencies.count.json), JSON.Member("min", latencies.min.json),
        JSON.Member("mean", latencies.mean.json),
      ]
        + percentiles.map { JSON.Member($0.name, latencies.percentile($0.percent).json) }
        + [JSON.Member("max", latencies.max.json)])
  }
}
