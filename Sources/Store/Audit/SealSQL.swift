/// The SQL that recomputes checks, digests and the seal: the arithmetic of ``Digest``, written a
/// second time.
enum SealSQL {
  private static let prime = 2_147_483_647

  /// Tables for the sums of texts, and what goes into the chain in its order.
  static let prepare = """
    CREATE TEMP TABLE hashes (
      tab TEXT NOT NULL, id INTEGER NOT NULL, col INTEGER NOT NULL, hash INTEGER NOT NULL);
    CREATE TEMP TABLE ingredients (n INTEGER PRIMARY KEY, x INTEGER NOT NULL, month INTEGER);
    """

  /// How many digits of a long text are taken in at once.
  private static let stride = 16

  /// The hash after so many digits of `rest`, one after the other: the polynomial written out, so
  /// that a long text takes an eighth of the steps.
  private static let leap: String = {
    var factor: Int64 = 1
    var terms: [String] = []
    for place in (1...stride).reversed() {
      terms.append("unicode(substr(rest, \(place), 1)) * \(factor)")
      factor = factor * 1_000_003 % Int64(prime)
    }
    return "(hash * \(factor) + \(terms.joined(separator: " + "))) % \(prime)"
  }()

  /// Hashes every cell of a table, and its checks as column 0: the digits of its bytes, two by two,
  /// and sixteen by sixteen as long as there are so many.
  static func hash(_ table: CellTable) -> String {
    func digits(_ column: String) -> String { "iif(\(column) IS NULL, '--', hex(\(column)))" }
    let cells = table.columns.enumerated().map { index, column in
      "SELECT id, \(index + 1), \(digits(column.name)) FROM \(table.name)"
    }
    return """
      INSERT INTO temp.hashes
      WITH RECURSIVE walk(id, col, hash, rest) AS (
        SELECT id, col, 7, rest FROM (
          SELECT id, 0 AS col, \(digits("checks")) AS rest FROM \(table.name)
          UNION ALL \(cells.joined(separator: " UNION ALL ")))
        UNION ALL
        SELECT id, col, iif(substr(rest, \(stride), 1) <> '', \(leap),
            ((hash * 1000003 + unicode(rest)) % \(prime) * 1000003
              + unicode(substr(rest, 2, 1))) % \(prime)),
          substr(rest, iif(substr(rest, \(stride), 1) <> '', \(stride + 1), 3))
        FROM walk WHERE rest <> '')
      SELECT '\(table.name)', id, col, hash FROM walk WHERE rest = ''
      """
  }

  /// The cells that do not match their eight digits, with what they hold.
  static func changedCells(_ table: CellTable) -> String {
    // A text with a NUL character would be shown without what follows it.
    let values = table.columns.enumerated().map { index, column in
      let bytes = "CAST(t.\(column.name) AS BLOB)"
      return "WHEN \(index + 1) THEN iif(instr(\(bytes), x'00') > 0, quote(\(bytes)), "
        + "CAST(t.\(column.name) AS TEXT))"
    }
    return """
      SELECT h.id, h.col, CASE h.col \(values.joined(separator: " ")) END
      FROM temp.hashes h JOIN \(table.name) t ON t.id = h.id
      WHERE h.tab = '\(table.name)'
        AND iif(h.col = 0, length(CAST(t.checks AS BLOB)) <> \(8 * table.columns.count),
          substr(t.checks, 8 * h.col - 7, 8) <> printf('%08x',
            (h.hash + (h.id + 1) % \(prime) * 7368787 + h.col * 982451653) % \(prime)))
      ORDER BY h.id, h.col
      """
  }

  /// The rowids that are missing between the first that there must be and the last one.
  static func gaps(_ table: String, first: Int64) -> String {
    """
    SELECT above + 1, id - 1 FROM (
      SELECT rowid AS id, lag(rowid, 1, \(first - 1)) OVER (ORDER BY rowid) AS above
      FROM \(table) WHERE rowid >= \(first))
    WHERE id > above + 1 LIMIT 20
    """
  }

  /// The first rowid, the last one, and how many there are.
  static func extent(_ table: String) -> String {
    "SELECT min(rowid), max(rowid), count(*) FROM \(table)"
  }

  /// The rowids below the first that there may be, and above the last one.
  static func strangers(_ table: String, first: Int64, last: Int64) -> String {
    "SELECT rowid FROM \(table) WHERE rowid < \(first) OR rowid > \(last) ORDER BY rowid LIMIT 20"
  }

