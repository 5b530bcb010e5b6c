package import Calendar
package import Documents

extension ParameterTable {
  /// This table with one value from a day on, as `--set rights.cap=1200` asks for it.
  ///
  /// - Parameters:
  ///   - name: The parameter's name.
  ///   - text: The value: a quantity of the unit, `none`, a rule, or a scale `[[0, 7], [100, 11]]`.
  ///   - from: The first day; all the time that the parameter knows where `nil`.
  ///   - source: Where the setting was written, for the complaint and the reference.
  /// - Returns: The table in which every value from that day on is replaced.
  /// - Throws: ``Diagnostic`` for an unknown name, a parameter that is there for information, or a
  ///   value that is not of the parameter's unit.
  package func setting(
    _ name: String, to text: String, from: Day?, source: String
  ) throws(Diagnostic) -> ParameterTable {
    guard let parameter = self[name] else {
      throw Diagnostic(file: source, message: unknown(name))
    }
    if case .never = parameter.reading {
      throw Diagnostic(file: source, message: parameter.informative)
    }
    let day = from ?? parameter.values.first?.from ?? .distantPast
    let value = DatedValue(
      from: day, value: try Self.value(text, of: parameter, source: source),
      reference: "\(source) \(name)=\(text)", url: nil, checked: day, confidence: .assumption)
    var table = self
    table.set(name, value, alone: true)
    return table
  }

  private static func value(
    _ text: String, of parameter: Parameter, source: String
  ) throws(Diagnostic) -> LawValue {
    do throws(Diagnostic) {
      guard !text.contains(where: \.isNewline) else {
        throw Diagnostic(file: source, message: "'\(parameter.name)': a value is one line")
      }
      let document = try Document("\(parameter.name): \(text)", file: source)
      let value = try LawFile.value(
        document.required(parameter.name), unit: parameter.unit, rules: parameter.rules)
      if let complaint = parameter.complaint(about: value) { throw document.complaint(complaint) }
      return value
    } catch {
      // The text is one line of a command, so that its line says nothing.
      throw Diagnostic(file: error.file, message: error.message)
    }
  }
}
