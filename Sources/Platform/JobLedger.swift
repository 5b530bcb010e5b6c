internal import Calendar
internal import Law

/// A yearly credit that is due: whose, for which year, and by the terms of its day.
struct CreditDue: Sendable {
  let day: Day
  let isMunicipal: Bool
  let terms: (others: RightsTerms, pacific: RightsTerms)

  var label: Int16 { Int16(day.year) }
  var job: Job { isMunicipal ? .municipalCredit : .otherCredit }
}

/// What the platform writes down of its own jobs: which of them is done through which day, how far
/// one came that stopped, and what was due and never started.
///
/// It is what makes a second start do nothing, a stopped job go on where it stopped, and a job that
/// was late give what the law gave on the day it was due.
struct JobLedger: Sendable {
  private var done = [Day](repeating: .distantPast, count: Job.allCases.count)
  /// The first official who is not done by a job that was started and did not end.
  private var cursors = [UInt32](repeating: 0, count: Job.allCases.count)
  /// Yearly credits that were due and have not run.
  var credits: [CreditDue] = []
  /// The first day whose deadlines have not been looked at.
  var deadlinesFrom: Day?
  /// Whether a payment batch was due and has not run.
  var owesPayments = false

  /// Whether something was due that nobody is waited for but the job itself.
  var isBehind: Bool { !credits.isEmpty || deadlinesFrom != nil }

  /// Whether a job of a day has run to its end.
  func isDone(_ job: Job, on day: Day) -> Bool { done[Int(job.rawValue)] >= day }

  /// Where a job has to begin: with the first official of whom it is not known to be done.
  func start(of job: Job) -> UInt32 { cursors[Int(job.rawValue)] }

  /// Notes that a job has come as far as an official.
  mutating func reach(_ official: UInt32, _ job: Job) { cursors[Int(job.rawValue)] = official }

  /// Notes that a job of a day has run to its end.
  mutating func end(_ job: Job, on day: Day) {
    done[Int(job.rawValue)] = day
    cursors[Int(job.rawValue)] = 0
  }
}

/// The clock that the platform dates what it does by: it never goes back behind what is recorded.
struct PlatformClock: Sendable {
  private var latest = Day.distantPast

  /// Notes that something was recorded on a day.
  mutating func record(_ day: Day) { latest = max(latest, day) }

  /// The day of whatever happens while the machine's clock says another.
  ///
  /// - Parameter machine: What the machine's clock says.
  /// - Returns: The day, not before anything that is recorded.
  func day(whenMachineSays machine: Day) -> Day { max(latest, machine) }
}
