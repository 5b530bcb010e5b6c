/// The state of a dossier, with the codes of the provider side (`domain.md` 4.1).
@usableFromInline
package enum DossierState: UInt8, CaseIterable, Sendable {
  /// Non traité: the request waits for the provider.
  case notProcessed
  /// Validé: the provider's proposition de commande waits for the learner.
  case validated
  /// Validé (en cours d'instruction par France Travail).
  case waitingAcceptation
  /// Accepté: the learner confirmed and the funds are committed.
  case accepted
  /// En formation.
  case inTraining
  /// Sortie de formation.
  case terminated
  /// Service fait déclaré.
  case serviceDoneDeclared
  /// Service fait validé: billing follows.
  case serviceDoneValidated
  /// Refus titulaire.
  case refusedByAttendee
  /// Refusé (par l'organisme).
  case refusedByOrganism
  /// Refusé (par le financeur).
  case refusedByFinancer
  /// Annulé sans suite: the learner stayed silent.
  case rejectedWithoutTitulaireSuite
  /// Sans suite de l'organisme: the provider stayed silent.
  case rejectedWithoutOfSuite
  /// Sans suite de la CDC.
  case rejectedWithoutCdcSuite
  /// Rejeté: the last seat went to somebody else the same day.
  case rejected
  /// Annulé (par le titulaire).
  case canceledByAttendee
  /// Annulation titulaire (non réalisé): the price is due.
  case canceledByAttendeeNotRealized
  /// Annulé (par l'organisme).
  case canceledByOrganism
  /// Annulé (par le financeur).
  case canceledByFinancer

  /// Whether nothing can happen to the dossier any more but billing.
  package var isTerminal: Bool { rawValue >= DossierState.refusedByAttendee.rawValue }

  /// The code in outputs and worked cases: `serviceDoneValidated`.
  package var code: String { String(describing: self) }
}

/// The billing of a dossier, beside its state.
package enum Billing: UInt8, CaseIterable, Sendable {
  /// Pas facturable.
  case notBillable
  /// Acompte en attente: a long session's deposit waits for the next batch.
  case depositWait
  /// Acompte déposé.
  case depositPaid
  /// À facturer.
  case toBill
  /// Facturé.
  case billed
  /// Payé.
  case paid
}

/// The control of a dossier, beside its state.
package enum Control: UInt8, Sendable {
  /// Not in control.
  case notInControl
  /// In control: nothing is paid.
  case inControl
  /// Released: the control found nothing.
  case released
}

/// What a training is for.
package enum Path: UInt8, CaseIterable, Sendable {
  /// The exercise of the mandate.
  case mandate
  /// A return to work after the mandate (réinsertion professionnelle).
  case reintegration
}

/// The five sources that pay for a dossier, in the legal order of use.
package enum Source: Int, CaseIterable, Sendable {
  /// The official's rights (DIFE).
  case rights
  /// The collectivity's top-up (dotation).
  case collectivity
  /// The Compte personnel de formation.
  case cpf
  /// The Compte d'engagement citoyen.
  case cec
  /// The official's card (reste à charge).
  case card
}

/// An amount for each of the five sources, in cents.
@usableFromInline
package struct Funding: Sendable, Equatable {
  @usableFromInline var storedRights: Int32 = 0
  /// Rights.
  @inlinable package var rights: Int64 {
    get { Int64(storedRights) }
    set { storedRights = Int32(newValue) }
  }
  @usableFromInline var storedCollectivity: Int32 = 0
  /// Top-up.
  @inlinable package var collectivity: Int64 {
    get { Int64(storedCollectivity) }
    set { storedCollectivity = Int32(newValue) }
  }
  @usableFromInline var storedCpf: Int32 = 0
  /// CPF.
  @inlinable package var cpf: Int64 {
    get { Int64(storedCpf) }
    set { storedCpf = Int32(newValue) }
  }
  @usableFromInline var storedCec: Int32 = 0
  /// CEC.
  @inlinable package var cec: Int64 {
    get { Int64(storedCec) }
    set { storedCec = Int32(newValue) }
  }
  @usableFromInline var storedCard: Int32 = 0
  /// Card.
  @inlinable package var card: Int64 {
    get { Int64(storedCard) }
    set { storedCard = Int32(newValue) }
  }

  /// Creates a plan that takes nothing from anybody.
  package init() {}

  /// The sum of all sources.
  package var total: Int64 { rights + collectivity + cpf + cec + card }

  /// Takes an amount from the sources in the legal order.
  ///
  /// - Parameter amount: At most ``total``.
  /// - Returns: What each source gives.
  package func first(_ amount: Int64) -> Funding {
    var left = amount
    var part = Funding()
    part.rights = min(rights, left)
    left -= part.rights
    part.collectivity = min(collectivity, left)
    left -= part.collectivity
    part.cpf = min(cpf, left)
    left -= part.cpf
    part.cec = min(cec, left)
    left -= part.cec
    part.card = min(card, left)
    return part
  }

  /// What is left of each source when a part is taken.
  ///
  /// - Parameter part: At most this plan, source by source.
  /// - Returns: The difference.
  package func without(_ part: Funding) -> Funding {
    var rest = Funding()
    rest.rights = rights - part.rights
    rest.collectivity = collectivity - part.collectivity
    rest.cpf = cpf - part.cpf
    rest.cec = cec - part.cec
    rest.card = card - part.card
    return rest
  }
}
