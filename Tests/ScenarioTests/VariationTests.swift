import Documents
import Scenario
import Testing

@Suite struct VariationTests {
  private func values(_ text: String) throws -> [String] {
    let variation = try Variation(text, context: Fixture.context())
    return (0..<variation.count).map { variation[$0] }
  }

  @Test(
    arguments: [
      ("rights.cap=800..1600 step 200", ["800", "1000", "1200", "1400", "1600"]),
      ("rights.cap=800..1500 step 200", ["800", "1000", "1200", "1400"]),
      ("rights.cap=5..5", ["5"]), ("rights.cap=1..3", ["1", "2", "3"]),
      ("rights.cap=700,900, 800", ["700", "900", "800"]),
      ("rights.cap=0.5..1 step 0.25", ["0.50", "0.75", "1.00"]),
      ("behaviour.request-rate=2 %..3 % step 0.5 %", ["2.0 %", "2.5 %", "3.0 %"]),
      ("accrual.calendar=last-day-of-march,third-monday", ["last-day-of-march", "third-monday"]),
    ] as [(String, [String])])
  func `a range with its step and a list name their values`(text: String, all: [String]) throws {
    #expect(try values(text) == all)
  }

  @Test func `the end of a name is enough where one name ends so`() throws {
    let context = try Fixture.context()
    #expect(try Variation("cap=1..2", context: context).path == "rights.cap")
    #expect(
      try Variation("request-rate=1 %,2 %", context: context).path == "behaviour.request-rate")
    #expect(
      try Variation("population.officials=5", context: context).path == "population.officials")
  }

  @Test(arguments: [
    ("rights.cap", "must be path=values"), ("rights.cap=", "an empty value"),
    ("rights.cap=1,,2", "an empty value"), ("rights.cap=1,2,1", "'1' stands there twice"),
    ("rights.cap=1600..800 step 200", "the range runs backwards: write 800..1600"),
    ("rights.cap=800..1600 step 0", "a step must be above 0"),
    ("rights.cap=800..1600 step -200", "a step must be above 0"),
    ("rights.cap=800..many", "'many' is no number"), ("rights.cap=..5", "'' is no number"),
    ("rights.cap=1 €..5 %", "different units"), ("rights.cpa=1..2", "did you mean 'rights.cap'?"),
    ("request-rat=1..2", "did you mean 'request-rate'?"),
    ("seed=1..5", "--repeat runs further seeds"),
  ])
  func `anything else is refused with a sentence`(text: String, part: String) throws {
    let context = try Fixture.context()
    do throws(Diagnostic) {
      _ = try Variation(text, context: context)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.file == "--vary")
      #expect(error.message.contains(part), "\(error)")
    }
  }

  @Test func `a range of a million is counted, not written out`() throws {
    let variation = try Variation("rights.cap=1..5000000000", context: Fixture.context())
    #expect(variation.count == 5_000_000_000)
    #expect(variation[4_999_999_999] == "5000000000")
  }
}
