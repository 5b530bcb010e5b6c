package import Calendar

/// A line of an official's account statement.
package struct OracleEntry: Sendable, Equatable {
  /// What a line says happened.
  package enum Kind: String, CaseIterable, Sendable {
    /// Hours were credited.
    case hours
    /// Hours were turned into euros.
    case hoursConverted = "hours-converted"
    /// Hours were worth so much.
    case conversion
    /// The credit of the day of the conversion.
    case transitionCredit = "transition-credit"
    /// The annual credit.
    case annualCredit = "annual-credit"
    /// The first credit of somebody newly known.
    case firstCredit = "first-credit"
    /// The one-off complement.
    case complement
    /// What a credit would have lifted above the cap.
    case lost
    /// What lay above a lowered cap.
    case capCut = "cap-cut"
    /// Rights engaged for a dossier.
    case reserved
    /// Rights given back before they were debited.
    case released
    /// Rights debited.
    case debited
    /// Rights given back after they were debited.
    case refunded
    /// What a refund would have lifted above the cap.
    case refundLost = "refund-lost"
    /// Rights that expired after the mandate.
    case expired
    /// Hours that lapsed after the mandate.
    case hoursExpired = "hours-expired"
    /// Rights extinguished by death.
    case extinguished
  }

  /// The day.
  package let day: Day
  /// What happened.
  package let kind: Kind
  /// The cents, or hours for lines on hours; above zero.
  package let amount: Int64
  /// The dossier, or nothing.
  package let dossier: String
  /// The text that says so.
  package let article: String
}

/// What an official holds, and what became of the rest.
package struct OracleBalance: Sendable, Equatable {
  /// Hours, until the conversion.
  package var hours: Int64 = 0
  /// Rights that can be used, in cents.
  package var available: Int64 = 0
  /// Rights engaged by confirmed dossiers.
  package var reserved: Int64 = 0
  /// Rights spent on training.
  package var spent: Int64 = 0
  /// Rights that the cap kept away.
  package var lost: Int64 = 0
  /// Rights that expired after the mandate.
  package var expired: Int64 = 0
  /// Rights extinguished by death.
  package var extinguished: Int64 = 0
  /// Top-ups paid in and not used.
  package var dotation: Int64 = 0
  /// CPF euros.
  package var cpf: Int64 = 0
  /// CEC euros.
  package var cec: Int64 = 0

  /// Creates the balance of somebody who holds nothing.
  package init() {}

  /// The rights held: what the cap is compared with.
  package var held: Int64 { available + reserved }

  /// Applies a line of the statement.
  ///
  /// - Parameter entry: The line.
  mutating func apply(_ entry: OracleEntry) {
    let amount = entry.amount
    switch entry.kind {
    case .hours: hours += amount
    case .hoursConverted, .hoursExpired: hours -= amount
    case .conversion, .transitionCredit, .annualCredit, .firstCredit, .complement:
      available += amount
    case .lost: lost += amount
    case .capCut: (available, lost) = (available - amount, lost + amount)
    case .reserved: (available, reserved) = (available - amount, reserved + amount)
    case .released: (reserved, available) = (reserved - amount, available + amount)
    case .debited: (reserved, spent) = (reserved - amount, spent + amount)
    case .refunded: (spent, available) = (spent - amount, available + amount)
    case .refundLost: (spent, lost) = (spent - amount, lost + amount)
    case .expired: (available, expired) = (available - amount, expired + amount)
    case .extinguished: (available, extinguished) = (available - amount, extinguished + amount)
    }
  }
}
