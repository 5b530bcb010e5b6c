import Audit
import Behaviour
import Calendar
import Ledger
import Platform
import Statistics
import Testing

@testable import Simulation

/// Queues, and figures day by day.
struct QueueTests {
  private static let dayCount = SmallWorld.days.upperBound - SmallWorld.days.lowerBound + 1

  @Test func `every queue of a whole run adds up`() throws {
    let outcome = try SmallWorld.reference.get()
    for kind in DayQueueKind.allCases {
      let queue = outcome.queue(kind)
      #expect(queue.arrivals > 0 && queue.served > 0, "\(kind)")
      #expect(queue.lost == 0 && queue.gap == 0, "\(kind)")
      #expect(queue.sojourn.count == Int64(queue.served), "\(kind)")
      #expect(queue.months.count == 120)
      #expect(queue.months.reduce(0) { $0 + $1.arrivals } == queue.arrivals, "\(kind)")
      #expect(queue.months.reduce(0) { $0 + $1.served } == queue.served, "\(kind)")
      #expect(queue.months.last?.backlog == queue.backlog, "\(kind)")
      let backlog = outcome.series[kind, .backlog]
      #expect(backlog.count == Self.dayCount)
      #expect(backlog.last == Int64(queue.backlog) && backlog.max() == Int64(queue.peakBacklog))
      #expect(backlog.reduce(0, +) == Int64(queue.area), "\(kind)")
      #expect(outcome.series[kind, .arrivals].reduce(0, +) == Int64(queue.arrivals), "\(kind)")
      #expect(outcome.series[kind, .served].reduce(0, +) == Int64(queue.served), "\(kind)")
    }
    let finding = outcome.findings[.que1]
    #expect(finding.evaluations == 12 * 120 && finding.violations == 0)
  }

  @Test func `a request to support that is lost breaks flow conservation`() throws {
    var inputs = try SmallWorld.inputs()
    inputs.mutant = .supportSilent
    let outcome = try SmallWorld.run(inputs)
    #expect(outcome.findings[.que1].violations > 0)
    #expect(outcome.queue(.support).lost > 0)
    for kind in DayQueueKind.allCases where kind != .support {
      #expect(outcome.queue(kind).lost == 0 && outcome.queue(kind).gap == 0, "\(kind)")
    }
  }

  private func outcome(officers: Int64) throws -> RunOutcome {
    var behaviour = try SmallWorld.behaviour.get()
    behaviour.replace("behaviour.operator.control_officers", with: officers)
    return try SmallWorld.run(
      RunInputs(
        seed: 1, days: SmallWorld.days, law: SmallWorld.law.get(), behaviour: behaviour,
        territory: SmallWorld.territory.get(), roster: SmallWorld.roster.get(), shards: 2))
  }

  @Test func `enough officers are as good as officers without number`() throws {
    let outcome = try outcome(officers: 10_000)
    #expect(try outcome.fingerprint == SmallWorld.reference.get().fingerprint)
    let control = outcome.queue(.control)
    #expect(control.wait.count == Int64(control.arrivals) && control.wait.sum == 0)
    #expect(control.capacity.had == 10_000 * Int64(Self.dayCount))
    // Each evening whoever is examined is in the queue.
    #expect(control.capacity.used == Int64(control.area))
  }

  @Test func `room is what the fullest twelve months leave, not what quiet years add`() throws {
    let support = try SmallWorld.reference.get().queue(.support)
    let headroom = try #require(support.headroomMilli)
    let (had, used) = support.capacity
    let whole = had * 1_000 / used * Int64(support.served) / Int64(support.arrivals)
    #expect(headroom <= whole)
    // By hand: each year's capacity over the work that all who came would have been.
    let years = (0...support.months.count - 12).map { start in
      let year = support.months[start..<start + 12]
      let minutes = year.reduce((had: Int64(0), used: Int64(0))) {
        ($0.had + $1.capacity.had, $0.used + $1.capacity.used)
      }
      let (came, left) = year.reduce((0, 0)) { ($0.0 + $1.arrivals, $0.1 + $1.served) }
      guard minutes.used > 0, came > 0 else { return Double.infinity }
      return Double(minutes.had) / Double(minutes.used) * Double(left) / Double(came)
    }
    let least = try #require(years.min())
    #expect(abs(Double(headroom) / 1_000 - least) < 0.002)
    #expect(least < years.reduce(0, +) / Double(years.count))
  }

