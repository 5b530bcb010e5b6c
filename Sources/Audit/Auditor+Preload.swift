extension Auditor {
  /// Brings what the judgement of some officials touches into the cache, as the platform's own
  /// reading ahead does.
  ///
  /// - Parameters:
  ///   - people: The officials, by place in the shard.
  ///   - slots: The slots of their newest dossiers.
  /// - Returns: A sum without a meaning: what is used cannot be optimized away.
  package mutating func preload(_ people: [UInt32], slots: [UInt32]) -> UInt64 {
    var sum: UInt64 = 0
    for place in people {
      let place = Int(place)
      sum &+= UInt64(accounts[place].dotations) &+ UInt64(portals[place].step)
      sum &+= facts.preload(place)
    }
    for slot in slots where Int(slot) < mirrors.count { sum &+= UInt64(mirrors[Int(slot)].number) }
    return sum
  }
}
