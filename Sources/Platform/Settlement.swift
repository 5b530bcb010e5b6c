package import Calendar
package import Ledger

/// What all shards share, settled at the end of each day in one order: by official, then dossier.
package struct Settlement: Sendable {
  /// The seats taken, by session.
  package private(set) var seatsTaken: [UInt8]
  /// The cash of the fund, in cents.
  package private(set) var fund: Int64
  /// Advances of the Caisse des Dépôts not yet repaid, in cents.
  package private(set) var advances: Int64 = 0
  /// The known-bad variant, normally none.
  private let mutant: Mutant

  /// Creates a settlement.
  ///
  /// - Parameters:
  ///   - sessions: How many sessions the catalogue has.
  ///   - fund: The opening cash of the fund, in cents.
  ///   - mutant: The known-bad variant.
  package init(sessions: Int, fund: Int64, mutant: Mutant = .none) {
    seatsTaken = .init(repeating: 0, count: sessions)
    self.fund = fund
    self.mutant = mutant
  }

  /// Grants seats while there are any, releases first.
  ///
  /// - Parameters:
  ///   - claims: The day's claims of all shards, sorted by official and dossier.
  ///   - catalogue: The published offer.
  ///   - maxParticipants: The most participants of a session in force that day.
  ///   - lost: Called for each claim that found no seat.
  package mutating func settle(
    _ claims: [SeatClaim], catalogue: Catalogue, maxParticipants: Int,
    lost: (SeatClaim) -> Void
  ) {
    for claim in claims where claim.isRelease { seatsTaken[Int(claim.session)] -= 1 }
    for claim in claims where !claim.isRelease {
      let session = Int(claim.session)
      let seats = min(Int(catalogue.sessions[session].seats), maxParticipants)
      if Int(seatsTaken[session]) < seats + (mutant == .sixteenthSeat ? 1 : 0) {
        seatsTaken[session] += 1
      } else {
        lost(claim)
      }
    }
  }

  /// Adds the day's movements of the fund's cash, and keeps it above water.
  ///
  /// An advance lifts the cash to the line; what is above twice the line repays advances
  /// (CGCT L1621-3: advances for cash needs under a convention, repaid by the fund).
  ///
  /// - Parameters:
  ///   - movement: The sum of the day's postings to and from the fund, in cents.
  ///   - line: The least cash that the fund should hold, in cents.
  /// - Returns: The postings of advances and repayments.
  package mutating func settleFund(_ movement: Int64, line: Int64) -> [Posting] {
    fund += movement
    if fund < line {
      let advance = line - fund
      fund += advance
      advances += advance
      return [
        Posting(advance, from: .advances, to: .fund, reason: .advance, official: Posting.nobody)
      ]
    }
    let repayment = min(advances, max(0, fund - 2 * line))
    guard repayment > 0 else { return [] }
    fund -= repayment
    advances -= repayment
    return [
      Posting(repayment, from: .fund, to: .advances, reason: .repayment, official: Posting.nobody)
    ]
  }
}
