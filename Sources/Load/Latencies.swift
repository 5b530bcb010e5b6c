internal import Histogram

/// Wall-clock times in nanoseconds, from which percentiles are read with three digits.
package struct Latencies: Sendable {
  /// The longest time that is told apart from longer ones: an hour.
  private static let longest: UInt64 = 3_600_000_000_000

  private var histogram = Histogram<UInt64>(
    highestTrackableValue: longest, numberOfSignificantValueDigits: .three)
  private var greatest: UInt64 = 0

  /// Creates an empty record.
  package init() {}

  /// Records a time.
  ///
  /// - Parameter nanoseconds: The time.
  package mutating func record(_ nanoseconds: UInt64) {
    histogram.record(min(nanoseconds, Self.longest))
    greatest = Swift.max(greatest, nanoseconds)
  }

  /// Adds what another record holds.
  ///
  /// - Parameter other: The other record.
  package mutating func merge(_ other: Latencies) {
    guard other.count > 0 else { return }
    histogram.add(other.histogram)
    greatest = Swift.max(greatest, other.greatest)
  }

  /// How many times were recorded.
  package var count: Int { Int(histogram.totalCount) }

  /// The longest time, exactly, if there is one.
  package var max: UInt64? { count > 0 ? greatest : nil }

  /// The time that a share of all times does not exceed.
  ///
  /// - Parameter percent: The share: 99.9 for p99.9.
  /// - Returns: Nanoseconds, if a time was recorded.
  package func percentile(_ percent: Double) -> UInt64? {
    count > 0 ? min(histogram.valueAtPercentile(percent), greatest) : nil
  }
}
