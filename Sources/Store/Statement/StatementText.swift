import Calendar
import Documents
import Law
import Ledger

/// A statement as text that a lawyer reads.
///
/// Each line has its rule, its article and the value of the law in force that day.
package struct StatementText {
  private let statement: AccountStatement
  private let language: StatementLanguage
  private var lines: [String] = []

  /// Writes a statement.
  ///
  /// - Parameters:
  ///   - statement: The statement.
  ///   - language: The language.
  /// - Returns: The text.
  package static func render(
    _ statement: AccountStatement, _ language: StatementLanguage
  ) -> String {
    var text = StatementText(statement, language)
    text.head()
    text.account()
    text.dossiers()
    return text.lines.map(wrapped).joined(separator: "\n") + "\n"
  }

  /// A line on as many lines as it needs, each as far in as the first and a little more.
  private static func wrapped(_ line: String) -> String {
    let indent = String(line.prefix { $0 == " " })
    var lines: [String] = []
    var rest = line[...]
    while rest.count > 100, let cut = rest.prefix(101).lastIndex(of: " "),
      rest[..<cut].contains(where: { $0 != " " })
    {
      lines.append(String(rest[..<cut]))
      rest = (indent + "  " + rest[rest.index(after: cut)...])[...]
    }
    return (lines + [String(rest)]).joined(separator: "\n")
  }

  private init(_ statement: AccountStatement, _ language: StatementLanguage) {
    self.statement = statement
    self.language = language
  }

  private mutating func head() {
    let official = statement.official
    lines += [
      language(
        "  ACCOUNT STATEMENT   official \(official)", "  RELEVÉ DE COMPTE   élu n° \(official)"),
      language(
        "    \(statement.department), born in \(statement.birthYear) (a synthetic person)",
        "    \(statement.department), né(e) en \(statement.birthYear) (personne fictive)"),
    ]
    for mandate in statement.mandates {
      let kind = StepWords.mandate(mandate.kind, language)
      let last = mandate.lastDay.map { language(" to \(date($0))", " au \(date($0))") } ?? ""
      lines.append(
        language(
          "    mandate: \(kind), from \(date(mandate.firstDay))\(last)",
          "    mandat : \(kind), depuis le \(date(mandate.firstDay))\(last)"))
    }
    let run = statement.facts
    let end = date(statement.lastDay)
    let complete = run[fact: "complete"] == "1"
    lines.append(
      language(
        "    run \(run[fact: "fingerprint"] ?? "not ended"), through \(end)"
          + (complete ? "" : " (incomplete)"),
        "    simulation \(run[fact: "fingerprint"] ?? "inachevée"), jusqu’au \(end)"
          + (complete ? "" : " (incomplète)")))
  }

  private mutating func account() {
    lines += ["", language("  █ ACCOUNT", "  █ COMPTE")]
    if statement.lines.isEmpty {
      lines.append(language("    no movement", "    aucun mouvement"))
    }
    for line in statement.lines {
      let rule = StatementRule.of(line, isPacific: statement.isPacific)
      let sign = Self.sign(line)
      let amount = line.isHours ? "\(line.amount) h" : money(line.amount, line.day)
      let number = line.dossier.map { language("   dossier \($0)", "   dossier n° \($0)") } ?? ""
      let payer = StepWords.payer(of: line, language).map { ", \($0)" } ?? ""
      let cap =
        line.cap.map {
          language(", cap \(money($0, line.day))", ", plafond \(money($0, line.day))")
        }
        ?? ""
      lines += [
        "",
        "    \(date(line.day))   \(sign)\(amount)\(number)\(payer)",
        "      " + language(rule.english, rule.french) + ".",
        language(
          "      available \(money(line.available, line.day)), reserved "
            + "\(money(line.reserved, line.day))\(cap)",
          "      disponible \(money(line.available, line.day)), réservé "
            + "\(money(line.reserved, line.day))\(cap)"),
      ]
      if !rule.article.isEmpty { lines.append("      § \(rule.article)") }
      for value in statement.values(of: rule, on: line.day) {
        lines.append("        " + words(value))
      }
    }
  }

  /// What a line does to the rights available: more, less, or nothing.
  private static func sign(_ line: AccountStatement.Line) -> String {
    if line.to == "rights-available" { return "+ " }
    return line.from == "rights-available" ? "- " : "  "
  }

  private mutating func dossiers() {
    guard !statement.purchases.isEmpty || !statement.refusedRequests.isEmpty else { return }
    lines += [
      "",
      language(
        "  █ DOSSIERS   what was bought, and who paid", "  █ DOSSIERS   achats et financeurs"),
    ]
    for purchase in statement.purchases { show(purchase) }
    if !statement.refusedRequests.isEmpty {
      lines += [
        "", language("    requests that made no dossier", "    demandes restées sans dossier"),
      ]
      for step in statement.refusedRequests { show(step) }
    }
  }

  private mutating func show(_ purchase: AccountStatement.Purchase) {
    let path =
      purchase.isMandate
      ? language("training for the mandate", "formation liée à l’exercice du mandat")
      : language("training for reintegration", "formation de réinsertion professionnelle")
    let price = money(purchase.price, purchase.day)
    let span = "\(date(purchase.firstDay)) – \(date(purchase.lastDay))"
    lines += [
      "",
      language(
        "    dossier \(purchase.number): \(path), \(purchase.hours) h, \(span)",
        "    dossier n° \(purchase.number) : \(path), \(purchase.hours) h, \(span)"),
      language(
        "      training body \(purchase.provider), price \(price) including tax "
          + "(\(money(purchase.hourly, purchase.day)) an hour before tax)",
        "      organisme n° \(purchase.provider), prix \(price) TTC "
          + "(\(money(purchase.hourly, purchase.day)) l’heure HT)"),
    ]
    for source in purchase.sources {
      let name = StepWords.source(source.name, language)
      let taken = money(source.taken, purchase.day)
      let given = source.given == 0 ? "" : money(source.given, purchase.day)
      let paid = money(source.paid, purchase.day)
      lines.append(
        language(
          "      \(name): committed \(taken)\(given.isEmpty ? "" : ", given back \(given)"), "
            + "paid \(paid)",
          "      \(name) : engagé \(taken)\(given.isEmpty ? "" : ", restitué \(given)"), "
            + "payé \(paid)"))
    }
    for step in purchase.steps { show(step) }
  }

  private mutating func show(_ step: AccountStatement.Step) {
    lines.append("        \(date(step.day))  \(step.words(language))")
  }

  /// A value of the law in words: `cap on the rights held: 800,00 € since 2023-03-30, arrêté …`.
  private func words(_ value: AccountStatement.Value) -> String {
    let (name, amount, since) = statement.words(value, language)
    return language(
      "\(name): \(amount), since \(since) (\(value.reference))",
      "\(name) : \(amount), depuis le \(since) (\(value.reference))")
  }

  private func date(_ day: Int32) -> String { language.date(day) }

  private func money(_ cents: Int64, _ day: Int32) -> String {
    guard statement.isPacific else { return Cents(cents).description }
    return "\(Cents(cents)) (\(Francs(Cents(cents), at: statement.parity(on: day))) CFP)"
  }
}

