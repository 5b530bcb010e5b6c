#if canImport(Glibc)
  internal import Glibc
#endif

/// What a load test reads the time from, and waits with.
package protocol LoadClock: Sendable {
  /// The time, in nanoseconds since some instant; it never runs backwards.
  func now() -> UInt64

  /// Waits until a time has come.
  ///
  /// - Parameter time: The time.
  func wait(until time: UInt64)
}

/// The system's monotonic clock.
package struct MonotonicClock: LoadClock {
  /// How early to wake up from a sleep, in nanoseconds: what is left is spent looking at the clock.
  private static let margin: UInt64 = 100_000

  /// Creates the clock.
  package init() {}

  /// The time, in nanoseconds since the system started.
  package func now() -> UInt64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Sleeps while the time is far, then looks at the clock until it has come.
  ///
  /// - Parameter time: The time.
  package func wait(until time: UInt64) {
    while true {
      let now = now()
      guard now < time else { return }
      if time - now > 2 * Self.margin { usleep(UInt32((time - now - Self.margin) / 1_000)) }
    }
  }
}
