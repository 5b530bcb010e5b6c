internal import Calendar
internal import Ledger
internal import Law

/// The payment batch: deposits of long sessions and invoices.
extension Shard {
  /// Pays everything that waits for a batch, in the order in which it was billed.
  mutating func payProviders(_ context: borrowing DayContext, _ batch: inout Batch) {
    var waiting: [UInt32] = []
    swap(&waiting, &billed)
    var kept = 0
    for slot in waiting {
      if !pay(Int(slot), context, &batch) || mutant == .paidTwice && keepsForAnotherBatch(Int(slot))
      {
        waiting[kept] = slot
        kept += 1
      }
    }
    waiting.removeSubrange(kept...)
    swap(&waiting, &billed)
  }

  /// The mutant ``Mutant/paidTwice``: a paid dossier stays in the list once more.
  private mutating func keepsForAnotherBatch(_ slot: Int) -> Bool {
    dossiers[slot].paid <= dossiers[slot].due
  }

  /// Pays one dossier.
  ///
  /// - Returns: `false` if it must wait for another batch.
  private mutating func pay(_ slot: Int, _ context: borrowing DayContext, _ batch: inout Batch)
    -> Bool
  {
    let dossier = dossiers[slot]
    guard dossier.control != .inControl || mutant == .paidInControl else { return false }
    // What a body under a contradictory procedure is owed waits for its end.
    let provider = Int(context.catalogue.offers[Int(dossier.offer)].provider)
    guard !context.catalogue.providers[provider].isHeld else { return false }
    let first = batch.postings.count
    switch dossier.billing {
    case .depositWait:
      guard dossier.state == .inTraining else { return true }
      let deposit = Cents(dossier.price).part(context.statute.depositShare, of: 1_000_000).rawValue
      pay(dossier.funding.first(deposit), .deposit, dossier, &batch)
      dossiers[slot].deposit = deposit
      dossiers[slot].paid = deposit
      dossiers[slot].billing = .depositPaid
      record(.payDeposit, slot, before: dossier.state, from: first, &batch)
    case .billed:
      let deposited = dossier.funding.first(dossier.deposit)
      pay(dossier.funding.without(deposited), .payment, dossier, &batch)
      dossiers[slot].paid += dossier.due - dossier.deposit
      dossiers[slot].billing = mutant == .paidTwice && dossier.paid < dossier.due ? .billed : .paid
      archive(Int(slot))
      record(.pay, slot, before: dossier.state, from: first, &batch)
      free(slot)
    default:
      break
    }
    return true
  }

  private mutating func pay(
    _ funding: Funding, _ reason: Reason, _ dossier: Dossier, _ batch: inout Batch
  ) {
    if dossier.path == .mandate {
      batch.sales.append(Sale(offer: dossier.offer, amount: funding.total))
    }
    for source in Source.allCases {
      let account: Account = source == .rights ? .fund : source.reserve
      move(
        funding[source], from: account, to: .providers, reason, Int(dossier.official), &batch,
        number: dossier.number)
    }
  }
}