extension StatementLanguage {
  /// A day as the language writes it: `31/03/2023`, `2023-03-31`.
  func date(_ day: Int32) -> String {
    let day = Day(rawValue: day)
    guard self == .french else { return day.description }
    return day.description.split(separator: "-").reversed().joined(separator: "/")
  }
}

extension AccountStatement.Step {
  /// What happened, in words.
  ///
  /// - Parameter language: The language.
  /// - Returns: The step, and the state that it led to or why it was refused.
  package func words(_ language: StatementLanguage) -> String {
    let end =
      rule == "applied"
      ? StepWords.state(state, language)
      : language("refused: ", "refusé : ") + StepWords.rule(rule, language)
    return StepWords.verb(verb, language) + (hours.map { " (\($0) h)" } ?? "") + " → " + end
  }
}

extension AccountStatement {
  /// The rule of a line in words, its article, and the values of the law that it quotes.
  ///
  /// - Parameters:
  ///   - line: The line.
  ///   - language: The language.
  /// - Returns: Words for each.
  package func explanation(
    of line: Line, _ language: StatementLanguage
  ) -> (rule: String, article: String, law: [(value: Value, name: String, amount: String)]) {
    let rule = StatementRule.of(line, isPacific: isPacific)
    let law = values(of: rule, on: line.day).map { value in
      let (name, amount, _) = words(value, language)
      return (value, name, amount)
    }
    return (language(rule.english, rule.french), rule.article, law)
  }

