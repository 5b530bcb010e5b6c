internal import Law
package import Ledger

/// What all shards share, settled at the end of each day in one order: by official, then dossier.
package struct Settlement: Sendable {
  /// The cash of the fund, in cents.
  package private(set) var fund: Int64
  /// Advances of the Caisse des Dépôts not yet repaid, in cents.
  package private(set) var advances: Int64 = 0
  private let role: Role

  /// Creates a settlement.
  ///
  /// - Parameters:
  ///   - fund: The opening cash of the fund, in cents.
  ///   - mutant: The known-bad variant.
  package init(fund: Int64, mutant: Mutant = .none) {
    self.fund = fund
    role = Role(mutant)
  }

  /// Puts the claims of a day in the order in which they are settled.
  ///
  /// - Parameter claims: Releases come first, then the order is by official and dossier.
  package static func order(_ claims: inout [SeatClaim]) {
    claims.sort {
      ($0.isRelease ? 0 : 1, $0.official, $0.number)
        < ($1.isRelease ? 0 : 1, $1.official, $1.number)
    }
  }

  /// Grants seats while there are any, releases first.
  ///
  /// - Parameters:
  ///   - claims: The day's claims of all shards, releases first, then by official and dossier.
  ///   - context: The catalogue, the law, and the seats taken, which change.
  /// - Returns: Whether each claim found no seat.
  package func settle(_ claims: [SeatClaim], _ context: inout DayContext) -> [Bool] {
    var isLost = [Bool](repeating: false, count: claims.count)
    for (index, claim) in claims.enumerated() {
      let session = Int(claim.session)
      if claim.isRelease {
        context.seatsTaken[session] -= 1
        continue
      }
      let room = Int(context.catalogue.sessions[session].seats)
      let seats =
        min(room, context.statute.maxParticipants) + (role.mutant == .sixteenthSeat ? 1 : 0)
      if Int(context.seatsTaken[session]) < seats {
        context.seatsTaken[session] += 1
      } else {
        isLost[index] = true
      }
    }
    return isLost
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
      if role.mutant == .advanceUnbooked { return [] }
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
