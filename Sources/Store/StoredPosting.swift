/// A posting as a stored ledger holds it: an amount that leaves one account for another.
package struct StoredPosting: Hashable, Sendable {
  /// The official's number.
  package var official: UInt32
  /// The dossier's number, or 0 where none is concerned.
  package var dossier: UInt32
  /// The posting's number among those of the same day and official.
  package var sequence: UInt32
  /// The amount in cents.
  package var amount: Int64
  /// The account that the amount leaves.
  package var debit: UInt8
  /// The account that the amount reaches.
  package var credit: UInt8
  /// Why.
  package var reason: UInt8
  /// The number of the command that caused it, or 0 where none did.
  package var command: UInt32

  /// Creates a posting.
  package init(
    official: UInt32, dossier: UInt32, sequence: UInt32, amount: Int64, debit: UInt8,
    credit: UInt8, reason: UInt8, command: UInt32 = 0
  ) {
    self.official = official
    self.dossier = dossier
    self.sequence = sequence
    self.amount = amount
    self.debit = debit
    self.credit = credit
    self.reason = reason
    self.command = command
  }
}

/// The name of a number that postings use: an account, a reason.
package struct StoredName: Hashable, Sendable {
  /// The number.
  package let id: UInt8
  /// The name.
  package let name: String

  /// Creates a name.
  package init(_ id: UInt8, _ name: String) {
    self.id = id
    self.name = name
  }
}

/// A fact about the run, such as its scenario or its fingerprint.
package struct StoredFact: Hashable, Sendable {
  /// The key, each once.
  package let key: String
  /// The value.
  package let value: String

  /// Creates a fact.
  package init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }
}
