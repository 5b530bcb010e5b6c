import Foundation
import Testing

/// A violation is kept, replayed and made small from the command line.
@Suite struct CapsuleCommandTests {
  /// A scenario with a known mistake, its folder, and the capsule of what it breaks.
  private struct Kept {
    let folder: URL
    let capsule: URL
    let err: String

    init() throws {
      folder = try Program.folder()
      let scenario = folder.appending(path: "s.yaml")
      let text = """
        name: kept
        seed: 3
        simulation: { from: 2021-07-01, to: 2022-06-30 }
        population: { officials: 300 }
        platform: { mutant: credit-twice }
        """
      try Data(text.utf8).write(to: scenario)
      let run = try Program.run(["run", scenario.path, "--quiet"], in: folder)
      #expect(run.code == 3)
      err = run.err
      capsule = folder.appending(path: "Reports/kept/violation-1.json")
    }

    func discard() { try? FileManager.default.removeItem(at: folder) }
  }

  @Test func `a violation is kept, replayed, and made small`() throws {
    let kept = try Kept()
    defer { kept.discard() }
    #expect(kept.err.contains("CRD-1 is kept in Reports/kept/violation-1.json"))
    // The scenario may go: the capsule holds all that it takes.
    try FileManager.default.removeItem(at: kept.folder.appending(path: "s.yaml"))
    let replay = try Program.run(["replay", kept.capsule.path])
    #expect(replay.code == 3)
    #expect(replay.out.contains("seen again"))
    #expect(!replay.out.contains("changed"))
    let shrink = try Program.run(["shrink", kept.capsule.path])
    #expect(shrink.code == 0)
    #expect(shrink.out.contains("population:"))
    let small = kept.folder.appending(path: "Reports/kept/violation-1.min.json").path
    let again = try Program.run(["replay", small, "--json"])
    #expect(again.code == 3)
    #expect(again.out.contains("\"reproduced\""))
    #expect(try Program.run(["replay", "--corpus", small]).code == 0)
    // Small already, it stays as it is.
    #expect(try Program.run(["shrink", small]).code == 0)
    #expect(try Program.run(["diff", small, kept.capsule.path, "--quiet"]).code == 5)
  }

  @Test func `a replay says whether engine, scenario, law or behaviour changed`() throws {
    let kept = try Kept()
    defer { kept.discard() }
    let text = try String(contentsOf: kept.capsule, encoding: .utf8)
    let healthy = kept.folder.appending(path: "healthy.json")
    try Data(text.replacing("mutant: credit-twice", with: "mutant: none").utf8).write(to: healthy)
    let replay = try Program.run(["replay", healthy.path])
    #expect(replay.code == 0)
    #expect(replay.out.contains("nothing is broken"))
    #expect(replay.out.contains("the scenario inside the capsule was edited"))
    #expect(try Program.run(["replay", "--corpus", healthy.path]).code == 5)
    for (key, words) in [("law", "the law changed"), ("behaviour", "the behaviour or")] {
      let pattern = try Regex("\"\(key)\": *\"[0-9a-f]{64}\"")
      let edited = kept.folder.appending(path: "\(key).json")
      try Data(text.replacing(pattern, with: "\"\(key)\": \"0\"").utf8).write(to: edited)
      let replay = try Program.run(["replay", edited.path])
      #expect(replay.code == 3)
      #expect(replay.out.contains(words))
    }
  }

  @Test func `what is no capsule is refused in a sentence`() throws {
    let kept = try Kept()
    defer { kept.discard() }
    let bytes = try Data(contentsOf: kept.capsule)
    let text = String(decoding: bytes, as: UTF8.self)
    let bad: [(String, Data, String)] = [
      ("cut", bytes.prefix(bytes.count / 2), "is no whole capsule"),
      ("empty", Data(), "is no whole capsule"),
      ("other", Data("{\"schema\": \"cocarde-summary-1\"}".utf8), "is no capsule"),
      (
        "newer", Data(text.replacing("cocarde-capsule-1", with: "cocarde-capsule-9").utf8),
        "is of another version"
      ),
      (
        "broken", Data(text.replacing("simulation:", with: "simulatoin:").utf8),
        "holds a scenario that cannot be run"
      ),
    ]
    for (name, content, sentence) in bad {
      let file = kept.folder.appending(path: "\(name).json")
      try content.write(to: file)
      for command in ["replay", "shrink"] {
        let outcome = try Program.run([command, file.path])
        #expect(outcome.code == 2, "\(command) \(name)")
        #expect(outcome.err.contains(sentence), "\(command) \(name): \(outcome.err)")
        #expect(outcome.err.split(separator: "\n").count == 1)
      }
    }
    let missing = try Program.run(["replay", "nowhere.json"])
    #expect(missing.code == 2)
    #expect(missing.err.contains("there is no such file"))
  }

  @Test func `two runs of one scenario are equal, and a mistake is found`() throws {
    let scenario = try Program.scenario(
      """
      name: pair
      simulation: { from: 2021-07-01, to: 2022-04-30 }
      population: { officials: 300 }
      """)
    defer { try? FileManager.default.removeItem(atPath: scenario) }
    let equal = try Program.run([
      "diff", scenario, scenario, "--set-b", "engine.jobs=1", "--quiet",
    ])
    #expect(equal.code == 0)
    #expect(equal.out.contains("equal on all"))
    let other = try Program.run([
      "diff", scenario, scenario, "--set-b", "rights.annual_credit=300", "--json", "--quiet",
    ])
    #expect(other.code == 5)
    #expect(other.out.contains("\"field\": \"amount\"") || other.out.contains("\"amount\""))
  }
}
