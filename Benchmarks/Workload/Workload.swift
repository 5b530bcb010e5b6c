package import Calendar
internal import Draws
internal import Kernel
internal import Ledger

/// The reference workload: ten years of yearly credits under a cap and of trainings, the same in
/// every language that it was ever written in, and here on the kernel and the ledger of Cocarde.
package struct Workload: Sendable {
  /// Ten years of 365 days.
  package static let days = Day(rawValue: 0)...Day(rawValue: 3_649)
  /// How far ahead anything is planned: a request of the last day of a year, on its first one.
  static let span = 364
  /// The yearly credit, in cents.
  static let credit: Int32 = 40_000
  /// The cap, in cents.
  static let cap: Int32 = 80_000
  /// The day of the year on which municipal officials are credited.
  static let municipalCredit = 89
  /// The day of the year on which the others are.
  static let otherCredit = 185
  /// About how many officials a shard has: what it touches in a day stays in a core's own cache.
  static let shardSize = 32_768

  /// How many days shards live between two settlements, unless asked otherwise: no shard of this
  /// workload ever needs another, so that they meet when the books are compared, once a year.
  package static let window = 365

  /// How many officials there are.
  package let officials: Int
  /// How many threads work.
  package let jobs: Int
  /// How many shards there are.
  package let shards: Int
  /// Whether the postings are judged.
  package let isAudited: Bool
  /// How many days shards live between two settlements.
  package let window: Int

  /// Creates a workload.
  ///
  /// - Parameters:
  ///   - officials: How many officials there are; at least 1.
  ///   - jobs: How many threads work.
  ///   - shards: How many shards there are; by the size of the cache by default.
  ///   - isAudited: Whether the postings are judged.
  ///   - window: How many days shards live between two settlements.
  package init(
    officials: Int, jobs: Int = 1, shards: Int? = nil, isAudited: Bool = true,
    window: Int = Self.window
  ) {
    precondition(officials > 0 && officials < 1 << 31, "officials are numbered with 31 bits")
    self.officials = officials
    self.jobs = max(1, jobs)
    // A whole number of shards for each thread, so that none waits for the last one.
    let wanted = (officials + Self.shardSize - 1) / Self.shardSize
    let even = (wanted + self.jobs - 1) / self.jobs * self.jobs
    self.shards = min(officials, max(1, shards ?? even))
    self.isAudited = isAudited
    self.window = window
  }

  /// How many officials, the first ones, are municipal: 97 of a hundred, rounded down.
  static func municipal(of total: Int) -> Int { total / 100 * 97 + total % 100 * 97 / 100 }

  /// Runs the ten years.
  ///
  /// - Parameter dayEnded: Called after each settlement, with the last day that was lived.
  /// - Returns: What they came to.
  package func run(dayEnded: (Day) -> Void = { _ in }) -> WorkloadOutcome {
    let crew = Crew(jobs: jobs)
    defer { crew.dismiss() }
    let made = Slots<Desk>(count: shards)
    let plan = self
    crew.perform(shards) { index, _ in
      let range = plan.officials * index / plan.shards..<plan.officials * (index + 1) / plan.shards
      made.set(index, Desk(Branch(range, of: plan.officials, isJudging: plan.isAudited)))
    }
    let desks = made.all
    let papers = (0..<jobs).map { _ in Paper() }
    _ = DayLoop(Self.days, window: window).run(
      crew, shards: shards,
      live: { index, days, thread in desks[index].live(days, papers[thread]) },
      prepare: { _ in },
      settle: { days in
        dayEnded(days.upperBound)
        return true
      })
    var outcome = WorkloadOutcome(officials: officials)
    for desk in desks { outcome.add(desk.branch) }
    return outcome
  }
}

/// Holds a branch for the thread that works on it.
final class Desk: @unchecked Sendable {
  var branch: Branch

  init(_ branch: consuming Branch) { self.branch = branch }

  /// Lives some days, and settles at their end.
  func live(_ days: ClosedRange<Day>, _ paper: Paper) {
    branch.live(days, &paper.page)
  }
}

extension Branch {
  mutating func live(_ days: ClosedRange<Day>, _ page: inout Page) {
    var day = days.lowerBound
    while day <= days.upperBound {
      live(day, &page)
      day = day + 1
      if Int(day.rawValue) % 365 == 0 { settle() }
    }
  }
}
