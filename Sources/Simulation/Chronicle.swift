internal import Calendar
internal import Platform

/// What is noted evening by evening over all shards: the series, the queues, and what people hold.
struct Chronicle {
  /// Figures day by day.
  private(set) var series: DaySeries
  /// The queues.
  private(set) var queues = [QueueFigures](
    repeating: QueueFigures(), count: DayQueueKind.allCases.count)
  /// What people hold at the end of each month.
  private(set) var held: [HeldMonth] = []

  /// The queues in order, made once: they are gone through every evening.
  private static let kinds = DayQueueKind.allCases

  init(_ days: ClosedRange<Day>) { series = DaySeries(days) }

  /// Notes a day that has ended.
  ///
  /// - Parameters:
  ///   - today: The day.
  ///   - day: Its number.
  ///   - workers: The shards.
  ///   - help: Support.
  ///   - shared: What is counted of what shards share.
  ///   - fund: The fund's cash, in cents.
  mutating func note(
    _ today: Today, _ day: Day, _ workers: [Worker], _ help: borrowing HelpCentre,
    _ shared: borrowing Tally, fund: Int64
  ) {
    series.begin(isNewYear: today.isNewYear)
    let year = today.date.year - shared.firstYear
    var counts: [6 of (arrivals: Int, served: Int)] = .init(repeating: (0, 0))
    for worker in workers {
      series.add(worker.district.tally, year: year)
      add(worker.district.feed.asked, .corrections, &counts)
      add(worker.district.feed.owed, .feed, &counts)
      add(worker.district.queues.prerequisites, .prerequisites, &counts)
      add(worker.district.queues.control, .control, &counts)
      add(worker.district.queues.payments, .payments, &counts)
    }
    series.add(shared, year: year)
    add(help.support, .support, &counts)
    series.end(fund: fund)
    for queue in Self.kinds {
      let (arrivals, served) = counts[queue.rawValue]
      let before = queues[queue.rawValue]
      series.end(
        queue, arrivals: arrivals, served: served, before: (before.arrivals, before.served))
      queues[queue.rawValue].close(arrivals: arrivals, served: served)
    }
  }

  private func add(
    _ part: QueueCount, _ queue: DayQueueKind,
    _ counts: inout [6 of (arrivals: Int, served: Int)]
  ) {
    counts[queue.rawValue].arrivals += part.arrivals
    counts[queue.rawValue].served += part.served
  }

  /// Notes the end of a month, or what there is of it where the run ends.
  ///
  /// - Parameters:
  ///   - day: The last day.
  ///   - cap: The cap in force, in cents.
  ///   - workers: The shards, which begin another month.
  ///   - help: Support, which does so as well.
  mutating func closeMonth(
    _ day: Day, cap: Int64, _ workers: [Worker], _ help: inout HelpCentre
  ) {
    var end = MonthEnd(held: HeldMonth(day, cap: cap))
    for queue in DayQueueKind.allCases {
      let capacity =
        switch queue {
        case .support: help.minutes
        case .control: help.control.capacity
        default: (had: Int64(0), used: Int64(0))
        }
      queues[queue.rawValue].closeMonth(capacity)
    }
    for worker in workers {
      end.add(worker.district.stock(on: day, cap: cap))
      for (queue, part) in worker.district.queueParts { queues[queue.rawValue].addMonth(part) }
      worker.district.beginMonth()
    }
    queues[DayQueueKind.support.rawValue].addMonth(help.support)
    queues[DayQueueKind.control.rawValue].waited(help.control.wait)
    end[.support] = help.stock(on: day)
    help.beginMonth()
    for queue in DayQueueKind.allCases { queues[queue.rawValue].hold(end[queue]) }
    held.append(end.held)
  }
}
