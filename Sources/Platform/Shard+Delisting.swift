internal import Calendar

/// What becomes of the dossiers of a body that the operator suspends or removes.
///
/// A suspension sells nothing new: the body can propose no order, and what it has proposed cannot
/// be confirmed; both lapse at their deadline. Dossiers that are accepted go on: the official has
/// a contract. When a body is removed for good, everything that has not begun is cancelled by the
/// financer, and returns to its sources; a training that has begun goes on to its end.
extension Shard {
  /// Cancels the dossiers of the bodies that were removed today, before their training.
  mutating func cancelDelisted(_ context: borrowing DayContext, _ batch: inout Batch) {
    guard !context.delisted.isEmpty else { return }
    var due: [(official: UInt32, number: UInt16, slot: Int)] = []
    for slot in dossiers.indices {
      let dossier = dossiers[slot]
      guard !dossier.isFinished, dossier.state.rawValue <= DossierState.accepted.rawValue,
        context.delisted.contains(context.catalogue.offers[Int(dossier.offer)].provider)
      else { continue }
      due.append((dossier.official, dossier.number, slot))
    }
    // In the order of people, not of slots: slots depend on who shares the shard.
    due.sort { ($0.official, $0.number) < ($1.official, $1.number) }
    for (_, _, slot) in due {
      if owesCredits { settleOwedCredits(of: Int(dossiers[slot].official), &batch) }
      let before = dossiers[slot].state
      let first = batch.postings.count
      end(slot, .canceledByFinancer, context, &batch)
      record(.close, slot, before: before, from: first, &batch)
      free(slot)
    }
  }
}

extension Catalogue {
  /// Whether the body of an offer is neither suspended nor removed.
  ///
  /// - Parameter offer: The offer, by number.
  /// - Returns: `true` for a regular body.
  package func isRegular(offer: UInt32) -> Bool {
    if case .regular = providers[Int(offers[Int(offer)].provider)].standing { true } else { false }
  }
}
