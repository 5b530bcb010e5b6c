import ArgumentParser
import Documents
import Foundation
import Gate
import Report
import Scenario

/// What `gate --out` can write.
enum VerdictForm: String, CaseIterable, FileKind {
  /// A form.
  case json
}

/// Judges this program against a baseline: exact counters always, times where they are asked for.
struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Judges this program by exact counters and paired times against a baseline.",
    discussion: """
      Exact counters have no tolerance. Times are compared where --against names a program, or a \
      commit that is built first: pairs of runs share a processor, in balanced order, with as many \
      pairs of the same program for the noise floor. It ends with 0 (pass), 5 (fail), 6 \
      (inconclusive) or 7 (refused).
      """)

  @OptionGroup var display: DisplayArguments

  @Option(help: ArgumentHelp("The baseline's file.", valueName: "path"))
  var baseline = "Reports/baselines/national.json"

  @Option(
    help: ArgumentHelp(
      "The scenario that is counted (default: the baseline's).", valueName: "file"))
  var scenario: String?

  @Option(
    help: ArgumentHelp(
      "Times this program against another one, or against a commit.", valueName: "program|commit"))
  var against: String?

  @Option(help: ArgumentHelp("The scenario that is timed.", valueName: "file"))
  var timed = "Scenarios/gate.yaml"

  @Option(help: ArgumentHelp("Pairs of runs at first, an even number.", valueName: "n"))
  var pairs = 12

  @Option(help: ArgumentHelp("What the order of the pairs depends on.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp("Writes the verdict: json=verdict.json.", valueName: "kind=path"))
  var outputs: [String] = []

  @Flag(help: "Writes the baseline instead of judging by it.") var record = false

  @Flag(help: "Tries the gate itself: every verdict, and canaries that must be seen red.")
  var selfTest = false

  @Flag(help: "Counts no instructions, even where valgrind is installed.")
  var noInstructions = false

  @Option(help: ArgumentHelp("Makes the timed candidate slower, in percent.", visibility: .hidden))
  var canary: Int?

  func validate() throws {
    guard (8...1_000).contains(pairs), pairs.isMultiple(of: 2) else {
      throw ValidationError("--pairs must be an even number from 8 to 1000")
    }
    guard !record || against == nil, !selfTest || !record && against == nil else {
      throw ValidationError("--record, --self-test and --against are three different things")
    }
    // A verdict is what these show, and neither of both comes to one.
    let shown = [
      ("--out", !outputs.isEmpty), ("--json", display.json),
      ("--format json", display.format == .json),
    ].filter(\.1).map(\.0)
    if record || selfTest, let flag = shown.first {
      throw ValidationError(
        "\(flag) shows a verdict, which --\(record ? "record" : "self-test") does not come to")
    }
    guard canary.map((1...1_000).contains) ?? true else {
      throw ValidationError("--canary must be from 1 to 1000")
    }
  }

  func run() throws {
    Interruption.listen()
    if selfTest { return try runSelfTest() }
    let folder = try ScratchFolder()
    defer { folder.remove() }
    if record { return try runRecord(in: folder) }
    let outputs = try Output<VerdictForm>.prepare(
      outputs, inputs: inputs + [baseline] + (against.map { [$0] } ?? []))
    func write(_ report: GateReport) throws {
      for output in outputs { try output.file.write(try report.json.bytes()) }
    }
    // Whatever ends this process, no verdict of an earlier one is left that somebody may believe.
    try write(refused("the gate did not come to its end"))
    let report: GateReport
    do {
      report = try judge(in: folder)
    } catch {
      try write(refused(Self.reason(of: error), Self.exit(of: error)))
      throw error
    }
    try write(report)
    try Console.print(
      display.chosen == .json
        ? String(decoding: try report.json.bytes(), as: UTF8.self) : report.text)
    for complaint in report.complaints { Console.error("cocarde: \(complaint)") }
    if report.exit != .held { throw Failure(report.exit) }
  }

  /// The scenario of the baseline as it is on the disk, whatever its version.
  private var recordedScenario: String? {
    FileManager.default.contents(atPath: baseline).flatMap {
      Baseline.scenario(parsing: Array($0))
    }
  }

  /// The files of the scenarios that are run.
  private var inputs: [String] {
    [scenario ?? recordedScenario, timed].compactMap(\.self).flatMap { file in
      // What is wrong in one is said when it is judged.
      (try? GateSubject(scenario: file).load().inputs) ?? [file]
    }
  }

  private func refused(_ reason: String, _ exit: Exit = .unproven) -> GateReport {
    GateReport(
      baseline: baseline, refusal: .init(reason: reason, exit: exit), recording: recording)
  }

  private static func exit(of error: any Error) -> Exit {
    switch error {
    case let failure as Failure: Exit(rawValue: failure.code) ?? .internalError
    case is Diagnostic: .usage
    default: .internalError
    }
  }

  private static func reason(of error: any Error) -> String {
    (error as? Failure).map { $0.message ?? "nothing was judged" } ?? "\(error)"
  }

  private var recording: String { "cocarde gate --baseline \(baseline) --record" }

  private func progress(_ text: String) { Console.error("cocarde: \(text)") }

  private func readBaseline() throws -> Baseline {
    guard let data = FileManager.default.contents(atPath: baseline) else {
      throw Failure(
        .unproven,
        "there is no baseline \(baseline); record one with \(recording) --scenario FILE")
    }
    do {
      return try Baseline(parsing: Array(data))
    } catch {
      throw Failure(.unproven, "\(baseline): \(error)")
    }
  }

  private func judge(in folder: ScratchFolder) throws -> GateReport {
    let recorded: Baseline
    do {
      recorded = try readBaseline()
    } catch let failure as Failure {
      return refused(failure.message ?? "there is no baseline")
    }
    let subject = GateSubject(scenario: scenario ?? recorded.scenario)
    // Another scenario is said before anything is run, and so is a program that cannot be timed.
    if let reason = ExactTier.refusal(recorded.identity, try subject.identity()) {
      return refused(reason)
    }
    let program: String?
    do {
      program = try timedProgram(in: folder)
    } catch let failure as Failure where failure.code == Exit.unproven.rawValue {
      return GateReport(
        baseline: baseline, exact: nil, timing: .refused(Self.reason(of: failure)),
        recording: recording)
    }
    let observation = try subject.observe(timed: noInstructions ? nil : timed, in: folder)
    var report = GateReport(
      baseline: baseline, exact: ExactTier(recorded, observation),
      timing: try program.map { try time(against: $0, in: folder) } ?? .notAsked,
      recording: recording)
    report.interruption = Interruption.exit
    return report
  }

  /// The program of `--against`, built if it is a commit; nothing has been run yet.
  private func timedProgram(in folder: ScratchFolder) throws -> String? {
    guard let against else { return nil }
    _ = try GateSubject(scenario: timed).identity()
    guard HostClass.isOptimized else {
      throw Failure(
        .unproven, "this program was built without optimization, whose times mean nothing")
    }
    return try AgainstProgram.find(against, in: folder, progress: progress)
  }

  private func time(
    against program: String, in folder: ScratchFolder
  ) throws -> GateReport.Timing {
    do {
      let runs = try PairedRuns(
        baseline: program, candidate: GateSubject.program,
        arguments: GateSubject.arguments(timed), canary: canary, in: folder)
      let warmUp = try runs.warmUp()
      var policy = TimingPolicy()
      policy.pairs = pairs
      policy.most = max(policy.most, 2 * pairs)
      let tier = try TimingTier(policy, seed: seed) { try runs.measure($0) }
      return .done(
        tier,
        GateReport.TimedPair(
          against: against ?? program, scenario: timed,
          sameWork: warmUp.baseline == warmUp.candidate))
    } catch let failure as Failure where failure.code == Exit.unproven.rawValue {
      return .refused(Self.reason(of: failure))
    }
  }

  private func runRecord(in folder: ScratchFolder) throws {
    // A baseline of another version is replaced by one of the same scenario.
    guard let scenario = scenario ?? recordedScenario else {
      throw Failure(
        .unproven,
        "no earlier baseline \(baseline) names a scenario; name it: \(recording) --scenario FILE")
    }
    var places = FilePlaces(reading: inputs)
    let output = try OutputFile(baseline, flag: "--baseline", &places)
    var recorded = Baseline()
    recorded.scenario = scenario
    let subject = GateSubject(scenario: recorded.scenario)
    recorded.identity = try subject.identity()
    let observation = try subject.observe(timed: noInstructions ? nil : timed, in: folder)
    recorded.counters = observation.counters
    recorded.costs = observation.costs
    try output.write(try recorded.json.bytes())
    try Console.print("recorded \(recorded.counters.all.count) counters in \(baseline)")
    if let reason = observation.withoutInstructions {
      Console.error("cocarde: without instructions: \(reason)")
    }
  }

  private func runSelfTest() throws {
    let (text, ok) = try GateSelfTest(timed: timed).run()
    try Console.print(text)
    if let exit = Interruption.exit { throw Failure(exit) }
    guard ok else {
      throw Failure(.unproven, "the gate does not say what it should: its verdicts prove nothing")
    }
  }
}
