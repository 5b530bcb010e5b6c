/// A queue of one day before a number of equal servers: first in, first out, in microseconds.
///
/// Requests are served in the order of their arrival, each by the server that is free first. A day
/// is lived to its end: who arrived by midnight is served, however long that takes. Lengths are
/// added up from arrivals and ends alone, so that Little's law compares two different countings.
package struct ServerQueue: Sendable {
  /// A request to be served.
  package struct Request: Sendable {
    /// When it arrives, in microseconds since midnight.
    package var arrival: Int64
    /// How long a server works on it, in microseconds.
    package var service: Int64

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - arrival: When it arrives, in microseconds since midnight.
    ///   - service: How long a server works on it, in microseconds, at least 1.
    package init(arrival: Int64, service: Int64) {
      self.arrival = arrival
      self.service = service
    }
  }

  /// How long the requests waited until they were begun.
  package private(set) var wait = LogLinearHistogram()
  /// How long they were in the system.
  package private(set) var sojourn = LogLinearHistogram()
  /// How many were in it for longer than they should.
  package private(set) var overTarget: Int64 = 0
  /// Microseconds of work that the servers did.
  package private(set) var work: Int64 = 0
  /// Microseconds of work that arrived in the minute that brought most.
  package private(set) var peakMinuteWork: Int64 = 0
  /// The sum over all microseconds of how many were in the system.
  package private(set) var area: Int64 = 0
  /// From midnight to the last end, in microseconds, a day at least.
  package private(set) var span: Int64 = ServerQueue.day
  /// How many arrived in each second of the day.
  package private(set) var seconds = [Int64](repeating: 0, count: 86_400)
  /// The most that were in the system at once in each minute of the day.
  package private(set) var inSystem = [Int64](repeating: 0, count: 1_440)
  /// The most that were in the system at once.
  package private(set) var peak: Int64 = 0

  /// The microseconds of a day.
  package static let day: Int64 = 86_400_000_000

  /// Serves requests.
  ///
  /// - Parameters:
  ///   - requests: The requests in any order.
  ///   - servers: How many servers there are, at least 1.
  ///   - target: How long a request should be in the system at most, in microseconds.
  package init(_ requests: [Request], servers: Int, target: Int64) {
    precondition(servers >= 1, "somebody must serve")
    let requests = requests.sorted { ($0.arrival, $0.service) < ($1.arrival, $1.service) }
    var free = FreeServers(servers)
    var ends: [Int64] = []
    ends.reserveCapacity(requests.count)
    var minuteWork = [Int64](repeating: 0, count: 1_440)
    for request in requests {
      let start = max(request.arrival, free.earliest)
      let end = start + request.service
      free.replaceEarliest(with: end)
      wait.add(start - request.arrival)
      sojourn.add(end - request.arrival)
      if end - request.arrival > target { overTarget += 1 }
      work += request.service
      let second = Int(min(request.arrival / 1_000_000, 86_399))
      seconds[second] += 1
      minuteWork[second / 60] += request.service
      ends.append(end)
    }
    peakMinuteWork = minuteWork.max() ?? 0
    ends.sort()
    span = max(span, ends.last ?? 0)
    measureLengths(requests, ends)
  }

  /// Adds up how many were in the system, going through arrivals and ends in the order of time.
  private mutating func measureLengths(_ requests: [Request], _ ends: [Int64]) {
    var (next, left) = (0, 0)
    var (now, length) = (Int64(0), Int64(0))
    while left < ends.count {
      let isArrival = next < requests.count && requests[next].arrival <= ends[left]
      let time = isArrival ? requests[next].arrival : ends[left]
      area += (time - now) * length
      if length > 0 { note(length, from: now, to: time) }
      now = time
      if isArrival {
        length += 1
        next += 1
      } else {
        length -= 1
        left += 1
      }
      peak = max(peak, length)
    }
  }

  /// Notes a length in the minutes in which it was.
  private mutating func note(_ length: Int64, from start: Int64, to end: Int64) {
    let first = Int(start / 60_000_000)
    let last = min(1_439, Int(end / 60_000_000))
    guard first <= last else { return }
    for minute in first...last { inSystem[minute] = max(inSystem[minute], length) }
  }
}

/// When each server is free, the earliest first: a binary heap.
private struct FreeServers {
  private var times: [Int64]

  init(_ count: Int) { times = .init(repeating: 0, count: count) }

  var earliest: Int64 { times[0] }

  mutating func replaceEarliest(with time: Int64) {
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < times.count else { break }
      if child + 1 < times.count, times[child + 1] < times[child] { child += 1 }
      guard times[child] < time else { break }
      times[place] = times[child]
      place = child
    }
    times[place] = time
  }
}
