import Behaviour
import Report
import Scenario
import Simulation
import Study

/// What each seed of a fleet leaves out.
extension FleetReport {
  private func faultsOff(_ seed: UInt64) -> [String] {
    guard let plan = fleet.scenario.swarm.plan(seed: seed) else { return [] }
    return Fault.allCases.filter { plan.has($0) && !plan.isArmed($0) }.map(\.name)
  }

  /// What a run left out, for programs; nothing where no seed leaves anything out.
  func off(_ run: Replication) -> [JSON.Member] {
    let swarm = fleet.scenario.swarm
    guard swarm.isPartial || !swarm.faults.isEmpty else { return [] }
    return [
      JSON.Member("operations_off", swarm.left(outBy: run.seed).map(\.name).json),
      JSON.Member("faults_off", faultsOff(run.seed).json),
    ]
  }

  /// What the seeds left out, for people.
  var swarmLines: [String] {
    let swarm = fleet.scenario.swarm
    guard swarm.isPartial else { return [] }
    let seeds = replications.runs.map(\.seed)
    let operations = OperationKind.allCases.filter { kind in
      seeds.allSatisfy { swarm.left(outBy: $0).contains(kind) }
    }
    var lines = [
      "    each seed has its own part of \(OperationKind.allCases.count) kinds of operations and "
        + "\(swarm.faults.count) faults"
    ]
    if !operations.isEmpty {
      lines.append("    left out by every seed: " + operations.map(\.name).joined(separator: ", "))
    }
    return lines
  }
}
