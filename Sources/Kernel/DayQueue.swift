package import Calendar

/// A calendar of day buckets: what is due on which day, in constant time.
///
/// A bucket is a chain of blocks in one slab, fifteen items each, so that a day's items lie
/// together in memory; freed blocks are used again, so a warm queue allocates nothing. A bucket is
/// taken whole and sorted, because the order within a day belongs to the model (day, phase, entity,
/// sequence), not to the queue.
package struct DayQueue: Sendable {
  /// The words of a block: a link, then fifteen items.
  private static var size: Int { 16 }

  /// The first day that the queue holds.
  private let first: Day

  /// For each day from ``first``: the word after the last item, or 0 for an empty day.
  private var ends: [UInt32]

  /// The blocks, one after another.
  ///
  /// The link of a block is the end of the block before it in the chain, or 0: that block is full,
  /// so that its end names it as well.
  private var words: [UInt64] = []

  /// The end of a block that waits to be used again, linked to the next one, or 0.
  private var free: UInt32 = 0

  /// How many items were ever pushed: a counter of work, the same on every machine.
  package private(set) var pushes = 0

  /// Creates an empty queue.
  ///
  /// - Parameters:
  ///   - first: The first day.
  ///   - last: The last day; what is pushed beyond it is forgotten, since no run reaches it.
  package init(first: Day, last: Day) {
    precondition(last >= first, "a queue needs at least one day")
    self.first = first
    ends = [UInt32](repeating: 0, count: last - first + 1)
    // A block for every fourth day, so that a small run never grows the slab while it runs.
    words.reserveCapacity(ends.count / 4 * Self.size)
  }

  /// Adds an item to a day.
  ///
  /// - Parameters:
  ///   - item: What is due.
  ///   - day: When; not before the first day.
  package mutating func push(_ item: UInt64, on day: Day) {
    let offset = day - first
    guard offset < ends.count else { return }
    pushes += 1
    var end = ends[offset]
    if Int(end) % Self.size == 0 { end = newBlock(after: end) }
    words[Int(end)] = item
    ends[offset] = end + 1
  }

  /// Makes a block that is linked to another.
  ///
  /// Returns the word of its first item.
  private mutating func newBlock(after link: UInt32) -> UInt32 {
    var start = words.count
    if free > 0 {
      start = Int(free) - Self.size
      free = UInt32(words[start])
    } else {
      words.append(contentsOf: repeatElement(0, count: Self.size))
    }
    words[start] = UInt64(link)
    return UInt32(start + 1)
  }

  /// Whether an item is due on a day.
  ///
  /// - Parameters:
  ///   - item: The item.
  ///   - day: The day.
  /// - Returns: `true` if it was pushed for that day and has not been taken.
  package func contains(_ item: UInt64, on day: Day) -> Bool {
    let offset = day - first
    guard offset >= 0, offset < ends.count else { return false }
    var end = Int(ends[offset])
    while end > 0 {
      let start = (end - 1) / Self.size * Self.size
      if words[start + 1..<end].contains(item) { return true }
      end = Int(words[start])
    }
    return false
  }

  /// Moves everything due on a day to the end of a list, in ascending order.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - items: The list; it is emptied first.
  package mutating func take(_ day: Day, into items: inout [UInt64]) {
    items.removeAll(keepingCapacity: true)
    let offset = day - first
    guard offset >= 0, offset < ends.count else { return }
    var end = Int(ends[offset])
    guard end > 0 else { return }
    ends[offset] = 0
    while end > 0 {
      let start = (end - 1) / Self.size * Self.size
      items.append(contentsOf: words[start + 1..<end])
      end = Int(words[start])
      words[start] = UInt64(free)
      free = UInt32(start + Self.size)
    }
    if items.count > 1 { items.sort() }
  }
}
