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
    let units = Units(result)
    let metrics = SummaryMetrics(result)
    for (name, value) in metrics.byName {
      all.numbers[name] = Measurements.Number(value, unit: units.unit(of: name))
    }
    for line in result.queues { add(line, to: &all) }
    for line in result.durations {
      all.facts[MetricKey("duration", ["of": slug(line.name)])] = facts(of: line, unit: "days")
    }
    let idle = result.queues.filter { $0.arrivals == 0 }.map { slug($0.name) }
    for column in result.series.columns {
      let key = key(ofColumn: column.name)
      all.series[key] = Measurements.Series(
        column.values, unit: column.unit, isLevel: column.isLevel,
        isMeasured: !key.tags.contains { $0.name == "queue" && idle.contains($0.value) })
    }
    all.unmeasured = Set(KnownMetrics.within(metrics)).subtracting(all.numbers.keys)
    return all
  }

  /// What the single numbers of a summary measure.
  struct Units {
    /// Of a queue that is lived second by second the names do not tell the unit of times.
    private let queues: [String: String]

    /// Reads what the names alone do not tell.
    ///
    /// - Parameter result: The result of a run.
    init(_ result: RunResult) {
      queues = Dictionary(
        result.queues.filter { $0.unit != "days" }.map { (slug($0.name), $0.unit) },
        uniquingKeysWith: { $1 })
    }

    /// The unit of a number.
    ///
    /// - Parameter name: Its name.
    /// - Returns: Such as `days`.
    func unit(of name: String) -> String {
      let named = MetricNames.unit(of: name)
      let parts = name.split(separator: ".")
      guard parts.first == "queues", parts.count > 2, let unit = queues[String(parts[1])] else {
        return named
      }
      return named.hasSuffix("days") ? named.dropLast(4) + unit : named
    }
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
    let steps = line.spectrum.map { Measurements.Distribution.Step($0.value, count: $0.count) }
    all.distributions[key("sojourn")] = Measurements.Distribution(
      steps, unit: line.unit, totals: totals(of: line.sojourn, steps))
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
      [
        Measurements.Facts.Known(
          .value, Exact(Int128(line.headroomMilli ?? 0), 1_000), hasFraction: true)
      ], unit: "count", isMeasured: line.headroomMilli != nil)
    number("over_target", [(.value, line.arrivals > 0 ? line.overTarget : nil)], "count")
  }

  /// What was counted one by one of the times in a queue.
  ///
  /// A step of the spectrum may be a bucket, and the last one all that lies beyond it; so the steps
  /// are added up only where they have the mean that was kept beside them.
  private static func totals(
    of line: DurationLine, _ steps: [Measurements.Distribution.Step]
  ) -> Measurements.Distribution.Totals {
    let sum = steps.reduce(Int128(0)) { $0 + Int128($1.value) * Int128($1.count) }
    let kept = Int128(line.meanMilli) * Int128(line.count)
    let isExact = (sum * 1_000 - kept).magnitude <= line.count.magnitude
    return Measurements.Distribution.Totals(
      count: line.count, sum: isExact ? Exact(sum) : Exact(kept, 1_000), min: line.min,
      max: line.max)
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
        known(.max, line.max),
        Measurements.Facts.Known(
          .avg, Exact(Int128(line.meanMilli), 1_000), hasFraction: true),
      ], unit: unit, isMeasured: line.count > 0)
  }
}

extension Measurements.Series {
  /// The days of a column of a summary.
  ///
  /// - Parameters:
  ///   - values: The numbers, from the first day on.
  ///   - unit: What a number measures.
  ///   - isLevel: Whether days do not add up: of amounts only a level may be below zero.
  ///   - isMeasured: Whether there was anything to measure.
  init(_ values: [Int64], unit: String, isLevel: Bool, isMeasured: Bool) {
    self.init(
      values, unit: unit, kind: isLevel ? .level : .flow,
      isNonNegative: !(isLevel && unit == "cents"), isMeasured: isMeasured)
  }
}
