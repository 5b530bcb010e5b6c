import GRDB

/// Whether the rows of a stored run are those that were written: checks, gaps, facts, months, seal.
struct SealAudit {
  let db: Database
  private(set) var changes: [StoredChange] = []
  private(set) var count = 0
  private(set) var rows: [(table: String, count: Int64)] = []
  /// Whether the tables cannot be read as they were made, so that nothing else can be looked at.
  private(set) var isBroken = false
  /// How many rows each table must have, as far as the file says so.
  private var wanted: [String: Int64] = [:]

  init(_ db: Database) { self.db = db }

  mutating func run() throws {
    try checkSchema()
    try checkPages()
    guard !isBroken else { return }
    try db.execute(sql: SealSQL.prepare)
    try attempt(Tables.run) { try $0.checkFacts() }
    for table in Tables.cells { try attempt(table) { try $0.checkCells(table) } }
    for table in Tables.rows {
      try attempt(table.name) { try $0.checkRows(table) }
    }
    for table in [Tables.postings, Tables.steps, Tables.dossiers] {
      try attempt(table.name) { try $0.checkMonths(table) }
    }
    try attempt(Tables.months) { try $0.checkChain() }
  }

  /// Makes a part of the checks; figures that somebody changed may not even add up.
  private mutating func attempt(_ table: String, _ part: (inout Self) throws -> Void) throws {
    do {
      try part(&self)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
      note(table, nil, nil, "cannot be checked: \(error.message ?? "SQLite gives no reason")")
    }
  }

  private mutating func attempt(_ table: CellTable, _ part: (inout Self) throws -> Void) throws {
    try attempt(table.name, part)
  }

  mutating func note(
    _ table: String, _ row: Int64? = nil, _ column: String? = nil, _ event: String
  ) {
    count += 1
    guard changes.count < RunAudit.kept else { return }
    changes.append(StoredChange(table: table, row: row, column: column, event: event))
  }

  /// A whole number of a result; nothing where somebody made it something else.
  static func number(_ row: Row, _ index: Int) -> Int64? { Int64.fromDatabaseValue(row[index]) }

  /// The tables and views are ours, and there is no trigger.
  private mutating func checkSchema() throws {
    let found = try Row.fetchAll(
      db,
      sql: "SELECT type, name, sql FROM sqlite_schema WHERE type <> 'index' "
        + "AND substr(name, 1, 7) <> 'sqlite_'")
    var definitions: [String: String] = [:]
    for sql in Schema.definitions {
      let name = sql.split(separator: " ", maxSplits: 3)[2]
      definitions[String(name.prefix { $0 != "\n" && $0 != "(" })] = sql
    }
    for row in found {
      let (type, name, sql): (String, String, String) = (row[0], row[1], row[2] ?? "")
      guard let wanted = definitions.removeValue(forKey: name) else {
        note(name, nil, nil, "this \(type) is none of ours: it was added")
        continue
      }
      if sql != wanted {
        note(name, nil, nil, "the definition of this \(type) was changed")
        if type == "table" { isBroken = true }
      }
    }
    for name in definitions.keys.sorted() {
      note(name, nil, nil, "this table or view is missing")
      isBroken = isBroken || !(definitions[name] ?? "").hasPrefix("CREATE VIEW")
    }
  }

  /// Every cell is of its column's type, and every index leads to the rows that are there: what
  /// follows may rely on both.
  private mutating func checkPages() throws {
    guard !isBroken else { return }
    for line in try String.fetchAll(db, sql: "PRAGMA integrity_check(\(RunAudit.kept))")
    where line != "ok" {
      note("file", nil, nil, "SQLite's own check says: \(line)")
      isBroken = true
    }
  }

  /// Each fact is there once, and no other one.
  private mutating func checkFacts() throws {
    let facts = try Row.fetchAll(db, sql: "SELECT id, key, value FROM run ORDER BY id")
      .map { (id: $0[0] as Int64, fact: StoredFact($0[1], $0[2])) }
    let list = facts.map(\.fact)
    for key in FactKeys.sealed where key.hasPrefix("rows.") {
      wanted[String(key.dropFirst(5))] = list[fact: key].flatMap { Int64($0) }
    }
    // A file without any fact of the end is that of a run that was killed.
    let isOpen = list.allSatisfy {
      !FactKeys.sealed.contains($0.key) || FactKeys.open.contains($0.key)
    }
    let keys = isOpen ? FactKeys.open : FactKeys.sealed
    for key in keys where list[fact: key] == nil {
      note(Tables.run.name, nil, "key", "the fact '\(key)' is missing")
    }
    for (id, fact) in facts where !keys.contains(fact.key) {
      note(Tables.run.name, id, "key", "'\(fact.key)' is no fact of a run: it was added")
    }
    if isOpen {
      if list[fact: "complete"] != "0" {
        note(
          Tables.run.name, nil, "value", "the run is said to be complete, and its seal is missing")
      }
      for table in Tables.epilogue + Tables.unsealed { wanted[table.name] = 0 }
    }
    if let months = try Row.fetchOne(
      db, sql: "SELECT max(postings), max(steps), max(dossiers) FROM months")
    {
      for (index, table) in [Tables.postings, Tables.steps, Tables.dossiers].enumerated() {
        // A month may be missing, or the fact of all rows be changed.
        wanted[table.name] = max(Self.number(months, index) ?? 0, wanted[table.name] ?? 0)
      }
    }
  }

