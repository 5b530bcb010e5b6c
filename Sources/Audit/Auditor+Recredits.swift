internal import Calendar
internal import Law
internal import Ledger
internal import Platform

/// Rights that come back, are lost, or end.
extension Auditor {
  /// Judges rights lost: by a refund above the cap, or cut down to a lowered cap where the law does
  /// so (the other reading of C8).
  mutating func judgeLoss(
    _ posting: Posting, _ place: Int, _ context: borrowing DayContext
  ) {
    let held = Int64(accounts[place].available) + Int64(accounts[place].reserved)
    guard posting.reason != codes.refund else {
      findings.witness(.refundLost)
      // Only what was debited can exceed the cap when it comes back; what fits must follow.
      let isLawful = posting.from == codes.rightsSpent && context.statute.recreditLosesAboveCap
      evaluate(.cap2, holds: isLawful, slack: .max, posting, context)
      pendingLoss = (posting.official, max(0, cap(of: place, context) - held))
      return
    }
    let isCut = !context.statute.keepsAboveCap && held - posting.amount >= cap(of: place, context)
    evaluate(.cap2, holds: isCut, slack: .max, posting, context)
  }

  /// CAP-2: a refund loses what exceeds the cap and no more, so that what fits under it must be the
  /// very next posting.
  mutating func settleLoss(_ next: Posting?, _ context: borrowing DayContext) {
    let (official, room) = pendingLoss
    pendingLoss = (.max, 0)
    let isRest =
      next.map {
        $0.official == official && $0.from == codes.rightsSpent
          && $0.to == codes.rightsAvailable
      } ?? false
    if (isRest ? next?.amount ?? 0 : 0) != room {
      findings.violate(
        .cap2, day: context.day.rawValue, official: official,
        "a refund lost rights although \(Cents(room)) would have fitted under the cap")
    }
  }

  /// Judges rights that come back: never above the cap unless they were held all along.
  mutating func judgeRecredit(
    _ posting: Posting, _ place: Int, _ context: borrowing DayContext
  ) {
    guard posting.from != codes.rightsReserved else {
      findings.countVacuous(.cap2)
      return
    }
    let after = Int64(accounts[place].available) + Int64(accounts[place].reserved) + posting.amount
    let cap = context.statute.recreditLosesAboveCap ? cap(of: place, context) : .max
    evaluate(.cap2, holds: after <= cap, slack: cap == .max ? .max : cap - after, posting, context)
  }

  /// Judges an expiry: only after the window of somebody without a mandate.
  mutating func judgeExpiry(
    _ posting: Posting, _ place: Int, _ context: borrowing DayContext
  ) {
    findings.witness(.expiry)
    let end = facts.lastEnd(place, on: context.day)
    let through = windowEnd(after: end, context)
    // The other reading of C5 takes the balance away when a new mandate begins.
    let isTaken = isNewMandate && !context.statute.successiveMandatesKeep
    let isFree = context.day >= through && !facts.isInOffice(place, on: context.day - 1)
    evaluate(.exp2, holds: isFree || isTaken, slack: .max, posting, context)
  }

  /// The day after the window that follows the end of a mandate.
  ///
  /// Mandates end together, so that most calls ask for the same end as the one before.
  mutating func windowEnd(after end: Day, _ context: borrowing DayContext) -> Day {
    let months = context.statute.reintegrationMonths
    if end.rawValue != window.end.rawValue || months != window.months {
      window = (end, months, end.adding(months: months))
    }
    return window.through
  }
}
