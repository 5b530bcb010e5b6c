internal import Law
internal import Ledger
internal import Platform

/// Travel and stay: TRV-1.
extension Auditor {
  /// Judges one reimbursement: the first of its dossier, and the State's rates times what is
  /// claimed.
  mutating func judgeTravel(
    _ outcome: Outcome, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    let slot = Int(outcome.slot)
    let command = batch.commands[Int(outcome.command)]
    let meals = Int64(command.small % 256)
    let nights = Int64(command.small / 256)
    let days = (Int64(mirrors[slot].hours) + 6) / 7
    let wanted =
      Int64(command.second) * context.statute.kilometre + meals * context.statute.meal
      + nights * context.statute.night
    var paid: Int64 = 0
    for place in Int(outcome.firstPosting)..<Int(outcome.endPosting) {
      paid += batch.postings[place].amount
    }
    let isInTime = mirrors[slot].isMandate && !mirrors[slot].hasTravel
    check(
      .trv1, isInTime && meals <= days && nights <= meals && paid == wanted, outcome, context)
    mirrors[slot].hasTravel = true
  }
}
