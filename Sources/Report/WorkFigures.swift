/// Exact counters of the engine's own work: not how long it took, but what there was to do.
package struct WorkFigures: Record {
  /// Operations executed and visits served.
  package var events: Int64 = 0
  /// Decisions drawn for people and bodies.
  package var draws: Int64 = 0
  /// Items pushed into calendars of days.
  package var pushes: Int64 = 0
  /// Postings written.
  package var postings: Int64 = 0
  /// Evaluations of invariants by the audit.
  package var checks: Int64 = 0

  /// Counts nothing.
  package init() {}

  /// Counts what a run did.
  package init(events: Int64, draws: Int64, pushes: Int64, postings: Int64, checks: Int64) {
    self.events = events
    self.draws = draws
    self.pushes = pushes
    self.postings = postings
    self.checks = checks
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("events", &events)
    try fields.field("draws", &draws)
    try fields.field("pushes", &pushes)
    try fields.field("postings", &postings)
    try fields.field("checks", &checks)
  }
}
