internal import Calendar
internal import Ledger

/// The payment batch on days on which something may befall it or its orders.
extension Shard {
  /// Pays providers on the days of the batch, through what befalls it.
  mutating func payInTrouble(_ context: borrowing DayContext, _ batch: inout Batch) {
    let mishap = context.trouble?.payments ?? .none
    let isDay = context.isPaymentDay && !skipsBatch(context)
    let day = context.day
    if mishap == .held {
      if isDay, mutant != .missedRunForgotten { jobs.owesPayments = true }
      return
    }
    guard isDay || jobs.owesPayments else { return }
    var work = JobWork(job: .payments, mishap: jobs.owesPayments ? .held : mishap)
    jobs.owesPayments = false
    let order = payments()
    switch mishap {
    case .none, .held: work.done = pay(order, through: .max, context, &batch)
    case .twice:
      work.done = pay(order, through: .max, context, &batch)
      jobs.end(.payments, on: day)
      if !jobs.isDone(.payments, on: day) || mutant == .jobWithoutLedger {
        work.again = payAgain(order, through: .max, &batch)
      }
    case .cut(let official):
      work.done = pay(order, through: official, context, &batch)
      jobs.reach(official, .payments)
      if mutant == .resumeFromStart { work.again = payAgain(order, through: official, &batch) }
      if mutant == .restForgotten {
        work.left = billed.count
        billed.removeAll()
      } else {
        work.done += pay(order, from: jobs.start(of: .payments), through: .max, context, &batch)
      }
    }
    jobs.end(.payments, on: day)
    if work.mishap != .none { batch.jobWork.append(work) }
  }

  /// What waits for the batch when it starts: a file of orders.
  private func payments() -> [Dossier] {
    var file: [Dossier] = []
    for slot in billed { file.append(dossiers[Int(slot)]) }
    return file
  }

  /// Pays what waits of some officials, and says how many dossiers of the file were paid.
  private mutating func pay(
    _ order: [Dossier], from first: UInt32 = 0, through end: UInt32,
    _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Int {
    var waiting: [UInt32] = []
    swap(&waiting, &billed)
    let before = batch.outcomes.count
    for slot in waiting {
      let official = base + dossiers[Int(slot)].official
      guard official >= first, official < end || end == .max else {
        billed.append(slot)
        continue
      }
      let isDone =
        if let doubt = context.doubt { payInDoubt(Int(slot), doubt, context, &batch) } else {
          pay(Int(slot), context, &batch)
        }
      if !isDone || mutant == .paidTwice && keepsForAnotherBatch(Int(slot)) { billed.append(slot) }
    }
    return batch.outcomes.count - before
  }

  /// The mistake of the mutants: orders that were paid are paid once more.
  private mutating func payAgain(
    _ order: [Dossier], through end: UInt32, _ batch: inout Batch
  ) -> Int {
    var count = 0
    for dossier in order where base + dossier.official < end || end == .max {
      guard let index = lastPayment(of: dossier, batch) else { continue }
      let outcome = batch.outcomes[index]
      let first = batch.postings.count
      for posting in batch.postings[Int(outcome.firstPosting)..<Int(outcome.endPosting)] {
        batch.postings.append(posting)
      }
      var again = outcome
      again.firstPosting = UInt32(first)
      again.endPosting = UInt32(batch.postings.count)
      batch.outcomes.append(again)
      count += 1
    }
    return count
  }

  private func lastPayment(of dossier: Dossier, _ batch: borrowing Batch) -> Int? {
    var index = batch.outcomes.count - 1
    while index >= 0 {
      let outcome = batch.outcomes[index]
      if case .pay = outcome.verb, outcome.official == dossier.official,
        outcome.number == dossier.number
      {
        return index
      }
      index -= 1
    }
    return nil
  }

  /// Pays one dossier while answers of the payment provider get lost.
  ///
  /// An order without an answer is asked about before anything else is done with it: executed, it
  /// is booked; not executed, it is sent again.
  ///
  /// - Returns: `false` if it must wait for another batch.
  private mutating func payInDoubt(
    _ slot: Int, _ doubt: PaymentDoubt, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Bool {
    let dossier = dossiers[slot]
    guard dossier.billing == .billed, isPayable(dossier, context) else {
      return pay(slot, context, &batch)
    }
    let official = base + dossier.official
    let first = batch.outcomes.count
    batch.doubts.orders += 1
    var unknown = 0
    var isDone = false
    while unknown < Self.attempts {
      let day = context.day
      guard doubt.isUnknown(official, dossier.number, day, attempt: unknown) else {
        isDone = pay(slot, context, &batch)
        break
      }
      unknown += 1
      isDone = mutant == .unknownGivenUp
      if isDone { break }
      guard doubt.wasExecuted(official, dossier.number, day, attempt: unknown - 1) else { continue }
      isDone = pay(slot, context, &batch)
      // Sent again without asking, it is executed a second time, and booked as the bank says.
      if mutant == .unknownPaidAgain { _ = payAgain([dossier], through: .max, &batch) }
      break
    }
    batch.doubts.unknown += unknown
    // Measured by what is in the books: once where the order is done with, nothing where it waits.
    if batch.outcomes.count - first == (isDone ? 1 : 0) { batch.doubts.settled += unknown }
    return isDone
  }

  /// How often an order is sent in one batch at most.
  private static var attempts: Int { 3 }
}
