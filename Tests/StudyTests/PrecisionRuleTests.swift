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
      #expect(state == (count < reached + lookAhead ? .open : .settled(at: reached)), "\(count)")
    }
  }

  @Test func `a precision that is lost again begins anew`() {
    // Three runs that happen to agree, then one that does not.
    let rule = PrecisionRule(precision: 0.05, lookAhead: 3)
    #expect(rule.judge([100, 100, 100.1, 150, 100, 100]) == .open)
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
    #expect(rule.judge(Array(values.prefix(place + ahead - 1))) == .open)
    #expect(rule.judge(Array(values.prefix(place + ahead))) == .settled(at: place))
  }

  @Test func `what does not vary is settled, what varies around zero never is`() {
    let rule = PrecisionRule(precision: 0.05, lookAhead: 2, budget: 8)
    #expect(rule.judge([0, 0, 0, 0, 0]) == .settled(at: 3))
    #expect(PrecisionRule.relativeHalfWidth(Sample([-1, 1])) == nil)
    #expect(!rule.isEnough([[1, -1, 1, -1, 1, -1, 0], [5, 5, 5, 5, 5, 5, 5]]))
    #expect(rule.isEnough([[1, -1, 1, -1, 1, -1, 1, -1], [5, 5, 5, 5, 5, 5, 5, 5]]))
    #expect(rule.isEnough([[5, 5, 5, 5, 5], [7, 7, 7, 7, 7]]))
    #expect(!rule.isEnough([[5, 5, 5, 5], [7, 7, 7, 7]]))
    #expect(!rule.isEnough([]))
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
