package import Calendar
package import Ledger

/// A dossier: one request for a training, from the first click to the last euro.
package struct Dossier: Sendable {
  /// The official, by place in the shard.
  package var official: UInt32 = 0
  /// The number among the official's dossiers, from 1.
  package var number: UInt16 = 0
  /// The state.
  package var state = DossierState.notProcessed
  /// The billing.
  package var billing = Billing.notBillable
  /// The control.
  package var control = Control.notInControl
  /// What the training is for.
  package var path = Path.mandate
  /// Whether the provider acknowledged the request and checks a prerequisite.
  package var isAcknowledged = false
  /// Whether the papers of a Pacific file are still awaited.
  package var awaitsPapers = false
  /// Whether the dossier holds a seat of its session.
  package var hasSeat = false
  /// Whether the rights were debited at the declared entry.
  package var isDebited = false
  /// Whether the learner has evaluated the training.
  package var isEvaluated = false
  /// Whether travel costs were reimbursed.
  package var hasTravel = false
  /// The offer.
  package var offer: UInt32 = 0
  /// The session.
  package var session: UInt32 = 0
  /// The day of the request.
  package var requested = Day.distantFuture
  /// The day of the confirmation.
  package var confirmed = Day.distantFuture
  /// The first day of the training.
  package var start = Day.distantFuture
  /// The last day of the training.
  package var end = Day.distantFuture
  /// The last day on which the next step may be taken; the platform closes the dossier after it.
  package var deadline = Day.distantFuture
  /// The day of the invoice.
  package var invoiced = Day.distantFuture
  /// The hours of the training.
  package var hours: UInt16 = 0
  /// The price of an hour before tax on the day of the request, in cents.
  package var hourlyPrice: Int64 = 0
  /// The price in cents, all taxes included.
  @Narrow package var price: Int64 = 0
  /// What each source has committed.
  package var funding = Funding()
  /// What is due to the provider, once the service done is known.
  @Narrow package var due: Int64 = 0
  /// What was paid as a deposit.
  @Narrow package var deposit: Int64 = 0
  /// What was paid in all.
  @Narrow package var paid: Int64 = 0
  /// The next open dossier of the same official, by slot, or -1.
  package var next: Int32 = -1

  /// A word over what steps change, for the digest of REF-1.
  var digestWord: UInt64 {
    var word = UInt64(state.rawValue) << 4 | UInt64(billing.rawValue) << 12
    word ^= UInt64(control.rawValue) << 16 | (awaitsPapers ? 1 << 20 : 0) | UInt64(number) << 24
    word ^= (isEvaluated ? 1 : 0) | (hasTravel ? 2 : 0)
    word = (word ^ UInt64(bitPattern: funding.total &+ due &* 31)) &* 0xd1b5_4a32_d192_ed03
    return word ^ UInt64(UInt32(bitPattern: deadline.rawValue)) << 28
  }
}
