/// An exact histogram of whole numbers of days.
///
/// Every day from 0 to ``limit`` has a count of its own; longer durations share one overflow count,
/// though their number, sum, least and greatest stay exact. Histograms merge in any order to the
/// same value, so shards may fill their own.
@usableFromInline
package struct DayHistogram: Hashable, Sendable {
  /// The longest duration with a count of its own.
  package let limit: Int
  /// How often each duration from 0 to ``limit`` was added.
  package private(set) var counts: [Int64]
  /// How many durations were longer than ``limit``.
  package private(set) var overflow: Int64 = 0
  /// How many durations were added.
  package private(set) var count: Int64 = 0
  /// The sum of all durations, in days.
  package private(set) var sum: Int64 = 0
  private var least = Int.max
  private var greatest = Int.min

  /// Creates an empty histogram.
  ///
  /// - Parameter limit: The longest duration with a count of its own, at least 0.
  package init(limit: Int = 730) {
    precondition(limit >= 0, "a histogram has at least day 0")
    self.limit = limit
    counts = Array(repeating: 0, count: limit + 1)
  }

  /// Adds a duration.
  ///
  /// - Parameters:
  ///   - days: The duration, at least 0.
  ///   - times: How often it occurred, at least 0.
  package mutating func add(_ days: Int, times: Int64 = 1) {
    precondition(days >= 0 && times >= 0, "neither a duration nor a count is negative")
    guard times > 0 else { return }
    if days <= limit { counts[days] += times } else { overflow += times }
    count += times
    sum += Int64(days) * times
    least = Swift.min(least, days)
    greatest = Swift.max(greatest, days)
  }

  /// Adds everything that another histogram holds.
  ///
  /// - Parameter other: A histogram with the same limit.
  package mutating func merge(_ other: DayHistogram) {
    precondition(other.limit == limit, "histograms of different limits don't merge")
    for day in counts.indices { counts[day] += other.counts[day] }
    overflow += other.overflow
    count += other.count
    sum += other.sum
    least = Swift.min(least, other.least)
    greatest = Swift.max(greatest, other.greatest)
  }

  /// How often each duration occurred, in ascending order; those beyond ``limit`` count as the
  /// longest.
  package var spectrum: [(value: Int64, count: Int64)] {
    var pairs = counts.enumerated().filter { $0.element > 0 }.map {
      (value: Int64($0.offset), count: $0.element)
    }
    if overflow > 0 { pairs.append((Int64(greatest), overflow)) }
    return pairs
  }

  /// How many durations are longer than a limit.
  ///
  /// - Parameter days: The limit, from 0 to ``limit``.
  /// - Returns: A number of durations.
  package func count(above days: Int) -> Int64 {
    counts.dropFirst(days + 1).reduce(overflow, +)
  }

  /// The shortest duration, if there is one.
  package var min: Int? { count > 0 ? least : nil }

  /// The longest duration, if there is one.
  package var max: Int? { count > 0 ? greatest : nil }

  /// The mean as an exact ratio of days to durations, if there is one.
  package var mean: Ratio? { count > 0 ? Ratio(sum, count) : nil }

  /// The percentile by nearest rank: the least duration that at least that share doesn't exceed.
  ///
  /// The rank is ⌈p × n⌉, at least 1. A rank within the overflow gives the longest duration, which
  /// is an upper bound.
  ///
  /// - Parameter partsPerMillion: The share, from 0 to 1,000,000: 950,000 is p95.
  /// - Returns: The duration in days, if there is one.
  package func percentile(partsPerMillion: Int64) -> Int? {
    guard count > 0 else { return nil }
    var left = nearestRank(partsPerMillion, of: count)
    for (day, number) in counts.enumerated() {
      left -= number
      if left <= 0 { return day }
    }
    return greatest
  }
}
