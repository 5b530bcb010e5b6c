package import Calendar
internal import Kernel
internal import Law
internal import Ledger

/// The deadlines, the registry's rows and the clock on a day on which something may befall them.
extension Shard {
  // MARK: The deadlines

  /// Closes the dossiers of some people whose deadline passed while the job did not run.
  mutating func settleOwedDeadlines(
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
