import Foundation
import GRDB
import Testing

@testable import Store

/// What an editor of the database may do with a line of SQL: none of it goes unseen.
@Suite struct EditTests {
  /// What an audit of the rows finds in a run that was edited.
  private func edited(_ original: String, _ folder: String, _ sql: String) throws -> RunAudit {
    let path = try copy(original, folder)
    try Example.change(path, sql)
    return try RunAudit.ofSeal(RunArchive(path))
  }

  private func copy(_ original: String, _ folder: String) throws -> String {
    let path = folder + "/edited.sqlite"
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: original, toPath: path)
    return path
  }

  private func withRun(_ body: (String, String) throws -> Void) throws {
    try withFolder { folder in
      try Example.write(folder + "/run.sqlite")
      try body(folder + "/run.sqlite", folder)
    }
  }

  @Test func `an empty cell and a number are never taken for each other`() throws {
    try withRun { path, folder in
      let archive = try RunArchive(path)
      for table in Tables.rows {
        for column in table.columns where column.isOptional {
          let cell = "\(table.name).\(column.name)"
          func row(_ state: String) throws -> String {
            try #require(
              try archive.text(
                "SELECT max(rowid) FROM \(table.name) WHERE \(column.name) IS \(state)"), "\(cell)")
          }
          func change(_ value: String, _ row: String) throws -> [StoredChange] {
            try edited(
              path, folder,
              "UPDATE \(table.name) SET \(column.name) = \(value) WHERE rowid = \(row)"
            ).changes.filter { $0.table == table.name && $0.row == Int64(row) }
          }
          let (full, empty) = (try row("NOT NULL"), try row("NULL"))
          let emptied = try change("NULL", full)
          #expect(
            emptied.contains {
              $0.column == column.name
                && $0.event.hasPrefix("the cell holds NULL; what was written")
            }, "\(cell): \(emptied)")
          for value in [-1, 0, 1, RowTable.limit, RowTable.null, -RowTable.null, .max, .min] {
            let filled = try change("\(value)", empty)
            #expect(
              filled.contains {
                $0.column == column.name && $0.event.hasSuffix("what was written was NULL")
              }, "\(cell) = \(value): \(filled)")
          }
        }
      }
      for table in Tables.cells {
        for column in table.columns where !column.type.contains("NOT NULL") {
          let cell = "\(table.name).\(column.name)"
          let isNumber = column.type.hasPrefix("INTEGER")
          let values =
            isNumber ? ["0", "-1", "NULL"] : ["''", "'--'", "char(8709)", "'NULL'", "NULL"]
          for value in values {
            for state in ["NULL", "NOT NULL"] where (state == "NULL") != (value == "NULL") {
              let sql =
                "UPDATE \(table.name) SET \(column.name) = \(value) "
                + "WHERE id = (SELECT max(id) FROM \(table.name) WHERE \(column.name) IS \(state))"
              let found = try edited(path, folder, sql).changes
              let isThere =
                try archive.text(
                  "SELECT count(*) FROM \(table.name) WHERE \(column.name) IS \(state)") != "0"
              #expect(
                !isThere || found.contains { $0.table == table.name && $0.column == column.name },
                "\(cell), \(state) to \(value): \(found)")
            }
          }
        }
      }
    }
  }

  @Test func `a text is what its bytes are: NUL characters and other encodings are seen`() throws {
    try withRun { path, folder in
      for table in Tables.cells {
        for column in table.columns.map(\.name) + ["checks"]
        where column == "checks"
          || table.columns.contains(where: { $0.name == column && $0.type.hasPrefix("TEXT") })
        {
          for value in [
            "\(column) || char(0)", "\(column) || char(0) || 'x'", "char(0) || \(column)",
          ] {
            let sql =
              "UPDATE \(table.name) SET \(column) = \(value) "
              + "WHERE id = (SELECT max(id) FROM \(table.name) WHERE \(column) IS NOT NULL)"
            let found = try edited(path, folder, sql).changes
            #expect(
              found.contains { $0.table == table.name && $0.column == column },
              "\(table.name).\(column) = \(value): \(found)")
          }
        }
      }
      // Three bytes for what takes two: SQLite reads the same character.
      let sql = "UPDATE departments SET name = CAST(x'4C6F7AE083A87265' AS TEXT) WHERE id = 0"
      #expect(try edited(path, folder, sql).changes.contains { $0.table == "departments" })
    }
  }

  @Test func `the tail of a table, and a whole one, are missed with their first row`() throws {
    try withRun { path, folder in
      let archive = try RunArchive(path)
      for table in Tables.rows.map(\.name) + Tables.cells.map(\.name) {
        let rows = try #require(
          try archive.text("SELECT group_concat(rowid) FROM \(table)")
        ).split(separator: ",").compactMap { Int64($0) }
        let last = try #require(rows.last)
        for first in Set([last, rows[rows.count / 2], rows[0]]) {
          let found = try edited(path, folder, "DELETE FROM \(table) WHERE rowid >= \(first)")
            .changes
          #expect(
            found.contains {
              $0.table == table && ($0.row == first || $0.event.contains("is missing"))
            }, "\(table) from \(first): \(found)")
        }
      }
    }
  }

  @Test func `every fact must be there under its own key, and no other one`() throws {
    try withRun { path, folder in
      for key in FactKeys.sealed {
        for sql in [
          "DELETE FROM run WHERE key = '\(key)'",
          "UPDATE run SET key = key || 'x' WHERE key = '\(key)'",
        ] {
          let audit = try edited(path, folder, sql)
          #expect(
            audit.changes.contains { $0.event == "the fact '\(key)' is missing" },
            "\(sql): \(audit.changes)")
          #expect(audit.conclusion == .violated)
        }
      }
      let hidden = try edited(
        path, folder, "UPDATE run SET key = key || char(0) WHERE key IN ('seal', 'complete')")
      for key in ["7365616C", "636F6D706C657465"] {
        #expect(
          hidden.changes.contains { $0.column == "key" && $0.event.contains("« X'\(key)00' »") },
          "\(hidden.changes)")
      }
      let more =
        "INSERT INTO run VALUES (99, 'more', 'x', '\(CellTable.checks(99, ["more", "x"]))')"
      #expect(
        try edited(path, folder, more).changes.contains {
          $0.row == 99 && $0.event.contains("it was added")
        })
    }
  }

  @Test func `a file that is made to look unsealed is never clean`() throws {
    try withRun { path, folder in
      let verdicts =
        "DELETE FROM verdicts; DELETE FROM violations; DELETE FROM summary; DELETE FROM engine"
      for id in [9, 10, 11] {
        let audit = try edited(path, folder, "DELETE FROM run WHERE id >= \(id); \(verdicts)")
        #expect(audit.conclusion == .violated, "from \(id): \(audit.changes)")
      }
      // Whoever computes the check of a fact anew gets the file of a run that was killed.
      let open =
        "DELETE FROM run WHERE id >= 10; UPDATE run SET value = '0', "
        + "checks = '\(CellTable.checks(9, ["complete", "0"]))' WHERE id = 9"
      let audit = try edited(path, folder, "\(open); \(verdicts)")
      #expect(audit.changes == [])
      #expect(audit.conclusion == .inconclusive)
      let left = try edited(path, folder, open)
      #expect(left.changes.contains { $0.table == "verdicts" }, "\(left.changes)")
      #expect(left.conclusion == .violated)
    }
  }

  @Test func `sums that overflow are a finding, not an accident`() throws {
    try withRun { path, folder in
      for (table, sql) in [
        ("postings", "UPDATE postings SET row_check = \(Int64.max) WHERE rowid < 3"),
        ("postings", "UPDATE postings SET amount_cents = \(Int64.max)"),
        ("officials", "UPDATE officials SET birth_year = \(Int64.min), department = \(Int64.max)"),
        ("months", "UPDATE months SET postings = \(Int64.max), steps = \(Int64.min)"),
        ("dossiers", "UPDATE dossiers SET rowid = \(Int64.max)"),
        ("law", "UPDATE law SET id = \(Int64.min) WHERE id = 1"),
      ] {
        let copy = try copy(path, folder)
        try Example.change(copy, sql)
        let audit = try RunAudit(RunArchive(copy))
        #expect(audit.changes.contains { $0.table == table }, "\(sql): \(audit.changes)")
        #expect(audit.conclusion == .violated)
      }
    }
  }

  @Test func `a cell of another type is found, though its number is the same`() throws {
    try withRun { path, folder in
      let file = try copy(path, folder)
      func define(_ from: String, _ to: String) throws {
        let queue = try DatabaseQueue(path: file)
        try queue.writeWithoutTransaction { db in
          try db.execute(
            sql: """
              PRAGMA writable_schema = ON;
              UPDATE sqlite_schema SET sql = replace(sql, '\(from)', '\(to)')
              WHERE name = 'postings';
              PRAGMA writable_schema = RESET
              """)
        }
        try queue.close()
      }
      try define(") STRICT", ") ")
      try Example.change(
        file, "UPDATE postings SET amount_cents = CAST(amount_cents AS BLOB) WHERE rowid = 2")
      try define(") ", ") STRICT")
      let audit = try RunAudit(RunArchive(file))
      #expect(
        audit.changes.contains { $0.event.contains("postings.amount_cents") }, "\(audit.changes)")
      #expect(audit.conclusion == .violated)
    }
  }

  @Test func `a rule of which a name is gone is not judged, rather than held`() throws {
    try withRun { path, folder in
      let file = try copy(path, folder)
      try Example.change(file, "UPDATE accounts SET name = 'other' WHERE name = 'hours-converted'")
      let audit = try RunAudit(RunArchive(file))
      let judged = audit.invariants.filter(\.isJudged)
      #expect(judged.allSatisfy { $0.obstacle?.contains("hours-converted") == true })
      #expect(judged.allSatisfy { $0.agrees == nil })
    }
  }

  @Test(arguments: 0..<8)
  func `whatever is changed by chance is found where it was changed`(part: Int) throws {
    try withRun { path, folder in
      let archive = try RunArchive(path)
      var tried = 0
      for seed in part * 30..<part * 30 + 30 {
        var edit = RandomEdit(seed: UInt64(seed))
        let (table, row, sql) = try edit.make(archive)
        let file = try copy(path, folder)
        // What the file itself refuses is no edit.
        guard (try? Example.change(file, sql)) != nil else { continue }
        let all = "SELECT group_concat(\(try RandomEdit.line(table, archive)), ';') FROM \(table)"
        let changed = try RunArchive(file)
        guard try changed.text(all) != archive.text(all) else { continue }
        tried += 1
        let audit = try RunAudit.ofSeal(changed)
        #expect(audit.conclusion == .violated, "\(seed): \(sql)")
        #expect(
          audit.changes.contains { $0.table == table && (row == nil || $0.row == row) },
          "\(seed): \(sql): \(audit.changes)")
      }
      #expect(tried > 10)
    }
  }
}

