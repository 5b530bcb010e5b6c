package import Calendar

/// The loop of every run: shards live on their own for a window of days, then meet, and what they
/// share is settled.
///
/// Within a window no shard sees another, so that the bits are the same for any number of threads.
/// How long a window may be is for the model to say: the days that what one shard does takes to
/// reach another (the lookahead of conservative parallel simulation). The national model settles
/// seats and the fund every evening, so its window is one day.
package struct DayLoop: Sendable {
  /// The days of the run.
  package let days: ClosedRange<Day>
  /// How many days shards live between two settlements.
  package let window: Int

  /// What a shard does: its number, the days, and which thread it is on, from 0.
  package typealias Life = @Sendable (Int, ClosedRange<Day>, Int) -> Void

  /// The days that the threads are at: written while they wait.
  private final class Now: @unchecked Sendable {
    var days: ClosedRange<Day>
    init(_ days: ClosedRange<Day>) { self.days = days }
  }

  /// Creates a loop.
  ///
  /// - Parameters:
  ///   - days: The days of the run.
  ///   - window: How many days shards live between two settlements; at least 1.
  package init(_ days: ClosedRange<Day>, window: Int = 1) {
    precondition(window > 0, "a window has at least one day")
    self.days = days
    self.window = window
  }

  /// Runs until the last day, or until a settlement ends the run.
  ///
  /// - Parameters:
  ///   - crew: The threads.
  ///   - shards: How many shards there are.
  ///   - live: What each shard does in a window, on any thread.
  ///   - prepare: Makes ready what the shards share, before a window.
  ///   - settle: Settles what the shards share, after it; `false` ends the run.
  /// - Returns: Whether the run reached its last day.
  /// - Throws: What `prepare` and `settle` throw.
  package func run<Failure: Error>(
    _ crew: Crew, shards: Int, live: @escaping Life,
    prepare: (ClosedRange<Day>) throws(Failure) -> Void,
    settle: (ClosedRange<Day>) throws(Failure) -> Bool
  ) throws(Failure) -> Bool {
    let now = Now(days)
    // One closure for all days: making it allocates, calling it doesn't.
    let body: @Sendable (Int, Int) -> Void = { shard, thread in live(shard, now.days, thread) }
    var first = days.lowerBound
    while first <= days.upperBound {
      now.days = first...min(first + (window - 1), days.upperBound)
      try prepare(now.days)
      crew.perform(shards, body)
      if try !settle(now.days), now.days.upperBound < days.upperBound { return false }
      first = now.days.upperBound + 1
    }
    return true
  }
}
