internal import Platform

/// The context of the day, shared by all threads: written between days, read during them.
final class ContextBox: @unchecked Sendable {
  var value: DayContext

  init(_ value: consuming DayContext) { self.value = value }
}

/// Results of a crew's work, each set once by whoever did it.
@safe
final class Slots<Value>: @unchecked Sendable {
  private let slots: UnsafeMutableBufferPointer<Value?>

  init(count: Int) {
    unsafe slots = .allocate(capacity: count)
    unsafe slots.initialize(repeating: nil)
  }

  deinit {
    unsafe slots.deinitialize()
    unsafe slots.deallocate()
  }

  func set(_ index: Int, _ value: Value) { unsafe slots[index] = value }

  var all: [Value] { unsafe slots.compactMap(\.self) }
}
