/// Plain values that come and go, in slots that are used again.
///
/// The slot given up last is the next one to be taken, so that those in use stay close together and
/// warm: what the arena holds is as large as what lives at one time, however many there ever were.
@usableFromInline
package struct Arena<Element: BitwiseCopyable & Sendable>: ~Copyable, Sendable {
  @usableFromInline var values: Column<Element>
  /// The slots that were given up, the newest last.
  @usableFromInline var free: Column<UInt32>
  @usableFromInline var freeCount = 0
  /// How many slots were ever in use at one time.
  @usableFromInline package var peak = 0
  private let empty: Element

  /// Creates an arena.
  ///
  /// - Parameters:
  ///   - empty: What a slot holds that nobody uses.
  ///   - capacity: How many slots there are before it grows.
  package init(empty: Element, capacity: Int) {
    self.empty = empty
    values = Column(repeating: empty, count: max(1, capacity))
    free = Column(repeating: 0, count: max(1, capacity))
  }

  /// Puts a value into a free slot.
  ///
  /// - Parameter value: The value.
  /// - Returns: The slot.
  @inlinable @inline(__always)
  package mutating func insert(_ value: Element) -> UInt32 {
    var slot = UInt32(truncatingIfNeeded: peak)
    if freeCount > 0 {
      freeCount &-= 1
      slot = free[freeCount]
    } else {
      if peak == values.count { grow() }
      peak &+= 1
    }
    values[Int(slot)] = value
    return slot
  }

  /// Gives up a slot.
  ///
  /// - Parameter slot: A slot in use.
  @inlinable @inline(__always)
  package mutating func remove(_ slot: UInt32) {
    precondition(Int(slot) < peak && freeCount < peak, "nobody has that slot")
    free[freeCount] = slot
    freeCount &+= 1
  }

  /// The value in a slot.
  ///
  /// - Parameter slot: A slot in use.
  @inlinable
  package subscript(slot: UInt32) -> Element {
    @inline(__always) get { values[Int(slot)] }
    @inline(__always) _modify { yield &values[Int(slot)] }
  }

  /// Changes the value in a slot.
  ///
  /// - Parameters:
  ///   - slot: A slot in use.
  ///   - change: What is changed.
  /// - Returns: The value, changed.
  @inlinable @inline(__always)
  package mutating func update(_ slot: UInt32, _ change: (inout Element) -> Void) -> Element {
    change(&values[Int(slot)])
    // In bounds: the access before has checked it.
    return unsafe values.address[Int(slot)]
  }

  /// How many slots are in use.
  package var count: Int { peak - freeCount }

  @inline(never)
  @usableFromInline
  mutating func grow() {
    let capacity = values.count * 2
    values.grow(to: capacity, filling: empty)
    free.grow(to: capacity, filling: 0)
  }
}
