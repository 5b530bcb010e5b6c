import GRDB

/// The tables and views of a stored ledger.
enum Schema {
  /// What every version of the program brings a file to.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: ledger") { db in
      try db.execute(sql: tables)
      try db.execute(sql: views)
    }
    return migrator
  }

  /// Made after the load, which is twice as fast without them.
  static let indexes = """
    CREATE INDEX postings_by_official ON postings (official, day, seq);
    CREATE INDEX postings_by_dossier ON postings (dossier) WHERE dossier > 0;
    """

  static let insertion = """
    INSERT INTO postings (day, official, dossier, seq, reason, debit, credit, amount, command)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  private static let tables = """
    CREATE TABLE run (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE accounts (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE reasons (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    -- A day counts from 1 January 1970; an amount is in cents and goes from debit to credit.
    CREATE TABLE postings (
      day INTEGER NOT NULL, official INTEGER NOT NULL, dossier INTEGER NOT NULL,
      seq INTEGER NOT NULL, reason INTEGER NOT NULL, debit INTEGER NOT NULL,
      credit INTEGER NOT NULL, amount INTEGER NOT NULL, command INTEGER NOT NULL
    ) STRICT;
    """

  private static let views = """
    -- Each posting as a person reads it.
    CREATE VIEW statement AS
    SELECT date(p.day * 86400, 'unixepoch') AS date, p.official, nullif(p.dossier, 0) AS dossier,
      p.seq, coalesce(r.name, p.reason) AS reason, coalesce(d.name, p.debit) AS from_account,
      coalesce(c.name, p.credit) AS to_account,
      printf('%s%d.%02d', iif(p.amount < 0, '-', ''), abs(p.amount) / 100, abs(p.amount) % 100)
        AS euros
    FROM postings p LEFT JOIN reasons r ON r.id = p.reason
      LEFT JOIN accounts d ON d.id = p.debit LEFT JOIN accounts c ON c.id = p.credit;
    -- Each posting as two lines, one for either account.
    CREATE VIEW entries AS
    SELECT day, official, dossier, seq, credit AS account, amount FROM postings
    UNION ALL
    SELECT day, official, dossier, seq, debit, -amount FROM postings;
    -- What each account of an official holds at the end.
    CREATE VIEW balances AS
    SELECT e.official, coalesce(a.name, e.account) AS account, sum(e.amount) AS cents
    FROM entries e LEFT JOIN accounts a ON a.id = e.account GROUP BY e.official, e.account;
    -- What each account holds at the end; the sum of all is zero.
    CREATE VIEW account_totals AS
    SELECT coalesce(a.name, e.account) AS account, sum(e.amount) AS cents
    FROM entries e LEFT JOIN accounts a ON a.id = e.account GROUP BY e.account;
    -- What moved in each year, by reason.
    CREATE VIEW years AS
    SELECT strftime('%Y', p.day * 86400, 'unixepoch') AS year, coalesce(r.name, p.reason) AS reason,
      count(*) AS postings, sum(p.amount) AS cents
    FROM postings p LEFT JOIN reasons r ON r.id = p.reason GROUP BY 1, p.reason;
    """
}
