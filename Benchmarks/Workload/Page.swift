internal import Kernel
internal import Ledger

/// What a shard's day posts, until the books are read.
///
/// A page is as long as a strip of work needs and lies in the nearest cache; it is read whenever
/// another strip might not fit, and at the end of the day.
struct Page: ~Copyable {
  /// The most postings that one event makes.
  static let most = 4
  /// How many events a strip has at most.
  static let strip = 256

  private var postings: Column<Posting>
  private(set) var count = 0

  init() {
    let blank = Posting(0, from: .fund, to: .fund, reason: .payment, official: 0)
    postings = Column(repeating: blank, count: 2 * Self.most * Self.strip + 1)
  }

  /// Whether another strip might not fit.
  var isNearlyFull: Bool { count > Self.most * Self.strip }

  /// Makes sure that a strip fits; the page was read where it might not have.
  @inline(__always)
  mutating func expect(_ events: Int) {
    precondition(
      events <= Self.strip && count <= Self.most * Self.strip, "a strip does not fit the page")
  }

  /// Adds a posting, unless its amount is nothing; none is negative.
  ///
  /// The place is written in any case and kept only where there is an amount: a store costs less
  /// than a branch that nobody can predict. It lies in the page: ``expect(_:)`` has made room for
  /// as many postings as the events of a strip can make.
  @inline(__always)
  mutating func add(
    _ amount: Int64, from: Account, to: Account, _ reason: Reason, _ official: UInt32,
    number: UInt16 = 0
  ) {
    unsafe postings.address[count] = Posting(
      amount, from: from, to: to, reason: reason, official: official, number: number)
    count &+= Int(truncatingIfNeeded: UInt64(bitPattern: 0 &- amount) >> 63)
  }

  /// A posting of the page; the place is below ``count``.
  subscript(index: Int) -> Posting {
    @inline(__always) get {
      assert(index < count)
      return unsafe postings.address[index]
    }
  }

  /// Empties the page.
  mutating func clear() { count = 0 }
}

/// A page for each thread.
final class Paper: @unchecked Sendable {
  var page = Page()
}
