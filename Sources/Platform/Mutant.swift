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
  /// Travel costs are reimbursed as often as they are claimed.
  case travelTwice
  /// A training is evaluated as often as the learner likes.
  case evaluateTwice
  /// Elementary modules stay open after the mandate.
  case moduleAfterMandate
  /// The first seat beyond the session's limit is still given.
  case sixteenthSeat
  /// CPF and CEC pay for officials of the Pacific.
  case pacificCPF
  /// The papers of a Pacific file are not waited for.
  case pacificPapersIgnored
  /// Rows are compared with the usual name alone.
  case usualNameOnly
  /// A row that fits several people, or somebody else, still opens a panel.
  case homonymsShareAccount
  /// Every fourth request to support is never answered.
  case supportSilent
  /// The mandate catalogue is shown to somebody logged in but not recognised.
  case catalogueLeaked
  /// An offer is shown although it is not on sale.
  case withdrawnShown
  /// The letter of Corse is forgotten in the key of a NIR.
  case corsicanKey
  /// A password is accepted whatever it is.
  case weakPasswordAccepted
  /// A password is kept as it was typed.
  case clearPassword
  /// A purchase goes through without FranceConnect+.
  case purchaseWithoutStrongIdentity
  /// The diploma is read for a mandate training too.
  case diplomaReadOnMandatePath
  /// A body without accreditation publishes and sells.
  case unaccreditedSells
  /// A theme outside of the State's list is published and sold.
  case themeUnchecked
  /// Subcontracting is not looked at.
  case subcontractingUnchecked
  /// A body is suspended before it was heard.
  case suspensionWithoutHearing
  /// Qualiopi is not asked for above the threshold.
  case qualiopiForgotten
  /// The hourly cap is compared with the price after tax.
  case capAfterTax
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
  /// The erasure of personal data is announced, and whatever names the person stays.
  case erasedInName
  /// The levy is booked at a tenth.
  case levyTenth
  /// A recovered sum is not noted, and can be recovered again.
  case recoverTwice

  /// The mutant's name in scenarios: `credit-twice`.
  package var name: String { kebab(String(describing: self)) }
}
