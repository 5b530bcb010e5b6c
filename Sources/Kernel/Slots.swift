/// Results of a crew's work, each set once by whoever did it.
@safe
package final class Slots<Value>: @unchecked Sendable {
  private let slots: UnsafeMutableBufferPointer<Value?>

  /// Creates slots of which none is set.
  ///
  /// - Parameter count: How many.
  package init(count: Int) {
    unsafe slots = .allocate(capacity: count)
    unsafe slots.initialize(repeating: nil)
  }

  deinit {
    unsafe slots.deinitialize()
    unsafe slots.deallocate()
  }

  /// Sets a slot, once.
  ///
  /// - Parameters:
  ///   - index: The slot.
  ///   - value: The value.
  package func set(_ index: Int, _ value: Value) {
    precondition(unsafe slots.indices.contains(index), "there is no such slot")
    unsafe slots[index] = value
  }

  /// The values that were set, in the order of the slots.
  package var all: [Value] { unsafe slots.compactMap(\.self) }
}
