import Dispatch
import GRDB
import Glibc
import Ledger
import Platform
import Synchronization

/// The writer of a run as an SQLite file: one transaction for each simulated month, on a thread of
/// its own while the next month is simulated.
///
/// The file is marked incomplete from its first transaction to its last one. Killed at any instant
/// it holds whole months, which `cocarde audit` reads; who wants the finished file under another
/// name renames it when ``finish(_:)`` has returned.
package final class RunStore: Sendable {
  /// How many months may wait: the simulation stops where writing cannot follow, so that memory is
  /// bounded.
  private static let ahead = 3

  /// Where the file is.
  package let path: String
  private let queue: DatabaseQueue
  private let room = DispatchSemaphore(value: ahead)
  private let work = DispatchQueue(label: "cocarde.store")
  private let state = Mutex(State())

  private struct State {
    var error: StoreError?
    var isFinished = false
    var rows: Int64 = 0
    var seal = ""
  }

  /// The writing of rows, used on ``work`` alone.
  private let scribe: Scribe

  /// Creates the file and writes what is known before the first day.
  ///
  /// - Parameters:
  ///   - path: Where the file goes; what is there is replaced.
  ///   - header: What is known before the first day.
  /// - Throws: ``StoreError`` if nothing can be written there.
  package init(_ path: String, _ header: RunHeader) throws(StoreError) {
    self.path = path
    guard !isFolder(path) else {
      throw StoreError("\(path) is a folder: give the name of a file in it")
    }
    try Self.clear(path)
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL, 0o666)
    guard file >= 0 else { throw unwritable(path, errno) }
    _ = close(file)
    do {
      queue = try DatabaseQueue(path: path, configuration: Self.configuration)
      scribe = Scribe()
      let scribe = scribe
      try queue.writeWithoutTransaction { db in
        try scribe.feed.register(db)
        try db.execute(sql: Schema.settings)
      }
      try queue.write(Schema.create)
    } catch {
      removeFile(path)
      throw failure(path, error)
    }
    perform { [scribe] db in try scribe.begin(header, db) }
  }

  /// Takes the file of a run that was killed away, unless a run is writing it.
  private static func clear(_ path: String) throws(StoreError) {
    guard unsafe access(path, F_OK) == 0 else { return }
    var configuration = Configuration()
    configuration.busyMode = .immediateError
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE; ROLLBACK") }
      try queue.close()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      throw StoreError(
        "\(path) is being written by another run: wait for it, or choose another name")
    } catch {
      // Whatever it is, it is no run in progress.
    }
    removeFile(path)
    removeFile(path + "-journal")
  }

  /// How many postings were handed over and written.
  package var rows: Int64 { state.withLock(\.rows) }

  /// The seal of the finished file: what nobody can change without changing it.
  package var seal: String { state.withLock(\.seal) }

  /// Hands a month over; returns at once unless several wait.
  ///
  /// - Parameter month: What happened.
  /// - Throws: ``StoreError`` if an earlier month could not be written, or the file is finished.
  package func append(_ month: RunMonth) throws(StoreError) {
    try check()
    perform { [self] db in
      try scribe.write(month, db)
      state.withLock { $0.rows += Int64(month.postings.count) }
    }
    try check()
  }

  /// Writes what is known after the last day, and waits until all of it is on the disk.
  ///
  /// - Parameter end: What the run came to.
  /// - Throws: ``StoreError`` if the file can't be finished, or already is.
  package func finish(_ end: RunEnd) throws(StoreError) {
    try check()
    perform { [self] db in
      let seal = try scribe.end(end, db)
      state.withLock { $0.seal = seal }
    }
    work.sync {}
    try check()
    do {
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try queue.close()
    } catch {
      throw failure(path, error)
    }
    state.withLock { $0.isFinished = true }
    try synchronize(path, reportedAs: path)
  }

  /// Gives up: waits for the month that is being written and lets go of the file, which stays as
  /// incomplete as it is.
  package func abandon() {
    work.sync {}
    try? queue.close()
    state.withLock { $0.isFinished = true }
  }

  private func check() throws(StoreError) {
    let (error, isFinished) = state.withLock { ($0.error, $0.isFinished) }
    if let error { throw error }
    guard !isFinished else {
      throw StoreError("\(path) is finished already: open another store for another run")
    }
  }

  /// Runs a transaction after those that wait; after the first that failed there is none.
  private func perform(_ body: @escaping @Sendable (Database) throws -> Void) {
    room.wait()
    work.async { [self] in
      defer { room.signal() }
      guard state.withLock({ $0.error == nil }) else { return }
      do {
        try queue.write(body)
      } catch {
        state.withLock { $0.error = failure(path, error) }
      }
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    // Nobody else may read while a run writes: a reader could make a month's commit fail.
    configuration.busyMode = .immediateError
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA page_size = 16384; PRAGMA locking_mode = EXCLUSIVE")
    }
    return configuration
  }
}

