package import Calendar
internal import Kernel
internal import Law
internal import Ledger

/// The jobs of a day on which something may befall them.
///
/// Days without faults take the straight way past all of this: a job there runs once, whole, on its
/// day.
extension Shard {
  // MARK: The yearly credits

  /// Runs the yearly credits that are due, and those that were due before and never started.
  mutating func creditInTrouble(
    _ context: borrowing DayContext, _ trouble: JobTrouble, _ batch: inout Batch
  ) {
    let day = context.day
    let year = day.year
    var due: [CreditDue] = []
    if day > context.hours.until {
      for isMunicipal in [true, false]
      where context.creditDays.day(year, isMunicipal: isMunicipal) == day {
        due.append(
          CreditDue(
            day: day, isMunicipal: isMunicipal,
            terms: (context.statute.terms, context.statute.pacificTerms)))
      }
    }
    if trouble.credit == .held {
      guard !due.isEmpty, mutant != .missedRunForgotten else { return }
      jobs.credits += due
      settleOwedCredits(of: batch.commands, &batch)
      return
    }
    catchUpCredits(context, &batch)
    for due in due { creditAnnually(due, trouble.credit, &batch) }
  }

  /// Credits everybody who was due while the job did not run.
  private mutating func catchUpCredits(_ context: borrowing DayContext, _ batch: inout Batch) {
    guard !jobs.credits.isEmpty else { return }
    let owed = jobs.credits
    jobs.credits.removeAll()
    for due in owed {
      var work = JobWork(job: due.job, mishap: .held)
      work.done = credit(due, from: 0, through: .max, isAgain: false, &batch)
      work.left = countDue(due)
      jobs.end(due.job, on: due.day)
      batch.jobWork.append(work)
    }
  }

