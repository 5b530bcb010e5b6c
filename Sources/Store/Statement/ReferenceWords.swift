/// References of the law in French: the texts are French, what the law data say about them is not.
enum ReferenceWords {
  /// A reference in a language.
  static func text(_ reference: String, _ language: StatementLanguage) -> String {
    guard language == .french else { return reference }
    return phrases.reduce(reference) { $0.replacing($1.english, with: $1.french) }
  }

  /// Longer ones before those that they contain.
  private static let phrases: [(english: String, french: String)] = [
    ("in its version before 2021", "dans sa rédaction antérieure à 2021"),
    (": the rights are counted in euros", ": les droits sont décomptés en euros"),
    (
      ": article 5 of the arrêté of 2021 repealed",
      ": article 5 de l’arrêté du 12 juillet 2021 abrogé"
    ),
    (
      ": all officials credited that day by derogation",
      ": tous les élus crédités ce jour-là, par dérogation"
    ),
    (": that day only", ": ce jour-là seulement"),
    ("(until 31 December 2021)", "(jusqu’au 31 décembre 2021)"),
    ("taken to hold since 2019", "réputé applicable depuis 2019"),
    (", not read in a source", ", texte non consulté"),
    (
      "No text provides one before the reform announced for 1 December 2026",
      "Aucun texte n’en prévoit avant la réforme annoncée pour le 1er décembre 2026"
    ),
    (
      "Choice of the model C7: the excess is lost and recorded as such; no text found",
      "Choix du modèle (C7) : l’excédent est perdu et enregistré comme tel ; aucun texte trouvé"
    ),
    (
      "a rate fixed by decree; the decree was not found (C9)",
      "taux fixé par décret ; décret non trouvé (C9)"
    ),
    ("No source gives the rate", "Aucune source ne donne le taux"),
    ("its modalities to come", "modalités à venir"),
    ("reported by eluformation.fr alone", "selon le seul site eluformation.fr"),
    (
      "at the parity of 1,000 F CFP = 8.38 €", "à la parité de 1 000 F CFP pour 8,38 €"
    ),
    ("1,200 €", "1 200 €"),
  ]
}
