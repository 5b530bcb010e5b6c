internal import Calendar
internal import Documents
internal import Oracle

/// Reads the events of a worked case.
enum CaseEvents {
  /// The verbs with the keys that each takes beside `on` and `do`.
  private static let verbs: [(name: String, keys: [String])] = [
    ("dotation", ["amount", "by"]), ("attribute", ["amount", "by"]), ("pay-in", ["amount", "by"]),
    (
      "request",
      [
        "dossier", "path", "offer", "start", "end", "hours", "price", "hourly", "seats", "taken",
        "theme", "subject", "remote", "town", "provider",
      ]
    ),
    ("papers", ["dossier"]), ("acknowledge", ["dossier"]), ("propose", ["dossier"]),
    ("refuse", ["dossier"]), ("confirm", ["dossier", "card", "bank"]), ("decline", ["dossier"]),
    ("withdraw", ["dossier"]),
    ("cancel", ["dossier", "by", "force_majeure"]), ("entry", ["dossier"]),
    ("no-show", ["dossier", "force_majeure"]),
    ("service-done", ["dossier", "hours"]), ("open-control", ["dossier"]),
    ("close-control", ["dossier", "outcome"]), ("validate", ["dossier"]), ("invoice", ["dossier"]),
    ("instruct", ["dossier"]), ("leave", ["dossier"]), ("evaluate", ["dossier"]),
    ("travel", ["dossier", "meals", "nights", "kilometres"]),
    ("certify", ["dossier"]), ("recover", ["dossier", "amount"]),
    ("module", []), ("convert", ["to"]),
  ]

  /// Reads the events, which must be in the order of their days.
  ///
  /// - Parameters:
  ///   - node: The list.
  ///   - payers: The names of the collectivities.
  /// - Returns: Each event with its line.
  /// - Throws: ``Diagnostic`` for an unknown verb or key, an event out of order, or a dossier that
  ///   nobody requested.
  static func read(
    _ node: Document, payers: [String]
  ) throws(Diagnostic) -> [(line: Int, event: History.Event)] {
    var events: [(line: Int, event: History.Event)] = []
    var requested: [String] = []
    var orders: [History.Order] = []
    var topUps: Int64 = 0
    for item in try node.items() {
      let event = try event(item, payers: payers, requested: &requested)
      if let amount = event.deed.topUp {
        // An account's top-ups are kept in 32 bits of cents.
        topUps += amount
        guard topUps <= 1_000_000_000 else {
          throw item.complaint("the top-ups come to more than 10 million euros")
        }
      }
      if case .request(let order) = event.deed {
        if orders.contains(where: { $0.offer == order.offer && !$0.hasTerms(of: order) }) {
          throw item.complaint(
            "the offer '\(order.offer)' had other terms before: path, hours, price, theme, "
              + "subject, remote and provider are the offer's, only dates, seats and town the "
              + "session's")
        }
        orders.append(order)
      }
      if let last = events.last?.event.day, event.day < last {
        throw item.complaint("the event of \(event.day) comes after one of \(last)")
      }
      events.append((item.line, event))
    }
    return events
  }

  private static func event(
    _ node: Document, payers: [String], requested: inout [String]
  ) throws(Diagnostic) -> History.Event {
    let verb = try node.required("do").word(among: verbs.map(\.name))
    let keys = verbs.first { $0.name == verb }?.keys ?? []
    _ = try node.entries(known: ["on", "do"] + keys)
    let day = try node.required("on").caseDay()
    switch verb {
    case "module": return History.Event(on: day, .followModule)
    case "convert":
      let status = try node.required("to").word(among: ["public", "private"])
      return History.Event(on: day, .convertStatus(toPublic: status == "public"))
    default: break
    }
    guard keys.contains("dossier") else {
      let amount = try node.required("amount").caseAmount()
      let payer = try payer(node, among: payers)
      switch verb {
      case "attribute": return History.Event(on: day, .attribute(amount, by: payer))
      case "pay-in": return History.Event(on: day, .payIn(amount, by: payer))
      default: return History.Event(on: day, .dotation(amount, by: payer))
      }
    }
    let dossier = try node.required("dossier").text()
    if verb == "request" {
      guard !requested.contains(dossier) else {
        throw node.complaint("the dossier '\(dossier)' was requested before")
      }
      requested.append(dossier)
      return History.Event(
        on: day, dossier: dossier, .request(try order(node, dossier: dossier)))
    }
    guard requested.contains(dossier) else {
      throw node.complaint(
        "nobody requested the dossier '\(dossier)'" + Nearest.hint(dossier, among: requested))
    }
    return History.Event(on: day, dossier: dossier, try deed(verb, node))
  }

