package import Calendar
internal import Draws
package import Law
package import Platform
package import Territory

/// The collectivities of a shard: they withhold the levy on allowances, and some top up trainings.
///
/// CGCT L2123-12-1 and R1621-4: 1 % of the gross allowances, due by the 15th of the next month, of the
/// month after the quarter, or of the next January, by the size of the yearly levy.
package struct Treasury: Sendable {
  private let law: ParameterTable
  private let bodies: [Body]
  /// The gross allowances of a month, by body, in cents.
  private var monthly: [Int64]
  private var monthlyYear = 0

  /// Creates the collectivities of a shard.
  ///
  /// - Parameters:
  ///   - bodies: The bodies, in the order of their places in the shard.
  ///   - law: The law.
  package init(bodies: [Body], law: ParameterTable) {
    self.bodies = bodies
    self.law = law
    monthly = .init(repeating: 0, count: bodies.count)
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
        budget: perSeat * Int64(body.seats))
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
    let isYearly = date.month * 100 + date.day == statute.levyYearlyDue
    guard date.day == statute.levyDueDay || isYearly else { return }
    if monthlyYear != date.year * 12 + date.month {
      monthlyYear = date.year * 12 + date.month
      // Allowances of the month before: the levy is withheld with each payment of them.
      let paid = day.adding(months: -1)
      for place in bodies.indices { monthly[place] = allowances(bodies[place], on: paid) }
    }
    for place in bodies.indices where monthly[place] > 0 {
      let yearly = monthly[place] * 12 * statute.levyRate / 1_000_000
      let months: Int64
      if yearly > statute.levyMonthlyAbove {
        months = date.day == statute.levyDueDay ? 1 : 0
      } else if yearly > statute.levyQuarterlyAbove {
        months = date.day == statute.levyDueDay && date.month % 3 == 1 ? 3 : 0
      } else {
        months = isYearly ? 12 : 0
      }
      guard months > 0 else { continue }
      var command = Command(.levy, official: UInt32(place))
      command.first = UInt32(date.year * 12 + date.month)
      command.amount = monthly[place] * months * statute.levyRate / 1_000_000
      batch.commands.append(command)
    }
  }

  /// The gross allowances of a month of one body, in cents.
  private func allowances(_ body: Body, on day: Day) -> Int64 {
    let reference = law.number("allowance.reference_month", on: day)
    let population = Int64(body.population)
    func amount(_ name: String, _ population: Int64) -> Int64 {
      reference * law.scale("allowance.\(name)", population, on: day) / 1_000_000
    }
    switch body.kind {
    case .commune:
      let councillors = Int64(body.seats - body.deputies - 1)
      return amount("mayor", population) + Int64(body.deputies) * amount("deputy", population)
        + councillors * amount("councillor", population)
    case .intercommunal:
      let isUrban = population >= 50_000
      let president = amount(isUrban ? "urban_president" : "intercommunal_president", population)
      let deputy = amount(
        isUrban ? "urban_vice_president" : "intercommunal_vice_president", population)
      return president + Int64(body.deputies) * deputy
    case .departmentCouncil: return Int64(body.seats) * amount("departmental", population)
    case .regionSection, .specialAssembly: return Int64(body.seats) * amount("regional", population)
    case .excluded: return 0
    }
  }
}
