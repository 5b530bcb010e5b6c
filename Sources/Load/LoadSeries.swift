/// What happened in each fifth of a second of a test, by when operations were answered.
package struct LoadSeries: Sendable, Equatable {
  /// How long a bin is, in nanoseconds: five of them are the one-second batches of MSER-5.
  package static let width: UInt64 = 200_000_000
  /// How many bins make a second.
  package static let perSecond = 5

  /// How many operations were answered, by bin.
  package private(set) var counts: [Int] = []
  /// The sum of their times in nanoseconds, by bin.
  package private(set) var sums: [UInt64] = []
  /// The longest of their times in nanoseconds, by bin.
  package private(set) var longest: [UInt64] = []

  /// Creates an empty series.
  package init() {}

  /// Counts an operation.
  ///
  /// - Parameters:
  ///   - nanoseconds: Its time: the response where it was due at some time, the service otherwise.
  ///   - offset: When it was answered, in nanoseconds from the start.
  mutating func add(_ nanoseconds: UInt64, at offset: UInt64) {
    let bin = Int(offset / Self.width)
    grow(to: bin + 1)
    counts[bin] += 1
    sums[bin] += nanoseconds
    longest[bin] = max(longest[bin], nanoseconds)
  }

  private mutating func grow(to count: Int) {
    guard count > counts.count else { return }
    let more = count - counts.count
    counts += Array(repeating: 0, count: more)
    sums += Array(repeating: 0, count: more)
    longest += Array(repeating: 0, count: more)
  }

  /// Adds what another worker counted.
  ///
  /// - Parameter other: The other series.
  mutating func merge(_ other: LoadSeries) {
    grow(to: other.counts.count)
    for bin in other.counts.indices {
      counts[bin] += other.counts[bin]
      sums[bin] += other.sums[bin]
      longest[bin] = max(longest[bin], other.longest[bin])
    }
  }

  /// The mean time of each bin, up to some time; a bin without an answer takes that of the one
  /// before it.
  ///
  /// - Parameter end: The end, in nanoseconds from the start.
  /// - Returns: Means in nanoseconds.
  package func means(until end: UInt64) -> [Double] {
    let bins = min(counts.count, Int(end / Self.width))
    var last = 0.0
    return (0..<bins).map { bin in
      if counts[bin] > 0 { last = Double(sums[bin]) / Double(counts[bin]) }
      return last
    }
  }

  /// What happened in a second.
  package struct Second: Sendable, Equatable {
    /// The second, from 0.
    package let number: Int
    /// How many operations were answered.
    package let count: Int
    /// Their mean time in nanoseconds, if there was one.
    package let mean: UInt64?
    /// Their longest time in nanoseconds, if there was one.
    package let longest: UInt64?
  }

  /// The series by whole seconds.
  package var seconds: [Second] {
    stride(from: 0, to: counts.count, by: Self.perSecond).map { start in
      let bins = start..<min(start + Self.perSecond, counts.count)
      let count = counts[bins].reduce(0, +)
      return Second(
        number: start / Self.perSecond, count: count,
        mean: count > 0 ? sums[bins].reduce(0, +) / UInt64(count) : nil,
        longest: count > 0 ? longest[bins].max() : nil)
    }
  }
}
