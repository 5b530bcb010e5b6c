internal import Calendar
package import Law
package import Ledger

/// Officials of French Polynesia and New Caledonia: amounts in F CFP, and a file with papers.
///
/// The law gives their amounts in francs. The books are kept in cents, and each amount in francs is
/// booked as its cents at the parity, from which it comes back exactly (``Francs``). A request is
/// a file: its papers must arrive within their working days, or the operator refuses it; the
/// provider's delay begins when they have. There is neither CPF nor CEC. Working days are those of
/// the operator, on the calendar of mainland France: what the Pacific's own holidays would change
/// is not published.
extension Shard {
  /// Tells the shard which of its officials hold their mandates in the Pacific.
  ///
  /// - Parameter places: Their places, which are neighbours.
  package mutating func designatePacific(_ places: Range<Int>) { pacific = places }

  /// Whether an official holds the mandate in the Pacific.
  mutating func isPacific(_ place: Int) -> Bool { pacific.contains(place) }

  /// The annual credit and the cap of an official.
  mutating func terms(of place: Int, _ statute: Statute) -> RightsTerms {
    isPacific(place) ? statute.pacificTerms : statute.terms
  }

  /// Whether an hour costs an official more than the law allows, in the money of the collectivity.
  mutating func isAboveHourlyCap(_ offer: Offer, _ place: Int, _ statute: Statute) -> Bool {
    guard isPacific(place) else { return offer.hourlyPrice > statute.hourlyCap }
    return Francs(Cents(offer.hourlyPrice), at: statute.parity).rawValue > statute.pacificHourlyCap
  }

  /// The last day of a new request's first step: the papers of a Pacific file come before the
  /// provider's answer.
  mutating func awaitFirstStep(_ slot: Int, _ context: borrowing DayContext) {
    let place = Int(dossiers[slot].official)
    dossiers[slot].awaitsPapers = isPacific(place) && mutant != .pacificPapersIgnored
    let delay =
      dossiers[slot].awaitsPapers
      ? context.statute.pacificPapersWorkingDays : context.statute.answerWorkingDays
    setDeadline(slot, workingDay(delay, after: context.day, context))
  }

  /// The papers of a Pacific file arrive: the provider may answer from now on.
  mutating func pacificPapers(_ slot: Int, _ context: borrowing DayContext) -> Rule {
    guard isPacific(Int(dossiers[slot].official)) else { return .notPacific }
    guard dossiers[slot].state == .notProcessed, dossiers[slot].awaitsPapers else {
      return .wrongState
    }
    guard context.day <= dossiers[slot].deadline else { return .deadlinePassed }
    dossiers[slot].awaitsPapers = false
    setDeadline(slot, workingDay(context.statute.answerWorkingDays, after: context.day, context))
    return .applied
  }

  /// Whether CPF and CEC can pay for an official.
  mutating func hasWallets(_ place: Int) -> Bool { !isPacific(place) || mutant == .pacificCPF }
}

/// The annual credit and the cap of an official, in cents.
package struct RightsTerms: Sendable {
  /// The annual credit.
  package let annualCredit: Int64
  /// The cap; `.max` where there is none.
  package let cap: Int64
}

extension Statute {
  /// The parity of the franc of the Pacific.
  package var parity: Francs.Parity { Francs.Parity(centsPerThousand: pacificParity) }

  /// The terms of everybody else.
  var terms: RightsTerms { RightsTerms(annualCredit: annualCredit, cap: cap) }

  /// The terms of the Pacific: the francs of the law as cents of the books.
  package var pacificTerms: RightsTerms {
    RightsTerms(
      annualCredit: Francs(pacificCredit).cents(at: parity).rawValue,
      cap: pacificCap == .max ? .max : Francs(pacificCap).cents(at: parity).rawValue)
  }
}
