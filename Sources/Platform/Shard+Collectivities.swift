internal import Calendar
internal import Ledger

/// Money that collectivities pay in: top-ups and the levy (financeurs portal).
extension Shard {
  /// A collectivity attributes a top-up: `first` the body, `amount` the cents.
  ///
  /// CGCT L2123-12: within the limits that the council set. Nothing is usable before the payment.
  mutating func attribute(_ command: Command, _ context: borrowing DayContext) -> Rule {
    let place = Int(command.official)
    let body = Int(command.first)
    if let rule = payeeRefusal(place) { return rule }
    let limits = deliberations[body]
    guard limits.perTraining > 0 else { return .notDeliberated }
    guard command.amount <= limits.perTraining else { return .overTrainingLimit }
    let year = Int16(context.day.year)
    let known = topUp(of: place, by: Int32(body))
    let before = known.map { topUps[$0] } ?? TopUp(body: Int32(body))
    let inYear = before.year == year ? before.inYear : 0
    guard before.inMandate < limits.perOfficial else { return .overOfficialLimit }
    guard inYear < limits.perYear else { return .overYearlyLimit }
    guard command.amount <= limits.budget || mutant == .overBudget else { return .overBudget }
    deliberations[body].budget -= command.amount
    let index = known ?? openTopUp(place, by: Int32(body))
    topUps[index].inMandate += 1
    topUps[index].inYear = inYear + 1
    topUps[index].year = year
    topUps[index].attributed += command.amount
    if mutant == .dotationBeforeReceipt { fill(index, place, command.amount) }
    return .applied
  }

  /// A collectivity's payment of a top-up is received: `first` the body, `amount` the cents.
  ///
  /// The top-up is credited on receipt and usable from now on, for mandate trainings. What another
  /// collectivity attributed is that one's to pay.
  mutating func dotation(_ command: Command, _ batch: inout Batch) -> Rule {
    let place = Int(command.official)
    if let rule = payeeRefusal(place) { return rule }
    guard let index = topUp(of: place, by: Int32(bitPattern: command.first)),
      command.amount <= topUps[index].attributed
    else { return .notAttributed }
    topUps[index].attributed -= command.amount
    if mutant != .dotationBeforeReceipt { fill(index, place, command.amount) }
    move(command.amount, from: .collectivities, to: .dotationAvailable, .dotation, place, &batch)
    return .applied
  }

  /// What a collectivity has attributed to an official and not paid.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - body: The collectivity, by place among the shard's bodies.
  /// - Returns: Cents.
  package func attributed(_ place: Int, by body: Int32) -> Int64 {
    topUp(of: place, by: body).map { topUps[$0].attributed } ?? 0
  }

  /// What an official can use of all collectivities' top-ups, added up one by one.
  ///
  /// - Parameter place: The official, by place in the shard.
  /// - Returns: Cents.
  package func availableTopUps(_ place: Int) -> Int64 {
    var sum: Int64 = 0
    var index = accounts.annexes[place].firstTopUp
    while index >= 0 {
      sum += topUps[Int(index)].available
      index = topUps[Int(index)].next
    }
    return sum
  }

  /// The place of what a collectivity has attributed to an official.
  private func topUp(of place: Int, by body: Int32) -> Int? {
    var index = accounts.annexes[place].firstTopUp
    while index >= 0, topUps[Int(index)].body != body { index = topUps[Int(index)].next }
    return index >= 0 ? Int(index) : nil
  }

  /// Makes room for what a collectivity attributes to an official for the first time, behind those
  /// who did before.
  private mutating func openTopUp(_ place: Int, by body: Int32) -> Int {
    let new = topUps.count
    topUps.append(TopUp(body: body))
    var last = accounts.annexes[place].firstTopUp
    guard last >= 0 else {
      accounts.annexes[place].firstTopUp = Int32(new)
      return new
    }
    while topUps[Int(last)].next >= 0 { last = topUps[Int(last)].next }
    topUps[Int(last)].next = Int32(new)
    return new
  }

  /// Adds to what an official can use of a collectivity's top-ups.
  private mutating func fill(_ index: Int, _ place: Int, _ amount: Int64) {
    topUps[index].available += amount
    accounts.holders[place].dotation += Int32(amount)
  }

  /// A new mandate begins: each council counts its trainings from nothing.
  mutating func restartTopUps(_ place: Int) {
    var index = accounts.annexes[place].firstTopUp
    while index >= 0 {
      topUps[Int(index)].inMandate = 0
      index = topUps[Int(index)].next
    }
  }

  /// What a collectivity gives to a training on a subject, within the limit of its council and for
  /// its orientations alone.
  private func share(of topUp: Int32, on subject: UInt8) -> Int64 {
    let limits = deliberations[Int(topUps[Int(topUp)].body)]
    return limits.covers(subject) ? min(topUps[Int(topUp)].available, limits.perTraining) : 0
  }

