import Statistics
import Testing

@Suite struct LogRatioTests {
  @Test func `twice as much and half as much are equally far from the same`() throws {
    let double = try #require(LogRatio.of(2, to: 1))
    let half = try #require(LogRatio.of(1, to: 2))
    #expect(double == -half && LogRatio.of(3, to: 3) == 0)
    #expect(abs(LogRatio.ratio(double) - 2) < 1e-15)
    #expect(abs(LogRatio.ratio(LogRatio.more(by: 0.05)) - 1.05) < 1e-15)
  }

  @Test(arguments: [(0, 1), (1, 0), (-1, 1), (.nan, 1), (1, .infinity)] as [(Double, Double)])
  func `what is no number above 0 has no logarithm`(part: Double, whole: Double) {
    #expect(LogRatio.of(part, to: whole) == nil)
  }
}
