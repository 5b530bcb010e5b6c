internal import Foundation
internal import GRDB
internal import Ledger

/// Postings on disk: the SQLite file that a load test's operations wait for.
///
/// The file is in WAL mode with `synchronous = FULL`, so that each commit ends with an `fsync` of
/// the log, and a worker is let go only after the commit that holds what it handed over. While one
/// worker commits, others hand theirs over; the next commit takes all of it (group commit, as in
/// any database server). Nothing else is relaxed.
package final class DurableLedger: @unchecked Sendable {
  /// A posting with what the table holds beside it.
  struct Row {
    var life: Int
    var day: Int32
    var posting: Posting
  }

  /// What a worker hands over.
  struct Lot {
    var worker: Int
    /// How many commands the worker has performed so far, these included.
    var commands: Int
    var rows: [Row]
  }

  /// What was written.
  package struct Figures: Sendable, Equatable {
    /// How many commits there were, each with a real `fsync`.
    package var commits = 0
    /// How many postings they made durable.
    package var postings = 0
    /// How long the shortest commit took, in nanoseconds.
    package var shortest: UInt64 = .max
    /// How long all commits took, in nanoseconds.
    package var total: UInt64 = 0
  }

  /// What marks a database as ours in its header: "ELU2".
  private static let application: UInt32 = 0x454c_5532

  private static let tables = """
    CREATE TABLE postings (
      id INTEGER PRIMARY KEY, worker INTEGER NOT NULL, life INTEGER NOT NULL, day INTEGER NOT NULL,
      official INTEGER NOT NULL, dossier INTEGER NOT NULL, amount_cents INTEGER NOT NULL,
      debit INTEGER NOT NULL, credit INTEGER NOT NULL, reason INTEGER NOT NULL) STRICT;
    CREATE TABLE progress (
      worker INTEGER PRIMARY KEY, commands INTEGER NOT NULL, postings INTEGER NOT NULL) STRICT;
    """

  private let queue: DatabaseQueue
  private let condition = NSCondition()
  private var waiting: [Lot] = []
  private var submitted = 0
  private var durable = 0
  private var isCommitting = false
  private var written = Figures()
  private var problem: String?

  /// Makes the file.
  ///
  /// - Parameter path: Where it goes; a file of an earlier test is replaced, any other is left.
  /// - Throws: ``LedgerFileError`` with what to do.
  package init(_ path: String) throws(LedgerFileError) {
    try Self.checkDisk(path)
    try Self.clear(path)
    do {
      queue = try DatabaseQueue(path: path)
      try queue.writeWithoutTransaction { db in
        try db.execute(
          sql: """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            PRAGMA application_id = \(Self.application);
            """)
        try db.execute(sql: Self.tables)
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal",
          try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2
        else { throw LedgerFileError("\(path): the file system bears no write-ahead log") }
      }
    } catch let error as LedgerFileError {
      throw error
    } catch {
      throw LedgerFileError("cannot write \(path): \(error)")
    }
  }

  /// Refuses a place where nothing is ever on a disk: its figures would be those of memory.
  private static func checkDisk(_ path: String) throws(LedgerFileError) {
    // The file itself may be a link into another folder.
    let file = URL(filePath: path).resolvingSymlinksInPath()
    let folder = file.deletingLastPathComponent().path
    guard let memory = FileSystem.memory(under: folder) else { return }
    throw LedgerFileError(
      "\(path) would be in memory (\(folder) is \(memory)), where no commit reaches a disk: "
        + "name a file on one")
  }

  /// Takes the file of an earlier test away; any other file is somebody's.
  private static func clear(_ path: String) throws(LedgerFileError) {
    let manager = FileManager.default
    guard manager.fileExists(atPath: path) else { return }
    let header = FileHandle(forReadingAtPath: path)?.readData(ofLength: 72) ?? Data()
    let mark = header.count == 72 ? header.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) } : 0
    guard header.isEmpty || mark == application else {
      throw LedgerFileError("\(path) exists and is no file of a load test: choose another name")
    }
    for ending in ["", "-wal", "-shm"] { try? manager.removeItem(atPath: path + ending) }
  }

  /// What was written so far.
  package var figures: Figures {
    condition.lock()
    defer { condition.unlock() }
    return written
  }

  /// Why nothing more can be written, if so.
  package var failure: String? {
    condition.lock()
    defer { condition.unlock() }
    return problem
  }

  /// Hands postings over, and waits until they are on the disk.
  func commit(_ lot: Lot) {
    condition.lock()
    defer { condition.unlock() }
    waiting.append(lot)
    submitted += 1
    let mine = submitted
    while durable < mine, problem == nil {
      guard !isCommitting else {
        condition.wait()
        continue
      }
      isCommitting = true
      let (lots, last) = (waiting, submitted)
      waiting = []
      condition.unlock()
      let result = write(lots)
      condition.lock()
      isCommitting = false
      switch result {
      case .success(let time):
        durable = last
        written.commits += 1
        written.postings += lots.reduce(0) { $0 + $1.rows.count }
        written.shortest = min(written.shortest, time)
        written.total += time
      case .failure(let error): problem = "\(error)"
      }
      condition.broadcast()
    }
  }

  /// Writes what has been handed over, in one transaction.
  private func write(_ lots: [Lot]) -> Result<UInt64, any Error> {
    let clock = MonotonicClock()
    let begun = clock.now()
    return Result {
      try queue.write { db in
        let insert = try db.cachedStatement(
          sql: """
            INSERT INTO postings
              (worker, life, day, official, dossier, amount_cents, debit, credit, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        let progress = try db.cachedStatement(
          sql: """
            INSERT INTO progress VALUES (?1, ?2, ?3) ON CONFLICT (worker)
            DO UPDATE SET commands = ?2, postings = postings + ?3
            """)
        for lot in lots {
          for row in lot.rows {
            let posting = row.posting
            insert.setUncheckedArguments([
              lot.worker, row.life, row.day, Int64(posting.official), Int64(posting.number),
              posting.amount, Int64(posting.from), Int64(posting.to), Int64(posting.reason),
            ])
            try insert.execute()
          }
          progress.setUncheckedArguments([lot.worker, lot.commands, lot.rows.count])
          try progress.execute()
        }
      }
      return clock.now() - begun
    }
  }

  /// What the file holds, as anybody who opens it finds it.
  ///
  /// - Parameter path: Where it is.
  /// - Returns: The postings, and the commands by worker.
  /// - Throws: ``LedgerFileError`` where it cannot be read.
  package static func contents(
    of path: String
  ) throws(LedgerFileError) -> (postings: Int, commands: [Int: Int], isWhole: Bool) {
    do {
      let queue = try DatabaseQueue(path: path)
      return try queue.read { db in
        var commands: [Int: Int] = [:]
        for row in try DatabaseRow.fetchAll(db, sql: "SELECT worker, commands FROM progress") {
          commands[row["worker"]] = row["commands"]
        }
        return (
          try Int.fetchOne(db, sql: "SELECT count(*) FROM postings") ?? 0, commands,
          try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok"
            && Int.fetchOne(db, sql: "SELECT coalesce(sum(postings), 0) FROM progress")
              == Int.fetchOne(db, sql: "SELECT count(*) FROM postings")
        )
      }
    } catch {
      throw LedgerFileError("cannot read \(path): \(error)")
    }
  }

  private typealias DatabaseRow = GRDB.Row
}

/// Why the file of a load test cannot be used: a sentence that says what to do.
package struct LedgerFileError: Error, CustomStringConvertible {
  /// The sentence.
  package let description: String

  init(_ description: String) { self.description = description }
}
