import Calendar
import Oracle

/// A life that nobody would have thought of, crowded where the law has its edges.
struct RandomLife {
  /// The official and the events.
  var history: History
  /// Values of the law for this life.
  var law: [(name: String, from: Day, value: String)] = []

  private static let edges: [Day] = [
    Day(2016, 1, 1), Day(2017, 1, 1), Day(2018, 1, 1), Day(2020, 2, 29), Day(2020, 3, 15),
    Day(2020, 5, 18), Day(2020, 6, 28), Day(2020, 7, 30), Day(2020, 7, 31), Day(2021, 3, 31),
    Day(2021, 6, 20), Day(2021, 6, 27), Day(2021, 7, 5), Day(2021, 7, 23), Day(2022, 1, 1),
    Day(2022, 1, 7), Day(2022, 3, 31), Day(2022, 7, 5), Day(2023, 3, 30), Day(2023, 3, 31),
    Day(2023, 7, 5), Day(2024, 2, 29), Day(2024, 3, 31), Day(2024, 5, 2), Day(2025, 7, 5),
    Day(2026, 3, 15), Day(2026, 3, 22), Day(2026, 3, 31), Day(2026, 8, 31), Day(2027, 7, 5),
    Day(2028, 2, 29),
  ]

  private static let switches: [(name: String, values: [String])] = [
    ("rights.credit_calendar", ["third-monday"]), ("rights.cap_lowered", ["cut"]),
    ("rights.cap_lowered", ["cut"]), ("rights.successive_mandates", ["reset"]),
    ("rights.recredit_above_cap", ["allow"]), ("rights.successive_mandates", ["reset"]),
    ("rights.reintegration_during_mandate", ["allow"]), ("service.open", ["yes"]),
    ("rights.cap", ["500", "900", "1200", "none"]), ("rights.annual_credit", ["250", "600"]),

    ("rights.reintegration_months", ["3", "12"]),
    ("rights.minimum_share", ["25 %"]), ("dossier.late_cancellation_share", ["30 %"]),
    ("dossier.payment_days", ["5", "60"]), ("dossier.deposit_after_months", ["0", "1"]),
    ("offer.max_participants", ["11"]), ("offer.hourly_cap", ["70"]),
    ("cpf.flat_contribution", ["50"]), ("rights.credit_day_other", ["09-15"]),
    ("dossier.concurrent_requests", ["1"]), ("dossier.withdrawal_days", ["0", "30"]),
  ]

