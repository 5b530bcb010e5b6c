/// What happened in each fifth of a second of a test, by when operations were answered.
///
/// Where a phase of the test begins within a fifth of a second, that is cut in two, so that what is
/// said of each part is said of one phase.
package struct LoadSeries: Sendable, Equatable {
  /// How long a bin is, in nanoseconds: five of them are the one-second batches of MSER-5.
  package static let width: UInt64 = 200_000_000

  /// A fifth of a second, or the part of it that belongs to one phase.
  package struct Bin: Sendable, Equatable {
    /// When it begins, in nanoseconds from the start of the test.
    package let start: UInt64
    /// How many operations were answered.
    package fileprivate(set) var count = 0
    /// The sum of their times in nanoseconds.
    fileprivate var sum: UInt64 = 0
    /// The longest of their times in nanoseconds; 0 where there was none.
    package fileprivate(set) var longest: UInt64 = 0

    /// Their mean time in nanoseconds, if there was one.
    package var mean: UInt64? { count > 0 ? sum / UInt64(count) : nil }

    fileprivate mutating func add(_ other: Bin) {
      count += other.count
      sum += other.sum
      longest = max(longest, other.longest)
    }
  }

  /// The bins in the order of time, without gaps.
  package private(set) var bins: [Bin] = []
  /// Where bins are cut in two, in ascending order.
  private let cuts: [UInt64]

  /// Creates an empty series.
  ///
  /// - Parameter cuts: Where phases begin, in nanoseconds from the start of the test.
  package init(cuts: [UInt64] = []) {
    self.cuts = cuts.filter { !$0.isMultiple(of: Self.width) }.sorted()
  }

  /// Counts an operation.
  ///
  /// - Parameters:
  ///   - nanoseconds: Its time: the response where it was due at some time, the service otherwise.
  ///   - offset: When it was answered, in nanoseconds from the start.
  mutating func add(_ nanoseconds: UInt64, at offset: UInt64) {
    let bin = Int(offset / Self.width) + cuts.count { $0 <= offset }
    grow(to: bin + 1)
    bins[bin].count += 1
    bins[bin].sum += nanoseconds
    bins[bin].longest = max(bins[bin].longest, nanoseconds)
  }

  private mutating func grow(to count: Int) {
    while bins.count < count {
      guard let last = bins.last?.start else {
        bins.append(Bin(start: 0))
        continue
      }
      let whole = (last / Self.width + 1) * Self.width
      bins.append(Bin(start: cuts.first { $0 > last && $0 < whole } ?? whole))
    }
  }

  /// Adds what another worker counted.
  ///
  /// - Parameter other: The other series, with the same cuts.
  mutating func merge(_ other: LoadSeries) {
    grow(to: other.bins.count)
    for (place, bin) in other.bins.enumerated() { bins[place].add(bin) }
  }

  /// The mean time of each fifth of a second, up to some time; one without an answer takes that of
  /// the one before it.
  ///
  /// - Parameter end: The end, in nanoseconds from the start.
  /// - Returns: Means in nanoseconds.
  package func means(until end: UInt64) -> [Double] {
    var fifths: [Bin] = []
    for bin in bins where bin.start / Self.width < end / Self.width {
      if bin.start.isMultiple(of: Self.width) {
        fifths.append(bin)
      } else {
        fifths[fifths.count - 1].add(bin)
      }
    }
    var last = 0.0
    return fifths.map { fifth in
      if fifth.count > 0 { last = Double(fifth.sum) / Double(fifth.count) }
      return last
    }
  }
}
