/// How much load is put on a target, for how long.
package struct LoadPlan: Sendable, Equatable {
  /// When the next operation is due.
  package enum Pace: Sendable, Equatable {
    /// When the last one is answered: the load adapts to the target (closed loop).
    case closed
    /// On a schedule of so many a second over all workers, whatever the target does (open loop).
    case open(perSecond: Int)
  }

  /// When the next operation is due.
  package var pace: Pace
  /// How many workers there are, each with a target of its own.
  package var workers: Int
  /// For how long operations become due, in nanoseconds.
  package var duration: UInt64
  /// How many operations a worker performs at most.
  package var limit: Int
  /// For how long after that arrivals that are late are still served, in nanoseconds.
  package var patience: UInt64

  /// Creates a plan.
  ///
  /// - Parameters:
  ///   - pace: When the next operation is due.
  ///   - workers: How many workers there are, at least 1.
  ///   - duration: For how long operations become due, in nanoseconds; at most 600 seconds.
  ///   - limit: How many operations a worker performs at most.
  ///   - patience: For how long after that late arrivals are still served; the duration by default.
  package init(
    _ pace: Pace, workers: Int, duration: UInt64, limit: Int = 4_000_000_000,
    patience: UInt64? = nil
  ) {
    if case .open(let rate) = pace {
      precondition((1...10_000_000).contains(rate), "from 1 to 10,000,000 arrivals a second")
    }
    precondition(workers > 0, "a load test needs a worker")
    precondition(duration <= 600_000_000_000, "a load test lasts ten minutes at most")
    self.pace = pace
    self.workers = workers
    self.duration = duration
    self.limit = limit
    self.patience = patience ?? duration
  }

  /// How many arrivals of an open loop are a worker's: they take turns.
  ///
  /// - Parameters:
  ///   - worker: The worker, by number.
  ///   - rate: Arrivals a second over all workers.
  /// - Returns: A number, at most ``limit``.
  package func arrivals(of worker: Int, rate: Int) -> Int {
    let (whole, rest) = (duration * UInt64(rate)).quotientAndRemainder(dividingBy: 1_000_000_000)
    let total = Int(whole) + (rest > 0 ? 1 : 0)
    return min(limit, max(0, (total - worker + workers - 1) / workers))
  }

  /// When an arrival of an open loop is due.
  ///
  /// - Parameters:
  ///   - number: The arrival, by number among the worker's.
  ///   - worker: The worker, by number.
  ///   - rate: Arrivals a second over all workers.
  /// - Returns: Nanoseconds from the start.
  package func due(_ number: Int, of worker: Int, rate: Int) -> UInt64 {
    UInt64(number * workers + worker) * 1_000_000_000 / UInt64(rate)
  }
}
