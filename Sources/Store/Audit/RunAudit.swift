import Dispatch
import GRDB
import Synchronization

/// What `cocarde audit` finds in a stored run: whether anything was changed since it was written,
/// and whether the ledger keeps the rules.
///
/// All of it is SQL on the file alone: nothing of the platform, of the simulation or of its judge
/// takes part.
package struct RunAudit: Sendable {
  /// The facts of the run.
  package var facts: [StoredFact] = []
  /// How many rows each table has.
  package var rows: [(table: String, count: Int64)] = []
  /// What was changed; the first ``kept`` of it.
  package var changes: [StoredChange] = []
  /// How much was changed.
  package var changeCount = 0
  /// The invariants, as SQL judges them.
  package var invariants: [AuditedInvariant] = []
  /// The last day that the file holds, as text.
  package var lastDay = ""

  /// How many changes are kept in full.
  package static let kept = 20

  /// Whether the run reached its last day and was sealed.
  package var isComplete: Bool { facts[fact: "complete"] == "1" }
  /// Whether the file has its seal: it was ended, if not completed.
  package var isSealed: Bool { facts[fact: "seal"] != nil }
  /// How many rules were broken, by SQL or by the run's own judge.
  package var violations: Int64 { invariants.reduce(0) { $0 + max($1.violations, $1.stored ?? 0) } }
  /// How many invariants SQL and the run's own judge see differently.
  package var disagreements: Int { invariants.count { $0.agrees == false } }
  /// Whether nothing was changed and every rule was kept.
  package var isClean: Bool { changeCount == 0 && violations == 0 && disagreements == 0 }

  /// Audits a stored run.
  ///
  /// - Parameters:
  ///   - archive: The run.
  ///   - progress: Told what is looked at.
  /// - Throws: ``StoreError`` if the file cannot be read.
  package init(
    _ archive: RunArchive, progress: @Sendable (String) -> Void = { _ in }
  ) throws(StoreError) {
    // Two halves that need nothing of each other, each on a connection of its own.
    let second = try RunArchive(archive.path)
    let halves = Mutex(
      (seal: Self.unread, rules: Result<[AuditedInvariant], StoreError>.success([])))
    DispatchQueue.concurrentPerform(iterations: 2) { half in
      if half == 0 {
        let found = Result { () throws(StoreError) in try Self.seals(second) }
        halves.withLock { $0.seal = found }
      } else {
        let found = Result { () throws(StoreError) in
          try archive.work { try InvariantAudit($0).run(progress) }
        }
        halves.withLock { $0.rules = found }
      }
    }
    let (seal, rules) = halves.withLock { ($0.seal, $0.rules) }
    let found = try seal.get()
    var audit = found.audit
    // Without its tables there is nothing to judge.
    if !found.isBroken { audit.invariants = try rules.get() }
    self = audit
  }

  private init() {}

  typealias Seals = (audit: RunAudit, isBroken: Bool)
  private static let unread = Result<Seals, StoreError>.failure(StoreError("nothing was read"))

  /// Whether the rows are those that were written, with the facts of the run.
  static func seals(_ archive: RunArchive) throws(StoreError) -> Seals {
    try archive.work { db in
      var audit = RunAudit()
      var seals = SealAudit(db)
      try seals.run()
      audit.changes = seals.changes
      audit.changeCount = seals.count
      audit.rows = seals.rows
      guard !seals.isBroken else { return (audit, true) }
      audit.facts = try Row.fetchAll(db, sql: "SELECT key, value FROM run ORDER BY id")
        .map { StoredFact($0[0], $0[1]) }
      audit.lastDay =
        try String.fetchOne(
          db, sql: "SELECT date(max(last_day) * 86400, 'unixepoch') FROM months WHERE id > 0") ?? ""
      return (audit, false)
    }
  }
}

/// Something that was changed in a stored run since it was written.
package struct StoredChange: Hashable, Sendable {
  /// The table.
  package let table: String
  /// The row, where it is known.
  package let row: Int64?
  /// The column, where it is known.
  package let column: String?
  /// What was done, in words.
  package let event: String
}

/// An invariant, judged by SQL.
package struct AuditedInvariant: Sendable {
  /// The id.
  package let id: String
  /// What SQL looks at, in one sentence.
  package let statement: String
  /// Whether SQL looks at all that the run's own judge looks at under this id.
  package let isWhole: Bool
  /// How often it was evaluated.
  package var evaluations: Int64 = 0
  /// How often it failed.
  package var violations: Int64 = 0
  /// The first failure: day and official, and what happened.
  package var first: String?
  /// Why it could not be evaluated.
  package var obstacle: String?
  /// How many violations the run's own judge found; nothing where it did not judge.
  package var stored: Int64?

  /// Whether SQL and the run's own judge both found something, or both nothing; nothing where that
  /// cannot be said.
  ///
  /// They count differently (a rule may be looked at per posting here and per step there), so that
  /// the verdicts are compared and not the counts. Where SQL looks at a part of the rule alone, the
  /// judge may have found what SQL cannot see.
  package var agrees: Bool? {
    guard obstacle == nil, let stored else { return nil }
    if stored > 0, violations == 0 { return isWhole ? false : nil }
    return (stored > 0) == (violations > 0)
  }
}
