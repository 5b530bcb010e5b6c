package import Documents
package import Law

extension ParameterTable {
  /// The behaviour of people that the program carries: dated rates with a source, or the word
  /// assumption.
  ///
  /// - Returns: The parameters, all named `behaviour.…`.
  /// - Throws: ``Diagnostic`` if the file is malformed.
  package static func behaviour() throws(Diagnostic) -> ParameterTable {
    try ParameterTable.read([("behaviour.yaml", PackageResources.behaviour_yaml)])
  }
}
