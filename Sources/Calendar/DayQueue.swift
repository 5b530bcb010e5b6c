/// A calendar of day buckets: what is due on which day, in constant time.
///
/// A bucket is a chain of blocks in one slab, fifteen items each, so that a day's items lie
/// together in memory; freed blocks are used again, so a warm queue allocates nothing. A bucket is
/// taken whole and sorted, because the order within a day belongs to the model (day, phase, entity,
/// sequence), not to the queue.
package struct DayQueue: Sendable {
  private struct Block {
    var next: Int32 = -1
    var count: Int32 = 0
    var items = InlineArray<15, UInt64>(repeating: 0)
  }

  /// The first day that the queue holds.
  private let first: Day

  /// For each day from ``first``: the block that is being filled, or -1.
  private var heads: [Int32]

  private var blocks: [Block] = []
  private var free: Int32 = -1

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
    heads = [Int32](repeating: -1, count: last - first + 1)
    // A block for every fourth day, so that a small run never grows the slab while it runs.
    blocks.reserveCapacity(heads.count / 4)
  }

  /// Adds an item to a day.
  ///
  /// - Parameters:
  ///   - item: What is due.
  ///   - day: When; not before the first day.
  package mutating func push(_ item: UInt64, on day: Day) {
    let offset = day - first
    guard offset < heads.count else { return }
    pushes += 1
    var head = Int(heads[offset])
    if head < 0 || blocks[head].count == 15 {
      head = newBlock(before: heads[offset])
      heads[offset] = Int32(head)
    }
    blocks[head].items[Int(blocks[head].count)] = item
    blocks[head].count += 1
  }

  private mutating func newBlock(before next: Int32) -> Int {
    if free >= 0 {
      let place = Int(free)
      free = blocks[place].next
      blocks[place].next = next
      blocks[place].count = 0
      return place
    }
    blocks.append(Block(next: next))
    return blocks.count - 1
  }

  /// Moves everything due on a day to the end of a list, in ascending order.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - items: The list; it is emptied first.
  package mutating func take(_ day: Day, into items: inout [UInt64]) {
    items.removeAll(keepingCapacity: true)
    let offset = day - first
    guard offset >= 0, offset < heads.count else { return }
    var place = heads[offset]
    guard place >= 0 else { return }
    heads[offset] = -1
    while place >= 0 {
      let block = Int(place)
      for index in 0..<Int(blocks[block].count) { items.append(blocks[block].items[index]) }
      place = blocks[block].next
      blocks[block].next = free
      free = Int32(block)
    }
    if items.count > 1 { items.sort() }
  }
}