  /// Texts, names and facts: each cell against its own check.
  private mutating func checkCells(_ table: CellTable) throws {
    try db.execute(sql: SealSQL.hash(table))
    for row in try Row.fetchAll(db, sql: SealSQL.changedCells(table)) {
      let (id, column): (Int64, Int) = (row[0], row[1])
      guard column > 0 else {
        note(table.name, id, "checks", "the checks have not \(8 * table.columns.count) digits")
        continue
      }
      let name = table.columns[column - 1].name
      let value: String = row[2] ?? "NULL"
      let key = table.name == "run" ? try fact(id).map { " (\($0))" } ?? "" : ""
      note(table.name, id, name, "the cell\(key) holds « \(value) », which is not what was written")
    }
    try checkExtent(table.name, first: 0)
  }

  private func fact(_ id: Int64) throws -> String? {
    try String.fetchOne(db, sql: "SELECT key FROM run WHERE id = ?", arguments: [id])
  }

  /// Rows of numbers: each row against its check.
  private mutating func checkRows(_ table: RowTable) throws {
    let changed =
      try Int.fetchOne(
        db,
        sql: "SELECT count(*) FROM \(table.name) WHERE row_check IS NOT \(table.checkSQL)") ?? 0
    if changed > 0 {
      let found = try Row.fetchAll(
        db,
        sql: "SELECT rowid AS row_number, * FROM \(table.name) "
          + "WHERE row_check IS NOT \(table.checkSQL) ORDER BY rowid LIMIT \(RunAudit.kept)")
      for row in found { nameRow(table, row) }
      count += changed - found.count
    }
    try checkExtent(table.name, first: table.key == nil ? 1 : 0)
  }

  /// No row is missing, and none too many.
  private mutating func checkExtent(_ table: String, first: Int64) throws {
    guard let extent = try Row.fetchOne(db, sql: SealSQL.extent(table)) else { return }
    let found = Self.number(extent, 2) ?? 0
    rows.append((table, found))
    let (least, most) = (Self.number(extent, 0) ?? first, Self.number(extent, 1) ?? first - 1)
    // Whatever somebody wrote there: no table is longer.
    let last = wanted[table].map { min(max(0, $0), 1 << 40) + first - 1 }
    if found != most &- first &+ 1 || least != first {
      for row in try Row.fetchAll(db, sql: SealSQL.gaps(table, first: first)) {
        noteGap(table, row[0], row[1])
      }
    }
    if let last, most < last { noteGap(table, max(most + 1, first), last) }
    guard least < first || most > last ?? most else { return }
    for row in try Int64.fetchAll(
      db, sql: SealSQL.strangers(table, first: first, last: last ?? .max))
    {
      note(table, row, nil, "the row lies beyond those that were written: it was added")
    }
  }

  private mutating func noteGap(_ table: String, _ first: Int64, _ last: Int64) {
    note(
      table, first, nil,
      first == last
        ? "the row was deleted"
        : "the rows through \(last) were deleted (\(last &- first &+ 1))")
  }

  /// Each month: its rows, and their order.
  private mutating func checkMonths(_ table: RowTable) throws {
    for row in try Row.fetchAll(db, sql: SealSQL.months(table.name)) {
      let month = Self.number(row, 0) ?? 0
      let (found, wanted) = (Self.number(row, 1), Self.number(row, 2))
      if found != wanted {
        note(
          table.name, nil, nil,
          "month \(month) holds \(found ?? 0) rows; "
            + "\(wanted.map(String.init) ?? "another number") were written")
      } else if Self.number(row, 3) != Self.number(row, 4) {
        note(table.name, nil, nil, "the rows of month \(month) are not those that were sealed")
      }
      if Self.number(row, 5) != 0 {
        note(table.name, nil, "day", "a row of month \(month) lies on a day outside of it")
      }
    }
    for row in try Int64.fetchAll(db, sql: SealSQL.disorder(table.name)) {
      note(table.name, row, "day", "the row lies on a day before that of the row above it")
    }
  }

  /// The digest of each month follows from the one before; the seal binds the last month, the
  /// verdicts and the facts with the fingerprint.
  private mutating func checkChain() throws {
    try db.execute(sql: SealSQL.chain)
    // After the first link that is broken none can hold.
    if let id = try Int64.fetchOne(db, sql: SealSQL.brokenMonths) {
      note(
        Tables.months.name, id, "digest",
        id == 0
          ? "law, names, officials and mandates do not give the digest that was sealed"
          : "the month does not follow from the one before")
    }
    guard
      let seal = try String.fetchOne(db, sql: "SELECT value FROM run WHERE key = 'seal'")
    else { return }
    if try String.fetchOne(db, sql: SealSQL.seal) != seal {
      note(
        Tables.run.name, nil, "value", "facts, months and verdicts do not give the seal \(seal)")
    }
  }
}
