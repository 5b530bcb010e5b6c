import Calendar
import Law
import Scenario
import Territory

/// A number that a run should come near.
struct ExpectedTotal {
  /// What is counted.
  let name: String
  /// How many.
  let count: Int

  /// The totals that a scenario should come near.
  ///
  /// - Parameter scenario: The scenario.
  /// - Returns: The totals in the order of printing.
  /// - Throws: `Diagnostic` where the territory cannot be built.
  static func all(of scenario: LoadedScenario) throws -> [ExpectedTotal] {
    let territory = try scenario.territory()
    let days = creditDays(scenario)
    let municipal = territory.held(of: .commune)
    let others = [BodyKind.departmentCouncil, .regionSection, .specialAssembly]
      .reduce(0) { $0 + territory.held(of: $1) }
    let blocks = scenario.blocks
    let credits = municipal * days.municipal + others * days.other
    let alone = [
      ExpectedTotal(name: "days", count: scenario.days),
      ExpectedTotal(name: "municipal credit days", count: days.municipal),
      ExpectedTotal(name: "other credit days", count: days.other),
    ]
    let ofEach = [
      ExpectedTotal(name: "communes", count: territory.count(of: .commune)),
      ExpectedTotal(name: "municipal seats", count: territory.seats(of: .commune)),
      ExpectedTotal(name: "municipal councillors", count: municipal),
      ExpectedTotal(name: "intercommunal bodies", count: territory.count(of: .intercommunal)),
      ExpectedTotal(name: "intercommunal seats", count: territory.seats(of: .intercommunal)),
      ExpectedTotal(
        name: "departmental councillors", count: territory.held(of: .departmentCouncil)),
      ExpectedTotal(name: "regional councillors", count: territory.held(of: .regionSection)),
      ExpectedTotal(
        name: "members of special assemblies", count: territory.held(of: .specialAssembly)),
      ExpectedTotal(name: "officials outside the scheme", count: territory.held(of: .excluded)),
      ExpectedTotal(name: "annual credits, if everybody is recognised", count: credits),
    ]
    let counted = ofEach.map { ExpectedTotal(name: $0.name, count: $0.count * blocks) }
    return [alone[0]] + counted.dropLast() + alone.dropFirst() + counted.suffix(1)
  }

  /// The legal credit days of the run on which rights are in euros.
  private static func creditDays(_ scenario: LoadedScenario) -> (municipal: Int, other: Int) {
    let legal = LegalCreditDays(scenario.law)
    let isCredited = { (day: Day) in
      day >= scenario.from && day <= scenario.through
        && scenario.law.rule(LawName.rightsUnit.rawValue, on: day) == "euros"
    }
    let years = scenario.from.year...scenario.through.year
    return (
      years.count { isCredited(legal.municipal($0)) }, years.count { isCredited(legal.other($0)) }
    )
  }
}

extension LoadedScenario {
  /// Builds the territory of the first day.
  ///
  /// - Parameter most: The most municipal councillors; `nil` for as many as the scenario says.
  /// - Returns: The territory, in the scenario's departments.
  /// - Throws: `Diagnostic` for an unknown department, a bad file or an impossible size.
  func territory(atMost most: Int64? = nil) throws -> Territory {
    let own = officials.map(Int64.init)
    guard let most else { return try territory(own) }
    // The country is larger than any sample; some departments may be smaller.
    if own == nil, departments.isEmpty, communes == nil { return try territory(most) }
    let whole = try territory(own)
    return Int64(whole.seats(of: .commune)) > most ? try territory(most) : whole
  }

  private func territory(_ officials: Int64?) throws -> Territory {
    let options = TerritoryOptions(
      departments: departments.isEmpty ? nil : departments, officials: officials)
    guard let communes else { return try Territory(law, on: from, options: options) }
    return try Territory(
      reading: files.bytes(communes), file: communes, law, on: from, options: options)
  }
}