  /// Draws a life.
  init(seed: UInt64) {
    var dice = Dice(seed: seed)
    // Dice of its own, so that the lives of everybody else stay as they are.
    var pacific = Dice(seed: seed ^ 0x987_988)
    var edges = Self.edges
    var mandates: [History.Mandate] = []
    for _ in 0...dice.below(4) {
      let start = Self.near(edges, &dice, Day(2014, 3, 30)...Day(2028, 6, 30))
      var end: Day?
      if dice.chance(75) {
        end = dice.chance(50) ? Self.near(edges, &dice, start...Day(2031, 1, 1)) : nil
        if end.map({ $0 <= start }) ?? true { end = start + 1 + dice.below(2_000) }
      }
      let kinds = History.Kind.allCases + [.municipal, .municipal, .departmental]
      mandates.append(
        History.Mandate(dice.one(of: kinds), from: start, until: end, atElection: dice.chance(50)))
      edges +=
        [start, start] + (end.map { [$0, $0, $0.adding(months: 6), $0.adding(months: 6)] } ?? [])
    }
    let first = mandates.map(\.start).min() ?? Day(2020, 1, 1)
    history = History(mandates: mandates, recognised: nil)
    if dice.chance(95) {
      history.recognised =
        dice.chance(50) ? first : Self.near(edges, &dice, Day(2016, 1, 1)...Day(2028, 1, 1))
    }
    if dice.chance(12) {
      history.death = Self.near(edges, &dice, Day(2016, 6, 1)...Day(2031, 1, 1))
    }
    if dice.chance(30) {
      history.pension = Self.near(edges, &dice, Day(2010, 1, 1)...Day(2031, 1, 1))
    }
    if dice.chance(70) { history.cpf = Int64(dice.below(200_000)) }
    if dice.chance(50) { history.cec = Int64(dice.below(72_000)) }
    history.isJobseeker = dice.chance(25)
    history.isPacific = pacific.chance(15)
    if dice.chance(60) {
      history.deliberations = [
        History.Deliberation(
          perTraining: dice.chance(70) ? Int64(1 + dice.below(40_000)) : nil,
          perOfficial: dice.chance(70) ? 1 + dice.below(3) : nil,
          budget: dice.chance(70) ? Int64(dice.below(80_000)) : nil)
      ]
    }
    if dice.chance(55) {
      for _ in 0...dice.below(3) {
        let change = dice.one(of: Self.switches)
        guard !law.contains(where: { $0.name == change.name }) else { continue }
        var from = Self.near(edges, &dice, Day(2016, 1, 1)...Day(2028, 1, 1))
        if dice.chance(50) { from = Day(2016, 1, 1) }
        law.append((change.name, from, dice.one(of: change.values)))
      }
    }
    if dice.chance(20) {
      law.append(("rights.complement", Day(2022 + dice.below(6), 12, 1), "200"))
    }
    var events: [History.Event] = []
    var orders: [History.Order] = []
    for number in 0..<dice.below(8) {
      let name = "D\(number)"
      let steps = RandomDossier.events(name, &dice, mandates, edges, &orders)
      events += RandomDossier.withPapers(steps, name, history.isPacific, &pacific)
    }
    if dice.chance(10), let order = orders.first {
      let day = order.start - 20 - dice.below(20)
      for number in 0...dice.below(9) {
        events.append(History.Event(on: day, dossier: "B\(number)", .request(order)))
      }
    }
    history.events = events.enumerated()
      .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    Self.crowd(&history, seed: seed)
  }

  /// A day of a span, often one where something happens, or a neighbour of such a day.
  static func near(_ edges: [Day], _ dice: inout Dice, _ span: ClosedRange<Day>) -> Day {
    if dice.chance(70) {
      let day = dice.one(of: edges) + dice.below(3) - 1
      if span.contains(day) { return day }
    }
    return dice.day(span.lowerBound, span.upperBound)
  }
}

/// The steps of one dossier, in their order at odd times, some of them twice.
private enum RandomDossier {
  static func events(
    _ name: String, _ dice: inout Dice, _ mandates: [History.Mandate], _ edges: [Day],
    _ orders: inout [History.Order]
  ) -> [History.Event] {
    let ends = mandates.compactMap(\.end)
    let isMandate = ends.isEmpty || dice.chance(60)
    let mandate = dice.one(of: mandates)
    var day: Day
    if isMandate {
      let last = max(mandate.start, min(mandate.end ?? Day(2030, 1, 1), Day(2030, 1, 1)))
      day = RandomLife.near(edges, &dice, min(max(mandate.start, Day(2021, 8, 1)), last)...last)
      if let end = mandate.end, dice.chance(40) { day = end - dice.below(60) }
    } else {
      day = dice.one(of: ends) + dice.below(200) - 5
    }
    var order = order(isMandate ? .mandate : .reintegration, name, day, &dice, edges)
    if let known = orders.randomElementOrNil(&dice), dice.chance(25) {
      let days = (order.start, order.end)
      let seats = (order.seats, order.taken)
      order = known
      (order.start, order.end) = days
      (order.seats, order.taken) = seats
    }
    orders.append(order)
    var events: [History.Event] = []
    func add(_ deed: History.Deed) { events.append(History.Event(on: day, dossier: name, deed)) }
    if dice.chance(30) {
      events.append(History.Event(on: day, .dotation(Int64(1 + dice.below(33_000)))))
    }
    add(.request(order))
    if dice.chance(12) {
      day = day + dice.below(4)
      add(.acknowledge)
      day = day + dice.below(32)
    }
    day = day + dice.below(4)
    add(dice.chance(95) ? .propose : .refuse)
    day = day + dice.below(6)
    if dice.chance(20) {
      events.append(History.Event(on: day, .dotation(Int64(1 + dice.below(33_000)))))
    }
    add(
      dice.chance(95)
        ? .confirm(card: dice.chance(75) ? 1_000_000 : Int64(dice.below(60_000))) : .decline)
    if let (turn, deed) = interruption(day, order, &dice) {
      day = turn
      add(deed)
    }
    day = max(day, order.start - 1 + dice.below(7))
    add(.entry)
    day = max(day, order.end - (dice.chance(20) ? dice.below(40) : 0) + dice.below(7))
    add(
      .serviceDone(
        hours: dice.chance(50) ? order.hours : Int64(dice.below(Int(order.hours) + 2))))
    if dice.chance(25) {
      add(.openControl)
      day = day + dice.below(40)
      add(.closeControl(sanctioned: dice.chance(50)))
    }
    for _ in 0...dice.below(2) {
      day = day + dice.below(6)
      add(.validate)
      day = day + dice.below(9)
      add(.invoice)
    }
    return events
  }

