import Behaviour
import Calendar
import Law
import Report
import Scenario
import Simulation
import Statistics

/// The queues in the summary.
extension SummaryBuilder {
  /// The queues that are counted day by day.
  var dayQueues: [QueueLine] {
    DayQueueKind.allCases.map { kind in
      var line = QueueLine(outcome.queue(kind), from: scenario.from)
      line.name = kind.name
      line.calendar = calendar(of: kind)
      line.target = kind.target(
        scenario.behaviour, scenario.law, in: scenario.from...outcome.lastDay)
      // Beyond what is counted day by day nobody can say who was in time.
      if let target = line.target, target <= QueueFigures.limit {
        line.overTarget = outcome.queue(kind).sojourn.count(above: Int(target))
      }
      if let oldest = outcome.queue(kind).oldest {
        line.oldest = Int64(outcome.lastDay - oldest)
      }
      switch kind {
      case .support:
        line.servers =
          behaviour("support.agents", on: outcome.lastDay) * Int64(scenario.blocks)
        line.wait = DurationLine(name: "wait", outcome.queue(kind).sojourn)
      case .payments:
        line.wait = DurationLine(name: "wait", outcome.queue(kind).sojourn)
      case .control where outcome.queue(kind).wait.count > 0:
        line.servers =
          behaviour("operator.control_officers", on: outcome.lastDay) * Int64(scenario.blocks)
        line.wait = DurationLine(name: "wait", outcome.queue(kind).wait)
      case .corrections, .feed, .prerequisites, .control:
        // Whoever comes is begun at once: there are as many who serve as there is work.
        var none = DayHistogram(limit: 0)
        none.add(0, times: line.served)
        line.wait = DurationLine(name: "wait", none)
      }
      return line
    }
  }

  private func behaviour(_ name: String, on day: Day) -> Int64 {
    scenario.behaviour.number("behaviour.\(name)", on: day)
  }

  private func calendar(of kind: DayQueueKind) -> String {
    switch kind {
    case .support:
      "working days, \(behaviour("support.minutes", on: outcome.lastDay)) min an agent"
    case .corrections, .feed: "when prefectures file"
    case .prerequisites: "every day"
    case .control: "every day"
    case .payments:
      "every "
        + ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"][
          Int(max(1, min(5, behaviour("operator.payment_weekday", on: outcome.lastDay))) - 1)]
        + ", the day after where it is a holiday"
    }
  }

  /// QUE-1 on the queues that are lived second by second.
  func judgeQueues(_ load: SecondLoad, _ result: inout RunResult) {
    guard let place = result.invariants.firstIndex(where: { $0.id == "QUE-1" }) else { return }
    for line in load.lines {
      result.invariants[place].evaluations += 1
      if line.sojourn.count > 0 { result.invariants[place].nonvacuous += 1 }
      if line.gap != 0 { result.invariants[place].violations += 1 }
    }
  }
}

extension QueueLine {
  /// A queue that was counted day by day, but for its name, calendar and target.
  ///
  /// - Parameters:
  ///   - queue: The queue.
  ///   - first: The first day of the run.
  init(_ queue: QueueFigures, from first: Day) {
    self.init()
    arrivals = Int64(queue.arrivals)
    served = Int64(queue.served)
    backlog = Int64(queue.backlog)
    peakBacklog = Int64(queue.peakBacklog)
    peakDay = queue.peakDay?.description
    sojourn = DurationLine(name: "sojourn", queue.sojourn)
    spectrum = queue.sojourn.spectrum.map { SpectrumLine(value: $0.value, count: $0.count) }
    let (had, used) = queue.capacity
    if had > 0 {
      utilisationPPM = used * 1_000_000 / had
      peakUtilisationPPM =
        queue.months.map {
          $0.capacity.had > 0 ? $0.capacity.used * 1_000_000 / $0.capacity.had : 0
        }.max()
      headroomMilli = queue.headroomMilli
    }
    let days = Int64(max(1, queue.days))
    little.lengthMilli = Ratio(Int64(queue.area), days).milli
    little.lambdaWMilli = Ratio(queue.sojourn.sum + Int64(queue.heldDays), days).milli
    little.gap = Int64(queue.gap)
    little.lost = Int64(queue.lost)
    let begin = first.civil
    months = queue.months.enumerated().map { index, month in
      let number = begin.year * 12 + begin.month - 1 + index
      return QueueMonth(month, "\(number / 12)-\(number % 12 < 9 ? "0" : "")\(number % 12 + 1)")
    }
  }

  /// A queue that was lived second by second.
  ///
  /// - Parameter line: The queue.
  init(_ line: SecondLoad.Line) {
    self.init()
    name = line.resource.name
    servers = Int64(line.servers)
    unit = "µs"
    arrivals = line.sojourn.count
    served = line.sojourn.count
    peakBacklog = line.peak
    peakDay = line.peakDay?.description
    wait = DurationLine(name: "wait", line.wait)
    sojourn = DurationLine(name: "sojourn", line.sojourn)
    spectrum = line.sojourn.spectrum.map { SpectrumLine(value: $0.value, count: $0.count) }
    target = line.target
    overTarget = line.overTarget
    calendar =
      switch line.resource {
      case .nightlyJobs: "every night"
      default: "round the clock, on the busiest day of each year"
      }
    if line.capacity > 0 {
      utilisationPPM = Ratio(line.work, line.capacity).partsPerMillion
      peakUtilisationPPM = line.peakUtilisation
      if line.peakUtilisation > 0 { headroomMilli = 1_000_000_000 / line.peakUtilisation }
    }
    let span = max(1, line.span)
    little.lengthMilli = Ratio(line.area, span).milli
    little.lambdaWMilli = Ratio(line.times, span).milli
    little.gap = line.gap
  }
}

extension QueueMonth {
  /// A month of a queue.
  ///
  /// - Parameters:
  ///   - month: What was counted.
  ///   - name: The month as `YYYY-MM`.
  init(_ month: MonthOfQueue, _ name: String) {
    self.init()
    self.month = name
    arrivals = Int64(month.arrivals)
    served = Int64(month.served)
    backlog = Int64(month.backlog)
    func percentile(_ share: Int64) -> Int64 {
      Int64(month.sojourn.percentile(partsPerMillion: share) ?? 0)
    }
    p50 = percentile(500_000)
    p90 = percentile(900_000)
    p99 = percentile(990_000)
    max = Int64(month.sojourn.max ?? 0)
  }
}

extension PeakDay {
  /// The busiest day.
  ///
  /// - Parameter peak: What was lived of it.
  init(_ peak: SecondLoad.Peak) {
    self.init()
    day = peak.day.description
    requests = peak.requests
    jobs = peak.jobs
    seconds = peak.seconds
    inSystem = peak.inSystem
    busiestCount = peak.seconds.max() ?? 0
    busiestSecond = Int64(peak.seconds.firstIndex(of: busiestCount) ?? 0)
  }
}
