/// A histogram of whole numbers whose buckets grow with the value.
///
/// Each power of two is cut into 128 equal buckets (the layout of Gil Tene's HdrHistogram), so that
/// values below 256 are exact and any other is known within 1/128. Number, sum, least and greatest
/// are exact. Everything is integer: the same values give the same histogram in any order.
@usableFromInline
package struct LogLinearHistogram: Hashable, Sendable {
  private static let bits = 7

  private var counts: [Int64] = []
  /// How many values were added.
  package private(set) var count: Int64 = 0
  /// The sum of all values.
  package private(set) var sum: Int64 = 0
  private var least = Int64.max
  private var greatest = Int64.min

  /// Creates an empty histogram.
  package init() {}

  /// Adds a value.
  ///
  /// - Parameters:
  ///   - value: The value, at least 0.
  ///   - times: How often it occurred, at least 0.
  package mutating func add(_ value: Int64, times: Int64 = 1) {
    precondition(value >= 0 && times >= 0, "neither a value nor a count is negative")
    guard times > 0 else { return }
    let index = Self.bucket(of: value)
    if index >= counts.count {
      counts += Array(repeating: 0, count: index + 1 - counts.count)
    }
    counts[index] += times
    count += times
    sum += value * times
    least = Swift.min(least, value)
    greatest = Swift.max(greatest, value)
  }

  /// Adds everything that another histogram holds.
  ///
  /// - Parameter other: Another histogram.
  package mutating func merge(_ other: LogLinearHistogram) {
    if other.counts.count > counts.count {
      counts += Array(repeating: 0, count: other.counts.count - counts.count)
    }
    for index in other.counts.indices { counts[index] += other.counts[index] }
    count += other.count
    sum += other.sum
    least = Swift.min(least, other.least)
    greatest = Swift.max(greatest, other.greatest)
  }

  /// The least value, if there is one.
  package var min: Int64? { count > 0 ? least : nil }

  /// The greatest value, if there is one.
  package var max: Int64? { count > 0 ? greatest : nil }

  /// The mean as an exact ratio, if there is one.
  package var mean: Ratio? { count > 0 ? Ratio(sum, count) : nil }

  /// The percentile by nearest rank, rounded up to the greatest value of its bucket.
  ///
  /// - Parameter partsPerMillion: The share, from 0 to 1,000,000: 990,000 is p99.
  /// - Returns: A value that at least that share doesn't exceed, if there is one.
  package func percentile(partsPerMillion: Int64) -> Int64? {
    guard count > 0 else { return nil }
    var left = nearestRank(partsPerMillion, of: count)
    for (index, number) in counts.enumerated() {
      left -= number
      if left <= 0 { return Swift.min(Self.values(ofBucket: index).upperBound, greatest) }
    }
    return greatest
  }

  /// How often each value occurred, in ascending order: the greatest value of each bucket that
  /// counts any, but no more than the greatest of all.
  package var spectrum: [(value: Int64, count: Int64)] {
    counts.enumerated().filter { $0.element > 0 }.map {
      (Swift.min(Self.values(ofBucket: $0.offset).upperBound, greatest), $0.element)
    }
  }

  /// The bucket that counts a value.
  ///
  /// - Parameter value: The value, at least 0.
  /// - Returns: The bucket's number.
  static func bucket(of value: Int64) -> Int {
    let width = Int64.bitWidth - value.leadingZeroBitCount
    let shift = Swift.max(0, width - bits - 1)
    return shift << bits + Int(value >> Int64(shift))
  }

  /// The values that a bucket counts.
  ///
  /// - Parameter bucket: The bucket's number.
  /// - Returns: From the least to the greatest value.
  static func values(ofBucket bucket: Int) -> ClosedRange<Int64> {
    let shift = Swift.max(0, bucket >> bits - 1)
    let step = Int64(1) << Int64(shift)
    let low = Int64(bucket - shift << bits) << Int64(shift)
    return low...(low + (step - 1))
  }
}
