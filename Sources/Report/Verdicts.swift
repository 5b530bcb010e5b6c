/// An invariant and how it fared.
package struct InvariantLine: Record {
  /// The id, such as `CAP-1`.
  package var id = ""
  /// What always holds, in one sentence.
  package var statement = ""
  /// The article or document it comes from.
  package var source = ""
  /// How often it was evaluated.
  package var evaluations: Int64 = 0
  /// How many evaluations could have failed.
  package var nonvacuous: Int64 = 0
  /// How often it was broken.
  package var violations: Int64 = 0
  /// How near to the limit it ever came, if it has a limit.
  package var leastSlack: Int64?
  /// The unit of the slack, such as `cents` or `days`.
  package var unit = ""
  /// Where the least slack occurred.
  package var leastSlackAt: String?

  /// Creates an empty line.
  package init() {}

  /// Creates a line.
  package init(
    id: String, statement: String, source: String, evaluations: Int64, nonvacuous: Int64,
    violations: Int64, leastSlack: Int64? = nil, unit: String = "", leastSlackAt: String? = nil
  ) {
    self.id = id
    self.statement = statement
    self.source = source
    self.evaluations = evaluations
    self.nonvacuous = nonvacuous
    self.violations = violations
    self.leastSlack = leastSlack
    self.unit = unit
    self.leastSlackAt = leastSlackAt
  }

  /// How it fared: an invariant that was never put to the test has not held.
  package var verdict: Verdict {
    if violations > 0 { return .broken }
    return nonvacuous > 0 ? .held : .notExercised
  }

  /// What can be said of an invariant after a run.
  package enum Verdict: Sendable {
    /// It was put to the test and held.
    case held
    /// It was broken.
    case broken
    /// It was never put to the test.
    case notExercised
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("id", &id)
    try fields.field("statement", &statement)
    try fields.field("source", &source)
    try fields.field("evaluations", &evaluations)
    try fields.field("nonvacuous", &nonvacuous)
    try fields.field("violations", &violations)
    try fields.field("least_slack", &leastSlack)
    try fields.field("unit", &unit)
    try fields.field("least_slack_at", &leastSlackAt)
  }
}

/// A witness and how often it was seen.
package struct WitnessLine: Record {
  /// The id, such as `cap-cut`.
  package var id = ""
  /// How often it was seen.
  package var count: Int64 = 0

  /// Creates an empty line.
  package init() {}

  /// Creates a line.
  package init(id: String, count: Int64) {
    self.id = id
    self.count = count
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("id", &id)
    try fields.field("count", &count)
  }
}

/// A broken invariant, with what it takes to see it again.
package struct ViolationLine: Record {
  /// The invariant.
  package var id = ""
  /// The day as `YYYY-MM-DD`.
  package var day = ""
  /// The official's number, or -1 where none is concerned.
  package var official: Int64 = -1
  /// The posting or transition that broke it, in words.
  package var posting = ""
  /// The official's account statement, line by line.
  package var statement: [String] = []
  /// The exact command that replays it.
  package var replay = ""

  /// Creates an empty line.
  package init() {}

  /// Creates a line.
  package init(
    id: String, day: String, official: Int64, posting: String, statement: [String], replay: String
  ) {
    self.id = id
    self.day = day
    self.official = official
    self.posting = posting
    self.statement = statement
    self.replay = replay
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("id", &id)
    try fields.field("day", &day)
    try fields.field("official", &official)
    try fields.field("posting", &posting)
    try fields.field("statement", &statement)
    try fields.field("replay", &replay)
  }
}
