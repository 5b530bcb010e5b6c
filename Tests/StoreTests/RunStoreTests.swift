import Foundation
import Testing

@testable import Store

/// A folder of its own for each test.
private func withFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "cocarde-store-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(folder)
}

private func entries(_ folder: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder)
}

private let accounts = [StoredName(0, "fund"), StoredName(1, "available"), StoredName(2, "lost")]
private let reasons = [StoredName(0, "annual credit"), StoredName(1, "expiry")]

private func credit(_ official: UInt32, _ sequence: UInt32, _ cents: Int64) -> StoredPosting {
  StoredPosting(
    official: official, dossier: 0, sequence: sequence, amount: cents, debit: 0, credit: 1,
    reason: 0)
}

@Suite struct RunStoreTests {
  @Test func `what was written is read back, official by official`() throws {
    try withFolder { folder in
      let store = try RunStore(folder + "/run.sqlite", accounts: accounts, reasons: reasons)
      let dossier = StoredPosting(
        official: 7, dossier: 12, sequence: 1, amount: 15_000, debit: 1, credit: 2, reason: 1,
        command: 99)
      try store.append(day: 18_900, postings: [credit(7, 0, 40_000), credit(8, 0, 40_000)])
      try store.append(day: 18_901, postings: [])
      try store.append(day: 19_000, postings: [credit(7, 0, .max), dossier])
      try store.finish([StoredFact("fingerprint", "3f9c-71e2/lodqv")])
      #expect(store.rows == 4)

      let archive = try RunArchive(folder + "/run.sqlite")
      #expect(archive[fact: "fingerprint"] == "3f9c-71e2/lodqv")
      #expect(archive[fact: "postings"] == "4")
      #expect(archive.accounts == accounts)
      #expect(archive.reasons == reasons)
      let found = try archive.postings(of: 7)
      #expect(found.map(\.day) == [18_900, 19_000, 19_000])
      #expect(found.map(\.posting) == [credit(7, 0, 40_000), credit(7, 0, .max), dossier])
      var officials: [UInt32] = []
      try archive.forEach { officials.append($1.official) }
      #expect(officials == [7, 8, 7, 7])
      officials = []
      try archive.forEachByOfficial { officials.append($1.official) }
      #expect(officials == [7, 7, 7, 8])
    }
  }

  @Test func `the views speak to a person and every cent has two sides`() throws {
    try withFolder { folder in
      let path = folder + "/run.sqlite"
      let store = try RunStore(path, accounts: accounts, reasons: reasons)
      for day in 0..<50 as Range<Int32> {
        let batch = (0..<40 as Range<UInt32>).map { official in
          var posting = credit(official, 0, Int64(day) * 1_000 + Int64(official))
          posting.debit = UInt8(official % 3)
          posting.credit = UInt8((official + 1 + UInt32(day) % 2) % 3)
          return posting
        }
        try store.append(day: 20_543 + day, postings: batch)
      }
      try store.finish([])
      let archive = try RunArchive(path)
      #expect(try archive.text("SELECT sum(cents) FROM account_totals") == "0")
      #expect(try archive.text("SELECT count(*) FROM account_totals") == "3")
      #expect(
        try archive.text(
          "SELECT count(*) FROM (SELECT official FROM balances GROUP BY 1 HAVING sum(cents) <> 0)")
          == "0")
      #expect(
        try archive.text(
          """
          SELECT date || ' ' || reason || ' ' || from_account || ' ' || to_account || ' ' || euros
          FROM statement WHERE official = 39 AND date = '2026-03-31'
          """) == "2026-03-31 annual credit fund available 0.39")
      #expect(try archive.text("SELECT count(*) FROM years WHERE year = '2026'") == "1")
    }
  }

  @Test func `a store let go unfinished leaves nothing`() throws {
    try withFolder { folder in
      do {
        let store = try RunStore(folder + "/run.sqlite")
        try store.append(day: 1, postings: [credit(1, 0, 5)])
        #expect(try entries(folder).count == 1)
        #expect(try !entries(folder).contains("run.sqlite"))
      }
      #expect(try entries(folder) == [])
    }
  }

  @Test func `a finished file replaces the one before it`() throws {
    try withFolder { folder in
      for cents in [1, 2] as [Int64] {
        let store = try RunStore(folder + "/run.sqlite")
        try store.append(day: 1, postings: [credit(1, 0, cents)])
        try store.finish([])
      }
      #expect(try entries(folder) == ["run.sqlite"])
      #expect(try RunArchive(folder + "/run.sqlite").postings(of: 1).map(\.posting.amount) == [2])
    }
  }

  @Test func `a finished store takes nothing more`() throws {
    try withFolder { folder in
      let store = try RunStore(folder + "/run.sqlite")
      try store.finish([])
      #expect(throws: StoreError.self) { try store.finish([]) }
      #expect(throws: StoreError.self) { try store.append(day: 1, postings: [credit(1, 0, 5)]) }
    }
  }

  @Test func `a place that can't be written is refused with a sentence`() throws {
    try withFolder { folder in
      let missing = #expect(throws: StoreError.self) { try RunStore(folder + "/no/run.sqlite") }
      #expect(missing?.description.contains("folder does not exist") == true)
      let isFolder = #expect(throws: StoreError.self) { try RunStore(folder) }
      #expect(isFolder?.description.contains("is a folder") == true)
      try Data().write(to: URL(filePath: folder + "/file"))
      #expect(throws: StoreError.self) { try RunStore(folder + "/file/run.sqlite") }
      #expect(try entries(folder) == ["file"])
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root writes anywhere"))
  func `a folder without permission is refused with a sentence`() throws {
    try withFolder { folder in
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
      let error = #expect(throws: StoreError.self) { try RunStore(folder + "/run.sqlite") }
      #expect(error?.description.contains("permission is denied") == true)
    }
  }

  @Test func `what is no ledger is not read as one`() throws {
    try withFolder { folder in
      #expect(throws: StoreError.self) { try RunArchive(folder + "/absent.sqlite") }
      try Data(repeating: 65, count: 5_000).write(to: URL(filePath: folder + "/text"))
      let error = #expect(throws: StoreError.self) { try RunArchive(folder + "/text") }
      #expect(error?.description.contains("is not a ledger") == true)
    }
  }

  @Test func `a million postings are stored whole`() throws {
    try withFolder { folder in
      let store = try RunStore(folder + "/run.sqlite")
      let batch = (0..<50_000 as Range<UInt32>).map { credit($0, 0, 40_000) }
      let load = try ContinuousClock().measure {
        for day in 0..<20 as Range<Int32> { try store.append(day: day, postings: batch) }
      }
      let finish = try ContinuousClock().measure { try store.finish([]) }
      print("1,000,000 postings: load \(load), indexes and rename \(finish)")
      let archive = try RunArchive(folder + "/run.sqlite")
      #expect(try archive.text("SELECT sum(amount) FROM postings") == "40000000000")
      #expect(try archive.postings(of: 49_999).count == 20)
    }
  }
}
