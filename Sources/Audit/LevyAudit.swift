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
    let last = day.adding(months: -1)
    let months = (0..<3).map { table(on: Self.middle(of: last.adding(months: -$0))) }
    let january = table(on: Day(last.year, 1, 15))
    let year = isYearEnd ? (1...12).map { table(on: Day(date.year - 1, $0, 15)) } : []
    let before = isYearEnd ? table(on: Day(date.year - 1, 1, 15)) : january
    for body in bodies.indices {
      var base: Int64 = 0
      switch band(tables[january].monthly[body], statute) {
      case .month: if date.day == statute.levyDueDay { base += tables[months[0]].monthly[body] }
      case .quarter:
        if date.day == statute.levyDueDay, last.civil.month % 3 == 0 {
          for month in months { base += tables[month].monthly[body] }
        }
      case .year: break
      }
      if isYearEnd, case .year = band(tables[before].monthly[body], statute) {
        for month in year { base += tables[month].monthly[body] }
      }
      owed[body] = base * statute.levyRate / 1_000_000
    }
  }

  private enum Band { case month, quarter, year }

  private func band(_ monthly: Int64, _ statute: Statute) -> Band {
    let levy = monthly * 12 * statute.levyRate / 1_000_000
    if levy > statute.levyMonthlyAbove { return .month }
    return levy >= statute.levyQuarterlyAbove ? .quarter : .year
  }

  private static func middle(of day: Day) -> Day { Day(day.year, day.civil.month, 15) }

  /// The table of the allowances in force on a day, filled when it is first asked for.
  private mutating func table(on day: Day) -> Int {
    let index = max(0, (tables.lastIndex { $0.from <= day } ?? 0))
    if tables[index].monthly.isEmpty, let law {
      tables[index].monthly = bodies.map { Self.allowances(of: $0, law, on: day) }
    }
    return index
  }

  /// The gross allowances of a month of one body: CGCT L2123-23, L2123-24, L3123-16, L4135-16.
  private static func allowances(of body: Body, _ law: ParameterTable, on day: Day) -> Int64 {
    let reference = law.number("allowance.reference_month", on: day)
    func each(_ name: String) -> Int64 {
      reference * law.scale("allowance.\(name)", Int64(body.population), on: day) / 1_000_000
    }
    let deputies = Int64(body.deputies)
    let seats = Int64(body.seats)
    switch body.kind {
    case .commune:
      return each("mayor") + deputies * each("deputy")
        + (seats - deputies - 1) * each("councillor")
    case .intercommunal:
      let isUrban = Int64(body.population) >= law.number("allowance.urban_from", on: day)
      return each(isUrban ? "urban_president" : "intercommunal_president")
        + deputies * each(isUrban ? "urban_vice_president" : "intercommunal_vice_president")
    case .departmentCouncil: return seats * each("departmental")
    case .regionSection, .specialAssembly: return seats * each("regional")
    case .excluded: return 0
    }
  }

  /// Takes a payment of a body; it must be what the body owes today.
  mutating func take(_ amount: Int64, from body: Int) -> Bool {
    guard isDueDay, body < owed.count, owed[body] == amount else { return false }
    owed[body] = 0
    return true
  }

  /// The first body that still owes something at the end of the day.
  func firstDebtor() -> Int? { isDueDay ? owed.firstIndex { $0 > 0 } : nil }
}
