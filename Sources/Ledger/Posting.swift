public import Draws

/// One movement of the books: an amount leaves one account for another.
///
/// The day is that of the batch that holds the posting. Sixteen bytes, four to a line of the cache:
/// a run writes and reads them by the million, so that their size is their speed.
@usableFromInline
package struct Posting: Sendable, Equatable, BitwiseCopyable {
  /// Nobody: the official of a posting that concerns no person.
  @inlinable package static var nobody: UInt32 { .max }

  /// The amount in cents (hours in the book of hours); above zero.
  @usableFromInline package var amount: Int64
  /// The official, by number in the roster; or the body for levies; or ``nobody``.
  @usableFromInline package var official: UInt32
  /// The number of the dossier among the official's, from 1; or 0.
  @usableFromInline package var number: UInt16
  /// Both accounts and the reason: five bits for each account, six for the reason.
  @usableFromInline var kind: UInt16

  /// The account that the amount leaves.
  @inlinable package var from: UInt8 {
    get { UInt8(truncatingIfNeeded: kind & 31) }
    set {
      precondition(newValue < 32, "an account has five bits")
      kind = kind & ~31 | UInt16(newValue)
    }
  }

  /// The account that the amount reaches.
  @inlinable package var to: UInt8 {
    get { UInt8(truncatingIfNeeded: kind >> 5 & 31) }
    set {
      precondition(newValue < 32, "an account has five bits")
      kind = kind & ~(31 << 5) | UInt16(newValue) << 5
    }
  }

  /// Why.
  @inlinable package var reason: UInt8 {
    get { UInt8(truncatingIfNeeded: kind >> 10) }
    set {
      precondition(newValue < 64, "a reason has six bits")
      kind = kind & 0x3ff | UInt16(newValue) << 10
    }
  }

  /// The way that the amount takes, as a number below ``ways``: the same for the same two accounts.
  @inlinable package var way: Int { Int(kind & 0x3ff) }

  /// How many ways there may be.
  @inlinable package static var ways: Int { 1_024 }

  /// The way from one account to another, as ``way`` numbers it.
  ///
  /// - Parameters:
  ///   - from: The account that the amount leaves.
  ///   - to: The account that it reaches.
  /// - Returns: The number.
  @inlinable
  package static func way(from: Account, to: Account) -> Int {
    Int(from.rawValue) | Int(to.rawValue) << 5
  }

  /// What moves and why, without how much and whose: the number of the dossier, both accounts and
  /// the reason in one word, as it goes into the fingerprint.
  @inlinable @inline(__always)
  package var movement: UInt64 {
    UInt64(number) << 24 | UInt64(from) << 16 | UInt64(to) << 8 | UInt64(reason)
  }

  /// Creates a posting.
  ///
  /// - Parameters:
  ///   - amount: The amount; above zero.
  ///   - from: The account that it leaves.
  ///   - to: The account that it reaches; of the same book, or a conversion.
  ///   - reason: Why.
  ///   - official: The official.
  ///   - number: The number of the dossier, or 0.
  @inlinable
  package init(
    _ amount: Int64, from: Account, to: Account, reason: Reason, official: UInt32,
    number: UInt16 = 0
  ) {
    self.amount = amount
    kind = UInt16(from.rawValue) | UInt16(to.rawValue) << 5 | UInt16(reason.rawValue) << 10
    self.official = official
    self.number = number
  }
}

/// A sum of hashes that does not depend on the order of what went in.
///
/// Shards and threads each keep their own and add them up: addition of words wraps and commutes, so
/// any number of either gives the same total. The slot of a dossier is never an ingredient, since
/// it depends on how officials are grouped.
@usableFromInline
package struct Fingerprint: Sendable, Equatable {
  /// The sum.
  @usableFromInline package var value: UInt64 = 0

  /// Creates an empty fingerprint.
  package init() {}

  /// Adds postings of a day.
  ///
  /// - Parameters:
  ///   - postings: The postings.
  ///   - day: The day's number.
  package mutating func add(_ postings: [Posting], day: Int32) {
    for posting in postings { add(posting, day: day) }
  }

  /// Adds a posting of a day.
  ///
  /// - Parameters:
  ///   - posting: The posting.
  ///   - day: The day's number.
  @inlinable
  package mutating func add(_ posting: Posting, day: Int32) {
    let who = UInt64(posting.official) << 32 | UInt64(UInt32(bitPattern: day))
    value &+= mixed(
      mixed(who) &+ UInt64(bitPattern: posting.amount) &* 0xd1b5_4a32_d192_ed03
        ^ posting.movement << 13)
  }

  /// Adds words that stand for one event.
  ///
  /// - Parameters:
  ///   - first: A word.
  ///   - second: Another word.
  @inlinable
  package mutating func add(_ first: UInt64, _ second: UInt64) {
    value &+= mixed(mixed(first) &+ second &* 0xd1b5_4a32_d192_ed03)
  }

  /// Adds another fingerprint.
  ///
  /// - Parameter other: The other one.
  package mutating func merge(_ other: Fingerprint) { value &+= other.value }
}
