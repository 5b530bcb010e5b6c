import AllocationMeter
import ArgumentParser
import Audit
import Calendar
import Documents
import Ledger
import Population
import Report
import Scenario
import Simulation
import Territory

/// Runs one variant once and prints one line of JSON: what the bench's child processes do.
struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs one variant once and prints one line of JSON.", shouldDisplay: false)

  @OptionGroup var subject: Subject

  @Option(help: "The variant: one, unaudited or two.") var variant = Variant.one

  func run() throws {
    let scenario = try subject.load()
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
    let engine = Engine(
      RunInputs(
        seed: scenario.seed, days: days, law: scenario.law, behaviour: scenario.behaviour,
        territory: territory, roster: roster, jobs: variant.jobs,
        shards: scenario.shards > 0 ? scenario.shards : nil,
        isAudited: variant.isAudited))
    result.preparationSeconds = preparationWatch.wallSeconds

    let allocations = ProcessMeter.allocations
    let watch = Stopwatch()
    guard try engine.run() else { throw ReportError("the run did not reach its last day") }
    result.seconds = watch.wallSeconds
    result.cpuSeconds = watch.cpuSeconds
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
