/// A table of whole numbers with a check in each row: many rows, written through a feed.
///
/// The check is (rowid + 1) × (a₀ + a₁x₁ + a₂x₂ + …) modulo a prime. One changed cell therefore
/// always shows, and the difference says by how much each column would have had to change: where
/// that is credible for one column alone, the cell and its former value are known.
///
/// A number is at most ``limit`` from zero, unless it is money, and NULL counts as the number after
/// that: a number beyond has no check, so that two cells of a column never count the same.
struct RowTable: Sendable {
  /// A column.
  struct Column: Sendable {
    let name: String
    let isOptional: Bool
    /// What the numbers of the column may be, as far as a change is believed to be one.
    let range: ClosedRange<Int64>
    /// Whether its numbers may lie beyond the limit.
    let isMoney: Bool

    init(
      _ name: String, _ range: ClosedRange<Int64>, optional: Bool = false, money: Bool = false
    ) {
      self.name = name
      self.range = range
      isOptional = optional
      isMoney = money
    }
  }

  let name: String
  /// The name of the rowid where a column bears it.
  let key: String?
  let columns: [Column]

  /// What a row that holds zeros alone is worth.
  static let offset: Int64 = 433_494_437
  /// What the columns are multiplied with, in their order: below 2³⁰, so that products fit.
  private static let factors: [Int64] = [
    982_451_653, 961_748_941, 899_809_363, 817_504_243, 776_531_419, 715_225_741, 674_506_111,
    633_910_111, 593_441_861, 553_105_253, 512_927_377,
  ]
  /// The largest number of a column that is not money: so small that sums of products fit.
  static let limit: Int64 = 536_870_911
  /// What stands for NULL in a check: a number that no cell may hold.
  static let null = limit + 1

  /// The factor of a column.
  func factor(_ column: Int) -> Int64 { Self.factors[column] }

  /// Fills a row of a feed, the check last.
  ///
  /// - Parameters:
  ///   - feed: The feed.
  ///   - rowid: The rowid that the row will have.
  ///   - value: The cell of a column, ``Feed/null`` for NULL.
  /// - Returns: The check.
  @inline(__always)
  func fill(_ feed: Feed, rowid: Int64, _ value: (Int) -> Int64) -> Int64 {
    var sum = Self.offset
    for column in columns.indices {
      let cell = value(column)
      feed.set(column, cell)
      sum += Self.weight(cell == Feed.null ? Self.null : cell, Self.factors[column])
    }
    let check = (rowid + 1) % Digest.prime * (sum % Digest.prime) % Digest.prime
    feed.set(columns.count, check)
    feed.next()
    return check
  }

  /// A cell times its factor; what is above the prime counts apart, so that no change of a cell by
  /// a multiple of it goes unseen.
  @inline(__always)
  static func weight(_ cell: Int64, _ factor: Int64) -> Int64 {
    cell % Digest.prime * factor + cell / Digest.prime
  }

  /// The check of a row as SQL; NULL where a number lies beyond the limit.
  var checkSQL: String {
    let terms = columns.indices.map { index in
      let (column, factor) = (columns[index], Self.factors[index])
      let name = column.name
      guard !column.isMoney else {
        return "\(name) % \(Digest.prime) * \(factor) + \(name) / \(Digest.prime)"
      }
      let empty = column.isOptional ? " WHEN \(name) IS NULL THEN \(Self.null * factor)" : ""
      return "CASE WHEN \(name) BETWEEN \(-Self.limit) AND \(Self.limit) THEN \(name) * \(factor)"
        + "\(empty) END"
    }
    return "(rowid + 1) % \(Digest.prime) * ((\(Self.offset) + \(terms.joined(separator: " + "))) "
      + "% \(Digest.prime)) % \(Digest.prime)"
  }

  /// The statement that makes the table.
  var definition: String {
    let key = key.map { "\($0) INTEGER PRIMARY KEY, " } ?? ""
    let list = columns.map { "\($0.name) INTEGER\($0.isOptional ? "" : " NOT NULL")" }
    return "CREATE TABLE \(name) (\(key)\(list.joined(separator: ", ")), "
      + "row_check INTEGER NOT NULL) STRICT"
  }

  /// The statement that inserts what is in the feed.
  var insertion: String {
    let names = columns.map(\.name) + ["row_check"]
    let cells = names.indices.map { "c\($0)" }
    // Officials are numbered from 0, as in every output; rowids would begin with 1.
    let (target, source) = key.map { ("\($0), ", "c\(names.count), ") } ?? ("", "")
    return "INSERT INTO \(name) (\(target)\(names.joined(separator: ", "))) "
      + "SELECT \(source)\(cells.joined(separator: ", ")) FROM feed"
  }
}

/// A table of names, texts and facts, with a check of each cell: eight hexadecimal digits a column.
struct CellTable: Sendable {
  let name: String
  /// The columns after `id`, with their types.
  let columns: [(name: String, type: String)]

  /// The statement that makes the table.
  var definition: String {
    let list = columns.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
    return "CREATE TABLE \(name) (id INTEGER PRIMARY KEY, \(list), checks TEXT NOT NULL) STRICT"
  }

