package import Ledger
package import Oracle
package import Platform

/// A dossier as the postings and outcomes of the platform tell it.
///
/// The platform forgets a dossier that waits for nothing any more: its end is what was last told.
package struct PlatformDossier: Sendable {
  /// The name in the history.
  package let name: String
  /// The state.
  package private(set) var state = DossierState.notProcessed
  /// The billing.
  package private(set) var billing = Billing.notBillable
  /// The control.
  package private(set) var control = Control.notInControl
  /// What each source has committed, less what went back to it.
  package private(set) var funding = OracleFunding()
  /// What the provider was paid, less what was taken back.
  package private(set) var paid: Int64 = 0

  /// What was reimbursed for travel and stay.
  package private(set) var travel: Int64 = 0

  /// Creates a dossier whose request was just accepted.
  ///
  /// - Parameter name: The name in the history.
  package init(_ name: String) { self.name = name }

  /// Hears an outcome.
  ///
  /// - Parameters:
  ///   - verb: What was applied.
  ///   - after: The state after it.
  package mutating func hear(_ verb: Verb, after: DossierState) {
    state = after
    if verb == .openControl { control = .inControl }
    if verb == .closeControl { control = .released }
  }

  /// Sees the dossier at the end of a day.
  ///
  /// - Parameter billing: The billing; `nil` when the platform has forgotten the dossier.
  package mutating func see(_ billing: Billing?) {
    self.billing = billing ?? (paid > 0 ? .paid : .notBillable)
  }

  /// Hears a posting of the dossier.
  ///
  /// - Parameter posting: The posting.
  package mutating func hear(_ posting: Posting) {
    let to = Account(rawValue: posting.to)
    if to == .providers { paid += posting.amount }
    if to == .travel { travel += posting.amount }
    switch Reason(rawValue: posting.reason) {
    case .reservation: change(to, by: posting.amount)
    case .refund:
      change(
        posting.from == Account.rightsSpent.rawValue
          ? .rightsReserved : Account(rawValue: posting.from), by: -posting.amount)
    case .recovery:
      paid -= posting.amount
      // The fund's cash comes back; the rights that stood for it are refunded by themselves.
      change(Source.allCases.first { $0.refundAccount == to }?.reserve, by: -posting.amount)
    default: break
    }
  }

  /// Changes the part of the source whose reserve an account is.
  private mutating func change(_ reserve: Account?, by amount: Int64) {
    switch Source.allCases.first(where: { $0.reserve == reserve }) {
    case .rights: funding.rights += amount
    case .collectivity: funding.collectivity += amount
    case .cpf: funding.cpf += amount
    case .cec: funding.cec += amount
    case .card: funding.card += amount
    case nil: break
    }
  }
}
