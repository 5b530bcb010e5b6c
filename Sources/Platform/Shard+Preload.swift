internal import Calendar

/// Reading ahead: what the commands of a day touch is read for all of them in a row, so that the
/// waits for memory overlap instead of following each other.
extension Shard {
  /// Brings what the commands and visits of some officials touch into the cache.
  ///
  /// - Parameters:
  ///   - people: Officials whose rights, mandates or dossiers are touched, by place in the shard.
  ///   - visitors: Officials who visit the site or the application.
  ///   - slots: The slots of the newest dossiers of `people` are appended.
  /// - Returns: A sum without a meaning: what is used cannot be optimized away.
  package mutating func preload(
    _ people: [UInt32], visitors: [UInt32], slots: inout [UInt32]
  ) -> UInt64 {
    var sum: UInt64 = 0
    for place in visitors {
      sum &+= UInt64(accounts.balances[Int(place)].flags) &+ UInt64(portals[Int(place)].step)
    }
    for place in people {
      let place = Int(place)
      sum &+= UInt64(accounts.balances[place].flags) &+ UInt64(accounts.annexes[place].marks)
      sum &+= UInt64(accounts.holders[place].dossiers)
    }
    for place in people {
      let holder = accounts.holders[Int(place)]
      if holder.firstMandate >= 0 {
        sum &+= UInt64(mandates[Int(holder.firstMandate)].kind)
      }
      if holder.firstDossier >= 0 { slots.append(UInt32(holder.firstDossier)) }
    }
    for slot in slots { sum &+= UInt64(dossiers[Int(slot)].number) }
    return sum
  }

  /// How many of the registry's commands are read ahead at once: few enough for the nearest cache.
  static var preloadedRows: Int { 64 }

  /// Brings what the registry's next commands touch into the cache: on some days there are tens of
  /// thousands of them.
  mutating func preloadRegistry(
    _ batch: borrowing Batch, from first: Int, _ context: borrowing DayContext
  ) {
    var sum: UInt64 = 0
    for index in first..<min(first + Self.preloadedRows, batch.commands.count) {
      let place = Int(batch.commands[index].official)
      switch batch.commands[index].verb {
      case .recognise, .correctRow:
        sum &+= UInt64(accounts.balances[place].flags)
        if let directory = context.directory {
          sum &+= directory.preload(batch.rows[Int(batch.commands[index].second)].birth)
        }
      case .mandateBegins, .mandateEnds, .death:
        sum &+= UInt64(accounts.balances[place].flags) &+ UInt64(accounts.holders[place].dossiers)
      default: break
      }
    }
    preloaded &+= sum
  }

  /// Brings the answers given to earlier commands with the same keys into the cache.
  mutating func preloadKeys(_ batch: borrowing Batch, from first: Int) {
    for index in first..<batch.commands.count {
      preloaded &+= keys.preload(batch.commands[index].key)
    }
  }
}
