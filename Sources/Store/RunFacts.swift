internal import Calendar

/// What a run is known by before its first day.
package struct RunFacts: Hashable, Sendable {
  /// The version of the engine.
  package var engine: String
  /// The scenario's name, and a hash of its text.
  package var scenario, sha256: String
  /// The number that every draw depends on.
  package var seed: UInt64
  /// The command that repeats the run.
  package var command: String
  /// The first day, and the last one that was asked for.
  package var firstDay, lastDay: Int32
  /// Whether the run was judged while it ran.
  package var isAudited: Bool

  /// Creates facts.
  package init(
    engine: String, scenario: String, sha256: String, seed: UInt64, command: String,
    firstDay: Int32, lastDay: Int32, isAudited: Bool
  ) {
    self.engine = engine
    self.scenario = scenario
    self.sha256 = sha256
    self.seed = seed
    self.command = command
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.isAudited = isAudited
  }

  /// The facts as they are stored, in the order of ``FactKeys/header``.
  var list: [StoredFact] {
    [
      StoredFact("engine", engine), StoredFact("scenario", scenario),
      StoredFact("sha256", sha256), StoredFact("seed", "\(seed)"),
      StoredFact("command", command), StoredFact("first_day", "\(firstDay)"),
      StoredFact("last_day", "\(lastDay)"),
      StoredFact("days", "\(Day(rawValue: firstDay)) to \(Day(rawValue: lastDay))"),
      StoredFact("audited", isAudited ? "1" : "0"),
    ]
  }
}

/// The keys of the facts that a file must have, each once and no others.
enum FactKeys {
  /// What is known before the first day.
  static let header = [
    "engine", "scenario", "sha256", "seed", "command", "first_day", "last_day", "days", "audited",
  ]
  /// What stands in a file whose run has not ended.
  static let open = header + ["complete"]
  /// What stands in a file that was sealed.
  static let sealed =
    open + ["fingerprint"]
    + (Tables.rows.map(\.name) + Tables.cells.map(\.name).filter { $0 != Tables.run.name })
    .map { "rows.\($0)" } + ["seal"]
}
