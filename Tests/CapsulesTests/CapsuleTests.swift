import Audit
import Calendar
import Capsules
import Platform
import Report
import Simulation
import Testing

/// A capsule says all that it takes, and reads back as it was written.
@Suite struct CapsuleTests {
  private static func capsule() -> Capsule {
    var capsule = Capsule()
    capsule.failure = Capsule.Failure(
      Violation(
        invariant: .crd1, day: Day(2022, 3, 31).rawValue, official: 17, event: "posting x"))
    capsule.scenario.seed = .max
    capsule.scenario.files = [.init(path: "s.yaml", text: "name: « é »\n")]
    let operations = [
      Operation(day: Day(2021, 7, 1), subject: 17, verb: .mandateBegins, turn: 0),
      Operation(day: Day(2021, 7, 2), subject: 17, verb: nil, turn: 1),
      Operation(
        day: Day(2022, 1, 9), subject: 17, verb: .confirm, turn: 0, number: 3, amount: 123_45),
    ]
    capsule.focus = Capsule.FocusMark(
      View(
        days: Day(2021, 7, 1)...Day(2022, 3, 31),
        focus: Focus(officials: [17], operations: operations)))
    return capsule
  }

  @Test func `it reads back as it was written`() throws {
    let capsule = Self.capsule()
    let bytes = try capsule.json.bytes()
    #expect(try Capsule(json: JSON(parsing: bytes)) == capsule)
    let view = try capsule.focus.view()
    #expect(Capsule.FocusMark(view) == capsule.focus)
    #expect(view.focus.operations?.map(\.name) == ["mandate-begins", "visit", "confirm"])
  }

  @Test func `cut short anywhere it is refused, and nothing crashes`() throws {
    let bytes = try Self.capsule().json.bytes()
    // What follows the last brace is the end of the line.
    for length in 0..<(bytes.count - 2) {
      #expect(throws: ReportError.self) {
        _ = try Capsule(json: JSON(parsing: Array(bytes.prefix(length))))
      }
    }
  }

  @Test func `what cannot be is refused with its name`() throws {
    var capsule = Self.capsule()
    capsule.focus.operations?[2].name = "confrim"
    #expect(throws: ReportError.self) { try capsule.focus.view() }
    capsule = Self.capsule()
    capsule.focus.operations?[0].day = "2021-02-29"
    #expect(throws: ReportError.self) { try capsule.focus.view() }
    capsule = Self.capsule()
    capsule.focus.officials = [-1]
    #expect(throws: ReportError.self) { try capsule.focus.view() }
    capsule = Self.capsule()
    capsule.focus.through = "2020-01-01"
    #expect(throws: ReportError.self) { try capsule.focus.view() }
    capsule = Self.capsule()
    capsule.failure.invariant = "CRD-9"
    #expect(throws: ReportError.self) { try Violation(capsule.failure) }
  }
}

/// Two runs that should be equal are, or part at an event with a name.
@Suite struct DivergenceTests {
  @Test func `equal runs never part, whatever threads and shards there are`() throws {
    var other = try Village.inputs()
    other.jobs = 2
    other.shards = 5
    let (found, days) = firstDivergence(between: try Village.inputs(), and: other)
    #expect(found == nil)
    #expect(days == Village.days.upperBound - Village.days.lowerBound + 1)
  }

  @Test func `a known mistake is found at its first posting`() throws {
    let (found, days) = firstDivergence(
      between: try Village.inputs(), and: try Village.inputs(.creditTwice))
    let divergence = try #require(found)
    #expect(divergence.day == Day(2022, 3, 31))
    #expect(days == Day(2022, 3, 31) - Village.days.lowerBound)
    #expect(divergence.event.contains("annual-credit"))
    #expect(divergence.official >= 0)
  }

  @Test func `another amount is named by its field`() throws {
    var law = try Village.law.get()
    law.replace("rights.annual_credit", with: 300_00)
    let other = RunInputs(
      seed: 5, days: Village.days, law: law, behaviour: try Village.behaviour.get(),
      territory: try Village.territory.get(), roster: try Village.roster.get())
    let (found, _) = firstDivergence(between: try Village.inputs(), and: other)
    let divergence = try #require(found)
    #expect(divergence.field == "amount")
    #expect(divergence.values.0.contains("400"))
    #expect(divergence.values.1.contains("300"))
  }
}
