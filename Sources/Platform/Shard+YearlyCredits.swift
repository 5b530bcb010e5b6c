internal import Calendar
internal import Law
internal import Ledger

/// The yearly credits: due on a legal day, run in one pass, and whatever befalls the job.
extension Shard {
  /// Runs the yearly credits that are due, and those that were due before and never started.
  mutating func runYearlyCredits(_ context: borrowing DayContext, _ batch: inout Batch) {
    let dueToday = creditsDue(context)
    let mishap = context.trouble?.credit ?? .none
    if mishap == .held {
      guard !dueToday.isEmpty, mutant != .missedRunForgotten else { return }
      jobs.credits += dueToday
      settleOwedCredits(of: batch.commands, &batch)
      return
    }
    if owesCredits { catchUpCredits(&batch) }
    for due in dueToday {
      if context.trouble == nil {
        _ = credit(due, isAgain: mutant == .creditTwice, &batch)
      } else {
        run(due, mishap, &batch)
      }
      creditWrongly(due, context, &batch)
    }
  }

  /// The yearly credits whose legal day is today.
  private mutating func creditsDue(_ context: borrowing DayContext) -> [CreditDue] {
    let day = context.day
    let legal = mutant == .creditDayLate ? day - 1 : day
    var due: [CreditDue] = []
    for isMunicipal in [true, false]
    where context.creditDays.day(day.year, isMunicipal: isMunicipal) == legal {
      let terms =
        mutant == .capOfLastYear
        ? lastYearsTerms(context) : (context.statute.terms, context.statute.pacificTerms)
      due.append(CreditDue(day: day, isMunicipal: isMunicipal, terms: terms))
    }
    return due
  }

  /// Credits everybody who was due while the job did not run.
  private mutating func catchUpCredits(_ batch: inout Batch) {
    let owed = jobs.credits
    jobs.credits.removeAll()
    for due in owed {
      var work = JobWork(job: due.job, mishap: .held)
      work.done = credit(due, isAgain: false, &batch)
      work.left = countDue(due)
      jobs.end(due.job, on: due.day)
      batch.jobWork.append(work)
    }
  }

  /// Runs one yearly credit through what befalls it.
  private mutating func run(
    _ due: CreditDue, _ mishap: JobTrouble.Mishap, _ batch: inout Batch
  ) {
    var work = JobWork(job: due.job, mishap: mishap)
    switch mishap {
    case .none, .held:
      work.done = start(due, until: .max, &batch)
      return
    case .twice:
      work.done = start(due, until: .max, &batch)
      work.again = start(due, until: .max, &batch)
    case .cut(let official):
      work.done = start(due, until: official, &batch)
      if mutant == .resumeFromStart {
        work.again = credit(due, through: official, isAgain: true, &batch)
      }
      if mutant != .restForgotten { work.done += start(due, until: .max, &batch) }
    }
    work.left = countDue(due)
    batch.jobWork.append(work)
  }

  /// Starts a yearly credit: nothing if it is done, the rest if it had stopped.
  private mutating func start(
    _ due: CreditDue, until official: UInt32, _ batch: inout Batch
  ) -> Int {
    let isDone = jobs.isDone(due.job, on: due.day)
    guard !isDone || mutant == .jobWithoutLedger else { return 0 }
    let count = credit(
      due, from: jobs.start(of: due.job), through: official,
      isAgain: isDone || mutant == .creditTwice, &batch)
    if official == .max {
      jobs.end(due.job, on: due.day)
    } else {
      jobs.reach(official, due.job)
    }
    return count
  }

  /// Credits those of some officials who are due, or all whose credit it is, and says how many they
  /// were.
  mutating func credit(
    _ due: CreditDue, from first: UInt32 = 0, through end: UInt32 = .max, isAgain: Bool,
    _ batch: inout Batch
  ) -> Int {
    let start = max(0, Int(first) - Int(base))
    // A job that stopped before this shard's first official has none of its places.
    let places = start..<max(start, min(accounts.count, Int(end) - Int(base)))
    guard !places.isEmpty else { return 0 }
    let france = creditRun(due, due.terms.others, isAgain: isAgain)
    let overseas = creditRun(due, due.terms.pacific, isAgain: isAgain)
    let islands = pacific.clamped(to: places)
    var count = 0
    if islands.isEmpty {
      count = france.run(places, &accounts.balances, &batch.postings)
    } else {
      count += france.run(
        places.lowerBound..<islands.lowerBound, &accounts.balances, &batch.postings)
      count += overseas.run(islands, &accounts.balances, &batch.postings)
      count += france.run(
        islands.upperBound..<places.upperBound, &accounts.balances, &batch.postings)
    }
    if count > 0 { batch.jobs.append((.annualCredit, count)) }
    return count
  }

