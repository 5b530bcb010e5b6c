internal import Calendar
internal import Ledger
internal import Law

/// What the registry announces: mandates, deaths, recognition.
extension Shard {
  /// Registers a mandate: `first` its number, `small` its code, `day` its first day, `flag` whether
  /// it began at a general election.
  mutating func mandateBegins(
    _ command: Command, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    let place = Int(command.official)
    guard accounts.flags[place] & Accounts.Flag.dead == 0 else { return .dead }
    guard UInt8(truncatingIfNeeded: command.small) != MandateCode.outside else {
      return .outsideScheme
    }
    guard mandate(command.first, of: place) == nil else { return .alreadyRegistered }
    let wasInOffice = accounts.flags[place] & Accounts.Flag.inOffice != 0
    mandates.next.append(accounts.firstMandate[place])
    mandates.number.append(command.first)
    mandates.kind.append(UInt8(truncatingIfNeeded: command.small))
    mandates.isInForce.append(true)
    mandates.start.append(command.day)
    accounts.firstMandate[place] = Int32(mandates.next.count - 1)
    decide(place)
    guard !wasInOffice else { return .applied }
    if accounts.available[place] > 0, !context.statute.successiveMandatesKeep {
      // The other reading of C5: rights of an ended mandate do not survive into the next.
      move(accounts.available[place], from: .rightsAvailable, to: .rightsExpired, .expiry, place, &batch)
      accounts.available[place] = 0
    }
    accounts.windowEnd[place] = .distantFuture
    accounts.dotations[place] = 0
    interruptDossiers(place, path: .reintegration, context, &batch)
    if accounts.flags[place] & Accounts.Flag.recognised != 0 {
      creditFirst(place, electedAt: command.flag ? command.day : nil, context, &batch)
    }
    return .applied
  }

  /// Ends a mandate: `first` its number.
  mutating func mandateEnds(
    _ command: Command, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    let place = Int(command.official)
    guard let index = mandate(command.first, of: place), mandates.isInForce[index] else {
      return .alreadyRegistered
    }
    mandates.isInForce[index] = false
    decide(place)
    guard accounts.flags[place] & Accounts.Flag.inOffice == 0 else { return .applied }
    let end = context.day.adding(months: context.statute.reintegrationMonths)
    accounts.windowEnd[place] = end
    timers.push(Timer.expire.item(place), on: end)
    interruptDossiers(place, path: .mandate, context, &batch)
    return .applied
  }

  /// Closes the account of somebody who died: dossiers first, then the rights.
  mutating func death(
    _ command: Command, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    let place = Int(command.official)
    guard accounts.flags[place] & Accounts.Flag.dead == 0 else { return .dead }
    var index = accounts.firstMandate[place]
    while index >= 0 {
      mandates.isInForce[Int(index)] = false
      index = mandates.next[Int(index)]
    }
    accounts.flags[place] |= Accounts.Flag.dead
    accounts.flags[place] &= ~Accounts.Flag.inOffice
    accounts.windowEnd[place] = context.day
    interruptDossiers(place, path: .mandate, context, &batch)
    interruptDossiers(place, path: .reintegration, context, &batch)
    sweepUnusable(place, context, &batch)
    return .applied
  }

  /// Recognises an official: `flag` whether the mandate began at a general election, `day` its first
  /// day.
  mutating func recognise(
    _ command: Command, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    let place = Int(command.official)
    let flags = accounts.flags[place]
    guard flags & Accounts.Flag.dead == 0 else { return .dead }
    guard flags & Accounts.Flag.recognised == 0 else { return .alreadyRegistered }
    accounts.flags[place] |= Accounts.Flag.recognised
    guard flags & Accounts.Flag.inOffice != 0 else { return .applied }
    openHours(place, context, &batch)
    creditFirst(place, electedAt: command.flag ? command.day : nil, context, &batch)
    return .applied
  }

  private func mandate(_ number: UInt32, of place: Int) -> Int? {
    var index = accounts.firstMandate[place]
    while index >= 0 {
      if mandates.number[Int(index)] == number { return Int(index) }
      index = mandates.next[Int(index)]
    }
    return nil
  }

  /// Finds the mandate held longest among those in force; it sets the credit calendar (H2).
  private mutating func decide(_ place: Int) {
    var start = Day.distantFuture
    var isMunicipal = false
    var index = accounts.firstMandate[place]
    while index >= 0 {
      let mandate = Int(index)
      if mandates.isInForce[mandate] {
        let municipal = mandates.kind[mandate] == MandateCode.municipal
        if mandates.start[mandate] < start || (mandates.start[mandate] == start && municipal) {
          start = mandates.start[mandate]
          isMunicipal = municipal
        }
      }
      index = mandates.next[mandate]
    }
    var flags = accounts.flags[place] & ~(Accounts.Flag.inOffice | Accounts.Flag.municipal)
    if start < .distantFuture { flags |= Accounts.Flag.inOffice }
    if isMunicipal { flags |= Accounts.Flag.municipal }
    accounts.flags[place] = flags
    accounts.decidingStart[place] = start
  }
}

/// What the platform reminds itself of.
enum Timer: UInt64 {
  /// Hours of a mandate year are due.
  case hours
  /// The window after the last mandate is over.
  case expire
  /// A dossier's deadline is over.
  case close

  /// Packs a timer: kind, official, dossier; so that a day's timers sort in the documented order.
  func item(_ place: Int, number: UInt16 = 0) -> UInt64 {
    rawValue << 60 | UInt64(place) << 16 | UInt64(number)
  }
}
