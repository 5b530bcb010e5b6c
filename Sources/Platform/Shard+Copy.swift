/// Going back: what a search over every sequence of commands needs, and nothing else does.
extension Shard {
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
