internal import Ledger

/// A known-bad variant of the platform: one mistake that somebody makes in real life.
///
/// Mutants exist to prove that the audit can fail. They are inert unless a scenario names one.
package enum Mutant: UInt8, CaseIterable, Sendable {
  /// The platform as it should be.
  case none
  /// The cap is compared with the rights available only, not with those held.
  case capIgnoresReserved
  /// The credit job is run twice and does not look at who was already credited.
  case creditTwice
  /// Rights left after the window do not expire.
  case expiryForgotten
  /// The card is charged before the rights are used up.
  case cardBeforeRights
  /// A refund of rights goes to the card.
  case refundToCard
  /// A provider is paid again by every batch.
  case paidTwice
  /// A refused confirmation leaves its reservation behind.
  case refusalReserves
  /// The idempotency key is ignored.
  case keyIgnored
  /// The first seat beyond the session's limit is still given.
  case sixteenthSeat
  /// A top-up is usable when it is attributed, before its payment.
  case dotationBeforeReceipt
  /// A card refund is never paid out.
  case refundForgotten
  /// The CPF is credited above its cap.
  case cpfAboveCap
  /// A second declaration of a certification counts.
  case certifyTwice
  /// Former officials are left out of the yearly information.
  case holderNotInformed
  /// The alert of the fund's reserve is not given.
  case alertSilent
  /// Personal data are never erased.
  case dataKept
  /// The levy is booked at a tenth.
  case levyTenth
  /// A recovered sum is not noted, and can be recovered again.
  case recoverTwice

  /// The mutant's name in scenarios: `credit-twice`.
  package var name: String { kebab(String(describing: self)) }
}
