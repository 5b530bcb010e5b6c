public import Calendar

/// A command: one verb with its arguments and an idempotency key.
@usableFromInline
package struct Command: Sendable {
  /// The idempotency key: the same for every sending of the same command, 0 for registry events
  /// (whose mandate is their key).
  @usableFromInline package var key: UInt64 = 0
  /// The official, by place in the shard; for ``Verb/levy`` the body.
  @usableFromInline package var official: UInt32 = 0
  /// The number of the dossier among the official's, or 0.
  @usableFromInline package var number: UInt16 = 0
  /// The verb.
  @usableFromInline package var verb: Verb
  /// What a flag means depends on the verb: force majeure, a sanction, outside the scheme.
  @usableFromInline package var flag = false
  /// Hours, or a mandate kind.
  @usableFromInline package var small: UInt16 = 0
  /// An offer, a mandate.
  @usableFromInline package var first: UInt32 = 0
  /// A session.
  @usableFromInline package var second: UInt32 = 0
  /// An amount in cents.
  @usableFromInline package var amount: Int64 = 0
  /// A day.
  @usableFromInline package var day = Day(rawValue: 0)

  /// Creates a command without arguments.
  ///
  /// - Parameters:
  ///   - verb: The verb.
  ///   - official: The official, by place in the shard.
  ///   - number: The number of the dossier, or 0.
  ///   - key: The idempotency key.
  @inlinable
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
  /// Whether the command read the confidential diploma.
  package var hasReadDiploma = false
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
  /// Digests of the official's account and the dossier before and, where nothing may have changed
  /// because the command was refused or repeated, after.
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
