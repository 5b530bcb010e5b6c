internal import Calendar
internal import Law
package import Platform

/// Delays: days are counted from the step before, where the platform computes the last day: two
/// readings of one rule.
extension Auditor {
  /// DOS-2: each step within its delay and not before its day, and a closing on the day after it.
  mutating func judgeDelay(
    _ mirror: Mirror, _ outcome: Outcome, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    let day = context.day
    switch outcome.verb {
    case .close:
      // A mandate that ends closes dossiers at any time; everything else waits for its delay, which
      // was over on the eve and not the day before.
      guard outcome.after != .canceledByFinancer else { return }
      let left = left(of: mirror, through: day - 1, context) ?? .max
      let before = left == 0 ? self.left(of: mirror, through: day - 2, context) ?? 0 : 0
      check(.dos2, left == 0 && before > 0, outcome, context)
    case .withdraw, .cancelByLearner:
      if mirror.state == .accepted {
        judgeCancellation(mirror, outcome, batch.commands[Int(outcome.command)], context)
      }
      return
    case .pacificPapers, .acknowledge, .propose, .refuse, .confirm, .decline, .instruct, .entry,
      .noShow, .leave,
      .serviceDone, .cancelByProvider:
      guard let left = left(of: mirror, through: day, context) else { return }
      let isTooSoon: Bool =
        switch outcome.verb {
        case .entry, .noShow: day < mirror.start
        case .leave, .serviceDone: day < mirror.end
        default: false
        }
      check(.dos2, left >= 0 && !isTooSoon, outcome, context, slack: Int64(left))
    default: return
    }
    if mirror.since < easterMonday, easterMonday < day { findings.witness(.easterMonday) }
  }

  /// The days of its delay that a dossier has left after a day; `nil` where nothing is awaited.
  mutating func left(
    of mirror: Mirror, through day: Day, _ context: borrowing DayContext
  ) -> Int? {
    let statute = context.statute
    func working(_ limit: Int, since: Day) -> Int {
      limit - context.working.count(after: since, through: day)
    }
    switch mirror.state {
    case .notProcessed where mirror.awaitsPapers:
      return working(statute.pacificPapersWorkingDays, since: mirror.since)
    case .notProcessed:
      return mirror.isAcknowledged
        ? statute.prerequisiteDays - (day - mirror.since)
        : working(statute.answerWorkingDays, since: mirror.since)
    case .validated: return working(statute.confirmationWorkingDays, since: mirror.since)
    case .waitingAcceptation: return statute.prerequisiteDays - (day - mirror.since)
    case .accepted: return working(statute.entryWorkingDays, since: mirror.start)
    case .inTraining, .terminated:
      return working(statute.exitWorkingDays, since: max(mirror.end, mirror.since))
    default: return nil
    }
  }

  /// A learner who leaves an accepted dossier: free within the delay of withdrawal, in good time or
  /// by force majeure, and always before the training; otherwise the price is due (DOS-2, PAY-3).
  private mutating func judgeCancellation(
    _ mirror: Mirror, _ outcome: Outcome, _ command: Command, _ context: borrowing DayContext
  ) {
    let statute = context.statute
    let day = context.day
    let isWithin = day - mirror.since <= statute.withdrawalDays
    let isEarly =
      context.working.count(after: day, through: mirror.start - 1)
      >= statute.freeCancellationWorkingDays
    let isFree = isWithin || outcome.verb == .cancelByLearner && (isEarly || command.flag)
    let isRight = isFree == (outcome.after == .canceledByAttendee)
    check(.dos2, isRight && day < mirror.start, outcome, context)
  }

  /// Judges what must have happened by the end: no invoice older than its delay (PAY-2), no dossier
  /// past its deadline left open (DOS-2).
  ///
  /// - Parameter context: The law and the calendar of the last day.
  package mutating func close(_ context: borrowing DayContext) {
    closeAccess()
    for mirror in mirrors {
      if mirror.invoiced < .distantFuture, !mirror.isPaid, mirror.due > 0 {
        findings.count(.pay2, day: context.day.rawValue, official: .max)
        let wait = books?.wait(mirror, through: context.day) ?? context.day - mirror.invoiced
        if wait > context.statute.paymentDays {
          findings.violate(
            .pay2, day: context.day.rawValue, official: .max,
            "dossier \(mirror.number): invoiced on \(mirror.invoiced) and never paid")
        }
      }
      if let left = left(of: mirror, through: context.day - 1, context) {
        findings.count(.dos2, day: context.day.rawValue, official: .max)
        if left <= 0 {
          findings.violate(
            .dos2, day: context.day.rawValue, official: .max,
            "dossier \(mirror.number) waits since \(mirror.since) and was not closed")
        }
      }
    }
  }
}
