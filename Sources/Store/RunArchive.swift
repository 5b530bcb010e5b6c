import GRDB
import Glibc

/// The reader of a stored run: it changes nothing in the file.
package final class RunArchive: Sendable {
  /// Where the file is.
  package let path: String
  let queue: DatabaseQueue

  /// Opens a file.
  ///
  /// The journal of a run that was killed is undone first, as SQLite does: that is the one case in
  /// which the file is written to.
  ///
  /// - Parameter path: Where the file is.
  /// - Throws: ``StoreError`` if it isn't a run that this version can read.
  package init(_ path: String) throws(StoreError) {
    self.path = path
    try Self.checkHeader(path)
    do {
      if fileSize(path + "-journal") ?? 0 > 0 { try Self.recover(path) }
      var configuration = Configuration()
      configuration.readonly = true
      configuration.prepareDatabase { db in
        try db.execute(
          sql: """
            PRAGMA cache_size = -64000; PRAGMA temp_store = FILE;
            PRAGMA temp.cache_size = -256000; PRAGMA threads = 2
            """)
      }
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.read { db in
        let application = try Int64.fetchOne(db, sql: "PRAGMA application_id")
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard application == Schema.application else {
          throw StoreError("\(path) is not a run that `cocarde run --out sqlite=` wrote")
        }
        guard version == Schema.version else {
          throw StoreError(
            "\(path) has version \(version) of the tables; this cocarde reads version "
              + "\(Schema.version): run the scenario again")
        }
      }
    } catch {
      throw failure(path, error)
    }
  }

  /// What a file's first hundred bytes say, before SQLite is asked.
  private static func checkHeader(_ path: String) throws(StoreError) {
    guard let size = fileSize(path) else { throw StoreError("\(path): there is no such file") }
    guard !isFolder(path) else { throw StoreError("\(path) is a folder, not a stored run") }
    let header = firstBytes(path, 100)
    guard header.starts(with: Array("SQLite format 3\0".utf8)) else {
      let isShort = "SQLite format 3\0".utf8.starts(with: header)
      throw StoreError(
        isShort
          ? "\(path) is truncated: it has \(size) bytes and no header"
          : "\(path) is not an SQLite database")
    }
    guard header.count == 100 else {
      throw StoreError("\(path) is truncated: it has \(size) bytes and no header")
    }
    func number(_ place: Int, _ count: Int) -> Int64 {
      header[place..<place + count].reduce(0) { $0 << 8 | Int64($1) }
    }
    let page = number(16, 2) == 1 ? 65_536 : number(16, 2)
    let wanted = page * number(28, 4)
    // The journal of a run that was killed may still have to cut the file.
    guard size >= wanted || (fileSize(path + "-journal") ?? 0) > 0 else {
      throw StoreError("\(path) is truncated: it has \(size) bytes of \(wanted)")
    }
  }

  private static func recover(_ path: String) throws {
    var configuration = Configuration()
    configuration.busyMode = .immediateError
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
    try queue.close()
  }

  /// Runs queries that may make temporary tables.
  func work<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try queue.writeWithoutTransaction(body)
    } catch {
      throw failure(path, error)
    }
  }

  /// The facts of the run, by key.
  ///
  /// - Returns: The facts in their order.
  /// - Throws: ``StoreError`` if they cannot be read.
  package func facts() throws(StoreError) -> [StoredFact] {
    try work { db in
      try Row.fetchAll(db, sql: "SELECT key, value FROM run ORDER BY id")
        .map { StoredFact($0[0], $0[1]) }
    }
  }

  /// The first column of a query's first row, as text.
  ///
  /// - Parameter sql: The query.
  /// - Returns: The text, if there is a row and its column is not null.
  /// - Throws: ``StoreError`` if the query can't be answered.
  package func text(_ sql: String) throws(StoreError) -> String? {
    try work { db in try String.fetchOne(db, sql: sql) }
  }
}

extension [StoredFact] {
  /// The value of a fact.
  ///
  /// - Parameter key: The fact's key.
  package subscript(fact key: String) -> String? { first { $0.key == key }?.value }
}
