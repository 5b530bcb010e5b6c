import Audit
import Behaviour
import Law
import Platform
import Population
import Scenario

extension ScenarioContext {
  /// The law, the population and the behaviour that Cocarde ships.
  ///
  /// - Returns: What every scenario is read against.
  /// - Throws: `Diagnostic` where a table that was built in cannot be read.
  static func standard() throws -> ScenarioContext {
    ScenarioContext(
      law: try ParameterTable.law(), population: try ParameterTable.population(),
      behaviour: try ParameterTable.behaviour(), mutants: Mutant.allCases.map(\.name),
      exercises: Invariant.allCases.map(\.id) + Witness.allCases.map(\.id),
      metrics: MetricNames { try KnownMetrics.names() })
  }
}
