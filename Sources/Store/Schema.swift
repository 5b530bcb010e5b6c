import GRDB

/// The tables and views of a stored run.
enum Schema {
  /// Which version of the tables a file has; another one is not read.
  static let version = 4
  /// What marks a database as ours in its header: "ELU1".
  static let application: Int64 = 0x454c_5531

  /// Makes the tables and views in an empty file: those of another version are never changed, so
  /// that the file holds nothing but what is defined here.
  ///
  /// - Parameter db: The file.
  /// - Throws: What SQLite says.
  static func create(_ db: Database) throws {
    for sql in definitions { try db.execute(sql: sql) }
    try db.execute(
      sql: "PRAGMA application_id = \(application); PRAGMA user_version = \(version)")
  }

  /// How a run writes: an old page goes to a journal before it is changed, so that whoever opens
  /// the file after a crash finds it as it was at the end of a month; the disk is waited for where
  /// order matters.
  static let settings = """
    PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -64000
    """

  /// Every table and view, as the file's own list must have them.
  static var definitions: [String] {
    Tables.cells.map(\.definition) + Tables.rows.map(\.definition) + views
  }

  private static func euros(_ column: String) -> String {
    "printf('%s%d.%02d', iif(\(column) < 0, '-', ''), abs(\(column)) / 100, abs(\(column)) % 100)"
  }

  private static func iso(_ column: String) -> String { "date(\(column) * 86400, 'unixepoch')" }

  private static func joined(_ table: CellTable) -> String {
    "(SELECT group_concat(text, '') FROM (SELECT text FROM \(table.name) ORDER BY id))"
  }

  private static let views = [
    // The summary as JSON: SELECT summary ->> '$.result.fingerprint' FROM summary_json.
    """
    CREATE VIEW summary_json AS
    SELECT \(joined(Tables.summary)) AS summary, \(joined(Tables.engine)) AS engine
    """,
    // Each posting as a person reads it.
    """
    CREATE VIEW ledger AS
    SELECT p.rowid AS posting, \(iso("p.day")) AS date, p.official, p.dossier, r.name AS reason,
      d.name AS from_account, c.name AS to_account, d.book,
      iif(d.book = 'hours', p.amount_cents || ' h', \(euros("p.amount_cents"))) AS amount
    FROM postings p LEFT JOIN reasons r ON r.id = p.reason
      LEFT JOIN accounts d ON d.id = p.debit LEFT JOIN accounts c ON c.id = p.credit
    """,
    // The rights of an official: WHERE official = 4711.
    """
    CREATE VIEW statement AS
    SELECT p.official, \(iso("p.day")) AS date, p.dossier, r.name AS reason,
      iif(d.book = 'hours', p.amount_cents || ' h', \(euros("p.amount_cents"))) AS amount,
      d.name AS from_account, c.name AS to_account,
      sum((c.name = 'rights-available') * p.amount_cents
        - (d.name = 'rights-available') * p.amount_cents) OVER own AS available_cents,
      sum((c.name = 'rights-reserved') * p.amount_cents
        - (d.name = 'rights-reserved') * p.amount_cents) OVER own AS reserved_cents
    FROM postings p JOIN reasons r ON r.id = p.reason
      JOIN accounts d ON d.id = p.debit JOIN accounts c ON c.id = p.credit
    WINDOW own AS (PARTITION BY p.official ORDER BY p.rowid)
    """,
    // What each account holds at the end; the sum of all is zero.
    """
    CREATE VIEW account_totals AS
    SELECT a.name AS account, a.book,
      (SELECT ifnull(sum(amount_cents), 0) FROM postings WHERE credit = a.id)
      - (SELECT ifnull(sum(amount_cents), 0) FROM postings WHERE debit = a.id) AS cents
    FROM accounts a
    """,
    // What was bought, and who paid: reserved at the confirmation, given back, paid in the end.
    """
    CREATE VIEW purchases AS
    SELECT b.official, b.dossier, \(iso("b.day")) AS requested,
      iif(b.path = 0, 'mandate', 'reintegration') AS path, \(iso("b.first_day")) AS first_day,
      \(iso("b.last_day")) AS last_day, b.hours, b.provider, b.price_cents,
      ifnull(sum(iif(c.name = 'rights-reserved', p.amount_cents, 0)), 0) AS rights_cents,
      ifnull(sum(iif(c.name = 'dotation-reserved', p.amount_cents, 0)), 0) AS top_up_cents,
      ifnull(sum(iif(c.name = 'cpf-reserved', p.amount_cents, 0)), 0) AS cpf_cents,
      ifnull(sum(iif(c.name = 'cec-reserved', p.amount_cents, 0)), 0) AS cec_cents,
      ifnull(sum(iif(c.name = 'card-reserved', p.amount_cents, 0)), 0) AS card_cents,
      ifnull(sum(iif(c.name = 'providers', p.amount_cents, 0)), 0)
        - ifnull(sum(iif(d.name = 'providers', p.amount_cents, 0)), 0) AS paid_cents
    FROM dossiers b LEFT JOIN postings p ON p.official = b.official AND p.dossier = b.dossier
      LEFT JOIN accounts d ON d.id = p.debit LEFT JOIN accounts c ON c.id = p.credit
    GROUP BY b.rowid
    """,
    // The steps of dossiers as a person reads them.
    """
    CREATE VIEW dossier_steps AS
    SELECT s.official, s.dossier, \(iso("s.day")) AS date, v.name AS step, r.name AS rule,
      b.name AS state_before, a.name AS state_after, s.hours
    FROM steps s JOIN verbs v ON v.id = s.verb JOIN rules r ON r.id = s.rule
      JOIN states b ON b.id = s.state_before JOIN states a ON a.id = s.state_after
    """,
    // Who held which mandate, and when.
    """
    CREATE VIEW mandate_list AS
    SELECT m.official, k.name AS kind, \(iso("m.first_day")) AS first_day,
      \(iso("m.last_day")) AS last_day
    FROM mandates m JOIN mandate_kinds k ON k.id = m.kind
    """,
    // Each value of the law with its span.
    """
    CREATE VIEW law_in_force AS
    SELECT parameter, \(iso("first_day")) AS first_day,
      \(iso("(lead(first_day) OVER (PARTITION BY parameter, threshold ORDER BY first_day) - 1)"))
        AS last_day, threshold, number, word, unit, reference, url
    FROM law
    """,
    // What moved in each year, by reason.
    """
    CREATE VIEW years AS
    SELECT strftime('%Y', p.day * 86400, 'unixepoch') AS year, r.name AS reason,
      count(*) AS postings, sum(p.amount_cents) AS cents
    FROM postings p JOIN reasons r ON r.id = p.reason GROUP BY 1, p.reason
    """,
  ]
}
