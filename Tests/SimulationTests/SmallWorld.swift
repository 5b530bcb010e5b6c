import Behaviour
import Calendar
@testable import Law
import Platform
import Population
import Simulation
import Territory

/// A small country that is busy enough for everything to happen: all departments at a
/// two-hundred-fiftieth of their size, few offers, many requests.
enum SmallWorld {
  static let days = Day(2021, 7, 1)...Day(2031, 6, 30)
  /// The reserve lies between the fund's opening and its line, so that the fund falls through both.
  static let law = Result {
    var table = try ParameterTable.law()
    table.replace("fund.reserve", with: 75_000_00)
    return table
  }
  /// A country with far more homonyms than there are.
  static let population = Result {
    var table = try ParameterTable.population()
    table.replace("population.homonyms", with: 50_000)
    return table
  }
  static let territory = Result {
    try Territory(
      law.get(), on: days.lowerBound,
      options: TerritoryOptions(officials: 2_000))
  }
  static let roster = Result { try roster(seed: 1) }

  static func roster(seed: UInt64) throws -> Roster {
    try Roster(
      seed: seed, territory: territory.get(), law: law.get(), population: population.get(),
      horizon: days)
  }

  /// Demand and offer of a crowded market: the last seat is often wanted twice.
  static let behaviour = Result {
    var table = try ParameterTable.behaviour()
    for (name, value) in [
      ("demand.mandate", 600_000), ("demand.reintegration_resigned", 500_000),
      ("demand.reintegration_renewal", 500_000), ("offer.mandate", 24),
      ("offer.sessions_per_year", 5), ("offer.reintegration", 200), ("offer.providers", 12),
      ("learner.repeat", 30_000), ("learner.tampered", 20_000), ("operator.control", 100_000),
      ("operator.sanction", 300_000), ("operator.fund_opening", 100_000_00),
      ("operator.fund_line", 50_000_00), ("wallet.volunteers", 300_000),
      ("collectivity.per_official", 2), ("body.certifies_early", 100_000),
      ("offer.subcontracted", 400_000), ("offer.subcontracted_wrongly", 200_000),
      ("offer.theme_unlisted", 100_000), ("learner.stale_link", 50_000),
      ("fraud.inflating_bodies", 200_000), ("fraud.falsifying_bodies", 200_000),
      ("fraud.recycling_bodies", 200_000), ("control.premature", 600_000),
      ("fraud.inflated_hours", 300_000), ("fraud.false_entries", 300_000),
      ("control.notice_at", 1), ("control.suspended_days", 60),
      ("control.after_payment", 400_000), ("control.recovers_twice", 800_000),
      ("body.files_late", 200_000), ("body.qualiopi_days", 700),
      ("help.notices", 900_000), ("help.complete", 400_000), ("help.papers", 500_000),
      ("registry.no_birthplace", 500_000), ("support.agents", 1), ("support.minutes", 60),
    ] as [(String, Int64)] {
      table.replace("behaviour.\(name)", with: value)
    }
    table.replace("behaviour.collectivity.tops_up", with: scale((0, 400_000)))
    table.replace(
      "behaviour.offer.hours", with: scale((6, 400_000), (14, 800_000), (70, 1_000_000)))
    table.replace(
      "behaviour.offer.reintegration_hours",
      with: scale((14, 300_000), (84, 700_000), (400, 1_000_000)))
    return table
  }

  private static func scale(_ steps: (Int64, Int64)...) -> LawValue {
    .scale(steps.map { LawValue.Step(from: $0.0, value: $0.1) })
  }

  static func inputs(
    seed: UInt64 = 1, law: ParameterTable? = nil, jobs: Int = 1, shards: Int = 2,
    audited: Bool = true, mutant: Mutant = .none
  ) throws -> RunInputs {
    try RunInputs(
      seed: seed, days: days, law: law ?? self.law.get(), behaviour: behaviour.get(),
      territory: territory.get(), roster: seed == 1 ? roster.get() : roster(seed: seed), jobs: jobs,
      shards: shards, isAudited: audited, mutant: mutant)
  }

  static func run(_ inputs: RunInputs) throws -> RunOutcome {
    let engine = Engine(inputs)
    _ = try engine.run()
    return engine.outcome()
  }

  /// The clean audited run, made once.
  static let reference = Result { try run(inputs()) }
}

extension ParameterTable {
  /// Replaces all values of a parameter.
  mutating func replace(_ name: String, with value: LawValue) {
    guard let parameter = self[name], let first = parameter.values.first else {
      preconditionFailure("there is no parameter '\(name)'")
    }
    set(
      name,
      DatedValue(
        from: first.from, value: value, reference: "a test", url: nil, checked: first.checked,
        confidence: first.confidence), alone: true)
  }

  mutating func replace(_ name: String, with number: Int64) {
    replace(name, with: .number(number))
  }
}
