import AllocationMeter
import ArgumentParser
import Foundation
import Platform
import Report
import Scenario
import Study
import Synchronization

/// Runs every known-bad platform, and shows which invariant catches which.
struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Runs the known-bad platforms: which invariant catches which, and how soon.")

  @OptionGroup var scenario: ScenarioArguments
  @OptionGroup var display: DisplayArguments

  @Option(
    help: ArgumentHelp("How many seeds a mutant is given at most, from --seed on.", valueName: "n"))
  var seeds = 20

  @Option(
    help: ArgumentHelp("How many seeds it is given at least, for the medians.", valueName: "n"))
  var least = 3

  @Option(
    name: .customLong("mutant"),
    help: ArgumentHelp("Runs this mutant alone (repeatable).", valueName: "name"))
  var mutants: [String] = []

  @Flag(help: "Ends with 5 where the catalogue declares other killers than there are.")
  var strict = false

  @Flag(help: "No progress on standard error.") var quiet = false

  func validate() throws {
    guard (1...10_000).contains(seeds) else {
      throw ValidationError("--seeds must be from 1 to 10000")
    }
    guard least >= 1 else { throw ValidationError("--least must be at least 1") }
    guard scenario.thresholds.isEmpty else {
      throw ValidationError("--threshold: prove has no summary that it could be asked of")
    }
  }

  func run() throws {
    let chosen = try mutants.map { try MutantNames.mutant($0) }
    guard !MutantNames.all.isEmpty else {
      throw Failure(.usage, "this program was built without mutants (trait NoMutants)")
    }
    let loaded = try load()
    try Console.checkOutput()
    Interruption.listen()
    let watch = Stopwatch()
    let jobs = loaded.jobs > 0 ? loaded.jobs : Processors.count
    let isRedrawn =
      !quiet
      && Console.isRedrawable(ProcessInfo.processInfo.environment, noColor: display.noColor)
    let prover = try Prover(loaded)
    let played = chosen.isEmpty ? Mutant.available : chosen
    let extent = Proof.Extent(most: seeds, least: least)
    let progress = progress(
      loaded.name, (Set(played).subtracting([.none]).count + 1) * extent.least,
      isRedrawn: isRedrawn)
    let matrix = try Proof.run(
      played, extent, jobs: jobs, isOver: { Interruption.exit != nil },
      trial: { mutant, number in
        defer { progress() }
        return try prover.trial(mutant, number)
      })
    if isRedrawn { Console.progress("\r\u{1b}[K") }
    let report = ProofReport(
      scenario: loaded, arguments: scenario, extent: extent, matrix: matrix,
      isWhole: chosen.isEmpty, isStrict: strict, interruption: Interruption.exit)
    switch display.chosen {
    case .text: try Console.print(report.text)
    case .json:
      let engine = JSON.object([
        JSON.Member("version", .string(Release.version)),
        JSON.Member("jobs", .integer(Int64(jobs))),
        JSON.Member("wall_seconds", .double(watch.wallSeconds)),
        JSON.Member("cpu_seconds", .double(watch.cpuSeconds)),
      ])
      try Console.print(String(decoding: report.json(engine: engine).bytes(), as: UTF8.self))
    }
    for complaint in report.complaints { Console.error("cocarde: \(complaint)") }
    if report.exit != .held { throw Failure(report.exit) }
  }

  /// The scenario, which must be judged and must not choose a mutant itself.
  private func load() throws -> LoadedScenario {
    let loaded = try scenario.load()
    guard loaded.isAudited else {
      throw Failure(.usage, "audit.enabled is no: nobody would catch a mutant")
    }
    guard loaded.mutant == nil || loaded.mutant == Mutant.none.name else {
      throw Failure(
        .usage,
        "platform.mutant is set: prove runs the platform as it should be beside every mutant; "
          + "choose some with --mutant")
    }
    return loaded
  }

  /// Tells how many of the runs that are sure to be made are done, unless nobody wants to know.
  private func progress(
    _ name: String, _ total: Int, isRedrawn: Bool
  ) -> @Sendable () -> Void {
    guard !quiet else { return {} }
    let counter = RunCounter()
    return {
      let done = counter.next()
      guard isRedrawn || done * 10 / total > (done - 1) * 10 / total else { return }
      let line = ProgressLine(
        label: name, done: Int64(done), total: Int64(max(done, total)), remark: "\(done) runs")
      Console.progress(isRedrawn ? line.bar() : line.line())
    }
  }
}

/// Counts runs that are done, from any thread.
private final class RunCounter: Sendable {
  private let count = Atomic<Int>(0)

  func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
