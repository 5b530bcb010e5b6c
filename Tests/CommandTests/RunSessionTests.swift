import Calendar
import Foundation
import Law
import Report
import Scenario
import Testing

@testable import cocarde

/// All of a run but the simulation, which is replaced by one that only counts its days.
@Suite(.serialized) struct RunSessionTests {
  private static let plain = "simulation: {from: 2022-01-01, to: 2022-01-10}\n"

  private func session(_ text: String = plain, outputs: [String] = []) throws -> RunSession {
    let context = ScenarioContext(law: ParameterTable([]), files: .memory(["s.yaml": text]))
    return RunSession(
      scenario: try LoadedScenario.load("s.yaml", context: context), outputs: outputs,
      form: .text, isQuiet: true, isRedrawn: false,
      palette: .plain
    ) { summary, form, _ in
      let thresholds = summary.result.thresholds.map { "\($0.expression) \($0.ok)" }
      return Array("\(form.name): \(summary.result.postings) days \(thresholds)".utf8)
    }
  }

  /// A simulation that sees every day, counts them as postings, and leaves a summary.
  private func simulation(
    complete: Bool = true, violations: Int64 = 0, nonvacuous: Int64 = 1, witnesses: Int64 = 1,
    onDay: @escaping (Day) -> Void = { _ in }
  ) -> Simulate {
    { scenario, store, dayEnded in
      if let store { try Data("rows".utf8).write(to: URL(filePath: store)) }
      var summary = Summary()
      var day = scenario.from
      var goesOn = true
      while day <= scenario.through && goesOn {
        onDay(day)
        summary.result.postings += 1
        goesOn = dayEnded(day)
        day = day + 1
      }
      summary.complete = complete && day > scenario.through
      summary.result.invariants = [
        InvariantLine(
          id: "CAP-1", statement: "", source: "", evaluations: 1, nonvacuous: nonvacuous,
          violations: violations)
      ]
      summary.result.witnesses = [WitnessLine(id: "cap-cut", count: witnesses)]
      return summary
    }
  }

  @Test func `the most serious finding gives the code`() throws {
    let run = { (text: String, simulate: Simulate) in
      try self.session(Self.plain + text).run(simulate)
    }
    let failing = "thresholds: [postings > 10]\n"
    #expect(try run("", simulation()) == .held)
    #expect(try run("thresholds: [postings == 10]\n", simulation()) == .held)
    #expect(try run(failing, simulation()) == .thresholdFailed)
    #expect(try run("thresholds: [postigns > 10]\n", simulation()) == .unproven)
    #expect(try run("thresholds: [violations == 0]\n", simulation(violations: 1)) == .violated)
    #expect(try run(failing, simulation(violations: 1)) == .violated)
    #expect(try run("", simulation(complete: false)) == .internalError)
  }

  @Test func `what a scenario demands must be exercised`() throws {
    let run = { (must: String, simulate: Simulate) in
      try self.session(Self.plain + "audit.must: \(must)\n").run(simulate)
    }
    #expect(try run("all", simulation()) == .held)
    #expect(try run("all", simulation(nonvacuous: 0)) == .unproven)
    #expect(try run("all", simulation(witnesses: 0)) == .unproven)
    #expect(try run("[CAP-1]", simulation(witnesses: 0)) == .held)
    #expect(try run("[CAP-1]", simulation(nonvacuous: 0)) == .unproven)
    #expect(try run("[CAP-9]", simulation()) == .unproven)
    #expect(try run("[]", simulation(nonvacuous: 0, witnesses: 0)) == .held)
    let failing = Self.plain + "audit.must: all\nthresholds: [postings > 10]\n"
    #expect(try session(failing).run(simulation(nonvacuous: 0)) == .thresholdFailed)
  }

  @Test func `the verdicts stand in the summary`() throws {
    let file = try Program.folder().appending(path: "s")
    let text = Self.plain + "thresholds: [postings == 10, postings < 3]\n"
    _ = try session(text, outputs: ["text=\(file.path)"]).run(simulation())
    #expect(
      try String(contentsOf: file, encoding: .utf8)
        == #"text: 10 days ["postings == 10 true", "postings < 3 false"]"#)
  }

