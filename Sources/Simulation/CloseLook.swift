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
    /// One in sixty-four, and the days of the yearly credits of the first and every fifth year:
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
  ///   - isCreditDay: Whether yearly credits fall on it, in one of the years that are looked at.
  /// - Returns: `true` on the chosen days.
  package func covers(_ day: Day, isCreditDay: Bool) -> Bool {
    switch days {
    case .none: false
    case .sample:
      mixed(UInt64(UInt32(bitPattern: day.rawValue)) ^ 0x636c_6f73_655f_6461) % 64 == 0
        || isCreditDay
    case .all: true
    }
  }
}
