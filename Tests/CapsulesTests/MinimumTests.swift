import Capsules
import Testing

/// Delta debugging finds what cannot be left out.
@Suite struct MinimumTests {
  @Test func `what matters is left, in its order`() {
    let found = minimum(Array(0..<100)) { Set($0).isSuperset(of: [7, 3, 91]) }
    #expect(found == [3, 7, 91])
  }

  @Test func `nothing is left where nothing matters`() {
    #expect(minimum(Array(0..<100)) { _ in true }.isEmpty)
    #expect(minimum([Int]()) { _ in false }.isEmpty)
  }

  @Test func `everything is left where everything matters`() {
    #expect(minimum(Array(0..<9)) { $0.count == 9 } == Array(0..<9))
  }

  @Test func `when time runs out the best so far is kept`() {
    var runs = 0
    let found = minimum(Array(0..<64)) { items -> Bool? in
      runs += 1
      return runs > 6 ? nil : items.contains(40)
    }
    #expect(found.contains(40))
    #expect(found.count < 64)
    #expect(runs == 7)
  }

  @Test(arguments: [0, 1, 2, 719, 720, 721, 100_000] as [Int64])
  func `the smallest number that passes is found`(limit: Int64) {
    #expect(minimum(100_000) { $0 >= limit } == limit)
  }

  @Test func `a number is kept when time runs out at once`() {
    #expect(minimum(500) { _ in nil } == 500)
  }
}
