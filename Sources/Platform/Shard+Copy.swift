package import Calendar

/// Going back: what a search over every sequence of commands needs, and nothing else does.
extension Shard {
  /// Learns from the pension funds' shared file that an official claims a pension.
  ///
  /// A run knows the day from the start; a search tries every day.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - day: The first day of the pension.
  package mutating func claimPension(_ place: Int, on day: Day) {
    accounts.holders[place].pension = day
  }

  /// Becomes what another shard with the same officials and bodies is.
  ///
  /// What neither credits, dossiers nor money ever touch (levies, letters, rows) is left alone.
  ///
  /// - Parameter other: The shard.
  package mutating func resume(_ other: borrowing Shard) {
    accounts = other.accounts
    mandates = other.mandates
    dossiers = other.dossiers
    deliberations = other.deliberations
    portals = other.portals
    freeSlots = other.freeSlots
    timers = other.timers
    billed = other.billed
    paidDossiers = other.paidDossiers
    cardRefunds = other.cardRefunds
    returnsDue = other.returnsDue
    topUps = other.topUps
    dossierTopUps = other.dossierTopUps
    keys = other.keys
    caps = other.caps
    rotation = other.rotation
    entrants = other.entrants
    lostSeats = other.lostSeats
  }
}