  /// What the collectivities of an official give to a training on a subject, up to an amount.
  mutating func topUps(of place: Int, upTo most: Int64, on subject: UInt8) -> Int64 {
    var sum: Int64 = 0
    var index = accounts.annexes[place].firstTopUp
    while index >= 0, sum < most {
      sum += share(of: index, on: subject)
      index = topUps[Int(index)].next
    }
    return min(sum, most)
  }

  /// Takes what the collectivities give to a dossier, and remembers whose it was.
  mutating func takeTopUps(_ amount: Int64, _ place: Int, number: UInt16, on subject: UInt8) {
    guard amount > 0 else { return }
    var parts: [TopUpPart] = []
    var rest = amount
    var index = accounts.annexes[place].firstTopUp
    while index >= 0, rest > 0 {
      let part = min(rest, share(of: index, on: subject))
      if part > 0 { parts.append(TopUpPart(topUp: index, amount: part)) }
      topUps[Int(index)].available -= part
      rest -= part
      index = topUps[Int(index)].next
    }
    accounts.holders[place].dotation -= Int32(amount)
    dossierTopUps[Self.topUpKey(place, number)] = parts
  }

  /// Gives top-ups of a dossier back to the collectivities whose they were: the last one first.
  mutating func giveTopUpsBack(_ amount: Int64, _ place: Int, number: UInt16) {
    var rest = amount
    let key = Self.topUpKey(place, number)
    var parts = dossierTopUps[key] ?? []
    while rest > 0, let last = parts.popLast() {
      let back = min(rest, last.amount)
      topUps[Int(last.topUp)].available += back
      rest -= back
      if back < last.amount {
        parts.append(TopUpPart(topUp: last.topUp, amount: last.amount - back))
      }
    }
    dossierTopUps[key] = parts.isEmpty ? nil : parts
    accounts.holders[place].dotation += Int32(amount)
  }

  /// Whose the top-ups of a dossier are.
  func topUpParts(of place: Int, number: UInt16) -> [TopUpPart] {
    dossierTopUps[Self.topUpKey(place, number)] ?? []
  }

  /// Forgets whose the top-ups of an official's dossiers were.
  mutating func forgetTopUps(_ place: Int, dossiers: UInt16) {
    guard accounts.annexes[place].firstTopUp >= 0, dossiers > 0 else { return }
    for number in 1...dossiers { dossierTopUps[Self.topUpKey(place, number)] = nil }
  }

  private static func topUpKey(_ place: Int, _ number: UInt16) -> UInt64 {
    UInt64(place) << 16 | UInt64(number)
  }

  /// Why somebody cannot be topped up, or `nil`.
  private mutating func payeeRefusal(_ place: Int) -> Rule? {
    let flags = accounts.balances[place].flags
    guard flags & Accounts.Flag.dead == 0 else { return .dead }
    guard flags & Accounts.Flag.recognised != 0 else { return .notRecognised }
    return flags & Accounts.Flag.inOffice == 0 ? .noMandate : nil
  }

  /// Gives back what of a top-up nobody can use any more, once no mandate is in force: to each
  /// collectivity its own.
  ///
  /// What was attributed and never paid lapses.
  mutating func returnDotation(_ place: Int, _ batch: inout Batch) {
    var index = accounts.annexes[place].firstTopUp
    guard index >= 0 else { return }
    let first = batch.postings.count
    while index >= 0 {
      let left = topUps[Int(index)].available
      topUps[Int(index)].attributed = 0
      topUps[Int(index)].available = 0
      move(left, from: .dotationAvailable, to: .collectivities, .dotationReturn, place, &batch)
      index = topUps[Int(index)].next
    }
    accounts.holders[place].dotation = 0
    guard batch.postings.count > first else { return }
    var outcome = Outcome(.returnDotation, .applied, official: UInt32(place))
    outcome.firstPosting = UInt32(first)
    outcome.endPosting = UInt32(batch.postings.count)
    batch.outcomes.append(outcome)
  }

  /// Receives the levy of a period: `official` the body, `first` the period, `amount` the cents.
  mutating func levy(_ command: Command, _ batch: inout Batch) -> Rule {
    let body = Int(command.official)
    let period = Int32(bitPattern: command.first)
    guard levyPeriods[body] < period else { return .alreadyRegistered }
    levyPeriods[body] = period
    let amount = mutant == .levyTenth ? command.amount / 10 : command.amount
    if amount > 0 {
      batch.postings.append(
        Posting(
          amount, from: .collectivities, to: .fund, reason: .levy, official: Posting.nobody))
    }
    return .applied
  }
}
