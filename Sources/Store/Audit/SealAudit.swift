import GRDB

/// Whether the rows of a stored run are those that were written: checks, gaps, months, seal.
struct SealAudit {
  private let db: Database
  private(set) var changes: [StoredChange] = []
  private(set) var count = 0
  private(set) var rows: [(table: String, count: Int64)] = []
  /// Whether a table is missing, so that nothing else can be looked at.
  private(set) var isBroken = false

  init(_ db: Database) { self.db = db }

  mutating func run() throws {
    try checkSchema()
    guard !isBroken else { return }
    try db.execute(sql: SealSQL.prepare)
    for table in Tables.cells { try checkCells(table) }
    for table in Tables.rows { try checkRows(table) }
    try checkMonths()
    for table in Tables.cells.map(\.name) + Tables.rows.map(\.name) { try countRows(table) }
    try checkSeal()
  }

  private mutating func note(
    _ table: String, _ row: Int64? = nil, _ column: String? = nil, _ event: String
  ) {
    count += 1
    guard changes.count < RunAudit.kept else { return }
    changes.append(StoredChange(table: table, row: row, column: column, event: event))
  }

  /// The tables and views are ours, and there is no trigger.
  private mutating func checkSchema() throws {
    let found = try Row.fetchAll(
      db,
      sql: "SELECT type, name, sql FROM sqlite_schema WHERE type <> 'index' "
        + "AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'")
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
    try checkGaps(table.name, first: 0)
  }

  private func fact(_ id: Int64) throws -> String? {
    try String.fetchOne(db, sql: "SELECT key FROM run WHERE id = ?", arguments: [id])
  }

  private mutating func noteGap(_ table: String, _ first: Int64, _ last: Int64) {
    note(
      table, first, nil,
      first == last
        ? "the row was deleted" : "the rows through \(last) were deleted (\(last - first + 1))")
  }

  /// Rows of numbers: each row against its check, and no gap between them.
  private mutating func checkRows(_ table: RowTable) throws {
    let changed =
      try Int.fetchOne(
        db,
        sql: "SELECT count(*) FROM \(table.name) WHERE row_check <> \(table.checkSQL)") ?? 0
    if changed > 0 {
      let found = try Row.fetchAll(
        db,
        sql: "SELECT rowid AS row_number, *, \(table.checkSQL) AS computed FROM \(table.name) "
          + "WHERE row_check <> computed ORDER BY rowid LIMIT \(RunAudit.kept)")
      for row in found { nameRow(table, row) }
      count += changed - found.count
    }
    try checkGaps(table.name, first: table.key == nil ? 1 : 0)
  }

  private mutating func checkGaps(_ table: String, first: Int) throws {
    guard try Bool.fetchOne(db, sql: SealSQL.hasGaps(table, first: first)) == true else { return }
    for row in try Row.fetchAll(db, sql: SealSQL.gaps(table, first: first)) {
      noteGap(table, row[0], row[1])
    }
  }

  /// Says which cell of a row was changed, and what it held, where one change alone explains the
  /// difference.
  private mutating func nameRow(_ table: RowTable, _ row: Row) {
    let rowid: Int64 = row["row_number"]
    let difference = (row["row_check"] as Int64) - (row["computed"] as Int64? ?? 0)
    var candidates: [(name: String, now: Int64?, then: Int64)] = []
    for (index, column) in table.columns.enumerated() {
      let factor = (rowid + 1) % Digest.prime * (table.factor(index) % Digest.prime) % Digest.prime
      var change = difference % Digest.prime * Digest.inverse(of: factor) % Digest.prime
      if change > Digest.prime / 2 { change -= Digest.prime }
      if change < -Digest.prime / 2 { change += Digest.prime }
      let now: Int64? = row[column.name]
      let then = (now ?? -1) &+ change
      if column.range.contains(then) || (column.isOptional && then == -1) {
        candidates.append((column.name, now, then))
      }
    }
    guard candidates.count == 1, let cell = candidates.first else {
      note(
        table.name, rowid, nil, "the row does not match its check: it was changed or put there")
      return
    }
    let was = cell.then == -1 ? "NULL" : shown(cell.name, cell.then)
    let holds = cell.now.map { shown(cell.name, $0) } ?? "NULL"
    note(table.name, rowid, cell.name, "the cell holds \(holds); what was written was \(was)")
  }

  private func shown(_ column: String, _ value: Int64) -> String {
    guard column == "day" || column.hasSuffix("_day") else { return String(value) }
    let date = try? String.fetchOne(
      db, sql: "SELECT date(? * 86400, 'unixepoch')", arguments: [value])
    return (date ?? nil).map { "\(value) (\($0))" } ?? String(value)
  }

  /// Each month: its rows, their order, and the digest that follows from the one before.
  private mutating func checkMonths() throws {
    for table in [Tables.postings, Tables.steps, Tables.dossiers] {
      for row in try Row.fetchAll(db, sql: SealSQL.months(table.name)) {
        let (month, rowsFound, rowsWanted): (Int64, Int64, Int64) = (row[0], row[1], row[2])
        if rowsFound != rowsWanted {
          note(
            table.name, nil, nil,
            "month \(month) holds \(rowsFound) rows; \(rowsWanted) were written")
        } else if row[3] as Int64 != row[4] as Int64 {
          note(table.name, nil, nil, "the rows of month \(month) are not those that were sealed")
        }
        if row[5] as Bool {
          note(table.name, nil, "day", "a row of month \(month) lies on a day outside of it")
        }
      }
      for row in try Row.fetchAll(db, sql: SealSQL.beyond(table.name)) {
        note(table.name, row[0], nil, "the row belongs to no month that was closed: it was added")
      }
      for row in try Row.fetchAll(db, sql: SealSQL.disorder(table.name)) {
        note(table.name, row[0], "day", "the row lies on a day before that of the row above it")
      }
    }
    try db.execute(sql: SealSQL.chain)
    for row in try Row.fetchAll(db, sql: SealSQL.brokenMonths) {
      let id: Int64 = row[0]
      note(
        "months", id, "digest",
        id == 0
          ? "law, names, officials and mandates do not give the digest that was sealed"
          : "the month does not follow from the one before")
      // After the first link that is broken none can hold.
      break
    }
  }

  private mutating func countRows(_ table: String) throws {
    let found = try Int64.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
    rows.append((table, found))
    guard table != "run" else { return }
    let wanted = try Int64.fetchOne(
      db, sql: "SELECT CAST(value AS INTEGER) FROM run WHERE key = ?", arguments: ["rows.\(table)"])
    if let wanted, wanted != found {
      note(table, nil, nil, "the table has \(found) rows; \(wanted) were written")
    }
  }

  /// The seal binds the last month, the verdicts and the facts with the fingerprint.
  private mutating func checkSeal() throws {
    let key = "SELECT value FROM run WHERE key = "
    guard let seal = try String.fetchOne(db, sql: key + "'seal'") else {
      if try String.fetchOne(db, sql: key + "'complete'") == "1" {
        note("run", nil, "value", "the run is said to be complete, and its seal is missing")
      }
      return
    }
    let found = try String.fetchOne(db, sql: SealSQL.seal)
    if found != seal {
      note("run", nil, "value", "facts, months and verdicts do not give the seal \(seal)")
    }
  }
}
