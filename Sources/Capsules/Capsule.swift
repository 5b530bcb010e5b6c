package import Report

/// A violation with all that it takes to see it again: one self-contained file.
///
/// It holds the texts of the scenario and its reforms, the seed, what the run was narrowed to, and
/// what was broken where; the law and the behaviour are those of the engine, by their digests.
package struct Capsule: Record {
  /// The schema of the file.
  package static let schema = "cocarde-capsule-1"

  /// The schema: ``schema``.
  package var schema = Capsule.schema
  /// What a replay is expected to find: `violation`, or `nothing` where the fault was mended.
  package var expects = Expectation.violation.rawValue
  /// What is broken, where and when.
  package var failure = Failure()
  /// The scenario.
  package var scenario = ScenarioMark()
  /// The engine, and the tables that it ships.
  package var engine = EngineMark()
  /// What the run is narrowed to.
  package var focus = FocusMark()
  /// The official's account statement, line by line.
  package var statement: [String] = []
  /// What shrinking did, step by step.
  package var steps: [StepMark] = []
  /// Other violations that shrinking met on its way: findings of their own.
  package var slippage: [Failure] = []

  /// What a replay is expected to find.
  package enum Expectation: String, CaseIterable, Sendable {
    /// The violation.
    case violation
    /// Nothing: the fault was mended, and must stay so.
    case nothing
  }

  /// Creates an empty capsule.
  package init() {}

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("schema", &schema)
    try fields.field("expects", &expects)
    try fields.field("failure", &failure)
    try fields.field("focus", &focus)
    try fields.field("statement", &statement)
    try fields.field("steps", &steps)
    try fields.field("slippage", &slippage)
    try fields.field("engine", &engine)
    try fields.field("scenario", &scenario)
  }

  /// What is broken, where and when.
  package struct Failure: Record {
    /// The invariant's id.
    package var invariant = ""
    /// What should always hold.
    package var statement = ""
    /// The text that demands it.
    package var source = ""
    /// The day as `YYYY-MM-DD`.
    package var day = ""
    /// The official's number in the roster, or -1 where none is concerned.
    package var official: Int64 = -1
    /// The posting or step that broke it, in words.
    package var event = ""

    /// Creates an empty failure.
    package init() {}

    /// Names the fields.
    package mutating func list(_ fields: inout Fields) throws(ReportError) {
      try fields.field("invariant", &invariant)
      try fields.field("statement", &statement)
      try fields.field("source", &source)
      try fields.field("day", &day)
      try fields.field("official", &official)
      try fields.field("event", &event)
    }
  }

  /// A scenario with the files that it is made of.
  package struct ScenarioMark: Record {
    /// The scenario's name.
    package var name = ""
    /// The file as the user named it.
    package var file = ""
    /// The digest of the file's bytes.
    package var sha256 = ""
    /// The seed.
    package var seed: UInt64 = 0
    /// What flags and environment changed, each `path=value`.
    package var overrides: [String] = []
    /// The reforms that flags laid over the law.
    package var reforms: [String] = []
    /// The texts of all files that were read.
    package var files: [FileMark] = []

    /// Creates an empty mark.
    package init() {}

    /// Names the fields.
    package mutating func list(_ fields: inout Fields) throws(ReportError) {
      try fields.field("name", &name)
      try fields.field("file", &file)
      try fields.field("sha256", &sha256)
      try fields.field("seed", &seed)
      try fields.field("overrides", &overrides)
      try fields.field("reforms", &reforms)
      try fields.field("files", &files)
    }
  }

  /// A file that a scenario read.
  package struct FileMark: Record {
    /// The path by which it was read.
    package var path = ""
    /// Its text.
    package var text = ""

    /// Creates an empty mark.
    package init() {}

    /// Creates a mark.
    ///
    /// - Parameters:
    ///   - path: The path by which the file was read.
    ///   - text: Its text.
    package init(path: String, text: String) {
      self.path = path
      self.text = text
    }

    /// Names the fields.
    package mutating func list(_ fields: inout Fields) throws(ReportError) {
      try fields.field("path", &path)
      try fields.field("text", &text)
    }
  }

  /// The engine that saw the violation, and the tables that it shipped.
  package struct EngineMark: Record {
    /// The version.
    package var version = ""
    /// The digest of the law in force during the run, overlays included.
    package var law = ""
    /// The digest of the behaviour and the population, overlays included.
    package var behaviour = ""
    /// The fingerprint of the run that the capsule is narrowed to, up to the violation's day.
    package var fingerprint = ""

    /// Creates an empty mark.
    package init() {}

    /// Names the fields.
    package mutating func list(_ fields: inout Fields) throws(ReportError) {
      try fields.field("version", &version)
      try fields.field("law", &law)
      try fields.field("behaviour", &behaviour)
      try fields.field("fingerprint", &fingerprint)
    }
  }

  /// A step of the shrinking that was taken.
  package struct StepMark: Record {
    /// What was made smaller: `population`, `calendar`, `operations` or `amounts`.
    package var dimension = ""
    /// How much there was.
    package var before: Int64 = 0
    /// How much was left.
    package var after: Int64 = 0
    /// How many runs it took.
    package var runs: Int64 = 0

    /// Creates an empty step.
    package init() {}

    /// Names the fields.
    package mutating func list(_ fields: inout Fields) throws(ReportError) {
      try fields.field("dimension", &dimension)
      try fields.field("before", &before)
      try fields.field("after", &after)
      try fields.field("runs", &runs)
    }
  }
}
