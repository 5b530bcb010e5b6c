package import Calendar
internal import Draws

/// How support works on one day.
package struct SupportHours: Sendable {
  /// How many agents there are.
  package var agents: Int
  /// Minutes of a working day that an agent has for requests.
  package var minutes: Int
  /// The fewest and the most minutes that a request takes.
  package var service: ClosedRange<Int>
  /// Calendar days in which papers must arrive.
  package var papersDays: Int

  /// Creates the hours.
  ///
  /// - Parameters:
  ///   - agents: How many agents there are.
  ///   - minutes: Minutes of a working day that an agent has for requests.
  ///   - service: The fewest and the most minutes that a request takes.
  ///   - papersDays: Calendar days in which papers must arrive.
  package init(agents: Int, minutes: Int, service: ClosedRange<Int>, papersDays: Int) {
    self.agents = agents
    self.minutes = minutes
    self.service = service
    self.papersDays = papersDays
  }
}

/// Support's queue, shared by all shards and settled once a day: first in, first out.
///
/// A day's requests are queued by official. On a working day the agents' minutes are spent on the
/// queue in its order; what a request still needs at the end of a day it gets on the next. What
/// was read is answered in its shard on the next day.
package struct SupportDesk: Sendable {
  /// A request that an agent has read, or that is closed because its papers never came.
  package struct Reading: Sendable {
    /// The official, by number in the roster.
    package let official: UInt32
    /// The request's number.
    package let number: UInt16
    /// The day on which it, or its papers, arrived.
    package let arrived: Day
    /// Whether it is closed for want of papers.
    package let isClosing: Bool
  }

  private struct Waiting: Sendable {
    var official: UInt32
    var number: UInt16
    var arrived: Day
  }

  private static let service = Stream("support.service")
  private let seed: UInt64
  private let role: Role
  private var queue: [Waiting] = []
  private var head = 0
  /// Minutes that the first request still needs, or -1 where nobody has begun it.
  private var left = -1
  /// Requests whose papers are awaited, in the order of their deadlines.
  private var awaiting: [Waiting] = []
  /// Minutes that agents had for requests, and minutes that they used.
  package private(set) var minutes: (had: Int64, used: Int64) = (0, 0)
  /// What was read or closed on the last day.
  package private(set) var readings: [Reading] = []

  /// Opens the desk.
  ///
  /// - Parameters:
  ///   - seed: The seed of the service times.
  ///   - mutant: The known-bad variant.
  package init(seed: UInt64, mutant: Mutant = .none) {
    self.seed = seed
    role = Role(mutant)
  }

  /// How many requests wait.
  package var backlog: Int { queue.count - head }

  /// The day on which the request that has waited longest arrived.
  package var oldest: Day? { backlog > 0 ? queue[head].arrived : nil }

  /// Calls a function with the day on which each waiting request arrived, in order.
  ///
  /// - Parameter body: Called with each day.
  package func forEachWaiting(_ body: (Day) -> Void) {
    for waiting in queue[head...] { body(waiting.arrived) }
  }

  /// Puts the tickets of a day in the order in which they are queued: by official, then number.
  ///
  /// - Parameter tickets: The tickets of all shards.
  package static func order(_ tickets: inout [SupportTicket]) {
    tickets.sort { ($0.official, $0.number) < ($1.official, $1.number) }
  }

  /// Works a day.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - tickets: What arrived today, in the order of ``order(_:)``.
  ///   - asked: For which requests papers were asked today, by number in the roster, in order.
  ///   - isWorkingDay: Whether the agents work.
  ///   - hours: How they work.
  package mutating func settle(
    _ day: Day, tickets: [SupportTicket], asked: [SupportAnswer], isWorkingDay: Bool,
    hours: SupportHours
  ) {
    readings.removeAll(keepingCapacity: true)
    if head == queue.count {
      queue.removeAll(keepingCapacity: true)
      head = 0
    }
    for ticket in tickets {
      if ticket.isPapers { awaiting.removeAll { $0.official == ticket.official } }
      queue.append(
        Waiting(official: ticket.official, number: ticket.number, arrived: day))
    }
    for answer in asked {
      awaiting.append(
        Waiting(official: answer.official, number: answer.number, arrived: day))
    }
    while let first = awaiting.first, first.arrived + hours.papersDays <= day {
      awaiting.removeFirst()
      readings.append(
        Reading(
          official: first.official, number: first.number, arrived: first.arrived, isClosing: true))
    }
    if isWorkingDay { work(Int64(hours.agents) * Int64(hours.minutes), hours) }
    if head > 1_024, head * 2 > queue.count {
      queue.removeFirst(head)
      head = 0
    }
  }

  private mutating func work(_ capacity: Int64, _ hours: SupportHours) {
    minutes.had += capacity
    var capacity = capacity
    while head < queue.count, capacity > 0 {
      let first = queue[head]
      if left < 0 {
        left = draw(seed, Self.service, UInt64(first.official), UInt64(first.number))
          .between(hours.service.lowerBound, hours.service.upperBound)
      }
      let spent = min(capacity, Int64(left))
      capacity -= spent
      minutes.used += spent
      left -= Int(spent)
      guard left == 0 else { break }
      left = -1
      head += 1
      if role.mutant == .supportSilent, first.official % 4 == 0 { continue }
      readings.append(
        Reading(
          official: first.official, number: first.number, arrived: first.arrived,
          isClosing: false))
    }
  }
}
