import GRDB
import GRDBSQLite
import Glibc
import Synchronization

/// The writer of a run's ledger as an SQLite file.
///
/// Postings go to a temporary file beside the final one; ``finish(_:)`` makes the indexes and gives
/// the file its name. A store that is let go unfinished removes what it wrote.
package final class RunStore: Sendable {
  /// Where the finished file goes.
  package let path: String
  private let temporary: String
  private let queue: DatabaseQueue
  private let state = Mutex(State())

  private struct State {
    var rows: Int64 = 0
    var isFinished = false
  }

  /// Creates the temporary file and its tables.
  ///
  /// - Parameters:
  ///   - path: Where the finished file goes.
  ///   - accounts: The names of the accounts.
  ///   - reasons: The names of the reasons.
  /// - Throws: ``StoreError`` if nothing can be written there.
  package init(
    _ path: String, accounts: [StoredName] = [], reasons: [StoredName] = []
  ) throws(StoreError) {
    self.path = path
    temporary = "\(path).\(getpid()).partial"
    guard !isFolder(path) else {
      throw StoreError("\(path) is a folder: give the name of a file in it")
    }
    removeFile(temporary)
    let file = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o666)
    guard file >= 0 else { throw unwritable(path, errno) }
    _ = close(file)
    do {
      queue = try DatabaseQueue(path: temporary, configuration: Self.configuration)
      try Schema.migrator.migrate(queue)
      try queue.write { db in
        for name in accounts {
          try db.execute(
            sql: "INSERT INTO accounts VALUES (?, ?)", arguments: [Int(name.id), name.name])
        }
        for name in reasons {
          try db.execute(
            sql: "INSERT INTO reasons VALUES (?, ?)", arguments: [Int(name.id), name.name])
        }
      }
    } catch {
      removeFile(temporary)
      throw failure(path, error)
    }
  }

  deinit {
    if state.withLock({ !$0.isFinished }) { removeFile(temporary) }
  }

  /// How many postings were written.
  package var rows: Int64 { state.withLock(\.rows) }

  /// Writes the postings of a day; the larger the batch, the better.
  ///
  /// - Parameters:
  ///   - day: The day's number since 1 January 1970.
  ///   - postings: The postings in the ledger's order.
  /// - Throws: ``StoreError`` if the file can't take them.
  package func append(day: Int32, postings: [StoredPosting]) throws(StoreError) {
    guard !postings.isEmpty else { return }
    do {
      try queue.write { db in
        try insert(day: day, postings, db)
      }
    } catch {
      throw failure(path, error)
    }
    state.withLock { $0.rows += Int64(postings.count) }
  }

  /// Adds the facts of the run, makes the indexes and gives the file its name.
  ///
  /// - Parameter facts: What the run was; `postings` is added.
  /// - Throws: ``StoreError`` if the file can't be finished, or already is.
  package func finish(_ facts: [StoredFact]) throws(StoreError) {
    guard state.withLock({ !$0.isFinished }) else {
      throw StoreError("\(path) is finished already: open another store for another run")
    }
    do {
      let facts = facts + [StoredFact("postings", String(rows))]
      try queue.write { db in
        for fact in facts {
          try db.execute(sql: "INSERT INTO run VALUES (?, ?)", arguments: [fact.key, fact.value])
        }
        try db.execute(sql: Schema.indexes)
      }
      try queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA optimize") }
      try queue.close()
    } catch {
      throw failure(path, error)
    }
    try synchronize(temporary, reportedAs: path)
    guard unsafe rename(temporary, path) == 0 else { throw unwritable(path, errno) }
    state.withLock { $0.isFinished = true }
  }

  /// No journal: what is cut short is thrown away whole, so nothing need be taken back.
  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    }
    return configuration
  }
}

/// Inserts by SQLite's own functions: more than twice as fast as through any layer above them.
private func insert(day: Int32, _ postings: [StoredPosting], _ db: Database) throws {
  var statement: OpaquePointer?
  let prepared = unsafe sqlite3_prepare_v2(
    db.sqliteConnection, Schema.insertion, -1, &statement, nil)
  guard prepared == SQLITE_OK, let statement = unsafe statement else {
    throw DatabaseError(resultCode: ResultCode(rawValue: prepared))
  }
  defer { unsafe sqlite3_finalize(statement) }
  for posting in postings {
    unsafe sqlite3_bind_int64(statement, 1, Int64(day))
    unsafe sqlite3_bind_int64(statement, 2, Int64(posting.official))
    unsafe sqlite3_bind_int64(statement, 3, Int64(posting.dossier))
    unsafe sqlite3_bind_int64(statement, 4, Int64(posting.sequence))
    unsafe sqlite3_bind_int64(statement, 5, Int64(posting.reason))
    unsafe sqlite3_bind_int64(statement, 6, Int64(posting.debit))
    unsafe sqlite3_bind_int64(statement, 7, Int64(posting.credit))
    unsafe sqlite3_bind_int64(statement, 8, posting.amount)
    unsafe sqlite3_bind_int64(statement, 9, Int64(posting.command))
    let stepped = unsafe sqlite3_step(statement)
    guard stepped == SQLITE_DONE else {
      throw DatabaseError(resultCode: ResultCode(rawValue: stepped))
    }
    unsafe sqlite3_reset(statement)
  }
}
