import AllocationMeter
import Foundation
import Testing

@Suite struct AllocationMeterTests {
  @Test func `an array's bytes are counted, and sums in place are not`() {
    let meter = AllocationMeter()
    let before = meter.allocatedBytes
    var words = [UInt64](repeating: 1, count: 10_000)
    let after = meter.allocatedBytes
    for index in 1..<words.count { words[index] &+= words[index - 1] }
    let last = meter.allocatedBytes
    #expect(words.last == 10_000)
    #expect(last == after)
    if AllocationMeter.isAvailable {
      #expect(after - before >= 80_000)
      #expect(after - before < 120_000)
    } else {
      #expect(after == 0)
    }
  }

  @Test func `what is freed does not lower the meter of a thread`() {
    let meter = AllocationMeter()
    let before = meter.allocatedBytes
    for _ in 0..<10 { withExtendedLifetime([UInt64](repeating: 1, count: 10_000)) {} }
    if AllocationMeter.isAvailable { #expect(meter.allocatedBytes - before >= 800_000) }
  }
}

@Suite(.serialized) struct ProcessMeterTests {
  /// Memory that is really touched.
  private static func fill(_ count: Int) -> [UInt8] { [UInt8](repeating: 1, count: count) }

  /// What Linux may be wrong by: each processor adds its pages up in lots.
  private static let slack: Int64 = 4 << 20

  @Test func `the peak rises with memory that is touched, and stays when it is freed`() {
    let before = ProcessMeter.peakResidentBytes
    let size = Int(before) + 64 << 20
    let during = withExtendedLifetime(Self.fill(size)) { ProcessMeter.peakResidentBytes }
    #expect(before > 1 << 20)
    #expect(during >= Int64(size))
    #expect(ProcessMeter.peakResidentBytes >= during - Self.slack)
  }

  @Test func `the peak of a program that a large one starts is its own`() async {
    let large = Self.fill(768 << 20)
    await #expect(processExitsWith: .success) {
      precondition(ProcessMeter.peakResidentBytes < 512 << 20, "inherited from its parent")
    }
    #expect(ProcessMeter.peakResidentBytes >= Int64(large.count) - Self.slack)
  }

  @Test func `a large allocation is counted and, once freed, given back`() throws {
    guard AllocationMeter.isAvailable else {
      #expect(ProcessMeter.allocations == nil)
      #expect(ProcessMeter.allocatedBytes == nil)
      return
    }
    let size = 512 << 20
    let allocations = try #require(ProcessMeter.allocations)
    let before = try #require(ProcessMeter.allocatedBytes)
    let during = try withExtendedLifetime(Self.fill(size)) {
      try #require(ProcessMeter.allocatedBytes)
    }
    let after = try #require(ProcessMeter.allocatedBytes)
    #expect(during - before > Int64(size) / 2)
    #expect(during - after > Int64(size) / 2)
    #expect(try #require(ProcessMeter.allocations) > allocations)
  }
}

@Suite struct StopwatchTests {
  @Test func `work takes wall-clock and processor time, sleep takes no processor time`() {
    let working = Stopwatch()
    var sum: UInt64 = 0
    while working.wallSeconds < 0.1 { sum &+= 1 }
    #expect(sum > 0)
    #expect(working.cpuSeconds > 0.001)
    let sleeping = Stopwatch()
    usleep(50_000)
    #expect(sleeping.wallSeconds >= 0.05)
  }
}
