import Calendar
import Law
import Population
import Report
import Scenario
import Simulation

/// What the summary says day by day, month by month, and place by place.
extension SummaryBuilder {
  /// Figures day by day.
  var series: SeriesTable { SeriesTable(outcome.series, scenario) }

  /// What people hold at the end of each month.
  var held: [HeldLine] {
    outcome.held.map { month in
      var line = HeldLine()
      line.day = month.day.description
      line.officials = month.officials
      line.capCents = month.cap
      line.totalCents = month.total
      line.atCap = month.atCap
      line.p10Cents = month.percentile(10)
      line.p50Cents = month.percentile(50)
      line.p90Cents = month.percentile(90)
      return line
    }
  }

  /// The departments in which anybody is an official.
  var departments: [DepartmentLine] {
    facts.departments.indices.compactMap { index in
      let place = facts.departments[index]
      let people = facts.headcount.departments[index]
      guard people.persons > 0 else { return nil }
      let count = outcome.departments[index]
      var line = DepartmentLine()
      (line.code, line.name, line.region) = place
      line.officials = people.persons
      line.women = people.women
      line.inOffice = count.inOffice
      line.recognised = count.recognised
      line.heldCents = count.held
      line.confirmed = count.confirmed
      return line
    }
  }
}

extension SeriesTable {
  /// The days of a run.
  ///
  /// - Parameters:
  ///   - series: The days.
  ///   - scenario: Whose law says what the fund should hold.
  init(_ series: DaySeries, _ scenario: LoadedScenario) {
    self.init(
      from: series.first.description,
      columns: DailyColumn.all.map { column in
        SeriesColumn(
          column.name, unit: column.unit, isLevel: column.isLevel,
          values: column.values(of: series, scenario))
      })
  }
}

/// A figure that outputs have day by day, and where it comes from.
struct DailyColumn: Sendable {
  private enum Source: Sendable {
    case run(DaySeries.Column)
    case fundReserve
    case queue(DayQueueKind, DaySeries.QueueColumn)
  }

  /// Its name in outputs, such as `requests` or `queue.support.backlog`.
  let name: String
  /// What it measures.
  let unit: String
  /// Whether it is a level, whose days do not add up.
  let isLevel: Bool
  /// The metric that thresholds know it by, such as `backlog{queue:support}`.
  let metric: MetricKey
  private let source: Source

  private init(_ name: String, unit: String = "count", isLevel: Bool = false, _ source: Source) {
    self.name = name
    self.unit = unit
    self.isLevel = isLevel
    self.source = source
    metric = SummaryMeasurements.key(ofColumn: name)
  }

  /// Every column, in the order of the outputs.
  static let all: [DailyColumn] =
    DaySeries.Column.allCases.map { column in
      DailyColumn(
        column.key, unit: column.key.hasSuffix("_cents") ? "cents" : "count",
        isLevel: column == .fund, .run(column))
    } + [DailyColumn("fund_reserve_cents", unit: "cents", isLevel: true, .fundReserve)]
    + DayQueueKind.allCases.flatMap { queue in
      DaySeries.QueueColumn.allCases.map { column in
        DailyColumn(
          "queue.\(slug(queue.name)).\(column)", isLevel: column == .backlog,
          .queue(queue, column))
      }
    }

  /// The queue that it is of, if it is of one.
  var queue: DayQueueKind? {
    if case .queue(let queue, _) = source { queue } else { nil }
  }

  /// Its values so far, one a day.
  ///
  /// - Parameters:
  ///   - series: The days.
  ///   - scenario: Whose law says what the fund should hold.
  /// - Returns: The values.
  func values(of series: DaySeries, _ scenario: LoadedScenario) -> [Int64] {
    switch source {
    case .run(let column): series[column]
    case .queue(let queue, let column): series[queue, column]
    case .fundReserve:
      (0..<series.days).map {
        scenario.law.number(LawName.fundReserve.rawValue, on: series.first + $0)
          * Int64(scenario.blocks)
      }
    }
  }
}

extension DaySeries.Column {
  /// The column's name in outputs.
  var key: String {
    switch self {
    case .annualCredits: "annual_credits"
    case .firstCredits: "first_credits"
    case .credited: "credited_cents"
    case .lostAtCap: "lost_at_cap_cents"
    case .reserved: "reserved_cents"
    case .paidOut: "paid_cents"
    case .levy: "levy_cents"
    case .expired: "expired_cents"
    case .fund: "fund_cents"
    case .operations, .reads, .refusals, .requests, .confirmed, .paid, .expiries, .logins,
      .balances, .searches, .offers, .commands, .purchases, .jobs, .verifications, .cards:
      String(describing: self)
    }
  }
}
