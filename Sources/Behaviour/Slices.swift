internal import Calendar
internal import Draws

extension UInt64 {
  /// Sixteen bits of a draw: one draw of sixty-four decides four small matters.
  ///
  /// - Parameter place: Which sixteen, from 0 to 3.
  /// - Returns: A number below 65,536.
  @inline(__always)
  func slice(_ place: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: self &>> (place &* 16)) & 0xffff
  }
}

/// A share as a limit of the slices of a draw.
///
/// - Parameter partsPerMillion: The share, not negative.
/// - Returns: How many of the 65,536 slices are below it.
func sliceLimit(_ partsPerMillion: Int64) -> UInt32 {
  UInt32(UInt64(partsPerMillion) * 65_536 / 1_000_000)
}

/// Finds the slices of a draw that are below a limit, all four of them at once.
struct SliceFilter {
  /// What carries a slice that is not below the limit beyond its sixteen bits, twice.
  private let carry: UInt64

  /// Creates a filter.
  ///
  /// - Parameter limit: The limit.
  init(below limit: UInt32) {
    carry = (65_536 - UInt64(min(limit, 65_536))) * 0x0000_0001_0000_0001
  }

  /// The slices of a draw that are below the limit: of each, the lowest bit.
  @inline(__always)
  func hits(_ word: UInt64) -> UInt64 {
    // Slices 0 and 2 apart from 1 and 3, so that each has room for its carry.
    let even = word & 0x0000_ffff_0000_ffff &+ carry
    let odd = word &>> 16 & 0x0000_ffff_0000_ffff &+ carry
    let above = even &>> 16 & 0x0000_0001_0000_0001 | odd & 0x0001_0000_0001_0000
    return ~above & 0x0001_0001_0001_0001
  }
}

/// The days of a civil year, months weighted: worked out once, asked for each plan of the year.
struct Season {
  private let total: UInt64
  /// For each month, the weight of the months up to its end.
  private var ends = InlineArray<12, Int64>(repeating: 0)
  /// For each month, its first day and how many days it has.
  private var starts = InlineArray<12, Day>(repeating: Day(rawValue: 0))
  private var lengths = InlineArray<12, UInt8>(repeating: 0)

  /// Lays the months of a year out.
  ///
  /// - Parameters:
  ///   - year: The year.
  ///   - weights: The weight of each of the twelve months.
  init(_ year: Int, _ weights: [Int64]) {
    var sum: Int64 = 0
    for month in 0..<12 {
      sum += weights[month]
      ends[month] = sum
      starts[month] = Day(year, month + 1, 1)
      lengths[month] = UInt8(Day.length(ofMonth: month + 1, year: year))
    }
    total = UInt64(max(1, sum))
  }

  /// A day of the year, for two draws: one of the month, one of the day within it.
  @inline(__always)
  mutating func day(_ monthDraw: UInt64, _ dayDraw: UInt64) -> Day {
    let weight = Int64(truncatingIfNeeded: monthDraw.below(total))
    var month = 0
    while month < 11, weight >= ends[month] { month += 1 }
    return starts[month] + dayDraw.between(0, Int(lengths[month]) &- 1)
  }
}
