package import Calendar
package import Ledger

/// What somebody asks the platform to do.
package enum Verb: UInt8, CaseIterable, Sendable {
  // The registry (répertoire national des élus), fed by the prefectures.

  /// A mandate begins.
  case mandateBegins
  /// A mandate ends.
  case mandateEnds
  /// The official dies.
  case death
  /// The platform recognises the official (the cocarde).
  case recognise

  // The fund.

  /// A collectivity pays the levy of a period.
  case levy

  // A collectivity.

  /// A collectivity pays a top-up in for one official.
  case dotation

  // The dossier, in the order of its life.

  /// The learner requests a training.
  case request
  /// The provider acknowledges a request whose prerequisites it checks.
  case acknowledge
  /// The provider proposes an order.
  case propose
  /// The provider refuses.
  case refuse
  /// The learner confirms, and funds are committed.
  case confirm
  /// The learner declines the proposal.
  case decline
  /// France Travail starts to examine a jobseeker's dossier.
  case instruct
  /// The learner withdraws within the delay of withdrawal.
  case withdraw
  /// The learner cancels.
  case cancelByLearner
  /// The provider cancels.
  case cancelByProvider
  /// The learner did not come.
  case noShow
  /// The provider declares the entry.
  case entry
  /// The provider declares the exit alone.
  case leave
  /// The provider declares the service done, and the exit with it where it was not declared.
  case serviceDone
  /// The operator takes the dossier into control.
  case openControl
  /// The operator ends the control; the flag says whether with a sanction.
  case closeControl
  /// The operator validates the service done.
  case validate
  /// The provider sends the invoice.
  case invoice
  /// The learner evaluates the training.
  case evaluate
  /// The learner claims travel costs.
  case travel

  // Jobs of the platform itself, which appear as outcomes only.

  /// The yearly credit of one account.
  case annualCredit
  /// The credit and conversion of 23 July 2021 of one account.
  case conversion
  /// The first credit of one account.
  case firstCredit
  /// The complement of a reform for one account.
  case complement
  /// Hours of a mandate year.
  case hours
  /// Rights left after the window expire.
  case expire
  /// A dossier past its deadline is closed.
  case close
  /// The deposit of a long session is paid.
  case payDeposit
  /// A provider is paid.
  case pay
  /// A training is cut short because the condition of its path is gone.
  case interrupt
  /// A seat turned out to be taken by somebody who asked the same day.
  case seatLost

  /// The verb's name in outputs: `annual-credit`.
  package var name: String { kebab(String(describing: self)) }
}

/// A command: one verb with its arguments and an idempotency key.
package struct Command: Sendable {
  /// The idempotency key: the same for every sending of the same command, 0 for registry events
  /// (whose mandate is their key).
  package var key: UInt64 = 0
  /// The official, by place in the shard; for ``Verb/levy`` the body.
  package var official: UInt32 = 0
  /// The number of the dossier among the official's, or 0.
  package var number: UInt16 = 0
  /// The verb.
  package var verb: Verb
  /// What a flag means depends on the verb: force majeure, a sanction, outside the scheme.
  package var flag = false
  /// Hours, or a mandate kind.
  package var small: UInt16 = 0
  /// An offer, a mandate.
  package var first: UInt32 = 0
  /// A session.
  package var second: UInt32 = 0
  /// An amount in cents.
  package var amount: Int64 = 0
  /// A day.
  package var day = Day(rawValue: 0)

  /// Creates a command without arguments.
  ///
  /// - Parameters:
  ///   - verb: The verb.
  ///   - official: The official, by place in the shard.
  ///   - number: The number of the dossier, or 0.
  ///   - key: The idempotency key.
  package init(_ verb: Verb, official: UInt32, number: UInt16 = 0, key: UInt64 = 0) {
    self.verb = verb
    self.official = official
    self.number = number
    self.key = key
  }
}

/// What became of a command, or what a job of the platform did.
@usableFromInline
package struct Outcome: Sendable {
  /// The command's place in its batch, or -1 for a job.
  package var command: Int32
  /// The verb.
  package var verb: Verb
  /// The rule that refused it, or ``Rule/applied``.
  @usableFromInline package var rule: Rule
  /// Whether the command was a repetition, answered with the first answer.
  @usableFromInline package var isRepeated = false
  /// The official, by place in the shard.
  package var official: UInt32
  /// The slot of the dossier, or `UInt32.max`.
  package var slot: UInt32 = .max
  /// The number of the dossier, or 0.
  package var number: UInt16 = 0
  /// The state before.
  package var before = DossierState.notProcessed
  /// The state after.
  package var after = DossierState.notProcessed
  /// The place of the first posting that it caused, within the batch.
  package var firstPosting: UInt32 = 0
  /// The place after the last posting that it caused.
  package var endPosting: UInt32 = 0
  /// Digests of the official's account and the dossier before and after.
  package var digests: (before: UInt32, after: UInt32) = (0, 0)

  /// Whether the command was applied by this outcome: neither refused nor a repetition.
  @inlinable
  package var isApplied: Bool {
    if case .applied = rule { !isRepeated } else { false }
  }

  /// Creates an outcome.
  ///
  /// - Parameters:
  ///   - verb: The verb.
  ///   - rule: The rule that refused it, or ``Rule/applied``.
  ///   - official: The official, by place in the shard.
  ///   - command: The command's place in its batch, or -1.
  package init(_ verb: Verb, _ rule: Rule, official: UInt32, command: Int32 = -1) {
    self.verb = verb
    self.rule = rule
    self.official = official
    self.command = command
  }
}

/// A wish for a seat, or a seat given back, settled at the end of the day for all shards.
package struct SeatClaim: Sendable {
  /// The session.
  package var session: UInt32
  /// The official, by number in the roster: claims are settled in this order.
  package var official: UInt32
  /// The number of the dossier.
  package var number: UInt16
  /// The slot of the dossier in its shard.
  package var slot: UInt32
  /// Whether the seat is given back.
  package var isRelease: Bool
}

/// What crosses the border of the platform in one day and shard: commands in, outcomes, postings
/// and seat claims out.
///
/// The memory is used again every day.
package struct Batch: ~Copyable, Sendable {
  /// The day.
  package var day = Day(rawValue: 0)
  /// The commands in the order in which they are executed.
  package var commands: [Command] = []
  /// The outcomes: one for each command, and those of jobs.
  package var outcomes: [Outcome] = []
  /// The postings.
  package var postings: [Posting] = []
  /// The seat claims.
  package var claims: [SeatClaim] = []
  /// How many accounts each job of the day processed, by verb; each counts as an operation.
  package var jobs: [(verb: Verb, count: Int)] = []

  /// Creates an empty batch.
  package init() {}

  /// Makes room for a day with many commands, so that the first day need not grow the batch.
  ///
  /// - Parameter count: How many commands.
  package mutating func reserve(_ count: Int) {
    commands.reserveCapacity(count)
    outcomes.reserveCapacity(count)
    postings.reserveCapacity(count)
  }

  /// Empties the batch for a day, keeping its memory.
  ///
  /// - Parameter day: The day.
  package mutating func reset(_ day: Day) {
    self.day = day
    commands.removeAll(keepingCapacity: true)
    outcomes.removeAll(keepingCapacity: true)
    postings.removeAll(keepingCapacity: true)
    claims.removeAll(keepingCapacity: true)
    jobs.removeAll(keepingCapacity: true)
  }
}
