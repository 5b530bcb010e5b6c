/// A calendar of day buckets: what is due on which day, in constant time.
///
/// A bucket is a chain through one slab of nodes, and freed nodes are used again, so a warm queue
/// allocates nothing. A bucket is taken whole; the caller sorts it where order matters, because the
/// order within a day belongs to the model (day, phase, entity, sequence), not to the queue.
package struct DayQueue: Sendable {
  private struct Node {
    var item: UInt64
    var next: Int32
  }

  /// The first day that the queue holds.
  private let first: Day

  /// For each day from ``first``: the head of its chain, or -1.
  private var heads: [Int32]

  private var nodes: [Node] = []
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
    let node = Node(item: item, next: heads[offset])
    if free >= 0 {
      let place = free
      free = nodes[Int(place)].next
      nodes[Int(place)] = node
      heads[offset] = place
    } else {
      heads[offset] = Int32(nodes.count)
      nodes.append(node)
    }
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
      let node = nodes[Int(place)]
      items.append(node.item)
      nodes[Int(place)].next = free
      free = place
      place = node.next
    }
    if items.count > 1 { items.sort() }
  }
}
