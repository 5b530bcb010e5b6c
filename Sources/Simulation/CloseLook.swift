package import Audit
package import Calendar
internal import Draws

/// On which days of a run each single evaluation is booked: whom it concerned, and what it took.
///
/// Chosen by a hash of the day, so that neither shards nor threads matter. What is counted of whom
/// is a result like any other; what an evaluation took is of this machine.
package struct CloseLook: Sendable {
  /// Which days are looked at closely.
  package enum Days: Sendable {
    /// None of them.
    case none
    /// One in 128; of those on which the audit does much at once more, of each kind some:
    /// few enough to cost next to nothing.
    case sample
    /// Every day.
    case all
  }

  /// The days.
  package var days: Days
  /// Tells the time, where costs are wanted.
  package var clock: Detail.Clock?

  /// Creates a plan.
  ///
  /// - Parameters:
  ///   - days: The days.
  ///   - clock: Tells the time, where costs are wanted.
  package init(_ days: Days = .none, clock: Detail.Clock? = nil) {
    self.days = days
    self.clock = clock
  }

  /// Whether a day is looked at closely.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - kind: What kind of work it is.
  ///   - first: The first day of the run.
  ///   - opening: The day on which hours became euros, which moves everybody's account twice.
  /// - Returns: `true` on the chosen days.
  package func covers(
    _ day: Day, _ kind: Detail.DayKind, first: Day, opening: Day
  ) -> Bool {
    switch days {
    case .none: return false
    case .all: return true
    case .sample:
      guard day != opening else { return false }
      let draw = mixed(UInt64(UInt32(bitPattern: day.rawValue)) ^ 0x636c_6f73_655f_6461)
      let year = day.year
      return switch kind {
      case .ordinary: draw % 128 == 0
      case .month: draw % 16 == 0
      case .credit, .year: year % 5 == 0 || year == first.year
      }
    }
  }
}

/// The days of a run by kind, and how many of each were looked at closely.
package struct DayCounts: Sendable {
  private var all = [Int](repeating: 0, count: Detail.DayKind.allCases.count)
  private var closely = [Int](repeating: 0, count: Detail.DayKind.allCases.count)

  /// All days.
  package var total: Int { all.reduce(0, +) }
  /// The days that were looked at closely.
  package var close: Int { closely.reduce(0, +) }

  mutating func count(_ kind: Detail.DayKind, isClose: Bool) {
    all[kind.rawValue] += 1
    if isClose { closely[kind.rawValue] += 1 }
  }

  /// What an invariant cost in the whole run: of each kind of day what the timed ones took, times
  /// the days for which each of them stands.
  ///
  /// - Parameters:
  ///   - invariant: The invariant.
  ///   - detail: What was booked.
  /// - Returns: The evaluations that were timed, and nanoseconds of the whole run; nothing where
  ///   none was.
  package func cost(
    of invariant: Invariant, _ detail: Detail
  ) -> (timed: Int64, nanoseconds: Double)? {
    var timed: Int64 = 0
    var nanoseconds = 0.0
    for kind in Detail.DayKind.allCases where closely[kind.rawValue] > 0 {
      guard let cost = detail.cost(of: invariant, on: kind) else { return nil }
      timed += cost.evaluations
      nanoseconds +=
        Double(cost.nanoseconds) * Double(all[kind.rawValue]) / Double(closely[kind.rawValue])
    }
    return timed > 0 ? (timed, max(0, nanoseconds)) : nil
  }
}
