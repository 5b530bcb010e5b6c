internal import Platform

/// What the audit's own balances of a shard add up to, beside the platform's: a hundred million
/// comparisons in a national run, four accounts at a time.
///
/// An account is one word with the rights reserved above the rights available, and the words are
/// added up as they are. Within a stretch short enough the lower halves cannot carry into the upper
/// ones, which one more operation proves: no bit from ``roomyBit`` on is set anywhere in it.
struct BalanceSums {
  /// The sum of the rights available, in cents.
  private(set) var available: Int64 = 0
  /// The sum of the rights reserved, in cents.
  private(set) var reserved: Int64 = 0
  /// Whether any account differs from the platform's.
  private(set) var differs = false
  /// How many hold more than the cap.
  private(set) var above = 0

  /// How many accounts are added up as words: 2¹³ amounts below 2¹⁸ stay below 2³².
  private static let stretch = 8_192
  /// Bits that an amount below 2¹⁸ cents, that is 2,621 €, leaves clear in both halves.
  private static let roomyBits: UInt64 = 0xfffc_0000_fffc_0000

  /// Adds everything up.
  ///
  /// The two lists have the same length.
  init(_ mine: [MirrorAccount], _ theirs: [Balance], cap: Int64) {
    precondition(mine.count == theirs.count, "the audit judges another shard")
    var first = 0
    while first < mine.count {
      let next = min(first + Self.stretch, mine.count)
      // What is left of four by four, or a stretch with an amount too large for words, is added one
      // by one.
      let even = next - (next - first) % 4
      let isAdded = unsafe mine.withUnsafeBufferPointer { mine in
        unsafe theirs.withUnsafeBufferPointer { theirs in
          unsafe addWords(mine, theirs, first..<even, cap)
        }
      }
      for place in (isAdded ? even : first)..<next {
        add(mine[place], theirs[place], cap)
      }
      first = next
    }
  }

  /// Adds a stretch up, unless an amount in it is too large for that.
  private mutating func addWords(
    _ mine: UnsafeBufferPointer<MirrorAccount>, _ theirs: UnsafeBufferPointer<Balance>,
    _ places: Range<Int>, _ cap: Int64
  ) -> Bool {
    // The one loop where bounds checks show.
    var words = SIMD4<UInt64>()
    var bits = SIMD4<UInt64>()
    var difference = SIMD4<UInt64>()
    // Of each account's two halves the upper one is counted with the rights held.
    var over = SIMD8<Int32>()
    let limit = SIMD8(repeating: Int32(clamping: cap))
    var place = places.lowerBound
    while place < places.upperBound {
      let own = unsafe SIMD4(
        mine[place].word, mine[place &+ 1].word, mine[place &+ 2].word, mine[place &+ 3].word)
      let other = unsafe SIMD4(
        theirs[place].word, theirs[place &+ 1].word, theirs[place &+ 2].word,
        theirs[place &+ 3].word)
      difference |= own ^ other
      words &+= own
      bits |= own
      let held = unsafe unsafeBitCast((own &<< 32) &+ own, to: SIMD8<Int32>.self)
      over.replace(with: over &+ 1, where: held .> limit)
      place &+= 4
    }
    guard (bits[0] | bits[1] | bits[2] | bits[3]) & Self.roomyBits == 0 else { return false }
    let sum = words.wrappedSum()
    available += Int64(sum & 0xffff_ffff)
    reserved += Int64(sum >> 32)
    differs = differs || difference != SIMD4()
    above += Int(over.oddHalf.wrappedSum())
    return true
  }

  private mutating func add(_ account: MirrorAccount, _ balance: Balance, _ cap: Int64) {
    available += Int64(account.available)
    reserved += Int64(account.reserved)
    differs = differs || account.word != balance.word
    above += account.held > cap ? 1 : 0
  }
}

extension Balance {
  /// Both rights as one word, the reserved ones above.
  @inline(__always)
  fileprivate var word: UInt64 {
    UInt64(UInt32(truncatingIfNeeded: available))
      | UInt64(UInt32(truncatingIfNeeded: reserved)) << 32
  }
}
