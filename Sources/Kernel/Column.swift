/// A column of plain values that stay where they are.
///
/// An array would ask at every write whether somebody shares it, and count references where it is
/// handed on; a column belongs to one owner, so that a write is a store. The bounds are checked.
@safe
@usableFromInline
package struct Column<Element: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
  @usableFromInline var base: UnsafeMutablePointer<Element>
  /// How many values there are.
  @usableFromInline package private(set) var count: Int

  /// Creates a column.
  ///
  /// - Parameters:
  ///   - value: What every place holds.
  ///   - count: How many places.
  package init(repeating value: Element, count: Int) {
    precondition(count >= 0, "a column has no negative number of places")
    self.count = count
    unsafe base = .allocate(capacity: max(1, count))
    unsafe base.initialize(repeating: value, count: count)
  }

  deinit { unsafe base.deallocate() }

  /// The value at a place.
  ///
  /// - Parameter index: The place.
  @inlinable
  package subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "beyond the column")
      return unsafe base[index]
    }
    @inline(__always) _modify {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "beyond the column")
      yield unsafe &base[index]
    }
  }

  /// The address of the first value, for loops whose bounds are proven otherwise.
  @unsafe
  @inlinable package var address: UnsafeMutablePointer<Element> { unsafe base }

  /// Adds places at the end.
  ///
  /// - Parameters:
  ///   - count: How many places there are to be; what is less than there are changes nothing.
  ///   - value: What the new ones hold.
  @inline(never)
  @usableFromInline
  package mutating func grow(to count: Int, filling value: Element) {
    guard count > self.count else { return }
    let bigger = UnsafeMutablePointer<Element>.allocate(capacity: count)
    unsafe bigger.initialize(from: base, count: self.count)
    unsafe (bigger + self.count).initialize(repeating: value, count: count - self.count)
    unsafe base.deallocate()
    unsafe base = bigger
    self.count = count
  }
}
