package import Calendar
package import Statistics

/// What is counted of a queue: whole numbers, the same for any number of shards.
package struct QueueFigures: Sendable {
  /// How many arrived.
  package private(set) var arrivals = 0
  /// How many were served.
  package private(set) var served = 0
  /// The most that waited at the end of a day.
  package private(set) var peakBacklog = 0
  /// The day of that peak.
  package private(set) var peakDay: Day?
  /// Days that those served had waited.
  package private(set) var wait = DayHistogram(limit: 730)
  /// Minutes of work that there were, and that were used, where capacity has a limit.
  package var minutes: (had: Int64, used: Int64) = (0, 0)

  /// Counts nothing.
  package init() {}

  /// How many wait.
  package var backlog: Int { arrivals - served }

  /// Counts arrivals.
  mutating func arrive(_ count: Int = 1) { arrivals += count }

  /// Counts somebody served.
  mutating func serve(after days: Int) {
    served += 1
    wait.add(days)
  }

  /// Takes note of how many wait at the end of a day.
  mutating func close(_ day: Day, backlog: Int) {
    guard backlog > peakBacklog else { return }
    peakBacklog = backlog
    peakDay = day
  }

  /// Looks for the peak anew, in a queue whose parts had their peaks on days of their own.
  mutating func peak(over backlogs: [Int], from first: Day) {
    (peakBacklog, peakDay) = (0, nil)
    for (index, backlog) in backlogs.enumerated() { close(first + index, backlog: backlog) }
  }

  /// Adds the arrivals and services of another shard's part of the queue.
  mutating func merge(_ other: QueueFigures) {
    arrivals += other.arrivals
    served += other.served
    wait.merge(other.wait)
  }
}
