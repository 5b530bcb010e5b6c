import Calendar
import Report
import Scenario

/// What thresholds are judged on, read from a summary.
///
/// Single numbers have the names of ``SummaryMetrics``. Series have the names of their columns; a
/// column `queue.support.backlog` is the metric `backlog{queue:support}`. Of each queue there are
/// `sojourn` as a distribution, `wait` as the figures that a summary keeps of one, `utilisation`
/// (`avg`, and `max` for the busiest stretch of time), `headroom` and `over_target`; of each
/// duration, `duration{of:…}`.
enum SummaryMeasurements {
  /// Reads a summary.
  ///
  /// - Parameter result: The result of a run.
  /// - Returns: What it measured.
  static func read(_ result: RunResult) -> Measurements {
    var all = Measurements(from: Day(result.series.from) ?? .distantPast)
    for (name, value) in SummaryMetrics(result).byName {
      all.numbers[name] = Measurements.Number(value, unit: MetricNames.unit(of: name))
    }
    for line in result.queues {
      add(line, to: &all)
      // Of a queue that is lived second by second the names do not tell the unit of times.
      for part in ["wait", "sojourn"] where line.unit != "days" {
        for name in ["min", "p50", "p90", "p95", "p99", "max"] {
          all.numbers["queues.\(slug(line.name)).\(part).\(name)"]?.unit = line.unit
        }
        all.numbers["queues.\(slug(line.name)).\(part).mean_milli"]?.unit = "milli-\(line.unit)"
      }
    }
    for line in result.durations {
      all.facts[MetricKey("duration", ["of": slug(line.name)])] = facts(of: line, unit: "days")
    }
    let idle = result.queues.filter { $0.arrivals == 0 }.map { slug($0.name) }
    for column in result.series.columns {
      let key = key(ofColumn: column.name)
      all.series[key] = Measurements.Series(
        column.values, unit: column.unit, kind: column.isLevel ? .level : .flow,
        isNonNegative: column.unit != "cents",
        isMeasured: !key.tags.contains { $0.name == "queue" && idle.contains($0.value) })
    }
    return all
  }

  /// The metric of a column of the daily series.
  ///
  /// - Parameter column: Such as `requests` or `queue.support.backlog`.
  /// - Returns: Such as `backlog{queue:support}`.
  static func key(ofColumn column: String) -> MetricKey {
    let parts = column.split(separator: ".")
    guard parts.count >= 3, parts[0] == "queue" else { return MetricKey(column) }
    let queue = parts[1..<(parts.count - 1)].joined(separator: ".")
    return MetricKey(String(parts[parts.count - 1]), ["queue": slug(queue)])
  }

  private static func add(_ line: QueueLine, to all: inout Measurements) {
    let queue = slug(line.name)
    func key(_ name: String) -> MetricKey { MetricKey(name, ["queue": queue]) }
    all.distributions[key("sojourn")] = Measurements.Distribution(
      line.spectrum.map { Measurements.Distribution.Step($0.value, count: $0.count) },
      unit: line.unit)
    all.facts[key("wait")] = facts(of: line.wait, unit: line.unit)
    func number(_ name: String, _ known: [(Threshold.Aggregate, Int64?)], _ unit: String) {
      let found = known.map {
        Measurements.Facts.Known($0.0, Exact(Int128($0.1 ?? 0)))
      }
      all.facts[key(name)] = Measurements.Facts(
        found, unit: unit, isMeasured: known.allSatisfy { $0.1 != nil })
    }
    number(
      "utilisation", [(.avg, line.utilisationPPM), (.max, line.peakUtilisationPPM)], "ppm")
    all.facts[key("headroom")] = Measurements.Facts(
      [Measurements.Facts.Known(.value, Exact(Int128(line.headroomMilli ?? 0), 1_000))],
      unit: "count", isMeasured: line.headroomMilli != nil)
    number("over_target", [(.value, line.overTarget)], "count")
  }

  private static func facts(of line: DurationLine, unit: String) -> Measurements.Facts {
    func known(_ aggregate: Threshold.Aggregate, _ value: Int64) -> Measurements.Facts.Known {
      Measurements.Facts.Known(aggregate, Exact(Int128(value)))
    }
    return Measurements.Facts(
      [
        known(.count, line.count), known(.min, line.min), known(.med, line.p50),
        known(.percentile(500_000), line.p50), known(.percentile(900_000), line.p90),
        known(.percentile(950_000), line.p95), known(.percentile(990_000), line.p99),
        known(.max, line.max), Measurements.Facts.Known(.avg, Exact(Int128(line.meanMilli), 1_000)),
      ], unit: unit, isMeasured: line.count > 0)
  }
}
