import GRDB

/// The invariants of a stored ledger, each one query.
struct InvariantAudit {
  private let db: Database
  private let names: SQLNames

  init(_ db: Database) throws {
    self.db = db
    names = try SQLNames(db)
  }

  /// What the run's own judge found.
  private struct Verdict {
    let id, statement: String
    let tests, violations: Int64
  }

  /// Prepares the tables that several checks share, and makes the checks.
  ///
  /// - Parameter progress: Told what is looked at.
  /// - Returns: Every invariant that the file has a verdict on, in its order, and what SQL judges
  ///   beside.
  /// - Throws: What SQLite says where the verdicts cannot be read.
  func run(_ progress: (String) -> Void) throws -> [AuditedInvariant] {
    let verdicts = try Row.fetchAll(
      db, sql: "SELECT invariant, statement, nonvacuous, violations FROM verdicts ORDER BY id"
    ).map {
      Verdict(
        id: String.fromDatabaseValue($0[0]) ?? "", statement: String.fromDatabaseValue($0[1]) ?? "",
        tests: Int64.fromDatabaseValue($0[2]) ?? 0, violations: Int64.fromDatabaseValue($0[3]) ?? 0)
    }
    let obstacle = prepare(progress)
    var judged = SQLCheck.all.map { check in
      progress(check.id)
      return judge(check, verdicts.first { $0.id == check.id }, obstacle)
    }
    var all: [AuditedInvariant] = []
    for verdict in verdicts {
      if let place = judged.firstIndex(where: { $0.id == verdict.id }) {
        all.append(judged.remove(at: place))
      } else {
        all.append(try unjudged(verdict))
      }
    }
    return all + judged
  }

  /// Makes the tables that several checks share; says why, if it cannot.
  private func prepare(_ progress: (String) -> Void) -> String? {
    do {
      for (name, sql) in SharedTables.all {
        progress(name)
        try db.execute(sql: names.resolve(sql))
      }
      return nil
    } catch {
      // Figures that somebody changed may not even add up.
      return Self.words(error)
    }
  }

  private static func words(_ error: any Error) -> String {
    (error as? DatabaseError).map { $0.message ?? "SQLite gives no reason" } ?? "\(error)"
  }

  private func judge(
    _ check: SQLCheck, _ verdict: Verdict?, _ obstacle: String?
  ) -> AuditedInvariant {
    var result = AuditedInvariant(
      id: check.id, statement: check.statement, isWhole: check.isWhole,
      stored: verdict?.violations, storedTests: verdict?.tests ?? 0)
    result.obstacle = obstacle
    guard obstacle == nil else { return result }
    do {
      try judge(check, &result)
    } catch {
      result.obstacle = Self.words(error)
      return result
    }
    // Nothing to look at proves nothing where there was something.
    if result.evaluations == 0, result.storedTests > 0 {
      result.obstacle =
        "the run's own judge put it to the test \(result.storedTests) times, and SQL finds nothing "
        + "to look at"
    }
    return result
  }

  /// What the run alone judged, with the first violation that it kept.
  private func unjudged(_ verdict: Verdict) throws -> AuditedInvariant {
    var result = AuditedInvariant(
      id: verdict.id, statement: verdict.statement, isJudged: false, isWhole: false,
      stored: verdict.violations, storedTests: verdict.tests)
    guard verdict.violations > 0 else { return result }
    result.first = try String.fetchOne(
      db,
      sql: """
        SELECT date(day * 86400, 'unixepoch') || ': '
          || ifnull('official ' || official || ', ', '') || event
        FROM violations WHERE invariant = ? ORDER BY id LIMIT 1
        """, arguments: [verdict.id])
    return result
  }

  private func judge(_ check: SQLCheck, _ result: inout AuditedInvariant) throws {
    for part in check.parts {
      let from = try names.resolve("FROM \(part.from)")
      let fails = try names.resolve("NOT ifnull((\(part.holds)), 0)")
      guard
        let row = try Row.fetchOne(
          db, sql: "SELECT count(*), ifnull(sum(\(fails)), 0) \(from)")
      else { continue }
      let violations: Int64 = row[1]
      result.evaluations += row[0] as Int64
      result.violations += violations
      guard violations > 0, result.first == nil else { continue }
      let words = try names.resolve(part.words)
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
        guard let name = String.fromDatabaseValue(row[1]) else { continue }
        numbers[sign + name] = String(row[0] as Int64)
      }
    }
  }

  /// Puts numbers in the place of names.
  ///
  /// - Parameter sql: The statement with names.
  /// - Returns: The statement with numbers.
  /// - Throws: ``StoreError`` for a name that the file lacks: a rule about it would see nothing.
  func resolve(_ sql: String) throws(StoreError) -> String {
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
        guard let number = numbers[String(rest[sign]) + word] else {
          throw StoreError("the file has no name « \(word) »")
        }
        result += number
        rest = rest[word.endIndex...]
      }
    }
    return result + rest
  }
}
