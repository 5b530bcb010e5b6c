internal import Documents

/// The names that a threshold may speak of, found out when the first threshold is read.
///
/// A year within a name (`years_table.2023.requests`) stands for every year.
package struct MetricNames: Sendable {
  private let certain: [String]
  private let names: @Sendable () throws -> [String]

  /// Creates names that are found out when somebody asks.
  ///
  /// - Parameters:
  ///   - certain: Names that every summary has: nothing needs to be found out for these.
  ///   - names: Finds out all of them.
  package init(
    certain: [String] = [], _ names: @escaping @Sendable () throws -> [String]
  ) {
    self.certain = certain
    self.names = names
  }

  /// What to say about a name that no summary has.
  ///
  /// - Parameter name: The name.
  /// - Returns: `nil` for a name that exists; otherwise the nearest one as the end of a sentence.
  /// - Throws: ``Diagnostic`` where the names cannot be found out.
  func hint(_ name: String) throws(Diagnostic) -> String? {
    if certain.contains(name) { return nil }
    let known: [String]
    do {
      known = try names()
    } catch {
      throw error as? Diagnostic ?? Diagnostic(file: "thresholds", message: "\(error)")
    }
    let wanted = Self.withoutYears(name)
    if known.contains(where: { Self.withoutYears($0) == wanted }) { return nil }
    return Nearest.hint(name, among: known)
  }

  private static func withoutYears(_ name: String) -> String {
    name.split(separator: ".", omittingEmptySubsequences: false)
      .map { $0.utf8.count == 4 && Int($0) != nil ? "year" : $0 }.joined(separator: ".")
  }
}
