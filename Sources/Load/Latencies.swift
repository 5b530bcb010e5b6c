internal import Histogram

/// Wall-clock times in nanoseconds, from which percentiles are read with three digits.
package struct Latencies: Sendable {
  /// The longest time that is told apart from longer ones: an hour.
  private static let longest: UInt64 = 3_600_000_000_000

  private var histogram = Histogram<UInt64>(
    highestTrackableValue: longest, numberOfSignificantValueDigits: .three)
  private var greatest: UInt64 = 0
  private var least = UInt64.max
  private var sum = 0.0

  /// Creates an empty record.
  package init() {}

  /// Records a time.
  ///
  /// - Parameter nanoseconds: The time.
  package mutating func record(_ nanoseconds: UInt64) {
    histogram.record(Swift.min(nanoseconds, Self.longest))
    greatest = Swift.max(greatest, nanoseconds)
    least = Swift.min(least, nanoseconds)
    sum += Double(nanoseconds)
  }

  /// Adds what another record holds.
  ///
  /// - Parameter other: The other record.
  package mutating func merge(_ other: Latencies) {
    guard other.count > 0 else { return }
    histogram.add(other.histogram)
    greatest = Swift.max(greatest, other.greatest)
    least = Swift.min(least, other.least)
    sum += other.sum
  }

  /// How many times were recorded.
  package var count: Int { Int(histogram.totalCount) }

  /// The longest time, exactly, if there is one.
  package var max: UInt64? { count > 0 ? greatest : nil }

  /// The shortest time, exactly, if there is one.
  package var min: UInt64? { count > 0 ? least : nil }

  /// The arithmetic mean, if there is one.
  package var mean: UInt64? { count > 0 ? UInt64(sum / Double(count)) : nil }

  /// The time that a share of all times does not exceed.
  ///
  /// - Parameter percent: The share: 99.9 for p99.9.
  /// - Returns: Nanoseconds, if a time was recorded.
  package func percentile(_ percent: Double) -> UInt64? {
    count > 0 ? Swift.min(histogram.valueAtPercentile(percent), greatest) : nil
  }

  /// The percentile spectrum in milliseconds, as HdrHistogram's plotters read it.
  package var spectrum: String {
    var text = ""
    histogram.outputPercentileDistribution(to: &text, outputValueUnitScalingRatio: 1_000_000)
    return text
  }
}
