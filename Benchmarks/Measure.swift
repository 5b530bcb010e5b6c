import AllocationMeter
import ArgumentParser
import Audit
import Calendar
import Documents
import Evidence
import Foundation
import Ledger
import Population
import Report
import Scenario
import Simulation
import Store
import Territory

/// Runs one variant once and prints one line of JSON: what the bench's child processes do.
struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs one variant once and prints one line of JSON.", shouldDisplay: false)

  @OptionGroup var subject: Subject

  @Option(help: "The variant: one, two, unaudited, unaudited-two, stored or stored-two.")
  var variant = Variant.one

  func run() throws {
    let whole = Stopwatch()
    let scenario = try subject.load()
    guard scenario.blocks == 1 else {
      throw ValidationError("the bench measures one country; time 'cocarde run' for several")
    }
    let days = scenario.from...scenario.through
    let populationWatch = Stopwatch()
    let territory = try Self.territory(scenario)
    let roster = try Roster(
      seed: scenario.seed, territory: territory, law: scenario.law,
      population: scenario.population, horizon: days, jobs: variant.jobs)
    var result = Measurement()
    result.variant = variant.rawValue
    result.populationSeconds = populationWatch.wallSeconds
    result.officials = Int64(roster.persons.count)

    let preparationWatch = Stopwatch()
    let inputs = RunInputs(
      seed: scenario.seed, days: days, law: scenario.law, behaviour: scenario.behaviour,
      territory: territory, roster: roster, jobs: variant.jobs,
      shards: scenario.shards > 0 ? scenario.shards : nil, isAudited: variant.isAudited)
    let database = variant.isStored ? try Database(scenario, inputs) : nil
    defer { database?.remove() }
    let engine = Engine(inputs)
    result.preparationSeconds = preparationWatch.wallSeconds

    let allocations = ProcessMeter.allocations
    let watch = Stopwatch()
    guard try engine.run(recorder: database?.recorder) else {
      throw ReportError("the run did not reach its last day")
    }
    try database?.recorder.finish(engine.outcome(), isComplete: true)
    result.seconds = watch.wallSeconds
    result.cpuSeconds = watch.cpuSeconds
    result.totalSeconds = whole.wallSeconds
    if let allocations, let now = ProcessMeter.allocations {
      result.allocations = now - allocations
    }
    result.peakBytes = ProcessMeter.peakResidentBytes
    result.read(engine.outcome())
    // In JSON a line feed only ever stands between members.
    let line = try result.json.bytes().filter { $0 != UInt8(ascii: "\n") }
    print(String(decoding: line, as: UTF8.self))
  }

  private static func territory(_ scenario: LoadedScenario) throws -> Territory {
    let options = TerritoryOptions(
      departments: scenario.departments.isEmpty ? nil : scenario.departments,
      officials: scenario.officials.map(Int64.init))
    guard let file = scenario.communes else {
      return try Territory(scenario.law, on: scenario.from, options: options)
    }
    return try Territory(
      reading: FileAccess.disk.bytes(file), file: file, scenario.law, on: scenario.from,
      options: options)
  }
}

/// A database beside the others of the system's temporary files, for a measurement.
private struct Database {
  let recorder: EvidenceRecorder
  private let folder: URL

  init(_ scenario: LoadedScenario, _ inputs: RunInputs) throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "cocarde-bench-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    recorder = try EvidenceRecorder(
      folder.appending(path: "run.sqlite").path,
      RunIdentity(
        engine: "bench", scenario: scenario.name, sha256: scenario.sha256, command: ""), inputs)
  }

  /// Removes the files; a database that cannot be removed is no reason to lose a measurement.
  func remove() { try? FileManager.default.removeItem(at: folder) }
}

extension Measurement {
  /// Takes over what a run came to.
  mutating func read(_ outcome: RunOutcome) {
    operations = Int64(outcome.tally.operationCount)
    reads = Int64(outcome.reads.total)
    postings = Int64(outcome.tally.postings)
    evaluations = outcome.findings.invariants.reduce(0) { $0 + $1.evaluations }
    violations = outcome.findings.violationCount
    prints = [
      outcome.tally.ledgerPrint.value, outcome.tally.outcomePrint.value,
      outcome.tally.dossierPrint.value, outcome.queue.value,
    ]
  }
}
