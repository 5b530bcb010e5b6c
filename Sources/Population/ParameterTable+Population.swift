package import Documents
package import Law

extension ParameterTable {
  /// Reads the embedded rates of the population, all named `population.…`.
  ///
  /// - Returns: The parameters.
  /// - Throws: ``Diagnostic`` for a malformed file, which a test of this room excludes.
  package static func population() throws(Diagnostic) -> ParameterTable {
    let text = String(decoding: PackageResources.population_yaml, as: UTF8.self)
    return ParameterTable(try LawFile.parameters(in: Document(text, file: "population.yaml")))
  }
}
