import Calendar
import Report
import Scenario
import Simulation

/// Looks each evening whether a threshold that is to stop the run cannot be kept any more.
struct AbortLookout {
  private let thresholds: [Threshold]
  private let days: Int

  /// Looks out for the thresholds of a scenario that say so.
  ///
  /// - Parameter scenario: The scenario.
  init(_ scenario: LoadedScenario) {
    thresholds = scenario.thresholds.filter(\.aborts)
    days = scenario.days
  }

  /// Whether one of them is lost, whatever the days to come bring.
  ///
  /// - Parameter series: The days that have ended.
  /// - Returns: `true` on and after the day on which that is certain.
  func isLost(_ series: DaySeries) -> Bool {
    thresholds.contains { threshold in
      Measurements.Series(threshold.metric, of: series).map {
        threshold.isLost(after: $0, of: days)
      } ?? false
    }
  }
}

extension Measurements.Series {
  /// The days of a metric so far; `nil` for one that no column of a run has.
  init?(_ metric: MetricKey, of series: DaySeries) {
    if let column = DaySeries.Column.allCases.first(where: { $0.key == metric.name }) {
      guard metric.tags.isEmpty else { return nil }
      let isMoney = column.key.hasSuffix("_cents")
      self.init(
        series[column], unit: isMoney ? "cents" : "count", kind: column == .fund ? .level : .flow,
        isNonNegative: column != .fund)
      return
    }
    let kinds = DayQueueKind.allCases.flatMap { queue in
      DaySeries.QueueColumn.allCases.map { (queue, $0) }
    }
    let wanted = kinds.first { queue, column in
      metric == SummaryMeasurements.key(ofColumn: "queue.\(slug(queue.name)).\(column)")
    }
    guard let (queue, column) = wanted else { return nil }
    self.init(series[queue, column], kind: column == .backlog ? .level : .flow)
  }
}
