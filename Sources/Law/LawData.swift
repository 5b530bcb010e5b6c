package import Documents

extension ParameterTable {
  /// The law that the program carries, read once.
  ///
  /// - Returns: The parameters of all topics, in a fixed order.
  /// - Throws: ``Diagnostic`` if a file is malformed, two files name the same parameter, or a
  ///   parameter that the code reads is missing.
  package static func law() throws(Diagnostic) -> ParameterTable { try embedded.get() }

  private static let embedded: Result<ParameterTable, Diagnostic> = {
    do throws(Diagnostic) {
      let table = try read([
        ("rights.yaml", PackageResources.rights_yaml),
        ("offer.yaml", PackageResources.offer_yaml),
        ("dossier.yaml", PackageResources.dossier_yaml),
        ("service.yaml", PackageResources.service_yaml),
        ("fund.yaml", PackageResources.fund_yaml),
        ("cpf.yaml", PackageResources.cpf_yaml),
        ("allowance.yaml", PackageResources.allowance_yaml),
        ("councils.yaml", PackageResources.councils_yaml),
        ("election.yaml", PackageResources.election_yaml),
      ])
      try LawName.check(table)
      return .success(table)
    } catch {
      return .failure(error)
    }
  }()

  /// Reads a table from several files.
  ///
  /// - Parameter files: The name and the text of each, in UTF-8.
  /// - Returns: The parameters in the order of the files.
  /// - Throws: ``Diagnostic`` if a file is malformed or names a parameter of an earlier one.
  package static func read(
    _ files: [(name: String, text: [UInt8])]
  ) throws(Diagnostic) -> ParameterTable {
    var parameters: [Parameter] = []
    var homes: [String: String] = [:]
    for file in files {
      let document = try Document(String(decoding: file.text, as: UTF8.self), file: file.name)
      for entry in try document.entries() {
        if let home = homes.updateValue(file.name, forKey: entry.key) {
          throw Diagnostic(
            file: file.name, line: entry.line,
            message: "the parameter '\(entry.key)' is already in \(home)")
        }
      }
      parameters += try LawFile.parameters(in: document)
    }
    return ParameterTable(parameters)
  }
}
