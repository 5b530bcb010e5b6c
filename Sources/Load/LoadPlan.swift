/// How much load is put on a target, for how long.
package struct LoadPlan: Sendable {
  /// When the next operation is due.
  package enum Pace: Sendable {
    /// When a user asks again: the load adapts to the target (closed loop).
    case users(Users)
    /// On a schedule, whatever the target does (open loop).
    case arrivals(RateProfile, ArrivalShape)
    /// At recorded times, in ascending order, in nanoseconds from the start (open loop).
    case trace([UInt64])

    /// A closed loop of one user a worker, who never thinks.
    package static var closed: Pace { .users(Users()) }

    /// Whether the load adapts to the target.
    package var isClosed: Bool { if case .users = self { true } else { false } }
  }

  /// The users of a closed loop.
  package struct Users: Sendable {
    /// How many there are; `nil` for one a worker.
    package var profile: UserProfile?
    /// How long a user thinks between an answer and the next operation, in nanoseconds.
    package var think: UInt64 = 0
    /// Whether that is the mean of an exponential time, and not the same each time.
    package var isRandom = false
    /// How many operations a user performs at most.
    package var each: Int?
    /// How many operations all users perform at most, whoever comes first.
    package var shared: Int?

    /// Creates one user a worker, who never thinks.
    package init() {}
  }

  /// The longest that a test may last, in nanoseconds: ten minutes.
  package static let longest: UInt64 = 600_000_000_000
  /// The most users that a test may have.
  package static let mostUsers = 1_000_000

  /// When the next operation is due.
  package let pace: Pace
  /// How many workers there are, each with a target of its own.
  package let workers: Int
  /// For how long, at first, operations are performed that count for nothing, in nanoseconds.
  package let warmUp: UInt64
  /// For how long operations become due after that, in nanoseconds.
  package let duration: UInt64
  /// How many operations a worker performs at most.
  package let limit: Int
  /// For how long after that arrivals that are late are still served, in nanoseconds.
  package let patience: UInt64
  /// What random times depend on.
  package let seed: UInt64
  /// Whether every arrival is written down.
  package let isRecorded: Bool

  /// Creates a plan.
  ///
  /// - Parameters:
  ///   - pace: When the next operation is due; a profile covers warm-up and duration.
  ///   - workers: How many workers there are, at least 1.
  ///   - warmUp: For how long operations count for nothing, in nanoseconds.
  ///   - duration: For how long operations become due after that; ten minutes at most together.
  ///   - limit: How many operations a worker performs at most.
  ///   - patience: For how long after that late arrivals are still served; the duration by default.
  ///   - seed: What random times depend on.
  ///   - isRecorded: Whether every arrival is written down.
  package init(
    _ pace: Pace, workers: Int, warmUp: UInt64 = 0, duration: UInt64, limit: Int = .max,
    patience: UInt64? = nil, seed: UInt64 = 1, isRecorded: Bool = false
  ) {
    precondition(workers > 0, "a load test needs a worker")
    precondition(warmUp + duration <= Self.longest, "a load test lasts ten minutes at most")
    self.pace = pace
    self.workers = workers
    self.warmUp = warmUp
    self.duration = duration
    self.limit = limit
    self.patience = patience ?? duration
    self.seed = seed
    self.isRecorded = isRecorded
  }

  /// When operations cease to become due, in nanoseconds from the start.
  package var end: UInt64 { warmUp + duration }

  /// When operations are measured, in nanoseconds from the start.
  var window: Range<UInt64> { warmUp..<end }

  /// Whether operations come due at some time, so that there are response times: not where a user
  /// who never thinks asks again as soon as there is an answer.
  package var hasResponses: Bool {
    if case .users(let users) = pace { users.profile != nil || users.think > 0 } else { true }
  }

  /// How many arrivals an open loop has over all workers, warm-up included.
  package var expected: Expectation? {
    switch pace {
    case .users: nil
    case .trace(let times): Expectation(mean: Double(times.count), isExact: true)
    case .arrivals(let profile, .poisson): Expectation(mean: profile.area, isExact: false)
    case .arrivals(let profile, _): Expectation(mean: Double(profile.count), isExact: true)
    }
  }

  /// How many arrivals there have to be.
  package struct Expectation: Sendable, Equatable {
    /// The number, or its mean.
    package let mean: Double
    /// Whether it is exactly that number.
    package let isExact: Bool

    /// The numbers that are believed: five standard deviations of a Poisson variable, beyond which
    /// chance goes once in a million and a half tests.
    package var range: ClosedRange<Int> {
      let slack = isExact ? 0 : 5 * mean.squareRoot() + 1
      return Int((mean - slack).rounded(.up))...Int((mean + slack).rounded(.down))
    }
  }
}
