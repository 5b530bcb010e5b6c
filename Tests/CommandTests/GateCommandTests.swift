import Foundation
import Testing

@testable import cocarde

/// The gate as a pipeline calls it; times are never compared here, exact counters are.
@Suite struct GateCommandTests {
  private static let text = """
    name: gated
    seed: 3
    simulation: {from: 2023-01-01, to: 2023-02-01}
    population.officials: 300
    """

  /// A folder with a scenario, and a baseline of it.
  private func recorded() throws -> (folder: URL, scenario: String, baseline: String) {
    let scenario = try Program.scenario(Self.text)
    let folder = URL(filePath: scenario).deletingLastPathComponent()
    let baseline = folder.appending(path: "baseline.json").path
    let outcome = try Program.run([
      "gate", "--baseline", baseline, "--scenario", scenario, "--record", "--no-instructions",
    ])
    #expect(outcome.code == 0, "\(outcome.err)")
    return (folder, scenario, baseline)
  }

  private func gate(_ baseline: String, _ flags: [String] = []) throws -> Program.Outcome {
    try Program.run(["gate", "--baseline", baseline, "--no-instructions"] + flags)
  }

  private func object(_ path: String) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path)))
        as? [String: Any])
  }

  @Test func `the program that recorded a baseline passes it, and says what was not compared`()
    throws
  {
    let (folder, _, baseline) = try recorded()
    let verdict = folder.appending(path: "verdict.json").path
    let outcome = try gate(baseline, ["--out", "json=\(verdict)"])
    #expect(outcome.code == 0, "\(outcome.err)\(outcome.out)")
    #expect(outcome.out.contains("TIMING   not asked for"))
    #expect(outcome.out.contains("instructions"))
    #expect(outcome.out.contains("VERDICT   pass"))
    let written = try object(verdict)
    #expect(written["verdict"] as? String == "pass" && written["exit"] as? Int == 0)
  }

  @Test func `a counter that moved fails with the ingredients and the command that records it`()
    throws
  {
    let (_, _, baseline) = try recorded()
    var text = try String(contentsOfFile: baseline, encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.contains("fingerprint.o") })
    text = text.replacing(line, with: "    \"fingerprint.o\": \"0123456789abcdef\",")
    try text.write(toFile: baseline, atomically: true, encoding: .utf8)
    let outcome = try gate(baseline)
    #expect(outcome.code == 5)
    #expect(outcome.out.contains("of the fingerprint moved: o (operations and outcomes)"))
    #expect(outcome.err.contains("--record"))
  }

  @Test func `another scenario, another format and no baseline are refused before anything runs`()
    throws
  {
    let (folder, _, baseline) = try recorded()
    let other = try Program.scenario(Self.text.replacing("seed: 3", with: "seed: 4"))
    let seed = try gate(baseline, ["--scenario", other])
    #expect(seed.code == 7 && seed.err.contains("the baseline has the seed 3, and this is 4"))
    let changed = try Program.scenario(Self.text + "\nparameters: {rights.cap: 900}\n")
    let sha = try gate(baseline, ["--scenario", changed])
    #expect(sha.code == 7 && sha.err.contains("sha256"), "\(sha.err)")
    let verdict = folder.appending(path: "verdict.json").path
    let missing = try gate(folder.appending(path: "none.json").path, ["--out", "json=\(verdict)"])
    #expect(missing.code == 7 && missing.err.contains("there is no baseline"))
    #expect(try object(verdict)["verdict"] as? String == "refused")
    let text = try String(contentsOfFile: baseline, encoding: .utf8)
    try text.replacing("cocarde-baseline-1", with: "cocarde-baseline-0")
      .write(toFile: baseline, atomically: true, encoding: .utf8)
    let format = try gate(baseline)
    #expect(format.code == 7 && format.err.contains("record it again"))
  }

  @Test func `a program that is none, and a commit that is none, are refused`() throws {
    let (folder, scenario, baseline) = try recorded()
    for name in ["no-such-commit", folder.path, scenario] {
      let outcome = try gate(baseline, ["--against", name, "--timed", scenario])
      #expect(outcome.code == 7, "\(outcome.err)")
      #expect(outcome.out.contains("TIMING   refused"))
    }
  }

  @Test(arguments: [
    ["--pairs", "7"], ["--pairs", "6"], ["--record", "--against", "x"],
    ["--self-test", "--record"], ["--out", "json=/nowhere/v.json"], ["--out", "xml=x"],
    ["--record", "--baseline", "/nowhere/b.json", "--scenario", "x.yaml"],
  ])
  func `nonsense is refused before anything is run`(flags: [String]) throws {
    let outcome = try Program.run(["gate"] + flags)
    #expect(outcome.code == 2, "\(outcome.err)")
    #expect(outcome.out.isEmpty)
  }

  @Test func `a baseline holds nothing of the machine on which it was recorded`() throws {
    let (_, _, baseline) = try recorded()
    let text = try String(contentsOfFile: baseline, encoding: .utf8)
    #expect(!text.contains(ProcessInfo.processInfo.hostName + "\""))
    #expect(!text.contains("seconds") && !text.contains("rss"))
    #expect(text.contains("\"work.draws\"") && text.contains("\"allocated_bytes\""))
  }

  @Test func `a canary burns time and changes no result`() throws {
    let scenario = try Program.scenario(Self.text)
    func result(_ flags: [String]) throws -> NSDictionary {
      let outcome = try Program.run(["run", scenario, "--quiet", "--json"] + flags)
      let object = try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any]
      return try #require(object?["result"] as? NSDictionary)
    }
    #expect(try result([]) == result(["--canary", "5"]))
    #expect(try Program.run(["run", scenario, "--canary", "0"]).code == 2)
    #expect(try !Program.run(["run", "--help"]).out.contains("canary"))
  }

  @Test func `the count of instructions is read from the words of valgrind`() {
    #expect(
      Callgrind.collected("==7== Events    : Ir\n==7== Collected : 1263829780\n==7== \n")
        == 1_263_829_780)
    #expect(Callgrind.collected("==7== valgrind: error") == nil)
  }
}
