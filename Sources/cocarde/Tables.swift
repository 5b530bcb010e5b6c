import Audit
import Behaviour
import Calendar
import Dispatch
import Law
import Platform
import Population
import Scenario
import Simulation
import Synchronization

extension ScenarioContext {
  /// The law, the population and the behaviour that Cocarde ships.
  ///
  /// - Returns: What every scenario is read against.
  /// - Throws: `Diagnostic` where a table that was built in cannot be read.
  static func standard() throws -> ScenarioContext {
    let read = try together([
      ParameterTable.behaviour, ParameterTable.law, ParameterTable.population,
    ])
    var context = ScenarioContext(
      law: read[1], population: read[2], behaviour: read[0], mutants: Mutant.available.map(\.name),
      exercises: Invariant.allCases.map(\.id) + Witness.allCases.map(\.id)
        + Fault.allCases.map { "fault.\($0.name)" }
        + LawChange.days(read[1], in: .distantPast ... .distantFuture).map(LawChange.id(of:)))
    context.lawExercises = { LawChange.days($0, in: $1).map(LawChange.id(of:)) }
    let tables = context
    context.metrics = MetricNames(
      certain: KnownMetrics.certain, metrics: { try KnownMetrics.metrics(tables) })
    return context
  }

  /// Reads tables at the same time: that is most of what a command does before it begins.
  private static func together(
    _ sources: [@Sendable () throws -> ParameterTable]
  ) throws -> [ParameterTable] {
    let tables = Mutex([Result<ParameterTable, any Error>?](repeating: nil, count: sources.count))
    DispatchQueue.concurrentPerform(iterations: sources.count) { index in
      let table = Result { try sources[index]() }
      tables.withLock { $0[index] = table }
    }
    return try tables.withLock { $0 }.compactMap { try $0?.get() }
  }
}