  private mutating func creditRun(
    _ due: CreditDue, _ terms: RightsTerms, isAgain: Bool
  ) -> CreditRun {
    CreditRun(
      isMunicipal: due.isMunicipal, label: due.label, isAgain: isAgain, terms: terms,
      mask: mutant == .capIgnoresReserved ? 0 : -1, base: base)
  }

  private mutating func countDue(_ due: CreditDue) -> Int {
    let run = creditRun(due, due.terms.others, isAgain: false)
    return accounts.balances.count { run.isDue($0) }
  }

  // MARK: What is owed

  /// Whether yearly credits were due and have not run.
  var owesCredits: Bool { !jobs.credits.isEmpty }

  /// Settles what is owed to the officials of some commands, before anything is done with them: a
  /// late job must find every account as it was on the day when it was due.
  mutating func settleOwedCredits(of commands: [Command], _ batch: inout Batch) {
    for command in commands where command.verb != .levy {
      settleOwedCredits(of: Int(command.official), &batch)
    }
  }

  /// Settles what is owed to one official.
  mutating func settleOwedCredits(of place: Int, _ batch: inout Batch) {
    // The mutant lets the late job see the accounts as they are when it runs.
    guard mutant != .creditAsOfRunDay else { return }
    let official = base + UInt32(place)
    for due in jobs.credits {
      _ = credit(due, from: official, through: official + 1, isAgain: false, &batch)
    }
  }

  /// Settles what late jobs owe to those whom today's commands are about, before anything is done.
  mutating func settleOwed(before context: borrowing DayContext, _ batch: inout Batch) {
    settleOwedDeadlines(of: batch.commands, through: context.day - 1, context, &batch)
    settleOwedCredits(of: batch.commands, &batch)
  }
}

/// The yearly credit of neighbours who have the same terms: what is the same for all of them, read
/// once.
struct CreditRun {
  /// The bits that are looked at, and what they must be.
  private let asked = Accounts.creditable | Accounts.Flag.municipal
  private let wanted: UInt8
  /// Whoever bears an earlier label is due.
  private let newest: Int16
  private let label: Int16
  private let terms: RightsTerms
  private let mask: Int64
  private let base: UInt32
  /// A credit and a loss of nobody yet.
  private let gain = Posting(
    0, from: .rightsIssued, to: .rightsAvailable, reason: .annualCredit, official: 0)
  private let loss = Posting(
    0, from: .rightsIssued, to: .rightsLost, reason: .annualCredit, official: 0)

  init(
    isMunicipal: Bool, label: Int16, isAgain: Bool, terms: RightsTerms, mask: Int64, base: UInt32
  ) {
    wanted = Accounts.creditable | (isMunicipal ? Accounts.Flag.municipal : 0)
    newest = isAgain ? .max : label
    self.label = label
    self.terms = terms
    self.mask = mask
    self.base = base
  }

  /// Whether the credit is due to somebody.
  @inline(__always)
  func isDue(_ balance: Balance) -> Bool {
    balance.flags & asked == wanted && balance.label < newest
  }

  /// Room is made for so many accounts at once: neither asked for posting by posting, nor more of
  /// it than the postings of a few accounts.
  private static let stride = 4_096

  /// Credits those of some places who are due, and says how many they were.
  func run(
    _ places: Range<Int>, _ balances: inout [Balance], _ postings: inout [Posting]
  ) -> Int {
    var count = 0
    var first = places.lowerBound
    var balances = balances.mutableSpan
    while first < places.upperBound {
      let next = min(first + Self.stride, places.upperBound)
      postings.append(addingCapacity: 2 * (next - first)) { output in
        for place in first..<next where isDue(balances[place]) {
          credit(&balances[place], base + UInt32(place), into: &output)
          count += 1
        }
      }
      first = next
    }
    return count
  }

  @inline(__always)
  private func credit(
    _ balance: inout Balance, _ official: UInt32, into output: inout OutputSpan<Posting>
  ) {
    balance.label = label
    let credit = balance.credit(terms.annualCredit, cap: terms.cap, seeing: mask)
    if credit > 0 { output.append(gain.of(credit, official)) }
    if credit < terms.annualCredit {
      output.append(loss.of(terms.annualCredit - credit, official))
    }
  }
}

extension Posting {
  /// The same movement of another amount, of somebody else.
  @inline(__always)
  fileprivate func of(_ amount: Int64, _ official: UInt32) -> Posting {
    var posting = self
    posting.amount = amount
    posting.official = official
    return posting
  }
}
