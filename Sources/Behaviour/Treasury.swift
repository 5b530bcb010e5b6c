package import Calendar
internal import Draws
package import Law
package import Platform
package import Territory

/// The collectivities of a shard: they withhold the levy on allowances, and some top up trainings.
///
/// CGCT L2123-12-1 and R1621-4: 1 % of the gross allowances, due by the 15th of the next month, of
/// the month after the quarter, or of the next January, by the size of the yearly levy. Councils of
/// the Pacific are taken to pay the allowances of the mainland.
package struct Treasury: Sendable {
  private let law: ParameterTable
  private let bodies: [Body]
  /// The gross allowances of a month since each day on which one changes, by body, in cents; empty
  /// until somebody asks.
  private(set) var tables: [(from: Day, monthly: [Int64])]
  private var rota = Rota()

  /// Creates the collectivities of a shard.
  ///
  /// - Parameters:
  ///   - bodies: The bodies, in the order of their places in the shard.
  ///   - law: The law.
  package init(bodies: [Body], law: ParameterTable) {
    self.bodies = bodies
    self.law = law
    let changes = law.parameters.filter { $0.name.hasPrefix("allowance.") }
      .flatMap { $0.values.map(\.from) }.sorted()
    tables = []
    for day in changes where tables.last?.from != day { tables.append((day, [])) }
  }

  /// The councils' deliberations on top-ups.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - first: The number of the shard's first body in the territory.
  ///   - behaviour: The behaviour table.
  ///   - day: The first day of the run.
  /// - Returns: A deliberation for each body; without limits where there is none.
  package func deliberations(
    seed: UInt64, first: Int, behaviour: ParameterTable, on day: Day
  ) -> [Deliberation] {
    let perTraining = behaviour.number("behaviour.collectivity.per_training", on: day)
    let perOfficial = behaviour.number("behaviour.collectivity.per_official", on: day)
    let perYear = behaviour.number("behaviour.collectivity.per_year", on: day)
    let perSeat = behaviour.number("behaviour.collectivity.budget_per_seat", on: day)
    return bodies.enumerated().map { place, body in
      let share = behaviour.scale(
        "behaviour.collectivity.tops_up", Int64(body.population), on: day)
      let word = draw(seed, Streams.deliberation, UInt64(first + place))
      guard body.kind != .excluded, word.isWithin(partsPerMillion: share) else {
        return Deliberation()
      }
      return Deliberation(
        perTraining: perTraining, perOfficial: UInt8(min(perOfficial, 255)),
        perYear: UInt8(min(perYear, 255)), scope: Self.scope(of: word, behaviour, on: day),
        budget: perSeat * Int64(body.seats))
    }
  }

  /// The subjects that a council tops up: all of them, or its orientations.
  private static func scope(of word: UInt64, _ behaviour: ParameterTable, on day: Day) -> UInt64 {
    let hasScope = behaviour.number("behaviour.collectivity.has_scope", on: day)
    guard mixed(word).isWithin(partsPerMillion: hasScope) else { return Deliberation.everySubject }
    let share = behaviour.number("behaviour.collectivity.scope", on: day)
    return (0..<64 as Range<UInt64>).reduce(0) { scope, subject in
      mixed(word ^ (subject + 1)).isWithin(partsPerMillion: share) ? scope | 1 << subject : scope
    }
  }

  /// Appends the levies that are wired on a day.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - statute: The law in force.
  ///   - batch: The day's commands are appended.
  package mutating func wire(on day: Day, _ statute: borrowing Statute, _ batch: inout Batch) {
    let date = day.civil
    // The levy is withheld with each payment of the allowances of a month.
    let month = tables(LevyCalendar.months(.month, dueOn: day, statute))
    let quarter = tables(LevyCalendar.months(.quarter, dueOn: day, statute))
    let year = tables(LevyCalendar.months(.year, dueOn: day, statute))
    guard !month.isEmpty || !year.isEmpty else { return }
    // January's allowances say how large the levy of a year is, and with it when it is due.
    turnRota(to: table(day.adding(months: -1).year, 1), statute)
    let lastYear = table(date.year - 1, 1)
    func wire(_ place: Int, _ base: Int64) {
      guard base > 0 else { return }
      var command = Command(.levy, official: UInt32(place))
      command.first = UInt32(date.year * 12 + date.month)
      command.amount = base * statute.levyRate / 1_000_000
      batch.commands.append(command)
    }
    guard !year.isEmpty || !quarter.isEmpty else {
      for place in rota.monthly { wire(Int(place), tables[month[0]].monthly[Int(place)]) }
      return
    }
    for place in bodies.indices {
      var base: Int64 = 0
      switch rota.bands[place] {
      case .month: for month in month { base += tables[month].monthly[place] }
      case .quarter: for month in quarter { base += tables[month].monthly[place] }
      case .year: break
      }
      if !year.isEmpty, case .year = LevyCalendar.band(tables[lastYear].monthly[place], statute) {
        for month in year { base += tables[month].monthly[place] }
      }
      wire(place, base)
    }
  }

  /// The tables of the allowances of some months.
  private mutating func tables(_ months: [(year: Int, month: Int)]) -> [Int] {
    months.map { table($0.year, $0.month) }
  }

  /// Who pays when, as long as neither the allowances nor the thresholds change.
  private struct Rota: Sendable {
    var table = -1
    var thresholds: [Int64] = []
    /// The band of each body.
    var bands: [LevyCalendar.Band] = []
    /// The bodies that pay each month by itself, in order.
    var monthly: [Int32] = []
  }

  /// Draws up the rota anew if January's allowances or the thresholds are others than last month.
  private mutating func turnRota(to table: Int, _ statute: borrowing Statute) {
    let thresholds = [statute.levyRate, statute.levyMonthlyAbove, statute.levyQuarterlyAbove]
    guard table != rota.table || thresholds != rota.thresholds else { return }
    rota = Rota(table: table, thresholds: thresholds)
    for place in bodies.indices {
      let band = LevyCalendar.band(tables[table].monthly[place], statute)
      rota.bands.append(band)
      if case .month = band { rota.monthly.append(Int32(place)) }
    }
  }

  /// The table of the allowances paid in the middle of a month.
  mutating func table(_ year: Int, _ month: Int) -> Int {
    let day = Day(year, month, 15)
    let index = tables.lastIndex { $0.from <= day } ?? 0
    if tables[index].monthly.isEmpty {
      let scales = Allowances(law, on: max(day, tables[index].from))
      tables[index].monthly = bodies.map { scales.monthly($0) }
    }
    return index
  }
}

