import Foundation
import Testing

@testable import cocarde

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
    let whole = text
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
    // Days, officials and amounts that this scenario cannot have.
    for (name, pattern, text, sentence) in [
      (
        "late", "\"through\": \"[^\"]*\"", "\"through\": \"2041-01-01\"",
        "is not within the scenario's"
      ),
      ("early", "\"from\": \"[^\"]*\"", "\"from\": \"1999-01-01\"", "is not within the scenario's"),
      (
        "day", "\"day\": \"[^\"]*\"", "\"day\": \"2021-06-30\"",
        "failure.day: 2021-06-30 is not within"
      ),
      ("crowd", "\"officials\": null", "\"officials\": [4000000]", "there is no official 4000000"),
      ("other", "\"officials\": null", "\"officials\": [299]", "is not among them"),
      (
        "rich", "\"operations\": null",
        "\"operations\": [{\"day\": \"2021-07-02\", \"name\": \"confirm\", "
          + "\"subject\": 1, \"turn\": 0, "
          + "\"dossier\": 1, \"amount_cents\": 9223372036854775807}]", "has an amount out of range"
      ),
    ] {
      let file = kept.folder.appending(path: "\(name).json")
      let edited = whole.replacing(try Regex(pattern), with: text, maxReplacements: 1)
      #expect(edited != whole, "\(name)")
      try Data(edited.utf8).write(to: file)
      for command in ["replay", "shrink"] {
        let outcome = try Program.run([command, file.path])
        #expect(outcome.code == 2, "\(command) \(name): \(outcome.code)")
        #expect(outcome.err.contains(sentence), "\(command) \(name): \(outcome.err)")
      }
    }
    let missing = try Program.run(["replay", "nowhere.json"])
    #expect(missing.code == 2)
    #expect(missing.err.contains("there is no such file"))
  }

  @Test func `who edits a seed or an operation is told so, and not that the engine changed`() throws
  {
    let kept = try Kept()
    defer { kept.discard() }
    let text = try String(contentsOf: kept.capsule, encoding: .utf8)
    for (pattern, edit, words) in [
      ("\"seed\": 3", "\"seed\": 4", "the scenario inside the capsule was edited"),
      (
        "\"event\": \"[^\"]*\"", "\"event\": \"nothing\"",
        "the failure, the officials or the operations inside the capsule were edited"
      ),
    ] {
      let edited = kept.folder.appending(path: "edited.json")
      let changed = text.replacing(try Regex(pattern), with: edit, maxReplacements: 1)
      #expect(changed != text)
      try Data(changed.utf8).write(to: edited)
      let replay = try Program.run(["replay", edited.path])
      #expect(replay.out.contains(words), "\(replay.out)")
      #expect(!replay.out.contains("the engine changed"))
    }
  }

  @Test func `capsules of an earlier run do not stay beside those of this one`() throws {
    let kept = try Kept()
    defer { kept.discard() }
    let folder = kept.capsule.deletingLastPathComponent()
    for name in ["violation-1.min.json", "violation-9.json", "mine.json"] {
      try Data().write(to: folder.appending(path: name))
    }
    _ = try Program.run(["run", "s.yaml", "--quiet"], in: kept.folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.contains("mine.json"))
    #expect(!names.contains("violation-9.json") && !names.contains("violation-1.min.json"))
  }

  @Test func `a scenario's name leads nowhere else`() {
    #expect(CapsuleFile.folder(for: "../../etc/x") == "Reports/-..-etc-x")
    #expect(CapsuleFile.folder(for: "..") == "Reports/scenario")
    #expect(CapsuleFile.folder(for: "cap-1200") == "Reports/cap-1200")
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
    // A password in clear moves nothing: the verdict alone tells.
    let silent = try Program.run([
      "diff", scenario, scenario, "--set-b", "platform.mutant=clear-password", "--quiet",
    ])
    #expect(silent.code == 5)
    #expect(silent.out.contains("field     violations"), "\(silent.out)")
    let other = try Program.run([
      "diff", scenario, scenario, "--set-b", "rights.annual_credit=300", "--json", "--quiet",
    ])
    #expect(other.code == 5)
    #expect(other.out.contains("\"field\": \"amount\"") || other.out.contains("\"amount\""))
  }
}
