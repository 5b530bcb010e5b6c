import Foundation
import Load
import Testing

@testable import cocarde

/// Folders on a disk and in memory.
private enum Disk {
  /// A folder on a disk: where temporary files lie in memory, another one.
  static let folder: URL? = [
    FileManager.default.temporaryDirectory, URL(filePath: "/var/tmp"),
    Program.root.appending(path: ".build"),
  ].first {
    FileManager.default.isWritableFile(atPath: $0.path) && FileSystem.memory(under: $0.path) == nil
  }

  /// A folder in memory.
  static let memory: String? = FileSystem.memory(under: "/dev/shm").map { _ in "/dev/shm" }
}

/// Where `load` writes, and what is there when something ends it.
@Suite struct LoadPlaceTests {
  /// Starts a test, and interrupts it when it is under way.
  private func interrupted(_ flags: [String]) throws -> Program.Outcome {
    let process = Process()
    process.executableURL = Program.url
    process.arguments =
      ["load", try Program.scenario("name: tiny\n"), "--officials", "50", "--workers", "1"] + flags
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    try process.run()
    var said = ""
    while !said.contains("  1 s: answered") {
      let data = err.fileHandleForReading.availableData
      guard !data.isEmpty else { break }
      said += String(decoding: data, as: UTF8.self)
    }
    process.interrupt()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    said += String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Program.Outcome(code: process.terminationStatus, out: text, err: said)
  }

  @Test(arguments: [
    ["--rate", "2/min", "--duration", "9min"], ["--users", "1", "--think", "8min"],
    ["--rate", "10000000/s", "--arrivals", "poisson", "--duration", "9min"],
    ["--rate", "10000000/s", "--arrivals", "poisson-exact", "--duration", "9min"],
  ])
  func `a signal is answered at once, with what came due by then`(flags: [String]) throws {
    let plan = flags.contains("--duration") ? flags : flags + ["--duration", "9min"]
    let outcome = try interrupted(plan + ["--json"])
    #expect(outcome.code == 130)
    #expect(outcome.err.contains("cocarde: interrupted after"), "\(outcome.err)")
    let result = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any])
    #expect(result["complete"] as? Bool == false)
    let engine = try #require(result["engine"] as? [String: Any])
    // What was lived of the window is measured, and not only what lies before the last answer.
    let lived = try #require(engine["measured_seconds"] as? Double)
    #expect(lived >= 1 && lived < 500)
    guard plan.contains("10000000/s") else { return }
    // Ten million a second came due until then, and nothing of the nine minutes after it.
    let arrivals = try #require(engine["arrivals"] as? Int)
    #expect(abs(Double(arrivals) / (lived * 1e7) - 1) < 0.05)
    #expect(outcome.err.contains("\(arrivals) arrivals had come due"))
  }

  @Test func `no output replaces what the test reads or another output`() throws {
    let scenario = try Program.scenario("name: tiny\n")
    let folder = URL(filePath: scenario).deletingLastPathComponent()
    func path(_ name: String) -> String { folder.appending(path: name).path }
    let trace = "# cocarde-trace-1\n0\n"
    try Data(trace.utf8).write(to: URL(filePath: path("t")))
    let replay = ["--executor", "trace", "--trace", path("t")]
    let database = ["--target", "sqlite=\(path("d.db"))"]
    for (flags, sentence) in [
      (["--out", "json=\(scenario)"], "would replace a file that is read"),
      (["--record", scenario], "would replace a file that is read"),
      (["--target", "sqlite=\(scenario)"], "would replace a file that is read"),
      (replay + ["--out", "csv=\(path("./t"))"], "would replace a file that is read"),
      (replay + ["--record", path("t")], "would replace a file that is read"),
      (database + ["--out", "json=\(path("d.db"))"], "is the place of --out as well"),
      (database + ["--out", "json=\(path("d.db-wal"))"], "is the place of --out as well"),
      (database + ["--record", path("d.db-shm")], "is the place of --record as well"),
      (["--out", "json=\(path("a"))", "--record", path("a")], "is the place of --out as well"),
      (["--out", "json=\(path("a"))", "--out", "csv=\(path("./a"))"], "twice"),
    ] {
      let outcome = try Program.run(["load", scenario] + flags)
      #expect(outcome.code == 2 && outcome.err.contains(sentence), "\(flags): \(outcome.err)")
      #expect(outcome.err.split(separator: "\n").count == 1 && outcome.out.isEmpty)
    }
    #expect(try String(contentsOfFile: scenario, encoding: .utf8) == "name: tiny\n")
    #expect(try String(contentsOfFile: path("t"), encoding: .utf8) == trace)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["s.yaml", "t"])
  }

  @Test(.enabled(if: Disk.memory != nil, "/dev/shm is no file system in memory here"))
  func `a folder in memory is no durable target`() throws {
    let memory = try #require(Disk.memory)
    let path = "\(memory)/load-\(UUID().uuidString).db"
    let outcome = try Program.run([
      "load", try Program.scenario("name: tiny\n"), "--target", "sqlite=\(path)",
    ])
    #expect(outcome.code == 2)
    #expect(outcome.err.contains("where no commit reaches a disk"), "\(outcome.err)")
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(.enabled(if: Disk.folder != nil, "there is no folder on a disk: everything is in memory"))
  func `after kill -9 the file holds whatever was answered`() throws {
    let path = try #require(Disk.folder).appending(path: "load-\(UUID().uuidString).db").path
    defer {
      for ending in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + ending)
      }
    }
    let process = Process()
    process.executableURL = Program.url
    process.arguments = [
      "load", try Program.scenario("name: tiny\n"), "--officials", "200", "--workers", "2",
      "--duration", "1min", "--target", "sqlite=\(path)",
    ]
    let err = Pipe()
    process.standardError = err
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    var said = ""
    while said.firstMatch(of: /on disk [1-9]/) == nil {
      let data = err.fileHandleForReading.availableData
      guard !data.isEmpty else { break }
      said += String(decoding: data, as: UTF8.self)
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let line = try #require(said.split(separator: "\n").last { $0.contains("on disk") })
    let promised = try #require(line.split(separator: " ").compactMap { Int($0) }.last)
    let contents = try DurableLedger.contents(of: path)
    #expect(promised > 0 && contents.postings >= promised)
    #expect(contents.isWhole)
  }
}
