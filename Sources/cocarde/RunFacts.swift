import Platform
import Population
import Simulation
import Territory

/// What a summary says of a run's inputs; the rest of them can go when the run has ended.
struct RunFacts {
  /// The seed of the draws; that of the first block where there are several.
  let seed: UInt64
  /// The officials.
  var headcount: Headcount
  /// The departments, with their region's name, in the order of the territory.
  let departments: [(code: String, name: String, region: String)]
  /// What goes wrong around the platform.
  let faults: FaultPlan?
  /// What a known-bad harness lets out: a NIR.
  let leaked: [String]

  /// Takes what a summary says of inputs.
  ///
  /// - Parameter inputs: The inputs of a run, or of one of its blocks.
  init(_ inputs: RunInputs) {
    seed = inputs.seed
    headcount = Headcount(inputs.roster)
    let territory = inputs.territory
    departments = territory.departments.map {
      ($0.code, $0.name, $0.region < 0 ? "" : territory.regions[$0.region].name)
    }
    faults = inputs.faults
    leaked = inputs.mutant == .nirPrinted ? ["NIR \(inputs.roster.nir(of: 0).digits)"] : []
  }
}