/// The allowances (indemnités de fonction) in force on one day, by population.
private struct Allowances {
  private typealias Steps = [LawValue.Step]
  private let reference: Int64
  private let mayor: Steps
  private let deputy: Steps
  private let councillor: Steps
  private let president: Steps
  private let vicePresident: Steps
  private let urbanPresident: Steps
  private let urbanVicePresident: Steps
  private let departmental: Steps
  private let regional: Steps

  /// From this population on, an intercommunal body is taken for an urban one.
  private let urbanFrom: Int64

  init(_ law: ParameterTable, on day: Day) {
    func steps(_ name: String) -> Steps {
      if case .scale(let steps) = law.value("allowance.\(name)", on: day) { steps } else { [] }
    }
    reference = law.number("allowance.reference_month", on: day)
    urbanFrom = law.number(LawName.allowanceUrbanFrom.rawValue, on: day)
    mayor = steps("mayor")
    deputy = steps("deputy")
    councillor = steps("councillor")
    president = steps("intercommunal_president")
    vicePresident = steps("intercommunal_vice_president")
    urbanPresident = steps("urban_president")
    urbanVicePresident = steps("urban_vice_president")
    departmental = steps("departmental")
    regional = steps("regional")
  }

  private func amount(_ steps: Steps, _ population: Int64) -> Int64 {
    reference * (steps.last { $0.from <= population }?.value ?? 0) / 1_000_000
  }

  /// The gross allowances of a month of one body, in cents.
  func monthly(_ body: Body) -> Int64 {
    let population = Int64(body.population)
    switch body.kind {
    case .commune:
      let councillors = Int64(body.seats - body.deputies - 1)
      return amount(mayor, population) + Int64(body.deputies) * amount(deputy, population)
        + councillors * amount(councillor, population)
    case .intercommunal:
      let isUrban = population >= urbanFrom
      return amount(isUrban ? urbanPresident : president, population)
        + Int64(body.deputies) * amount(isUrban ? urbanVicePresident : vicePresident, population)
    case .departmentCouncil: return Int64(body.seats) * amount(departmental, population)
    case .regionSection, .specialAssembly: return Int64(body.seats) * amount(regional, population)
    case .excluded: return 0
    }
  }
}
