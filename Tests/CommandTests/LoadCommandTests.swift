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
    let consultations = try #require(engine["consultations"] as? Int)
    let service = try #require(engine["service_ns"] as? [String: Int])
    #expect(operations > 0 && consultations > 0)
    #expect(engine["answered"] as? Int == operations + consultations)
    #expect(service["count"] == engine["timed"] as? Int)
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
    let count = try #require(engine["timed"] as? Int)
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
        .hasPrefix("second,phase,answered,mean_ns,max_ns\r\n0.000,measured,"))
    #expect(try String(contentsOfFile: path("r.json"), encoding: .utf8).contains("cocarde-load-3"))
  }

  @Test func `a threshold that fails ends with 4, one that holds does not`() throws {
    let failed = try load(["--threshold", "response: p(99)<1ns", "--rate", "500/s"])
    #expect(failed.code == 4)
    #expect(failed.out.contains("✗ response: p(99)<1ns"))
    let held = try load(["--threshold", "service: max<10s", "--threshold", "operations>0"])
    #expect(held.code == 0)
    #expect(held.out.contains("✓ service: max<10s"))
    let soft = try load(["--threshold", "service: max<1ns [soft]"])
    #expect(soft.code == 0 && soft.err.contains("soft threshold failed: service: max<1ns"))
    #expect(soft.out.contains("✗ service: max<1ns (soft)"))
  }

  /// The rows of a CSV file: second, phase, answered.
  private func rows(_ path: String) throws -> [(second: String, phase: String, answered: Int)] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\r\n").dropFirst().map {
      let cells = $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return (cells[0], cells[1], try #require(Int(cells[2])))
    }
  }

  @Test func `under overload one word is one number: in text, JSON, CSV and thresholds`() throws {
    let csv = try Program.folder().appending(path: "r.csv").path
    let outcome = try Program.run([
      "load", try Program.scenario("name: tiny\n"), "--officials", "100", "--workers", "1",
      "--rate", "10000000/s", "--warm-up", "300ms", "--duration", "300ms", "--json", "--quiet",
      "--out", "csv=\(csv)", "--threshold", "answered>0", "--threshold", "operations>0",
      "--threshold", "rate>0/s",
    ])
    let result = try object(outcome)
    let engine = try #require(result["engine"] as? [String: Any])
    let answered = try #require(engine["answered"] as? Int)
    let seconds = try #require(engine["measured_seconds"] as? Double)
    #expect(answered > 0 && seconds == 0.3)
    let operations = try #require(engine["operations"] as? Int)
    #expect(
      try #require(engine["operations_per_second"] as? Double) * seconds - Double(operations) < 1)
    #expect(answered == operations + (try #require(engine["consultations"] as? Int)))
    let thresholds = try #require(result["thresholds"] as? [[String: Any]])
    #expect(thresholds.map { $0["observed"] as? Int }.prefix(2) == [answered, operations])
    #expect(thresholds[2]["unit"] as? String == "milli-/s")
    // The drain is a phase of its own, and a row belongs to one phase alone.
    let rows = try self.rows(csv)
    let phases = rows.map(\.phase)
    #expect(phases == phases.sorted { Self.phases[$0, default: 9] < Self.phases[$1, default: 9] })
    #expect(Set(phases) == ["warm-up", "measured", "drain"])
    #expect(rows.filter { $0.phase == "measured" }.map(\.second) == ["0.300", "0.400"])
    #expect(rows.reduce(0) { $0 + ($1.phase == "measured" ? $1.answered : 0) } == answered)
  }

  private static let phases = ["warm-up": 0, "measured": 1, "drain": 2]

  @Test(arguments: [
    (["--threshold", "unserved==0"], "in a closed loop nothing comes due that is not served"),
    (["--threshold", "late==0"], "give --users or --rate"),
    (["--threshold", "response: p(99)<1s"], "give --users or --rate"),
    (["--threshold", "lag: max<1s"], "give --users or --rate"),
    (["--users", "3", "--threshold", "unserved==0"], "in a closed loop"),
    (["--threshold", "rate: p(99)<5/s"], "'rate' is known by value alone"),
    (["--threshold", "service<5ms"], "name one of them"),
    (["--threshold", "service: p(99)<5"], "a time needs its unit"),
    (["--threshold", "service: p(101)<5ms"], "a percentile is from 0 to 100"),
    (["--threshold", "service: p(99)<5parsecs"], "'parsecs'"),
    (["--threshold", "operations<1ms"], "is a duration, but 'operations' is a plain number"),
    (["--threshold", "rate>=5ms"], "is a duration, but 'rate' is a rate"),
    (["--threshold", "service: max<1s over 14d"], "no value of each day"),
    (["--threshold", "service: max<1s [abort]"], "leave abort out"),
    (["--threshold", "service{kind:consult}: max<1s"], "no metric 'service{kind:consult}'"),
    (["--threshold", "violations == 0"], "there are response, service, lag, rate"),
  ])
  func `a condition that this test cannot judge is refused before it`(
    flags: [String], sentence: String
  ) throws {
    let outcome = try Program.run(["load", try Program.scenario("name: tiny\n")] + flags)
    #expect(outcome.code == 2 && outcome.out.isEmpty)
    #expect(outcome.err.contains(sentence), "\(outcome.err)")
    #expect(outcome.err.split(separator: "\n").count == 1)
  }

  @Test func `idle workers shorten no window`() throws {
    let outcome = try load([
      "--users", "1", "--think", "3s", "--duration", "300ms", "--json",
    ])
    let engine = try #require(try object(outcome)["engine"] as? [String: Any])
    #expect(engine["measured_seconds"] as? Double == 0.3)
  }

  @Test func `a trace that ends in the warm-up is refused`() throws {
    let trace = try Program.folder().appending(path: "t").path
    try Data("# cocarde-trace-1\r\n0\r\n300000000\r\n".utf8).write(to: URL(filePath: trace))
    let replay = ["--executor", "trace", "--trace", trace]
    let outcome = try load(replay + ["--warm-up", "10min"])
    #expect(outcome.code == 2)
    #expect(outcome.err.contains("--warm-up 600s leaves nothing to measure"), "\(outcome.err)")
    // Lines may end as Windows ends them.
    #expect([0, 6].contains(try load(replay).code))
    try Data("# cocarde-trace-1\r\n0\r\nlater\r\n".utf8).write(to: URL(filePath: trace))
    #expect(try load(replay).err.contains("t:3: 'later' is no time"))
  }

  @Test func `what is not measured says what would be`() throws {
    for (flags, remedy) in [
      (["--executor", "ramping-users", "--stage", "50ms=0"], "longer stages"),
      (["--rate", "1/min", "--warm-up", "50ms", "--duration", "50ms"], "a longer --duration"),
      (
        ["--executor", "per-user-iterations", "--iterations", "1", "--warm-up", "1s"],
        "more --iterations"
      ),
    ] {
      let outcome = try load(flags)
      #expect(outcome.code == 7 && outcome.err.contains(remedy), "\(outcome.err)")
    }
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
