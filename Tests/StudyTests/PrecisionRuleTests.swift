import Statistics
import Study
import Testing

@Suite struct PrecisionRuleTests {
  /// Relative half-widths, by hand: 36.7 % after 3 runs, 19.2 after 4, 13.4, 10.2, 8.2, 7.0, 6.1,
  /// 5.4, 4.8 after 11, 4.3, 4.0, 3.7, 3.4 after 15.
  private let values: [Double] = [
    100, 120, 90, 104, 98, 101, 103, 99, 97, 102, 100, 101, 99, 100, 102,
  ]

  @Test(arguments: [(2, 11), (4, 11), (0, 11)])
  func `the precision is reached at its run once the look-ahead confirms it`(
    lookAhead: Int, reached: Int
  ) {
    let rule = PrecisionRule(precision: 0.05, lookAhead: lookAhead)
    for count in 0..<values.count {
      let state = rule.judge(Array(values.prefix(count)))
      let wanted: PrecisionRule.State =
        count < reached
        ? .wide : count < reached + lookAhead ? .within(since: reached) : .settled(at: reached)
      #expect(state == wanted, "\(count)")
    }
  }

  @Test func `a precision that is lost again begins anew`() {
    // Three runs that happen to agree, then one that does not.
    let rule = PrecisionRule(precision: 0.05, lookAhead: 3)
    #expect(rule.judge([100, 100, 100.1, 150, 100, 100]) == .wide)
    let long = [100, 100, 100.1, 150] + Array(repeating: 100.0, count: 300)
    guard case .settled(let place) = rule.judge(long) else {
      Issue.record("never settled")
      return
    }
    #expect(place > 4)
  }

  @Test func `the look-ahead grows with the number of runs beyond a hundred`() {
    // 1 and 3 in turn: the half-width passes 10 % of 2 at some run beyond a hundred.
    let values = (0..<600).map { $0.isMultiple(of: 2) ? 1.0 : 3.0 }
    let rule = PrecisionRule(precision: 0.08, lookAhead: 5, budget: 600)
    guard case .settled(let place) = rule.judge(values) else {
      Issue.record("never settled")
      return
    }
    #expect(place > 100)
    let ahead = 5 * place / 100
    #expect(ahead > 5)
    #expect(rule.judge(Array(values.prefix(place + ahead - 1))) == .within(since: place))
    #expect(rule.judge(Array(values.prefix(place + ahead))) == .settled(at: place))
  }

  @Test func `what does not vary is settled, what varies around zero never is`() {
    let rule = PrecisionRule(precision: 0.05, lookAhead: 2, budget: 8)
    #expect(rule.judge([0, 0, 0, 0, 0]) == .settled(at: 3))
    #expect(PrecisionRule.relativeHalfWidth(Sample([-1, 1])) == nil)
    let (around, still) = ([1.0, -1, 1, -1, 1, -1, 1, -1], [5.0, 5, 5, 5, 5, 5, 5, 5])
    #expect(!rule.isEnough([Array(around.dropLast()), Array(still.dropLast())], runs: 7))
    #expect(rule.isEnough([around, still], runs: 8))
    #expect(rule.isEnough([[5, 5, 5, 5, 5], [7, 7, 7, 7, 7]], runs: 5))
    #expect(!rule.isEnough([[5, 5, 5, 5], [7, 7, 7, 7]], runs: 4))
    #expect(!rule.isEnough([], runs: 7) && rule.isEnough([], runs: 8))
  }

  @Test func `a metric that settled and grew wide again is not enough, nor reached`() {
    // Eight runs alike settle it; the ninth takes the precision away again.
    let rule = PrecisionRule(precision: 0.05, lookAhead: 5, budget: 100)
    let early = [100.0, 100, 100, 100, 100, 100, 100, 100]
    #expect(rule.judge(early) == .settled(at: 3))
    let late = early + [200]
    #expect(rule.judge(late) == .wide)
    #expect(!rule.isEnough([late, late.map { _ in 1 }], runs: 9))
  }

  @Test func `within the precision without a look-ahead is not settled`() {
    let rule = PrecisionRule(precision: 0.9, budget: 3)
    #expect(rule.judge([100, 101, 102]) == .within(since: 3))
    #expect(!rule.isSettled([100, 101, 102]))
    #expect(rule.isEnough([[100, 101, 102]], runs: 3))
  }
}

@Suite struct ConfidentVerdictTests {
  @Test(
    arguments: [
      ([1, 2, 1.5], .held), ([-1, -2, -1.5], .failed), ([-1, 1, 0], .inconclusive),
      ([], .unmeasured),
      ([0, 0, 0], .held), ([3], .held), ([-3], .failed),
    ] as [([Double], ConfidentVerdict)])
  func `the whole interval decides`(slacks: [Double], verdict: ConfidentVerdict) {
    #expect(ConfidentVerdict.judge(slacks: Sample(slacks)) == verdict)
  }

  @Test func `a limit that must not be reached is not reached by its own value`() {
    #expect(ConfidentVerdict.judge(slacks: Sample([0, 0]), isStrict: true) == .failed)
    #expect(ConfidentVerdict.judge(slacks: Sample([0, 0]), isStrict: false) == .held)
  }
}
