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
    // Which needs no scenario: the old file names it.
    let again = try gate(baseline, ["--record"])
    #expect(again.code == 0, "\(again.err)")
    #expect(try gate(baseline).code == 0)
    let none = try gate(folder.appending(path: "none.json").path, ["--record"])
    #expect(none.code == 7 && none.err.contains("--record --scenario FILE"), "\(none.err)")
  }

  @Test func `no verdict of an earlier gate outlives one that judges nothing`() throws {
    let (folder, scenario, baseline) = try recorded()
    let verdict = folder.appending(path: "verdict.json").path
    for (flags, code, word) in [
      (["--scenario", folder.appending(path: "nope.yaml").path], 2, "there is no such file"),
      (["--against", "no-such-commit", "--timed", scenario], 7, "o"),
      (["--against", "x", "--timed", "nowhere.yaml"], 2, "there is no such file"),
    ] {
      try Data(#"{"verdict": "pass"}"#.utf8).write(to: URL(filePath: verdict))
      let outcome = try gate(baseline, flags + ["--out", "json=\(verdict)"])
      #expect(outcome.code == Int32(code), "\(outcome.err)")
      let written = try object(verdict)
      #expect(written["verdict"] as? String == "refused" && written["exit"] as? Int == code)
      let reasons = try #require(written["reasons"] as? [String])
      #expect(reasons.count == 1 && reasons[0].contains(word), "\(reasons)")
    }
  }

  @Test func `a gate that is killed leaves no verdict that anybody may believe`() throws {
    let (folder, _, baseline) = try recorded()
    let verdict = folder.appending(path: "verdict.json").path
    try Data(#"{"verdict": "pass"}"#.utf8).write(to: URL(filePath: verdict))
    let process = Process()
    process.executableURL = Program.url
    process.arguments = [
      "gate", "--baseline", baseline, "--no-instructions", "--out", "json=\(verdict)",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    while try object(verdict)["verdict"] as? String == "pass", process.isRunning { usleep(1_000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    // Unless it was faster than the signal.
    if process.terminationReason == .uncaughtSignal {
      #expect(try object(verdict)["verdict"] as? String == "refused")
    }
  }

  @Test func `a verdict replaces nothing that the gate reads`() throws {
    let (folder, scenario, baseline) = try recorded()
    let before = try Data(contentsOf: URL(filePath: baseline))
    for name in ["baseline.json", "./baseline.json", "s.yaml"] {
      let outcome = try gate(baseline, ["--out", "json=\(folder.path)/\(name)"])
      #expect(outcome.code == 2)
      #expect(outcome.err.contains("would replace a file that is read"), "\(outcome.err)")
    }
    let timed = try Program.scenario(Self.text)
    let outcome = try gate(baseline, ["--timed", timed, "--out", "json=\(timed)"])
    #expect(outcome.code == 2)
    let recording = try gate(scenario, ["--scenario", scenario, "--record"])
    #expect(recording.code == 2 && recording.err.contains("--baseline"), "\(recording.err)")
    #expect(try Data(contentsOf: URL(filePath: baseline)) == before)
    #expect(try String(contentsOfFile: scenario, encoding: .utf8) == Self.text)
  }

  @Test func `a baseline with a number beyond all bounds is judged`() throws {
    let (_, _, baseline) = try recorded()
    let text = try String(contentsOfFile: baseline, encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.contains("allocated_bytes") })
    try text.replacing(line, with: "    \"allocated_bytes\": 2000000000000000,")
      .write(toFile: baseline, atomically: true, encoding: .utf8)
    let outcome = try gate(baseline)
    #expect(outcome.code == 0, "\(outcome.err)")
  }

  @Test func `a program that is none, and a commit that is none, are refused`() throws {
    let (folder, scenario, baseline) = try recorded()
    for name in ["no-such-commit", folder.path, scenario] {
      let outcome = try gate(baseline, ["--against", name, "--timed", scenario])
      #expect(outcome.code == 7, "\(outcome.err)")
      #expect(outcome.out.contains("TIMING   refused"))
      // It is said before anything is run.
      #expect(!outcome.out.contains("EXACT"))
    }
  }

  @Test(arguments: [
    ["--pairs", "7"], ["--pairs", "6"], ["--record", "--against", "x"],
    ["--self-test", "--record"], ["--out", "json=/nowhere/v.json"], ["--out", "xml=x"],
    ["--record", "--baseline", "/nowhere/b.json", "--scenario", "x.yaml"],
    ["--record", "--out", "json=v.json"], ["--record", "--json"], ["--record", "--format", "json"],
    ["--self-test", "--out", "json=v.json"], ["--self-test", "--json"],
  ])
  func `nonsense is refused before anything is run`(flags: [String]) throws {
    // In a folder of its own: a program that took it for sense would record over a baseline.
    let outcome = try Program.run(["gate"] + flags, in: try Program.folder())
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
