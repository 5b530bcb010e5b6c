import Calendar
import Oracle

extension RandomLife {
  /// The life as a worked case that a person can read, run and keep.
  ///
  /// - Parameters:
  ///   - name: The name of the case.
  ///   - expect: The lines that are expected.
  /// - Returns: The YAML.
  func yaml(name: String, expect: [String]) -> String {
    var lines = ["name: \(name)", "source: drawn", "official:", "  mandates:"]
    for mandate in history.mandates {
      let until = mandate.end.map { ", until: \($0)" } ?? ""
      let entry = mandate.startedAtElection ? "election" : "mid-term"
      lines.append(
        "    - { kind: \(mandate.kind.rawValue), from: \(mandate.start)\(until), entry: \(entry) }")
    }
    lines.append("  recognised: \(history.recognised.map(String.init(describing:)) ?? "never")")
    if let day = history.pension { lines.append("  pension: \(day)") }
    if let day = history.death { lines.append("  dies: \(day)") }
    lines.append("  cpf: \(Self.euros(history.cpf))")
    lines.append("  cec: \(Self.euros(history.cec))")
    lines.append("  jobseeker: \(history.isJobseeker ? "yes" : "no")")
    lines.append("  pacific: \(history.isPacific ? "yes" : "no")")
    if let limits = history.deliberations.first, limits.name.isEmpty {
      lines.append("collectivity: \(Self.text(limits))")
    } else if !history.deliberations.isEmpty {
      lines.append("collectivities:")
      lines += history.deliberations.map { "  - \(Self.text($0))" }
    }
    if !law.isEmpty {
      lines.append("law:")
      lines += law.map { "  \($0.name): { \($0.from): \($0.value) }" }
    }
    if !history.events.isEmpty { lines.append("events:") }
    let payers = history.deliberations.map(\.name)
    lines += history.events.map { "  - { \(Self.text($0, payers)) }" }
    lines.append("expect:")
    lines += expect.map { "  - { \($0) }" }
    return lines.joined(separator: "\n") + "\n"
  }

  static func euros(_ cents: Int64) -> String {
    "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
  }

  private static func text(_ limits: History.Deliberation) -> String {
    let keys = [
      limits.name.isEmpty ? nil : "name: \(limits.name)",
      limits.perTraining.map { "per_training: \(euros($0))" },
      limits.perOfficial.map { "per_official: \($0)" },
      limits.perYear.map { "per_year: \($0)" },
      limits.scope.map { "scope: [\($0.joined(separator: ", "))]" },
      limits.budget.map { "budget: \(euros($0))" },
    ]
    return "{ \(keys.compactMap(\.self).joined(separator: ", ")) }"
  }

  private static func text(_ event: History.Event, _ payers: [String]) -> String {
    func by(_ payer: Int) -> String { payers.count > 1 ? ", by: \(payers[payer])" : "" }
    let what =
      switch event.deed {
      case .dotation(let amount, let payer):
        "do: dotation, amount: \(euros(amount))\(by(payer))"
      case .attribute(let amount, let payer):
        "do: attribute, amount: \(euros(amount))\(by(payer))"
      case .payIn(let amount, let payer): "do: pay-in, amount: \(euros(amount))\(by(payer))"
      case .request(let order): "do: request, \(text(order))"
      case .pacificPapers: "do: papers"
      case .acknowledge: "do: acknowledge"
      case .propose: "do: propose"
      case .refuse: "do: refuse"
      case .confirm(let card): "do: confirm, card: \(euros(card))"
      case .confirmInVain(let card, let isUnanswered):
        "do: confirm, card: \(euros(card)), bank: \(isUnanswered ? "no-answer" : "refuses")"
      case .certify: "do: certify"
      case .recover(let amount): "do: recover, amount: \(euros(amount))"
      case .decline: "do: decline"
      case .withdraw: "do: withdraw"
      case .cancelByLearner(let isMajor):
        "do: cancel, by: learner, force_majeure: \(isMajor ? "yes" : "no")"
      case .cancelByProvider: "do: cancel, by: provider"
      case .entry: "do: entry"
      case .noShow(let isMajor): "do: no-show, force_majeure: \(isMajor ? "yes" : "no")"
      case .serviceDone(let hours): "do: service-done, hours: \(hours)"
      case .openControl: "do: open-control"
      case .closeControl(let isSanctioned):
        "do: close-control, outcome: \(isSanctioned ? "sanctioned" : "released")"
      case .validate: "do: validate"
      case .invoice: "do: invoice"
      case .instruct: "do: instruct"
      case .leave: "do: leave"
      case .evaluate: "do: evaluate"
      case .travel(let meals, let nights, let kilometres):
        "do: travel, meals: \(meals), nights: \(nights), kilometres: \(kilometres)"
      case .followModule: "do: module"
      case .convertStatus(let toPublic):
        "do: convert, to: \(toPublic ? "public" : "private")"
      }
    return "on: \(event.day), \(event.dossier.isEmpty ? "" : "dossier: \(event.dossier), ")\(what)"
  }

  private static func text(_ order: History.Order) -> String {
    let provider = order.accredited.map {
      ", provider: { accredited: [\($0.lowerBound), \($0.upperBound)] }"
    }
    return "path: \(order.path.rawValue), offer: \(order.offer), start: \(order.start), "
      + "end: \(order.end), hours: \(order.hours), price: \(euros(order.price)), "
      + "hourly: \(euros(order.hourlyPrice)), seats: \(order.seats), taken: \(order.taken), "
      + "theme: \(order.isThemeListed ? "listed" : "unlisted")\(provider ?? "")"
      + (order.subject.isEmpty ? "" : ", subject: \(order.subject)")
      + (order.isRemote ? ", remote: yes" : "")
      + (order.department > 0
        ? ", town: { department: \(order.department), inhabitants: \(order.inhabitants) }" : "")
  }
}
