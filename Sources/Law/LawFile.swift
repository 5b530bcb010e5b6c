package import Calendar
package import Documents

/// Reads parameters from YAML.
///
/// ```yaml
/// rights.cap:
///   title: Cap on the rights held (plafond)
///   unit: EUR
///   values:
///     2022-01-01:
///       value: 700
///       reference: Arrêté du 12 juillet 2021, art. 2-III
///       url: https://…
///       checked: 2026-11-21
///       confidence: primary
/// ```
///
/// A value is a number of the unit, `none`, a rule of the parameter's list `rules`, or a scale: a
/// list of `[from, value]` pairs. `read: yearly`, `once` or `never` says that a run does not look
/// at the parameter on every day on which it changes. What a reform or a setting may write in its
/// place has the same kind, lies in `range: [least, most]` (the thresholds of a scale in
/// `arguments`), and is `none` only where the file has a `none` or says `optional: yes`.
package enum LawFile {
  /// Reads all parameters of a document.
  ///
  /// - Parameter document: The document.
  /// - Returns: The parameters in the order of the file.
  /// - Throws: ``Diagnostic`` for anything unknown, missing, misplaced or malformed.
  package static func parameters(in document: Document) throws(Diagnostic) -> [Parameter] {
    var parameters: [Parameter] = []
    for entry in try document.entries() {
      parameters.append(try parameter(named: entry.key, entry.value))
    }
    return parameters
  }

  private static func parameter(
    named name: String, _ node: Document
  ) throws(Diagnostic) -> Parameter {
    _ = try node.entries(known: [
      "title", "unit", "rules", "range", "arguments", "optional", "read", "values",
    ])
    let unit = try unit(node.required("unit"))
    var rules: [String] = []
    if let list = node["rules"] {
      for item in try list.items() { rules.append(try item.text()) }
    }
    let values = try values(node.required("values"), of: name, unit: unit, rules: rules)
    let parameter = Parameter(
      name: name, title: try node.required("title").text(), unit: unit, rules: rules,
      range: try range(node["range"], unit: unit),
      arguments: try range(node["arguments"], unit: .count),
      isOptional: try node["optional"]?.quantity(.flag) == 1
        || values.contains { $0.value == .none },
      reading: try reading(node["read"]), values: values)
    for value in values {
      if let complaint = parameter.complaint(about: value.value) { throw node.complaint(complaint) }
    }
    return parameter
  }

  private static func range(
    _ node: Document?, unit: Unit
  ) throws(Diagnostic) -> ClosedRange<Int64> {
    guard let node else { return unit.plausible }
    let ends = try node.items()
    guard ends.count == 2 else { throw node.complaint("a range is a pair [least, most]") }
    let (least, most) = (try ends[0].quantity(unit), try ends[1].quantity(unit))
    guard least <= most else { throw node.complaint("a range is a pair [least, most]") }
    return least...most
  }

  /// Reads the dated values of a parameter.
  ///
  /// - Parameters:
  ///   - node: The map from dates to values.
  ///   - name: The parameter's name.
  ///   - unit: The parameter's unit.
  ///   - rules: The parameter's rules.
  /// - Returns: The values, from the earliest.
  /// - Throws: ``Diagnostic`` for a date that does not exist or does not ascend, or a bad value.
  package static func values(
    _ node: Document, of name: String, unit: Unit, rules: [String]
  ) throws(Diagnostic) -> [DatedValue] {
    var values: [DatedValue] = []
    for entry in try node.entries() {
      guard let from = Day(entry.key) else {
        throw Diagnostic(
          file: node.file, line: entry.line,
          message: "'\(name)': '\(entry.key)' is not a date that exists, as YYYY-MM-DD")
      }
      if let last = values.last, last.from >= from {
        throw Diagnostic(
          file: node.file, line: entry.line, message: "'\(name)': the dates must ascend")
      }
      values.append(try datedValue(entry.value, from: from, unit: unit, rules: rules))
    }
    return values
  }

  private static func reading(_ node: Document?) throws(Diagnostic) -> Reading {
    guard let node else { return .daily }
    return Reading(rawValue: try node.word(among: Reading.allCases.map(\.rawValue))) ?? .daily
  }

  private static func unit(_ node: Document) throws(Diagnostic) -> Unit {
    let name = try node.word(among: Unit.allCases.map(\.rawValue))
    return Unit(rawValue: name) ?? .count
  }

  /// Reads a value with its source.
  ///
  /// - Parameters:
  ///   - node: The map of the value.
  ///   - from: The first day on which it holds.
  ///   - unit: The parameter's unit.
  ///   - rules: The parameter's rules.
  /// - Returns: The value.
  /// - Throws: ``Diagnostic`` for anything malformed.
  package static func datedValue(
    _ node: Document, from: Day, unit: Unit, rules: [String]
  ) throws(Diagnostic) -> DatedValue {
    _ = try node.entries(known: ["value", "reference", "url", "checked", "confidence"])
    let confidence = try node.required("confidence")
      .word(among: Confidence.allCases.map(\.rawValue))
    return DatedValue(
      from: from,
      value: try value(node.required("value"), unit: unit, rules: rules),
      reference: try node.required("reference").text(),
      url: try node["url"]?.text(),
      checked: Day(
        rawValue: Int32(truncatingIfNeeded: try node.required("checked").quantity(.date))),
      confidence: Confidence(rawValue: confidence) ?? .assumption)
  }

  /// Reads a value: a number, `none`, a rule or a scale.
  ///
  /// - Parameters:
  ///   - node: The value's node.
  ///   - unit: The parameter's unit.
  ///   - rules: The parameter's rules; where there are any, the value is one of them.
  /// - Returns: The value.
  /// - Throws: ``Diagnostic`` for anything malformed.
  package static func value(
    _ node: Document, unit: Unit, rules: [String]
  ) throws(Diagnostic) -> LawValue {
    if case .list(let items) = node.content {
      var steps: [LawValue.Step] = []
      for item in items {
        let pair = try item.items()
        guard pair.count == 2 else { throw item.complaint("a step is a pair [from, value]") }
        let step = LawValue.Step(
          from: try pair[0].quantity(.count), value: try pair[1].quantity(unit))
        if let last = steps.last, last.from >= step.from {
          throw item.complaint("the steps of a scale must ascend")
        }
        steps.append(step)
      }
      guard !steps.isEmpty else { throw node.complaint("a scale has at least one step") }
      return .scale(steps)
    }
    if !rules.isEmpty { return .rule(try node.word(among: rules)) }
    if try node.text() == "none" { return .none }
    return .number(try node.quantity(unit))
  }
}
