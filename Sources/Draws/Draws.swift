/// The name of a sequence of draws.
///
/// A stream is a static name, so that adding one never shifts the draws of another: two runs that
/// differ by a reform share every draw that both of them make (common random numbers).
@usableFromInline
package struct Stream: Sendable, Hashable {
  /// The hash of the stream's name; what ``draw(_:_:_:_:)`` mixes in.
  @usableFromInline package let key: UInt64

  /// Creates the stream of a name.
  ///
  /// - Parameter name: A static name such as `demand.mandate`.
  package init(_ name: StaticString) {
    // FNV-1a over the name's bytes, then a finalizer: the same on every machine.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.description.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    key = mixed(hash)
  }
}

/// Mixes the bits of a word: the finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
///
/// - Parameter word: Any word.
/// - Returns: A word that depends on every bit of `word`.
@inlinable @inline(__always)
package func mixed(_ word: UInt64) -> UInt64 {
  var z = word
  z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
  return z ^ (z >> 31)
}

/// Draws a word: a pure function of its arguments, with no state.
///
/// - Parameters:
///   - seed: The seed of the run.
///   - stream: What is drawn.
///   - entity: Who it is drawn for (an official, an offer, a body).
///   - occasion: Which occasion of that entity (a year, a dossier's number).
/// - Returns: A word, uniform over all words.
@inlinable @inline(__always)
package func draw(
  _ seed: UInt64, _ stream: Stream, _ entity: UInt64, _ occasion: UInt64 = 0
) -> UInt64 {
  // Two finalizers: entity and occasion are both small and both count up, so one round over their
  // sum would leave lattice structure between neighbours.
  mixed(
    mixed(seed ^ stream.key &+ entity &* 0x9e37_79b9_7f4a_7c15)
      &+ (occasion &+ 1) &* 0xd1b5_4a32_d192_ed03)
}

/// Draws the word at a place of the one sequence that SplitMix64 makes of seed 0.
///
/// One counter and one finalizer, where ``draw(_:_:_:_:)`` has seed, stream, entity and occasion:
/// what programs in other languages share with this one, to be compared word by word.
///
/// - Parameter place: The place, from 0.
/// - Returns: A word, uniform over all words.
@inlinable @inline(__always)
package func draw(at place: UInt64) -> UInt64 { mixed((place &+ 1) &* 0x9e37_79b9_7f4a_7c15) }

extension UInt64 {
  /// The whole number of a closed range that the upper half of this draw stands for.
  ///
  /// As ``between(_:_:)``, for 32 bits: what languages without a product of 128 bits can do too.
  ///
  /// - Parameters:
  ///   - low: The least number.
  ///   - high: The greatest number; not below `low`.
  /// - Returns: A number in `low...high`.
  @inlinable @inline(__always)
  package func halfBetween(_ low: UInt32, _ high: UInt32) -> UInt32 {
    low &+ UInt32(truncatingIfNeeded: (self >> 32 &* UInt64(high &- low &+ 1)) >> 32)
  }

  /// Whether the upper half of this draw is below a share of all halves.
  ///
  /// - Parameter share: The share of 2³².
  /// - Returns: `true` for that share of all draws.
  @inlinable @inline(__always)
  package func isHalfBelow(_ share: UInt32) -> Bool { self >> 32 < UInt64(share) }

  /// How often the upper half of this draw is below a share of all halves: once or never.
  ///
  /// As ``isHalfBelow(_:)``, without a branch: nobody can predict a draw.
  ///
  /// - Parameter share: The share of 2³².
  /// - Returns: 1 for that share of all draws, 0 for the others.
  @inlinable @inline(__always)
  package func timesHalfBelow(_ share: UInt32) -> Int {
    // Both are below 2³², so that their difference borrows from the highest bit or doesn't.
    Int(truncatingIfNeeded: (self >> 32 &- UInt64(share)) >> 63)
  }

  /// The whole number below a bound that this draw stands for.
  ///
  /// Multiplies rather than divides (Lemire, 2019): the bias is below bound ÷ 2⁶⁴.
  ///
  /// - Parameter bound: How many numbers there are; at least 1.
  /// - Returns: A number in `0..<bound`.
  @inlinable @inline(__always)
  package func below(_ bound: UInt64) -> UInt64 { multipliedFullWidth(by: bound).high }

  /// The whole number of a closed range that this draw stands for.
  ///
  /// - Parameters:
  ///   - low: The least number.
  ///   - high: The greatest number; not below `low`.
  /// - Returns: A number in `low...high`.
  @inlinable @inline(__always)
  package func between(_ low: Int, _ high: Int) -> Int {
    low &+ Int(truncatingIfNeeded: below(UInt64(bitPattern: Int64(high &- low)) &+ 1))
  }

  /// Whether this draw falls within a share of parts per million.
  ///
  /// - Parameter partsPerMillion: The share, from 0 to 1,000,000.
  /// - Returns: `true` for that share of all draws.
  @inlinable @inline(__always)
  package func isWithin(partsPerMillion: Int64) -> Bool {
    Int64(truncatingIfNeeded: below(1_000_000)) < partsPerMillion
  }
}
