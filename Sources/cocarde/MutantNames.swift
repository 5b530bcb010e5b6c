import Documents
import Platform

/// The names of mutants as the command line takes them.
enum MutantNames {
  /// The names without that of the platform as it should be.
  static var all: [String] { Mutant.available.filter { $0 != .none }.map(\.name) }

  /// Reads a name.
  ///
  /// - Parameter name: What was given to `--mutant`.
  /// - Returns: The mutant.
  /// - Throws: ``Failure`` for a name that this program does not have.
  static func mutant(_ name: String) throws(Failure) -> Mutant {
    if let mutant = Mutant.available.first(where: { $0.name == name }), mutant != .none {
      return mutant
    }
    guard !all.isEmpty else {
      throw Failure(.usage, "--mutant: this program was built without mutants (trait NoMutants)")
    }
    let hint = Nearest.hint(name, among: all)
    throw Failure(
      .usage,
      "--mutant knows no mutant '\(name)'"
        + (hint.isEmpty ? "; cocarde invariants lists them" : hint))
  }
}
