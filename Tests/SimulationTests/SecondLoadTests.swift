import Behaviour
import Calendar
import Law
import Platform
import Statistics
import Testing

@testable import Simulation

/// The load of the busiest days, request by request.
struct SecondLoadTests {
  private func load(_ changes: [(String, Int64)] = []) throws -> SecondLoad {
    var behaviour = try ParameterTable.behaviour()
    for (name, value) in changes { behaviour.replace("behaviour.capacity.\(name)", with: value) }
    return SecondLoad(try SmallWorld.reference.get().series, behaviour, seed: 7)
  }

  @Test func `each busiest day is lived to its last request`() throws {
    let series = try SmallWorld.reference.get().series
    let load = try load()
    let requests = zip(series[.reads], series[.commands]).map { $0 + $1 }
    let peak = try #require(load.peak)
    #expect(peak.requests == requests.dropFirst().max())
    #expect(peak.seconds.count == 86_400 && peak.seconds.reduce(0, +) == peak.requests)
    #expect(peak.inSystem.count == 1_440)
    // Eleven civil years, each with a busiest day; jobs on every day but the first.
    let application = load.lines[SecondLoad.Resource.application.rawValue]
    let busiest = Dictionary(
      grouping: requests.indices.dropFirst(), by: { (series.first + $0).year }
    ).values.reduce(Int64(0)) { $0 + ($1.map { requests[$0] }.max() ?? 0) }
    #expect(application.sojourn.count == busiest)
    let jobs = load.lines[SecondLoad.Resource.nightlyJobs.rawValue]
    #expect(jobs.sojourn.count == series[.jobs].dropFirst().reduce(0, +))
    for line in load.lines { #expect(line.gap == 0 && line.sojourn.count > 0, "\(line.resource)") }
  }

  @Test func `slower servers keep requests waiting, more servers do not`() throws {
    let slow: [(String, Int64)] =
      ["login", "balance", "search", "offer", "command", "purchase"]
      .map { ("\($0)_us", 59_000_000) } + [("application_servers", 1)]
    let application = SecondLoad.Resource.application.rawValue
    let crowded = try load(slow).lines[application]
    let calm = try load(slow.dropLast() + [("application_servers", 500)]).lines[application]
    #expect(crowded.wait.sum > 0 && calm.wait.sum == 0)
    #expect(crowded.overTarget == crowded.sojourn.count)
    #expect(crowded.work == calm.work && crowded.gap == 0)
    #expect(crowded.peakUtilisation > calm.peakUtilisation)
  }

  @Test func `a night counted in rounds is a night served one by one`() throws {
    let (workers, each, start) = (8, Int64(25_000), Int64(3_600_000_000))
    let jobs = Int64(1_003)
    let queue = ServerQueue(
      (0..<jobs).map { _ in ServerQueue.Request(arrival: start, service: each) },
      servers: workers, target: 100_000)
    let series = Self.night(of: jobs)
    var behaviour = try ParameterTable.behaviour()
    behaviour.replace("behaviour.capacity.job_workers", with: Int64(workers))
    let line = SecondLoad(series, behaviour, seed: 1).lines[
      SecondLoad.Resource.nightlyJobs.rawValue]
    #expect(line.wait == queue.wait && line.sojourn == queue.sojourn)
    #expect(line.area == queue.area && line.work == queue.work && line.peak == queue.peak)
  }

  @Test func `people come when the profile says`() throws {
    let profile = DayProfile((0..<24).map { $0 == 9 ? 100 : 0 })
    let moments = Moments(profile, seed: 3, day: Day(2026, 3, 31))
    let times = (0..<2_000).map { moments.moment(1, Int64($0)) }
    // A triangle over the hours around the one that has all the weight.
    #expect(times.allSatisfy { (30_600_000_000..<37_800_000_000).contains($0) })
    let mean = times.reduce(0, +) / Int64(times.count)
    #expect(abs(mean - 34_200_000_000) < 120_000_000)
    #expect(Set(times).count > 1_990)
    #expect(DayProfile([Int64](repeating: 0, count: 24)).sums.last == 86_400)
  }

  /// Two days, the second with a night of jobs.
  private static func night(of jobs: Int64) -> DaySeries {
    let first = Day(2026, 1, 1)
    var series = DaySeries(first...first + 1)
    var tally = Tally(years: 2026...2026)
    series.begin(isNewYear: true)
    series.add(tally, year: 0)
    series.end(fund: 0)
    tally.countApplied(.annualCredit, times: Int(jobs))
    series.begin(isNewYear: false)
    series.add(tally, year: 0)
    series.end(fund: 0)
    return series
  }
}
