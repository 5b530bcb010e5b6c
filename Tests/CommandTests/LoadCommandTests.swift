import Foundation
import Load
import Testing

@testable import cocarde

/// What `load` prints; no figure of it is the same twice.
@Suite struct LoadCommandTests {
  private func load(_ flags: [String], _ text: String = "name: tiny\n") throws -> Program.Outcome {
    let path = try Program.scenario(text)
    return try Program.run(
      ["load", path, "--officials", "100", "--workers", "2"]
        + (flags.contains("--duration") || flags.contains("--stage") || flags.contains("--trace")
          ? [] : ["--duration", "50ms"]) + flags)
  }

  private func object(_ outcome: Program.Outcome) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any])
  }

  @Test func `a closed loop measures service times`() throws {
    let outcome = try load(["--json"])
    #expect(outcome.code == 0, "\(outcome.err)")
    let engine = try #require(try object(outcome)["engine"] as? [String: Any])
    let operations = try #require(engine["operations"] as? Int)
    let reads = try #require(engine["reads"] as? Int)
    let service = try #require(engine["service_ns"] as? [String: Int])
    #expect(operations > 0 && reads > 0)
    #expect(service["count"] == operations + reads)
    let times = ["p50", "p90", "p99", "p99.9", "max"].compactMap { service[$0] }
    #expect(times.count == 5 && times == times.sorted())
    #expect(engine["response_ns"] == nil)
  }

  @Test func `an open loop accounts for every arrival`() throws {
    let outcome = try load(["--json", "--rate", "2000"])
    #expect(outcome.code == 0 || outcome.code == 6)
    let engine = try #require(try object(outcome)["engine"] as? [String: Any])
    let response = try #require(engine["response_ns"] as? [String: Any])
    #expect(engine["arrivals"] as? Int == 100)
    let (served, unserved) = (response["count"] as? Int, engine["unserved"] as? Int)
    #expect(try #require(served) + (try #require(unserved)) == 100)
  }

  @Test func `the text has the percentiles and the refusals`() throws {
    let out = try load(["--rate", "5000"]).out
    for part in ["open loop", "p99.9", "service, all", "response, from due", "late", "refused "] {
      #expect(out.contains(part), "\(part)")
    }
  }

  @Test(arguments: [
    ["--rate", "0"], ["--workers", "0"], ["--duration", "5"], ["--duration", "11min"],
    ["--threshold", "violations == 0"], ["--officials", "0"], ["--rate", "fast"],
    ["--rate", "5/h"], ["--rate", "20000000/s"], ["--rate", "-5/s"], ["--users", "1000001"],
    ["--users", "0"], ["--stage", "10s=50000/s"], ["--executor", "constant-arrival-rate"],
    ["--executor", "constant-arrivalrate"], ["--executor", "ramping-arrival-rate"],
    ["--executor", "ramping-arrival-rate", "--stage", "50000/s=10s"],
    ["--executor", "ramping-arrival-rate", "--stage", "0s=5/s"],
    ["--executor", "ramping-arrival-rate", "--stage", "10s=5/s", "--duration", "5s"],
    ["--executor", "ramping-users", "--stage", "10s=2000000"],
    ["--executor", "shared-iterations"], ["--executor", "trace", "--trace", "nowhere.trace"],
    ["--users", "5", "--rate", "5/s"], ["--warm-up", "9min", "--duration", "2min"],
    ["--target", "memry"], ["--target", "sqlite=/nowhere/load.db"], ["--out", "json=/nowhere/x"],
    ["--out", "xml=x"], ["--record", "/nowhere/x"], ["--threshold", "response: p(99)"],
    ["--threshold", "respnse: p(99)<5ms"],
  ])
  func `nonsense is refused before anything is run`(flags: [String]) throws {
    let path = try Program.scenario("name: tiny\n")
    let outcome = try Program.run(["load", path] + flags)
    #expect(outcome.code == 2, "\(outcome.err)")
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.split(separator: "\n").count == 1)
  }

  @Test(arguments: [
    (["--executor", "ramping-arrival-rate", "--stage", "50000/s=10s"], "the wrong way round"),
    (["--users", "1000001"], "--users must be from 1 to 1000000"),
    (["--threshold", "respnse: p(99)<5ms"], "did you mean 'response'?"),
    (["--users", "5", "--rate", "5/s"], "--users means nothing to the executor"),
    (["--target", "sqlit=x"], "did you mean 'sqlite'?"),
  ])
  func `nonsense is answered in a sentence`(flags: [String], sentence: String) throws {
    let path = try Program.scenario("name: tiny\n")
    let outcome = try Program.run(["load", path] + flags)
    #expect(outcome.code == 2)
    #expect(outcome.err.contains(sentence), "\(outcome.err)")
  }

  @Test(arguments: [
    ["--executor", "constant-arrival-rate", "--rate", "6000/min", "--duration", "200ms"],
    ["--executor", "ramping-arrival-rate", "--stage", "100ms=2000/s", "--stage", "100ms=0"],
    ["--executor", "constant-arrival-rate", "--rate", "500/s", "--arrivals", "poisson-exact"],
    ["--executor", "constant-arrival-rate", "--rate", "500/s", "--arrivals", "poisson"],
    ["--executor", "constant-users", "--users", "20", "--think", "5ms"],
    ["--executor", "ramping-users", "--users", "2", "--stage", "100ms=10", "--think", "2ms"],
    ["--executor", "per-user-iterations", "--users", "5", "--iterations", "10"],
    ["--executor", "shared-iterations", "--users", "5", "--iterations", "100"],
    ["--rate", "500/s", "--warm-up", "50ms"],
  ])
  func `every executor drives the platform`(flags: [String]) throws {
    let outcome = try load(["--json"] + flags)
    #expect(outcome.code == 0 || outcome.code == 6, "\(outcome.err)")
    let result = try object(outcome)
    let engine = try #require(result["engine"] as? [String: Any])
    let count = (engine["operations"] as? Int ?? 0) + (engine["reads"] as? Int ?? 0)
    #expect(count > 0)
    let iterations = ["per-user-iterations": 50, "shared-iterations": 100]
    if let wanted = iterations[flags[1]] { #expect(count == wanted) }
    #expect(outcome.err.contains("cocarde: "))
  }

  @Test func `a recorded trace is replayed arrival by arrival`() throws {
    let (first, second) = (
      try Program.folder().appending(path: "a").path, try Program.folder().appending(path: "b").path
    )
    let open = ["--rate", "700/s", "--arrivals", "poisson", "--quiet"]
    #expect([0, 6].contains(try load(open + ["--record", first]).code))
    let replay = ["--executor", "trace", "--trace", first, "--record", second, "--json", "--quiet"]
    let outcome = try load(replay)
    #expect([0, 6].contains(outcome.code), "\(outcome.err)")
    let recorded = try String(contentsOfFile: first, encoding: .utf8)
    #expect(try String(contentsOfFile: second, encoding: .utf8) == recorded)
    let engine = try #require(try object(outcome)["engine"] as? [String: Any])
    #expect(engine["arrivals"] as? Int == recorded.split(separator: "\n").count - 1)
    #expect(outcome.err.isEmpty || outcome.code == 6)
  }

  @Test func `files hold the spectrum, the seconds and the result`() throws {
    let folder = try Program.folder()
    func path(_ name: String) -> String { folder.appending(path: name).path }
    let outcome = try load([
      "--rate", "500/s", "--out", "json=\(path("r.json"))", "--out", "hgrm=\(path("r.hgrm"))",
      "--out", "csv=\(path("r.csv"))",
    ])
    #expect([0, 6].contains(outcome.code))
    #expect(try String(contentsOfFile: path("r.hgrm"), encoding: .utf8).contains("#[Max"))
    #expect(
      try String(contentsOfFile: path("r.csv"), encoding: .utf8)
        .hasPrefix("second,phase,answered,mean_ns,max_ns\r\n0,measured,"))
    #expect(try String(contentsOfFile: path("r.json"), encoding: .utf8).contains("cocarde-load-2"))
  }

  @Test func `a threshold that fails ends with 4, one that holds does not`() throws {
    let failed = try load(["--threshold", "response: p(99)<1ns", "--rate", "500/s"])
    #expect(failed.code == 4)
    #expect(failed.out.contains("✗ response: p(99)<1ns"))
    let held = try load(["--threshold", "service: max<10s", "--threshold", "operations>0"])
    #expect(held.code == 0)
    #expect(held.out.contains("✓ service: max<10s"))
    // A closed loop of users who never wait has no response times.
    #expect(try load(["--threshold", "response: p(99)<1s"]).code == 7)
  }

  @Test func `after kill -9 the file holds whatever was answered`() throws {
    let path = try Program.folder().appending(path: "load.db").path
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

  @Test func `a scenario before the service opened has nothing to load`() throws {
    let outcome = try load([], "simulation: {from: 2021-07-01, to: 2022-01-01}\n")
    #expect(outcome.code == 2)
    #expect(outcome.err.contains("open service"))
  }

  @Test(
    arguments: [
      ("500ms", 500_000_000), ("5s", 5_000_000_000), ("2min", 120_000_000_000),
      ("10min", 600_000_000_000),
    ] as [(String, UInt64)])
  func `a span is read with its unit`(text: String, nanoseconds: UInt64) {
    #expect(WallSpan(argument: text)?.nanoseconds == nanoseconds)
  }

  @Test(arguments: ["", "s", "5", "0s", "-1s", "1.5s", "601s", "5 s", "5h"])
  func `a span without a number or a unit is none`(text: String) {
    #expect(WallSpan(argument: text) == nil)
  }
}
