import GRDB
import Ledger

/// The account statement of one official (relevé de compte): read from a stored run alone.
package struct AccountStatement: Sendable {
  /// A line: one posting, with what is held after it.
  package struct Line: Sendable {
    /// The number of the posting.
    package let posting: Int64
    /// The day.
    package let day: Int32
    /// The dossier, where one is concerned.
    package let dossier: Int64?
    /// The amount in cents; in hours where ``isHours``.
    package let amount: Int64
    /// Whether the amount is one of hours.
    package let isHours: Bool
    /// Why it moved, from where, to where: names.
    package let reason, from, to: String
    /// Rights available after it, in cents.
    package let available: Int64
    /// Rights reserved after it, in cents.
    package let reserved: Int64
    /// The cap in force that day, in cents; nothing where there is none.
    package let cap: Int64?
  }

  /// A mandate.
  package struct Mandate: Sendable {
    /// The kind of council.
    package let kind: String
    /// The first and the last day.
    package let firstDay: Int32
    package let lastDay: Int32?
  }

  /// A step of a dossier.
  package struct Step: Sendable {
    /// The day.
    package let day: Int32
    /// What was asked for or done, and the rule that refused it.
    package let verb, rule, state: String
    /// The hours done, where the step declares them.
    package let hours: Int64?
  }

  /// A dossier: what was bought, and who paid.
  package struct Purchase: Sendable {
    /// The number among the official's, from 1.
    package let number: Int64
    /// Whether it is mandate training; otherwise reintegration.
    package let isMandate: Bool
    /// The day of the request, and the span of the training.
    package let day, firstDay, lastDay: Int32
    /// The hours and the training body.
    package let hours, provider: Int64
    /// The price, all taxes included, and that of an hour before tax, in cents.
    package let price, hourly: Int64
    /// What each source took upon itself, gave back and paid, in cents, in the legal order.
    package var sources: [(name: String, taken: Int64, given: Int64, paid: Int64)] = []
    /// The steps.
    package var steps: [Step] = []
  }

  /// A value of the law.
  package struct Value: Sendable {
    /// The parameter.
    package let parameter: String
    /// The first day on which it holds.
    package let firstDay: Int32
    /// The value.
    package let number: Int64?
    package let word: String?
    /// What it measures, and where it is written.
    package let unit, reference: String
  }

  /// The official's number.
  package private(set) var official: Int64
  /// The department, by code and name.
  package var department = ""
  /// Whether amounts are in F CFP there.
  package var isPacific = false
  /// The year of birth.
  package var birthYear: Int64 = 0
  /// The mandates.
  package var mandates: [Mandate] = []
  /// The lines.
  package var lines: [Line] = []
  /// The dossiers.
  package var purchases: [Purchase] = []
  /// Requests that made no dossier.
  package var refusedRequests: [Step] = []
  /// The facts of the run.
  package var facts: [StoredFact] = []
  /// The last day that the file holds.
  package var lastDay: Int32 = 0
  /// How many rows of this official do not match their checks.
  package var changedRows = 0
  private var law: [Value] = []

  /// Reads a statement.
  ///
  /// - Parameters:
  ///   - archive: The stored run.
  ///   - official: The official's number.
  /// - Throws: ``StoreError`` if there is no such official, or the file cannot be read.
  package init(_ archive: RunArchive, official: Int64) throws(StoreError) {
    self.official = official
    var statement = self
    statement.facts = try archive.facts()
    try archive.work { db in
      let count = try Int64.fetchOne(db, sql: "SELECT count(*) FROM officials") ?? 0
      guard (0..<count).contains(official) else {
        throw StoreError(
          "there is no official \(official); this run has \(count), numbered from 0 to "
            + "\(count - 1)")
      }
      try statement.readOfficial(db)
      try statement.readLaw(db)
      try statement.readLines(db)
      try statement.readDossiers(db)
      try statement.readSteps(db)
    }
    self = statement
  }

  private mutating func readOfficial(_ db: Database) throws {
    lastDay = try Int32.fetchOne(db, sql: "SELECT max(last_day) FROM months") ?? 0
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT d.code || ' ' || d.name, d.is_pacific, o.birth_year,
          o.row_check <> \(Tables.officials.checkSQL.replacing("rowid", with: "o.rowid"))
        FROM officials o JOIN departments d ON d.id = o.department WHERE o.id = ?
        """, arguments: [official])
    if let row {
      department = row[0]
      isPacific = row[1]
      birthYear = row[2]
      if row[3] as Bool { changedRows += 1 }
    }
    let held = try Row.fetchAll(
      db,
      sql: """
        SELECT k.name, m.first_day, m.last_day, m.changed FROM (
          SELECT *, row_check <> \(Tables.mandates.checkSQL) AS changed FROM mandates
          WHERE official = ?) m
        LEFT JOIN mandate_kinds k ON k.id = m.kind ORDER BY m.first_day
        """, arguments: [official])
    mandates = held.map { Mandate(kind: $0[0] ?? "?", firstDay: $0[1], lastDay: $0[2]) }
    changedRows += held.count { $0[3] }
  }

  private mutating func readLaw(_ db: Database) throws {
    law = try Row.fetchAll(
      db,
      sql: """
        SELECT parameter, first_day, number, word, unit, reference FROM law
        WHERE threshold IS NULL ORDER BY parameter, first_day
        """
    ).map {
      Value(
        parameter: $0[0], firstDay: $0[1], number: $0[2], word: $0[3], unit: $0[4],
        reference: $0[5])
    }
  }

  private mutating func readLines(_ db: Database) throws {
    var (available, reserved) = (Int64(0), Int64(0))
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT p.rowid AS id, p.day, p.dossier, p.amount_cents, r.name, d.name, c.name, d.book,
          p.changed
        FROM (SELECT rowid, *, row_check <> \(Tables.postings.checkSQL) AS changed FROM postings
          WHERE official = ?) p
        LEFT JOIN reasons r ON r.id = p.reason LEFT JOIN accounts d ON d.id = p.debit
          LEFT JOIN accounts c ON c.id = p.credit
        ORDER BY p.rowid
        """, arguments: [official])
    while let row = try rows.next() {
      let amount: Int64 = row[3]
      let (from, to): (String, String) = (row[5] ?? "?", row[6] ?? "?")
      available +=
        (to == "rights-available" ? amount : 0) - (from == "rights-available" ? amount : 0)
      reserved += (to == "rights-reserved" ? amount : 0) - (from == "rights-reserved" ? amount : 0)
      lines.append(
        Line(
          posting: row[0], day: row[1], dossier: row[2], amount: amount,
          isHours: (row[7] as String?) == "hours", reason: row[4] ?? "?", from: from, to: to,
          available: available, reserved: reserved, cap: cap(on: row[1])))
      if row[8] as Bool { changedRows += 1 }
    }
  }

  private mutating func readDossiers(_ db: Database) throws {
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT *, row_check <> \(Tables.dossiers.checkSQL) AS changed FROM dossiers
        WHERE official = ? ORDER BY dossier
        """, arguments: [official])
    {
      var purchase = Purchase(
        number: row["dossier"], isMandate: row["path"] as Int64 == 0, day: row["day"],
        firstDay: row["first_day"], lastDay: row["last_day"], hours: row["hours"],
        provider: row["provider"], price: row["price_cents"], hourly: row["hourly_cents"])
      let own = lines.filter { $0.dossier == purchase.number }
      for source in Self.sources {
        func sum(_ isIt: (Line) -> Bool) -> Int64 {
          own.filter(isIt).reduce(0) { $0 + $1.amount }
        }
        let taken = sum { $0.reason == "reservation" && $0.to == source.reserve }
        let given = sum {
          $0.reason == "refund"
            && ($0.from == source.reserve || source.name == "rights" && $0.from == "rights-spent")
        }
        let giver = source.name == "rights" ? "fund" : source.reserve
        let paid =
          sum { $0.to == "providers" && $0.from == giver }
          - sum {
            $0.reason == "recovery" && $0.to == (source.name == "rights" ? "fund" : source.home)
          }
        if taken != 0 || paid != 0 { purchase.sources.append((source.name, taken, given, paid)) }
      }
      purchases.append(purchase)
      if row["changed"] as Bool { changedRows += 1 }
    }
  }

  private static let sources: [(name: String, reserve: String, home: String)] = [
    ("rights", "rights-reserved", "rights-available"),
    ("top-up", "dotation-reserved", "dotation-available"), ("cpf", "cpf-reserved", "cpf"),
    ("cec", "cec-reserved", "cec"), ("card", "card-reserved", "card-refunds"),
  ]

  private mutating func readSteps(_ db: Database) throws {
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT s.day, v.name, r.name, a.name, s.hours, s.dossier, s.changed FROM (
          SELECT rowid, *, row_check <> \(Tables.steps.checkSQL) AS changed FROM steps
          WHERE official = ?) s
        LEFT JOIN verbs v ON v.id = s.verb LEFT JOIN rules r ON r.id = s.rule
          LEFT JOIN states a ON a.id = s.state_after
        ORDER BY s.rowid
        """, arguments: [official])
    {
      let step = Step(
        day: row[0], verb: row[1] ?? "?", rule: row[2] ?? "?", state: row[3] ?? "?", hours: row[4])
      let number: Int64? = row[5]
      if let place = purchases.firstIndex(where: { $0.number == number }) {
        purchases[place].steps.append(step)
      } else {
        refusedRequests.append(step)
      }
      if row[6] as Bool { changedRows += 1 }
    }
  }

  /// The value of the law in force on a day.
  ///
  /// - Parameters:
  ///   - parameter: The parameter's name.
  ///   - day: The day.
  /// - Returns: The value, if there is one by that day.
  package func law(_ parameter: String, on day: Int32) -> Value? {
    law.last { $0.parameter == parameter && $0.firstDay <= day }
  }

  /// The cap in force on a day, in cents.
  private func cap(on day: Int32) -> Int64? {
    guard isPacific else { return law("rights.cap", on: day)?.number }
    return law("rights.pacific.cap", on: day)?.number.map {
      Francs($0).cents(at: parity(on: day)).rawValue
    }
  }

  /// What francs are worth on a day.
  func parity(on day: Int32) -> Francs.Parity {
    Francs.Parity(centsPerThousand: law("rights.pacific.parity", on: day)?.number ?? 838)
  }
}
