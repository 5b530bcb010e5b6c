import Foundation
import Testing

@testable import Store

/// One case for each column of each table: whoever changes one cell is found out, with its place.
@Suite struct TamperTests {
  /// What an audit of the rows finds in a run that was changed; the rules have their own tests.
  private func changes(_ sql: String, in original: String, _ folder: String) throws -> RunAudit {
    let path = folder + "/changed.sqlite"
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: original, toPath: path)
    try Example.change(path, sql)
    return try RunAudit.seals(RunArchive(path)).audit
  }

  @Test func `the run itself is clean`() throws {
    try withFolder { folder in
      try Example.write(folder + "/run.sqlite")
      let audit = try RunAudit(RunArchive(folder + "/run.sqlite"))
      #expect(audit.changes == [])
      #expect(audit.violations == 0)
      #expect(audit.invariants.allSatisfy { $0.obstacle == nil }, "\(audit.invariants)")
      #expect(audit.isComplete && audit.isSealed && audit.isClean)
    }
  }

  @Test func `every changed number is named with what it was`() throws {
    try withFolder { folder in
      let path = folder + "/run.sqlite"
      try Example.write(path)
      for table in Tables.rows {
        for column in table.columns {
          let row = try #require(
            try RunArchive(path).text(
              "SELECT max(rowid) FROM \(table.name) WHERE \(column.name) IS NOT NULL"))
          let audit = try changes(
            "UPDATE \(table.name) SET \(column.name) = \(column.name) + 1 WHERE rowid = \(row)",
            in: path, folder)
          let found = audit.changes.filter { $0.table == table.name && $0.row == Int64(row) }
          let place = "\(table.name).\(column.name)"
          #expect(found.contains { $0.column == column.name }, "\(place): \(audit.changes)")
          #expect(!audit.isClean)
        }
      }
    }
  }

  @Test func `every changed text, name and fact is named`() throws {
    try withFolder { folder in
      let path = folder + "/run.sqlite"
      try Example.write(path)
      for table in Tables.cells {
        for column in table.columns {
          let isNumber = column.type.hasPrefix("INTEGER")
          let value =
            isNumber ? "ifnull(\(column.name), 0) + 1" : "ifnull(\(column.name), '') || 'x'"
          let row = try #require(try RunArchive(path).text("SELECT max(id) FROM \(table.name)"))
          let audit = try changes(
            "UPDATE \(table.name) SET \(column.name) = \(value) WHERE id = \(row)", in: path, folder
          )
          let place = "\(table.name).\(column.name)"
          #expect(
            audit.changes.contains {
              $0.table == table.name && $0.row == Int64(row) && $0.column == column.name
            }, "\(place): \(audit.changes)")
        }
        let audit = try changes(
          "UPDATE \(table.name) SET checks = 'none' WHERE id = 0", in: path, folder)
        #expect(audit.changes.contains { $0.table == table.name && $0.row == 0 }, "\(table.name)")
      }
    }
  }

  @Test func `a deleted row, an added row and a changed check are found in every table`() throws {
    try withFolder { folder in
      let path = folder + "/run.sqlite"
      try Example.write(path)
      let tables =
        Tables.rows.map { ($0.name, "rowid", "row_check + 1", "row_check") }
        + Tables.cells.map { ($0.name, "id", "substr(checks, 2) || '0'", "checks") }
      for (table, key, check, column) in tables {
        for row in ["min", "max"] {
          let deleted = try changes(
            "DELETE FROM \(table) WHERE \(key) = (SELECT \(row)(\(key)) FROM \(table))",
            in: path, folder)
          #expect(deleted.changes.contains { $0.table == table }, "deleted \(row) of \(table)")
        }
        let changed = try changes(
          "UPDATE \(table) SET \(column) = \(check) WHERE \(key) = 1", in: path, folder)
        let isOneRow = try RunArchive(path).text("SELECT count(*) FROM \(table)") == "1"
        #expect(isOneRow || !changed.changes.isEmpty, "check of \(table)")
        guard table != "run" else { continue }
        let names = try #require(
          try RunArchive(path).text(
            "SELECT group_concat(name, ', ') FROM pragma_table_info('\(table)') "
              + "WHERE name <> 'id'"))
        let added = try changes(
          "INSERT INTO \(table) (\(names)) SELECT \(names) FROM \(table) LIMIT 1", in: path, folder)
        #expect(added.changes.contains { $0.table == table }, "added to \(table)")
      }
    }
  }

  @Test func `rows that are exchanged or checked anew do not fit their month`() throws {
    try withFolder { folder in
      let path = folder + "/run.sqlite"
      try Example.write(path)
      let exchanged = try changes(
        """
        UPDATE postings SET official = iif(rowid = 1, 1, 0), row_check =
          (SELECT p.row_check FROM postings p WHERE p.rowid = 3 - postings.rowid)
        WHERE rowid IN (1, 2)
        """, in: path, folder)
      #expect(exchanged.changes.count { $0.table == "postings" && $0.row != nil } == 2)
      let forged = try changes(
        """
        UPDATE postings SET amount_cents = amount_cents + 1 WHERE rowid = 1;
        UPDATE postings SET row_check = \(Tables.postings.checkSQL) WHERE rowid = 1
        """, in: path, folder)
      #expect(forged.changes.contains { $0.event.contains("month 1 are not those") })
      #expect(!forged.isClean)
    }
  }

  @Test func `a date that is exchanged within its month is named`() throws {
    try withFolder { folder in
      let path = folder + "/run.sqlite"
      try Example.write(path)
      let audit = try changes(
        "UPDATE postings SET day = day - 5 WHERE rowid = 6", in: path, folder)
      #expect(
        audit.changes.contains {
          $0.event
            == "the cell holds 19470 (2023-04-23); what was written was 19475 (2023-04-28)"
        }, "\(audit.changes)")
    }
  }

  @Test func `triggers, views and tables that were changed are named, indexes are nobody's harm`()
    throws
  {
    try withFolder { folder in
      let path = folder + "/run.sqlite"
      try Example.write(path)
      for (sql, name) in [
        ("DROP VIEW statement", "statement"), ("CREATE TABLE more (a)", "more"),
        ("CREATE TRIGGER t AFTER INSERT ON run BEGIN SELECT 1; END", "t"),
        ("DROP VIEW years; CREATE VIEW years AS SELECT 1", "years"),
        ("ALTER TABLE law RENAME COLUMN word TO wort", "law"), ("DROP TABLE mandates", "mandates"),
      ] {
        let audit = try changes(sql, in: path, folder)
        #expect(audit.changes.contains { $0.table == name }, "\(sql): \(audit.changes)")
      }
      let audit = try changes(
        "CREATE INDEX postings_by_official ON postings (official)", in: path, folder)
      #expect(audit.isClean)
    }
  }

  @Test func `a run that is said to be complete without a seal is found out`() throws {
    try withFolder { folder in
      let path = folder + "/run.sqlite"
      try Example.write(path)
      let audit = try changes("DELETE FROM run WHERE key = 'seal'", in: path, folder)
      #expect(audit.changes.contains { $0.event.contains("its seal is missing") })
    }
  }
}
