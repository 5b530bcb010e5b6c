import Audit
import Platform
import Report

/// The operator, the contract, the providers, the funders and the clock (systems 20 to 38), and
/// what the first list had missed (from 39 on).
extension ServiceSystem {
  static let people: [ServiceSystem] = [
    ServiceSystem(
      20, "Operator", "Caisse des Dépôts", "Platform", "payments to providers",
      [.pay1, .pay2, .mon3, .mon5], { $0.applied(.pay) }),
    ServiceSystem(
      21, "Ministry", "ministère de la Cohésion des territoires", "Law", "changes of the law",
      [.cap1, .crd2], { $0.office["rule_changes"] ?? 0 }),
    ServiceSystem(
      22, "DIFE fund", "fonds DIFE", "Platform", "cents of levy", [.mon5, .lev1, .fnd1],
      { $0.money["levy_cents"] ?? 0 }),
    ServiceSystem(
      23, "General conditions", "conditions générales d'utilisation (CGU)", "Platform",
      "acceptances", [.dos2, .acs5], { $0.applied(.acceptTerms) }),
    ServiceSystem(
      24, "The four parties", "élu, organisme, collectivité, CDC", "Behaviour",
      "commands accepted", [.ref1, .ide1], { $0.applied.total }),
    ServiceSystem(
      25, "Quality control and fraud prevention", "contrôle et prévention de la fraude",
      "Platform", "controls", [.off7, .pay1, .rec1], { $0.applied(.openControl) }),
    ServiceSystem(
      26, "Security of data and transactions", "sécurité des données et des transactions",
      "Platform", "log-ins and keys refused", [.acs2, .ide1, .pri1],
      { ($0.access["logins_wrong_credentials"] ?? 0) + ($0.refusals.by["key-reused"] ?? 0) }),
  ]

  static let market: [ServiceSystem] = [
    ServiceSystem(
      27, "Provider portal", "portail des organismes (EDOF)", "Platform", "publications",
      [.off1, .off2, .off3, .off5], { $0.applied(.publishOffer) }),
    ServiceSystem(
      28, "Accreditation", "agrément", "Platform", "decisions", [.off1, .off6],
      { $0.applied(.accredit) + $0.applied(.refuseAccreditation) }),
    ServiceSystem(
      29, "State's list of themes", "répertoire des formations liées au mandat", "Platform",
      "publications refused", [.off2], { $0.refusals.by["theme-not-listed"] ?? 0 }),
    ServiceSystem(
      30, "Funders' portal", "portail des financeurs", "Platform", "top-ups attributed",
      [.fun3, .mon6], { $0.applied(.attribute) }),
    ServiceSystem(
      31, "Certifiers' access", "accès des organismes certificateurs", "Platform",
      "certifications", [.cer1], { $0.applied(.certify) }),
    ServiceSystem(
      32, "Conversion at a change of status", "conversion des droits", "Platform", "conversions",
      [.cpf1], { $0.applied(.convertStatus) }),
    ServiceSystem(
      33, "Balance consultation", "consultation du solde", "Platform", "balances shown",
      [.acs3], { $0.access["panels_shown"] ?? 0 }),
    ServiceSystem(
      34, "Purchase and follow-up", "achat et suivi du dossier", "Platform", "dossiers opened",
      [.dos1, .dos2, .dos3, .dos4, .dos5], { $0.dossiers.opened }),
  ]

  static let money: [ServiceSystem] = [
    ServiceSystem(
      35, "Card payment", "reste à charge en carte bleue", "Platform", "cents by card",
      [.car1, .mon4], { $0.money["card_reserved_cents"] ?? 0 }),
    ServiceSystem(
      36, "Provider payment", "paiement des organismes", "Platform", "cents paid",
      [.pay1, .pay2, .pay3, .mon3], { $0.money["paid_cents"] ?? 0 }),
    ServiceSystem(
      37, "Eligibility clock", "six mois après le mandat, pension", "Platform", "expiries",
      [.exp1, .exp2], { $0.applied(.expire) }),
    ServiceSystem(
      38, "Annual credit batch", "alimentation annuelle", "Platform", "credits",
      [.cap1, .crd1, .crd2, .crd3, .crd5], { $0.applied(.annualCredit) }),
  ]

  static let operations: [ServiceSystem] = [
    ServiceSystem(
      39, "Evaluation by the trainee", "évaluation de la formation", "Platform", "evaluations",
      [.eva1], { $0.applied(.evaluate) }),
    ServiceSystem(
      40, "Travel costs", "frais de déplacement et de séjour", "Platform", "claims",
      [.trv1, .mon5], { $0.applied(.travel) }),
    ServiceSystem(
      41, "France Travail", "instruction par France Travail", "Behaviour", "dossiers examined",
      [.dos1, .dos2], { $0.applied(.instruct) }),
    ServiceSystem(
      42, "Recovery of undue sums", "recouvrement des indus", "Platform", "recoveries",
      [.rec1], { $0.applied(.recover) }),
    ServiceSystem(
      43, "Yearly information of holders", "information annuelle des titulaires", "Platform",
      "holders informed", [.inf1], { $0.office["holders_informed"] ?? 0 }),
    ServiceSystem(
      44, "Free elementary modules", "modules élémentaires gratuits", "Platform", "modules",
      [.inf2], { $0.applied(.followModule) }),
    ServiceSystem(
      45, "Reports to the CNFEL", "information du CNFEL, prévision triennale", "Platform",
      "reports and forecasts", [.fnd1],
      { $0.applied(.report) + $0.applied(.forecast) }),
    ServiceSystem(
      46, "Retention and erasure", "conservation et effacement des données", "Platform",
      "accounts erased", [.pri2], { $0.applied(.erase) }),
    ServiceSystem(
      47, "Pacific collectivities", "collectivités du Pacifique", "Platform", "files complete",
      [.pac1], { $0.applied(.pacificPapers) }),
  ]
}
