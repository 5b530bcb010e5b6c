internal import Calendar
internal import Documents
internal import Law
internal import Ledger
internal import Population
package import Simulation
package import Store
internal import Territory

/// What a run is known by, beside its inputs.
package struct RunIdentity: Sendable {
  /// The version of the engine.
  package let engine: String
  /// The scenario's name, and a hash of its text.
  package let scenario, sha256: String
  /// The command that repeats the run.
  package let command: String

  /// Creates an identity.
  package init(engine: String, scenario: String, sha256: String, command: String) {
    self.engine = engine
    self.scenario = scenario
    self.sha256 = sha256
    self.command = command
  }
}

extension RunHeader {
  /// What is known of a run before its first day: nothing in it names a person.
  ///
  /// - Parameters:
  ///   - identity: What the run is known by.
  ///   - inputs: The run.
  package init(_ identity: RunIdentity, _ inputs: RunInputs) {
    let first = inputs.days.lowerBound
    let roster = inputs.roster
    self.init(
      facts: [
        StoredFact("engine", identity.engine), StoredFact("scenario", identity.scenario),
        StoredFact("sha256", identity.sha256), StoredFact("seed", "\(inputs.seed)"),
        StoredFact("command", identity.command), StoredFact("first_day", "\(first.rawValue)"),
        StoredFact("last_day", "\(inputs.days.upperBound.rawValue)"),
        StoredFact("days", "\(first) to \(inputs.days.upperBound)"),
        StoredFact("audited", inputs.isAudited ? "1" : "0"),
      ],
      eve: first.rawValue - 1,
      fund: inputs.behaviour.number("behaviour.operator.fund_opening", on: first))
    law = inputs.law.parameters.flatMap { Self.rows($0, through: inputs.days.upperBound) }
    kinds = MandateKind.allCases.map { StoredName($0.rawValue, kebab(String(describing: $0))) }
    departments = inputs.territory.departments.map {
      StoredDepartment(code: $0.code, name: $0.name, isPacific: $0.isPacific)
    }
    officials.reserveCapacity(roster.persons.count)
    for (department, people) in roster.personRanges.enumerated() {
      for person in people {
        let kind = roster.mandates(of: person).first.map { roster.mandates.kind[$0].rawValue }
        officials.append(
          StoredOfficial(
            department: UInt8(clamping: department), bodyKind: kind ?? 0,
            birthYear: Int16(roster.persons.birth[person].year)))
      }
    }
    mandates = (0..<roster.mandates.count).map { index in
      let end = roster.mandates.end[index]
      return StoredMandate(
        official: roster.mandates.person[index], kind: roster.mandates.kind[index].rawValue,
        firstDay: roster.mandates.start[index].rawValue,
        lastDay: end == .distantFuture ? nil : end.rawValue - 1)
    }
  }

  /// The values of a parameter that began by a day, one row for each step of a scale.
  private static func rows(_ parameter: Parameter, through last: Day) -> [StoredLaw] {
    parameter.values.filter { $0.from <= last }.flatMap { value -> [StoredLaw] in
      let row = StoredLaw(
        parameter: parameter.name, firstDay: value.from.rawValue, unit: parameter.unit.rawValue,
        reference: value.reference, url: value.url, checkedDay: value.checked.rawValue,
        confidence: value.confidence.rawValue)
      return value.value.cells.map { cell in
        var row = row
        (row.threshold, row.number, row.word) = cell
        return row
      }
    }
  }
}

extension LawValue {
  /// Threshold, number and word of each row that holds the value.
  fileprivate var cells: [(Int64?, Int64?, String?)] {
    switch self {
    case .number(let number): [(nil, number, nil)]
    case .rule(let rule): [(nil, nil, rule)]
    case .none: [(nil, nil, nil)]
    case .scale(let steps): steps.map { ($0.from, $0.value, nil) }
    }
  }
}
