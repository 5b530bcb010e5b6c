import GRDB

/// The invariants of a stored ledger, each one query.
struct InvariantAudit {
  private let db: Database
  private let names: SQLNames

  init(_ db: Database) throws {
    self.db = db
    names = try SQLNames(db)
  }

  /// Prepares the tables that several checks share, and makes the checks.
  func run(_ progress: (String) -> Void) throws -> [AuditedInvariant] {
    var stored: [String: Int64] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT invariant, violations FROM verdicts") {
      stored[row[0]] = row[1]
    }
    var obstacle: String?
    do {
      for (name, sql) in SharedTables.all {
        progress(name)
        try db.execute(sql: names.resolve(sql))
      }
    } catch let error as DatabaseError {
      // Figures that somebody changed may not even add up.
      obstacle = error.message ?? "SQLite gives no reason"
    }
    return SQLCheck.all.map { check in
      progress(check.id)
      var result = AuditedInvariant(
        id: check.id, statement: check.statement, isWhole: check.isWhole, stored: stored[check.id])
      result.obstacle = obstacle
      guard obstacle == nil else { return result }
      do {
        try judge(check, &result)
      } catch {
        result.obstacle = (error as? DatabaseError)?.message ?? "\(error)"
      }
      return result
    }
  }

  private func judge(_ check: SQLCheck, _ result: inout AuditedInvariant) throws {
    for part in check.parts {
      let from = names.resolve("FROM \(part.from)")
      let fails = names.resolve("NOT ifnull((\(part.holds)), 0)")
      guard
        let row = try Row.fetchOne(
          db, sql: "SELECT count(*), ifnull(sum(\(fails)), 0) \(from)")
      else { continue }
      let violations: Int64 = row[1]
      result.evaluations += row[0] as Int64
      result.violations += violations
      guard violations > 0, result.first == nil else { continue }
      let words = names.resolve(part.words)
      result.first = try String.fetchOne(
        db,
        sql: "SELECT date(\(part.day) * 86400, 'unixepoch') || ': ' || \(words) \(from) "
          + "WHERE \(fails) ORDER BY \(part.day) LIMIT 1")
    }
  }
}

/// A rule as SQL: what is looked at, and what must hold of each row.
struct SQLCheck: Sendable {
  /// One kind of thing that is looked at.
  struct Part: Sendable {
    /// What follows FROM: without a WHERE of its own.
    let from: String
    /// What must hold of each row; NULL counts as broken.
    let holds: String
    /// The day of a row.
    let day: String
    /// A row in words.
    let words: String
  }

  let id: String
  let statement: String
  let parts: [Part]

  /// Whether the tables suffice for all that the run's own judge looks at under this id.
  let isWhole: Bool

  init(_ id: String, _ statement: String, whole isWhole: Bool = false, _ parts: Part...) {
    self.id = id
    self.statement = statement
    self.isWhole = isWhole
    self.parts = parts
  }

  /// All checks, in the order of the catalogue.
  static let all = RightsSQL.checks + CreditSQL.checks + MoneySQL.checks + DossierSQL.checks
}

/// The numbers of names: `@rights-spent` an account, `#refund` a reason, `!pay` a verb, `~accepted`
/// a state.
struct SQLNames {
  private var numbers: [String: String] = [:]

  init(_ db: Database) throws {
    for (sign, table) in [
      ("@", "accounts"), ("#", "reasons"), ("!", "verbs"), ("~", "states"), ("^", "mandate_kinds"),
    ] {
      for row in try Row.fetchAll(db, sql: "SELECT id, name FROM \(table)") {
        numbers[sign + (row[1] as String)] = String(row[0] as Int64)
      }
    }
  }

  /// Puts numbers in the place of names; a name that the file lacks is none of its rows.
  func resolve(_ sql: String) -> String {
    var result = ""
    var rest = sql[...]
    while let sign = rest.firstIndex(where: { "@#!~^".contains($0) }) {
      result += rest[..<sign]
      let after = rest.index(after: sign)
      let word = rest[after...].prefix { $0.isLetter || $0 == "-" }
      if word.isEmpty {
        result.append(rest[sign])
        rest = rest[after...]
      } else {
        result += numbers[String(rest[sign]) + word] ?? "-1"
        rest = rest[word.endIndex...]
      }
    }
    return result + rest
  }
}
