package import Calendar
package import Law
package import Statistics

/// A queue that is counted day by day.
package enum DayQueueKind: Int, CaseIterable, Sendable {
  /// Letters to support's mailbox, answered by agents.
  case support
  /// Corrections of rows that support asks prefectures for.
  case corrections
  /// Rows of the registry that prefectures owe: from the start of a mandate to the row.
  case feed
  /// Prerequisites that providers check: from the acknowledgement to the answer.
  case prerequisites
  /// Dossiers in control.
  case control
  /// Invoices that wait for the next batch of payments.
  case payments

  /// The name in outputs.
  package var name: String {
    switch self {
    case .support: "support"
    case .corrections: "prefecture corrections"
    case .feed: "prefecture feed"
    case .prerequisites: "prerequisites"
    case .control: "control"
    case .payments: "payment batch"
    }
  }
}

extension DayQueueKind {
  /// How many days somebody should be in it at most: what the law says where it says anything.
  ///
  /// - Parameters:
  ///   - behaviour: What operator and prefectures set themselves.
  ///   - law: The law.
  ///   - days: The days of the run: the law is read on the last, the rest on the first.
  /// - Returns: Days.
  package func target(
    _ behaviour: borrowing ParameterTable, _ law: borrowing ParameterTable,
    in days: ClosedRange<Day>
  ) -> Int64 {
    let name: String
    switch self {
    case .support: name = "behaviour.capacity.support_target_days"
    case .corrections: name = "behaviour.capacity.correction_target_days"
    case .feed: name = "behaviour.capacity.feed_target_days"
    case .control: name = "behaviour.capacity.control_target_days"
    case .prerequisites:
      return law.number(LawName.dossierPrerequisiteDays.rawValue, on: days.upperBound)
    case .payments: return law.number(LawName.dossierPaymentDays.rawValue, on: days.upperBound)
    }
    return behaviour.number(name, on: days.lowerBound)
  }
}

/// What is counted of a queue where its items come and go: whole numbers that add up in any order.
package struct QueueCount: Sendable {
  /// How many arrived.
  package private(set) var arrivals = 0
  /// How many left, served or not.
  package private(set) var served = 0
  /// Days from arrival to leaving, of those who left this month.
  private(set) var month = DayHistogram(limit: QueueFigures.limit)

  /// Counts nothing.
  init() {}

  /// Counts arrivals.
  mutating func arrive(_ count: Int = 1) { arrivals += count }

  /// Counts somebody who leaves.
  mutating func serve(after days: Int) {
    served += 1
    month.add(days)
  }

  /// Begins another month.
  mutating func beginMonth() {
    if month.count > 0 { month = DayHistogram(limit: QueueFigures.limit) }
  }
}

/// What was in a queue when somebody looked, counted one by one.
struct QueueStock {
  /// How many were in it.
  var count = 0
  /// The days on whose evening they were in it, added up.
  var days = 0
  /// The day on which the oldest of them came.
  var oldest: Day?

  /// Counts somebody who is in it.
  mutating func add(since day: Day, on today: Day) {
    count += 1
    days += today - day + 1
    oldest = min(oldest ?? day, day)
  }

  /// Adds what another part of the queue holds.
  mutating func add(_ other: QueueStock) {
    count += other.count
    days += other.days
    if let day = other.oldest { oldest = min(oldest ?? day, day) }
  }
}

/// A queue in one month.
package struct MonthOfQueue: Sendable {
  /// How many arrived.
  package fileprivate(set) var arrivals = 0
  /// How many left.
  package fileprivate(set) var served = 0
  /// How many were in it at its end.
  package fileprivate(set) var backlog = 0
  /// Work that there was time for, and that was done, where capacity has a limit.
  ///
  /// Minutes of agents, days of officers.
  package fileprivate(set) var capacity: (had: Int64, used: Int64) = (0, 0)
  /// The days that those who left had been in it.
  package fileprivate(set) var sojourn = DayHistogram(limit: QueueFigures.limit)
}

