import GRDB

extension SealAudit {
  /// Says which cell of a row was changed, and what it held, where one change alone explains the
  /// difference.
  mutating func nameRow(_ table: RowTable, _ row: Row) {
    let rowid: Int64 = row["row_number"]
    let prime = Digest.prime
    let place = (rowid &+ 1) % prime
    let weights = table.columns.indices.map { index in
      RowTable.weight(
        row[table.columns[index].name] as Int64? ?? RowTable.null, table.factor(index)) % prime
    }
    // What the cells should add up to.
    let sum = (row["row_check"] as Int64) % prime * Digest.inverse(of: place) % prime
    let found = weights.reduce(RowTable.offset) { ($0 + $1) % prime }
    var candidates: [(name: String, now: Int64?, then: Int64?)] = []
    for (index, column) in table.columns.enumerated() {
      let now: Int64? = row[column.name]
      let inverse = Digest.inverse(of: table.factor(index))
      var then: Int64
      if column.isMoney {
        // Sums may be large: only the change is known.
        then = (now ?? 0) &+ Self.centred((sum - found) % prime * inverse % prime)
      } else {
        then = Self.centred((sum - found + weights[index]) % prime * inverse % prime)
      }
      let others = table.columns.indices.allSatisfy { other in
        other == index || table.columns[other].isMoney
          || (row[table.columns[other].name] as Int64? ?? 0).magnitude <= RowTable.limit
      }
      guard others else { continue }
      if column.isOptional && then == RowTable.null {
        candidates.append((column.name, now, nil))
      } else if column.range.contains(then) {
        candidates.append((column.name, now, then))
      }
    }
    guard candidates.count == 1, let cell = candidates.first else {
      note(
        table.name, rowid, nil, "the row does not match its check: it was changed or put there")
      return
    }
    note(
      table.name, rowid, cell.name,
      "the cell holds \(shown(cell.name, cell.now)); what was written was "
        + shown(cell.name, cell.then))
  }

  /// A remainder as the number nearest to zero.
  private static func centred(_ remainder: Int64) -> Int64 {
    if remainder > Digest.prime / 2 { return remainder - Digest.prime }
    return remainder < -Digest.prime / 2 ? remainder + Digest.prime : remainder
  }

  private func shown(_ column: String, _ value: Int64?) -> String {
    guard let value else { return "NULL" }
    guard column == "day" || column.hasSuffix("_day") else { return String(value) }
    let date = try? String.fetchOne(
      db, sql: "SELECT date(? * 86400, 'unixepoch')", arguments: [value])
    return (date ?? nil).map { "\(value) (\($0))" } ?? String(value)
  }
}
