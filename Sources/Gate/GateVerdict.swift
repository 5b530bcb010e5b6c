/// What a gate says: one of four, never anything between.
package enum GateVerdict: String, Sendable, CaseIterable {
  /// Nothing changed that should not, as far as was asked.
  case pass
  /// An exact counter changed, or the candidate is slower.
  case fail
  /// The noise is too great to tell.
  case inconclusive
  /// There is nothing to compare, or what there is cannot be compared.
  case refused

  /// The most serious of several verdicts: a failure before noise, and noise before a refusal.
  ///
  /// - Parameter verdicts: The verdicts.
  /// - Returns: One of them; of none, a refusal, since nothing was compared.
  package static func worst(_ verdicts: [GateVerdict]) -> GateVerdict {
    for verdict in [fail, inconclusive, refused, pass] where verdicts.contains(verdict) {
      return verdict
    }
    return .refused
  }
}
