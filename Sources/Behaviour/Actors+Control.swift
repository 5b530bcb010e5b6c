package import Calendar
internal import Draws
internal import Kernel
internal import Law
internal import Platform

/// What a control found about a body, reported to the operator at the end of the day.
package struct ControlReport: Sendable {
  /// The body.
  package let body: UInt32
  /// What was found; ``Conduct/honest`` for missing proof.
  package let finding: Conduct
}

/// A dossier that waits for an officer to examine it.
package struct ControlFile: Sendable {
  /// The official, by number in the roster.
  package let official: UInt32
  /// The dossier, by number among the official's.
  package let number: UInt16
  /// How many days the control lasts once it is begun.
  package let days: Int32
}

/// What was controlled, what of it was false, and what it was worth.
package struct ControlCount: Sendable, Equatable {
  /// False dossiers whose service was declared, by ``Conduct``.
  package var committed = [Int64](repeating: 0, count: Conduct.allCases.count)
  /// False dossiers that a control found, before or after payment, by ``Conduct``; at the place of
  /// ``Conduct/honest``: sanctions for missing proof.
  package var found = [Int64](repeating: 0, count: Conduct.allCases.count)
  /// Controls before payment that ended with nothing found.
  package var released: Int64 = 0
  /// Controls before payment that ended with a sanction.
  package var sanctioned: Int64 = 0
  /// Controls of dossiers that were paid.
  package var inspections: Int64 = 0
  /// What was refused before it was paid, in cents.
  package var refused: Int64 = 0
  /// Undue sums that were paid and are to be recovered, in cents.
  package var undue: Int64 = 0
  /// What false dossiers were worth to their bodies, found or not, in cents.
  package var atStake: Int64 = 0

  /// Creates an empty count.
  package init() {}

  /// Adds another shard's count.
  ///
  /// - Parameter other: The other count.
  package mutating func add(_ other: ControlCount) {
    for index in committed.indices {
      committed[index] += other.committed[index]
      found[index] += other.found[index]
    }
    released += other.released
    sanctioned += other.sanctioned
    inspections += other.inspections
    refused += other.refused
    undue += other.undue
    atStake += other.atStake
  }
}

/// False declarations of bodies, and the operator's controls.
extension Actors {
  /// What a request has for occasion when the body made it for a trainee whom it had before.
  static let recycledOccasion: UInt16 = 30_000

  /// Plans the end of a control.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - number: The dossier.
  ///   - day: When.
  package mutating func endControl(_ place: Int, _ number: UInt16, on day: Day) {
    agenda.push(Action.closeControl.item(place, number), on: day)
  }

  private mutating func body(of memo: Memo) -> Int {
    Int(market.catalogue.offers[Int(market.catalogue.sessions[Int(memo.session)].offer)].provider)
  }

  /// Whether a body cheats about a dossier, if that is how it cheats.
  private mutating func cheats(_ conduct: Conduct, _ memo: Memo, _ place: Int, _ number: UInt16)
    -> Bool
  {
    guard memo.isMandate, market.conduct[body(of: memo)].rawValue == conduct.rawValue else {
      return false
    }
    let share = rates.fraud.committed[Int(conduct.rawValue)]
    return word(streams.fraud, place, UInt64(number)).isWithin(partsPerMillion: share)
  }

  /// Whether the body declares the entry of somebody who does not come.
  mutating func fakesEntry(_ memo: Memo, _ place: Int, _ number: UInt16) -> Bool {
    cheats(.falsifiesEntries, memo, place, number)
  }

  /// The hours that the body declares; what it really gave is remembered.
  mutating func declaredHours(_ memo: Memo, _ place: Int, _ number: UInt16) -> UInt16 {
    var fraud = memo.fraud
    var given = memo.hours
    if case .honest = fraud, memo.hours > 1, cheats(.inflatesHours, memo, place, number) {
      fraud = .inflatesHours
      let part = word(streams.fraud, place, UInt64(number) | 1 << 32)
        .between(rates.fraud.given.lowerBound, rates.fraud.given.upperBound)
      given = UInt16(clamping: Int(memo.hours) * part / 1_000_000)
    } else if case .honest = fraud {
      return memo.hours
    } else {
      given = 0
    }
    memos[place, number]?.fraud = fraud
    memos[place, number]?.given = given
    control.committed[Int(fraud.rawValue)] += 1
    var done = memo
    done.given = given
    done.fraud = fraud
    control.atStake += undue(of: done)
    return memo.hours
  }

  /// What is due for the hours declared, and is not owed for those given.
  private mutating func undue(of memo: Memo) -> Int64 {
    let session = market.catalogue.sessions[Int(memo.session)]
    let hours = Int64(max(1, market.catalogue.offers[Int(session.offer)].hours))
    let price = Int64(memo.price)
    return price * Int64(memo.hours) / hours - price * Int64(memo.given) / hours
  }

  /// How likely a service done is taken into control: more so where controls found something.
  mutating func controlShare(_ memo: Memo, _ catalogue: Catalogue) -> Int64 {
    let findings = Int64(catalogue.providers[body(of: memo)].findings)
    return min(rates.controlMost, rates.control + findings * rates.fraud.perFinding)
  }

