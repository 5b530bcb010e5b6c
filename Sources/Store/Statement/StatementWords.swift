/// A language in which a statement is written.
package enum StatementLanguage: String, CaseIterable, Sendable {
  /// French, with the terms of the texts.
  case french = "fr"
  /// English, with the French terms where they are names.
  case english = "en"

  /// A text in both languages, of which this is one.
  func callAsFunction(_ english: String, _ french: String) -> String {
    self == .french ? french : english
  }
}

/// A rule in words: what happened, the article that says so, the parameters of the law it reads.
struct StatementRule {
  let english, french: String
  /// The article, as it is quoted.
  let article: String
  /// The names of the parameters whose values the line quotes.
  let law: [String]

  init(_ english: String, _ french: String, _ article: String, _ law: [String] = []) {
    self.english = english
    self.french = french
    self.article = article
    self.law = law
  }

  /// The rule of a line.
  static func of(_ line: AccountStatement.Line, isPacific: Bool) -> StatementRule {
    let cap = isPacific ? "rights.pacific.cap" : "rights.cap"
    let credit = isPacific ? "rights.pacific.annual_credit" : "rights.annual_credit"
    let isLost = line.to == "rights-lost"
    switch line.reason {
    case "hours":
      return .init(
        "Hours of a year of mandate (before 23 July 2021 the rights were counted in hours)",
        "Heures acquises au titre d’une année de mandat (droits décomptés en heures avant le "
          + "23 juillet 2021)",
        "CGCT L2123-12-1 (rédaction antérieure à 2021)", ["rights.annual_hours"])
    case "conversion" where line.isHours:
      return .init(
        "Hours turned into euros", "Conversion des heures en euros",
        "Décret n° 2021-596, art. 14 ; arrêté du 12 juillet 2021, art. 5",
        ["rights.conversion_rate"])
    case "conversion":
      return .init(
        isLost
          ? "Converted hours above the cap: lost" : "Worth of the converted hours, up to the cap",
        isLost
          ? "Part de la conversion excédant le plafond : droits perdus"
          : "Contre-valeur des heures converties, dans la limite du plafond",
        "Décret n° 2021-596, art. 14 ; arrêté du 12 juillet 2021, art. 5",
        ["rights.conversion_rate", cap])
    case "transition-credit":
      return .init(
        isLost ? "Rights of the year 2021 above the cap: lost" : "Rights of the year 2021",
        isLost
          ? "Part des droits de l’année 2021 excédant le plafond : droits perdus"
          : "Droits de l’année 2021, crédités à titre transitoire",
        "Décret n° 2021-596, art. 14-II", ["rights.transition_credit", cap])
    default: break
    }
    if let rule = creditRule(line, isLost: isLost, [credit, cap]) { return rule }
    if let rule = dossierRule(line, cap) { return rule }
    return otherRule(line)
  }

  private static func creditRule(
    _ line: AccountStatement.Line, isLost: Bool, _ law: [String]
  ) -> StatementRule? {
    switch line.reason {
    case "annual-credit":
      .init(
        isLost
          ? "Part of the annual credit above the cap: lost"
          : "Annual credit, up to the cap on the rights held (available + reserved)",
        isLost
          ? "Part de l’alimentation annuelle excédant le plafond : droits perdus"
          : "Alimentation annuelle des droits, dans la limite du plafond des droits détenus "
            + "(disponibles + réservés)",
        "CGCT R1621-7", law)
    case "first-credit":
      .init(
        isLost
          ? "Part of the first credit above the cap: lost"
          : "First credit: the official is newly recognised, or enters office",
        isLost
          ? "Part de la première alimentation excédant le plafond : droits perdus"
          : "Première alimentation : l’élu est nouvellement reconnu ou entre en fonction",
        "CGCT R1621-7", law)
    case "complement":
      .init(
        isLost ? "Part of the complement above the cap: lost" : "Complement of a reform",
        isLost
          ? "Part du complément excédant le plafond : droits perdus"
          : "Complément de droits prévu par une réforme", "CGCT R1621-7",
        ["rights.complement", law[1]])
    case "cap-cut":
      .init(
        "Rights above a lowered cap: cut", "Droits excédant un plafond abaissé : écrêtés",
        "CGCT R1621-7", [law[1]])
    case "expiry":
      .init(
        "Rights expired: the months after the last mandate are over",
        "Droits éteints : le délai qui suit la fin du dernier mandat est expiré",
        "CGCT L1621-3", ["rights.reintegration_months"])
    case "extinction":
      .init(
        "Rights extinguished by death: they cannot be passed on",
        "Droits éteints par le décès du titulaire : ils ne sont pas transmissibles", "CGCT L1621-3")
    default: nil
    }
  }