  /// The same steps with the papers of a Pacific file, which come in time, late, twice or not at
  /// all; sometimes somebody sends papers that nobody asked for.
  static func withPapers(
    _ steps: [History.Event], _ name: String, _ isPacific: Bool, _ dice: inout Dice
  ) -> [History.Event] {
    guard isPacific || dice.chance(5),
      let request = steps.firstIndex(where: { if case .request = $0.deed { true } else { false } })
    else { return steps }
    var steps = steps
    for _ in 0..<dice.below(3) {
      let wait = dice.chance(70) ? dice.below(3) : dice.below(15)
      let day = steps[request].day + wait
      steps.insert(History.Event(on: day, dossier: name, .pacificPapers), at: request + 1)
    }
    if dice.chance(70) {
      let last = steps[request...].filter { $0.deed == .pacificPapers }.map(\.day).max()
      for place in (request + 1)..<steps.count {
        if let last, steps[place].day < last { steps[place].day = last }
      }
    }
    return steps
  }

  /// What comes between the confirmation and the entry, if anything does.
  private static func interruption(
    _ day: Day, _ order: History.Order, _ dice: inout Dice
  ) -> (Day, History.Deed)? {
    let isMajor = dice.chance(33)
    switch dice.below(12) {
    case 0: return (day + dice.below(30), .withdraw)
    case 1, 2:
      let turn =
        dice.chance(50) ? day + dice.below(40) : max(day, order.start - dice.below(20))
      return (turn, .cancelByLearner(forceMajeure: isMajor))
    case 3: return (day + dice.below(40), .cancelByProvider)
    case 4: return (max(day, order.start + dice.below(5)), .noShow(forceMajeure: isMajor))
    default: return nil
    }
  }

  private static func order(
    _ path: History.Path, _ name: String, _ day: Day, _ dice: inout Dice, _ edges: [Day]
  ) -> History.Order {
    let start = day + 13 + dice.below(dice.chance(70) ? 12 : 200)
    var end = start + (dice.chance(70) ? dice.below(6) : dice.below(260))
    if dice.chance(25) {
      let edge = dice.one(of: edges) + dice.below(3) - 1
      if edge >= start, edge < start + 300 { end = edge }
    }
    let hours = 1 + dice.below(30)
    let hourly = dice.chance(90) ? 1_500 + dice.below(6_600) : 6_900 + dice.below(3_500)
    var order = History.Order(
      path, offer: "offer \(name)", days: start...end, hours: Int64(hours),
      price: Int64(hourly * hours * (dice.chance(50) ? 100 : 120) / 100), hourlyPrice: Int64(hourly)
    )
    if dice.chance(20) { order.seats = 9 + dice.below(12) }
    if dice.chance(30) { order.taken = dice.below(order.seats + 1) }
    order.isThemeListed = dice.chance(97)
    if dice.chance(15) {
      let first = day - dice.below(700) + 3
      order.accredited = first...max(first, end - 3 + dice.below(700))
    }
    return order
  }
}

extension [History.Order] {
  fileprivate func randomElementOrNil(_ dice: inout Dice) -> History.Order? {
    isEmpty ? nil : dice.one(of: self)
  }
}