/// What writes rows: the feed, the running numbers and the chain.
///
/// Only one thread uses it at a time, that of the store.
private final class Scribe: @unchecked Sendable {
  let feed = Feed()
  private var chain = Chain()
  private var counts = [Checked](repeating: Checked(), count: Tables.rows.count)
  private var months: Int64 = 0
  private var facts: [StoredFact] = []

  func begin(_ header: RunHeader, _ db: Database) throws {
    facts = header.facts.list + [StoredFact("complete", "0")]
    for (index, fact) in facts.enumerated() {
      _ = try insert(Tables.run, Int64(index), [fact.key, fact.value], db)
    }
    try add(Tables.law, header.law.map(\.cells), db)
    try add(Tables.accounts, Account.allCases.map { [$0.name, "\($0.book)"] }, db)
    try add(Tables.reasons, Reason.allCases.map { [$0.name] }, db)
    try add(Tables.rules, Rule.allCases.map { [$0.name] }, db)
    try add(Tables.verbs, Verb.allCases.map { [$0.name] }, db)
    try add(Tables.states, DossierState.allCases.map { [$0.code] }, db)
    try add(Tables.kinds, header.kinds.map { [$0.name] }, db)
    try add(
      Tables.departments, header.departments.map { [$0.code, $0.name, $0.isPacific ? "1" : "0"] },
      db)
    try write(Tables.officials, header.officials, db) { official, column in
      switch column {
      case 0: Int64(official.department)
      case 1: Int64(official.bodyKind)
      default: Int64(official.birthYear)
      }
    }
    try write(Tables.mandates, header.mandates, db) { mandate, column in
      switch column {
      case 0: Int64(mandate.official)
      case 1: Int64(mandate.kind)
      case 2: Int64(mandate.firstDay)
      default: mandate.lastDay.map(Int64.init) ?? Feed.null
      }
    }
    add(counts[3])
    add(counts[4])
    try close(lastDay: header.eve, fund: header.fund, sums: [Checked(), Checked(), Checked()], db)
  }

  func write(_ month: RunMonth, _ db: Database) throws {
    var day = 0
    let postings = try write(Tables.postings, month.postings, db) { posting, column in
      switch column {
      case 0: Int64(month.days[day].day)
      case 1: posting.official == Posting.nobody ? Feed.null : Int64(posting.official)
      case 2: posting.number == 0 ? Feed.null : Int64(posting.number)
      case 3: posting.amount
      case 4: Int64(posting.from)
      case 5: Int64(posting.to)
      default: Int64(posting.reason)
      }
    } next: { index in
      if index == month.days[day].end { day += 1 }
    }
    let steps = try write(Tables.steps, month.steps, db) { step, column in
      switch column {
      case 0: Int64(step.day)
      case 1: Int64(step.official)
      case 2: step.dossier == 0 ? Feed.null : Int64(step.dossier)
      case 3: Int64(step.verb)
      case 4: Int64(step.rule)
      case 5: Int64(step.before)
      case 6: Int64(step.after)
      default: step.hours.map(Int64.init) ?? Feed.null
      }
    }
    let dossiers = try write(Tables.dossiers, month.dossiers, db) { dossier, column in
      switch column {
      case 0: Int64(dossier.day)
      case 1: Int64(dossier.official)
      case 2: Int64(dossier.dossier)
      case 3: Int64(dossier.path)
      case 4: Int64(dossier.provider)
      case 5: Int64(dossier.session)
      case 6: Int64(dossier.firstDay)
      case 7: Int64(dossier.lastDay)
      case 8: Int64(dossier.hours)
      case 9: dossier.price
      default: dossier.hourly
      }
    }
    try close(
      lastDay: month.lastDay, fund: month.fund, sums: [postings, steps, dossiers], db)
  }

