import Foundation
import Report
import Scenario
import Testing

@testable import cocarde

/// What the command line says and how it ends, seen from outside.
@Suite struct UsageTests {
  @Test(arguments: [
    ([], "name a subcommand"),
    (["chekc", "x.yaml"], "there is no subcommand 'chekc'; did you mean 'check'?"),
    (["frobnicate"], "there is no subcommand 'frobnicate'"),
    (["check"], "Missing expected argument '<scenario>'"),
    (["check", "x.yaml", "--sede", "1"], "Unknown option '--sede'"),
    (["check", "x.yaml", "--format", "xml"], "xml"),
    (["check", "x.yaml", "--json", "--format", "text"], "contradict"),
    (["check", "nowhere.yaml"], "nowhere.yaml: there is no such file"),
  ])
  func `a wrong command line ends with 2 and one sentence`(
    arguments: [String], sentence: String
  ) throws {
    let outcome = try Program.run(arguments)
    #expect(outcome.code == 2)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains(sentence))
    #expect(outcome.err.split(separator: "\n").count == 1)
  }

  @Test(arguments: [["--help"], ["help"], ["help", "check"], ["check", "--help"], ["--version"]])
  func `help and version go to standard output and end with 0`(arguments: [String]) throws {
    let outcome = try Program.run(arguments)
    #expect(outcome.code == 0)
    #expect(!outcome.out.isEmpty)
    #expect(outcome.err.isEmpty)
  }

  @Test func `a closed pipe does not crash`() throws {
    let process = Process()
    process.executableURL = Program.url
    process.arguments = ["check", try Program.scenario("seed: 1\n")]
    let (out, err) = (Pipe(), Pipe())
    try out.fileHandleForReading.close()
    process.standardOutput = out
    process.standardError = err
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
  }

  @Test func `a full device is an internal error`() throws {
    guard let full = FileHandle(forWritingAtPath: "/dev/full") else { return }
    let process = Process()
    process.executableURL = Program.url
    process.arguments = ["check", try Program.scenario("seed: 1\n")]
    process.standardOutput = full
    process.standardError = Pipe()
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
  }
}

/// Odd values that people try, each answered in one sentence before anything is run.
@Suite struct OddValueTests {
  private static let short =
    "population.officials: 20\nsimulation: {from: 2023-01-01, to: 2023-01-02}\n"

  @Test(arguments: [
    (["--seed", "-1"], "--seed: 'seed': '-1' is not a whole number from 0 to"),
    (["--jobs", "-1"], "--jobs: 'engine.jobs'"),
    (["--threshold", "violations == 0 0"], "'violations == 0 0' has no number on the right"),
    (["--threshold", "pacific.request > 0"], "did you mean 'pacific.requests'?"),
    (["--set", "trace.official=99999"], "'trace.official': there is no official 99999; this run"),
    (["--oracle", "5 %"], "--oracle: 'audit.oracle': '5 %' is not off, all, or a share from 1/1"),
    (["--set", "trace.official=99999999999"], "is not the number of an official"),
  ])
  func `an odd value ends with 2 and one sentence`(flags: [String], sentence: String) throws {
    let outcome = try Program.run(
      ["run", try Program.scenario(Self.short), "--quiet"] + flags)
    #expect(outcome.code == 2)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains(sentence))
    #expect(outcome.err.split(separator: "\n").count == 1)
  }

  @Test func `a closed standard output is said before the run`() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", "exec \"$0\" run \"$1\" --quiet >&-", Program.url.path,
      try Program.scenario(Self.short),
    ]
    let err = Pipe()
    process.standardError = err
    try process.run()
    let said = err.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    #expect(
      String(decoding: said, as: UTF8.self)
        == "cocarde: standard output is closed; send it somewhere, such as > /dev/null\n")
  }

  @Test func `every figure of a summary is known before a run`() throws {
    let known = Set(try KnownMetrics.names(.standard()))
    #expect(known.count > 300)
    #expect(known.isSuperset(of: KnownMetrics.certain))
    for name in [
      "pacific.requests", "refusals.by.papers-missing", "operations.by.pacific-papers",
      "years_table.2023.requests", "activity.2023.dossiers-validated",
      "invariants.CAP-1.least_slack", "oracle.excuses.last-seat", "oracle.differences",
      "durations.invoice-to-payment.p95", "money.fund_cents",
    ] {
      #expect(known.contains(name), "\(name)")
    }
    // What the small run that names come from has no occasion for: a queue with capacity, work.
    let full = try Program.run([
      "run",
      try Program.scenario(
        "simulation: {from: 2023-01-01, years: 2}\nterritory.departments: [48]\n"
          + "population.officials: 200\n"), "--quiet", "--json", "--oracle", "all",
      "--set", "operator.control_officers=1",
    ])
    let metrics = SummaryMetrics(try Summary(parsing: Array(full.out.utf8)).result)
    #expect(metrics["queues.support.headroom_milli"] != nil)
    for (name, _) in metrics.all where !known.contains(name) {
      #expect(known.contains { MetricNames.isSame($0, name) }, "\(name)")
    }
    // A counter that the summary leaves out is zero, not missing.
    let outcome = try Program.run([
      "run", try Program.scenario(Self.short), "--quiet", "--threshold",
      "operations.by.pacific-papers == 0",
    ])
    #expect(outcome.code == 0)
  }
}

