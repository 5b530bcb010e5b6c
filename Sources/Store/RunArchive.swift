import GRDB

/// The reader of a run's stored ledger.
package struct RunArchive: Sendable {
  /// Where the file is.
  package let path: String
  /// The facts of the run, by key.
  package let facts: [StoredFact]
  /// The names of the accounts, by number.
  package let accounts: [StoredName]
  /// The names of the reasons, by number.
  package let reasons: [StoredName]
  private let queue: DatabaseQueue

  /// Opens a file; nothing in it can change.
  ///
  /// - Parameter path: Where the file is.
  /// - Throws: ``StoreError`` if it isn't a finished ledger.
  package init(_ path: String) throws(StoreError) {
    self.path = path
    do {
      var configuration = Configuration()
      configuration.readonly = true
      queue = try DatabaseQueue(path: path, configuration: configuration)
      guard try queue.read({ try $0.tableExists("run") && $0.tableExists("postings") }) else {
        throw DatabaseError(resultCode: .SQLITE_NOTADB)
      }
      facts = try queue.read { db in
        try Row.fetchAll(db, sql: "SELECT key, value FROM run ORDER BY key")
          .map { StoredFact($0["key"], $0["value"]) }
      }
      accounts = try queue.read { db in try names("accounts", db) }
      reasons = try queue.read { db in try names("reasons", db) }
    } catch {
      throw failure(path, error)
    }
  }

  /// The value of a fact, if the file has it.
  ///
  /// - Parameter key: The fact's key.
  package subscript(fact key: String) -> String? { facts.first { $0.key == key }?.value }

  /// The postings of an official, in the ledger's order.
  ///
  /// - Parameter official: The official's number.
  /// - Returns: Each posting with its day's number.
  /// - Throws: ``StoreError`` if the file can't be read.
  package func postings(
    of official: UInt32
  ) throws(StoreError) -> [(day: Int32, posting: StoredPosting)] {
    var found: [(day: Int32, posting: StoredPosting)] = []
    try visit("WHERE official = ? ORDER BY day, seq, rowid", [Int64(official)]) { day, posting in
      found.append((day, posting))
    }
    return found
  }

  /// Visits every posting, in the order in which they were written.
  ///
  /// - Parameter body: What takes a day's number and a posting.
  /// - Throws: ``StoreError`` if the file can't be read.
  package func forEach(_ body: (Int32, StoredPosting) -> Void) throws(StoreError) {
    try visit("ORDER BY rowid", [], body)
  }

  /// Visits every posting official by official, each in the ledger's order.
  ///
  /// - Parameter body: What takes a day's number and a posting.
  /// - Throws: ``StoreError`` if the file can't be read.
  package func forEachByOfficial(_ body: (Int32, StoredPosting) -> Void) throws(StoreError) {
    try visit("ORDER BY official, day, seq, rowid", [], body)
  }

  /// The first column of a query's first row, as text.
  ///
  /// - Parameter sql: The query.
  /// - Returns: The text, if there is a row and its column is not null.
  /// - Throws: ``StoreError`` if the query can't be answered.
  package func text(_ sql: String) throws(StoreError) -> String? {
    do {
      return try queue.read { db in try String.fetchOne(db, sql: sql) }
    } catch {
      throw failure(path, error)
    }
  }

  private func visit(
    _ clause: String, _ arguments: StatementArguments, _ body: (Int32, StoredPosting) -> Void
  ) throws(StoreError) {
    do {
      try queue.read { db in
        let rows = try Row.fetchCursor(
          db,
          sql: """
            SELECT day, official, dossier, seq, amount, debit, credit, reason, command
            FROM postings \(clause)
            """, arguments: arguments)
        while let row = try rows.next() {
          body(
            row[0],
            StoredPosting(
              official: row[1], dossier: row[2], sequence: row[3], amount: row[4], debit: row[5],
              credit: row[6], reason: row[7], command: row[8]))
        }
      }
    } catch {
      throw failure(path, error)
    }
  }
}

/// The names in a table of names.
private func names(_ table: String, _ db: Database) throws -> [StoredName] {
  try Row.fetchAll(db, sql: "SELECT id, name FROM \(table) ORDER BY id")
    .map { StoredName($0["id"], $0["name"]) }
}