  @Test(arguments: [(SIGINT, Exit.interrupted), (SIGTERM, Exit.terminated)])
  func `a signal stops the run at the end of its day`(number: Int32, exit: Exit) throws {
    let folder = try Program.folder()
    let file = folder.appending(path: "s.json")
    var seen: [Day] = []
    let simulate = simulation {
      seen.append($0)
      guard seen.count == 3 else { return }
      // Another thread takes the signal, since those of the tests block it: wait until it has.
      for _ in 1...2 { kill(getpid(), number) }
      for _ in 1...5_000 where Interruption.exit == nil { usleep(1_000) }
    }
    #expect(try session(outputs: ["json=\(file.path)"]).run(simulate) == exit)
    #expect(seen.count == 3)
    #expect(try String(contentsOf: file, encoding: .utf8) == "json: 3 days []")
  }

  @Test func `outputs are put in place and nothing else is left`() throws {
    let folder = try Program.folder()
    let outputs = [
      "json=\(folder.path)/a.json", "text=\(folder.path)/b", "sqlite=\(folder.path)/c",
    ]
    _ = try session(outputs: outputs).run(simulation())
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["a.json", "b", "c"])
    let text = try String(contentsOf: folder.appending(path: "b"), encoding: .utf8)
    #expect(text == "text: 10 days []")
    let rows = try String(contentsOf: folder.appending(path: "c"), encoding: .utf8)
    #expect(rows == "rows")
  }

  @Test func `a run that fails leaves the old output`() throws {
    struct Defect: Error {}
    let file = try Program.folder().appending(path: "a.json")
    try Data("old".utf8).write(to: file)
    #expect(throws: Defect.self) {
      try session(outputs: ["json=\(file.path)"]).run { _, _, _ in throw Defect() }
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == "old")
    let folder = file.deletingLastPathComponent().path
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.json"])
  }

  @Test func `an output that cannot be written stops before anything is run`() throws {
    let folder = try Program.folder()
    for output in [
      "json=\(folder.path)/none/a.json", "json=\(folder.path)", "josn=\(folder.path)/a", "json",
      "json=", "json=-", "csv-queue=\(folder.path)/a", "html=\(folder.path)/none/a",
      "junit=\(folder.path)/none/a",
    ] {
      var ran = false
      let failure = #expect(throws: Failure.self) {
        try session(outputs: ["text=\(folder.path)/ok", output]).run { _, _, _ in
          ran = true
          throw Failure(.held)
        }
      }
      #expect(failure?.code == Exit.usage.rawValue)
      #expect(failure?.message?.isEmpty == false)
      #expect(!ran)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `a link is kept and its target replaced`() throws {
    let folder = try Program.folder()
    let target = folder.appending(path: "target")
    let link = folder.appending(path: "link")
    try Data("old".utf8).write(to: target)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
    _ = try session(outputs: ["text=\(link.path)"]).run(simulation())
    #expect(try String(contentsOf: target, encoding: .utf8) == "text: 10 days []")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == target.path)
  }

  @Test func `a device is written in place`() throws {
    _ = try session(outputs: ["text=/dev/null"]).run(simulation())
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
  }
}

@Suite struct ProgressTests {
  private func lines(_ days: Int, redrawn: Bool) -> [String] {
    var lines: [String] = []
    let first = Day(2022, 1, 1)
    var progress = Progress(
      "small", days: days, isRedrawn: redrawn, write: { lines.append($0) })
    for index in 0..<days { progress.ended(first + index) }
    progress.close()
    return lines
  }

  @Test func `elsewhere than on a terminal there is a line every tenth`() {
    #expect(lines(1_000, redrawn: false).count == 10)
    #expect(lines(1_000, redrawn: false).last == "small: 100 %  2024-09-26\n")
    #expect(lines(1, redrawn: false) == ["small: 100 %  2022-01-01\n"])
    #expect(lines(3, redrawn: false).count == 3)
  }

  @Test func `on a terminal one line is drawn again and taken away`() {
    let lines = lines(1_000, redrawn: true)
    #expect(lines.count == 101)
    #expect(lines.allSatisfy { $0.hasPrefix("\r") && !$0.contains("\n") })
    #expect(lines.last == "\r\u{1b}[K")
  }

  @Test func `nobody who asks for a plain terminal gets another one`() {
    #expect(!Console.isPlain(["TERM": "xterm"], noColor: false))
    #expect(Console.isPlain([:], noColor: true))
    #expect(Console.isPlain(["NO_COLOR": "1"], noColor: false))
    #expect(!Console.isPlain(["NO_COLOR": ""], noColor: false))
    #expect(Console.isPlain(["CI": "true"], noColor: false))
    #expect(!Console.isPlain(["CI": "false"], noColor: false))
    #expect(Console.isPlain(["TERM": "dumb"], noColor: false))
  }
}