  private static func dossierRule(
    _ line: AccountStatement.Line, _ cap: String
  ) -> StatementRule? {
    switch (line.reason, line.from, line.to) {
    case ("reservation", "rights-available", _):
      .init(
        "Rights committed to a dossier at its confirmation, before any other source",
        "Droits mobilisés et réservés à la confirmation du dossier, avant tout autre financement",
        "CGCT L1621-3 ; CGU de Mon Compte Élu")
    case ("reservation", "dotation-available", _):
      .init(
        "Top-up of the collectivity committed to a dossier: rights are exhausted",
        "Dotation de la collectivité réservée pour le dossier, les droits étant épuisés",
        "CGCT L2123-12", ["rights.minimum_share"])
    case ("reservation", "cpf", _):
      .init(
        "Rights of the CPF committed to a reintegration training",
        "Droits du compte personnel de formation (CPF) réservés pour une formation de "
          + "réinsertion", "C. trav. L6323-11 ; CGCT L1621-3")
    case ("reservation", "cec", _):
      .init(
        "Rights of the CEC committed to a reintegration training",
        "Droits du compte d’engagement citoyen (CEC) réservés pour une formation de réinsertion",
        "C. trav. L5151-9 ; CGCT L1621-3")
    case ("reservation", "cards", _):
      .init(
        "Rest to be paid, charged to the official's bank card",
        "Reste à charge réglé par carte bancaire", "CGU de Mon Compte Élu")
    case ("debit", _, _):
      .init(
        "Rights debited: the provider declared the entry, or the price is due without it",
        "Droits débités : entrée en formation déclarée par l’organisme, ou prix dû sans elle",
        "CGU de Mon Compte Élu")
    case ("refund", _, "rights-lost"):
      .init(
        "Rights that came back above the cap: lost",
        "Part du recrédit excédant le plafond : droits perdus",
        "Arrêté du 12 juillet 2021 ; arrêté du 27 mars 2023", ["rights.recredit_above_cap", cap])
    case ("refund", _, "rights-available"):
      .init(
        "Rights given back: the dossier does not use them",
        "Recrédit des droits que le dossier n’utilise pas", "CGU de Mon Compte Élu", [cap])
    case ("refund", _, _):
      .init(
        "Given back to the source that had paid",
        "Restitution au financeur d’origine", "CGU de Mon Compte Élu")
    default: paymentRule(line)
    }
  }

  private static func paymentRule(_ line: AccountStatement.Line) -> StatementRule? {
    switch (line.reason, line.from, line.to) {
    case ("deposit", _, _):
      .init(
        "Deposit of a long training, paid to the training body",
        "Acompte versé à l’organisme de formation (formation longue)", "CGU de Mon Compte Élu",
        ["dossier.deposit_share", "dossier.deposit_after_months"])
    case ("payment", _, _):
      .init(
        "Training body paid after the service done was validated",
        "Règlement de l’organisme de formation après validation du service fait",
        "CGCT L1621-3 ; CGU de Mon Compte Élu", ["dossier.payment_days"])
    case ("recovery", _, _):
      .init(
        "Undue sum taken back from the training body",
        "Somme indue récupérée auprès de l’organisme de formation", "C. trav. R6333-6 ; CGU")
    case ("travel", _, _):
      .init(
        "Travel and stay reimbursed by the fund",
        "Frais de déplacement et de séjour remboursés par le fonds",
        "CGCT R2123-22-1-D ; décret n° 2006-781",
        ["fund.meal", "fund.night", "fund.kilometre"])
    case ("card-refund", _, _):
      .init(
        "Card refund paid out", "Remboursement versé sur la carte bancaire",
        "CGU de Mon Compte Élu", ["dossier.card_refund_days"])
    default: nil
    }
  }

  private static func otherRule(_ line: AccountStatement.Line) -> StatementRule {
    switch line.reason {
    case "dotation":
      .init(
        "Top-up paid in by the collectivity", "Dotation versée par la collectivité",
        "CGCT L2123-12")
    case "dotation-return":
      .init(
        "Unused top-up returned to the collectivity",
        "Dotation non utilisée restituée à la collectivité", "CGCT L2123-12")
    case "opening":
      .init(
        "Held by the CPF or CEC when it was first used",
        "Solde du CPF ou du CEC lors de sa première mobilisation", "C. trav. L6323-11 et L5151-9")
    case "wallet-credit":
      .init(
        "Yearly credit of the CPF or the CEC", "Alimentation annuelle du CPF ou du CEC",
        "C. trav. L6323-11, D5151-14")
    case "status-conversion":
      .init(
        "CPF rights converted at a change of professional status",
        "Droits CPF convertis lors d’un changement de statut professionnel", "C. trav. D6323-43",
        ["cpf.conversion_rate"])
    default:
      .init(
        "\(line.reason): from \(line.from) to \(line.to)",
        "\(line.reason) : de \(line.from) vers \(line.to)", "")
    }
  }
}
