internal import Ledger

/// What somebody asks the platform to do.
@usableFromInline
package enum Verb: UInt8, CaseIterable, Sendable {
  // The registry (répertoire national des élus), fed by the prefectures.

  /// A mandate begins.
  case mandateBegins
  /// A mandate ends.
  case mandateEnds
  /// The official dies.
  case death
  /// The registry's row of an official reaches the platform, which matches it (the cocarde).
  case recognise
  /// The prefecture corrects a row, which is matched again.
  case correctRow
  /// Support links an account to its row by hand.
  case link

  // Access: Mon Compte Formation, through which Mon Compte Élu is reached.

  /// Account creation, first step: identity (NIR with its key).
  case registerIdentity
  /// Account creation, second step: contact.
  case registerContact
  /// Account creation, third step: address.
  case registerAddress
  /// Account creation, last step: the password; the account is open.
  case registerPassword
  /// The holder accepts a version of the general conditions (CGU).
  case acceptTerms
  /// The holder asks for a new password.
  case forgotPassword
  /// The holder sets a new password.
  case resetPassword
  /// An identity provider has verified the holder for FranceConnect+.
  case enrolStrongIdentity
  /// The reference directory (SNGI) has entered somebody whom it did not find before.
  case completeDirectory

  // Help.

  /// Somebody writes to support; the flag says whether papers are complete.
  case askSupport
  /// The papers that support asked for arrive.
  case supplyPapers
  /// Support ends a request: linked, sent to the prefecture, or refused with a reason.
  case answerSupport

  // The fund.

  /// A collectivity pays the levy of a period.
  case levy

  // A collectivity.

  /// A collectivity attributes a top-up (dotation), which is not yet usable.
  case attribute
  /// A collectivity pays a top-up in for one official.
  case dotation
  /// A top-up that was not used goes back to the collectivity.
  case returnDotation

  // The dossier, in the order of its life.

  /// The learner requests a training.
  case request
  /// The provider acknowledges a request whose prerequisites it checks.
  case acknowledge
  /// The provider proposes an order.
  case propose
  /// The provider refuses.
  case refuse
  /// The learner confirms, and funds are committed.
  case confirm
  /// The learner declines the proposal.
  case decline
  /// France Travail starts to examine a jobseeker's dossier.
  case instruct
  /// The learner withdraws within the delay of withdrawal.
  case withdraw
  /// The learner cancels.
  case cancelByLearner
  /// The provider cancels.
  case cancelByProvider
  /// The learner did not come.
  case noShow
  /// The provider declares the entry.
  case entry
  /// The provider declares the exit alone.
  case leave
  /// The provider declares the service done, and the exit with it where it was not declared.
  case serviceDone
  /// The operator takes the dossier into control.
  case openControl
  /// The operator ends the control; the flag says whether with a sanction.
  case closeControl
  /// The operator validates the service done.
  case validate
  /// The provider sends the invoice.
  case invoice
  /// The learner evaluates the training.
  case evaluate
  /// The learner claims travel costs.
  case travel
  /// The papers of a Pacific official's request arrive.
  case pacificPapers
  /// The operator recovers an undue sum from a provider that was already paid.
  case recover

  // After and beside the dossier.

  /// A certifier declares a certification (RNCP or RS) obtained after a training.
  case certify
  /// The holder's professional status changes, and CPF rights are converted.
  case convertStatus
  /// The holder follows a free elementary module.
  case followModule

  // The provider portal (EDOF), the accreditation, and control of providers.

  /// A body applies for its accreditation (agrément).
  case applyAccreditation
  /// The minister accredits or renews, after the opinion of the CNFEL.
  case accredit
  /// The minister refuses an accreditation.
  case refuseAccreditation
  /// A body publishes an offer with its sessions.
  case publishOffer
  /// A body changes the price of an offer.
  case repriceOffer
  /// A body takes an offer offline.
  case withdrawOffer
  /// A body declares its Qualiopi certification.
  case declareQualiopi
  /// The operator notifies a suspension: the contradictory procedure begins.
  case notifySuspension
  /// The body is heard.
  case hearProvider
  /// The operator suspends a body.
  case suspendProvider
  /// The operator ends a suspension.
  case liftSuspension
  /// The operator removes a body from the catalogue for good.
  case delistProvider

  // Jobs of the platform itself, which appear as outcomes only.

  /// The yearly credit of one account.
  case annualCredit
  /// The credit and conversion of 23 July 2021 of one account.
  case conversion
  /// The first credit of one account.
  case firstCredit
  /// The complement of a reform for one account.
  case complement
  /// Hours of a mandate year.
  case hours
  /// Rights left after the window expire.
  case expire
  /// A dossier past its deadline is closed.
  case close
  /// The deposit of a long session is paid.
  case payDeposit
  /// A provider is paid.
  case pay
  /// A training is cut short because the condition of its path is gone.
  case interrupt
  /// A seat turned out to be taken by somebody who asked the same day.
  case seatLost
  /// A card is refunded.
  case refundCard
  /// Personal data are erased at their term.
  case erase
  /// The operator reports to the CNFEL.
  case report
  /// The CNFEL's yearly forecast of the fund.
  case forecast
  /// The fund falls below its reserve.
  case alert

  /// Whether the verb is one of an account of Mon Compte Formation.
  @inlinable
  package var isAccess: Bool {
    switch self {
    case .registerIdentity, .registerContact, .registerAddress, .registerPassword, .acceptTerms,
      .forgotPassword, .resetPassword, .enrolStrongIdentity, .completeDirectory:
      true
    default: false
    }
  }

  /// Whether the verb is one of the registry, whose commands come before all others of a day.
  @inlinable
  package var isRegistry: Bool {
    switch self {
    case .mandateBegins, .mandateEnds, .death, .recognise, .correctRow, .link: true
    default: false
    }
  }

  /// The verb's name in outputs: `annual-credit`.
  package var name: String { kebab(String(describing: self)) }
}