/// What is counted of a queue: whole numbers, the same for any number of shards.
package struct QueueFigures: Sendable {
  /// The longest time in a queue with a count of its own, in days.
  package static let limit = 730

  /// How many arrived.
  package private(set) var arrivals = 0
  /// How many left, served or not.
  package private(set) var served = 0
  /// How many were in it at the end, counted one by one.
  package private(set) var held = 0
  /// The days on whose evening they were in it, added up.
  package private(set) var heldDays = 0
  /// The day on which the oldest of them came.
  package private(set) var oldest: Day?
  /// The most that were in it at the end of a day.
  package private(set) var peakBacklog = 0
  /// The day of that peak.
  package private(set) var peakDay: Day?
  /// The lengths at the end of each day, added up.
  package private(set) var area = 0
  /// How many days it was looked at.
  package private(set) var days = 0
  /// Days from arrival to leaving.
  package private(set) var sojourn = DayHistogram(limit: limit)
  /// Days from arrival to being begun, where somebody may have to wait for that.
  package private(set) var wait = DayHistogram(limit: limit)
  /// Work that there was time for, and that was done, where capacity has a limit.
  ///
  /// Minutes of agents, days of officers.
  package private(set) var capacity: (had: Int64, used: Int64) = (0, 0)
  /// The queue month by month.
  package private(set) var months: [MonthOfQueue] = []

  /// Counts nothing.
  package init() {}

  /// How many arrived and have not left.
  package var backlog: Int { arrivals - served }

  /// Arrivals less those who left and those who are in it, counted one by one: 0 where none is
  /// lost.
  package var lost: Int { arrivals - served - held }

  /// The lengths of all days less the days of all who were in it: 0 by Little's law.
  package var gap: Int { area - Int(sojourn.sum) - heldDays }

  /// Enters the end of a day.
  mutating func close(arrivals: Int, served: Int) {
    self.arrivals = arrivals
    self.served = served
    days += 1
    area += backlog
  }

  /// Enters the end of a month.
  mutating func closeMonth(_ capacity: (had: Int64, used: Int64)) {
    var month = MonthOfQueue()
    let before = months.reduce(into: (0, 0)) { $0 = ($0.0 + $1.arrivals, $0.1 + $1.served) }
    month.arrivals = arrivals - before.0
    month.served = served - before.1
    month.backlog = backlog
    month.capacity = (capacity.had - self.capacity.had, capacity.used - self.capacity.used)
    self.capacity = capacity
    months.append(month)
  }

  /// Adds a part of the queue to the month that was just closed.
  mutating func addMonth(_ part: QueueCount) {
    guard let last = months.indices.last, part.month.count > 0 else { return }
    months[last].sojourn.merge(part.month)
    sojourn.merge(part.month)
  }

  /// Enters how long those who were begun had waited for it.
  mutating func waited(_ wait: DayHistogram) { self.wait = wait }

  /// Enters what was in it, counted one by one.
  mutating func hold(_ stock: QueueStock) {
    held = stock.count
    heldDays = stock.days
    oldest = stock.oldest
  }

  /// Looks for the peak of the whole queue: its parts had theirs on days of their own.
  mutating func peak(over backlogs: [Int64], from first: Day) {
    (peakBacklog, peakDay) = (0, nil)
    for (index, backlog) in backlogs.enumerated() where backlog > peakBacklog {
      (peakBacklog, peakDay) = (Int(backlog), first + index)
    }
  }

  /// Adds the same queue of another block.
  mutating func merge(_ other: QueueFigures) {
    arrivals += other.arrivals
    served += other.served
    held += other.held
    heldDays += other.heldDays
    if let day = other.oldest { oldest = min(oldest ?? day, day) }
    area += other.area
    days = max(days, other.days)
    sojourn.merge(other.sojourn)
    wait.merge(other.wait)
    capacity = (capacity.had + other.capacity.had, capacity.used + other.capacity.used)
    for (index, month) in other.months.enumerated() {
      if index < months.count { months[index].merge(month) } else { months.append(month) }
    }
  }
}

extension QueueFigures {
  /// How many thousandths of its arrivals the queue could serve, where its capacity has a limit.
  ///
  /// A request takes what was used ÷ those served, so that all who came would take so much; what
  /// there was time for is so many times that. It is asked of every twelve months in a row (of the
  /// whole where there are fewer), and the least answer counts: capacity that lay idle in quiet
  /// years helps nobody in an election year. Below 1,000 a year brought more than could be served.
  package var headroomMilli: Int64? {
    var least: Int64?
    for end in months.indices where end >= Swift.min(12, months.count) - 1 {
      var (had, used, came, left) = (Int64(0), Int64(0), Int64(0), Int64(0))
      for month in months[Swift.max(0, end - 11)...end] {
        had += month.capacity.had
        used += month.capacity.used
        came += Int64(month.arrivals)
        left += Int64(month.served)
      }
      guard had > 0, used > 0, came > 0, left > 0 else { continue }
      let milli = Ratio(had, used).scaled(by: 1_000) * left / came
      least = Swift.min(least ?? milli, milli)
    }
    return least
  }
}

extension MonthOfQueue {
  fileprivate mutating func merge(_ other: MonthOfQueue) {
    arrivals += other.arrivals
    served += other.served
    backlog += other.backlog
    capacity = (capacity.had + other.capacity.had, capacity.used + other.capacity.used)
    sojourn.merge(other.sojourn)
  }
}
