internal import CAllocatorOptions
import Glibc

#if Jemalloc
  import CJemalloc
#endif

/// Figures of the whole process, as the system and the allocator keep them.
package enum ProcessMeter {
  /// The most memory that the process ever held, in bytes.
  ///
  /// The figure of `getrusage` would do only where a small process started this one: Linux carries
  /// the peak of the process that forked over to the program that then runs in its place.
  package static var peakResidentBytes: Int64 {
    cocarde_keep_allocator_options()
    // Linux counts in kibibytes.
    return (highWaterMark ?? Int64(usage().ru_maxrss)) * 1_024
  }

  /// The peak of this program alone, in kibibytes, where `/proc` tells it.
  private static var highWaterMark: Int64? {
    guard let file = unsafe fopen("/proc/self/status", "r") else { return nil }
    defer { _ = unsafe fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 8_192)
    let count = unsafe fread(&bytes, 1, bytes.count, file)
    let lines = String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n")
    let words = lines.first { $0.hasPrefix("VmHWM:") }?.split { $0 == " " || $0 == "\t" }
    return words.flatMap { $0.count > 1 ? Int64($0[1]) : nil }
  }

  /// The processor time of all threads so far, in seconds, the system's share included.
  package static var cpuSeconds: Double {
    let usage = usage()
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// The bytes that are allocated now, if this build counts them.
  package static var allocatedBytes: Int64? {
    refresh()
    return counter("stats.allocated")
  }

  /// The bytes of memory that the allocator holds for what is allocated, if this build counts them.
  package static var residentBytes: Int64? {
    refresh()
    return counter("stats.resident")
  }

  /// How many allocations there were so far, if this build counts them.
  ///
  /// Threads report in lots when their caches turn over, so the number lags by a few hundred a
  /// thread: exact enough for a summary, while ``AllocationMeter`` is exact for one thread.
  package static var allocations: Int64? {
    refresh()
    guard let small = counter("stats.arenas.\(allArenas).small.nmalloc"),
      let large = counter("stats.arenas.\(allArenas).large.nmalloc")
    else { return nil }
    return small + large
  }

  private static func usage() -> rusage {
    var usage = rusage()
    _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }

  /// The number that stands for all arenas together (`MALLCTL_ARENAS_ALL`).
  private static let allArenas = 4_096

  /// Makes the allocator bring its figures up to date.
  private static func refresh() {
    #if Jemalloc
      var epoch: UInt64 = 1
      _ = unsafe mallctl("epoch", nil, nil, &epoch, MemoryLayout<UInt64>.size)
    #endif
  }

  private static func counter(_ name: String) -> Int64? {
    #if Jemalloc
      var value: UInt64 = 0
      var size = MemoryLayout<UInt64>.size
      guard unsafe mallctl(name, &value, &size, nil, 0) == 0 else { return nil }
      return Int64(clamping: value)
    #else
      return nil
    #endif
  }
}

/// A watch of wall-clock and processor time.
package struct Stopwatch: Sendable {
  private let start = ContinuousClock.now
  private let cpuStart = ProcessMeter.cpuSeconds

  /// Starts the watch.
  package init() {}

  /// The wall-clock seconds since the start.
  package var wallSeconds: Double {
    let elapsed = (ContinuousClock.now - start).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
  }

  /// The processor seconds of the process since the start.
  package var cpuSeconds: Double { ProcessMeter.cpuSeconds - cpuStart }
}
