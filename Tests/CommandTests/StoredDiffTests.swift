import Foundation
import GRDB
import Store
import Testing

/// `cocarde diff` on two stored runs.
@Suite struct StoredDiffTests {
  private let stored: String
  private let other: String

  init() throws {
    stored = try EvidenceCommandTests.stored.get()
    other = try Program.folder().appending(path: "other.sqlite").path
  }

  /// Changes a copy of the stored run by hand.
  private func edited(_ sql: String) throws -> Program.Outcome {
    try FileManager.default.copyItem(atPath: stored, toPath: other)
    let queue = try DatabaseQueue(path: other)
    try queue.write { db in
      try db.execute(sql: sql)
      try #require(db.changesCount > 0)
    }
    try queue.close()
    return try Program.run(["diff", stored, other])
  }

  @Test func `a run differs in nothing from the same run with other threads`() throws {
    let run = try Program.run([
      "run", try Program.scenario(EvidenceCommandTests.text), "--quiet", "--jobs", "1",
      "--out", "sqlite=\(other)",
    ])
    #expect(run.code == 0, "\(run.err)")
    let outcome = try Program.run(["diff", stored, other])
    #expect(outcome.code == 0, "\(outcome.out)\(outcome.err)")
    #expect(outcome.out == "  equal in every row\n")
    let json = try Program.run(["diff", stored, other, "--json"])
    #expect(json.code == 0)
    #expect(json.out.contains("\"divergence\": null"))
  }

  @Test func `the first row of a known-bad run that differs is named with its official`() throws {
    let run = try Program.run([
      "run", try Program.scenario(EvidenceCommandTests.text), "--quiet",
      "--mutant", "credit-twice", "--out", "sqlite=\(other)",
    ])
    #expect(run.code == 3, "\(run.err)")
    let outcome = try Program.run(["diff", stored, other])
    #expect(outcome.code == 5, "\(outcome.err)")
    let lines = outcome.out.split(separator: "\n").map {
      $0.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    }
    // The first credits of the second mandate's day: what differs is a credit, on its day.
    #expect(lines.contains { $0.first == "event" && $0.contains("annual-credit,") })
    let official = try #require(lines.first { $0.first == "official" }?.last)
    let sql = "SELECT count(*) FROM postings WHERE official = \(official)"
    let count = try RunArchive(stored).text(sql).flatMap(Int.init)
    let twice = try RunArchive(other).text(sql).flatMap(Int.init)
    #expect(try #require(twice) > #require(count))
  }

  @Test(arguments: [
    (
      "UPDATE postings SET amount_cents = amount_cents + 1 WHERE rowid = 300", "amount_cents",
      "row 300"
    ),
    ("UPDATE postings SET day = day + 1 WHERE rowid = 300", "day", "row 300"),
    ("DELETE FROM steps WHERE rowid = 20", "row", "row 20"),
    ("UPDATE officials SET birth_year = 1950 WHERE id = 5", "birth_year", "row 5"),
    ("UPDATE months SET fund_cents = fund_cents + 1 WHERE id = 3", "fund_cents", "2022-03-31"),
    ("UPDATE run SET value = 'other' WHERE key = 'fingerprint'", "value", "run: fingerprint"),
    ("UPDATE run SET value = '0' WHERE key = 'complete'", "value", "run: complete"),
    ("UPDATE run SET value = '49' WHERE key = 'seed'", "value", "run: seed"),
    ("UPDATE law SET number = 1 WHERE parameter = 'rights.cap'", "number", "law: rights.cap"),
  ])
  func `a change by hand is found with its row and column`(
    sql: String, column: String, event: String
  ) throws {
    let outcome = try edited(sql)
    #expect(outcome.code == 5, "\(outcome.err)")
    #expect(outcome.out.contains("field     \(column)\n"), "\(outcome.out)")
    #expect(outcome.out.contains(event), "\(outcome.out)")
  }

  @Test func `a file without its seal is called so, equal or not`() throws {
    let outcome = try edited("DELETE FROM run WHERE key = 'seal'")
    #expect(outcome.code == 0)
    #expect(outcome.err.contains("\(other) is not sealed"))
    #expect(!outcome.err.contains("\(stored) is not sealed"))
  }

  @Test func `a stored run and something else are not compared`() throws {
    let scenario = try Program.scenario(EvidenceCommandTests.text)
    for arguments in [[stored, scenario], [scenario, stored]] {
      let outcome = try Program.run(["diff"] + arguments)
      #expect(outcome.code == 2)
      #expect(outcome.out.isEmpty)
      #expect(outcome.err.contains("is a stored run and"))
      #expect(outcome.err.split(separator: "\n").count == 1)
    }
    let set = try Program.run(["diff", stored, stored, "--set", "engine.jobs=1"])
    #expect(set.code == 2)
    #expect(set.err.contains("its settings cannot be changed"))
  }
}
