/// Why the law refuses a deed; the raw value is the rule's name in worked cases.
package enum OracleRule: String, CaseIterable, Error, Sendable {
  /// The service is not open yet.
  case serviceClosed = "service-closed"
  /// The person is not recognised as an official.
  case notRecognised = "not-recognised"
  /// No mandate is, or was, held.
  case noMandate = "no-mandate"
  /// Reintegration is for those whose last mandate has ended.
  case mandateInForce = "mandate-in-force"
  /// The six months after the last mandate are over.
  case windowClosed = "window-closed"
  /// A pension is claimed.
  case pensionClaimed = "pension-claimed"
  /// The official is dead.
  case dead
  /// The session starts too few working days after the request.
  case tooEarly = "too-early"
  /// The hour costs more than the cap before tax.
  case hourlyCap = "hourly-cap"
  /// The accreditation does not cover the days in question.
  case notAccredited = "not-accredited"
  /// The theme is not in the State's list.
  case themeNotListed = "theme-not-listed"
  /// The session has more seats than the law allows participants.
  case tooManySeats = "too-many-seats"
  /// No seat is left.
  case sessionFull = "session-full"
  /// Too many requests for the same offer are open.
  case tooManyRequests = "too-many-requests"
  /// The training would end after the mandate.
  case endsAfterMandate = "ends-after-mandate"
  /// The reintegration training would end after the six months.
  case endsAfterWindow = "ends-after-window"
  /// The training would end too long after the agreement.
  case completionTooLate = "completion-too-late"
  /// The delay for this step is over.
  case deadlinePassed = "deadline-passed"
  /// The dossier is not in a state from which this step is possible.
  case wrongState = "wrong-state"
  /// The step comes before its day.
  case tooSoon = "too-soon"
  /// The learner did not offer to pay the rest by card.
  case insufficientCard = "insufficient-card"
  /// It was done before.
  case alreadyRegistered = "already-registered"
  /// More hours are declared than the training has.
  case tooManyHours = "too-many-hours"
  /// More meals or nights are claimed than the training has days.
  case travelTooHigh = "travel-too-high"
  /// Nobody travels to a remote training.
  case remoteTraining = "remote-training"
  /// There is no such dossier.
  case unknownDossier = "unknown-dossier"
  /// The council has not deliberated on top-ups.
  case notDeliberated = "not-deliberated"
  /// The top-up exceeds the limit per training.
  case overTrainingLimit = "over-training-limit"
  /// The official has had as many top-ups as are allowed.
  case overOfficialLimit = "over-official-limit"
  /// The official has had as many top-ups this year as are allowed.
  case overYearlyLimit = "over-yearly-limit"
  /// The top-up exceeds what is left of the budget.
  case overBudget = "over-budget"
  /// The papers of the Pacific file have not come.
  case papersMissing = "papers-missing"
  /// Only files of the Pacific have papers.
  case notPacific = "not-pacific"
  /// The offer is not on sale.
  case offerOffline = "offer-offline"
  /// More is subcontracted than the law allows.
  case subcontractingTooHigh = "subcontracting-too-high"
  /// The subcontractor is not accredited, or subcontracts itself.
  case subcontractorNotAccredited = "subcontractor-not-accredited"
  /// The body needs Qualiopi above the threshold.
  case qualiopiMissing = "qualiopi-missing"
  /// The body is suspended or removed.
  case providerSuspended = "provider-suspended"
  /// The contradictory procedure is not over.
  case hearingPending = "hearing-pending"
  /// The application comes too late.
  case applicationRefused = "application-refused"
  /// The top-up was not attributed before.
  case notAttributed = "not-attributed"
  /// The bank refuses the card.
  case cardRefused = "card-refused"
  /// The payment provider does not answer.
  case paymentUnavailable = "payment-unavailable"
  /// There is nothing to recover, or more than was paid.
  case nothingUndue = "nothing-undue"
  /// The training leads to no certification, was not completed, or was certified before.
  case notCertifying = "not-certifying"
  /// There is no account, or its data were erased.
  case noAccount = "no-account"
  /// The account is locked.
  case accountLocked = "account-locked"
  /// The person is not logged in.
  case notLoggedIn = "not-logged-in"
  /// The general conditions in force are not accepted.
  case termsNotAccepted = "terms-not-accepted"
  /// A purchase needs FranceConnect+.
  case strongIdentityNeeded = "strong-identity-needed"
}
