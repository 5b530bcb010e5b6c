/// Steps, states, refusals and sources in words.
enum StepWords {
  /// A step that was applied.
  static func verb(_ name: String, _ language: StatementLanguage) -> String {
    guard let (english, french) = verbs[name] else { return name }
    return language(english, french)
  }

  /// A state of a dossier, with the official's name in French.
  static func state(_ name: String, _ language: StatementLanguage) -> String {
    guard let (english, french) = states[name] else { return name }
    return language(english, french)
  }

  /// Why a step was refused.
  static func rule(_ name: String, _ language: StatementLanguage) -> String {
    guard let (english, french) = rules[name] else { return name }
    return language(english, french)
  }

  /// Who pays.
  static func source(_ name: String, _ language: StatementLanguage) -> String {
    guard let (english, french) = sources[name] else { return name }
    return language(english, french)
  }

  /// Whose money a payment or a refund is, where that is not said by its rule.
  static func payer(of line: AccountStatement.Line, _ language: StatementLanguage) -> String? {
    guard ["payment", "deposit", "refund", "recovery"].contains(line.reason) else { return nil }
    let places = [
      "fund": "rights", "rights-reserved": "rights", "rights-spent": "rights",
      "dotation-reserved": "top-up", "dotation-available": "top-up", "cpf-reserved": "cpf",
      "cpf": "cpf", "cec-reserved": "cec", "cec": "cec", "card-reserved": "card",
      "card-refunds": "card",
    ]
    return (places[line.from] ?? places[line.to]).map { source($0, language) }
  }

  /// A kind of mandate.
  static func mandate(_ name: String, _ language: StatementLanguage) -> String {
    guard let (english, french) = mandates[name] else { return name }
    return language(english, french)
  }

  private static let mandates = [
    "municipal": ("municipal council", "conseil municipal"),
    "intercommunal": ("intercommunal council", "conseil communautaire"),
    "departmental": ("department council", "conseil départemental"),
    "regional": ("regional council", "conseil régional"),
    "special": ("assembly of a special collectivity", "assemblée d’une collectivité particulière"),
    "outside": (
      "collectivity outside of the scheme", "collectivité hors du champ du dispositif"
    ),
  ]

  private static let sources = [
    "rights": ("rights (DIFE), by the fund", "droits (DIFE), par le fonds"),
    "top-up": ("collectivity", "collectivité (dotation)"),
    "cpf": ("CPF", "compte personnel de formation (CPF)"),
    "cec": ("CEC", "compte d’engagement citoyen (CEC)"),
    "card": ("bank card", "carte bancaire (reste à charge)"),
  ]

  private static let verbs = [
    "request": ("requested", "demande d’inscription"),
    "acknowledge": ("acknowledged by the body", "accusé de réception de l’organisme"),
    "pacific-papers": ("papers received", "pièces du dossier reçues"),
    "propose": ("order proposed by the body", "proposition de commande de l’organisme"),
    "refuse": ("refused by the body", "refus de l’organisme"),
    "confirm": ("confirmed: funds committed", "commande confirmée : fonds engagés"),
    "decline": ("proposal declined", "proposition refusée par le titulaire"),
    "instruct": ("examined by France Travail", "instruction par France Travail"),
    "withdraw": ("withdrawn in time", "rétractation dans le délai"),
    "cancel-by-learner": ("cancelled by the learner", "annulation par le titulaire"),
    "cancel-by-provider": ("cancelled by the body", "annulation par l’organisme"),
    "no-show": ("absent", "absence du titulaire"),
    "entry": ("entry declared", "entrée en formation déclarée"),
    "leave": ("exit declared", "sortie de formation déclarée"),
    "service-done": ("service done declared", "service fait déclaré"),
    "open-control": ("taken into control", "mise en contrôle"),
    "close-control": ("control ended", "fin du contrôle"),
    "validate": ("service done validated", "service fait validé"),
    "invoice": ("invoiced", "facture de l’organisme"),
    "evaluate": ("evaluated by the learner", "évaluation par le titulaire"),
    "travel": ("travel costs claimed", "demande de remboursement de frais"),
    "recover": ("undue sum recovered", "récupération d’un indu"),
    "certify": ("certification declared", "certification déclarée"),
    "close": ("closed: the delay is over", "clos : délai dépassé"),
    "pay-deposit": ("deposit paid", "acompte versé"), "pay": ("body paid", "organisme réglé"),
    "interrupt": ("interrupted: the mandate ended", "interrompu : fin du mandat"),
    "seat-lost": ("no seat was left", "plus de place disponible"),
    "refund-card": ("card refunded", "carte remboursée"),
  ]

