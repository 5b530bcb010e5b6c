extension Auditor {
  /// Brings what the judgement of some officials touches into the cache, as the platform's own
  /// reading ahead does.
  ///
  /// - Parameters:
  ///   - people: Officials whose rights, mandates or dossiers are touched, by place in the shard.
  ///   - visitors: Officials who visit the site or the application.
  ///   - slots: The slots of the newest dossiers of `people`.
  /// - Returns: A sum without a meaning: what is used cannot be optimized away.
  package mutating func preload(
    _ people: [UInt32], visitors: [UInt32], slots: [UInt32]
  ) -> UInt64 {
    var sum: UInt64 = 0
    for place in visitors {
      sum &+= UInt64(accounts[Int(place)].label) &+ UInt64(portals[Int(place)].step)
    }
    for place in people {
      sum &+= UInt64(accounts[Int(place)].label) &+ facts.preload(Int(place))
    }
    for slot in slots where Int(slot) < mirrors.count { sum &+= UInt64(mirrors[Int(slot)].number) }
    return sum
  }
}
