import Kernel
import Testing

/// Slots of an arena have one owner each.
@Suite struct SlotTests {
  @Test func `a slot given up is the next one taken, and what lives stays as it was`() {
    var arena = Arena<UInt64>(empty: 0, capacity: 1)
    let slots = (0..<100).map { arena.insert(UInt64($0)) }
    #expect(slots == (0..<100).map { UInt32($0) })
    for slot in [7, 50, 3] as [UInt32] { arena.remove(slot) }
    #expect(arena.count == 97 && arena.peak == 100)
    #expect(
      [arena.insert(1), arena.insert(2), arena.insert(3), arena.insert(4)] == [3, 50, 7, 100])
    let kept = (0..<100 as Range<UInt32>).filter { ![3, 7, 50].contains($0) }
    for slot in kept {
      let value = arena[slot]
      #expect(value == UInt64(slot))
    }
  }

  @Test func `a slot that nobody has cannot be given up`() async {
    await #expect(processExitsWith: .failure) {
      var arena = Arena<UInt64>(empty: 0, capacity: 4)
      arena.remove(arena.insert(1) + 1)
    }
    await #expect(processExitsWith: .failure) {
      var arena = Arena<UInt64>(empty: 0, capacity: 4)
      let slot = arena.insert(1)
      arena.remove(slot)
      arena.remove(slot)
    }
  }
}
