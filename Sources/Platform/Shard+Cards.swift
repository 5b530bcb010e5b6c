internal import Calendar
internal import Law
package import Ledger

/// What the payment provider (prestataire de services de paiement) answers about a card.
package enum CardAnswer: UInt32, CaseIterable, Sendable {
  /// The bank accepts the payment.
  case accepted
  /// The bank refuses the card.
  case refused
  /// The payment provider does not answer.
  case unavailable
}

/// A card refund that waits for its payout.
package struct CardRefund: Sendable {
  /// The official, by place in the shard.
  let official: UInt32
  /// The number of the dossier.
  let number: UInt16
  /// The amount, in cents.
  let amount: Int64
  /// The last lawful day of the payout.
  let due: Day
}

/// Card payments and their refunds.
extension Shard {
  /// Gives a source's part back to its holder, right before the money leaves the dossier: what the
  /// years have credited to CPF and CEC is posted first.
  mutating func giveBack(
    _ amount: Int64, _ source: Source, _ place: Int, number: UInt16,
    _ context: borrowing DayContext, _ batch: inout Batch
  ) {
    guard amount > 0 else { return }
    switch source {
    case .collectivity:
      giveTopUpsBack(amount, place, number: number)
      // After the mandate nobody can use it any more.
      if accounts.balances[place].flags & Accounts.Flag.inOffice == 0 {
        returnsDue.append(UInt32(place))
      }
    case .cpf:
      settleWallet(place, context, &batch)
      accounts.holders[place].cpf += Int32(amount)
    case .cec:
      settleWallet(place, context, &batch)
      accounts.holders[place].cec += Int32(amount)
    case .card:
      cardRefunds.append(
        CardRefund(
          official: UInt32(place), number: number, amount: amount,
          due: context.day + context.statute.cardRefundDays))
    case .rights: break
    }
  }

  /// Pays card refunds out: with the batch of the operator, or on their last lawful day.
  ///
  /// While the payment provider is down they wait, as charges do.
  mutating func refundCards(_ context: borrowing DayContext, _ batch: inout Batch) {
    guard !cardRefunds.isEmpty, !context.isPaymentProviderDown, mutant != .refundForgotten
    else { return }
    var kept = 0
    for index in cardRefunds.indices {
      let refund = cardRefunds[index]
      guard context.isPaymentDay || context.day >= refund.due else {
        cardRefunds[kept] = refund
        kept += 1
        continue
      }
      var outcome = Outcome(.refundCard, .applied, official: refund.official)
      outcome.number = refund.number
      outcome.firstPosting = UInt32(batch.postings.count)
      move(
        refund.amount, from: .cardRefunds, to: .cards, .cardRefund, Int(refund.official), &batch,
        number: refund.number)
      outcome.endPosting = UInt32(batch.postings.count)
      batch.outcomes.append(outcome)
    }
    cardRefunds.removeSubrange(kept...)
  }

  /// Returns the top-ups that came back to somebody without a mandate.
  mutating func returnDotations(_ batch: inout Batch) {
    guard !returnsDue.isEmpty else { return }
    for place in returnsDue
    where
      accounts.balances[Int(place)].flags & Accounts.Flag.inOffice == 0
    {
      returnDotation(Int(place), &batch)
    }
    returnsDue.removeAll(keepingCapacity: true)
  }
}

extension Source {
  /// The account that a source's refund is posted to at once.
  package var refundAccount: Account { self == .card ? .cardRefunds : owner }
}
