import Calendar
import Oracle

/// Several collectivities, orientations, places and travel: what the first dice know nothing of.
extension RandomLife {
  private static let subjects = ["", "finance", "statut", "urbanisme"]
  private static let towns: [(department: Int64, inhabitants: Int64)] = [
    (0, 0), (48, 12_000), (75, 2_133_111), (92, 120_000), (94, 90_000), (69, 522_250),
    (69, 199_999), (34, 200_000), (95, 30_000),
  ]

  /// Lets a second collectivity in, sets orientations and yearly limits, says where sessions take
  /// place, and claims travel.
  static func crowd(_ history: inout History, seed: UInt64) {
    var dice = Dice(seed: seed ^ 0x70_b0_57)
    for index in history.deliberations.indices { limit(&history.deliberations[index], &dice) }
    if !history.deliberations.isEmpty, dice.chance(50) {
      history.deliberations[0].name = "commune"
      var second = History.Deliberation(
        perTraining: Int64(1 + dice.below(30_000)), perOfficial: dice.chance(50) ? 2 : nil,
        budget: dice.chance(50) ? Int64(dice.below(60_000)) : nil)
      second.name = "agglomeration"
      limit(&second, &dice)
      history.deliberations.append(second)
    }
    var terms: [String: (subject: String, isRemote: Bool)] = [:]
    var events: [History.Event] = []
    for event in history.events {
      var event = event
      switch event.deed {
      case .request(var order):
        let drawn = (dice.one(of: subjects), dice.chance(20))
        let known = terms[order.offer] ?? drawn
        terms[order.offer] = known
        (order.subject, order.isRemote) = known
        let town = dice.one(of: towns)
        if !order.isRemote { (order.department, order.inhabitants) = town }
        event.deed = .request(order)
        events.append(event)
      case .dotation(let amount, _):
        let payer = dice.below(max(1, history.deliberations.count))
        event.deed = .dotation(amount, by: payer)
        events.append(event)
        if dice.chance(30) {
          // Attributed by one, paid in by the same or by the other.
          let other = dice.below(max(1, history.deliberations.count))
          events.append(History.Event(on: event.day, .attribute(amount, by: payer)))
          events.append(History.Event(on: event.day, .payIn(amount / 2, by: other)))
        }
      case .serviceDone:
        events.append(event)
        guard dice.chance(60) else { break }
        let meals = Int64(dice.below(5))
        let travel = History.Deed.travel(
          meals: meals, nights: Int64(dice.below(4)), kilometres: Int64(dice.below(600)))
        events.append(History.Event(on: event.day, dossier: event.dossier, travel))
      default: events.append(event)
      }
    }
    history.events = events
  }

  private static func limit(_ limits: inout History.Deliberation, _ dice: inout Dice) {
    if dice.chance(40) { limits.perYear = 1 + dice.below(2) }
    if dice.chance(40) { limits.scope = [dice.one(of: subjects.dropFirst() + ["finance"])] }
  }
}

extension History.Deed {
  /// Whether a collectivity attributes or pays in.
  var isTopUp: Bool {
    switch self {
    case .dotation, .attribute, .payIn: true
    default: false
    }
  }
}
