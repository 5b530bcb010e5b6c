package import Calendar

/// A dossier as the general terms (CGU) see it.
package struct OracleDossier: Sendable {
  /// The states of the published state machine, with its codes.
  package enum State: String, CaseIterable, Sendable {
    /// The states in which something is still awaited.
    case notProcessed, validated, waitingAcceptation, accepted, inTraining, terminated
    /// The states after the training.
    case serviceDoneDeclared, serviceDoneValidated
    /// The states after a refusal.
    case refusedByAttendee, refusedByOrganism, refusedByFinancer
    /// The states after silence.
    case rejectedWithoutTitulaireSuite, rejectedWithoutOfSuite, rejectedWithoutCdcSuite
    /// The state after a seat that somebody else had.
    case rejected
    /// The states after a cancellation.
    case canceledByAttendee, canceledByAttendeeNotRealized, canceledByOrganism, canceledByFinancer
  }

  /// The billing beside the state.
  package enum Billing: String, CaseIterable, Sendable {
    /// From nothing to bill to the last euro.
    case notBillable, depositWait, depositPaid, toBill, billed, paid
  }

  /// The control beside the state.
  package enum Control: String, CaseIterable, Sendable {
    /// Never controlled, in control, or released from it.
    case notInControl, inControl, released
  }

  /// The name in the history.
  package let name: String
  /// What was ordered.
  package let order: History.Order
  /// The state.
  package internal(set) var state = State.notProcessed
  /// The billing.
  package internal(set) var billing = Billing.notBillable
  /// The control.
  package internal(set) var control = Control.notInControl
  /// What each source has committed, and after the settlement what each has paid.
  package internal(set) var funding = OracleFunding()
  /// What has been paid to the provider.
  package internal(set) var paid: Int64 = 0
  /// What is due to the provider, once that is known.
  package internal(set) var due: Int64 = 0
  /// The last day of the step that is awaited, where it has one.
  package internal(set) var deadline: Day?
  /// The last day of the training: earlier than ordered if the mandate ended in it.
  package internal(set) var end: Day
  /// Whether the learner has evaluated the training.
  package internal(set) var isEvaluated = false
  /// What was reimbursed for travel and stay; `nil` before the claim.
  package internal(set) var travel: Int64?
  /// Whether the provider checks a prerequisite.
  var isAcknowledged = false
  /// Whether the papers of a Pacific file are still awaited.
  var awaitsPapers = false
  /// The day of the request.
  var requested = Day.distantPast
  /// The day of the confirmation.
  var confirmed = Day.distantPast
  /// Whether the rights are debited.
  var isDebited = false
  /// Whether a certification was declared.
  var isCertified = false
  /// What of each collectivity is in the dossier.
  var topUps: [(payer: Int, amount: Int64)] = []
  /// The last day on which the deposit is paid.
  var depositDue: Day?
  /// The deposit, for a long session.
  var deposit: Int64 = 0
  /// The last day on which the invoice is paid.
  var paymentDue: Day?

  init(_ name: String, _ order: History.Order) {
    self.name = name
    self.order = order
    end = order.end
  }

  /// Whether nothing can happen to the dossier any more.
  package var isFinished: Bool {
    switch state {
    case .notProcessed, .validated, .waitingAcceptation, .accepted, .inTraining, .terminated,
      .serviceDoneDeclared:
      false
    default: billing == .notBillable || billing == .paid
    }
  }

  /// Whether a seat of a mandate training was asked for, and nothing more.
  var isWaitingForSeat: Bool { state == .notProcessed && order.path == .mandate }

  /// Whether a deposit is still to be paid.
  var awaitsDeposit: Bool { billing == .depositWait && state == .inTraining }

  /// The billings that are lawful today: who pays before the last day keeps the law too.
  package var lawfulBillings: [Billing] {
    switch billing {
    case .depositWait where awaitsDeposit: [.depositWait, .depositPaid]
    case .billed: [.billed, .paid]
    default: [billing]
    }
  }

  /// What may have been paid to the provider today.
  package var lawfulPaid: ClosedRange<Int64> {
    switch billing {
    case .depositWait where awaitsDeposit: 0...deposit
    case .billed: min(paid, due)...max(paid, due)
    default: paid...paid
    }
  }
}

/// An amount for each of the five sources, in cents, in the legal order of their use.
package struct OracleFunding: Sendable, Equatable {
  /// The official's rights (DIFE).
  package var rights: Int64 = 0
  /// The collectivity's top-up.
  package var collectivity: Int64 = 0
  /// The personal training account.
  package var cpf: Int64 = 0
  /// The citizen's engagement account.
  package var cec: Int64 = 0
  /// The official's card.
  package var card: Int64 = 0

  /// Creates a funding from nobody.
  package init() {}

  /// The sum.
  package var total: Int64 { rights + collectivity + cpf + cec + card }

  /// Splits a price among the sources.
  ///
  /// Brochure of the Caisse des Dépôts: rights first; then, for the mandate, the collectivity; for
  /// reintegration, CPF and CEC; the rest by card. Code du travail L6323-7: who uses CPF euros pays
  /// a flat contribution, here by card.
  ///
  /// - Parameters:
  ///   - price: The price.
  ///   - path: What the training is for.
  ///   - purse: What each source can give; the card is not asked here.
  ///   - contribution: The flat contribution of that day, 0 for a jobseeker.
  /// - Returns: The parts, whose sum is the price.
  package static func split(
    _ price: Int64, _ path: History.Path, purse: OracleFunding, contribution: Int64
  ) -> OracleFunding {
    var parts = OracleFunding()
    parts.rights = min(purse.rights, price)
    var rest = price - parts.rights
    switch path {
    case .mandate:
      parts.collectivity = min(purse.collectivity, rest)
      rest -= parts.collectivity
    case .reintegration:
      parts.cpf = min(purse.cpf, max(0, rest - contribution))
      let owed = parts.cpf > 0 ? contribution : 0
      parts.cec = min(purse.cec, rest - parts.cpf - owed)
      rest -= parts.cpf + parts.cec
    }
    parts.card = rest
    return parts
  }

  /// What each source pays of an amount due: rights first, then the next.
  ///
  /// - Parameter amount: The amount due, at most ``total``.
  /// - Returns: The parts, whose sum is the amount.
  package func first(_ amount: Int64) -> OracleFunding {
    var left = amount
    func take(_ part: Int64) -> Int64 {
      let taken = min(part, left)
      left -= taken
      return taken
    }
    var parts = OracleFunding()
    parts.rights = take(rights)
    parts.collectivity = take(collectivity)
    parts.cpf = take(cpf)
    parts.cec = take(cec)
    parts.card = take(card)
    return parts
  }

  /// The difference, source by source.
  ///
  /// - Parameter other: What is taken away.
  /// - Returns: What is left.
  package func minus(_ other: OracleFunding) -> OracleFunding {
    var rest = self
    rest.rights -= other.rights
    rest.collectivity -= other.collectivity
    rest.cpf -= other.cpf
    rest.cec -= other.cec
    rest.card -= other.card
    return rest
  }
}
