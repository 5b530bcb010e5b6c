/// The rank of a percentile among sorted values: ⌈p × n⌉, at least 1.
///
/// - Parameters:
///   - partsPerMillion: The share, from 0 to 1,000,000.
///   - count: How many values there are, at least 1.
/// - Returns: A rank from 1 to `count`.
package func nearestRank(_ partsPerMillion: Int64, of count: Int64) -> Int64 {
  precondition((0...1_000_000).contains(partsPerMillion), "a share is from 0 to 1,000,000 ppm")
  precondition(count > 0, "no values, no rank")
  let (high, low) = count.multipliedFullWidth(by: partsPerMillion)
  let (quotient, remainder) = Int64(1_000_000).dividingFullWidth((high, low))
  return max(1, quotient + (remainder > 0 ? 1 : 0))
}
