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
    var columns = DaySeries.Column.allCases.map { column in
      SeriesColumn(
        column.key, unit: column.key.hasSuffix("_cents") ? "cents" : "count",
        isLevel: column == .fund, values: series[column])
    }
    columns.append(
      SeriesColumn(
        "fund_reserve_cents", unit: "cents", isLevel: true,
        values: (0..<series.days).map {
          scenario.law.number(LawName.fundReserve.rawValue, on: series.first + $0)
            * Int64(scenario.blocks)
        }))
    for queue in DayQueueKind.allCases {
      for column in DaySeries.QueueColumn.allCases {
        columns.append(
          SeriesColumn(
            "queue.\(slug(queue.name)).\(column)", isLevel: column == .backlog,
            values: series[queue, column]))
      }
    }
    self.init(from: series.first.description, columns: columns)
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
