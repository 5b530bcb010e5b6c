import Foundation
import GRDB
import Testing

@testable import Store

private func entries(_ folder: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
}

@Suite struct RunStoreTests {
  @Test func `what was written is read back, and the views speak to a person`() throws {
    try withFolder { folder in
      let store = try Example.write(folder + "/run.sqlite")
      #expect(store.rows == 6)
      #expect(try entries(folder) == ["run.sqlite"])
      let archive = try RunArchive(folder + "/run.sqlite")
      let facts = try archive.facts()
      #expect(facts[fact: "fingerprint"] == "3f9c-71e2/lodqv")
      #expect(facts[fact: "complete"] == "1")
      #expect(facts[fact: "rows.postings"] == "6")
      #expect(facts[fact: "seal"] == store.seal)
      #expect(try archive.text("SELECT sum(cents) FROM account_totals") == "0")
      #expect(
        try archive.text(
          """
          SELECT group_concat(date || ' ' || reason || ' ' || amount || ' ' || available_cents
            || ' ' || reserved_cents, '; ') FROM statement WHERE official = 0
          """)
          == "2023-03-31 annual-credit 400.00 40000 0; 2023-04-02 reservation 300.00 10000 30000; "
          + "2023-04-15 debit 300.00 10000 0; 2023-04-28 payment 300.00 10000 0")
      #expect(
        try archive.text(
          """
          SELECT requested || ' ' || path || ' ' || price_cents || ' ' || rights_cents || ' '
            || card_cents || ' ' || paid_cents FROM purchases WHERE official = 0
          """) == "2023-03-21 mandate 30000 30000 0 30000")
      #expect(
        try archive.text("SELECT from_account FROM ledger WHERE reason = 'levy'")
          == "collectivities")
      #expect(try archive.text("SELECT count(*) FROM ledger WHERE official IS NULL") == "1")
      #expect(
        try archive.text("SELECT step || ' ' || state_after FROM dossier_steps WHERE hours = 7")
          == "service-done serviceDoneDeclared")
      #expect(
        try archive.text("SELECT kind || first_day || last_day FROM mandate_list")
          == "municipal2020-05-182024-06-26")
    }
  }

  @Test func `a store that is given up holds whole months and says that it is incomplete`() throws {
    try withFolder { folder in
      let path = folder + "/run.sqlite"
      let store = try RunStore(path, Example.header)
      try store.append(Example.march)
      store.abandon()
      let audit = try RunAudit(RunArchive(path))
      #expect(!audit.isComplete)
      #expect(!audit.isSealed)
      #expect(audit.lastDay == "2023-03-31")
      #expect(audit.changes == [])
      #expect(audit.violations == 0 && audit.disagreements == 0)
      // What is missing nobody can say.
      #expect(audit.conclusion == .inconclusive)
      #expect(audit.rows.first { $0.table == "postings" }?.count == 3)
    }
  }

  @Test func `cut in the middle of a month, the file opens as it was before that month`() throws {
    try withFolder { folder in
      let path = folder + "/run.sqlite"
      let cut = folder + "/cut.sqlite"
      let store = try RunStore(path, Example.header)
      try store.append(Example.march)
      store.abandon()
      // A transaction larger than the cache reaches the file before it ends.
      let queue = try DatabaseQueue(path: path)
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA cache_size = 2; BEGIN IMMEDIATE")
        try db.execute(
          sql: """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
            INSERT INTO postings SELECT 19450, i, NULL, 1, 7, 8, 3, i FROM n;
            UPDATE months SET digest = 'half'
            """)
        for ending in ["", "-journal"] {
          try FileManager.default.copyItem(atPath: path + ending, toPath: cut + ending)
        }
        try db.execute(sql: "ROLLBACK")
      }
      let size = try FileManager.default.attributesOfItem(atPath: cut)[.size] as? Int ?? 0
      #expect(size > 400_000, "the cut file holds half a month")
      let audit = try RunAudit(RunArchive(cut))
      #expect(audit.changes == [])
      #expect(!audit.isComplete)
      #expect(audit.rows.first { $0.table == "postings" }?.count == 3)
    }
  }

  @Test func `what a run that was killed left is replaced, and what one still writes is not`()
    throws
  {
    try withFolder { folder in
      let path = folder + "/run.sqlite"
      try Data("left over".utf8).write(to: URL(filePath: path))
      let store = try RunStore(path, Example.header)
      try store.append(Example.march)
      let error = #expect(throws: StoreError.self) { try RunStore(path, Example.header) }
      #expect(error?.description.contains("being written by another run") == true)
      let reader = #expect(throws: StoreError.self) { try RunAudit(RunArchive(path)) }
      #expect(reader?.description.contains("being written by a run") == true)
      try store.append(Example.april)
      try store.finish(Example.end)
      #expect(try RunAudit(RunArchive(path)).isClean)
    }
  }

  @Test func `a finished store takes nothing more`() throws {
    try withFolder { folder in
      let store = try Example.write(folder + "/run.sqlite")
      #expect(throws: StoreError.self) { try store.finish(Example.end) }
      #expect(throws: StoreError.self) { try store.append(Example.march) }
    }
  }

  @Test func `a place that can't be written is refused with a sentence`() throws {
    try withFolder { folder in
      let missing = #expect(throws: StoreError.self) {
        try RunStore(folder + "/no/run.sqlite", Example.header)
      }
      #expect(missing?.description.contains("folder does not exist") == true)
      let isFolder = #expect(throws: StoreError.self) { try RunStore(folder, Example.header) }
      #expect(isFolder?.description.contains("is a folder") == true)
      try Data().write(to: URL(filePath: folder + "/file"))
      #expect(throws: StoreError.self) { try RunStore(folder + "/file/run.sqlite", Example.header) }
      #expect(try entries(folder) == ["file"])
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root writes anywhere"))
  func `a folder without permission is refused with a sentence`() throws {
    try withFolder { folder in
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
      let error = #expect(throws: StoreError.self) {
        try RunStore(folder + "/run.sqlite", Example.header)
      }
      #expect(error?.description.contains("permission is denied") == true)
    }
  }

  @Test func `what is no stored run is refused, each with its own sentence`() throws {
    try withFolder { folder in
      let path = folder + "/run.sqlite"
      try Example.write(path)
      let whole = try Data(contentsOf: URL(filePath: path))
      func sentence(_ bytes: Data) throws -> String {
        try bytes.write(to: URL(filePath: folder + "/other"))
        return #expect(throws: StoreError.self) { try RunArchive(folder + "/other") }?.description
          ?? ""
      }
      #expect(try sentence(whole.prefix(whole.count / 2)).contains("is truncated: it has"))
      #expect(try sentence(whole.prefix(40)).contains("is truncated"))
      #expect(try sentence(Data()).contains("is truncated"))
      #expect(
        try sentence(Data(repeating: 65, count: 5_000)).contains("is not an SQLite database"))
      #expect(
        #expect(throws: StoreError.self) { try RunArchive(folder + "/absent") }?.description
          == folder + "/absent: there is no such file")
      try Example.change(path, "PRAGMA user_version = 1")
      #expect(
        #expect(throws: StoreError.self) { try RunArchive(path) }?.description
          .contains("has version 1 of the tables; this cocarde reads version 4") == true)
      try Example.change(path, "PRAGMA application_id = 5")
      #expect(
        #expect(throws: StoreError.self) { try RunArchive(path) }?.description
          .contains("is not a run that") == true)
    }
  }
}

