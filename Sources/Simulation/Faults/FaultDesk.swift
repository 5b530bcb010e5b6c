internal import Audit
internal import Calendar
internal import Draws
internal import Law
internal import Platform
internal import Population

/// Decides what befalls the platform's jobs, its clock and its payment provider, day by day.
///
/// A job is one for the whole platform, so this is decided once, for all shards.
struct FaultDesk {
  private enum Group: Int, CaseIterable { case credit, deadlines, payments }

  /// A job that is kept from running.
  private struct Hold {
    let fault: Fault
    let due: Day
    /// The day on which it runs again.
    let until: Day
  }

  /// What was decided for a day.
  struct Decision {
    /// What jobs are declared to be late.
    var lateness: Lateness?
    /// What the machine's clock says while people are served, if it is wrong.
    var clock: Day?
  }

  private let plan: FaultPlan
  private let statutes: Statutes
  private let days: ClosedRange<Day>
  private let people: UInt64
  private var holds: [Hold?] = [nil, nil, nil]
  /// What fired today and is seen through today, by group.
  private var fired: [Fault?] = [nil, nil, nil]
  private var isClockWrong = false

  /// What became of the faults.
  private(set) var counts = FaultCounts()

  init?(_ inputs: RunInputs) {
    guard let plan = inputs.faults,
      plan.hasJobFaults || plan.isArmed(.clockBack) || plan.isArmed(.paymentUnknown)
    else { return nil }
    self.plan = plan
    statutes = inputs.statutes
    days = inputs.days
    people = UInt64(inputs.roster.persons.count)
  }

  /// Decides about a day.
  mutating func begin(_ context: inout DayContext) -> Decision {
    var decision = Decision()
    fired = [nil, nil, nil]
    if plan.isArmed(.paymentUnknown), context.doubt == nil {
      context.doubt = PaymentDoubt(
        seed: plan.seed, partsPerMillion: plan.rate(.paymentUnknown))
    }
    if plan.hasJobFaults { context.trouble = trouble(context, &decision) }
    decision.clock = clock(context)
    isClockWrong = decision.clock != nil
    return decision
  }

  // MARK: Jobs

  private mutating func trouble(
    _ context: borrowing DayContext, _ decision: inout Decision
  ) -> JobTrouble {
    var trouble = JobTrouble()
    let day = context.day
    // Hours were credited by reminders of their own; the jobs are those of the scheme in euros.
    guard day > context.hours.until else { return trouble }
    let year = day.year
    let isCreditDay =
      context.statute.creditsEuros
      && (context.creditDays.day(year, isMunicipal: true) == day
        || context.creditDays.day(year, isMunicipal: false) == day)
    trouble.credit = mishap(.credit, isCreditDay, context)
    trouble.deadlines = mishap(.deadlines, true, context)
    trouble.payments = mishap(.payments, context.isPaymentDay, context)
    if holds[0] != nil || holds[1] != nil {
      var lateness = Lateness()
      lateness.creditDue = holds[0]?.due
      lateness.isCreditHeld = trouble.credit == .held
      lateness.deadlinesDue = holds[1]?.due
      lateness.areDeadlinesHeld = trouble.deadlines == .held
      decision.lateness = lateness
    }
    return trouble
  }

  /// What befalls a job today.
  private mutating func mishap(
    _ group: Group, _ isDue: Bool, _ context: borrowing DayContext
  ) -> JobTrouble.Mishap {
    let day = context.day
    if let hold = holds[group.rawValue] {
      // Caught up today, the hold is still known: what was late is judged as of its day.
      return day < hold.until ? .held : .none
    }
    guard isDue else { return .none }
    let occasion = UInt64(group.rawValue) << 32 | UInt64(UInt32(bitPattern: day.rawValue))
    for fault in [Fault.jobTwice, .batchCut, .jobLate, .jobSkipped] where plan.isArmed(fault) {
      counts[fault].occasions += 1
    }
    if plan.fires(.jobTwice, occasion) != nil {
      fire(.jobTwice, group)
      return .twice
    }
    if let word = plan.fires(.batchCut, occasion) {
      fire(.batchCut, group)
      return .cut(UInt32(word.below(people)))
    }
    if let word = plan.fires(.jobLate, occasion) {
      let until = day + word.between(1, max(1, plan.days(.jobLate)))
      if hold(group, .jobLate, until: until, context) { return .held }
    }
    if plan.fires(.jobSkipped, occasion) != nil {
      // Deadlines are looked at every night; credits and payments every week.
      let until = day + (group == .deadlines ? 1 : 7)
      if hold(group, .jobSkipped, until: until, context) { return .held }
    }
    return .none
  }

