import Foundation
import Testing

@testable import cocarde

/// What `load` prints; no figure of it is the same twice.
@Suite struct LoadCommandTests {
  private func load(_ flags: [String], _ text: String = "name: tiny\n") throws -> Program.Outcome {
    let path = try Program.scenario(text)
    return try Program.run(
      ["load", path, "--officials", "100", "--workers", "2", "--duration", "50ms"] + flags)
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
    ["--threshold", "violations == 0"], ["--officials", "0"],
  ])
  func `nonsense is refused before anything is run`(flags: [String]) throws {
    let path = try Program.scenario("name: tiny\n")
    let outcome = try Program.run(["load", path] + flags)
    #expect(outcome.code == 2)
    #expect(outcome.out.isEmpty)
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
