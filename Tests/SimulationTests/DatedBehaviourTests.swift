import Behaviour
import Calendar
@testable import Law
import Platform
import Population
import Simulation
import Testing

/// A rate that changes within a year changes the run from that day on.
@Suite struct DatedBehaviourTests {
  private static let days = Day(2022, 1, 1)...Day(2023, 12, 31)
  private static let change = Day(2022, 9, 1)

  private static let roster = Result {
    try Roster(
      seed: 3, territory: SmallWorld.territory.get(), law: SmallWorld.law.get(),
      population: SmallWorld.population.get(), horizon: days)
  }

  private func run(_ behaviour: ParameterTable) throws -> RunOutcome {
    try SmallWorld.run(
      RunInputs(
        seed: 3, days: Self.days, law: SmallWorld.law.get(), behaviour: behaviour,
        territory: SmallWorld.territory.get(), roster: Self.roster.get(), isAudited: false))
  }

  /// What was set and not yet read would leave the run as it was.
  @Test(
    arguments: [
      ("operator.control", 900_000), ("help.notices", 0), ("collectivity.never_pays", 1_000_000),
      ("card.refused", 900_000), ("learner.withdraw", 500_000), ("provider.refuse", 900_000),
      ("offer.withdrawn", 900_000), ("operator.payment_weekday", 1),
      ("operator.fund_line", 2_000_000_000),
    ] as [(String, Int64)])
  func `a value dated within the year is read on its day`(name: String, number: Int64) throws {
    var table = try SmallWorld.behaviour.get()
    let before = try run(table)
    let full = "behaviour.\(name)"
    let value = try #require(table[full]?.inForce(on: Self.change))
    table.set(
      full,
      DatedValue(
        from: Self.change, value: .number(number), reference: "a test", url: nil,
        checked: value.checked, confidence: .assumption), alone: true)
    let after = try run(table)
    let parts = zip(before.months, after.months).enumerated()
    #expect(before.fingerprint != after.fingerprint)
    // The months before the change are the same.
    #expect(parts.allSatisfy { $0 >= 8 || $1.0 == $1.1 })
  }

  /// The minister who is late has decided nothing, and the body applies again.
  @Test func `a decision after the legal delay is none`() throws {
    var table = try SmallWorld.behaviour.get()
    table.replace("behaviour.body.new", with: 500_000)
    table.replace("behaviour.body.refused", with: 0)
    let inTime = try run(table)
    table.replace("behaviour.body.decided_late", with: 1_000_000)
    let late = try run(table)
    let (accredit, apply) = (Int(Verb.accredit.rawValue), Int(Verb.applyAccreditation.rawValue))
    #expect(inTime.tally.applied[accredit] > 0)
    #expect(late.tally.operations[accredit] > 0)
    #expect(late.tally.applied[accredit] == 0)
    #expect(late.tally.applied[apply] > inTime.tally.applied[apply])
  }
}
