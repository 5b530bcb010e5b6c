package import Calendar

/// Parameters through time, each value with its source: the law, or the behaviour of people.
///
/// No euro, rate, date or delay of the law stands in code: a rule asks this table by name and day.
package struct ParameterTable: Sendable {
  /// The parameters in the order of the files.
  package private(set) var parameters: [Parameter]

  private var indices: [String: Int]

  /// Creates a table.
  ///
  /// - Parameter parameters: The parameters; names must differ.
  package init(_ parameters: [Parameter]) {
    self.parameters = parameters
    indices = [:]
    for (index, parameter) in parameters.enumerated() { indices[parameter.name] = index }
  }

  /// The names of all parameters.
  package var names: [String] { parameters.map(\.name) }

  /// The parameter of a name.
  ///
  /// - Parameter name: The name, such as `rights.cap`.
  /// - Returns: The parameter, or `nil`.
  package subscript(name: String) -> Parameter? {
    indices[name].map { parameters[$0] }
  }

  /// The value of a parameter on a day.
  ///
  /// - Parameters:
  ///   - name: The name, which the code knows to exist.
  ///   - day: The day.
  /// - Returns: The value, ``LawValue/none`` before the first one.
  package func value(_ name: String, on day: Day) -> LawValue {
    guard let index = indices[name] else {
      preconditionFailure("there is no parameter '\(name)'")
    }
    // In place: a copy of the parameter would retain and release all of its texts.
    for place in parameters[index].values.indices.reversed()
    where parameters[index].values[place].from <= day {
      return parameters[index].values[place].value
    }
    return .none
  }

  /// The number of a parameter on a day.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - day: The day.
  ///   - absent: What stands for no value, for example `.max` for no limit.
  /// - Returns: The number in the base unit.
  package func number(_ name: String, on day: Day, absent: Int64 = 0) -> Int64 {
    if case .number(let number) = value(name, on: day) { number } else { absent }
  }

  /// The rule of a parameter on a day.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - day: The day.
  /// - Returns: The rule's name, empty before the first one.
  package func rule(_ name: String, on day: Day) -> String {
    if case .rule(let rule) = value(name, on: day) { rule } else { "" }
  }

  /// The step of a scale on a day.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - argument: What the scale is asked for, for example a population.
  ///   - day: The day.
  /// - Returns: The number of the last step that starts at or below the argument, or 0.
  package func scale(_ name: String, _ argument: Int64, on day: Day) -> Int64 {
    guard case .scale(let steps) = value(name, on: day) else { return 0 }
    return steps.last { $0.from <= argument }?.value ?? 0
  }

  /// The days within a span on which anything changes, in order.
  ///
  /// - Parameter days: The span.
  /// - Returns: Each day once.
  package func changes(in days: ClosedRange<Day>) -> [Day] {
    Set(parameters.flatMap { $0.values.map(\.from) }).filter(days.contains).sorted()
  }

  /// Replaces values of a parameter from a day on.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - value: The value from that day; later values of the table are dropped when `alone`.
  ///   - alone: Whether later values of the table are dropped.
  package mutating func set(_ name: String, _ value: DatedValue, alone: Bool) {
    guard let index = indices[name] else { return }
    var values = parameters[index].values
    values.removeAll { $0.from == value.from || (alone && $0.from > value.from) }
    let place = values.firstIndex { $0.from > value.from } ?? values.endIndex
    values.insert(value, at: place)
    parameters[index].values = values
  }

  /// Sets every value of a parameter to 0: a number, or each step of a scale.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - reference: Why.
  package mutating func silence(_ name: String, because reference: String) {
    for value in self[name]?.values ?? [] {
      let zero: LawValue
      switch value.value {
      case .number: zero = .number(0)
      case .scale(let steps): zero = .scale(steps.map { LawValue.Step(from: $0.from, value: 0) })
      default: continue
      }
      set(
        name,
        DatedValue(
          from: value.from, value: zero, reference: reference, url: nil, checked: value.checked,
          confidence: value.confidence),
        alone: false)
    }
  }
}