  /// The values that a rule quotes, as they are in force on a day.
  func values(of rule: StatementRule, on day: Int32) -> [Value] {
    rule.law.compactMap { law($0, on: day) }
      .filter { $0.number != nil || $0.word != nil }
  }

  /// The name, the amount and the first day of a value, in words.
  func words(
    _ value: Value, _ language: StatementLanguage
  ) -> (name: String, amount: String, since: String) {
    let name = LawWords.names[value.parameter].map { language($0.0, $0.1) } ?? value.parameter
    let unit = Unit(rawValue: value.unit) ?? .count
    let amount =
      value.word.map { LawWords.rules[$0].map { language($0.0, $0.1) } ?? $0 }
      ?? value.number.map { LawWords.amount($0, unit, language) } ?? "–"
    return (name, amount, language.date(value.firstDay))
  }
}

/// The parameters that statements quote, in words.
private enum LawWords {
  static let names = [
    "rights.annual_credit": ("annual credit", "montant annuel des droits"),
    "rights.cap": ("cap on the rights held", "plafond des droits détenus"),
    "rights.pacific.annual_credit": (
      "annual credit in the Pacific", "montant annuel des droits (Pacifique)"
    ),
    "rights.pacific.cap": (
      "cap on the rights held in the Pacific", "plafond des droits détenus (Pacifique)"
    ),
    "rights.annual_hours": ("hours for each year of mandate", "heures par année de mandat"),
    "rights.conversion_rate": ("worth of an hour", "valeur d’une heure"),
    "rights.transition_credit": ("rights of the year 2021", "droits de l’année 2021"),
    "rights.complement": ("complement", "complément"),
    "rights.reintegration_months": (
      "delay after the last mandate", "délai après la fin du dernier mandat"
    ),
    "rights.minimum_share": (
      "least share of the price paid by the rights", "part minimale du prix payée par les droits"
    ),
    "rights.recredit_above_cap": (
      "rights that come back above the cap", "recrédit au-delà du plafond"
    ),
    "dossier.deposit_share": ("share of the deposit", "part de l’acompte"),
    "dossier.deposit_after_months": (
      "deposit for trainings longer than", "acompte pour les formations de plus de"
    ),
    "dossier.payment_days": ("delay of payment", "délai de paiement"),
    "dossier.card_refund_days": (
      "delay of the card refund", "délai de remboursement sur la carte"
    ),
    "fund.meal": ("a meal", "repas"), "fund.night": ("a night", "nuitée"),
    "fund.kilometre": ("a kilometre", "kilomètre"),
    "cpf.conversion_rate": ("worth of an hour of CPF", "valeur d’une heure de CPF"),
  ]
  static let rules = ["lose": ("lost", "perdu"), "keep": ("kept", "conservé")]

  /// A number with its unit.
  static func amount(_ number: Int64, _ unit: Unit, _ language: StatementLanguage) -> String {
    guard language == .french else { return unit.words(number) }
    return switch unit {
    case .hour: "\(number) heure\(number > 1 ? "s" : "")"
    case .day: "\(number) jour\(number > 1 ? "s" : "")"
    case .workingDay: "\(number) jour\(number > 1 ? "s" : "") ouvré\(number > 1 ? "s" : "")"
    case .month: "\(number) mois"
    case .year: "\(number) an\(number > 1 ? "s" : "")"
    default: unit.words(number)
    }
  }
}
