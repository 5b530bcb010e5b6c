import Behaviour
import Platform
import Report
import Scenario
import Simulation

/// Faults and swarm in the summary.
extension SummaryBuilder {
  /// What went wrong and what became of it; nothing where the scenario has neither.
  var faults: FaultFigures? {
    let off = scenario.swarm.left(outBy: facts.seed)
    guard facts.faults != nil || scenario.swarm.isPartial else { return nil }
    var figures = FaultFigures()
    figures.operationsOff = off.map(\.name)
    guard let plan = facts.faults, let counts = outcome.faults else { return figures }
    figures.lines = Fault.allCases.filter(plan.has).map { fault in
      var line = FaultLine()
      line.name = fault.name
      line.armed = plan.isArmed(fault)
      line.occasions = Int64(counts[fault].occasions)
      line.fired = Int64(counts[fault].fired)
      line.survived = Int64(counts[fault].survived)
      line.open = Int64(counts[fault].open)
      line.means = fault.survival
      return line
    }
    return figures
  }
}
