import Foundation
import Testing

@testable import Statistics

@Suite struct SampleTests {
  @Test func `median, mean and deviation have their known values`() {
    let sample = Sample([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(sample.mean == 5)
    #expect(sample.median == 4.5)
    #expect(sample.standardDeviation == (32.0 / 7).squareRoot())
    #expect(sample.medianAbsoluteDeviation == 0.5)
    #expect(Sample([3, 1, 2]).median == 2)
    #expect(sample.percentile(partsPerMillion: 900_000) == 9)
  }

  @Test func `a sample too small has no figure`() {
    #expect(Sample([]).mean == nil)
    #expect(Sample([]).median == nil)
    #expect(Sample([1]).standardDeviation == nil)
    #expect(Sample([1]).halfWidth() == nil)
  }

  @Test func `the half-width is t times s over the root of n`() throws {
    // x̄ = 3, s = √2.5, t(4; 95 %) = 2.77645: 2.77645 × 1.58114 ÷ 2.23607 = 1.96324
    let half = try #require(Sample([1, 2, 3, 4, 5]).halfWidth())
    #expect(abs(half - 1.963_24) < 0.000_01)
    let interval = try #require(Sample([1, 2, 3, 4, 5]).interval())
    #expect(abs(interval.lowerBound - 1.036_76) < 0.000_01)
  }

  @Test func `the table agrees with Student's distribution integrated afresh`() {
    for (row, degrees) in StudentTable.degrees.enumerated() {
      for (confidence, column) in [
        (0.90, StudentTable.ninety), (0.95, StudentTable.ninetyFive),
        (0.99, StudentTable.ninetyNine),
      ] {
        let density = 0.5 * (1 - confidence)
        let slack = 0.0006 / (1 + column[row] * column[row])
        #expect(abs(upperTail(column[row], degrees) - density) < slack, "\(degrees) degrees")
      }
    }
  }

  @Test func `between two rows of the table the degrees themselves are taken`() {
    // With 39 degrees t is 2.0227, not the 2.042 of the row of 30.
    let sample = Sample((0..<40).map { Double($0 % 2) })
    let half = sample.halfWidth() ?? 0
    let error = (sample.standardDeviation ?? 0) / 40.0.squareRoot()
    #expect(abs(half / error - 2.022_69) < 0.000_01)
  }

  @Test(arguments: [(1_000, 469), (1_074, 505), (1_075, 505), (1_200, 566), (5_000, 2_431)])
  func `the median of many measurements has an interval as well`(count: Int, rank: Int) {
    // By whole numbers: the binomial sums up to the rank are the last within 2.5 %.
    #expect(Sample.medianRank(count) == rank)
    let interval = Sample((1...count).map(Double.init)).medianInterval()
    #expect(interval == Double(rank)...Double(count + 1 - rank))
  }

  @Test func `pairs are compared one by one`() {
    let baseline = Sample([1, 10, 100])
    let candidate = Sample([2, 11, 101])
    #expect(Sample.differences(of: candidate, from: baseline)?.values == [1, 1, 1])
    #expect(Sample.ratios(of: candidate, to: baseline)?.values == [2, 1.1, 1.01])
    #expect(Sample.differences(of: Sample([1]), from: baseline) == nil)
    #expect(Sample.ratios(of: Sample([1]), to: Sample([0])) == nil)
  }

  /// P(T > t) by Simpson's rule over the angle θ = atan(t ÷ √ν), where the density is a power of
  /// the cosine.
  private func upperTail(_ t: Double, _ degrees: Int) -> Double {
    let power = Double(degrees - 1)
    func integral(_ from: Double, _ to: Double) -> Double {
      let steps = 20_000
      let width = (to - from) / Double(steps)
      var sum = 0.0
      for step in 0...steps {
        let weight = step == 0 || step == steps ? 1.0 : (step % 2 == 1 ? 4 : 2)
        sum += weight * pow(max(0, cos(from + Double(step) * width)), power)
      }
      return sum * width / 3
    }
    let angle = atan(t / Double(degrees).squareRoot())
    return integral(angle, .pi / 2) / (2 * integral(0, .pi / 2))
  }
}

@Suite struct BootstrapTests {
  @Test func `the same sample gives the same interval, another seed another one`() {
    let sample = Sample((0..<30).map { Double($0 * $0 % 17) })
    let first = sample.bootstrap(seed: 3) { $0.mean }
    #expect(first == sample.bootstrap(seed: 3) { $0.mean })
    #expect(first != sample.bootstrap(seed: 4) { $0.mean })
  }

  @Test func `the interval of a constant is that constant`() {
    #expect(Sample([4, 4, 4]).bootstrap { $0.median } == 4...4)
    #expect(Sample([]).bootstrap { $0.median } == nil)
    #expect(Sample([4]).bootstrap { _ in nil } == nil)
  }

  @Test func `the interval covers the true mean about as often as it says`() {
    var covered = 0
    for seed in 0..<200 as Range<UInt64> {
      let values = (0..<40 as Range<UInt64>).map { position in
        Double(counterDraw(seed &* 977, position) >> 11) / 0x1p53
      }
      let interval = Sample(values).bootstrap(.ninety, resamples: 400, seed: seed) { $0.mean }
      if interval?.contains(0.5) == true { covered += 1 }
    }
    #expect((165...195).contains(covered))
  }

  @Test func `the generator gives SplitMix64's published words`() {
    // First words of the reference implementation from the state 1234567.
    #expect(counterDraw(1_234_567, 0) == 6_457_827_717_110_365_317)
    #expect(counterDraw(1_234_567, 1) == 3_203_168_211_198_807_973)
    #expect(counterDraw(1_234_567, 2) == 9_817_491_932_198_370_423)
  }
}

/// Critical values of the NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.6.7.2, by
/// degrees of freedom: 1 to 30, then steps that grow.
enum StudentTable {
  static let degrees = Array(1...30) + [40, 50, 60, 80, 100, 1_000]

  static let ninety = [
    6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796, 1.782, 1.771,
    1.761, 1.753, 1.746, 1.740, 1.734, 1.729, 1.725, 1.721, 1.717, 1.714, 1.711, 1.708, 1.706,
    1.703, 1.701, 1.699, 1.697, 1.684, 1.676, 1.671, 1.664, 1.660, 1.646,
  ]

  static let ninetyFive = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042, 2.021, 2.009, 2.000, 1.990, 1.984, 1.962,
  ]

  static let ninetyNine = [
    63.657, 9.925, 5.841, 4.604, 4.032, 3.707, 3.499, 3.355, 3.250, 3.169, 3.106, 3.055, 3.012,
    2.977, 2.947, 2.921, 2.898, 2.878, 2.861, 2.845, 2.831, 2.819, 2.807, 2.797, 2.787, 2.779,
    2.771, 2.763, 2.756, 2.750, 2.704, 2.678, 2.660, 2.639, 2.626, 2.581,
  ]

  static func column(_ confidence: Confidence) -> [Double] {
    switch confidence {
    case .ninety: ninety
    case .ninetyFive: ninetyFive
    case .ninetyNine: ninetyNine
    }
  }
}