  /// Whether a control finds what is false, or that proof is missing.
  mutating func findsFault(_ memo: Memo, _ place: Int, _ number: UInt16) -> Bool {
    let key = UInt64(number)
    let isFound: Bool
    if case .honest = memo.fraud {
      isFound = word(streams.sanction, place, key).isWithin(partsPerMillion: rates.sanction)
    } else {
      let share = rates.fraud.detected[Int(memo.fraud.rawValue)]
      isFound = word(streams.detection, place, key).isWithin(partsPerMillion: share)
    }
    guard isFound else {
      control.released += 1
      return false
    }
    report(memo)
    control.sanctioned += 1
    var nothing = memo
    nothing.given = 0
    control.refused += undue(of: nothing)
    return true
  }

  private mutating func report(_ memo: Memo) {
    control.found[Int(memo.fraud.rawValue)] += 1
    reports.append(ControlReport(body: UInt32(body(of: memo)), finding: memo.fraud))
  }

  /// Some paid dossiers are controlled later; the others are forgotten.
  mutating func planInspection(_ place: Int, _ number: UInt16, _ day: Day) {
    let word = word(streams.inspection, place, UInt64(number))
    guard word.isWithin(partsPerMillion: rates.fraud.afterPayment) else {
      memos[place, number] = nil
      return
    }
    let wait = mixed(word).between(30, rates.fraud.afterPaymentDays)
    agenda.push(Action.inspect.item(place, number), on: day + wait)
  }

  /// Controls a dossier that was paid: an undue sum is to be recovered.
  mutating func inspect(
    _ place: Int, _ number: UInt16, _ catalogue: Catalogue, _ batch: inout Batch
  ) {
    guard var memo = memos[place, number] else { return }
    memos[place, number] = nil
    guard !memo.isRecovered else { return recover(undue(of: memo), memo, place, &batch) }
    control.inspections += 1
    guard memo.fraud.rawValue != Conduct.honest.rawValue else { return }
    let share = rates.fraud.detected[Int(memo.fraud.rawValue)]
    let word = word(streams.detection, place, UInt64(number) | 1 << 32)
    let amount = undue(of: memo)
    guard word.isWithin(partsPerMillion: share), amount > 0 else { return }
    report(memo)
    control.undue += amount
    recover(amount, memo, place, &batch)
    // A sum that is undue as a whole is now and then claimed once more, and nothing is left of it.
    let again = mixed(word &+ 1)
    guard memo.given == 0, again.isWithin(partsPerMillion: rates.fraud.recoversTwice) else {
      return
    }
    memo.isRecovered = true
    memos[place, number] = memo
    agenda.push(Action.inspect.item(place, number), on: batch.day + mixed(again).between(10, 60))
  }

  /// Claims an undue sum back.
  private mutating func recover(_ amount: Int64, _ memo: Memo, _ place: Int, _ batch: inout Batch) {
    var command = Command(.recover, official: UInt32(place), number: memo.number)
    command.first = memo.reference
    command.amount = amount
    send(command, &batch)
  }

  /// A body that recycles its trainees enrols some of them again.
  mutating func planRecycling(_ memo: Memo, _ place: Int, _ number: UInt16, _ day: Day) {
    guard cheats(.recyclesTrainees, memo, place, number) else { return }
    let wait = word(streams.fraud, place, UInt64(number) | 1 << 33).between(10, 60)
    agenda.push(
      Action.enrolAgain.item(place, UInt16(truncatingIfNeeded: body(of: memo))), on: day + wait)
  }

  /// Requests a training of the same body once more, with what is left of the rights.
  mutating func enrolAgain(
    _ place: Int, _ body: UInt16, _ day: Day, _ shard: borrowing Shard, _ catalogue: Catalogue,
    _ seatsTaken: [UInt8], _ batch: inout Batch
  ) {
    // The body sits beside its trainee, who logs in as for any purchase.
    guard reach(.enrolAgain, place, body, day, shard, catalogue, &batch) else { return }
    guard let balance = shard.balance(place) else { return }
    let offers = market.mandateOffersOfBody[Int(body)]
    let occasion = UInt64(UInt32(bitPattern: day.rawValue))
    guard !offers.isEmpty else { return }
    for attempt in 0..<6 as Range<UInt64> {
      let drawn = word(streams.offer, place, occasion | 1 << 40 | attempt << 48)
      let offer = offers.lowerBound + drawn.below(UInt64(offers.count)).asInt
      guard catalogue.isOnSale(offer, on: day, statute.saleRules),
        catalogue.offers[offer].price <= balance
      else { continue }
      let sessions = catalogue.sessions(of: offer)
      let low = market.firstSession(sessions, from: day + 20)
      for session in low..<min(low + 3, sessions.upperBound) {
        guard seatsTaken[session] < catalogue.sessions[session].seats else { continue }
        var command = Command(.request, official: UInt32(place))
        command.first = UInt32(offer)
        command.second = UInt32(session)
        command.small = Self.recycledOccasion
        send(command, &batch)
        return
      }
    }
  }
}
