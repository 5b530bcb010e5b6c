internal import Calendar
internal import Law
internal import Ledger
internal import Platform
internal import Territory

/// A second reading of the levy: what each body owes on a day, from the allowances of each month.
///
/// CGCT L2123-12-1 and R1621-4. The size of a year's levy, as January shows it, decides whether the
/// months of that year are due one by one, in quarters, or together in the next January.
struct LevyAudit: Sendable {
  private let law: ParameterTable?
  let bodies: [Body]
  private var tables: [(from: Day, monthly: [Int64])] = []
  /// What each body still owes today.
  private var owed: [Int64]
  /// How many of them owe something.
  private var unpaid = 0
  private var sorted = Sorted()
  private(set) var isDueDay = false

  init(_ law: ParameterTable?, bodies: [Body]) {
    self.law = law
    self.bodies = law == nil ? [] : bodies
    owed = .init(repeating: 0, count: self.bodies.count)
    guard let law else { return }
    let days = law.parameters.filter { $0.name.hasPrefix("allowance.") }
      .flatMap { $0.values.map(\.from) }
    for day in Set(days).sorted() { tables.append((day, [])) }
  }

  /// Works out what is due on a day.
  mutating func turn(to day: Day, _ statute: Statute) {
    let date = day.civil
    let isYearEnd = date.month * 100 + date.day == statute.levyYearlyDue
    isDueDay = !bodies.isEmpty && (date.day == statute.levyDueDay || isYearEnd)
    guard isDueDay else { return }
    if unpaid > 0 { for body in owed.indices { owed[body] = 0 } }
    unpaid = 0
    let last = day.adding(months: -1)
    let months = (0..<3).map { table(on: Self.middle(of: last.adding(months: -$0))) }
    sort(table(on: Day(last.year, 1, 15)), statute)
    let isMonth = date.day == statute.levyDueDay
    let isQuarter = isMonth && last.civil.month % 3 == 0
    if !isYearEnd, !isQuarter {
      for body in sorted.monthly {
        owe(tables[months[0]].monthly[body], of: body, statute.levyRate)
      }
      return
    }
    let year = isYearEnd ? (1...12).map { table(on: Day(date.year - 1, $0, 15)) } : []
    let before = isYearEnd ? table(on: Day(date.year - 1, 1, 15)) : 0
    for body in bodies.indices {
      var base: Int64 = 0
      switch sorted.bands[body] {
      case .month: if isMonth { base += tables[months[0]].monthly[body] }
      case .quarter:
        if isQuarter { for month in months { base += tables[month].monthly[body] } }
      case .year: break
      }
      if isYearEnd, case .year = Self.band(tables[before].monthly[body], statute) {
        for month in year { base += tables[month].monthly[body] }
      }
      owe(base, of: body, statute.levyRate)
    }
  }

  private mutating func owe(_ base: Int64, of body: Int, _ rate: Int64) {
    let levy = base * rate / 1_000_000
    owed[body] = levy
    if levy > 0 { unpaid += 1 }
  }

  private enum Band: Sendable { case month, quarter, year }

  private static func band(_ monthly: Int64, _ statute: Statute) -> Band {
    let levy = monthly * 12 * statute.levyRate / 1_000_000
    if levy > statute.levyMonthlyAbove { return .month }
    return levy >= statute.levyQuarterlyAbove ? .quarter : .year
  }

  /// The bodies by the size of their levy, valid until January's allowances or the law are others.
  private struct Sorted: Sendable {
    var january = -1
    var law: [Int64] = []
    var bands: [Band] = []
    /// Those whose months are due one by one.
    var monthly: [Int] = []
  }

  private mutating func sort(_ january: Int, _ statute: Statute) {
    let law = [statute.levyRate, statute.levyMonthlyAbove, statute.levyQuarterlyAbove]
    guard january != sorted.january || law != sorted.law else { return }
    sorted = Sorted(january: january, law: law)
    sorted.bands = tables[january].monthly.map { Self.band($0, statute) }
    sorted.monthly = bodies.indices.filter { sorted.bands[$0] == .month }
  }

  private static func middle(of day: Day) -> Day { Day(day.year, day.civil.month, 15) }

  /// The table of the allowances in force on a day, filled when it is first asked for; before the
  /// first, which a levy due in the first days looks back to, the first holds.
  private mutating func table(on day: Day) -> Int {
    let index = max(0, (tables.lastIndex { $0.from <= day } ?? 0))
    if tables[index].monthly.isEmpty, let law {
      tables[index].monthly = Self.allowances(
        of: bodies, Scales(law, on: max(day, tables[index].from)))
    }
    return index
  }

  /// The scales of one day, each read once: there are 35,000 bodies to measure by them.
  private struct Scales {
    let reference: Int64
    let urbanFrom: Int64
    private let steps: [String: [LawValue.Step]]

    init(_ law: ParameterTable, on day: Day) {
      reference = law.number("allowance.reference_month", on: day)
      urbanFrom = law.number("allowance.urban_from", on: day)
      var steps: [String: [LawValue.Step]] = [:]
      for parameter in law.parameters where parameter.name.hasPrefix("allowance.") {
        guard case .scale(let scale) = law.value(parameter.name, on: day) else { continue }
        steps[String(parameter.name.dropFirst("allowance.".count))] = scale
      }
      self.steps = steps
    }

    /// The amount of somebody's month, by population.
    func each(_ name: String) -> [LawValue.Step] { steps[name] ?? [] }
  }

  /// The gross allowances of a month of every body: CGCT L2123-23, L2123-24, L3123-16, L4135-16.
  private static func allowances(of bodies: [Body], _ scales: Scales) -> [Int64] {
    func amount(_ steps: [LawValue.Step], _ body: Body) -> Int64 {
      var share: Int64 = 0
      for step in steps where step.from <= Int64(body.population) { share = step.value }
      return scales.reference * share / 1_000_000
    }
    let mayor = scales.each("mayor")
    let deputy = scales.each("deputy")
    let councillor = scales.each("councillor")
    let president = scales.each("intercommunal_president")
    let vicePresident = scales.each("intercommunal_vice_president")
    let urbanPresident = scales.each("urban_president")
    let urbanVicePresident = scales.each("urban_vice_president")
    let departmental = scales.each("departmental")
    let regional = scales.each("regional")
    return bodies.map { body in
      let deputies = Int64(body.deputies)
      let seats = Int64(body.seats)
      switch body.kind {
      case .commune:
        return amount(mayor, body) + deputies * amount(deputy, body)
          + (seats - deputies - 1) * amount(councillor, body)
      case .intercommunal:
        let isUrban = Int64(body.population) >= scales.urbanFrom
        return amount(isUrban ? urbanPresident : president, body)
          + deputies * amount(isUrban ? urbanVicePresident : vicePresident, body)
      case .departmentCouncil: return seats * amount(departmental, body)
      case .regionSection, .specialAssembly: return seats * amount(regional, body)
      case .excluded: return 0
      }
    }
  }

  /// Takes a payment of a body; it must be what the body owes today.
  mutating func take(_ amount: Int64, from body: Int) -> Bool {
    guard isDueDay, body < owed.count, owed[body] == amount else { return false }
    if amount > 0 { unpaid -= 1 }
    owed[body] = 0
    return true
  }

  /// The first body that still owes something at the end of the day.
  func firstDebtor() -> Int? { isDueDay && unpaid > 0 ? owed.firstIndex { $0 > 0 } : nil }
}