  /// Writes the verdicts and the last facts, and seals the file.
  func end(_ end: RunEnd, _ db: Database) throws -> String {
    try add(Tables.verdicts, end.verdicts.map(\.cells), db)
    try add(Tables.violations, end.violations.map(\.cells), db)
    try add(Tables.summary, StoredSummary.pieces(end.summary?.result).map { [$0] }, db)
    if let engine = end.summary?.engine { _ = try insert(Tables.engine, 0, [engine], db) }
    facts.append(StoredFact("fingerprint", end.fingerprint))
    for (table, count) in zip(Tables.rows, counts) {
      facts.append(StoredFact("rows.\(table.name)", String(count.rows)))
    }
    for table in Tables.cells where table.name != "run" {
      let rows = try Int64.fetchOne(db, sql: "SELECT count(*) FROM \(table.name)") ?? 0
      facts.append(StoredFact("rows.\(table.name)", String(rows)))
    }
    for (index, fact) in facts.enumerated() where fact.key == "complete" {
      facts[index] = StoredFact("complete", end.isComplete ? "1" : "0")
    }
    try db.execute(sql: "DELETE FROM run")
    var sum = Checked()
    for (index, fact) in facts.enumerated() {
      sum.add(try insert(Tables.run, Int64(index), [fact.key, fact.value], db))
    }
    add(sum)
    _ = try insert(Tables.run, Int64(facts.count), ["seal", chain.text], db)
    return chain.text
  }

  /// Closes a month: the digest takes in the rows of the month, and the one before.
  private func close(lastDay: Int32, fund: Int64, sums: [Checked], _ db: Database) throws {
    chain.add(Int64(lastDay) + 1_000_000)
    chain.add(abs(fund))
    for sum in sums { add(sum) }
    var cells = [String(lastDay), String(fund)]
    for (index, sum) in sums.enumerated() {
      cells += [String(counts[index].rows), String(sum.sum)]
    }
    _ = try insert(Tables.months, months, cells + [chain.text], db)
    months += 1
  }

  private func add(_ checked: Checked) {
    chain.add(checked.rows)
    chain.add(checked.sum)
  }

  /// Writes a table of texts and takes it into the chain.
  private func add(_ table: CellTable, _ rows: [[String?]], _ db: Database) throws {
    var sum = Checked()
    for (index, row) in rows.enumerated() { sum.add(try insert(table, Int64(index), row, db)) }
    add(sum)
  }

  private func insert(
    _ table: CellTable, _ id: Int64, _ cells: [String?], _ db: Database
  ) throws -> String {
    let checks = CellTable.checks(id, cells)
    let values: [(any DatabaseValueConvertible)?] =
      [id]
      + zip(table.columns, cells).map { column, cell in
        column.type.hasPrefix("INTEGER") ? cell.flatMap { Int64($0) } : cell
      } + [checks]
    try db.cachedStatement(sql: table.insertion).execute(arguments: StatementArguments(values))
    return checks
  }

  /// Writes rows through the feed.
  @discardableResult
  private func write<Row>(
    _ table: RowTable, _ rows: [Row], _ db: Database, _ cell: (Row, Int) -> Int64,
    next: (Int) -> Void = { _ in }
  ) throws -> Checked {
    guard let place = Tables.rows.firstIndex(where: { $0.name == table.name }), !rows.isEmpty
    else { return Checked() }
    let insertion = try db.cachedStatement(sql: table.insertion)
    var checked = Checked()
    // A table with a key of its own counts from 0, a rowid from 1.
    let first: Int64 = table.key == nil ? 1 : 0
    for index in rows.indices {
      let rowid = counts[place].rows + first
      if table.key != nil { feed.set(table.columns.count + 1, rowid) }
      checked.sum += table.fill(feed, rowid: rowid) { cell(rows[index], $0) }
      checked.rows += 1
      counts[place].rows += 1
      next(index + 1)
      if feed.isFull || index == rows.endIndex - 1 {
        try insertion.execute()
        feed.empty()
      }
    }
    counts[place].sum += checked.sum
    return checked
  }
}

extension Checked {
  /// Takes the checks of a row of texts in.
  mutating func add(_ checks: String) {
    rows += 1
    sum += Digest.of(checks)
  }
}

extension StoredLaw {
  fileprivate var cells: [String?] {
    [
      parameter, String(firstDay), threshold.map { String($0) }, number.map { String($0) }, word,
      unit, reference, url, String(checkedDay), confidence,
    ]
  }
}

extension StoredVerdict {
  fileprivate var cells: [String?] {
    [
      invariant, statement, source, String(evaluations), String(nonvacuous), String(violations),
      leastSlack.map { String($0) }, unit,
    ]
  }
}

extension StoredViolation {
  fileprivate var cells: [String?] {
    [invariant, String(day), official.map { String($0) }, event]
  }
}
