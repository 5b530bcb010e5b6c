internal import Calendar
internal import Law

/// The law as it reads between two of its changes, so that a day on which nothing changes does not
/// read all of it again.
struct LawInForce: Sendable {
  /// The topics that bear on an official's rights and dossiers.
  private static let topics = ["rights.", "dossier.", "offer.", "service.", "cpf.", "fund."]

  private let parameters: [Parameter]
  private let changes: Set<Day>
  private var values: [String: LawValue] = [:]

  init(_ law: ParameterTable, on day: Day) {
    parameters = law.parameters.filter { parameter in
      Self.topics.contains { parameter.name.hasPrefix($0) }
    }
    changes = Set(parameters.flatMap { $0.values.map(\.from) })
    read(on: day)
  }

  /// Turns to a day, which must follow the last one.
  mutating func turn(to day: Day) {
    if changes.contains(day) { read(on: day) }
  }

  private mutating func read(on day: Day) {
    for parameter in parameters {
      values[parameter.name] = parameter.inForce(on: day)?.value ?? LawValue.none
    }
  }

  private func value(_ name: String) -> LawValue {
    guard let value = values[name] else { preconditionFailure("there is no parameter '\(name)'") }
    return value
  }

  /// The number of a parameter; a default where the law has none.
  func number(_ name: String, absent: Int64) -> Int64 {
    if case .number(let number) = value(name) { number } else { absent }
  }

  /// Whether a parameter is this rule.
  func rule(_ name: String, is rule: String) -> Bool { value(name) == .rule(rule) }
}
