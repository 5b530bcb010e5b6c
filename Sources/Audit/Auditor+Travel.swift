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
    let session = context.catalogue.sessions[Int(mirrors[slot].session)]
    let wanted =
      Int64(command.second) * context.statute.kilometre + meals * context.statute.meal
      + nights * Self.night(session.town, context.statute)
    var paid: Int64 = 0
    for place in Int(outcome.firstPosting)..<Int(outcome.endPosting) {
      paid += batch.postings[place].amount
    }
    let isRemote = context.catalogue.offers[Int(session.offer)].isRemote
    let isInTime = mirrors[slot].isMandate && !mirrors[slot].hasTravel && !isRemote
    check(
      .trv1, isInTime && meals <= days && nights <= meals && paid == wanted, outcome, context)
    mirrors[slot].hasTravel = true
  }

  /// What a night is worth where a training takes place, after the arrêté du 3 juillet 2006.
  private static func night(_ town: Town, _ statute: borrowing Statute) -> Int64 {
    let department = Int(town.department)
    if department == statute.parisDepartment { return statute.nightParis }
    if department >= statute.greaterParisFirst, department <= statute.greaterParisLast {
      return statute.nightLargeCity
    }
    return Int(town.inhabitants) < statute.largeCityFrom ? statute.night : statute.nightLargeCity
  }
}
