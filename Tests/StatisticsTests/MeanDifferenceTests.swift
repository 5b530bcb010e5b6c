import Statistics
import Testing

@Suite struct StudentDistributionTests {
  @Test(arguments: [Confidence.ninety, .ninetyFive, .ninetyNine])
  func `quantiles are those of the published table`(confidence: Confidence) {
    for (degrees, published) in zip(StudentTable.degrees, StudentTable.column(confidence)) {
      let exact = StudentDistribution(degrees: degrees).quantile(within: confidence.probability)
      #expect(abs(exact - published) < 0.000_51, "\(degrees)")
    }
  }

  @Test func `a level of no table comes out as well`() {
    // 0.05 ÷ 20 on both sides with 9 degrees: Bonferroni's level for twenty metrics of ten runs.
    let t = StudentDistribution(degrees: 9).quantile(within: 1 - 0.05 / 20)
    #expect(abs(t - 4.1458) < 0.001)
    #expect(abs(StudentDistribution(degrees: 1).quantile(within: 0.5) - 1) < 1e-9)
  }

  @Test func `the probability grows with t and with the degrees`() {
    for degrees in 1...40 {
      let distribution = StudentDistribution(degrees: degrees)
      #expect(distribution.probability(within: 1) < distribution.probability(within: 1.1))
      #expect(
        distribution.probability(within: 1)
          < StudentDistribution(degrees: degrees + 1).probability(within: 1))
    }
  }
}

@Suite struct MeanDifferenceTests {
  private let a = Sample([
    27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4,
  ])
  private let b = Sample([
    27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4,
  ])

  @Test func `Welch's interval of a published example`() throws {
    // t = −2.455356 with 24.9885 degrees of freedom, of which 24 are used.
    let difference = try #require(MeanDifference.welch(a, b))
    #expect(abs(difference.mean + 2.166_667) < 1e-6)
    #expect(difference.degrees == 24)
    #expect(abs(difference.halfWidth() - 2.063_899 * 2.166_667 / 2.455_356) < 1e-4)
    #expect(difference.method == .welch)
  }

  @Test func `Welch's interval knows samples of different sizes, and of none`() throws {
    let difference = try #require(
      MeanDifference.welch(Sample([1, 2, 3]), Sample([1, 1, 1, 1])))
    #expect(difference.mean == 1 && difference.degrees == 2)
    #expect(MeanDifference.welch(Sample([1]), Sample([1, 2])) == nil)
    let still = try #require(MeanDifference.welch(Sample([2, 2]), Sample([1, 1])))
    #expect(still.halfWidth() == 0 && still.mean == 1)
  }

  @Test func `pairs that move together leave a narrow interval`() throws {
    let before = Sample([10, 20, 30, 40])
    let after = Sample([11, 21.5, 30.5, 41])
    let paired = try #require(MeanDifference.paired(after, before))
    let apart = try #require(MeanDifference.welch(after, before))
    #expect(paired.mean == 1 && paired.degrees == 3)
    #expect(abs(paired.halfWidth() - 3.182 * 0.408_248 / 2) < 1e-3)
    #expect(apart.halfWidth() > 20 * paired.halfWidth())
    #expect(MeanDifference.paired(after, Sample([1])) == nil)
  }

  @Test func `an interval at a higher level is wider, as Bonferroni's are`() throws {
    let paired = try #require(
      MeanDifference.paired(Sample([11, 21.5, 30.5, 41]), Sample([10, 20, 30, 40])))
    #expect(paired.halfWidth(within: 1 - 0.05 / 20) > paired.halfWidth())
    // t(3 degrees) at 99 % is 5.841.
    #expect(abs(paired.halfWidth(within: 0.99) / paired.standardError - 5.841) < 0.001)
  }

  @Test func `pairing takes variance away, or does harm`() throws {
    // Var(c − b) = 2/3; Var(b) = 500/3 and Var(c) = 174, so 1 − 0.6667 ÷ 340.6667.
    let reduction = try #require(
      MeanDifference.varianceReduction(Sample([12, 21, 33, 42]), Sample([10, 20, 30, 40])))
    #expect(abs(reduction - 0.998_043) < 0.000_001)
    let harm = MeanDifference.varianceReduction(Sample([3, 2, 1]), Sample([1, 2, 3]))
    #expect(abs(try #require(harm) + 1) < 1e-12)
    let still = Sample([5, 5])
    #expect(MeanDifference.varianceReduction(still, still) == nil)
    #expect(MeanDifference.varianceReduction(Sample([1]), Sample([2])) == nil)
    #expect(MeanDifference.varianceReduction(still, Sample([1])) == nil)
  }

  @Test func `correlation is between its ends`() {
    let line = Sample([1, 2, 3])
    #expect(Sample.correlation(line, Sample([2, 4, 6])) == 1)
    #expect(Sample.correlation(line, Sample([3, 2, 1])) == -1)
    #expect(Sample.correlation(line, Sample([5, 5, 5])) == nil)
    #expect(Sample.correlation(line, Sample([1, 2])) == nil)
    #expect(abs((Sample.correlation(line, Sample([1, 3, 2])) ?? 0) - 0.5) < 1e-12)
  }
}
