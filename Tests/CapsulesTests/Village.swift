import Audit
import Behaviour
import Calendar
@testable import Law
import Platform
import Population
import Simulation
import Territory

/// A small territory over eighteen months, for narrowed runs.
enum Village {
  static let days = Day(2021, 7, 1)...Day(2022, 12, 31)

  static let law = Result { try ParameterTable.law() }

  /// Many requests, so that something happens among few people.
  static let behaviour = Result {
    var table = try ParameterTable.behaviour()
    table.replace("behaviour.demand.mandate", with: 400_000)
    return table
  }

  static let territory = Result {
    try Territory(law.get(), on: days.lowerBound, options: TerritoryOptions(officials: 300))
  }

  static let roster = Result {
    try Roster(
      seed: 5, territory: territory.get(), law: law.get(), population: .population(),
      horizon: days)
  }

  static func inputs(_ mutant: Mutant = .none) throws -> RunInputs {
    try RunInputs(
      seed: 5, days: days, law: law.get(), behaviour: behaviour.get(), territory: territory.get(),
      roster: roster.get(), mutant: mutant)
  }
}

extension ParameterTable {
  /// The table with one parameter that was always worth the same.
  mutating func replace(_ name: String, with number: Int64) {
    let old = self[name]?.values.first
    set(
      name,
      DatedValue(
        from: .distantPast, value: .number(number), reference: old?.reference ?? "", url: nil,
        checked: old?.checked ?? .distantPast, confidence: .assumption),
      alone: true)
  }
}
