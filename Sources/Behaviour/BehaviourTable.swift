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
