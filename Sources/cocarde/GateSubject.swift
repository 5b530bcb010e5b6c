import Draws
import Foundation
import Gate
import Report
import Scenario

/// What a gate runs: this program on a scenario, in processes of their own.
struct GateSubject {
  /// This program.
  static var program: String {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
  }

  /// The scenario whose counters are compared.
  let scenario: String

  /// What of the small scenario is run where instructions are counted.
  ///
  /// Half a minute under valgrind, two thirds of it the days and the people rather than the writing
  /// of the summary, and on one thread from first to last: a thread that waits looks again and
  /// again whether it may go on, and valgrind counts that too, so that the repetition on two
  /// threads would make the count a matter of how busy the machine is.
  static let counted = [
    "--set", "territory.departments=[48,59,62,67]", "--set", "simulation.years=4", "--set",
    "audit.must=[]", "--set", "audit.repetition=no",
  ]

  /// The arguments of a run that is measured.
  ///
  /// - Parameter scenario: The scenario's file.
  /// - Returns: One thread, no progress, the summary as JSON.
  static func arguments(_ scenario: String) -> [String] {
    ["run", scenario, "--jobs", "1", "--quiet", "--json"]
  }

  /// Reads the scenario, and runs nothing.
  ///
  /// - Returns: The scenario.
  /// - Throws: `Diagnostic` for anything wrong in it.
  func load() throws -> LoadedScenario {
    try LoadedScenario.load(
      scenario, flags: ScenarioFlags(), environment: ProcessInfo.processInfo.environment,
      context: try .standard())
  }

  /// Reads what a scenario is, and runs nothing.
  ///
  /// - Returns: Its name, seed and SHA-256.
  /// - Throws: `Diagnostic` for anything wrong in it.
  func identity() throws -> ScenarioIdentity {
    let loaded = try load()
    return ScenarioIdentity(name: loaded.name, sha256: loaded.sha256, seed: loaded.seed)
  }

  /// Runs the scenario and counts everything that can be counted exactly.
  ///
  /// One thread; the allocator without caches of its threads, whose count lags, and hash tables
  /// without their random seed: otherwise allocations vary by hundreds.
  ///
  /// - Parameters:
  ///   - timed: The small scenario whose instructions are counted; `nil` counts none.
  ///   - folder: Where the files of the runs go.
  /// - Returns: What was counted.
  /// - Throws: ``Failure`` where the run leaves no summary.
  func observe(timed: String?, in folder: ScratchFolder) throws -> ExactTier.Observation {
    let summary = try Self.summary(
      of: Self.program, Self.arguments(scenario), in: folder,
      environment: ["MALLOC_CONF": "tcache:false", "SWIFT_DETERMINISTIC_HASHING": "1"])
    var observation = ExactTier.Observation()
    observation.identity = try Self.identity(in: summary)
    observation.counters = try ExactCounters.counters(of: summary, digest: SHA256.hex)
    let engine = summary["engine"]
    observation.costs.host = HostClass.name
    observation.costs.library = Callgrind.library
    observation.costs.allocations = ExactCounters.number(engine?["allocations"])
    let threads = ExactCounters.items(engine?["thread_allocated_bytes"])
    observation.costs.allocatedBytes =
      threads.isEmpty ? nil : threads.compactMap { ExactCounters.number($0) }.reduce(0, +)
    guard let timed else {
      observation.withoutInstructions = "--no-instructions left them out"
      return observation
    }
    let count = try Callgrind.count(
      Self.program, Self.arguments(timed) + Self.counted, in: folder)
    switch count {
    case .instructions(let number): observation.costs.instructions = number
    case .unavailable(let reason): observation.withoutInstructions = reason
    }
    return observation
  }

  /// Runs a program and reads the summary that it prints.
  ///
  /// - Parameters:
  ///   - program: The program's file.
  ///   - arguments: Its arguments.
  ///   - folder: Where the summary goes.
  ///   - environment: What its environment has beside this process's.
  /// - Returns: The summary.
  /// - Throws: ``Failure`` where there is none: with another code than those of findings (3, 4 and
  ///   7, with which a run leaves its summary all the same).
  static func summary(
    of program: String, _ arguments: [String], in folder: ScratchFolder,
    environment: [String: String] = [:]
  ) throws(Failure) -> JSON {
    let file = folder.path("summary.json")
    let child = try ChildProcess(program, arguments, environment: environment, output: file)
    let ended = child.finish()
    if let exit = Interruption.exit { throw Failure(exit, "interrupted; nothing was judged") }
    guard [0, 3, 4, 7].contains(ended.code),
      let data = FileManager.default.contents(atPath: file), !data.isEmpty
    else {
      throw Failure(.unproven, "'\(child.command)' ended with \(ended.code) and left no summary")
    }
    do {
      return try JSON(parsing: Array(data))
    } catch {
      throw Failure(.unproven, "'\(child.command)' left no summary: \(error.description)")
    }
  }

  /// The scenario that a summary is of.
  static func identity(in summary: JSON) throws -> ScenarioIdentity {
    guard let scenario = summary["scenario"] else {
      throw Failure(.unproven, "the run's summary names no scenario")
    }
    return try ScenarioIdentity(json: scenario)
  }
}
