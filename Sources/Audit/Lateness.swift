package import Calendar

/// What whoever runs the simulation declares of jobs that were kept from running: nothing that the
/// platform could excuse itself with.
///
/// A late job is judged as of the day when it was due: the same persons, amounts and cap, at a
/// later date. Whatever is late without being declared is a violation, as on any other day.
package struct Lateness: Sendable, Equatable {
  /// The day on which a yearly credit was due that was kept from running.
  package var creditDue: Day?
  /// Whether that credit is kept from running today as well.
  package var isCreditHeld = false
  /// The first day whose deadlines were not looked at when they were due.
  package var deadlinesDue: Day?
  /// Whether the deadlines are kept from being looked at today as well.
  package var areDeadlinesHeld = false

  /// Creates a day on which nothing is late.
  package init() {}
}

extension Auditor {
  /// The last day whose deadlines should have been looked at by the end of a day.
  func deadlinesDone(by day: Day) -> Day {
    guard let lateness, lateness.areDeadlinesHeld, let due = lateness.deadlinesDue else {
      return day
    }
    return min(day, due - 1)
  }

  /// The days whose deadlines may be looked at on a day: that one, unless the job was late.
  func deadlines(lookedAtOn day: Day) -> ClosedRange<Day> {
    guard let due = lateness?.deadlinesDue, due < day else { return day...day }
    return due...day
  }
}
