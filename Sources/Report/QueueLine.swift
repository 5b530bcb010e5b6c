/// A queue over the whole run: arrivals, waits, what is left, and whether its books add up.
package struct QueueLine: Record {
  /// What waits, such as `support`.
  package var name = ""
  /// How many serve at once; nothing where there are as many as there is work.
  package var servers: Int64?
  /// When they serve, in words.
  package var calendar = ""
  /// The unit of times: `days`, or `µs` where a day is lived second by second.
  package var unit = "days"
  /// How many arrived.
  package var arrivals: Int64 = 0
  /// How many were served.
  package var served: Int64 = 0
  /// How many still wait at the end.
  package var backlog: Int64 = 0
  /// The most that ever waited at the end of a day.
  package var peakBacklog: Int64 = 0
  /// The day of that peak as `YYYY-MM-DD`, if anything ever waited.
  package var peakDay: String?
  /// How long the oldest one left has waited at the end, if one is left.
  package var oldest: Int64?
  /// The share of the capacity that was used in parts per million, if the capacity has a limit.
  package var utilisationPPM: Int64?
  /// The same in the busiest month, or the busiest minute where a day is lived second by second.
  package var peakUtilisationPPM: Int64?
  /// How many thousandths of today's arrivals saturate the queue, if any do: in the twelve months
  /// in which that was least, or in the busiest minute where a day is lived second by second.
  package var headroomMilli: Int64?
  /// How long those served waited until they were begun.
  package var wait = DurationLine()
  /// How long those served were in the system, from arrival to end.
  package var sojourn = DurationLine()
  /// How long somebody should be in the system at most, if anybody says so.
  package var target: Int64?
  /// How many of those served were longer in it.
  package var overTarget: Int64?
  /// Whether the queue's own books add up.
  package var little = LittleLine()
  /// The sojourns, by value.
  package var spectrum: [SpectrumLine] = []
  /// The queue month by month.
  package var months: [QueueMonth] = []

  /// Creates an empty line.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("name", &name)
    try fields.field("servers", &servers)
    try fields.field("calendar", &calendar)
    try fields.field("unit", &unit)
    try fields.field("arrivals", &arrivals)
    try fields.field("served", &served)
    try fields.field("backlog", &backlog)
    try fields.field("peak_backlog", &peakBacklog)
    try fields.field("peak_day", &peakDay)
    try fields.field("oldest", &oldest)
    try fields.field("utilisation_ppm", &utilisationPPM)
    try fields.field("peak_utilisation_ppm", &peakUtilisationPPM)
    try fields.field("headroom_milli", &headroomMilli)
    try fields.field("wait", &wait)
    try fields.field("sojourn", &sojourn)
    try fields.field("target", &target)
    try fields.field("over_target", &overTarget)
    try fields.field("little", &little)
    try fields.field("spectrum", &spectrum)
    try fields.field("months", &months)
  }
}

/// Little's law on one queue, in exact whole numbers.
///
/// The lengths of all instants add up to the times of all who were in it (Little, “A Proof for the
/// Queuing Formula L = λW”, Operations Research 9, 1961).
package struct LittleLine: Record {
  /// The mean number in the system L, in thousandths.
  package var lengthMilli: Int64 = 0
  /// Arrivals a unit of time times the mean time in the system λW, in thousandths; those who are
  /// still in it count with the time so far.
  package var lambdaWMilli: Int64 = 0
  /// The sum of all lengths less the sum of all times: 0 where the books add up.
  package var gap: Int64 = 0
  /// Arrivals less those served and those left, counted one by one: 0 where none is lost.
  package var lost: Int64 = 0

  /// Whether both books add up.
  package var isEven: Bool { gap == 0 && lost == 0 }

  /// Creates an empty line.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("length_milli", &lengthMilli)
    try fields.field("lambda_w_milli", &lambdaWMilli)
    try fields.field("gap", &gap)
    try fields.field("lost", &lost)
  }
}

/// How often a value occurred.
package struct SpectrumLine: Record {
  /// The value, or the greatest of its bucket.
  package var value: Int64 = 0
  /// How often.
  package var count: Int64 = 0

  /// Creates an empty line.
  package init() {}

  /// Creates a line.
  package init(value: Int64, count: Int64) {
    self.value = value
    self.count = count
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("value", &value)
    try fields.field("count", &count)
  }
}

/// A queue in one month.
package struct QueueMonth: Record {
  /// The month as `YYYY-MM`.
  package var month = ""
  /// How many arrived.
  package var arrivals: Int64 = 0
  /// How many were served.
  package var served: Int64 = 0
  /// How many were left at its end.
  package var backlog: Int64 = 0
  /// What half of those served were in it at most, in the queue's unit.
  package var p50: Int64 = 0
  /// What nine tenths of them were in it at most.
  package var p90: Int64 = 0
  /// What 99 of a hundred of them were in it at most.
  package var p99: Int64 = 0
  /// The longest that any of them was in it.
  package var max: Int64 = 0

  /// Creates an empty month.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("month", &month)
    try fields.field("arrivals", &arrivals)
    try fields.field("served", &served)
    try fields.field("backlog", &backlog)
    try fields.field("p50", &p50)
    try fields.field("p90", &p90)
    try fields.field("p99", &p99)
    try fields.field("max", &max)
  }
}