/// One edit by chance: of a cell, of a check, of a number of a row, of rows.
private struct RandomEdit {
  private var random: Splitmix

  init(seed: UInt64) { random = Splitmix(state: seed &* 0x9e37_79b9_7f4a_7c15 &+ 1) }

  private struct Splitmix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
      return z ^ z >> 31
    }
  }

  /// A row as text.
  static func line(_ table: String, _ archive: RunArchive) throws -> String {
    let columns = try archive.text("SELECT group_concat(name) FROM pragma_table_info('\(table)')")
    return "rowid || '|' || "
      + (columns ?? "").split(separator: ",").map { "hex(quote(\($0)))" }.joined(
        separator: " || '|' || ")
  }

  /// An edit: the table, the row where one alone is concerned, the statement.
  mutating func make(_ archive: RunArchive) throws -> (table: String, row: Int64?, sql: String) {
    let tables = Tables.rows.map(\.name) + Tables.cells.map(\.name)
    let table = tables.randomElement(using: &random) ?? ""
    let isRows = Tables.rows.contains { $0.name == table }
    let names = try archive.text(
      "SELECT group_concat(name) FROM pragma_table_info('\(table)') WHERE pk = 0")
    let columns = (names ?? "").split(separator: ",").map(String.init)
    let rows = try archive.text("SELECT group_concat(rowid) FROM \(table)") ?? ""
    let ids = rows.split(separator: ",").compactMap { Int64($0) }
    let row = ids.randomElement(using: &random) ?? 0
    let other = ids.randomElement(using: &random) ?? 0
    let column = columns.randomElement(using: &random) ?? ""
    let list = columns.joined(separator: ", ")
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return (table, row, "DELETE FROM \(table) WHERE rowid = \(row)")
    case 1:
      let last = max(row, other)
      return (table, nil, "DELETE FROM \(table) WHERE rowid BETWEEN \(min(row, other)) AND \(last)")
    case 2:
      let place: Int64 =
        [-1, 0, (ids.last ?? 0) + 1, 1_000, Int64.max].randomElement(using: &random) ?? 0
      return (
        table, nil,
        "INSERT INTO \(table) (rowid, \(list)) SELECT \(place), \(list) FROM \(table) "
          + "WHERE rowid = \(row)"
      )
    case 3:
      let place: Int64 =
        [-5, 77, row + Digest.prime].randomElement(using: &random) ?? 0
      return (table, nil, "UPDATE \(table) SET rowid = \(place) WHERE rowid = \(row)")
    case 4:
      // Two rows change places, with their checks.
      return (
        table, nil,
        """
        UPDATE \(table) SET rowid = -99 WHERE rowid = \(row);
        UPDATE \(table) SET rowid = \(row) WHERE rowid = \(other);
        UPDATE \(table) SET rowid = \(other) WHERE rowid = -99
        """
      )
    default:
      let isCheck = column == "row_check" || column == "checks"
      return (
        table, isCheck && isRows ? nil : row,
        "UPDATE \(table) SET \(column) = \(value(column, table, other)) WHERE rowid = \(row)"
      )
    }
  }

  /// What a cell is changed to; a text for a number, which the file refuses, is no edit.
  private mutating func value(_ column: String, _ table: String, _ other: Int64) -> String {
    [
      "NULL", "0", "-1", "\(column) + 1", "\(column) - 1", "-\(column)",
      "\(column) + \(Digest.prime)",
      String(Int64.random(in: .min ... .max, using: &random)), "''", "\(column) || 'x'",
      "\(column) || char(0)", "upper(\(column))", "char(8709)", "substr(\(column), 2)",
      "(SELECT o.\(column) FROM \(table) o WHERE o.rowid = \(other))",
    ].randomElement(using: &random) ?? "NULL"
  }
}