  /// The statement that inserts a row.
  var insertion: String {
    let marks = Array(repeating: "?", count: columns.count + 2).joined(separator: ", ")
    return "INSERT INTO \(name) VALUES (\(marks))"
  }

  /// The checks of a row.
  ///
  /// - Parameters:
  ///   - id: The row's number.
  ///   - cells: The cells as text, in the order of the columns.
  /// - Returns: Eight digits for each cell.
  static func checks(_ id: Int64, _ cells: [String?]) -> String {
    cells.enumerated().map { column, cell in
      let number =
        Digest.of(cell) + (id + 1) % Digest.prime * Digest.row
        + Int64(column + 1) * Digest.column
      return Digest.hexadecimal(number % Digest.prime)
    }.joined()
  }
}

/// The tables of a stored run.
enum Tables {
  private static let days: ClosedRange<Int64> = 10_000...40_000
  private static let people: ClosedRange<Int64> = 0...3_000_000
  private static let codes: ClosedRange<Int64> = 0...127
  private static let numbers: ClosedRange<Int64> = 0...999
  private static let cents: ClosedRange<Int64> = 1...10_000_000

  static let postings = RowTable(
    name: "postings", key: nil,
    columns: [
      .init("day", days), .init("official", people, optional: true),
      .init("dossier", numbers, optional: true), .init("amount_cents", cents, money: true),
      .init("debit", codes), .init("credit", codes), .init("reason", codes),
    ])
  static let steps = RowTable(
    name: "steps", key: nil,
    columns: [
      .init("day", days), .init("official", people), .init("dossier", numbers, optional: true),
      .init("verb", codes), .init("rule", codes), .init("state_before", codes),
      .init("state_after", codes), .init("hours", 0...9_999, optional: true),
    ])
  static let dossiers = RowTable(
    name: "dossiers", key: nil,
    columns: [
      .init("day", days), .init("official", people), .init("dossier", numbers),
      .init("path", codes), .init("provider", people), .init("session", people),
      .init("first_day", days), .init("last_day", days), .init("hours", 0...9_999),
      .init("price_cents", cents, money: true), .init("hourly_cents", cents, money: true),
    ])
  static let officials = RowTable(
    name: "officials", key: "id",
    columns: [
      .init("department", 0...255), .init("body_kind", codes), .init("birth_year", 1_880...2_100),
    ])
  static let mandates = RowTable(
    name: "mandates", key: nil,
    columns: [
      .init("official", people), .init("kind", codes), .init("first_day", -40_000...40_000),
      .init("last_day", days, optional: true),
    ])
  static let rows = [postings, steps, dossiers, officials, mandates]

  private static let text = "TEXT NOT NULL"
  private static let number = "INTEGER NOT NULL"

  static let run = CellTable(
    name: "run", columns: [("key", "TEXT NOT NULL UNIQUE"), ("value", text)])
  static let law = CellTable(
    name: "law",
    columns: [
      ("parameter", text), ("first_day", number), ("threshold", "INTEGER"), ("number", "INTEGER"),
      ("word", "TEXT"), ("unit", text), ("reference", text), ("url", "TEXT"),
      ("checked_day", number), ("confidence", text),
    ])
  static let accounts = CellTable(name: "accounts", columns: [("name", text), ("book", text)])
  static let reasons = CellTable(name: "reasons", columns: [("name", text)])
  static let rules = CellTable(name: "rules", columns: [("name", text)])
  static let verbs = CellTable(name: "verbs", columns: [("name", text)])
  static let states = CellTable(name: "states", columns: [("name", text)])
  static let kinds = CellTable(name: "mandate_kinds", columns: [("name", text)])
  static let departments = CellTable(
    name: "departments", columns: [("code", text), ("name", text), ("is_pacific", number)])
  static let months = CellTable(
    name: "months",
    columns: [
      ("last_day", number), ("fund_cents", number), ("postings", number), ("postings_sum", number),
      ("steps", number), ("steps_sum", number), ("dossiers", number), ("dossiers_sum", number),
      ("digest", text),
    ])
  static let verdicts = CellTable(
    name: "verdicts",
    columns: [
      ("invariant", text), ("statement", text), ("source", text), ("evaluations", number),
      ("nonvacuous", number), ("violations", number), ("least_slack", "INTEGER"), ("unit", text),
    ])
  static let violations = CellTable(
    name: "violations",
    columns: [
      ("invariant", text), ("day", number), ("official", "INTEGER"), ("event", text),
    ])
  /// The summary in pieces, all of it but what differs from machine to machine.
  static let summary = CellTable(name: "summary", columns: [("text", text)])
  /// What differs from machine to machine: not in the seal, which two equal runs have in common.
  static let engine = CellTable(name: "engine", columns: [("text", text)])
  /// What is written before the first day.
  static let prologue = [law, accounts, reasons, rules, verbs, states, kinds, departments]
  /// What the run's own judge found.
  static let findings = [verdicts, violations]
  /// What is written after the last day and goes into the seal, beside the facts.
  static let epilogue = findings + [summary]
  /// What is written after the last day and does not.
  static let unsealed = [engine]
  static let cells = [run] + prologue + [months] + epilogue + unsealed
}
