package import Calendar
package import Platform

/// The judge of support's queue, which all shards share (SUP-1): first in, first out, and in time.
///
/// It keeps a queue of its own; whoever is read must be the first of it, so that nobody behind a
/// forgotten request is answered unnoticed. Each request has a deadline: while anybody waits, a
/// desk that works has read as many requests as the agents' minutes suffice for, each taken at the
/// most minutes that one can need. Requests without their papers are closed when the delay of the
/// papers is over, neither before nor after.
package struct SupportJudge: Sendable {
  /// What was found.
  package var findings = Findings()
  private var queue: [(official: UInt32, number: UInt16)] = []
  private var head = 0
  private var arrivals: [SupportTicket] = []
  /// Requests whose papers are awaited, in the order in which these were asked for.
  private var papers: [(official: UInt32, number: UInt16, asked: Day)] = []
  /// The place in the queue at which the stretch began in which somebody has waited every day, and
  /// the minutes that agents have had since.
  private var stretch = (head: 0, minutes: Int64(0))
  /// The most minutes that a request can need, at any time of the stretch.
  private var most: Int64 = 1

  /// Creates a judge.
  package init() {}

  /// Judges a day of the desk.
  ///
  /// - Parameters:
  ///   - readings: What was read or closed.
  ///   - tickets: What arrived, in any order.
  ///   - asked: For which requests papers were asked today, by number in the roster.
  ///   - day: The day.
  ///   - isWorkingDay: Whether agents work.
  ///   - hours: How they work.
  package mutating func judge(
    _ readings: [SupportDesk.Reading], tickets: [SupportTicket], asked: [SupportAnswer],
    on day: Day, isWorkingDay: Bool, hours: SupportHours
  ) {
    findings.resume()
    open(hours)
    arrivals.removeAll(keepingCapacity: true)
    arrivals += tickets
    arrivals.sort { ($0.official, $0.number) < ($1.official, $1.number) }
    for ticket in arrivals {
      queue.append((ticket.official, ticket.number))
      if ticket.isPapers { papers.removeAll { $0.official == ticket.official } }
    }
    for answer in asked { papers.append((answer.official, answer.number, day)) }
    for reading in readings {
      let isDue = reading.isClosing ? closes(reading, day, hours) : reads(reading)
      count(
        holds: isDue, reading.official, day,
        reading.isClosing
          ? "request \(reading.number) was closed though its papers are not overdue"
          : "request \(reading.number) was read before one that came first")
    }
    if let first = papers.first {
      count(
        holds: first.asked + hours.papersDays > day, first.official, day,
        "request \(first.number) is open though its papers are overdue")
    }
    if isWorkingDay { stretch.minutes += Int64(hours.agents) * Int64(hours.minutes) }
    judgeDeadline(day)
  }

  /// Begins a day: where nobody waited, a new stretch.
  private mutating func open(_ hours: SupportHours) {
    let service = Int64(hours.service.upperBound)
    if head == queue.count {
      queue.removeAll(keepingCapacity: true)
      head = 0
      stretch = (0, 0)
      most = service
    }
    most = max(most, service)
  }

  /// Whether a request is read in its turn.
  private mutating func reads(_ reading: SupportDesk.Reading) -> Bool {
    func isIt(_ waiting: (official: UInt32, number: UInt16)) -> Bool {
      waiting.official == reading.official && waiting.number == reading.number
    }
    let isFirst = head < queue.count && isIt(queue[head])
    if let place = queue[head...].firstIndex(where: isIt) { head = place + 1 }
    return isFirst
  }

  /// Whether a request is closed when the delay of its papers is over.
  private mutating func closes(
    _ reading: SupportDesk.Reading, _ day: Day, _ hours: SupportHours
  ) -> Bool {
    let place = papers.firstIndex {
      $0.official == reading.official && $0.number == reading.number
    }
    guard let place else { return false }
    let asked = papers.remove(at: place).asked
    return asked + hours.papersDays <= day
  }

  /// Whether all are read who must be by the end of a day.
  private mutating func judgeDeadline(_ day: Day) {
    guard head < queue.count else { return }
    let due = stretch.head + Int(clamping: stretch.minutes / most)
    let first = queue[head]
    count(
      holds: head >= min(due, queue.count), first.official, day,
      "request \(first.number) waits though the agents had the minutes for it")
    // What is overdue is found once, not on every day that it goes on waiting.
    if head < due { stretch = (head, 0) }
  }

  private mutating func count(
    holds: Bool, _ official: UInt32, _ day: Day, _ event: @autoclosure () -> String
  ) {
    findings.count(.sup1, day: day.rawValue, official: official)
    if !holds { findings.violate(.sup1, day: day.rawValue, official: official, event()) }
  }
}