  /// Months whose rows are not as many as were written, add up to another sum, or lie on days
  /// outside of it.
  static func months(_ table: String) -> String {
    """
    SELECT id, found, wanted, total, sealed, strays > 0 FROM (
      SELECT m.id, count(p.rowid) AS found, m.\(table) - m.above AS wanted,
        ifnull(sum(p.row_check), 0) AS total, m.\(table)_sum AS sealed,
        ifnull(sum(p.day <= m.eve OR p.day > m.last_day), 0) AS strays
      FROM (
        SELECT *, lag(\(table), 1, 0) OVER (ORDER BY id) AS above,
          lag(last_day, 1, last_day) OVER (ORDER BY id) AS eve FROM months) m
      LEFT JOIN \(table) p ON p.rowid > m.above AND p.rowid <= m.\(table)
      GROUP BY m.id)
    WHERE found <> wanted OR total <> sealed OR strays > 0
    """
  }

  /// Rows whose day is before that of the row above.
  static func disorder(_ table: String) -> String {
    """
    SELECT b.rowid FROM \(table) a JOIN \(table) b ON b.rowid = a.rowid + 1
    WHERE b.day < a.day LIMIT 20
    """
  }

  /// What goes into the chain, in the order in which the writer took it in.
  static let chain: String = {
    var parts: [String] = []
    func part(_ select: String, _ month: String = "NULL") {
      parts.append("SELECT \(parts.count), x, k, \(month) FROM (\(select))")
    }
    func sum(_ table: CellTable) -> String {
      "SELECT count(*) AS x, 0 AS k FROM \(table.name) UNION ALL "
        + "SELECT ifnull(sum(hash), 0), 1 FROM temp.hashes WHERE tab = '\(table.name)' AND col = 0"
    }
    for table in Tables.prologue { part(sum(table)) }
    for table in [Tables.officials, Tables.mandates] {
      part(
        "SELECT count(*) AS x, 0 AS k FROM \(table.name) UNION ALL "
          + "SELECT ifnull(sum(row_check), 0), 1 FROM \(table.name)")
    }
    let columns = [
      "last_day + 1000000", "abs(fund_cents)", "postings - above1", "postings_sum",
      "steps - above2", "steps_sum", "dossiers - above3", "dossiers_sum",
    ]
    let month = """
      SELECT *, lag(postings, 1, 0) OVER (ORDER BY id) AS above1,
        lag(steps, 1, 0) OVER (ORDER BY id) AS above2,
        lag(dossiers, 1, 0) OVER (ORDER BY id) AS above3 FROM months
      """
    let monthly = columns.enumerated().map { index, column in
      "SELECT \(column) AS x, id * 8 + \(index) AS k, iif(\(index) = 7, id, NULL) AS month "
        + "FROM (\(month))"
    }
    parts.append(
      "SELECT \(parts.count), x, k, month FROM (\(monthly.joined(separator: " UNION ALL ")))")
    for table in Tables.epilogue { part(sum(table)) }
    part(
      "SELECT count(*) AS x, 0 AS k FROM run WHERE key <> 'seal' UNION ALL "
        + "SELECT ifnull(sum(hash), 0), 1 FROM temp.hashes WHERE tab = 'run' AND col = 0 "
        + "AND id IN (SELECT id FROM run WHERE key <> 'seal')")
    return """
      INSERT INTO temp.ingredients
      SELECT row_number() OVER (ORDER BY part, k), x, month FROM (
        SELECT 0 AS part, 0 AS x, 0 AS k, NULL AS month WHERE 0
        UNION ALL \(parts.joined(separator: " UNION ALL ")));
      CREATE TEMP TABLE links AS
      WITH RECURSIVE fold(n, a, b, month) AS (
        SELECT 0, 1, 1, NULL
        UNION ALL
        SELECT i.n, (a * 1000003 + x % \(prime)) % \(prime),
          (b * 1103515245 + x % \(prime)) % \(prime), i.month
        FROM fold JOIN temp.ingredients i ON i.n = fold.n + 1)
      SELECT n, printf('%08x%08x', a, b) AS digest, month FROM fold;
      """
  }()

  /// The months whose digest is not what the chain comes to.
  static let brokenMonths = """
    SELECT m.id FROM months m LEFT JOIN temp.links l ON l.month = m.id
    WHERE l.digest IS NOT m.digest ORDER BY m.id
    """

  /// What the chain comes to at its end.
  static let seal = "SELECT digest FROM temp.links ORDER BY n DESC LIMIT 1"
}
