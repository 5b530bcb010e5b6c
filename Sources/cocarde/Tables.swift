import Law
import Scenario

#if RUNNER
  import Audit
  import Behaviour
  import Platform
  import Population
#endif

extension ScenarioContext {
  /// The law, the population and the behaviour that Cocarde ships.
  ///
  /// - Returns: What every scenario is read against.
  /// - Throws: `Diagnostic` where a table that was built in cannot be read.
  static func standard() throws -> ScenarioContext {
    #if RUNNER
      ScenarioContext(
        law: try ParameterTable.law(), population: try ParameterTable.population(),
        behaviour: try ParameterTable.behaviour(), mutants: Mutant.allCases.map(\.name),
        exercises: Invariant.allCases.map(\.id) + Witness.allCases.map(\.id))
    #else
      ScenarioContext(law: try ParameterTable.law())
    #endif
  }
}