  private static let states = [
    "notProcessed": ("not processed", "non traité"), "validated": ("validated", "validé"),
    "waitingAcceptation": (
      "validated, examined by France Travail", "validé (en cours d’instruction par France Travail)"
    ),
    "accepted": ("accepted", "accepté"), "inTraining": ("in training", "en formation"),
    "terminated": ("training left", "sortie de formation"),
    "serviceDoneDeclared": ("service done declared", "service fait déclaré"),
    "serviceDoneValidated": ("service done validated", "service fait validé"),
    "refusedByAttendee": ("refused by the holder", "refus titulaire"),
    "refusedByOrganism": ("refused by the body", "refusé (par l’organisme)"),
    "refusedByFinancer": ("refused by the financer", "refusé (par le financeur)"),
    "rejectedWithoutTitulaireSuite": ("dropped: the holder was silent", "annulé sans suite"),
    "rejectedWithoutOfSuite": ("dropped: the body was silent", "sans suite de l’organisme"),
    "rejectedWithoutCdcSuite": ("dropped by the CDC", "sans suite de la CDC"),
    "rejected": ("rejected", "rejeté"),
    "canceledByAttendee": ("cancelled by the holder", "annulé (par le titulaire)"),
    "canceledByAttendeeNotRealized": (
      "cancelled by the holder, price due", "annulation titulaire (non réalisé)"
    ),
    "canceledByOrganism": ("cancelled by the body", "annulé (par l’organisme)"),
    "canceledByFinancer": ("cancelled by the financer", "annulé (par le financeur)"),
  ]

  private static let rules = [
    "service-closed": ("the service is not open yet", "le service n’est pas encore ouvert"),
    "not-recognised": ("not recognised as an official", "titulaire non reconnu comme élu"),
    "no-mandate": ("no mandate in force", "aucun mandat en cours"),
    "mandate-in-force": (
      "reintegration comes after the last mandate", "mandat en cours : réinsertion impossible"
    ),
    "window-closed": (
      "the months after the last mandate are over", "délai suivant la fin du mandat expiré"
    ),
    "pension-claimed": ("a pension is claimed", "droits à pension de retraite liquidés"),
    "too-early": (
      "the session starts too soon after the request", "session trop proche de la demande"
    ),
    "hourly-cap": ("the hour costs more than the cap", "coût horaire supérieur au plafond"),
    "not-accredited": ("the body is not accredited", "organisme non agréé aux dates de formation"),
    "theme-not-listed": (
      "the theme is not in the State's list", "thème absent du répertoire national"
    ),
    "session-full": ("no seat is left", "session complète"),
    "too-many-requests": ("too many open requests", "trop de demandes en cours"),
    "ends-after-mandate": (
      "the training ends after the mandate", "formation se terminant après la fin du mandat"
    ),
    "ends-after-window": (
      "the training ends after the months that follow the mandate",
      "formation se terminant après le délai suivant le mandat"
    ),
    "completion-too-late": (
      "the training ends too long after the funding agreement",
      "formation achevée trop longtemps après l’accord de financement"
    ),
    "deadline-passed": ("the delay for this step is over", "délai dépassé"),
    "wrong-state": ("the dossier is in another state", "dossier dans un autre état"),
    "too-soon": ("the step comes before its day", "étape prématurée"),
    "insufficient-card": (
      "the rest is not covered by the card", "reste à charge non couvert par la carte"
    ),
    "key-reused": ("the key was used for another command", "clé d’idempotence déjà utilisée"),
    "unknown-dossier": ("there is no such dossier", "dossier inconnu"),
    "already-registered": ("already registered", "déjà enregistré"),
    "dead": ("the holder is dead", "titulaire décédé"),
    "too-many-hours": ("more hours than were sold", "heures déclarées supérieures à la commande"),
    "travel-too-high": ("more meals or nights than days", "frais supérieurs à la durée"),
    "remote-training": ("the training is remote", "formation à distance"),
    "no-account": ("there is no account", "aucun compte"),
    "terms-not-accepted": ("the terms are not accepted", "CGU non acceptées"),
    "not-logged-in": ("not logged in", "non connecté"),
    "strong-identity-needed": ("FranceConnect+ is needed", "FranceConnect+ requis"),
    "offer-offline": ("the offer is not on sale", "offre non publiée"),
    "provider-suspended": ("the body is suspended", "organisme déréférencé"),
    "qualiopi-missing": ("the body needs Qualiopi", "certification Qualiopi manquante"),
    "card-refused": ("the bank refused the card", "carte refusée par la banque"),
    "payment-unavailable": (
      "the payment provider does not answer", "prestataire de paiement indisponible"
    ),
    "nothing-undue": ("nothing is undue", "aucun indu"),
    "not-certifying": ("no certification follows", "formation non certifiante"),
    "papers-missing": ("papers are missing", "pièces manquantes"),
    "not-pacific": ("not the procedure of this collectivity", "procédure d’une autre collectivité"),
  ]
}
