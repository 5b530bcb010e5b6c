#if canImport(Glibc)
  internal import Glibc
#endif
internal import Draws

/// How arrivals are spread around the rate.
package enum ArrivalShape: String, CaseIterable, Sendable {
  /// At equal distances.
  case even
  /// As independent people come: gaps are exponential, the number is a Poisson variable.
  case poisson
  /// As independent people come, but exactly as many as the rate says (JMeter's Precise Throughput
  /// Timer): independent times, uniform under the rate.
  case poissonExact = "poisson-exact"
}

/// What one worker has to do in an open loop: when operations are due.
protocol Arrivals {
  /// The next arrival.
  ///
  /// - Returns: Nanoseconds from the start; `nil` after the last one.
  mutating func next() -> UInt64?

  /// Counts the arrivals that are left and come due before some time, in no time: there may be
  /// thousands of millions.
  ///
  /// - Parameter end: Nanoseconds from the start.
  /// - Returns: How many.
  func rest(before end: UInt64) -> Int
}

/// One worker's share of recorded arrivals.
struct TraceArrivals: Arrivals {
  private let times: [UInt64]
  private let step: Int
  private var place: Int

  /// Creates a worker's share: every so many-th arrival.
  init(_ times: [UInt64], worker: Int, of workers: Int) {
    self.times = times
    step = workers
    place = worker
  }

  mutating func next() -> UInt64? {
    guard place < times.count else { return nil }
    defer { place += step }
    return times[place]
  }

  func rest(before end: UInt64) -> Int {
    stride(from: place, to: times.count, by: step).prefix { times[$0] < end }.count
  }
}

/// The times at which a worker's arrivals are due, one after the other; nothing is stored.
///
/// The same profile, shape, seed and number of workers give the same times.
package struct ArrivalStream: Arrivals, Sendable {
  private let profile: RateProfile
  private let shape: ArrivalShape
  private let workers: Int
  private let worker: Int
  private let seed: UInt64
  /// How many arrivals the worker has; unknown before the end where the number is random.
  package let count: Int?
  private var number = 0
  /// The number of arrivals of all workers that the last one stands for, on average.
  private var position = 0.0

  /// Creates a worker's stream.
  ///
  /// - Parameters:
  ///   - profile: The rate over all workers.
  ///   - shape: How arrivals are spread.
  ///   - worker: The worker, by number.
  ///   - workers: How many workers there are.
  ///   - seed: What random times depend on.
  package init(
    _ profile: RateProfile, _ shape: ArrivalShape, worker: Int, of workers: Int, seed: UInt64
  ) {
    self.profile = profile
    self.shape = shape
    self.worker = worker
    self.workers = workers
    self.seed = seed
    count =
      shape == .poisson ? nil : max(0, (profile.count - worker + workers - 1) / workers)
  }

  /// The next arrival.
  ///
  /// - Returns: Nanoseconds from the start; `nil` after the last one.
  package mutating func next() -> UInt64? {
    switch shape {
    case .even:
      guard let count, number < count else { return nil }
      defer { number += 1 }
      return profile.due(number * workers + worker)
    case .poisson:
      // Each worker's own process at its share of the rate: together they are one process.
      position -= log(uniform()) * Double(workers)
      number += 1
      return position < profile.area ? profile.due(at: position) : nil
    case .poissonExact:
      // The least of so many uniform numbers between here and the end, then the least of the rest.
      guard let count, number < count else { return nil }
      let left = Double(count - number)
      position -= (profile.area - position) * expm1(log(uniform()) / left)
      number += 1
      return min(profile.due(at: position), profile.duration)
    }
  }

  /// A number above 0 and at most 1.
  private func uniform() -> Double {
    let word = draw(seed, ArrivalStreams.gap, UInt64(worker), UInt64(number))
    return (Double(word >> 11) + 1) / Double(1 << 53)
  }

  /// Counts the arrivals that are left before some time.
  ///
  /// Those that come at random are drawn one after the other, as they would have come; of more than
  /// a million the expected number is given, from which chance strays by less than a thousandth.
  ///
  /// - Parameter end: Nanoseconds from the start.
  /// - Returns: How many.
  package func rest(before end: UInt64) -> Int {
    guard end < profile.duration || shape == .poisson else { return (count ?? number) - number }
    if shape == .even { return evenRest(before: end) }
    let share = max(0, profile.area(before: end) - position)
    var mean = share / Double(workers)
    if shape == .poissonExact, let count {
      mean = Double(count - number) * min(1, share / max(profile.area - position, share, 1))
    }
    guard mean <= Self.drawn else { return Int(mean.rounded()) }
    var stream = self
    var found = 0
    while let due = stream.next(), due < end { found += 1 }
    return found
  }

  /// So many arrivals are drawn in some tens of milliseconds.
  private static let drawn = 1_000_000.0

  /// The first number that is due too late, by halving.
  private func evenRest(before end: UInt64) -> Int {
    var (low, high) = (number, count ?? number)
    while low < high {
      let middle = (low + high) / 2
      if profile.due(middle * workers + worker) < end { low = middle + 1 } else { high = middle }
    }
    return low - number
  }
}

/// What arrivals draw.
private enum ArrivalStreams {
  static let gap = Stream("load.arrivals")
}
