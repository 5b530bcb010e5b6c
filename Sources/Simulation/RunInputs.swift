internal import Behaviour
package import Calendar
package import Law
package import Platform
package import Population
package import Territory

/// Everything that a run depends on.
///
/// Two runs with equal inputs give the same bits, whatever ``jobs`` and ``shards`` are.
package struct RunInputs: Sendable {
  /// The seed of every draw.
  package let seed: UInt64
  /// The days of the run, both ends included.
  package private(set) var days: ClosedRange<Day>
  /// The law.
  package let law: ParameterTable
  /// The behaviour of people.
  package let behaviour: ParameterTable
  /// The councils.
  package let territory: Territory
  /// The officials.
  package let roster: Roster
  /// How many threads work.
  package var jobs: Int
  /// Into how many shards the departments are grouped, at most.
  package var shards: Int
  /// Whether the audit judges every posting and transition.
  package var isAudited: Bool
  /// The known-bad variant of the platform.
  package var mutant: Mutant
  /// What goes wrong around the platform; nothing by default.
  package var faults: FaultPlan?
  /// On which days each single evaluation of the audit is booked.
  package var closeLook = CloseLook()
  /// The official whose account statement is wanted.
  package var traced: UInt32?
  /// Whether this is one block among several, whose fund is settled over all of them.
  package var isBlock = false
  /// What the run is narrowed to, if it is.
  package var focus: Focus?
  /// The day of which everything that happens is kept, if somebody looks at one.
  package var capturedDay: Day?

  /// The officials whose days are written down for the oracle, in order; normally nobody.
  package var sample: [UInt32] = []

  /// The statutes of the run.
  private(set) var statutes: Statutes
  /// The working days of the run, and of what it looks back and ahead to.
  private(set) var working: WorkingDays

  /// How people reach the service, day by day.
  private(set) var access: AccessCalendar
  /// The day on which the service opens: nobody misses a panel before.
  let serviceOpening: Day

  /// The behaviour of people, read once for all shards.
  private(set) var rates: RatesCalendar

  /// How many shards a run has where nothing else is said: enough to balance the threads, few
  /// enough that a shard's day has work for each phase while its code is in the cache (measured on
  /// one thread: 8 are a tenth faster than 24).
  ///
  /// - Parameter jobs: How many threads work.
  /// - Returns: Four for each thread, eight at least.
  package static func shards(for jobs: Int) -> Int { max(8, 4 * jobs) }

  /// Gathers the inputs.
  ///
  /// - Parameters:
  ///   - seed: The seed of every draw.
  ///   - days: The days of the run.
  ///   - law: The law.
  ///   - behaviour: The behaviour of people.
  ///   - territory: The councils.
  ///   - roster: The officials, made for the same days.
  ///   - jobs: How many threads work.
  ///   - shards: Into how many shards the departments are grouped, at most; ``shards(for:)`` of
  ///     them where nothing is said.
  ///   - isAudited: Whether the audit judges.
  ///   - mutant: The known-bad variant of the platform.
  package init(
    seed: UInt64, days: ClosedRange<Day>, law: ParameterTable, behaviour: ParameterTable,
    territory: Territory, roster: Roster, jobs: Int = 1, shards: Int? = nil,
    isAudited: Bool = true, mutant: Mutant = .none
  ) {
    self.seed = seed
    self.days = days
    self.law = law
    self.behaviour = behaviour
    self.territory = territory
    self.roster = roster
    self.jobs = jobs
    self.shards = shards ?? Self.shards(for: jobs)
    self.isAudited = isAudited
    self.mutant = mutant
    statutes = Statutes(law, in: days.lowerBound...days.upperBound)
    access = AccessCalendar(behaviour, in: days)
    rates = RatesCalendar(behaviour, in: days)
    let opening = law[LawName.serviceOpen.rawValue]?.values.first { $0.value == .number(1) }
    serviceOpening = opening?.from ?? .distantPast
    working = WorkingDays(years: days.lowerBound.year - 1...days.upperBound.year + 3)
  }

  /// The same inputs for a run that begins later, among the same people.
  ///
  /// - Parameter first: The first day, within ``days``.
  /// - Returns: The inputs.
  package func starting(on first: Day) -> RunInputs {
    guard first != days.lowerBound, days.contains(first) else { return self }
    var later = self
    later.days = first...days.upperBound
    later.statutes = Statutes(law, in: later.days)
    later.access = AccessCalendar(behaviour, in: later.days)
    later.rates = RatesCalendar(behaviour, in: later.days)
    later.working = WorkingDays(years: first.year - 1...days.upperBound.year + 3)
    return later
  }
}
