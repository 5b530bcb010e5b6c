public import Calendar

/// A calendar of lists, one for each day and phase, each in the order in which it was filled.
///
/// The counterpart of ``DayQueue`` for models whose order within a day is that of scheduling: what
/// is pushed first is taken first. The lists of a ring of days are chains of blocks in one slab,
/// fifteen items each, a block to a line of the cache; the blocks of a day that is over are used
/// again, so that a warm queue allocates nothing.
@usableFromInline
package struct PhaseQueue: ~Copyable, Sendable {
  /// The words of a block: a link, then fifteen items.
  @usableFromInline static var size: Int { 16 }

  /// For each list of the ring: the word after its last item, or 0 where it is empty.
  @usableFromInline var ends: Column<UInt32>
  /// The blocks, one after another; the link of each is the end of the block before it.
  @usableFromInline var words: Column<UInt32>
  /// How many words were ever part of a block.
  @usableFromInline var used = 0
  /// The end of a block that waits to be used again, linked to the next one, or 0.
  @usableFromInline var free: UInt32 = 0
  @usableFromInline let mask: Int
  @usableFromInline let phases: Int
  @usableFromInline let last: Day
  /// The least day that may still be pushed to.
  @usableFromInline var today: Day

  /// How many items were ever pushed: a counter of work, the same on every machine.
  @usableFromInline package var pushes = 0

  /// Creates an empty queue.
  ///
  /// - Parameters:
  ///   - days: The days of the run; what is pushed beyond them is forgotten.
  ///   - span: How many days ahead anything is pushed at most.
  ///   - phases: How many lists a day has.
  ///   - capacity: About how many items wait at one time.
  package init(_ days: ClosedRange<Day>, span: Int, phases: Int, capacity: Int = 0) {
    precondition(span > 0 && phases > 0, "a queue needs days and phases")
    // A power of two, so that the place of a day is a mask.
    let ring = 1 << (Int.bitWidth - span.leadingZeroBitCount)
    self.phases = phases
    mask = ring - 1
    today = days.lowerBound
    last = days.upperBound
    ends = Column(repeating: 0, count: ring * phases)
    words = Column(repeating: 0, count: max(64, capacity / 15 + 1) * Self.size)
  }

  /// Goes on to a day: what nobody took of the days before it is forgotten.
  ///
  /// - Parameter day: The day; not before the one that the queue is at.
  @inlinable @inline(__always)
  package mutating func turn(to day: Day) {
    precondition(day >= today, "a queue does not go back")
    var passed = today.rawValue
    while passed < day.rawValue, Int(passed) &- Int(today.rawValue) <= mask {
      forget(Int(passed))
      passed &+= 1
    }
    today = day
  }

  /// Gives back the blocks of a day's lists: the ring has the same place for a later day.
  @inlinable @inline(__always)
  mutating func forget(_ day: Int) {
    for phase in 0..<phases {
      let list = (day & mask) &* phases &+ phase
      guard ends[list] > 0 else { continue }
      release(ends[list])
      ends[list] = 0
    }
  }

  @inline(never)
  @usableFromInline
  mutating func release(_ last: UInt32) {
    var end = last
    while end > 0 {
      let start = (Int(end) &- 1) & ~15
      end = words[start]
      words[start] = free
      free = UInt32(truncatingIfNeeded: start &+ Self.size)
    }
  }

  /// Adds an item to a list.
  ///
  /// - Parameters:
  ///   - item: What is due.
  ///   - ahead: In how many days: from 0, and not beyond the ring.
  ///   - phase: The list of that day.
  @inlinable @inline(__always)
  package mutating func push(_ item: UInt32, ahead: UInt32, phase: Int) {
    precondition(
      Int(ahead) <= mask && UInt(bitPattern: phase) < UInt(bitPattern: phases),
      "beyond the ring of days")
    let day = Int(today.rawValue) &+ Int(ahead)
    guard day <= Int(last.rawValue) else { return }
    pushes &+= 1
    // In bounds: the day is masked to the ring, and the phase was checked.
    let list = unsafe ends.address + ((day & mask) &* phases &+ phase)
    var end = unsafe list.pointee
    if end & 15 == 0 { end = newBlock(after: end) }
    // In bounds: what is not the end of a full block lies within a block of the slab.
    unsafe words.address[Int(end)] = item
    unsafe list.pointee = end &+ 1
  }

  /// Makes a block that is linked to another; returns the word of its first item.
  @inlinable @inline(__always)
  mutating func newBlock(after link: UInt32) -> UInt32 {
    var start = used
    if free > 0 {
      start = Int(free) &- Self.size
      free = words[start]
    } else {
      if used == words.count {
        precondition(used < 1 << 30, "a queue holds a billion words at most")
        words.grow(to: used * 2, filling: 0)
      }
      used &+= Self.size
    }
    words[start] = link
    return UInt32(truncatingIfNeeded: start &+ 1)
  }

  /// Moves a list of today to a list of items, in the order in which it was filled.
  ///
  /// - Parameters:
  ///   - phase: Which list.
  ///   - items: Where the items go; what it held is forgotten.
  /// - Returns: How many items there are.
  @inlinable @inline(__always)
  package mutating func take(phase: Int, into items: inout Column<UInt32>) -> Int {
    let list = (Int(today.rawValue) & mask) &* phases &+ phase
    let end = ends[list]
    guard end > 0 else { return 0 }
    ends[list] = 0
    return drain(end, into: &items)
  }

  /// Copies the blocks of a chain and gives them back.
  @inlinable
  mutating func drain(_ last: UInt32, into items: inout Column<UInt32>) -> Int {
    // Blocks link back to the ones before them: turned round first, then read from the first one.
    var end = last
    var next: UInt32 = 0
    var blocks = 0
    while true {
      let start = (Int(end) &- 1) & ~15
      let before = words[start]
      words[start] = next
      blocks &+= 1
      if before == 0 { break }
      next = end
      end = before
    }
    if items.count < blocks &* 16 { items.grow(to: blocks &* 32, filling: 0) }
    var count = 0
    while true {
      let start = (Int(end) &- 1) & ~15
      // Fifteen words whatever there is: a copy of a known length is four moves, and what is
      // beyond the count is overwritten or not read. A block lies within the slab, and the list
      // has room for sixteen words a block.
      unsafe (items.address + count).update(from: words.address + start + 1, count: 15)
      count &+= Int(end) &- start &- 1
      let following = words[start]
      words[start] = free
      free = UInt32(truncatingIfNeeded: start &+ Self.size)
      if following == 0 { break }
      end = following
    }
    return count
  }
}
