import Audit
import Calendar
import Platform
import Testing

/// What the audit says of steps that follow each other within a day.
@Suite struct SameDayTests {
  @Test func `a seat that is asked for and given up on one day is no claim`() throws {
    let person = try World.councillor.get()
    let bench = try Bench.with(person)
    for (place, verb) in [Verb.refuse, .cancelByLearner].enumerated() {
      var request = Command(.request, official: UInt32(person))
      request.second = World.session(of: World.Offers.short, from: Day(2023, 3, 1))
      let end = Command(verb, official: UInt32(person), number: UInt16(place + 1))
      bench.live(Day(2023, 2, 6) + place, [request, end])
    }
    #expect(bench.violated == [])
    #expect(bench.auditor.findings[.off4].evaluations == 0)
  }
}
