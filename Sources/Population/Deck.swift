internal import Draws
internal import Territory

/// The quotas of age and sex by function, dealt through permutations so that each is met exactly.
struct Decks: Sendable {
  /// A deck of one function: how many cards lie up to each cell.
  ///
  /// A class, so that drawing a card copies nothing.
  final class Deck: Sendable {
    private let ends: [Int]
    private let permutation: Permutation?

    init(_ counts: [Int64], seed: UInt64, function: UInt64) {
      var sum = 0
      ends = counts.map { count in
        sum += Int(count)
        return sum
      }
      permutation =
        sum > 0 ? Permutation(count: sum, seed: seed, stream: Decks.stream, entity: function) : nil
    }

    /// The cell of a card.
    func cell(_ position: Int) -> Int {
      guard let permutation else { return 0 }
      let card = permutation(position)
      var low = 0
      var high = ends.count - 1
      while low < high {
        let middle = (low + high) / 2
        if ends[middle] > card { high = middle } else { low = middle + 1 }
      }
      return low
    }
  }

  fileprivate static let stream = Stream("population.deck")

  /// The decks by ``MandateFunction``: councillors, deputies, mayors.
  let byFunction: [Deck]

  /// Creates the decks of all municipal councillors in office; a cell is twice its band, plus one
  /// for women.
  init(councillors: Int64, deputies: Int64, mayors: Int64, _ rates: Rates, seed: UInt64) {
    let total = councillors + deputies + mayors
    var cells: [Int64] = []
    var quota: (women: Int64, people: Int64, rate: Int64) = (0, 0, -1)
    let bands = Apportionment.largestRemainder(total, by: rates.ages.weights)
    for (band, count) in bands.enumerated() {
      let rate = rates.womenByAge[rates.ages.starts[band]]
      if rate != quota.rate { quota = (0, 0, rate) }
      quota.people += count
      let women = (quota.people * rate + 500_000) / 1_000_000 - quota.women
      quota.women += women
      cells += [count - women, women]
    }
    let starts = rates.ages.starts
    func weighted(_ counts: [Int64], _ weights: Rates.ByAge, sex: Int?) -> [Int64] {
      counts.indices.map { sex == nil || $0 % 2 == sex ? counts[$0] * weights[starts[$0 / 2]] : 0 }
    }
    let womenMayors = (mayors * rates.womenMayors + 500_000) / 1_000_000
    var head = cells.map { _ in Int64(0) }
    for (sex, count) in [(0, mayors - womenMayors), (1, womenMayors)] {
      let part = Self.capped(count, weighted(cells, rates.mayorsByAge, sex: sex), cells, head)
      for index in head.indices { head[index] += part[index] }
    }
    let rest = cells.indices.map { cells[$0] - head[$0] }
    let second = Self.capped(
      deputies, weighted(rest, rates.deputiesByAge, sex: nil), rest, rest.map { _ in 0 })
    let plain = rest.indices.map { rest[$0] - second[$0] }
    byFunction = [
      Deck(plain, seed: seed, function: 0), Deck(second, seed: seed, function: 1),
      Deck(head, seed: seed, function: 2),
    ]
  }

  /// Divides a count by weights, no part above what its cell has left; the excess goes on.
  private static func capped(
    _ count: Int64, _ weights: [Int64], _ cells: [Int64], _ taken: [Int64]
  ) -> [Int64] {
    var parts = cells.map { _ in Int64(0) }
    var weights = weights
    var left = count
    while left > 0 {
      if weights.allSatisfy({ $0 == 0 }) {
        weights = cells.indices.map { max(0, cells[$0] - taken[$0] - parts[$0]) }
        if weights.allSatisfy({ $0 == 0 }) { break }
      }
      for (index, part) in Apportionment.largestRemainder(left, by: weights).enumerated() {
        let more = min(part, cells[index] - taken[index] - parts[index])
        parts[index] += more
        left -= more
        if parts[index] + taken[index] == cells[index] { weights[index] = 0 }
      }
    }
    return parts
  }
}
