internal import Calendar
internal import Ledger
internal import Platform

/// What is counted of the officials of the Pacific: whole numbers that add up in any order.
///
/// Each amount is turned into francs by itself, as its line on a statement is, so that the sums do
/// not depend on who is counted together.
package struct PacificTally: Sendable, Equatable {
  /// Officials with a mandate in the Pacific during the run.
  package var officials = 0
  /// Those who were recognised.
  package var accounts = 0
  /// Credits of any kind.
  package var credits = 0
  /// What was credited, in F CFP.
  package var creditedFrancs: Int64 = 0
  /// What the cap kept away from credits, in F CFP.
  package var lostFrancs: Int64 = 0
  /// Requests accepted: files opened.
  package var requests = 0
  /// Files whose papers came in time.
  package var filesComplete = 0
  /// Files that the operator refused because their papers did not come.
  package var refusedForPapers = 0
  /// Answers refused because the papers had not come.
  package var answersRefused = 0
  /// Dossiers confirmed.
  package var confirmed = 0
  /// Top-ups paid in by collectivities of the Pacific.
  package var topUps = 0
  /// The same, in F CFP.
  package var topUpFrancs: Int64 = 0
  /// Rights engaged by confirmed dossiers, in F CFP.
  package var engagedFrancs: Int64 = 0
  /// CPF and CEC euros engaged, in cents: none.
  package var walletCents: Int64 = 0
  /// Rights available at the end, in F CFP.
  package var availableFrancs: Int64 = 0

  /// Creates an empty tally.
  package init() {}

  /// Counts a day.
  mutating func count(
    _ batch: borrowing Batch, _ places: Range<Int>, base: Int, _ parity: Francs.Parity
  ) {
    for index in batch.outcomes.indices {
      let outcome = batch.outcomes[index]
      guard places.contains(Int(outcome.official)), outcome.verb != .levy, !outcome.isRepeated
      else { continue }
      count(outcome)
    }
    for index in batch.postings.indices {
      let posting = batch.postings[index]
      guard posting.official != Posting.nobody, places.contains(Int(posting.official) - base)
      else { continue }
      count(posting, Francs(Cents(posting.amount), at: parity).rawValue)
    }
  }

  private mutating func count(_ outcome: Outcome) {
    let isApplied = outcome.isApplied
    switch outcome.verb {
    case .request: if isApplied { requests += 1 }
    case .pacificPapers: if isApplied { filesComplete += 1 }
    case .propose, .refuse, .acknowledge: if outcome.rule == .papersMissing { answersRefused += 1 }
    case .confirm: if isApplied { confirmed += 1 }
    case .dotation: if isApplied { topUps += 1 }
    case .close: if outcome.after == .refusedByFinancer { refusedForPapers += 1 }
    default: break
    }
  }

  private mutating func count(_ posting: Posting, _ francs: Int64) {
    switch (Account(rawValue: posting.from), Account(rawValue: posting.to)) {
    case (.rightsIssued, .rightsAvailable):
      credits += 1
      creditedFrancs += francs
    case (.rightsIssued, .rightsLost): lostFrancs += francs
    case (.collectivities, .dotationAvailable): topUpFrancs += francs
    case (.rightsAvailable, .rightsReserved): engagedFrancs += francs
    case (.cpf, .cpfReserved), (.cec, .cecReserved): walletCents += posting.amount
    default: break
    }
  }

  /// Counts the accounts at the end.
  mutating func close(_ accounts: Accounts, _ places: Range<Int>, _ parity: Francs.Parity) {
    officials += places.count
    for place in places {
      let balance = accounts.balances[place]
      if balance.flags & Accounts.Flag.recognised != 0 { self.accounts += 1 }
      availableFrancs += Francs(Cents(balance.available), at: parity).rawValue
    }
  }

  /// Adds another shard's tally.
  mutating func merge(_ other: PacificTally) {
    officials += other.officials
    accounts += other.accounts
    credits += other.credits
    creditedFrancs += other.creditedFrancs
    lostFrancs += other.lostFrancs
    requests += other.requests
    filesComplete += other.filesComplete
    refusedForPapers += other.refusedForPapers
    answersRefused += other.answersRefused
    confirmed += other.confirmed
    topUps += other.topUps
    topUpFrancs += other.topUpFrancs
    engagedFrancs += other.engagedFrancs
    walletCents += other.walletCents
    availableFrancs += other.availableFrancs
  }
}