  @Test func `few officers keep dossiers waiting, and lose none`() throws {
    let control = try outcome(officers: 1).queue(.control)
    #expect(control.wait.sum > 0 && control.lost == 0 && control.gap == 0)
    #expect(control.capacity.used <= control.capacity.had)
    let free = try SmallWorld.reference.get().queue(.control)
    #expect(control.sojourn.sum * free.sojourn.count > free.sojourn.sum * control.sojourn.count)
  }

  @Test func `the figures of the days add up to those of the run`() throws {
    let outcome = try SmallWorld.reference.get()
    let (series, tally) = (outcome.series, outcome.tally)
    #expect(series.first == SmallWorld.days.lowerBound && series.days == Self.dayCount)
    func sum(_ column: DaySeries.Column) -> Int64 { series[column].reduce(0, +) }
    func applied(_ verb: Verb) -> Int64 { Int64(tally.applied[Int(verb.rawValue)]) }
    // What the portal does after its last day is nobody's day.
    #expect(sum(.operations) <= Int64(tally.operationCount))
    #expect(sum(.operations) >= Int64(tally.operationCount) - 100)
    #expect(sum(.commands) + sum(.jobs) == sum(.operations))
    #expect(sum(.reads) == Int64(outcome.reads.total))
    #expect(sum(.logins) == Int64(outcome.reads.logins))
    #expect(sum(.requests) == Int64(tally.operations[Int(Verb.request.rawValue)]))
    #expect(sum(.confirmed) == applied(.confirm) && sum(.paid) == applied(.pay))
    #expect(sum(.annualCredits) == applied(.annualCredit))
    #expect(sum(.expiries) == applied(.expire))
    let paid = tally.years.indices.reduce(Int64(0)) {
      $0 + tally.amount(.payment, to: .providers, year: $1)
        + tally.amount(.deposit, to: .providers, year: $1)
    }
    #expect(sum(.paidOut) == paid && paid > 0)
    #expect(series[.fund].last == outcome.fund)
    for column in DaySeries.Column.allCases where column != .fund {
      #expect(series[column].allSatisfy { $0 >= 0 } && sum(column) > 0, "\(column)")
    }
  }

  @Test func `what people hold, and where, adds up to the balances`() throws {
    let outcome = try SmallWorld.reference.get()
    #expect(outcome.held.count == 120)
    let last = try #require(outcome.held.last)
    #expect(last.day == SmallWorld.days.upperBound)
    #expect(
      last.percentile(10) <= last.percentile(50) && last.percentile(50) <= last.percentile(90))
    // Some hold more than the cap: rights of before it was lowered, and refunds (C8).
    #expect(last.atCap > 0 && last.atCap < last.officials)
    #expect(last.percentile(100) >= last.cap)
    let places = outcome.departments
    #expect(
      places.reduce(0) { $0 + $1.held } == outcome.balances.available + outcome.balances.reserved)
    #expect(places.reduce(0) { $0 + $1.recognised } == Int64(outcome.help.recognised))
    #expect(places.reduce(0) { $0 + $1.recognised } == last.officials)
    let confirmed = outcome.tally.applied[Int(Verb.confirm.rawValue)]
    #expect(places.reduce(0) { $0 + $1.confirmed } == Int64(confirmed))
  }

  @Test func `figures day by day are the same for other shards and threads`() throws {
    let outcome = try SmallWorld.reference.get()
    var inputs = try SmallWorld.inputs()
    (inputs.jobs, inputs.shards) = (2, 5)
    let other = try SmallWorld.run(inputs)
    for column in DaySeries.Column.allCases {
      #expect(outcome.series[column] == other.series[column], "\(column)")
    }
    for kind in DayQueueKind.allCases {
      for column in DaySeries.QueueColumn.allCases {
        #expect(outcome.series[kind, column] == other.series[kind, column], "\(kind) \(column)")
      }
      #expect(outcome.queue(kind).sojourn == other.queue(kind).sojourn, "\(kind)")
      #expect(outcome.queue(kind).heldDays == other.queue(kind).heldDays, "\(kind)")
    }
    #expect(outcome.held == other.held && outcome.departments == other.departments)
  }

  @Test func `a run that is stopped within a month has books that add up`() throws {
    let engine = Engine(try SmallWorld.inputs())
    let stop = Day(2026, 4, 17)
    let isWhole = try engine.run(dayEnded: { $0 < stop })
    #expect(!isWhole)
    let outcome = engine.outcome()
    #expect(outcome.series.days == stop - SmallWorld.days.lowerBound + 1)
    for kind in DayQueueKind.allCases {
      let queue = outcome.queue(kind)
      #expect(queue.lost == 0 && queue.gap == 0, "\(kind)")
      #expect(queue.sojourn.count == Int64(queue.served), "\(kind)")
    }
    #expect(outcome.held.last?.day == stop)
  }
}
