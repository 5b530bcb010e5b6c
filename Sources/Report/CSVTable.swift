internal import Calendar

/// A table of a summary as comma-separated values, for spreadsheets and statistics programs.
///
/// Figures are those of the summary, whole numbers in the unit that their name ends in (`_cents`,
/// `_ppm`, `_milli`); days are written `YYYY-MM-DD`, and what is not known is an empty cell.
package enum CSVTable: String, CaseIterable, Sendable {
  /// Figures day by day: the table that is meant where no name is given.
  case series
  /// Every figure by the name that thresholds use.
  case metrics
  /// The queues over the whole run.
  case queues
  /// The queues month by month.
  case queueMonths = "queue-months"
  /// The invariants.
  case invariants
  /// The witnesses.
  case witnesses
  /// The thresholds.
  case thresholds
  /// Durations.
  case durations
  /// The simulated years.
  case years
  /// What people hold at the end of each month.
  case held
  /// The departments.
  case departments
  /// Officials by age and sex.
  case pyramid
  /// Published margins of the population beside the generated ones.
  case margins
  /// Published figures beside the simulated ones.
  case activity
  /// The systems of the service.
  case systems
  /// The requests in each second of the busiest day.
  case peakSeconds = "peak-seconds"
  /// The most requests that were waiting or served at once, in each minute of the busiest day.
  case peakMinutes = "peak-minutes"

  /// The name after `csv` where one is needed, such as `csv-queues`.
  package var kind: String { self == .series ? "csv" : "csv-\(rawValue)" }

  /// The table of a summary.
  ///
  /// - Parameter summary: The summary.
  /// - Returns: A heading and the rows (RFC 4180), in UTF-8.
  package func bytes(_ summary: Summary) -> [UInt8] {
    let result = summary.result
    var text = CSVText()
    switch self {
    case .series: Self.series(result.series, &text)
    case .metrics: Self.metrics(result, &text)
    case .queues: text.table(result.queues)
    case .queueMonths:
      let names = result.queues.flatMap { queue in queue.months.map { _ in queue.name } }
      text.table(result.queues.flatMap(\.months), leading: ("queue", names))
    case .invariants: text.table(result.invariants)
    case .witnesses: text.table(result.witnesses)
    case .thresholds: text.table(result.thresholds)
    case .durations: text.table(result.durations)
    case .years: text.table(result.yearsTable)
    case .held: text.table(result.held)
    case .departments: text.table(result.population.departments)
    case .pyramid: text.table(result.population.pyramid)
    case .margins: text.table(result.population.margins)
    case .activity: text.table(result.activity)
    case .systems: text.table(result.systems)
    case .peakSeconds: Self.times(result.peakDay?.seconds, every: 1, "requests", &text)
    case .peakMinutes: Self.times(result.peakDay?.inSystem, every: 60, "in_system", &text)
    }
    return text.bytes
  }

  private static func series(_ table: SeriesTable, _ text: inout CSVText) {
    text.cell("date")
    for column in table.columns { text.cell(column.name) }
    text.endRow()
    guard let first = Day(table.from) else { return }
    for day in 0..<Int(table.days) {
      text.cell((first + day).description)
      for column in table.columns {
        if day < column.values.count { text.cell(column.values[day]) } else { text.cell() }
      }
      text.endRow()
    }
  }

  private static func metrics(_ result: RunResult, _ text: inout CSVText) {
    text.cell("metric")
    text.cell("value")
    text.endRow()
    for metric in SummaryMetrics(result).all {
      text.cell(metric.name)
      text.cell(metric.value)
      text.endRow()
    }
  }

  /// A row for each part of a day, with the time at which it begins.
  private static func times(
    _ values: [Int64]?, every seconds: Int, _ name: String, _ text: inout CSVText
  ) {
    text.cell("time")
    text.cell(name)
    text.endRow()
    for (index, value) in (values ?? []).enumerated() {
      text.cell(clock(Int64(index * seconds)))
      text.cell(value)
      text.endRow()
    }
  }

  /// A time of the day as `HH:MM:SS`.
  static func clock(_ second: Int64) -> String {
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))"
  }
}
