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
    // x̄ = 3, s = √2.5, t(4; 95 %) = 2.776: 2.776 × 1.5811 ÷ 2.2361 = 1.9629
    let half = try #require(Sample([1, 2, 3, 4, 5]).halfWidth())
    #expect(abs(half - 1.9629) < 0.0001)
    let interval = try #require(Sample([1, 2, 3, 4, 5]).interval())
    #expect(abs(interval.lowerBound - 1.0371) < 0.0001)
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

  @Test func `between two rows the wider interval is taken`() {
    #expect(studentQuantile(.ninetyFive, degrees: 30) == 2.042)
    #expect(studentQuantile(.ninetyFive, degrees: 39) == 2.042)
    #expect(studentQuantile(.ninetyFive, degrees: 40) == 2.021)
    #expect(studentQuantile(.ninetyNine, degrees: 1_000_000) == 2.581)
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
