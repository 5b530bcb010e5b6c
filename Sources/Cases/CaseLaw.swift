internal import Calendar
package import Documents
package import Law

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
