import GRDB

/// Where two stored runs part: the first row, in the order of the days, of which a cell differs.
package struct StoredDivergence: Hashable, Sendable {
  /// The day, in days since 1970; nothing for what holds before the first day or of the whole run.
  package let day: Int64?
  /// The official, by number.
  package let official: Int64?
  /// The table, and what its row is about where that has a name.
  package let event: String
  /// The row's number in the table.
  package let row: Int64
  /// The column that differs; `row` where one of the runs has no such row.
  package let field: String
  /// What each run has in it, codes by their names.
  package let a, b: String
}

extension RunArchive {
  /// Finds the first row in which another run differs from this one.
  ///
  /// Every cell of every table is compared, but neither the checks, which follow from the cells,
  /// nor the facts that say who made the run and how, nor the summary, which repeats what the rows
  /// hold and the command that made it. First comes what holds before the first day
  /// (seed and days, law, names, officials, mandates), then the days, in each of them steps before
  /// dossiers before postings before the end of a month, and last the verdicts and the fingerprint.
  ///
  /// - Parameter other: The other run.
  /// - Returns: The divergence, or nothing where the runs are equal.
  /// - Throws: ``StoreError`` if one of the files cannot be read.
  package func firstDivergence(from other: RunArchive) throws(StoreError) -> StoredDivergence? {
    try work { db in
      try db.execute(sql: "ATTACH ? AS other", arguments: [other.path])
      defer { try? db.execute(sql: "DETACH other") }
      let comparison = RowComparison(db: db)
      if let found = try comparison.fact(["seed", "first_day", "last_day", "days"]) {
        return found
      }
      for table in Tables.prologue {
        if let found = try comparison.first(table) { return found }
      }
      for table in [Tables.officials, Tables.mandates] {
        if let found = try comparison.first(table) { return found }
      }
      let events =
        try [Tables.steps, Tables.dossiers, Tables.postings]
        .compactMap { try comparison.first($0) }
        + [comparison.first(Tables.months)].compactMap(\.self)
      // The tables are in their order within a day, and `min` keeps the first of equal ones.
      if let found = events.min(by: { ($0.day ?? .max) < ($1.day ?? .max) }) { return found }
      for table in Tables.findings {
        if let found = try comparison.first(table) { return found }
      }
      return try comparison.fact(["audited", "complete", "fingerprint"])
    }
  }
}

/// The comparison of two tables of the same name, row by row.
private struct RowComparison {
  let db: Database

  /// Which table names the codes of a column, by the column's name.
  private static let names = [
    "debit": "accounts", "credit": "accounts", "reason": "reasons", "verb": "verbs",
    "rule": "rules", "state_before": "states", "state_after": "states",
    "body_kind": "mandate_kinds", "kind": "mandate_kinds",
  ]

  func first(_ table: RowTable) throws -> StoredDivergence? {
    try first(table.name, table.columns.map(\.name), key: "rowid")
  }

  func first(_ table: CellTable) throws -> StoredDivergence? {
    try first(table.name, table.columns.map(\.name), key: "id")
  }

  /// The first of some facts that differs: by key, since a run that was killed has fewer.
  func fact(_ keys: [String]) throws -> StoredDivergence? {
    for key in keys {
      func value(_ schema: String) throws -> Row? {
        try Row.fetchOne(
          db, sql: "SELECT id, value FROM \(schema).run WHERE key = ?", arguments: [key])
      }
      let (a, b) = (try value("main"), try value("other"))
      let texts = [a, b].map { $0.flatMap { String.fromDatabaseValue($0["value"]) } ?? "no row" }
      guard texts[0] != texts[1] else { continue }
      return StoredDivergence(
        day: nil, official: nil, event: "run: \(key)", row: (a ?? b)?["id"] ?? 0,
        field: a == nil || b == nil ? "row" : "value", a: texts[0], b: texts[1])
    }
    return nil
  }

  func first(_ table: String, _ columns: [String], key: String) throws -> StoredDivergence? {
    let differs = columns.map { "a.\($0) IS NOT b.\($0)" }.joined(separator: " OR ")
    let pair = "main.\(table) a LEFT JOIN other.\(table) b ON b.\(key) = a.\(key)"
    let here = try Int64.fetchOne(
      db,
      sql: "SELECT a.\(key) FROM \(pair) WHERE b.\(key) IS NULL OR \(differs) "
        + "ORDER BY a.\(key) LIMIT 1")
    // A row that this run lacks lies behind its last one, unless somebody deleted it.
    let there = try Int64.fetchOne(
      db,
      sql: "SELECT b.\(key) FROM other.\(table) b LEFT JOIN main.\(table) a ON a.\(key) = b.\(key) "
        + "WHERE a.\(key) IS NULL ORDER BY b.\(key) LIMIT 1")
    guard let row = [here, there].compactMap({ $0 }).min() else { return nil }
    return try describe(table, columns, key, row)
  }

  private func describe(
    _ table: String, _ columns: [String], _ key: String, _ row: Int64
  ) throws -> StoredDivergence {
    func fetch(_ schema: String) throws -> Row? {
      try Row.fetchOne(
        db, sql: "SELECT * FROM \(schema).\(table) WHERE \(key) = ?", arguments: [row])
    }
    let (a, b) = (try fetch("main"), try fetch("other"))
    let known = a ?? b
    func number(_ row: Row?, _ column: String) -> Int64? {
      row.flatMap { Int64.fromDatabaseValue($0[column]) }
    }
    let column = columns.first { name in
      (a?[name] as DatabaseValue?) != (b?[name] as DatabaseValue?)
    }
    let official: Int64? = table == "officials" ? row : nil
    var texts = ("a row", "a row")
    if a == nil { texts.0 = "no row" }
    if b == nil { texts.1 = "no row" }
    if a != nil, b != nil, let column {
      texts = (try text(column, a), try text(column, b))
    }
    // A month has its last day alone.
    let day = columns.contains("day") ? "day" : table == Tables.months.name ? "last_day" : nil
    return StoredDivergence(
      day: day.flatMap { day in [a, b].compactMap { number($0, day) }.min() },
      official: official ?? (columns.contains("official") ? number(known, "official") : nil),
      event: try event(table, known),
      row: row, field: a == nil || b == nil ? "row" : column ?? "row", a: texts.0, b: texts.1)
  }

  /// What a row is about: its table, and the name of its verb, reason, parameter or invariant.
  private func event(_ table: String, _ row: Row?) throws -> String {
    let subject = ["verb", "reason", "parameter", "invariant", "name"].first {
      row?.hasColumn($0) == true
    }
    guard let subject, let row else { return table }
    return "\(table): \(try text(subject, row))"
  }

  /// A cell as a person reads it.
  private func text(_ column: String, _ row: Row?) throws -> String {
    guard let value = row?[column] as DatabaseValue?, !value.isNull else { return "NULL" }
    if let names = Self.names[column], let code = Int64.fromDatabaseValue(value) {
      let name = try String.fetchOne(
        db, sql: "SELECT name FROM \(names) WHERE id = ?", arguments: [code])
      return name ?? "\(code)"
    }
    if column == "day" || column.hasSuffix("_day"), let day = Int64.fromDatabaseValue(value) {
      return try String.fetchOne(
        db, sql: "SELECT date(? * 86400, 'unixepoch')", arguments: [day]) ?? "\(day)"
    }
    return "\(value.storage.value.map { "\($0)" } ?? "NULL")"
  }
}
