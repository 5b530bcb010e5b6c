import Foundation
import GRDB
import Store
import Testing

@testable import cocarde

/// `run --out sqlite=`, `audit` and `explain` as a regulator uses them.
@Suite struct EvidenceCommandTests {
  static let text = """
    name: evidence
    seed: 48
    simulation: {from: 2022-01-01, years: 2}
    territory: {departments: [48, 988]}
    population.officials: 600
    """

  /// A stored run, made once.
  static let stored = Result {
    let path = try Program.folder().appending(path: "run.sqlite").path
    let outcome = try Program.run(
      ["run", try Program.scenario(text), "--quiet", "--out", "sqlite=\(path)"])
    #expect(outcome.code == 0, "\(outcome.err)")
    return path
  }

  private func copy() throws -> String {
    let path = try Program.folder().appending(path: "run.sqlite").path
    try FileManager.default.copyItem(atPath: try Self.stored.get(), toPath: path)
    return path
  }

  /// Overwrites bytes in the middle of a file.
  private func overwrite(_ path: String, at place: Int) throws {
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    try file.seek(toOffset: UInt64(place))
    try file.write(contentsOf: Data(repeating: 0xff, count: 64))
    try file.close()
  }

  @Test func `a stored run is audited, in words and as JSON`() throws {
    let path = try Self.stored.get()
    let words = try Program.run(["audit", path])
    #expect(words.code == 0, "\(words.err)")
    #expect(words.err.isEmpty)
    #expect(words.out.contains("█ FILE   complete"))
    #expect(words.out.contains("every row is the one that was written"))
    #expect(words.out.contains("✓ CAP-1"))
    let outcome = try Program.run(["audit", path, "--json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "cocarde-audit-1")
    #expect(object["clean"] as? Bool == true)
    let invariants = try #require(object["invariants"] as? [[String: Any]])
    let judged = invariants.filter { $0["judged"] as? Bool == true }
    #expect(judged.count == 28)
    // Every verdict of the run is listed, whatever SQL can say of it.
    let verdicts = try RunArchive(path).text("SELECT group_concat(invariant) FROM verdicts")
    #expect(invariants.compactMap { $0["id"] as? String }.joined(separator: ",") == verdicts)
    #expect(object["conclusion"] as? String == "held")
    #expect(words.out.contains("█ BY THE RUN ALONE   not judged by SQL"))
  }

  @Test func `bytes that were changed end with 3 or 2, never with 0`() throws {
    let bytes = try Data(contentsOf: URL(filePath: try Self.stored.get()))
    for part in 1...8 {
      let path = try copy()
      // Near the end of a page, where its rows are; that of an empty table holds nothing.
      var place = bytes.count * part / 9 / 16_384 * 16_384 + 16_320
      while bytes[place..<place + 64].allSatisfy({ $0 == 0 }) { place += 16_384 }
      try overwrite(path, at: place)
      let outcome = try Program.run(["audit", path])
      #expect(outcome.code == 3 || outcome.code == 2, "\(part): \(outcome.code)")
      #expect(!outcome.err.isEmpty)
    }
  }

  @Test func `what is no stored run ends with 2 and one sentence`() throws {
    let path = try copy()
    let truncated = path + ".half"
    try Data(contentsOf: URL(filePath: path)).prefix(40_000).write(to: URL(filePath: truncated))
    let scenario = try Program.scenario(Self.text)
    for (file, sentence) in [
      (truncated, "is truncated: it has 40000 bytes of"), (scenario, "is not an SQLite database"),
      (path + ".absent", "there is no such file"),
    ] {
      for arguments in [["audit", file], ["explain", file, "--official", "1"]] {
        let outcome = try Program.run(arguments)
        #expect(outcome.code == 2)
        #expect(outcome.out.isEmpty)
        #expect(outcome.err.contains(sentence), "\(outcome.err)")
        #expect(outcome.err.split(separator: "\n").count == 1)
      }
    }
  }

  @Test func `a run that is killed leaves whole months that can be audited`() throws {
    let folder = try Program.folder()
    let path = folder.appending(path: "run.sqlite").path
    let partial = path + ".partial"
    let process = Process()
    process.executableURL = Program.url
    let scenario = try Program.scenario(
      "seed: 1\nsimulation: {from: 2022-01-01, years: 9}\nterritory: {departments: [48, 59]}\n")
    process.arguments = ["run", scenario, "--quiet", "--out", "sqlite=\(path)"]
    process.standardOutput = Pipe()
    try process.run()
    // Killed when some months are there, whenever that is.
    while process.isRunning {
      let size = try? FileManager.default.attributesOfItem(atPath: partial)[.size] as? Int
      if size ?? 0 > 1_500_000 { break }
      usleep(500)
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let isThere = FileManager.default.fileExists(atPath: partial)
    #expect(isThere, "the run was over before it was killed")
    #expect(!FileManager.default.fileExists(atPath: path))
    let outcome = try Program.run(["audit", partial])
    #expect(outcome.code == 6, "\(outcome.err)\(outcome.out)")
    #expect(outcome.err.contains("is incomplete"))
    #expect(outcome.err.contains("is not sealed"))
    #expect(outcome.out.contains("the rows that are there match their checks"))
    let statement = try Program.run(["explain", partial, "--official", "1"])
    #expect(statement.code == 6, "\(statement.err)")
    #expect(statement.out.contains("(incomplete)"))
    #expect(statement.err.contains("is not sealed"))
  }

  @Test func `a statement is printed in the language that is asked for`() throws {
    let path = try Self.stored.get()
    let archive = try RunArchive(path)
    let official = try #require(
      try archive.text("SELECT max(official) FROM postings WHERE reason = 3"))
    let french = try Program.run(["explain", path, "--official", official, "--lang", "fr"])
    #expect(french.code == 0, "\(french.err)")
    #expect(french.out.hasPrefix("  RELEVÉ DE COMPTE   élu n° \(official)\n"))
    for (variables, title) in [
      (["LC_ALL": "", "LC_MESSAGES": "", "LANG": "fr_FR.UTF-8"], "RELEVÉ DE COMPTE"),
      (["LC_ALL": "", "LC_MESSAGES": "", "LANG": "de_DE.UTF-8"], "ACCOUNT STATEMENT"),
      (["LC_ALL": "en_GB.UTF-8", "LANG": "fr_FR.UTF-8"], "ACCOUNT STATEMENT"),
    ] {
      let outcome = try Program.run(
        ["explain", path, "--official", official], environment: variables)
      #expect(outcome.out.contains(title), "\(variables)")
    }
    let json = try Program.run(["explain", path, "--official", official, "--json", "--lang", "fr"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "cocarde-statement-1")
    #expect((object["lines"] as? [[String: Any]])?.isEmpty == false)
  }

  @Test(arguments: [
    (["--official", "999999"], "there is no official 999999; this run has"),
    (["--official", "-1"], "there is no official -1; this run has"),
    (["--official", "x"], "'x' is not the number of an official"),
    (["--official", "1", "--lang", "de"], "de"), ([], "--official"),
  ])
  func `an official who is not there ends with 2 and one sentence`(
    flags: [String], sentence: String
  ) throws {
    let outcome = try Program.run(["explain", try Self.stored.get()] + flags)
    #expect(outcome.code == 2)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains(sentence), "\(outcome.err)")
    #expect(outcome.err.split(separator: "\n").count == 1)
  }

  /// Known-bad runs of which the ledger shows nothing, with the invariant that the run's judge saw.
  @Test(arguments: [("catalogue-leaked", "ACS-3"), ("nir-printed", "PRI-1")])
  func `what the run's own judge condemned, the audit never lets pass`(
    mutant: String, id: String
  ) throws {
    let path = try Program.folder().appending(path: "run.sqlite").path
    let run = try Program.run([
      "run", try Program.scenario(Self.text), "--quiet", "--mutant", mutant,
      "--out", "sqlite=\(path)",
    ])
    #expect(run.code == 3, "\(run.err)")
    let outcome = try Program.run(["audit", path])
    #expect(outcome.code == 3, "\(outcome.out)")
    #expect(outcome.out.contains("✗ \(id)  "))
    #expect(outcome.err.contains("invariants were violated: \(id)"), "\(outcome.err)")
    // Whatever was broken has a row that says when and how.
    let archive = try RunArchive(path)
    let silent = try archive.text(
      """
      SELECT count(*) FROM verdicts WHERE violations > 0
        AND invariant NOT IN (SELECT invariant FROM violations)
      """)
    #expect(silent == "0")
    #expect(try archive.text("SELECT count(*) FROM violations WHERE invariant = '\(id)'") != "0")
  }

  @Test func `a run without its judge is not held by SQL alone`() throws {
    let path = try Program.folder().appending(path: "run.sqlite").path
    let run = try Program.run([
      "run", try Program.scenario(Self.text), "--quiet", "--set", "audit.enabled=no",
      "--out", "sqlite=\(path)",
    ])
    #expect(run.code == 0, "\(run.err)")
    let outcome = try Program.run(["audit", path])
    #expect(outcome.code == 7, "\(outcome.out)")
    #expect(outcome.err.contains("is of a run without its judge"))
  }

  @Test func `the oracle's findings are among the violations that are stored`() throws {
    let path = try Program.folder().appending(path: "run.sqlite").path
    let run = try Program.run([
      "run", try Program.scenario(Self.text), "--quiet", "--mutant", "cap-of-last-year",
      "--oracle", "all", "--out", "sqlite=\(path)",
    ])
    #expect(run.code == 3, "\(run.err)")
    let archive = try RunArchive(path)
    #expect(try archive.text("SELECT violations FROM verdicts WHERE invariant = 'ORA-1'") != "0")
    #expect(try archive.text("SELECT count(*) FROM violations WHERE invariant = 'ORA-1'") != "0")
  }

  @Test(arguments: [
    "UPDATE law SET number = 99900 WHERE parameter = 'rights.cap'",
    "UPDATE accounts SET name = 'rights-kept' WHERE name = 'rights-available'",
    "DELETE FROM postings WHERE rowid IN (SELECT rowid FROM postings WHERE official = 3 LIMIT 1)",
    "UPDATE postings SET official = 4 WHERE official = 3",
    "DELETE FROM run WHERE id >= 9; DELETE FROM verdicts; DELETE FROM violations",
    "DROP TABLE mandates",
  ])
  func `of a file that was changed no statement is printed, and it is said what was`(
    sql: String
  ) throws {
    let path = try copy()
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
    let outcome = try Program.run(["explain", path, "--official", "3"])
    #expect(outcome.code == 3, "\(outcome.err)")
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains("was changed since it was written"))
    #expect(outcome.err.split(separator: "\n").count > 1, "\(outcome.err)")
    #expect(try Program.run(["audit", path]).code == 3)
  }

  @Test func `a mutant's run is found out from its ledger alone`() throws {
    let path = try Program.folder().appending(path: "run.sqlite").path
    let run = try Program.run([
      "run", try Program.scenario(Self.text), "--quiet", "--set", "platform.mutant=credit-twice",
      "--out", "sqlite=\(path)",
    ])
    #expect(run.code == 3)
    let outcome = try Program.run(["audit", path])
    #expect(outcome.code == 3)
    #expect(outcome.out.contains("✗ CRD-1"))
    #expect(outcome.err.contains("invariants were violated: CRD-1"))
    #expect(!outcome.err.contains("disagree"))
  }
}
