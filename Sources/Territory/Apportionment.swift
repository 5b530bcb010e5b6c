/// Ways to divide whole things by weights.
package enum Apportionment {
  /// Divides a total by weights: the whole parts first, then one each to the largest remainders.
  ///
  /// - Parameters:
  ///   - total: What is divided.
  ///   - weights: The weights, none below 0.
  /// - Returns: The parts, whose sum is `total` unless all weights are 0; the earlier index wins a
  ///   tie.
  package static func largestRemainder(_ total: Int64, by weights: [Int64]) -> [Int64] {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return weights.map { _ in 0 } }
    var parts: [Int64] = []
    var remainders: [(rest: Int64, index: Int)] = []
    for (index, weight) in weights.enumerated() {
      let (high, low) = total.multipliedFullWidth(by: weight)
      let (quotient, rest) = sum.dividingFullWidth((high, low))
      parts.append(quotient)
      remainders.append((rest, index))
    }
    let left = Int(total - parts.reduce(0, +))
    remainders.sort { $0.rest != $1.rest ? $0.rest > $1.rest : $0.index < $1.index }
    for entry in remainders.prefix(left) { parts[entry.index] += 1 }
    return parts
  }

  /// The step that a running sum makes when it is scaled and rounded.
  ///
  /// Scaling sum after sum rather than part after part keeps the total exact to one half.
  ///
  /// - Parameters:
  ///   - before: The sum before this part.
  ///   - part: The part.
  ///   - numerator: The scale's numerator.
  ///   - denominator: The scale's denominator, above 0.
  /// - Returns: The scaled part.
  package static func step(
    _ before: Int64, _ part: Int64, times numerator: Int64, over denominator: Int64
  ) -> Int64 {
    rounded(before + part, numerator, denominator) - rounded(before, numerator, denominator)
  }

  private static func rounded(_ value: Int64, _ numerator: Int64, _ denominator: Int64) -> Int64 {
    let (high, low) = value.multipliedFullWidth(by: numerator)
    let (quotient, rest) = denominator.dividingFullWidth((high, low))
    return quotient + (rest >= denominator - rest ? 1 : 0)
  }

  /// Divides an intercommunal council between its communes (CGCT L5211-6-1, III to V).
  ///
  /// The seats of the scale go by the highest averages; each commune left without one then gets one
  /// more; a commune above half of the whole, or above the size of its own council, gives the
  /// excess back to the others.
  ///
  /// - Parameters:
  ///   - base: The seats of the scale.
  ///   - populations: The inhabitants of each commune.
  ///   - councils: The size of each commune's own council.
  /// - Returns: The seats of each commune, at least 1.
  package static func intercommunal(
    base: Int64, populations: [Int64], councils: [Int64]
  ) -> [Int64] {
    var seats = [Int64](repeating: 0, count: populations.count)
    let unlimited = [Int64](repeating: .max, count: populations.count)
    highestAverages(base, populations, limits: unlimited, &seats)
    for index in seats.indices where seats[index] == 0 { seats[index] = 1 }
    let half = max(1, seats.reduce(0, +) / 2)
    let limits = councils.map { min(max(1, $0), half) }
    var returned: Int64 = 0
    for index in seats.indices where seats[index] > limits[index] {
      returned += seats[index] - limits[index]
      seats[index] = limits[index]
    }
    highestAverages(returned, populations, limits: limits, &seats)
    return seats
  }

  /// Gives seats one by one to the largest quotient of inhabitants by seats plus one.
  private static func highestAverages(
    _ count: Int64, _ populations: [Int64], limits: [Int64], _ seats: inout [Int64]
  ) {
    for _ in 0..<max(0, count) {
      var best = -1
      for index in seats.indices where seats[index] < limits[index] {
        if best < 0
          || populations[index] * (seats[best] + 1) > populations[best] * (seats[index] + 1)
        {
          best = index
        }
      }
      guard best >= 0 else { return }
      seats[best] += 1
    }
  }
}
