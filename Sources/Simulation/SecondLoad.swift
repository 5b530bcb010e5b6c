internal import Behaviour
package import Calendar
internal import Draws
package import Law
package import Statistics

/// What serves requests within seconds, and how long they waited for it.
///
/// The simulation says how many requests each day brings; here the busiest day of each civil year
/// is lived a second time, request by request: each at a moment drawn from the profile of its day
/// (working or not), each served for the time of its kind, first in, first out. Nothing depends on
/// it, so that it can be looked at afterwards, and over several blocks together. Nightly jobs come
/// all at once at their hour, on every day, and are counted without being drawn.
package struct SecondLoad: Sendable {
  /// A resource of the platform that is asked within seconds.
  package enum Resource: Int, CaseIterable, Sendable {
    /// Application servers: log-ins, pages and commands.
    case application
    /// FranceConnect+, which verifies identities.
    case identityProvider
    /// The payment provider, which charges and refunds cards.
    case paymentProvider
    /// The workers of the nightly jobs: credits, deadlines, payments, files of the registry.
    case nightlyJobs

    /// The name in outputs.
    package var name: String {
      switch self {
      case .application: "application"
      case .identityProvider: "identity provider"
      case .paymentProvider: "payment provider"
      case .nightlyJobs: "nightly jobs"
      }
    }
  }

  /// What a resource did on the days that were looked at.
  package struct Line: Sendable {
    /// The resource.
    package let resource: Resource
    /// How many it serves at once.
    package let servers: Int
    /// How long a request should take at most, in microseconds.
    package let target: Int64
    /// How long requests waited until they were begun, and were in the system.
    package fileprivate(set) var wait = LogLinearHistogram()
    package fileprivate(set) var sojourn = LogLinearHistogram()
    /// How many took longer than the target.
    package fileprivate(set) var overTarget: Int64 = 0
    /// Microseconds of work, and microseconds that there were for it over all servers.
    package fileprivate(set) var work: Int64 = 0
    package fileprivate(set) var capacity: Int64 = 0
    /// The greatest share of the capacity of a minute (of a night for jobs) that came to be used,
    /// in parts per million.
    package fileprivate(set) var peakUtilisation: Int64 = 0
    /// The sum over all microseconds of how many were in the system, and of all their times.
    package fileprivate(set) var area: Int64 = 0
    package fileprivate(set) var times: Int64 = 0
    /// The microseconds that were looked at.
    package fileprivate(set) var span: Int64 = 0
    /// The most that were in the system at once, and the day of that.
    package fileprivate(set) var peak: Int64 = 0
    package fileprivate(set) var peakDay: Day?
  }

  /// The busiest day of all, second by second.
  package struct Peak: Sendable {
    /// The day.
    package let day: Day
    /// Requests of people, bodies and the operator, and jobs of the night.
    package let requests: Int64
    package let jobs: Int64
    /// How many came in each second, and how many were in the system at most in each minute.
    package let seconds: [Int64]
    package let inSystem: [Int64]
  }

  /// The resources, by ``Resource``.
  package private(set) var lines: [Line]
  /// The busiest day, if people ever asked for anything.
  package private(set) var peak: Peak?

  /// Lives the busiest days of a run a second time.
  ///
  /// - Parameters:
  ///   - series: The days of the run.
  ///   - behaviour: The capacities, read on the first day.
  ///   - seed: What moments are drawn from.
  ///   - countries: How many countries lie side by side, each with servers of its own.
  package init(
    _ series: DaySeries, _ behaviour: borrowing ParameterTable, seed: UInt64, countries: Int = 1
  ) {
    let rules = CapacityRules(behaviour, on: series.first, countries: countries)
    lines = Resource.allCases.map {
      Line(resource: $0, servers: rules.servers[$0.rawValue], target: rules.targets[$0.rawValue])
    }
    let working = WorkingDays(years: series.first.year...(series.first + series.days).year)
    let days = Self.busiest(series)
    let busiest = days.max { series.requests($0) < series.requests($1) }
    for index in days {
      let day = series.first + index
      let profile = working.contains(day) ? rules.working : rules.off
      let moments = Moments(profile, seed: seed, day: day)
      for resource in [Resource.application, .identityProvider, .paymentProvider] {
        let requests = rules.requests(resource, series, index, moments)
        guard !requests.isEmpty else { continue }
        let queue = ServerQueue(
          requests, servers: lines[resource.rawValue].servers,
          target: lines[resource.rawValue].target)
        lines[resource.rawValue].add(queue, on: day)
        guard index == busiest, case .application = resource else { continue }
        peak = Peak(
          day: day, requests: series.requests(index), jobs: series[.jobs][index],
          seconds: queue.seconds, inSystem: queue.inSystem)
      }
    }
    let jobs = series[.jobs]
    // The first day enters the state of the country, which is no work of a night.
    for index in jobs.indices.dropFirst() where jobs[index] > 0 {
      lines[Resource.nightlyJobs.rawValue].addNight(
        jobs[index], each: rules.jobTime, from: rules.jobStart, on: series.first + index)
    }
  }

  /// The day of each civil year on which people asked for most, by place; none where they asked
  /// for nothing.
  private static func busiest(_ series: DaySeries) -> [Int] {
    var best: [(year: Int, index: Int, requests: Int64)] = []
    for index in 0..<series.days where index > 0 || series.days == 1 {
      let requests = series.requests(index)
      guard requests > 0 else { continue }
      let year = (series.first + index).year
      if best.last?.year != year {
        best.append((year, index, requests))
      } else if requests > best[best.count - 1].requests {
        best[best.count - 1] = (year, index, requests)
      }
    }
    return best.map(\.index)
  }
}

extension DaySeries {
  /// What people, bodies and the operator asked for on a day.
  fileprivate func requests(_ index: Int) -> Int64 {
    self[.reads][index] + self[.commands][index]
  }
}

extension SecondLoad.Line {
  fileprivate mutating func add(_ queue: ServerQueue, on day: Day) {
    wait.merge(queue.wait)
    sojourn.merge(queue.sojourn)
    overTarget += queue.overTarget
    work += queue.work
    capacity += Int64(servers) * queue.span
    peakUtilisation = max(
      peakUtilisation, queue.peakMinuteWork * 1_000_000 / (Int64(servers) * 60_000_000))
    area += queue.area
    times += queue.sojourn.sum
    span += queue.span
    note(queue.peak, on: day)
  }

  private mutating func note(_ most: Int64, on day: Day) {
    guard most > peak else { return }
    peak = most
    peakDay = day
  }

  /// Adds a night's jobs, which come all at once and take each the same time: they are done in
  /// rounds of as many as there are workers.
  fileprivate mutating func addNight(_ jobs: Int64, each: Int64, from start: Int64, on day: Day) {
    let workers = Int64(servers)
    let rounds = (jobs + workers - 1) / workers
    var left = jobs
    for round in 0..<rounds {
      let served = min(workers, left)
      let waited = round * each
      wait.add(waited, times: served)
      sojourn.add(waited + each, times: served)
      if waited + each > target { overTarget += served }
      // Until this round ends, all who are left are in the system.
      area += left * each
      left -= served
    }
    times = sojourn.sum
    work += jobs * each
    capacity += workers * target
    peakUtilisation = max(peakUtilisation, rounds * each * 1_000_000 / target)
    span += max(ServerQueue.day, start + rounds * each)
    note(jobs, on: day)
  }

  /// The times of all less the lengths of all instants: 0 by Little's law.
  package var gap: Int64 { area - times }
}
