import Calendar
import Report
import Scenario
import Simulation

/// Looks each evening whether a threshold that is to stop the run cannot be kept any more, and
/// remembers which one stopped it.
final class AbortLookout {
  private let watched: [(threshold: Threshold, column: DailyColumn)]
  private let scenario: LoadedScenario

  /// The threshold that stopped the run, if one did.
  private(set) var stoppedBy: Threshold?

  /// Looks out for the thresholds of a scenario that say so.
  ///
  /// - Parameter scenario: The scenario.
  init(_ scenario: LoadedScenario) {
    self.scenario = scenario
    watched = scenario.thresholds.filter(\.aborts).compactMap { threshold in
      DailyColumn.all.first { $0.metric == threshold.metric }.map { (threshold, $0) }
    }
  }

  /// Whether one of them is lost, whatever the days to come bring.
  ///
  /// - Parameter series: The days that have ended.
  /// - Returns: `true` on and after the day on which that is certain.
  func isLost(_ series: DaySeries) -> Bool {
    for (threshold, column) in watched {
      var isMeasured = true
      if let queue = column.queue {
        isMeasured = series[queue, .arrivals].contains { $0 > 0 }
      }
      let days = Measurements.Series(
        column.values(of: series, scenario), unit: column.unit, isLevel: column.isLevel,
        isMeasured: isMeasured)
      if threshold.isLost(after: days, of: scenario.days) {
        stoppedBy = threshold
        return true
      }
    }
    return false
  }
}