  /// Runs one yearly credit through what befalls it.
  private mutating func creditAnnually(
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
        work.again = credit(due, from: 0, through: official, isAgain: true, &batch)
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
      due, from: jobs.start(of: due.job), through: official, isAgain: isDone, &batch)
    if official == .max {
      jobs.end(due.job, on: due.day)
    } else {
      jobs.reach(official, due.job)
    }
    return count
  }

  /// Credits those of some officials who are due, and says how many they were.
  private mutating func credit(
    _ due: CreditDue, from first: UInt32, through end: UInt32, isAgain: Bool,
    _ batch: inout Batch
  ) -> Int {
    let low = max(0, Int(first) - Int(base))
    let high = min(accounts.count, Int(end) - Int(base))
    var count = 0
    var place = low
    while place < high {
      if credit(place, due, isAgain: isAgain, &batch) { count += 1 }
      place += 1
    }
    if count > 0 { batch.jobs.append((.annualCredit, count)) }
    return count
  }

  private mutating func credit(
    _ place: Int, _ due: CreditDue, isAgain: Bool, _ batch: inout Batch
  ) -> Bool {
    guard isDue(place, due) || isAgain && isOf(place, due) else { return false }
    accounts.balances[place].label = due.label
    let own = isPacific(place) ? due.terms.pacific : due.terms.others
    credit(place, own.annualCredit, cap: own.cap, .annualCredit, &batch)
    return true
  }

  private mutating func isOf(_ place: Int, _ due: CreditDue) -> Bool {
    let asked = Accounts.creditable | Accounts.Flag.municipal
    let wanted = Accounts.creditable | (due.isMunicipal ? Accounts.Flag.municipal : 0)
    return accounts.balances[place].flags & asked == wanted
  }

  private mutating func isDue(_ place: Int, _ due: CreditDue) -> Bool {
    isOf(place, due) && accounts.balances[place].label < due.label
  }

  private mutating func countDue(_ due: CreditDue) -> Int {
    var count = 0
    for place in 0..<accounts.count where isDue(place, due) { count += 1 }
    return count
  }

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
    for due in jobs.credits where credit(place, due, isAgain: false, &batch) {
      batch.jobs.append((.annualCredit, 1))
    }
  }

  /// Settles what late jobs owe to those whom today's commands are about, before anything is done.
  mutating func settleOwed(before context: borrowing DayContext, _ batch: inout Batch) {
    settleOwedDeadlines(of: batch.commands, through: context.day - 1, context, &batch)
    settleOwedCredits(of: batch.commands, &batch)
  }

  // MARK: The deadlines

  /// Closes the dossiers of some people whose deadline passed while the job did not run.
  private mutating func settleOwedDeadlines(
    of commands: [Command], through last: Day, _ context: borrowing DayContext,
    _ batch: inout Batch
  ) {
    guard let first = jobs.deadlinesFrom, first <= last else { return }
    // Who only looks must not see what has expired either.
    var places = batch.visits.map { Int($0.official) }
    for command in commands where command.verb != .levy { places.append(Int(command.official)) }
    for place in places {
      let windowEnd = accounts.holders[place].windowEnd
      if (first...last).contains(windowEnd), accounts.balances[place].available > 0 {
        settleOwedCredits(of: place, &batch)
        expire(place, of: windowEnd, context, &batch)
      }
      var overdue: [Int] = []
      var slot = Int(accounts.holders[place].firstDossier)
      while slot >= 0 {
        if (first...last).contains(dossiers[slot].deadline + 1) { overdue.append(slot) }
        slot = Int(dossiers[slot].next)
      }
      guard !overdue.isEmpty else { continue }
      settleOwedCredits(of: place, &batch)
      for slot in overdue { close(slot, of: dossiers[slot].deadline + 1, context, &batch) }
    }
  }

  /// Runs the deadlines of today, and those of the days on which the job did not run.
  mutating func runTimersInTrouble(
    _ context: borrowing DayContext, _ trouble: JobTrouble, _ batch: inout Batch
  ) {
    let day = context.day
    if trouble.deadlines == .held {
      if mutant != .missedRunForgotten { jobs.deadlinesFrom = jobs.deadlinesFrom ?? day }
      settleOwedDeadlines(of: batch.commands, through: day, context, &batch)
      return
    }
    if let first = jobs.deadlinesFrom {
      jobs.deadlinesFrom = nil
      var work = JobWork(job: .deadlines, mishap: .held)
      for number in first.rawValue..<day.rawValue {
        let due = Day(rawValue: number)
        timers.take(due, into: &dueTimers)
        work.done += dueTimers.count
        runTimers(dueTimers, of: due, context, &batch)
        work.left += countTimersLeft(on: due)
      }
      batch.jobWork.append(work)
    }
    runTimersToday(context, trouble.deadlines, &batch)
  }

  /// Runs today's deadlines through what befalls the job.
  private mutating func runTimersToday(
    _ context: borrowing DayContext, _ mishap: JobTrouble.Mishap, _ batch: inout Batch
  ) {
    let day = context.day
    timers.take(day, into: &dueTimers)
    let due = dueTimers
    var work = JobWork(job: .deadlines, mishap: mishap)
    switch mishap {
    case .none, .held:
      runTimers(due, of: day, context, &batch)
      jobs.end(.deadlines, on: day)
      return
    case .twice:
      runTimers(due, of: day, context, &batch)
      jobs.end(.deadlines, on: day)
      work.done = due.count
      if !jobs.isDone(.deadlines, on: day) || mutant == .jobWithoutLedger {
        work.again = due.count
        runTimers(due, of: day, context, &batch)
      }
    case .cut(let official):
      var (first, rest) = ([UInt64](), [UInt64]())
      for item in due {
        if holder(ofTimer: item) < official { first.append(item) } else { rest.append(item) }
      }
      runTimers(first, of: day, context, &batch)
      jobs.reach(official, .deadlines)
      work.done = first.count
      if mutant == .resumeFromStart {
        work.again = first.count
        runTimers(first, of: day, context, &batch)
      }
      if mutant == .restForgotten {
        work.left = rest.count
      } else {
        work.done += rest.count
        runTimers(rest, of: day, context, &batch)
        jobs.end(.deadlines, on: day)
      }
    }
    batch.jobWork.append(work)
  }

  /// Whose a timer is, by number in the roster.
  private func holder(ofTimer item: UInt64) -> UInt32 {
    let place = Int(item >> 16 & 0xfff_ffff_ffff)
    if case .close = Timer(rawValue: item >> 60) { return base + dossiers[place].official }
    return base + UInt32(place)
  }

  /// Whether a timer still stands: a reminder names a slot alone, which somebody else may have now,
  /// and who that is depends on who shares the shard.
  private func isReal(_ item: UInt64, of due: Day) -> Bool {
    guard case .close = Timer(rawValue: item >> 60) else { return true }
    let dossier = dossiers[Int(item >> 16 & 0xfff_ffff_ffff)]
    return dossier.deadline + 1 == due && !dossier.isFinished
  }

  private mutating func runTimers(
    _ items: [UInt64], of due: Day, _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    for item in items {
      if owesCredits, isReal(item, of: due) {
        settleOwedCredits(of: Int(holder(ofTimer: item) - base), &batch)
      }
      runTimer(item, of: due, context, &batch)
    }
  }

  private mutating func countTimersLeft(on day: Day) -> Int {
    timers.take(day, into: &dueTimers)
    return dueTimers.count
  }

  // MARK: The registry's rows

  /// Puts the registry's numbered rows of a day in the order of their numbers.
  mutating func restoreFeedOrder(_ batch: inout Batch) {
    let end = batch.commands.firstIndex { !$0.verb.isRegistry } ?? batch.commands.endIndex
    var rows = Array(batch.commands[..<end])
    rows.sort { $0.amount < $1.amount }
    for index in rows.indices { rows[index].amount = 0 }
    batch.commands.replaceSubrange(..<end, with: rows)
  }

  // MARK: The clock

  /// Executes the commands of a batch while the machine's clock says another day.
  ///
  /// - Parameters:
  ///   - first: The place of the first command.
  ///   - machine: What the machine's clock says.
  ///   - context: What is the same for every shard.
  ///   - batch: The day's commands; outcomes, postings and claims are appended.
  /// - Returns: The day by which the platform dated them.
  package mutating func execute(
    from first: Int, whileClockSays machine: Day, _ context: borrowing DayContext,
    _ batch: inout Batch
  ) -> Day {
    let day = mutant == .clockFollowed ? machine : clock.day(whenMachineSays: machine)
    if day == context.day {
      execute(from: first, context, &batch)
    } else {
      execute(from: first, context.dated(day), &batch)
    }
    return day
  }
}