  private mutating func fire(_ fault: Fault, _ group: Group) {
    counts[fault].fired += 1
    fired[group.rawValue] = fault
  }

  /// Keeps a job from running until a day, where its lateness can be judged.
  private mutating func hold(
    _ group: Group, _ fault: Fault, until: Day, _ context: borrowing DayContext
  ) -> Bool {
    let day = context.day
    guard until < days.upperBound else { return false }
    // The books of a month are closed at its end: what is late is caught up by then.
    if group == .deadlines, until.civil.month != day.civil.month { return false }
    if group == .credit {
      // A late credit is one of its own day and year; a law that changes meanwhile, or the other
      // calendar's day, would need two readings at once.
      guard until.year == day.year, context.statute.complementFrom != day else { return false }
      for number in day.rawValue + 1...until.rawValue {
        let later = Day(rawValue: number)
        let isLegal =
          context.creditDays.day(later.year, isMunicipal: true) == later
          || context.creditDays.day(later.year, isMunicipal: false) == later
        guard !isLegal, statutes.statute(on: later) == context.statute else { return false }
      }
    }
    counts[fault].fired += 1
    holds[group.rawValue] = Hold(fault: fault, due: day, until: until)
    return true
  }

  // MARK: The clock

  private mutating func clock(_ context: borrowing DayContext) -> Day? {
    guard plan.isArmed(.clockBack) else { return nil }
    counts[.clockBack].occasions += 1
    let day = context.day
    guard let word = plan.fires(.clockBack, UInt64(UInt32(bitPattern: day.rawValue))) else {
      return nil
    }
    let machine = day - word.between(1, max(1, plan.days(.clockBack)))
    guard machine > days.lowerBound else { return nil }
    counts[.clockBack].fired += 1
    return machine
  }

  // MARK: What became of it

  /// Looks at what all shards did on a day.
  mutating func end(_ day: Day, _ evening: Evening) {
    let (work, doubts) = (evening.jobWork, evening.doubts)
    counts[.paymentUnknown].occasions += doubts.orders
    counts[.paymentUnknown].fired += doubts.unknown
    counts[.paymentUnknown].survived += doubts.settled
    if isClockWrong, evening.isClockMonotone { counts[.clockBack].survived += 1 }
    for group in Group.allCases {
      var (again, left) = (0, 0)
      for item in work where Self.group(of: item.job) == group {
        again += item.again
        left += item.left
      }
      if let fault = fired[group.rawValue], again == 0, left == 0 { counts[fault].survived += 1 }
      guard let hold = holds[group.rawValue], day >= hold.until else { continue }
      let isCaughtUp = work.contains { Self.group(of: $0.job) == group && $0.mishap == .held }
      if isCaughtUp, left == 0 { counts[hold.fault].survived += 1 }
      holds[group.rawValue] = nil
    }
  }

  private static func group(of job: Job) -> Group {
    switch job {
    case .municipalCredit, .otherCredit: .credit
    case .deadlines: .deadlines
    case .payments: .payments
    }
  }

  /// What became of the faults of a run up to now; what is still late can be seen no more.
  static func counts(_ desk: FaultDesk?, _ workers: [Worker], _ inputs: RunInputs) -> FaultCounts? {
    guard inputs.faults != nil else { return nil }
    var counts = desk?.counts ?? FaultCounts()
    for hold in desk?.holds ?? [] {
      if let hold { counts[hold.fault].open += 1 }
    }
    for worker in workers { counts.add(worker.district.faultCounts()) }
    return counts
  }
}
