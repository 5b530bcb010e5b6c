import AllocationMeter
import Calendar
import Simulation
import Testing

/// A day that is warm reuses its memory.
@Suite struct AllocationTests {
  @Test(.enabled(if: AllocationMeter.isAvailable))
  func `nine warm days in ten allocate less than half a kilobyte, and hardly one more than four`()
    throws
  {
    let engine = Engine(try SmallWorld.inputs(shards: 1))
    let meter = AllocationMeter()
    var last: UInt64 = 0
    var days: [(bytes: UInt64, day: Day)] = []
    _ = try engine.run(dayEnded: { day in
      let now = meter.allocatedBytes
      // Levies, credits and scans fall on the first and the last days of a month, or on the 15th.
      let date = day.civil
      if day >= Day(2029, 1, 1), date.day > 6, date.day < 28 { days.append((now - last, day)) }
      last = meter.allocatedBytes
      return true
    })
    #expect(days.count > 500)
    // Some ten people act on such a day: what is left are the seats that they claim. Paid dossiers
    // are kept for certification and recovery, in arrays that double now and then.
    let sorted = days.map(\.bytes).sorted()
    #expect(sorted[sorted.count / 2] < 256)
    #expect(sorted[sorted.count * 9 / 10] < 512)
    let busy = days.filter { $0.bytes >= 4_096 }.map { "\($0.day): \($0.bytes)" }
    #expect(busy.count <= 8, "\(busy)")
  }
}
