import Calendar
import Testing

@testable import Scenario

/// The arithmetic of thresholds, which neither rounds nor traps.
@Suite struct ExactTests {
  @Test(arguments: [
    "around 10.123456d ± 2.123456%", "<1000000000000000d", "<999999999999999.123456d",
    ">999999999999999.123456d", "==0.000001d", "within 0.000001..999999999999999.999999 d",
    "around 999999999999999.999999d ± 99.999999%", "!= -999999999999999.999999d",
  ])
  func `no limit is too large or too long for a sum`(condition: String) throws {
    let threshold = try Threshold("sojourn{queue:support}: avg \(condition)")
    for (value, count) in [(1, 123_457), (730, 8_640_013), (9_007_199_254_740_993, 999_983)]
      as [(Int64, Int64)]
    {
      var all = Measurements(from: Day(2026, 1, 1))
      all.distributions[threshold.metric] = Measurements.Distribution(
        [.init(value, count: count), .init(value + 1, count: 1)], unit: "days")
      let verdict = threshold.evaluate(on: all)
      let slack = try #require(verdict.slack)
      let isStrict = threshold.isStrict
      #expect((verdict.state == .held) == (isStrict ? slack > 0 : slack >= 0) || slack == 0)
      var daily = Measurements(from: Day(2026, 1, 1))
      daily.series[threshold.metric] = Measurements.Series([value, value], kind: .level)
      #expect(threshold.evaluate(on: daily).slack != nil)
    }
  }

  @Test func `products that no ratio holds are nearly right`() {
    let third = Exact(Int128(1) << 100, 3)
    #expect((third - Exact(1, (Int128(1) << 100) - 1)).approximation == third.approximation)
    #expect(third.scaled(by: Int128(1) << 90).approximation > 1e29)
    #expect(third.rounded(times: Int128(1) << 90) == .max)
    #expect(Exact(-(Int128(1) << 100), 3).rounded(times: Int128(1) << 90) == .min)
    #expect(Exact(6, 4) == Exact(3, 2) && Exact(6, 4).denominator == 2)
    #expect(Exact(0, 7).denominator == 1 && Exact(-6, 4).numerator == -3)
    #expect(Exact(5, 2).rounded() == 3 && Exact(-5, 2).rounded() == -3)
  }
}
