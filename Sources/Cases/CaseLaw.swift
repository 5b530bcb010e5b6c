internal import Calendar
package import Documents
package import Law

extension ParameterTable {
  /// The law with the values that the situation of a desk case lays over it.
  ///
  /// - Parameter node: The map from names to dated values, or nothing.
  /// - Returns: The law.
  /// - Throws: ``Diagnostic`` for an unknown parameter, a date that does not exist, or a value that
  ///   is not of its unit.
  func overlaid(by node: Document?) throws(Diagnostic) -> ParameterTable {
    var law = self
    for entry in try node?.entries() ?? [] {
      for dated in try entry.value.entries() {
        guard let from = Day(dated.key) else {
          throw entry.value.complaint("'\(dated.key)' is not a date that exists, as YYYY-MM-DD")
        }
        do throws(Diagnostic) {
          law = try law.setting(
            entry.key, to: dated.value.text(), from: from, source: dated.value.file)
        } catch {
          throw dated.value.complaint(error.message)
        }
      }
    }
    return law
  }
}

extension WorkedCase {
  /// The law of this case: the given one, under the case's reform and with its own values.
  ///
  /// - Parameters:
  ///   - base: The law in force.
  ///   - load: Reads the text of a file; the path is that of the reform, from the case's folder on.
  /// - Returns: The law.
  /// - Throws: ``Diagnostic`` for an unknown parameter, a value that is not of its unit, or a
  ///   reform that cannot be read.
  package func law(
    over base: ParameterTable, load: (String) throws(Diagnostic) -> String
  ) throws(Diagnostic) -> ParameterTable {
    var law = base
    if let reform {
      let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
      let path = reform.hasPrefix("/") ? reform : folder + reform
      law = try law.applying(Reform(Document(load(path), file: path)))
    }
    for overlay in overlays {
      for (from, node) in overlay.values {
        do throws(Diagnostic) {
          law = try law.setting(overlay.name, to: node.text(), from: from, source: file)
        } catch {
          throw Diagnostic(file: file, line: node.line, message: error.message)
        }
      }
    }
    return law
  }
}
