import Audit
import Calendar
import Capsules
import Platform
import Population
import Scenario
import Simulation
import Study

/// Keeps the seeds that broke something: the first violation of each, as a capsule.
struct FleetCapsules {
  let fleet: Fleet
  /// What the scenario read.
  let recorder: FileRecorder

  /// How many seeds are kept at most; the output names all of them.
  static let most = 5

  /// Runs the first seeds that broke something again, up to their first violation, and writes what
  /// it takes to see it.
  ///
  /// What breaks outside of a run (a repetition that differs, an output that names somebody) has
  /// no day and no capsule: the command of the seed shows it.
  ///
  /// - Parameter violated: The runs of such seeds.
  /// - Throws: A diagnostic where the officials of a seed cannot be made.
  func keep(_ violated: [Replication]) throws {
    guard !violated.isEmpty else { return }
    let scenario = fleet.scenario
    let territory = try scenario.territory()
    for run in violated.prefix(Self.most) {
      guard let violation = run.findings.violations.first else { continue }
      var inputs = try scenario.inputs(
        seed: run.seed, territory: territory, jobs: Processors.count)
      inputs.traced = nil
      let isPerson = violation.official < UInt32(inputs.roster.persons.count)
      var world = World(inputs)
      world.second = violation.secondReading
      let view = View(days: scenario.from...Day(rawValue: violation.day))
      let attempt = world.run(
        view, traced: isPerson ? violation.official : nil, jobs: inputs.jobs)
      let capsule = Capsule(
        violation, in: view, attempt, scenario, files: recorder.files, version: Release.version
      ).of(seed: run.seed)
      CapsuleFile.keep(
        capsule, in: "\(CapsuleFile.folder(for: scenario.name))/seed-\(run.seed).json")
    }
  }
}
