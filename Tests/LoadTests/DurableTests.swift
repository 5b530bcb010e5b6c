import Calendar
import Foundation
import Law
import Platform
import Testing

@testable import Load

/// A folder on a disk: where temporary files lie in memory, another one.
enum Disk {
  static let folder: URL? = [
    FileManager.default.temporaryDirectory, URL(filePath: "/var/tmp"),
    URL(filePath: #filePath).deletingLastPathComponent(),
  ].first {
    FileManager.default.isWritableFile(atPath: $0.path) && FileSystem.memory(under: $0.path) == nil
  }
}

/// Postings on disk before an answer.
@Suite(.enabled(if: Disk.folder != nil, "there is no folder on a disk: everything is in memory"))
struct DurableTests {
  private static let days = Day(2022, 2, 1)...Day(2024, 2, 1)

  private func path() throws -> String {
    try #require(Disk.folder).appending(path: "load-\(UUID().uuidString).db").path
  }

  private func remove(_ path: String) {
    for ending in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + ending)
    }
  }

  private func calendar() throws -> LegalCalendar {
    let law = try ParameterTable.law()
    return LegalCalendar(
      law, statutes: Statutes(law, in: Self.days), working: WorkingDays(years: 2021...2027))
  }

  @Test func `whatever was answered is in the file for anybody who opens it`() throws {
    let path = try path()
    defer { remove(path) }
    let ledger = try DurableLedger(path)
    var target = PlatformTarget(
      try calendar(), days: Self.days, officials: 40, seed: 3, ledger: ledger)
    #expect(target.group > 1)
    var commands = 0
    for number in 1...600 {
      target.prepare()
      if target.perform().kind > 0 { commands += 1 }
      guard number % 50 == 0 else { continue }
      target.settle()
      let contents = try DurableLedger.contents(of: path)
      #expect(contents.commands == [0: commands])
      #expect(contents.postings == ledger.figures.postings && contents.postings > 0)
      #expect(contents.isWhole)
    }
    #expect(ledger.figures.commits == 12)
    #expect(ledger.failure == nil)
  }

  @Test func `the same model does the same in memory and on disk`() throws {
    let path = try path()
    defer { remove(path) }
    func answers(_ ledger: DurableLedger?) throws -> [LoadAnswer] {
      var target = PlatformTarget(
        try calendar(), days: Self.days, officials: 60, seed: 9, ledger: ledger)
      return (0..<2_000).map { _ in
        target.prepare()
        let answer = target.perform()
        target.settle()
        return answer
      }
    }
    #expect(try answers(nil) == answers(try DurableLedger(path)))
  }

  @Test func `workers share commits and lose nothing`() throws {
    let path = try path()
    defer { remove(path) }
    let ledger = try DurableLedger(path)
    let calendar = try calendar()
    let plan = LoadPlan(.closed, workers: 3, duration: 300 * millisecond)
    let result = LoadTest.run(plan) { worker in
      PlatformTarget(
        calendar, days: Self.days, officials: 50, seed: UInt64(worker), worker: worker,
        ledger: ledger)
    }
    let contents = try DurableLedger.contents(of: path)
    let commands = result.record.service.dropFirst().reduce(0) { $0 + $1.count }
    #expect(contents.commands.values.reduce(0, +) == commands && commands > 0)
    #expect(contents.commands.count == 3 && contents.isWhole)
    #expect(contents.postings == ledger.figures.postings)
    #expect(ledger.figures.commits <= commands)
  }

  @Test func `a file of an earlier test is replaced, any other one is left alone`() throws {
    let path = try path()
    defer { remove(path) }
    do { _ = try DurableLedger(path) }
    #expect(throws: Never.self) { try DurableLedger(path) }
    try Data("somebody's diary, which is longer than the header of a database is, by far".utf8)
      .write(to: URL(filePath: path))
    #expect { try DurableLedger(path) } throws: { "\($0)".contains("choose another name") }
    #expect(throws: LedgerFileError.self) { try DurableLedger("/nowhere/at/all.db") }
  }
}

/// Folders in which nothing is ever on a disk.
@Suite(
  .enabled(
    if: FileSystem.memory(under: "/dev/shm") != nil, "/dev/shm is no file system in memory here"))
struct MemoryFolderTests {
  @Test func `a folder in memory is no place for what is to be durable`() throws {
    let path = "/dev/shm/load-\(UUID().uuidString).db"
    #expect {
      try DurableLedger(path)
    } throws: { "\($0)".contains("(/dev/shm is tmpfs), where no commit reaches a disk") }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a link into memory is none either`() throws {
    let folder = try #require(Disk.folder)
    let link = folder.appending(path: "load-\(UUID().uuidString)")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: URL(filePath: "/dev/shm"))
    defer { try? FileManager.default.removeItem(at: link) }
    #expect(throws: LedgerFileError.self) { try DurableLedger(link.appending(path: "x.db").path) }
  }
}
