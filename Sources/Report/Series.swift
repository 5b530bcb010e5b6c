/// Figures day by day: what charts and windowed thresholds read.
package struct SeriesTable: Record {
  /// The first day as `YYYY-MM-DD`; each further value is a day later.
  package var from = ""
  /// How many days there are.
  package var days: Int64 = 0
  /// The columns, each with a value a day.
  package var columns: [SeriesColumn] = []

  /// Creates a table of no day.
  package init() {}

  /// Creates a table.
  ///
  /// - Parameters:
  ///   - from: The first day as `YYYY-MM-DD`.
  ///   - columns: The columns, all of the same length.
  package init(from: String, columns: [SeriesColumn]) {
    self.from = from
    self.columns = columns
    days = Int64(columns.first?.values.count ?? 0)
  }

  /// The column of a name, if there is one.
  ///
  /// - Parameter name: The name, such as `paid_cents` or `queue.support.backlog`.
  package subscript(name: String) -> SeriesColumn? { columns.first { $0.name == name } }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("from", &from)
    try fields.field("days", &days)
    try fields.field("columns", &columns)
  }
}

/// One figure day by day.
package struct SeriesColumn: Record {
  /// The name, such as `paid_cents` or `queue.support.backlog`.
  package var name = ""
  /// The unit of the values, such as `count`, `cents` or `days`.
  package var unit = "count"
  /// Whether a value is what there was at the end of its day, rather than what the day added.
  package var isLevel = false
  /// A value for each day.
  package var values: [Int64] = []

  /// Creates an empty column.
  package init() {}

  /// Creates a column.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - unit: The unit of the values.
  ///   - isLevel: Whether a value is what there was at the end of its day.
  ///   - values: A value for each day.
  package init(_ name: String, unit: String = "count", isLevel: Bool = false, values: [Int64]) {
    self.name = name
    self.unit = unit
    self.isLevel = isLevel
    self.values = values
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("name", &name)
    try fields.field("unit", &unit)
    try fields.field("level", &isLevel)
    try fields.field("values", &values)
  }
}

/// What people hold at the end of a month, beside the cap.
package struct HeldLine: Record {
  /// The last day of the month as `YYYY-MM-DD`.
  package var day = ""
  /// How many recognised officials in office there are.
  package var officials: Int64 = 0
  /// The cap in force, in cents.
  package var capCents: Int64 = 0
  /// What all of them hold (available + reserved), in cents.
  package var totalCents: Int64 = 0
  /// How many of them hold the cap or more.
  package var atCap: Int64 = 0
  /// What a tenth of them do not exceed, in cents, to the next 10 €.
  package var p10Cents: Int64 = 0
  /// What half of them do not exceed, likewise.
  package var p50Cents: Int64 = 0
  /// What nine tenths of them do not exceed, likewise.
  package var p90Cents: Int64 = 0

  /// Creates an empty line.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("day", &day)
    try fields.field("officials", &officials)
    try fields.field("cap_cents", &capCents)
    try fields.field("total_cents", &totalCents)
    try fields.field("at_cap", &atCap)
    try fields.field("p10_cents", &p10Cents)
    try fields.field("p50_cents", &p50Cents)
    try fields.field("p90_cents", &p90Cents)
  }
}

/// The day on which people asked the service for most, second by second.
package struct PeakDay: Record {
  /// The day as `YYYY-MM-DD`.
  package var day = ""
  /// What people and bodies asked for: reads and commands.
  package var requests: Int64 = 0
  /// What the platform did by itself in the night: credits, deadlines, payments.
  package var jobs: Int64 = 0
  /// The second with most requests, from 0 on.
  package var busiestSecond: Int64 = 0
  /// How many requests that second had.
  package var busiestCount: Int64 = 0
  /// The requests that came in each of the 86,400 seconds.
  package var seconds: [Int64] = []
  /// The most requests that were waiting or served at once, in each of the 1,440 minutes.
  package var inSystem: [Int64] = []

  /// Creates an empty day.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("day", &day)
    try fields.field("requests", &requests)
    try fields.field("jobs", &jobs)
    try fields.field("busiest_second", &busiestSecond)
    try fields.field("busiest_count", &busiestCount)
    try fields.field("seconds", &seconds)
    try fields.field("in_system", &inSystem)
  }
}
