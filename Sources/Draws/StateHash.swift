/// A hash of 128 bits over the words of a state, in their order.
///
/// Two lanes, each folding a full product of 128 bits into 64 at every word (as wyhash does), with
/// keys of their own: ten million states have two with one hash once in some 10²⁴ tries.
@usableFromInline
package struct StateHash: Hashable, Comparable, Sendable {
  /// The first lane.
  @usableFromInline package var low: UInt64 = 0x9e37_79b9_7f4a_7c15
  /// The second lane.
  @usableFromInline package var high: UInt64 = 0xc2b2_ae3d_27d4_eb4f

  /// Creates the hash of no words.
  @inlinable
  package init() {}

  /// Adds a word.
  ///
  /// - Parameter word: The word.
  @inlinable @inline(__always)
  package mutating func add(_ word: UInt64) {
    let first = (low ^ word).multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    let second = (high &+ word).multipliedFullWidth(by: 0xe703_7ed1_a0b4_28db)
    low = first.high ^ first.low &+ 0x8ebc_6af0_9c88_c6e3
    high = second.high ^ second.low &+ 0x5899_65cc_7537_4cc3
  }

  /// Adds two halves as one word.
  ///
  /// - Parameters:
  ///   - first: A half.
  ///   - second: The other half.
  @inlinable @inline(__always)
  package mutating func add(_ first: Int32, _ second: Int32) {
    add(UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second)))
  }

  /// Adds a whole number.
  ///
  /// - Parameter number: The number.
  @inlinable @inline(__always)
  package mutating func add(_ number: Int64) { add(UInt64(bitPattern: number)) }

  /// Adds another hash, as a part of this state.
  ///
  /// - Parameter part: The hash of the part.
  @inlinable @inline(__always)
  package mutating func add(_ part: StateHash) {
    add(part.low)
    add(part.high)
  }

  /// Whether a hash comes before another: an order without a meaning, the same on every machine.
  ///
  /// - Parameters:
  ///   - lhs: A hash.
  ///   - rhs: Another one.
  /// - Returns: `true` if `lhs` comes first.
  @inlinable
  package static func < (lhs: StateHash, rhs: StateHash) -> Bool {
    lhs.low != rhs.low ? lhs.low < rhs.low : lhs.high < rhs.high
  }
}
