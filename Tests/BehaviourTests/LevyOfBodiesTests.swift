@testable import Behaviour
import Calendar
import Law
import Platform
import Territory
import Testing

/// Collectivities wire what the calendar of the levy says, body by body.
@Suite struct LevyOfBodiesTests {
  @Test func `the run and the desk sum the same months`() throws {
    let law = try ParameterTable.law()
    let days = Day(2018, 12, 1)...Day(2026, 2, 28)
    let territory = try Territory(
      law, on: days.lowerBound, options: TerritoryOptions(departments: ["48"]))
    var treasury = Treasury(bodies: territory.bodies, law: law)
    let statutes = Statutes(law, in: days)
    var wired: [Int64] = []
    var due: [Int64] = []
    for number in days.lowerBound.rawValue...days.upperBound.rawValue {
      let day = Day(rawValue: number)
      let statute = statutes.statute(on: day)
      var batch = Batch()
      batch.reset(day)
      treasury.wire(on: day, statute, &batch)
      guard !batch.commands.isEmpty else { continue }
      var amounts = [Int64](repeating: 0, count: territory.bodies.count)
      for command in batch.commands { amounts[Int(command.official)] += command.amount }
      wired += amounts
      for place in territory.bodies.indices {
        due.append(
          LevyCalendar.due(on: day, statute) { year, month in
            let table = treasury.table(year, month)
            return treasury.tables[table].monthly[place]
          })
      }
    }
    #expect(wired == due)
    #expect(wired.contains { $0 > 0 })
  }
}
