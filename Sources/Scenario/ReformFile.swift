internal import Calendar
internal import Documents
internal import Law

extension ParameterOverlay {
  /// Lays a reform over the law.
  ///
  /// - Parameters:
  ///   - reform: The reform's file.
  ///   - files: How it is fetched.
  /// - Throws: ``Diagnostic`` for a file that cannot be read, or that names an unknown parameter.
  mutating func apply(reform: String, files: FileAccess) throws(Diagnostic) {
    let document = try Document(files.text(reform), file: reform)
    for entry in try document.entries(known: ["title", "parameters"])
    where entry.key == "parameters" {
      for change in try entry.value.entries() {
        try apply(reformed: change)
      }
    }
  }

  private mutating func apply(reformed change: Document.Entry) throws(Diagnostic) {
    guard let parameter = law[change.key] else {
      throw Diagnostic(
        file: change.value.file, line: change.line,
        message: "unknown parameter '\(change.key)'" + Nearest.hint(change.key, among: law.names))
    }
    for entry in try change.value.entries() {
      guard let from = Day(entry.key) else {
        throw Diagnostic(
          file: change.value.file, line: entry.line,
          message: "'\(entry.key)' is not a date that exists, as YYYY-MM-DD")
      }
      setLaw(
        parameter.name,
        try LawFile.datedValue(
          entry.value, from: from, unit: parameter.unit, rules: parameter.rules))
    }
  }
}
