import AllocationMeter
import Calendar
import Simulation
import Testing

/// A day that is warm reuses its memory.
@Suite struct AllocationTests {
  @Test(.enabled(if: AllocationMeter.isAvailable))
  func `an ordinary day of a warm run allocates less than a kilobyte`() throws {
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
    // Some ten people act on such a day: what is left are the seats that they claim.
    let most = try #require(days.max { $0.bytes < $1.bytes })
    let busy = days.filter { $0.bytes >= 1_024 }.map { "\($0.day): \($0.bytes)" }
    #expect(most.bytes < 1_024, "\(busy.count) days: \(busy.prefix(12))")
  }
}
