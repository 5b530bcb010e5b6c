internal import Calendar
internal import Documents
internal import Law
internal import Oracle

/// A desk case about the provider portal, read: the bodies, and what each act asks.
struct PortalDesk {
  /// What an act asks.
  enum Deed {
    case apply
    case decide(isGranted: Bool)
    case qualiopi
    case notify
    case hear
    case sanction(forGood: Bool)
    case lift
    case paid(Int64)
    case publish(PortalReading.Training, isChange: Bool)
    case withdraw
    case request(through: Day)
    case accreditedThrough
    case price
    case isShown
  }

  /// An act with the body and the offer that it is about.
  struct Act {
    let day: Day
    let body: Int
    let offer: String
    let deed: Deed
  }

  /// A body at the beginning.
  struct Body {
    let name: String
    let accredited: ClosedRange<Day>?
    let granted: Int
    let hasQualiopi: Bool
  }

  private(set) var bodies: [Body] = []
  private(set) var acts: [Act] = []
  /// The law, with the values that the situation lays over it.
  private(set) var law: ParameterTable
  /// The trainings in the order in which they are first named, with their body.
  private(set) var offers: [(name: String, body: Int)] = []

  /// Reads the situation and the acts.
  init(_ deskCase: DeskCase, _ law: ParameterTable) throws(Diagnostic) {
    self.law = law
    if let situation = deskCase.situation { try read(situation) }
    if bodies.isEmpty {
      bodies = [Body(name: "A", accredited: nil, granted: 0, hasQualiopi: false)]
    }
    for act in deskCase.acts { acts.append(try read(act)) }
  }

  private mutating func read(_ situation: Document) throws(Diagnostic) {
    _ = try situation.entries(known: ["bodies", "law"])
    law = try law.overlaid(by: situation["law"])
    for item in try situation["bodies"]?.items() ?? [] {
      _ = try item.entries(known: ["name", "accredited", "granted", "qualiopi"])
      var span: ClosedRange<Day>?
      if let list = try item["accredited"]?.items() {
        guard list.count == 2, try list[0].caseDay() <= list[1].caseDay() else {
          throw item.complaint("'accredited' is the first and the last day")
        }
        span = try list[0].caseDay()...list[1].caseDay()
      }
      let granted = try item["granted"].map { node throws(Diagnostic) in
        Int(try node.caseCount(upTo: 10))
      }
      bodies.append(
        Body(
          name: try item.required("name").text(), accredited: span,
          granted: granted ?? (span == nil ? 0 : 1),
          hasQualiopi: try item["qualiopi"]?.quantity(.flag) == 1))
    }
  }

  private static let verbs = [
    "apply", "accredit", "refuse", "qualiopi", "notify", "hear", "suspend", "delist", "lift",
    "paid", "publish", "reprice", "withdraw", "request", "accredited", "price", "shown",
  ]

  private mutating func read(_ act: DeskCase.Act) throws(Diagnostic) -> Act {
    let node = act.node
    _ = try node.entries(known: [
      "on", "do", "answer", "body", "offer", "amount", "end", "hourly", "hours", "taxed", "theme",
      "path", "participants", "subcontracted", "subcontractor", "ranks",
    ])
    let names = bodies.map(\.name)
    let body = try node["body"].map { node throws(Diagnostic) in
      try node.word(among: names)
    }
    let place = names.firstIndex(of: body ?? names[0]) ?? 0
    let offer = try node["offer"]?.text() ?? "formation"
    if !offers.contains(where: { $0.name == offer }) { offers.append((offer, place)) }
    return Act(day: act.day, body: place, offer: offer, deed: try deed(node, place))
  }

  private func deed(_ node: Document, _ body: Int) throws(Diagnostic) -> Deed {
    switch try node.required("do").word(among: Self.verbs) {
    case "apply": .apply
    case "accredit": .decide(isGranted: true)
    case "refuse": .decide(isGranted: false)
    case "qualiopi": .qualiopi
    case "notify": .notify
    case "hear": .hear
    case "suspend": .sanction(forGood: false)
    case "delist": .sanction(forGood: true)
    case "lift": .lift
    case "paid": .paid(try node.required("amount").caseAmount())
    case "publish": .publish(try training(node, body), isChange: false)
    case "reprice": .publish(try training(node, body), isChange: true)
    case "withdraw": .withdraw
    case "request": .request(through: try node.required("end").caseDay())
    case "accredited": .accreditedThrough
    case "price": .price
    default: .isShown
    }
  }

  private func training(
    _ node: Document, _ body: Int
  ) throws(Diagnostic) -> PortalReading.Training {
    var training = PortalReading.Training(body: body)
    training.isMandate =
      try node["path"]?.word(among: ["mandate", "reintegration"]) != "reintegration"
    training.isThemeListed = try node["theme"]?.word(among: ["listed", "unlisted"]) != "unlisted"
    training.isTaxed = try node["taxed"]?.quantity(.flag) == 1
    if let hours = node["hours"] { training.hours = try hours.caseCount(upTo: 1_000, .hour) }
    training.hourlyPrice = try node.required("hourly").caseHourlyPrice()
    guard (1...9_999_99).contains(training.hourlyPrice) else {
      throw node.complaint("an hour costs at least a cent and less than 10,000 €")
    }
    if let seats = node["participants"] {
      training.participants = Int(try seats.caseCount(upTo: 255))
    }
    guard let share = node["subcontracted"] else { return training }
    training.subcontracted = try share.quantity(.share) / 1_000
    training.ranks = Int(try node["ranks"]?.caseCount(upTo: 9) ?? 1)
    if let name = try node["subcontractor"]?.word(among: bodies.map(\.name) + ["outsider"]) {
      training.subcontractor = bodies.firstIndex { $0.name == name }
    }
    return training
  }

  /// An amount as cases write it: `672.00`.
  static func euros(_ cents: Int64) -> String {
    "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
  }
}
