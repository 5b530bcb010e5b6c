import Scenario
import Testing

@Suite struct ThresholdTests {
  @Test(
    arguments: [
      ("a < 5", 4, 5), ("a <= 5", 5, 6), ("a > 5", 6, 5), ("a >= 5", 5, 4), ("a == 5", 5, 6),
      ("a != 5", 4, 5),
    ] as [(String, Int64, Int64)])
  func `each comparison holds on one side only`(text: String, good: Int64, bad: Int64) throws {
    let threshold = try Threshold(text)
    #expect(threshold.evaluate(on: ["a": good]).ok)
    #expect(!threshold.evaluate(on: ["a": bad]).ok)
    #expect(threshold.evaluate(on: ["a": good]).observed == good)
  }

  @Test func `spaces and groups of digits do not matter`() throws {
    let threshold = try Threshold("  money.expired_cents>=1_000 000 ")
    #expect(try Threshold("a == 12_345").limit == 12_345)
    #expect(threshold.expression == "money.expired_cents >= 1000000")
    #expect(try Threshold("money.net_cents > -5").limit == -5)
  }

  @Test func `a metric that is missing fails with the nearest name`() throws {
    let verdict = try Threshold("dossiers.opend > 0").evaluate(on: ["dossiers.opened": 3])
    #expect(!verdict.ok)
    #expect(verdict.observed == nil)
    #expect(verdict.hint == "; did you mean 'dossiers.opened'?")
  }

  @Test(arguments: [
    "", "a", "a < ", "< 5", "a = 5", "a =< 5", "a < b", "a < 5 5x", "a b < 5", "violations == 0 0",
    "a < 1 00",
    "a < 1__000", "a < _5",
    "a < 99999999999999999999", ".a < 1", "a. < 1",
  ])
  func `anything else is refused`(text: String) {
    #expect(throws: ThresholdError.self) { try Threshold(text) }
  }
}
