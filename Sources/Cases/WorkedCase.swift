package import Calendar
package import Documents
package import Oracle

/// A worked case: a situation, what people did, and the figures that the law gives on some days.
package struct WorkedCase: Sendable {
  /// The file's path as the user gave it.
  package let file: String
  /// The line on which the case begins.
  package let line: Int
  /// What the case shows, in one line.
  package let name: String
  /// The text that the figures follow from.
  package let source: String
  /// The numbers of the systems that the case shows.
  package let systems: [Int]
  /// The official, the collectivity and the events.
  package let history: History
  /// The line of each event of `history`.
  package let eventLines: [Int]
  /// The path of a reform, relative to the file's folder, if the case is set under one.
  package let reform: String?
  /// Values of the law for this case only.
  package let overlays: [LawOverlay]
  /// What must be seen.
  package let expectations: [CaseExpectation]

  /// Values that a case lays over a parameter of the law.
  package struct LawOverlay: Sendable {
    /// The parameter's name.
    package let name: String
    /// The line of the name.
    package let line: Int
    /// The values as they were written, by their first day.
    package let values: [(from: Day, value: Document)]
  }
}

/// One line of what must be seen.
package struct CaseExpectation: Sendable, Equatable {
  /// The line in the file.
  package let line: Int
  /// The day at whose end one looks.
  package let day: Day
  /// The dossier that one looks at; empty for the account.
  package let dossier: String
  /// What must be seen there.
  package let facts: [CaseFact]
}

/// A quantity with its value.
package struct CaseFact: Sendable, Equatable {
  /// What is looked at.
  package let quantity: CaseQuantity
  /// What is there.
  package let value: CaseValue

  /// Creates a fact.
  ///
  /// - Parameters:
  ///   - quantity: What is looked at.
  ///   - value: What is there.
  package init(_ quantity: CaseQuantity, _ value: CaseValue) {
    self.quantity = quantity
    self.value = value
  }
}

/// What a case can look at; the raw value is the key in the file.
package enum CaseQuantity: String, CaseIterable, Sendable {
  /// Rights held: available and reserved.
  case held
  /// Rights held, in F CFP.
  case francs
  /// Rights that can be used.
  case available
  /// Rights engaged by confirmed dossiers.
  case reserved
  /// Rights spent on training, less what was given back.
  case spent
  /// Rights that the cap kept away, by credits and by refunds.
  case lost
  /// Rights that expired after the mandate.
  case expired
  /// Rights extinguished by death.
  case extinguished
  /// Hours, until 23 July 2021.
  case hours
  /// Top-ups paid in and not used.
  case topUp = "top_up"
  /// Card payments given back that wait for their payout.
  case cardPending = "card_pending"
  /// CPF euros left.
  case cpfLeft = "cpf_left"
  /// CEC euros left.
  case cecLeft = "cec_left"
  /// A dossier's state.
  case state
  /// A dossier's billing.
  case billing
  /// A dossier's control.
  case control
  /// What a dossier takes from the rights.
  case rights
  /// What a dossier takes from the collectivity.
  case collectivity
  /// What a dossier takes from the CPF.
  case cpf
  /// What a dossier takes from the CEC.
  case cec
  /// What a dossier takes from the card.
  case card
  /// What was paid to the provider.
  case paid
  /// What was reimbursed to the official for travel and stay.
  case travel
  /// The rule that refused an event of that day.
  case refused

  /// Whether the quantity is one of a dossier: always, never, or either (`nil`).
  var needsDossier: Bool? {
    switch self {
    case .held, .francs, .available, .reserved, .spent, .lost, .expired, .extinguished, .hours,
      .topUp, .cardPending, .cpfLeft, .cecLeft:
      false
    case .state, .billing, .control, .rights, .collectivity, .cpf, .cec, .card, .paid, .travel:
      true
    case .refused: nil
    }
  }
}

/// A value that a case compares.
package enum CaseValue: Sendable, Equatable {
  /// An amount in cents.
  case cents(Int64)
  /// An amount in F CFP.
  case francs(Int64)
  /// Hours.
  case hours(Int64)
  /// A state or a rule; `no` where no rule refused, `none` where there is no such dossier.
  case word(String)
}

/// What was seen where a case looked.
package struct Observation: Sendable, Equatable {
  /// The place of the expectation in ``WorkedCase/expectations``.
  package let expectation: Int
  /// What was seen.
  package let fact: CaseFact

  /// Creates an observation.
  ///
  /// - Parameters:
  ///   - expectation: The place of the expectation in ``WorkedCase/expectations``.
  ///   - quantity: What was looked at.
  ///   - value: What was there.
  package init(_ expectation: Int, _ quantity: CaseQuantity, _ value: CaseValue) {
    self.expectation = expectation
    fact = CaseFact(quantity, value)
  }
}
