/// An account of the books.
///
/// Every posting moves an amount from one to another, so that the sum over all accounts is zero at
/// every moment (MON-1).
///
/// Three books that never mix: hours (in whole hours), rights (in cents of rights) and cash (in
/// cents of money). Accounts marked "per official" have a balance for each person.
@usableFromInline
package enum Account: UInt8, CaseIterable, Sendable {
  // The book of hours, until 23 July 2021.

  /// The State's promise of hours: the contra account of every hour credited.
  case hoursIssued
  /// Hours held, per official.
  case hoursHeld
  /// Hours turned into euros on 23 July 2021.
  case hoursConverted
  /// The contra account of every CPF hour of public agents.
  case cpfHoursIssued
  /// CPF hours of public agents, per official once touched.
  case cpfHours
  /// Hours lapsed with the window after the last mandate, or by death.
  case hoursLapsed

  // The book of rights (droits individuels à la formation, DIFE).

  /// The State's promise of rights: the contra account of every credit.
  case rightsIssued
  /// Rights available, per official.
  case rightsAvailable
  /// Rights engaged by an accepted dossier, per official.
  case rightsReserved
  /// Rights debited at the declared entry.
  case rightsSpent
  /// Rights lost because they would have exceeded the cap (plafond).
  case rightsLost
  /// Rights expired six months after the last mandate.
  case rightsExpired
  /// Rights extinguished by the holder's death.
  case rightsExtinguished

  // The book of cash.

  /// The cash of the dedicated fund (fonds DIFE).
  case fund
  /// The collectivities, which pay the levy and the top-ups.
  case collectivities
  /// Top-ups (dotations) paid in and not yet used, per official.
  case dotationAvailable
  /// Top-ups engaged by an accepted dossier, per official.
  case dotationReserved
  /// The contra account of every CPF euro credited (Compte personnel de formation).
  case cpfIssued
  /// CPF euros available, per official once touched.
  case cpf
  /// CPF euros engaged by a dossier.
  case cpfReserved
  /// The contra account of every CEC euro credited (Compte d'engagement citoyen).
  case cecIssued
  /// CEC euros available, per official once touched.
  case cec
  /// CEC euros engaged by a dossier.
  case cecReserved
  /// The officials' bank cards.
  case cards
  /// Card payments held until the provider is paid.
  case cardReserved
  /// Card payments that were given back and wait for their payout (remboursement en attente).
  case cardRefunds
  /// The training bodies (organismes de formation).
  case providers
  /// Travel and stay costs reimbursed to officials.
  case travel
  /// Advances of the Caisse des Dépôts to the fund.
  case advances

  /// The book that an account belongs to.
  package enum Book: UInt8, Sendable {
    /// Hours.
    case hours
    /// Rights.
    case rights
    /// Cash.
    case cash
  }

  /// The book of this account.
  package var book: Book {
    if rawValue <= Account.hoursLapsed.rawValue { return .hours }
    return rawValue <= Account.rightsExtinguished.rawValue ? .rights : .cash
  }

  /// The account's name in outputs: `rights-available`.
  package var name: String { kebab(String(describing: self)) }
}

/// Why an amount moved.
@usableFromInline
package enum Reason: UInt8, CaseIterable, Sendable {
  /// Hours of a mandate year.
  case hours
  /// Hours turned into euros.
  case conversion
  /// The credit of 23 July 2021.
  case transitionCredit
  /// The yearly credit on its legal day.
  case annualCredit
  /// The first credit of somebody newly recognised.
  case firstCredit
  /// The complement of a reform.
  case complement
  /// Rights cut because the cap was lowered (a switch of C8).
  case capCut
  /// Rights or money engaged by a dossier at its confirmation.
  case reservation
  /// Rights debited at the declared entry.
  case debit
  /// What a dossier did not use, given back to its source.
  case refund
  /// Rights expired after the window.
  case expiry
  /// Rights extinguished by death.
  case extinction
  /// A top-up paid in by a collectivity.
  case dotation
  /// The deposit (acompte) of a long session.
  case deposit
  /// The payment of a provider.
  case payment
  /// The levy of 1 % on allowances (cotisation).
  case levy
  /// Travel and stay costs.
  case travel
  /// An advance to the fund.
  case advance
  /// The repayment of an advance.
  case repayment
  /// A deposit or an undue sum taken back from a provider.
  case recovery
  /// What a CPF or CEC account held when it was first touched.
  case opening
  /// A yearly credit of the CPF or of the CEC.
  case walletCredit
  /// CPF rights converted at a change of professional status.
  case statusConversion
  /// A top-up that was not used goes back to its collectivity.
  case dotationReturn
  /// A card refund is paid out.
  case cardRefund
  /// Trainings bought before Mon Compte Élu are paid, all those of a month at once.
  case legacyPayment

  /// The reason's name in outputs: `annual-credit`.
  package var name: String { kebab(String(describing: self)) }
}

/// Turns `annualCredit` into `annual-credit`.
///
/// - Parameter name: A name in lower camel case.
/// - Returns: The name in kebab case.
package func kebab(_ name: String) -> String {
  var result = ""
  for character in name {
    if character.isUppercase { result.append("-") }
    result.append(contentsOf: character.lowercased())
  }
  return result
}
