internal import Calendar
package import Documents
package import Law

extension ParameterTable {
  /// The behaviour of people that the program carries: dated rates with a source, or the word
  /// assumption.
  ///
  /// - Returns: The parameters, all named `behaviour.…`.
  /// - Throws: ``Diagnostic`` if the file is malformed.
  package static func behaviour() throws(Diagnostic) -> ParameterTable {
    try ParameterTable.read([
      ("behaviour.yaml", PackageResources.behaviour_yaml),
      ("access.yaml", PackageResources.access_yaml),
      ("recognition.yaml", PackageResources.recognition_yaml),
      ("market.yaml", PackageResources.market_yaml),
      ("office.yaml", PackageResources.office_yaml),
      ("pacific.yaml", PackageResources.pacific_yaml),
      ("capacity.yaml", PackageResources.capacity_yaml),
    ])
  }
}

extension ParameterTable {
  /// What was published of past years' activity, to be set beside what a run simulates.
  ///
  /// - Returns: The figures, all named `published.…`, dated with the year that they describe.
  /// - Throws: ``Diagnostic`` if the file is malformed.
  package static func published() throws(Diagnostic) -> ParameterTable {
    try ParameterTable.read([("published.yaml", PackageResources.published_yaml)])
  }
}

extension ParameterTable {
  /// What lies between the parameters `name_least` and `name_most`.
  ///
  /// - Parameters:
  ///   - name: The name without its end.
  ///   - day: The day.
  /// - Returns: From the one to the other, in whichever order they stand.
  func span(_ name: String, on day: Day) -> ClosedRange<Int> {
    let (least, most) = (number("\(name)_least", on: day), number("\(name)_most", on: day))
    return Int(min(least, most))...Int(max(least, most))
  }
}
