import Statistics
import Testing

@Suite struct BinomialBoundTests {
  @Test func `none of n is one minus the n-th root of a twentieth`() {
    // 1 − 0.05^(1/n), and beside it the rule of three.
    #expect(BinomialBound.upper95PPM(0, of: 1) == 950_000)
    #expect(BinomialBound.upper95PPM(0, of: 2) == 776_394)
    #expect(BinomialBound.upper95PPM(0, of: 10) == 258_866)
    #expect(BinomialBound.upper95PPM(0, of: 59) == 49_508)
    #expect(BinomialBound.upper95PPM(0, of: 500) == 5_974)
  }

  @Test func `few of n is the bound of Clopper and Pearson`() {
    // Tables of the beta distribution: the 95 % point of Beta(k + 1, n − k).
    #expect(BinomialBound.upper95PPM(1, of: 10) == 394_164)
    #expect(BinomialBound.upper95PPM(2, of: 20) == 282_619)
    #expect(BinomialBound.upper95PPM(5, of: 100) == 102_254)
  }

  @Test(arguments: [10, 1_000, 20_000])
  func `the bound grows with what was seen, and never lies below it`(trials: Int) throws {
    var last: Int64 = 0
    for count in [0, 1, 2, 5, trials / 2, trials - 1, trials] where count <= trials {
      let bound = try #require(BinomialBound.upper95PPM(count, of: trials))
      #expect(bound >= last)
      #expect(bound * Int64(trials) >= Int64(count) * 1_000_000)
      last = bound
    }
    #expect(last == 1_000_000)
  }

  @Test func `no trial, and more than all, have no bound`() {
    #expect(BinomialBound.upper95PPM(0, of: 0) == nil)
    #expect(BinomialBound.upper95PPM(3, of: 2) == nil)
    #expect(BinomialBound.upper95PPM(-1, of: 2) == nil)
  }
}
