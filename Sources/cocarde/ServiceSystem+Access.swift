import Audit
import Platform
import Report

/// Mon Compte Formation, the way in, and who is recognised (systems 1 to 19).
extension ServiceSystem {
  static let access: [ServiceSystem] = [
    ServiceSystem(
      1, "Host portal", "Mon Compte Formation", "Platform", "visitors logged in",
      [.acs1, .acs3], { $0.access["logins_logged_in"] ?? 0 }),
    ServiceSystem(
      2, "Mobile application", "application mobile", "Platform", "visits by the application",
      [.acs3], { $0.access["visits_app"] ?? 0 }),
    ServiceSystem(
      3, "Élu account", "Mon Compte Élu", "Platform", "panels shown",
      [.acs3, .cap1, .cap3], { $0.access["panels_shown"] ?? 0 }),
    ServiceSystem(
      4, "Élu badge", "cocarde", "Platform", "accounts that show it",
      [.acs3, .acs4], { $0.accounts }),
    ServiceSystem(
      5, "National registry of officials", "Répertoire national des élus (RNE)", "Behaviour",
      "mandates announced", [.acs4, .crd4], { $0.applied(.mandateBegins) }),
    ServiceSystem(
      6, "Prefectures", "préfectures", "Behaviour", "rows corrected",
      [.acs4], { $0.applied(.correctRow) }),
    ServiceSystem(
      7, "Matching of directories", "rapprochement des répertoires", "Platform", "rows matched",
      [.acs4], { $0.applied(.recognise) }),
    ServiceSystem(
      8, "NIR identifier", "numéro de sécurité sociale", "Population", "NIR presented",
      [.acs1, .pri1], { $0.applied(.registerIdentity) }),
    ServiceSystem(
      9, "Account creation", "création de compte en 4 étapes", "Platform", "accounts opened",
      [.acs1, .acs2], { $0.access["accounts_opened"] ?? 0 }),
    ServiceSystem(
      10, "Password rule", "règle du mot de passe", "Platform", "passwords set",
      [.acs2],
      { $0.applied(.registerPassword) + $0.applied(.resetPassword) }),
    ServiceSystem(
      11, "Log-in and FranceConnect", "connexion, FranceConnect, FranceConnect+", "Platform",
      "log-ins by FranceConnect", [.acs1, .acs5],
      { result in
        ["impots", "ameli", "la_poste", "franceconnect_plus"]
          .reduce(0) { $0 + (result.access["logged_in_\($1)"] ?? 0) }
      }),
    ServiceSystem(
      12, "Identity providers", "Impots.gouv, ameli, La Poste", "Behaviour",
      "log-ins that one vouched for", [.acs5],
      { result in
        ["impots", "ameli", "la_poste"].reduce(0) { $0 + (result.access["logged_in_\($1)"] ?? 0) }
      }),
    ServiceSystem(
      13, "Highest diploma", "diplôme le plus élevé", "Platform", "readings for reintegration",
      [.acs6], { $0.access["diploma_read"] ?? 0 }),
    ServiceSystem(
      14, "CPF account", "Compte personnel de formation", "Platform", "cents of CPF engaged",
      [.cpf1, .fun2], { $0.money["cpf_reserved_cents"] ?? 0 }),
    ServiceSystem(
      15, "CEC account", "Compte engagement citoyen", "Platform", "cents of CEC engaged",
      [.cpf1, .fun2], { $0.money["cec_reserved_cents"] ?? 0 }),
    ServiceSystem(
      16, "Help centre and FAQ", "Aide, FAQ, tutoriels vidéos", "Behaviour",
      "people whom the FAQ helped",
      [.acs1], { $0.support["faq_solved"] ?? 0 }),
    ServiceSystem(
      17, "Support mailbox", "boîte aux lettres de l'assistance", "Platform", "requests",
      [.sup1], { $0.applied(.askSupport) }),
    ServiceSystem(
      18, "Mandate catalogue", "catalogue des formations liées au mandat", "Platform",
      "searches that showed it",
      [.acs3, .off2], { $0.access["catalogues_shown"] ?? 0 }),
    ServiceSystem(
      19, "Provider's deep link", "lien internet d'un organisme", "Platform",
      "answers « formation indisponible »", [.acs3], { $0.access["links_hidden"] ?? 0 }),
  ]
}
