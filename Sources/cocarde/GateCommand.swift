import ArgumentParser
import Foundation
import Gate
import Report

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
    guard canary.map((1...1_000).contains) ?? true else {
      throw ValidationError("--canary must be from 1 to 1000")
    }
  }

  func run() throws {
    Interruption.listen()
    if selfTest { return try runSelfTest() }
    let outputs = try ResultFile.prepare(outputs, kinds: ["json"])
    let folder = try ScratchFolder()
    defer { folder.remove() }
    if record { return try runRecord(in: folder) }
    let report = try judge(in: folder)
    let json = String(decoding: try report.json.bytes(), as: UTF8.self)
    for output in outputs { try output.write(json) }
    try Console.print(display.chosen == .json ? json : report.text)
    for complaint in report.complaints { Console.error("cocarde: \(complaint)") }
    if let exit = Interruption.exit { throw Failure(exit) }
    if report.exit != .held { throw Failure(report.exit) }
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
      return GateReport(
        baseline: baseline, exact: nil, timing: .notAsked, refusal: failure.message,
        recording: recording)
    }
    let subject = GateSubject(scenario: scenario ?? recorded.scenario)
    // Another scenario is said before anything is run.
    if let reason = ExactTier.refusal(recorded.identity, try subject.identity()) {
      return GateReport(
        baseline: baseline, exact: nil, timing: .notAsked, refusal: reason, recording: recording)
    }
    if against != nil { _ = try GateSubject(scenario: timed).identity() }
    let observation = try subject.observe(timed: noInstructions ? nil : timed, in: folder)
    return GateReport(
      baseline: baseline, exact: ExactTier(recorded, observation), timing: try time(in: folder),
      recording: recording)
  }

  private func time(in folder: ScratchFolder) throws -> GateReport.Timing {
    guard let against else { return .notAsked }
    guard HostClass.isOptimized else {
      return .refused("this program was built without optimization, whose times mean nothing")
    }
    do {
      let runs = try PairedRuns(
        baseline: AgainstProgram.find(against, in: folder, progress: progress),
        candidate: GateSubject.program, arguments: GateSubject.arguments(timed), canary: canary,
        in: folder)
      let warmUp = try runs.warmUp()
      var policy = TimingPolicy()
      policy.pairs = pairs
      policy.most = max(policy.most, 2 * pairs)
      let tier = try TimingTier(policy, seed: seed) { try runs.measure($0) }
      return .done(
        tier,
        GateReport.TimedPair(
          against: against, scenario: timed, sameWork: warmUp.baseline == warmUp.candidate))
    } catch let failure as Failure where failure.code == Exit.unproven.rawValue {
      return .refused(failure.message ?? "the programs could not be timed")
    }
  }

  private func runRecord(in folder: ScratchFolder) throws {
    try ResultFile.check(baseline)
    var recorded = Baseline()
    if let scenario {
      recorded.scenario = scenario
    } else {
      recorded.scenario = try readBaseline().scenario
    }
    let subject = GateSubject(scenario: recorded.scenario)
    recorded.identity = try subject.identity()
    let observation = try subject.observe(timed: noInstructions ? nil : timed, in: folder)
    recorded.counters = observation.counters
    recorded.costs = observation.costs
    try ResultFile(kind: "json", path: baseline).write(
      String(decoding: try recorded.json.bytes(), as: UTF8.self))
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
