/// A pseudo-random bijection of `0..<count` that needs no memory and no sort.
///
/// A margin is met exactly by dealing a sorted deck of cells to persons through a permutation: the
/// quota of every cell is a fact of the deck, and the permutation only decides who gets which card.
/// The permutation is a Feistel network of four rounds over the least even number of bits that
/// holds `count`, walked until it falls within range (Black and Rogaway, 2002).
package struct Permutation: Sendable {
  /// How many positions there are.
  package let count: UInt64

  private let halfBits: UInt64
  private let mask: UInt64
  private let keys: (UInt64, UInt64, UInt64, UInt64)

  /// Creates a permutation.
  ///
  /// - Parameters:
  ///   - count: How many positions there are; at least 1.
  ///   - seed: The seed of the run.
  ///   - stream: What is dealt.
  ///   - entity: Which deck of that stream.
  package init(count: Int, seed: UInt64, stream: Stream, entity: UInt64 = 0) {
    precondition(count > 0, "a permutation needs at least one position")
    self.count = UInt64(count)
    let bits = UInt64(64 - (self.count - 1).leadingZeroBitCount)
    halfBits = max(1, (bits + 1) / 2)
    mask = (1 << halfBits) - 1
    keys = (
      draw(seed, stream, entity, 0), draw(seed, stream, entity, 1),
      draw(seed, stream, entity, 2), draw(seed, stream, entity, 3)
    )
  }

  /// Returns the position that a position is sent to.
  ///
  /// - Parameter index: A position, below ``count``.
  /// - Returns: A position below ``count``; no two positions share it.
  package func callAsFunction(_ index: Int) -> Int {
    precondition(index >= 0 && UInt64(index) < count, "the position is out of range")
    var value = UInt64(index)
    repeat { value = encrypted(value) } while value >= count
    return Int(value)
  }

  private func encrypted(_ value: UInt64) -> UInt64 {
    var left = value >> halfBits
    var right = value & mask
    (left, right) = (right, left ^ (mixed(right &+ keys.0) & mask))
    (left, right) = (right, left ^ (mixed(right &+ keys.1) & mask))
    (left, right) = (right, left ^ (mixed(right &+ keys.2) & mask))
    (left, right) = (right, left ^ (mixed(right &+ keys.3) & mask))
    return left << halfBits | right
  }
}
