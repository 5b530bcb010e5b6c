internal import Ledger

/// Money that collectivities pay in: top-ups and the levy (financeurs portal).
extension Shard {
  /// A collectivity attributes a top-up: `first` the body, `amount` the cents.
  ///
  /// CGCT L2123-12: within the limits that the council set. Nothing is usable before the payment.
  mutating func attribute(_ command: Command) -> Rule {
    let place = Int(command.official)
    let body = Int(command.first)
    if let rule = payeeRefusal(place) { return rule }
    let limits = deliberations[body]
    guard limits.perTraining > 0 else { return .notDeliberated }
    guard command.amount <= limits.perTraining else { return .overTrainingLimit }
    guard accounts.holders[place].dotations < limits.perOfficial else { return .overOfficialLimit }
    guard command.amount <= limits.budget else { return .overBudget }
    deliberations[body].budget -= command.amount
    accounts.holders[place].dotations += 1
    accounts.holders[place].topUpBody = Int32(body)
    accounts.annexes[place].attributed += Int32(command.amount)
    if mutant == .dotationBeforeReceipt {
      accounts.holders[place].dotation += Int32(command.amount)
    }
    return .applied
  }

  /// A collectivity's payment of a top-up is received: `first` the body, `amount` the cents.
  ///
  /// The top-up is credited on receipt and usable from now on, for mandate trainings.
  mutating func dotation(_ command: Command, _ batch: inout Batch) -> Rule {
    let place = Int(command.official)
    if let rule = payeeRefusal(place) { return rule }
    guard command.amount <= Int64(accounts.annexes[place].attributed),
      Int32(bitPattern: command.first) == accounts.holders[place].topUpBody
    else { return .notAttributed }
    accounts.annexes[place].attributed -= Int32(command.amount)
    if mutant != .dotationBeforeReceipt {
      accounts.holders[place].dotation += Int32(command.amount)
    }
    move(command.amount, from: .collectivities, to: .dotationAvailable, .dotation, place, &batch)
    return .applied
  }

  /// Why somebody cannot be topped up, or `nil`.
  private mutating func payeeRefusal(_ place: Int) -> Rule? {
    let flags = accounts.balances[place].flags
    guard flags & Accounts.Flag.dead == 0 else { return .dead }
    guard flags & Accounts.Flag.recognised != 0 else { return .notRecognised }
    return flags & Accounts.Flag.inOffice == 0 ? .noMandate : nil
  }

  /// Gives back what of a top-up nobody can use any more, once no mandate is in force.
  ///
  /// What was attributed and never paid lapses.
  mutating func returnDotation(_ place: Int, _ batch: inout Batch) {
    accounts.annexes[place].attributed = 0
    let left = Int64(accounts.holders[place].dotation)
    guard left > 0 else { return }
    let first = batch.postings.count
    accounts.holders[place].dotation = 0
    move(left, from: .dotationAvailable, to: .collectivities, .dotationReturn, place, &batch)
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
