internal import Ledger

/// What a collectivity's council decided on top-ups (abondements; CGCT L2123-12).
package struct Deliberation: Sendable, Equatable {
  /// The most that a top-up may be for one training, in cents; 0 where there is no deliberation.
  package var perTraining: Int64 = 0
  /// How many trainings it tops up for one official in a mandate.
  package var perOfficial: UInt8 = 0
  /// What is left of the budget, in cents.
  package var budget: Int64 = 0

  /// Creates the absence of a deliberation.
  package init() {}

  /// Creates a deliberation.
  ///
  /// - Parameters:
  ///   - perTraining: The most for one training, in cents.
  ///   - perOfficial: How many trainings of one official in a mandate.
  ///   - budget: The budget, in cents.
  package init(perTraining: Int64, perOfficial: UInt8, budget: Int64) {
    self.perTraining = perTraining
    self.perOfficial = perOfficial
    self.budget = budget
  }
}

/// Money that collectivities pay in: top-ups and the levy.
extension Shard {
  /// Pays a top-up in: `first` the body, `amount` the cents.
  ///
  /// It is usable from now on.
  mutating func dotation(
    _ command: Command, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    let place = Int(command.official)
    let body = Int(command.first)
    guard accounts.balances[place].flags & Accounts.Flag.dead == 0 else { return .dead }
    guard accounts.balances[place].flags & Accounts.Flag.recognised != 0 else {
      return .notRecognised
    }
    guard accounts.balances[place].flags & Accounts.Flag.inOffice != 0 else { return .noMandate }
    let limits = deliberations[body]
    guard limits.perTraining > 0 else { return .notDeliberated }
    guard command.amount <= limits.perTraining else { return .overTrainingLimit }
    guard accounts.holders[place].dotations < limits.perOfficial else { return .overOfficialLimit }
    guard command.amount <= limits.budget else { return .overBudget }
    deliberations[body].budget -= command.amount
    accounts.holders[place].dotations += 1
    accounts.holders[place].topUpBody = Int32(body)
    accounts.holders[place].dotation += Int32(command.amount)
    move(command.amount, from: .collectivities, to: .dotationAvailable, .dotation, place, &batch)
    return .applied
  }

  /// Receives the levy of a period: `official` the body, `first` the period, `amount` the cents.
  mutating func levy(_ command: Command, _ batch: inout Batch) -> Rule {
    let body = Int(command.official)
    let period = Int32(bitPattern: command.first)
    guard levyPeriods[body] < period else { return .alreadyRegistered }
    levyPeriods[body] = period
    if command.amount > 0 {
      batch.postings.append(
        Posting(
          command.amount, from: .collectivities, to: .fund, reason: .levy,
          official: Posting.nobody))
    }
    return .applied
  }
}
