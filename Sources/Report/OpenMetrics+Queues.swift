internal import Statistics

extension OpenMetrics {
  /// The queues and durations: times in seconds, shares as ratios.
  static func queues(_ result: RunResult, _ text: inout OpenMetricsText) {
    typealias Sample = OpenMetricsText.Sample
    func each(_ value: (QueueLine) -> String?) -> [Sample] {
      result.queues.compactMap { line in
        value(line).map { Sample($0, [("queue", line.name)]) }
      }
    }
    func ratio(_ ppm: Int64?) -> String? { ppm.map { decimalText($0, decimals: 6) } }
    text.family(
      "queue_servers", .gauge, "How many serve at once", each { $0.servers.map { "\($0)" } })
    text.family("queue_arrivals", .counter, "How many arrived", each { "\($0.arrivals)" })
    text.family("queue_served", .counter, "How many were served", each { "\($0.served)" })
    text.family(
      "queue_backlog", .gauge, "How many still wait at the end", each { "\($0.backlog)" })
    text.family(
      "queue_backlog_peak", .gauge, "The most that ever waited at the end of a day",
      each { "\($0.peakBacklog)" })
    text.family(
      "queue_oldest", .gauge, unit: "seconds", "How long the oldest one left has waited",
      each { line in line.oldest.map { seconds($0, line.unit) } })
    text.family(
      "queue_utilisation", .gauge, unit: "ratio", "The share of the capacity that was used",
      each { ratio($0.utilisationPPM) })
    text.family(
      "queue_utilisation_peak", .gauge, unit: "ratio", "The same in the busiest time",
      each { ratio($0.peakUtilisationPPM) })
    text.family(
      "queue_headroom", .gauge, unit: "ratio",
      "By how much arrivals may grow until the queue saturates",
      each { $0.headroomMilli.map { decimalText($0, decimals: 3) } })
    text.family(
      "queue_over_target", .counter, "How many were in it for longer than they should",
      each { $0.overTarget.map { "\($0)" } })
    text.family(
      "queue_books_gap", .gauge, "The gap in Little’s law, 0 where the books add up",
      each { "\($0.little.gap)" })
    text.family(
      "queue_lost", .gauge, "Arrivals that were neither served nor left",
      each { "\($0.little.lost)" })
    text.family(
      "queue_wait", .summary, unit: "seconds", "How long those served waited",
      result.queues.flatMap { quantiles($0.wait, $0.unit, ("queue", $0.name)) })
    text.family(
      "queue_sojourn", .summary, unit: "seconds", "How long those served were in the system",
      result.queues.flatMap { quantiles($0.sojourn, $0.unit, ("queue", $0.name)) })
    text.family(
      "duration", .summary, unit: "seconds", "Durations of the service",
      result.durations.flatMap { quantiles($0, "days", ("duration", $0.name)) })
  }

  /// The quantiles of a distribution, and how many there were.
  private static func quantiles(
    _ line: DurationLine, _ unit: String, _ label: (name: String, value: String)
  ) -> [OpenMetricsText.Sample] {
    let values = [
      ("0.0", line.min), ("0.5", line.p50), ("0.9", line.p90), ("0.95", line.p95),
      ("0.99", line.p99), ("1.0", line.max),
    ]
    let known = line.count > 0 ? values : []
    return known.map { quantile, value in
      OpenMetricsText.Sample(seconds(value, unit), [label, ("quantile", quantile)])
    } + [OpenMetricsText.Sample("\(line.count)", [label], suffix: "_count")]
  }

  /// A time of a queue in seconds.
  private static func seconds(_ value: Int64, _ unit: String) -> String {
    unit == "µs" ? decimalText(value, decimals: 6) : "\(value * 86_400)"
  }
}