/// The summary in a stored run.
@Suite struct StoredSummaryTests {
  @Test func `the summary is read back byte by byte, and by SQLite's own functions`() throws {
    try withFolder { folder in
      let path = folder + "/run.sqlite"
      try Example.write(path)
      let archive = try RunArchive(path)
      let read = try archive.summary()
      #expect(read.summary == Example.end.summary)
      #expect(read.isAsWritten)
      #expect(try archive.text("SELECT count(*) > 2 FROM summary") == "1")
      #expect(try archive.text("SELECT max(length(CAST(text AS BLOB))) FROM summary") == "1000")
      #expect(
        try archive.text("SELECT substr(summary ->> '$.result.name', 1, 3) FROM summary_json")
          == "é€𝄞")
      #expect(try archive.text("SELECT engine ->> '$.wall_seconds' FROM summary_json") == "1.5")
      #expect(try RunAudit(archive).isClean)
    }
  }

  @Test(arguments: [
    "UPDATE summary SET text = replace(text, 'summary', 'summery') WHERE id = 1",
    "DELETE FROM summary WHERE id = (SELECT max(id) FROM summary)",
    "UPDATE engine SET text = '{\"wall_seconds\": 0.5}'",
    "UPDATE summary SET id = 99 WHERE id = 1",
  ])
  func `a summary that was changed is found out without reading the rest`(sql: String) throws {
    try withFolder { folder in
      let path = folder + "/run.sqlite"
      try Example.write(path)
      try Example.change(path, sql)
      #expect(try !RunArchive(path).summary().isAsWritten)
      #expect(try RunAudit(RunArchive(path)).conclusion == .violated)
    }
  }

  @Test func `equal runs have one seal, however long they took`() throws {
    try withFolder { folder in
      var slow = Example.end
      slow.summary?.engine = #"{"wall_seconds": 99}"#
      var other = Example.end
      other.summary?.result += " "
      let seal = try Example.write(folder + "/a").seal
      #expect(try Example.write(folder + "/b", slow).seal == seal)
      #expect(try Example.write(folder + "/c", other).seal != seal)
      let (a, b) = (try RunArchive(folder + "/a"), try RunArchive(folder + "/c"))
      #expect(try a.firstDivergence(from: b) == nil)
    }
  }

  @Test func `a run that was killed has no summary, and says so`() throws {
    try withFolder { folder in
      let path = folder + "/run.sqlite"
      let store = try RunStore(path, Example.header)
      try store.append(Example.march)
      store.abandon()
      let error = #expect(throws: StoreError.self) { try RunArchive(path).summary() }
      #expect(error?.description.contains("holds no summary: its run was killed") == true)
    }
  }

  @Test func `pieces are whole characters and join to the text`() {
    for text in ["", "a", String(repeating: "𝄞", count: 999), String(repeating: "ab€", count: 800)]
    {
      let pieces = StoredSummary.pieces(text)
      #expect(pieces.joined() == text)
      #expect(pieces.allSatisfy { $0.utf8.count <= 1_000 && !$0.isEmpty })
    }
  }
}
