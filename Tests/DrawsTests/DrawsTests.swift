import Draws
import Testing

@Suite struct DrawTests {
  static let stream = Stream("test")

  @Test func `a draw is a pure function of its key`() {
    #expect(draw(1, Self.stream, 2, 3) == draw(1, Self.stream, 2, 3))
    // The value itself is part of every recorded fingerprint.
    #expect(Stream("demand").key != Stream("price").key)
  }

  @Test func `neighbouring keys give unrelated draws`() {
    var ones = 0
    for entity in 0..<4_000 as Range<UInt64> {
      let word = draw(7, Self.stream, entity, 0)
      ones += (word ^ draw(7, Self.stream, entity + 1, 0)).nonzeroBitCount
      ones += (word ^ draw(7, Self.stream, entity, 1)).nonzeroBitCount
      ones += (word ^ draw(8, Self.stream, entity, 0)).nonzeroBitCount
    }
    let mean = Double(ones) / 12_000
    #expect((31.8...32.2).contains(mean))
  }

  @Test func `draws below a bound fill it evenly`() {
    var counts = [Int](repeating: 0, count: 10)
    for entity in 0..<100_000 as Range<UInt64> {
      counts[Int(draw(3, Self.stream, entity).below(10))] += 1
    }
    // Chi-squared with 9 degrees of freedom: 27.9 has a probability of 0.001, for one fixed seed.
    let chi = counts.reduce(0.0) { $0 + Double(($1 - 10_000) * ($1 - 10_000)) / 10_000 }
    #expect(chi < 27.9)
    #expect(
      (0..<1_000 as Range<UInt64>).allSatisfy {
        (5...9).contains(draw(1, Self.stream, $0).between(5, 9))
      })
  }

  @Test func `a share of nothing never happens and a share of all always does`() {
    for entity in 0..<1_000 as Range<UInt64> {
      #expect(!draw(1, Self.stream, entity).isWithin(partsPerMillion: 0))
      #expect(draw(1, Self.stream, entity).isWithin(partsPerMillion: 1_000_000))
    }
  }

  @Test(arguments: [1, 2, 3, 10, 97, 1_000, 65_536, 65_537])
  func `a permutation sends every position to another`(count: Int) {
    for seed in 0..<3 as Range<UInt64> {
      let permutation = Permutation(count: count, seed: seed, stream: Self.stream)
      var seen = [Bool](repeating: false, count: count)
      for index in 0..<count { seen[permutation(index)] = true }
      #expect(!seen.contains(false))
    }
  }
}