  /// The place of the collectivity that an event is about.
  private static func payer(
    _ node: Document, among payers: [String]
  ) throws(Diagnostic) -> Int {
    guard payers.count > 1 || node["by"] != nil else { return 0 }
    let name = try node.required("by").word(among: payers)
    return payers.firstIndex(of: name) ?? 0
  }

  private static func deed(_ verb: String, _ node: Document) throws(Diagnostic) -> History.Deed {
    let forceMajeure = try node["force_majeure"]?.quantity(.flag) == 1
    switch verb {
    case "papers": return .pacificPapers
    case "acknowledge": return .acknowledge
    case "propose": return .propose
    case "refuse": return .refuse
    case "confirm":
      let card = try node["card"]?.caseAmount() ?? 0
      switch try node["bank"]?.word(among: ["accepts", "refuses", "no-answer"]) {
      case "refuses": return .confirmInVain(card: card, isUnanswered: false)
      case "no-answer": return .confirmInVain(card: card, isUnanswered: true)
      default: return .confirm(card: card)
      }
    case "decline": return .decline
    case "withdraw": return .withdraw
    case "cancel":
      let who = try node.required("by").word(among: ["learner", "provider"])
      return who == "learner" ? .cancelByLearner(forceMajeure: forceMajeure) : .cancelByProvider
    case "entry": return .entry
    case "no-show": return .noShow(forceMajeure: forceMajeure)
    case "service-done":
      return .serviceDone(hours: try node.required("hours").caseCount(upTo: 10_000, .hour))
    case "open-control": return .openControl
    case "close-control":
      let outcome = try node.required("outcome").word(among: ["released", "sanctioned"])
      return .closeControl(sanctioned: outcome == "sanctioned")
    case "validate": return .validate
    case "instruct": return .instruct
    case "leave": return .leave
    case "evaluate": return .evaluate
    case "travel":
      return .travel(
        meals: try node["meals"]?.caseCount(upTo: 255) ?? 0,
        nights: try node["nights"]?.caseCount(upTo: 255) ?? 0,
        kilometres: try node["kilometres"]?.caseCount(upTo: 100_000) ?? 0)
    case "certify": return .certify
    case "recover": return .recover(try node.required("amount").caseAmount())
    default: return .invoice
    }
  }

  private static func order(
    _ node: Document, dossier: String
  ) throws(Diagnostic) -> History.Order {
    let path = try node.required("path").word(among: History.Path.allCases.map(\.rawValue))
    let start = try node.required("start").caseDay()
    let end = try node.required("end").caseDay()
    guard start <= end else {
      throw node.complaint("the training ends on \(end), before it starts on \(start)")
    }
    let hours = try node.required("hours").caseCount(upTo: 10_000, .hour)
    guard hours > 0 else { throw node.complaint("a training has at least an hour") }
    let price = try node.required("price").caseAmount()
    var order = History.Order(
      path == "mandate" ? .mandate : .reintegration,
      offer: try node["offer"]?.text() ?? "the offer of \(dossier)", days: start...end,
      hours: hours, price: price,
      hourlyPrice: try node["hourly"]?.caseHourlyPrice() ?? (price + hours - 1) / hours)
    order.seats = Int(try node["seats"]?.caseCount(upTo: 255) ?? 12)
    order.taken = Int(try node["taken"]?.caseCount(upTo: 255) ?? 0)
    order.isThemeListed = try node["theme"]?.word(among: ["listed", "unlisted"]) != "unlisted"
    order.subject = try node["subject"]?.text() ?? ""
    order.isRemote = try node["remote"]?.quantity(.flag) == 1
    if let town = node["town"] {
      if order.isRemote { throw town.complaint("a remote training takes place in no town") }
      _ = try town.entries(known: ["department", "inhabitants"])
      order.department = try town.required("department").caseCount(upTo: 999)
      order.inhabitants = try town["inhabitants"]?.caseCount(upTo: 100_000_000) ?? 0
    }
    order.accredited = try node["provider"].map(accreditation)
    return order
  }

  private static func accreditation(_ node: Document) throws(Diagnostic) -> ClosedRange<Day> {
    _ = try node.entries(known: ["accredited"])
    let pair = try node.required("accredited")
    let days = try pair.items()
    guard days.count == 2 else { throw pair.complaint("'accredited' is [first day, last day]") }
    let first = try days[0].caseDay()
    let last = try days[1].caseDay()
    guard first <= last else { throw pair.complaint("the accreditation ends before it begins") }
    return first...last
  }
}

extension History.Deed {
  /// What a collectivity attributes or pays in.
  fileprivate var topUp: Int64? {
    switch self {
    case .dotation(let amount, _), .attribute(let amount, _), .payIn(let amount, _): amount
    default: nil
    }
  }
}
