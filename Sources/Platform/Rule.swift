internal import Ledger

/// The rule that refused a command, or none.
@usableFromInline
package enum Rule: UInt8, CaseIterable, Sendable {
  /// No rule refused: the command was applied.
  case applied
  /// The service opens on 7 January 2022.
  case serviceClosed
  /// The person is not recognised as an official.
  case notRecognised
  /// The path needs a mandate in force.
  case noMandate
  /// Reintegration is for those whose last mandate has ended (C6).
  case mandateInForce
  /// The six months after the last mandate are over.
  case windowClosed
  /// The holder has claimed a pension (H6).
  case pensionClaimed
  /// The session starts less than eleven working days after the request.
  case tooEarly
  /// The hour costs more than the hourly cap before tax.
  case hourlyCap
  /// The provider's accreditation does not cover the days in question.
  case notAccredited
  /// The theme is not in the State's list.
  case themeNotListed
  /// A session has more seats than the law allows participants.
  case tooManySeats
  /// No seat is left.
  case sessionFull
  /// Five requests for the same offer are open.
  case tooManyRequests
  /// The training would end after the mandate.
  case endsAfterMandate
  /// The reintegration training would end after the six months.
  case endsAfterWindow
  /// The training would end more than eight months after the funding agreement.
  case completionTooLate
  /// The delay for this step is over.
  case deadlinePassed
  /// The dossier is not in a state from which this step is possible.
  case wrongState
  /// The step comes before its day, for example an entry before the session starts.
  case tooSoon
  /// The learner did not offer to pay the rest by card.
  case insufficientCard
  /// The collectivity has not deliberated on top-ups.
  case notDeliberated
  /// The top-up exceeds the deliberation's limit per training.
  case overTrainingLimit
  /// The official has had as many topped-up trainings as the deliberation allows.
  case overOfficialLimit
  /// The official has had as many topped-up trainings this year as the deliberation allows.
  case overYearlyLimit
  /// The top-up exceeds what is left of the collectivity's budget.
  case overBudget
  /// The idempotency key was used for another command.
  case keyReused
  /// There is no such dossier.
  case unknownDossier
  /// The mandate is already registered, or already ended.
  case alreadyRegistered
  /// The body is outside the scheme (H14).
  case outsideScheme
  /// The official is dead.
  case dead
  /// More hours are declared than the training has.
  case tooManyHours
  /// More meals or nights are claimed than the training has days.
  case travelTooHigh

  /// Nobody travels to a remote training.
  case remoteTraining

  // Access

  /// The NIR or its key is wrong.
  case wrongNir
  /// There is an account for this NIR already.
  case accountExists
  /// There is no account.
  case noAccount
  /// An e-mail address or a postal code is missing or cannot be one.
  case incompleteForm
  /// The steps of the account creation come in their order.
  case wrongStep
  /// The password breaks the rule (8 characters, upper case, lower case, digit).
  case weakPassword
  /// The general conditions (CGU) in force are not accepted.
  case termsNotAccepted
  /// The account is locked after too many wrong passwords.
  case accountLocked
  /// The person is not logged in.
  case notLoggedIn
  /// A purchase needs FranceConnect+ since 25 October 2022.
  case strongIdentityNeeded
  /// The electronic identity does not open FranceConnect+ (France Identité before July 2024).
  case meansNotAccepted

  // Recognition and help

  /// No identity matches the row.
  case noMatch
  /// Several identities match the row equally well.
  case ambiguousMatch
  /// The identity that matches belongs to somebody else.
  case otherHolder
  /// The request to support lacks one of its five items.
  case incompleteRequest
  /// Support refuses: nothing shows that the person holds a mandate.
  case noProofOfMandate

  // Catalogue and providers

  /// The offer is not on sale.
  case offerOffline
  /// More is subcontracted than the law allows.
  case subcontractingTooHigh
  /// The subcontractor is not accredited, or subcontracts itself.
  case subcontractorNotAccredited
  /// The body needs Qualiopi above the threshold.
  case qualiopiMissing
  /// The body is suspended.
  case providerSuspended
  /// The contradictory procedure is not over.
  case hearingPending
  /// The application comes too late, or is not complete.
  case applicationRefused

  // Money

  /// The bank refused the card.
  case cardRefused
  /// The payment provider does not answer.
  case paymentUnavailable
  /// The top-up was not attributed before.
  case notAttributed
  /// There is nothing to recover, or more than was paid.
  case nothingUndue
  /// The training leads to no certification, or was not completed.
  case notCertifying

  // Pacific

  /// The papers of the file did not come in time.
  case papersMissing
  /// The procedure is not that of the official's collectivity.
  case notPacific

  /// The rule's name in outputs and worked cases: `hourly-cap`.
  package var name: String { kebab(String(describing: self)) }
}
