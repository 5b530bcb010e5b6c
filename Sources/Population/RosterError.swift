package import Documents

/// Why there is no roster.
package enum RosterError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A parameter is missing or malformed, or a size is impossible.
  case invalid(Diagnostic)
  /// A published margin is not met within its tolerance.
  case margin(Margin)

  /// The reason in one sentence.
  package var description: String {
    switch self {
    case .invalid(let diagnostic): diagnostic.description
    case .margin(let margin):
      "the margin '\(margin.name)' is out of tolerance: published \(margin.published) "
        + "\(margin.unit), generated \(margin.generated) \(margin.unit), "
        + "tolerance \(margin.tolerance) "
        + "(\(margin.source)); adjust the population.* parameters or the territory"
    }
  }
}
