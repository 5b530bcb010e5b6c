internal import Calendar
internal import Territory

/// What all departments share while their officials are made.
///
/// A class, so that nobody counts references to its columns while many threads read them.
final class BuildContext: Sendable {
  let seed: UInt64
  let territory: Territory
  let rates: Rates
  let elections: ElectionCalendar
  let decks: Decks
  let from: Day
  let through: Day
  /// For each body the number of its first holder among all mayors, deputies and councillors.
  let firstCard: [(councillor: Int, deputy: Int)]
  /// For each department the number of its first commune.
  let firstCommune: [Int]
  /// Whether a body, one of several sections of a council, seats the president.
  let hasHead: [Bool]
  /// For each place of birth the one whose serials it shares: 2A counts as 19 and 2B as 18, so that
  /// NIR differ as numbers, too.
  let serialPlaces: [UInt8]
  let streams = BuildStreams()
  let numbering = Names.Numbering()
  let spans: Spans

  init(
    seed: UInt64, territory: Territory, rates: Rates, elections: ElectionCalendar, decks: Decks,
    horizon: ClosedRange<Day>, firstCard: [(councillor: Int, deputy: Int)], firstCommune: [Int],
    hasHead: [Bool], serialPlaces: [UInt8]
  ) {
    self.seed = seed
    self.territory = territory
    self.rates = rates
    self.elections = elections
    self.decks = decks
    from = horizon.lowerBound
    through = horizon.upperBound
    self.firstCard = firstCard
    self.firstCommune = firstCommune
    self.hasHead = hasHead
    self.serialPlaces = serialPlaces
    spans = Spans(rates, elections, horizon)
  }
}

/// Makes the officials of one department, from the first day to the last.
///
/// Every draw is keyed by the department and the person's, seat's or body's number within it, so
/// that neither the other departments nor the number of jobs have any influence.
struct DepartmentBuilder {
  let context: BuildContext
  let department: Int

  /// The persons; their serials are given later, among all departments.
  var people: [PersonRow] = []
  var municipal: [MandateRow] = []
  var others: [MandateRow] = []
  /// For each municipal seat, the first of its mandates; then the end.
  var seatRows: [UInt32] = []

  init(_ context: BuildContext, department: Int) {
    self.context = context
    self.department = department
    let bodies = context.territory.bodies[context.territory.bodyRanges[department]]
    let held = bodies.reduce(0) { $0 + ($1.kind == .intercommunal ? 0 : Int($1.held)) }
    people.reserveCapacity(held * 2)
    municipal.reserveCapacity(held * 2)
  }

  /// A number that no other department gives to its own entities.
  func key(_ number: Int) -> UInt64 { UInt64(department) << 40 | UInt64(number) }

  mutating func build() {
    let range = context.territory.bodyRanges[department]
    var commune = context.firstCommune[department]
    for body in range where context.territory.bodies[body].kind == .commune {
      appendMunicipalCouncil(body, number: commune)
      commune += 1
    }
    seatRows.append(UInt32(municipal.count))
    for body in range {
      switch context.territory.bodies[body].kind {
      case .commune, .intercommunal: break
      default: appendAssembly(body)
      }
    }
    forgetLateDeaths()
  }

  /// Drops the deaths that come more than six months after the last mandate.
  private mutating func forgetLateDeaths() {
    var last = [Day](repeating: .distantPast, count: people.count)
    for row in municipal { last[Int(row.person)] = max(last[Int(row.person)], row.end) }
    for row in others { last[Int(row.person)] = max(last[Int(row.person)], row.end) }
    for person in last.indices where people[person].deathDay != .distantFuture {
      let end = last[person]
      if end == .distantFuture || people[person].deathDay > end.adding(months: 6) {
        people[person].deathDay = .distantFuture
      }
    }
  }
}
