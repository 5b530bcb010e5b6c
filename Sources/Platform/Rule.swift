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

  /// The rule's name in outputs and worked cases: `hourly-cap`.
  package var name: String { kebab(String(describing: self)) }
}
