import Foundation
import Testing

@testable import Report

@Suite struct AtomicFileTests {
  @Test func `a file is written whole and replaces the one before it`() throws {
    try withFolder { folder in
      let path = folder + "/summary.json"
      try AtomicFile.write(Array("a long first version".utf8), to: path)
      try AtomicFile.write(Array("second".utf8), to: path)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "second")
      #expect(try entries(folder) == ["summary.json"])
    }
  }

  @Test func `a large file arrives to the last byte`() throws {
    try withFolder { folder in
      let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try AtomicFile.write(bytes, to: folder + "/large")
      #expect(try Array(Data(contentsOf: URL(filePath: folder + "/large"))) == bytes)
    }
  }

  @Test func `each failure has its sentence and leaves nothing`() throws {
    try withFolder { folder in
      try AtomicFile.write([1], to: folder + "/file")
      for (path, sentence) in [
        (folder + "/no/summary.json", "the folder \(folder)/no does not exist"),
        (folder + "/file/summary.json", "is a file, not a folder"),
        (folder, "is a folder"),
        (folder + "/" + String(repeating: "n", count: 300), "the name is too long"),
      ] {
        let written = #expect(throws: ReportError.self) { try AtomicFile.write([1], to: path) }
        #expect(written?.description.contains(sentence) == true)
        let checked = #expect(throws: ReportError.self) { try AtomicFile.canWrite(path) }
        #expect(checked == written)
      }
      #expect(try entries(folder) == ["file"])
    }
  }

  @Test func `a full disk is named as such`() {
    let error = #expect(throws: ReportError.self) { try AtomicFile.write([1], to: "/dev/full") }
    #expect(error?.description.contains("the disk is full") == true)
  }

  @Test func `a device is written to, not replaced`() throws {
    try AtomicFile.canWrite("/dev/null")
    try AtomicFile.write([1, 2, 3], to: "/dev/null")
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test func `asking whether a file can be written changes nothing`() throws {
    try withFolder { folder in
      try AtomicFile.canWrite(folder + "/new")
      #expect(try entries(folder) == [])
      try AtomicFile.write([7], to: folder + "/old")
      try AtomicFile.canWrite(folder + "/old")
      #expect(try Array(Data(contentsOf: URL(filePath: folder + "/old"))) == [7])
      #expect(try entries(folder) == ["old"])
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root writes anywhere"))
  func `a folder without permission is refused`() throws {
    try withFolder { folder in
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
      let error = #expect(throws: ReportError.self) {
        try AtomicFile.write([1], to: folder + "/summary.json")
      }
      #expect(error?.description.contains("permission is denied") == true)
    }
  }

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "cocarde-report-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func entries(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
  }
}