/// Places that an output must not take.
@Suite struct OutputPlaceTests {
  private func run(_ scenario: String, _ outputs: String...) throws -> Program.Outcome {
    try Program.run(["run", scenario, "--quiet"] + outputs.flatMap { ["--out", $0] })
  }

  @Test func `an output never replaces the scenario`() throws {
    let text = "population.officials: 20\nsimulation: {from: 2022-01-01, to: 2022-01-02}\n"
    let path = try Program.scenario(text)
    let folder = (path as NSString).deletingLastPathComponent
    for place in [path, "\(folder)/./s.yaml"] {
      let outcome = try run(path, "json=\(place)")
      #expect(outcome.code == 2)
      #expect(outcome.err.hasSuffix("would replace a file that is read\n"))
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
  }

  @Test func `an output replaces nothing that the run reads, by whatever name`() throws {
    let text = "population.officials: 20\nreforms: [r.yaml]\nterritory.communes: c.csv\n"
    let path = try Program.scenario(text)
    let folder = URL(filePath: path).deletingLastPathComponent()
    func place(_ name: String) -> String { folder.appending(path: name).path }
    let files = FileManager.default
    let overlay = try String(
      contentsOf: Program.root.appending(path: "Scenarios/reforms/2026-12.yaml"), encoding: .utf8)
    for name in ["r.yaml", "flag.yaml"] {
      try Data(overlay.utf8).write(to: URL(filePath: place(name)))
    }
    try Data("not read before the run\n".utf8).write(to: URL(filePath: place("c.csv")))
    try files.linkItem(atPath: path, toPath: place("hard"))
    try files.createSymbolicLink(atPath: place("soft"), withDestinationPath: "s.yaml")
    try files.createSymbolicLink(atPath: place("here"), withDestinationPath: ".")
    for name in [
      "s.yaml", "hard", "soft", "here/s.yaml", "here/../\(folder.lastPathComponent)/s.yaml",
      "r.yaml", "flag.yaml", "c.csv",
    ] {
      for kind in ["json", "sqlite"] {
        let outcome = try Program.run([
          "run", path, "--quiet", "--reform", place("flag.yaml"), "--out", "\(kind)=\(place(name))",
        ])
        #expect(outcome.code == 2)
        #expect(
          outcome.err.hasSuffix("would replace a file that is read\n"), "\(name): \(outcome.err)")
      }
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    let study = try Program.run([
      "compare", path, path, "--reform-b", place("flag.yaml"), "--repeat", "2", "--out",
      "json=\(place("flag.yaml"))",
    ])
    #expect(study.code == 2 && study.err.contains("would replace a file that is read"))
  }

  @Test func `one place is named once however it is written`() throws {
    let path = try Program.scenario("population.officials: 20\n")
    let folder = (path as NSString).deletingLastPathComponent
    let outcome = try run(path, "json=\(folder)/a", "text=\(folder)/./a")
    #expect(outcome.code == 2)
    #expect(outcome.err.hasSuffix("twice\n"))
  }

  @Test func `a database is never put in the place of a pipe`() throws {
    // A pipe of this test's own: were it replaced, no device of the machine would be lost.
    let path = try Program.scenario(
      "population.officials: 20\nsimulation: {from: 2022-01-01, to: 2022-01-02}\n")
    let pipe = (path as NSString).deletingLastPathComponent + "/pipe"
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    let outcome = try run(path, "sqlite=\(pipe)")
    #expect(outcome.code == 2)
    #expect(outcome.err.contains("must name a file, not a device or a pipe"))
    #expect(
      try FileManager.default.attributesOfItem(atPath: pipe)[.type] as? FileAttributeType
        != .typeRegular)
  }
}

/// The effective configuration that `check` prints.
@Suite struct CheckTests {
  @Test func `every setting has its value and its origin`() throws {
    let path = try Program.scenario("name: tiny\nseed: 2\nsimulation.years: 1\n")
    let outcome = try Program.run(
      ["check", path, "--set", "engine.shards=3"],
      environment: ["COCARDE_POPULATION__OFFICIALS": "200"])
    #expect(outcome.code == 0)
    func line(_ name: String) -> String {
      outcome.out.split(separator: "\n").map(String.init).first { $0.contains("\(name) .") } ?? ""
    }
    #expect(line("seed").hasSuffix("s.yaml:2"))
    #expect(line("audit.enabled").hasSuffix("default"))
    #expect(line("population.officials").hasSuffix("COCARDE_POPULATION__OFFICIALS"))
    #expect(line("engine.shards").hasSuffix("--set"))
    #expect(line("days").hasSuffix("365"))
  }

  @Test func `the configuration is also JSON`() throws {
    let path = try Program.scenario("name: tiny\nsimulation.years: 1\n")
    let outcome = try Program.run(["check", path, "--json", "--seed", "7"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any])
    let settings = try #require(object["settings"] as? [[String: String]])
    let seed = try #require(settings.first { $0["path"] == "seed" })
    #expect(seed == ["path": "seed", "value": "7", "origin": "--seed"])
    #expect(object["name"] as? String == "tiny")
  }

  @Test func `a mistake ends with 2 and names its place`() throws {
    let path = try Program.scenario("seed: 1\nsimulaton.years: 1\n")
    let outcome = try Program.run(["check", path])
    #expect(outcome.code == 2)
    #expect(
      outcome.err
        == "\(path):2: unknown setting or parameter 'simulaton.years'; "
        + "did you mean 'simulation.years'?\n")
  }
}
