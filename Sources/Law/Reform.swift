package import Documents

/// A reform: dated values laid over a table of parameters.
///
/// ```yaml
/// name: 2026-12
/// title: Credit of 600 € and cap of 1,200 €
/// parameters:
///   rights.cap:
///     2026-12-01: { value: 1200, reference: …, checked: 2026-11-21, confidence: unverified }
/// ```
///
/// Values of the table that come later stay, unless the reform says `alone: true`.
package struct Reform: Sendable {
  /// The new values of one parameter, as they were written.
  package struct Overlay: Sendable {
    /// The parameter's name.
    package let name: String
    /// The line of the name.
    package let line: Int
    /// The map from dates to values.
    package let values: Document
  }

  /// The reform's name.
  package let name: String
  /// What it does, in one line.
  package let title: String?
  /// Whether it drops later values of the parameters that it names.
  package let isAlone: Bool
  /// The parameters that it changes, in the order of the file.
  package let overlays: [Overlay]

  /// Reads a reform.
  ///
  /// - Parameter document: The file.
  /// - Throws: ``Diagnostic`` for an unknown or missing key.
  package init(_ document: Document) throws(Diagnostic) {
    _ = try document.entries(known: ["name", "title", "alone", "parameters"])
    name = try document.required("name").text()
    title = try document["title"]?.text()
    isAlone = try document["alone"]?.quantity(.flag) == 1
    overlays = try document.required("parameters").entries().map {
      Overlay(name: $0.key, line: $0.line, values: $0.value)
    }
    if overlays.isEmpty { throw document.complaint("the reform '\(name)' changes no parameter") }
  }
}

extension ParameterTable {
  /// This table under a reform.
  ///
  /// - Parameter reform: The reform.
  /// - Returns: The table with the reform's values in the place of those of the same date.
  /// - Throws: ``Diagnostic`` with its place for an unknown parameter, a date that does not exist,
  ///   or a value that is not of the parameter's unit.
  package func applying(_ reform: Reform) throws(Diagnostic) -> ParameterTable {
    var table = self
    for overlay in reform.overlays {
      guard let parameter = self[overlay.name] else {
        throw Diagnostic(
          file: overlay.values.file, line: overlay.line, message: unknown(overlay.name))
      }
      let values = try LawFile.values(
        overlay.values, of: overlay.name, unit: parameter.unit, rules: parameter.rules)
      if values.isEmpty { throw overlay.values.complaint("'\(overlay.name)' has no value") }
      for value in values {
        if let complaint = parameter.complaint(about: value.value) {
          throw overlay.values.complaint("on \(value.from), \(complaint)")
        }
        table.set(overlay.name, value, alone: reform.isAlone)
      }
    }
    return table
  }

  /// Says that a name is unknown, with the nearest one that is not.
  ///
  /// - Parameter name: What was written.
  /// - Returns: A sentence.
  func unknown(_ name: String) -> String {
    "unknown parameter '\(name)'"
      + (Nearest.hint(name, among: names).nonEmpty ?? hintByLastComponent(name))
  }

  /// Where the last component exists elsewhere, `offer.cap` may have meant `rights.cap`.
  private func hintByLastComponent(_ name: String) -> String {
    let last = name.lastComponent
    let candidates = names.filter { $0.lastComponent == last }
    return candidates.isEmpty ? "" : "; did you mean '\(candidates.joined(separator: "' or '"))'?"
  }
}

extension String {
  /// What follows the last dot, or the whole text.
  var lastComponent: Substring { split(separator: ".").last ?? self[...] }

  /// The text, or `nil` where it is empty.
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
