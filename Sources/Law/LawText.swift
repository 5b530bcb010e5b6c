package import Calendar
package import Documents

/// The law as text for people, as `cocarde law` prints it.
package enum LawText {
  /// The parameters in force on a day: name, value, since when, and where it is written.
  ///
  /// - Parameters:
  ///   - table: The law.
  ///   - day: The day.
  /// - Returns: Aligned lines that end with a line feed.
  package static func inForce(_ table: ParameterTable, on day: Day) -> String {
    let rows = table.parameters.map { Row($0, on: day) }
    let nameWidth = rows.map(\.parameter.name.count).max() ?? 0
    let valueWidth = rows.flatMap { $0.lines.map(\.count) }.max() ?? 0
    var text = "The law on \(day): \(rows.count) parameters\n"
    var topic: Substring = ""
    for row in rows {
      let rowTopic = row.parameter.name.prefix { $0 != "." }
      if rowTopic != topic { text += "\n" }
      topic = rowTopic
      text += line([
        row.parameter.name.padded(to: nameWidth), row.lines[0].padded(to: valueWidth), row.since,
        row.source,
      ])
      let indent = String(repeating: " ", count: nameWidth)
      for step in row.lines.dropFirst() { text += line([indent, step]) }
      text += "    \(row.parameter.described)\n"
    }
    return text + legend
  }

  /// Every value that a parameter ever had.
  ///
  /// - Parameters:
  ///   - table: The law.
  ///   - name: A name such as `rights.cap`, or a last component such as `cap`, which may be that of
  ///     several parameters.
  ///   - source: Where the name was written, for the complaint.
  /// - Returns: Aligned lines that end with a line feed, for each parameter of that name.
  /// - Throws: ``Diagnostic`` with the nearest names where there is none.
  package static func history(
    _ table: ParameterTable, _ name: String, source: String = "--history"
  ) throws(Diagnostic) -> String {
    let found =
      table[name].map { [$0] } ?? table.parameters.filter { $0.name.lastComponent == name }
    guard !found.isEmpty else {
      let short = Nearest.hint(name, among: table.names.map { String($0.lastComponent) })
      let hint = name.contains(".") || short.isEmpty ? nil : "unknown parameter '\(name)'\(short)"
      throw Diagnostic(file: source, message: hint ?? table.unknown(name))
    }
    return found.map(history).joined(separator: "\n") + legend
  }

  private static func history(_ parameter: Parameter) -> String {
    let values = parameter.values.map { $0.value.lines(parameter.unit) }
    let width = values.flatMap { $0.map(\.count) }.max() ?? 0
    var text = "\(parameter.name)\n    \(parameter.described)\n"
    for (dated, lines) in zip(parameter.values, values) {
      text += line(["from \(dated.from)", lines[0].padded(to: width), source(dated)])
      let indent = String(repeating: " ", count: 15)
      for step in lines.dropFirst() { text += line([indent, step]) }
      if let url = dated.url { text += line([indent, "\(url)"]) }
      text += line([indent, "checked \(dated.checked)"])
    }
    return text
  }

  private static let legend =
    "\nA value without a mark was read in the law, an official page, or two independent sources.\n"

  private static func source(_ value: DatedValue) -> String {
    value.confidence == .primary
      ? value.reference : "\(value.reference) [\(value.confidence.rawValue)]"
  }

  private static func line(_ columns: [String]) -> String {
    String(columns.joined(separator: "  ").reversed().drop { $0 == " " }.reversed()) + "\n"
  }

  /// One parameter on one day, in words.
  private struct Row {
    let parameter: Parameter
    let lines: [String]
    let since: String
    let source: String

    init(_ parameter: Parameter, on day: Day) {
      self.parameter = parameter
      if let inForce = parameter.inForce(on: day) {
        lines = inForce.value.lines(parameter.unit)
        since = "since \(inForce.from)"
        source = LawText.source(inForce)
      } else {
        lines = ["none"]
        since = "                "
        source = parameter.values.first.map { "nothing before \($0.from)" } ?? ""
      }
    }
  }
}

extension Parameter {
  /// The title, with a mark where the parameter is there for information.
  fileprivate var described: String {
    if case .never = reading {
      "\(title) [for information: no rule of the model reads it]"
    } else {
      title
    }
  }
}
