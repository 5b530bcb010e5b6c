/// The temporary tables that several checks read.
enum SharedTables {
  /// Each with what it is called in messages, in the order in which they are made.
  static let all: [(name: String, sql: String)] = [
    ("the law day by day", law), ("mandates", mandates), ("rights by official", moves),
    ("credits", credits), ("dossiers", dossiers), ("movements", MoneySQL.known),
    ("steps", DossierSQL.known),
  ]

  /// A day so many months after another one; the 31st becomes the last day of a shorter month.
  static func plusMonths(_ day: String, _ months: String) -> String {
    func start(_ months: String) -> String {
      "CAST(strftime('%s', (\(day)) * 86400, 'unixepoch', 'start of month', "
        + "(\(months)) || ' months') AS INTEGER) / 86400"
    }
    let place = "CAST(strftime('%d', (\(day)) * 86400, 'unixepoch') AS INTEGER) - 1"
    return "min(\(start(months)) + \(place), \(start("(\(months)) + 1")) - 1)"
  }

  /// The year of a day.
  static func year(_ day: String) -> String {
    "CAST(strftime('%Y', \(day) * 86400, 'unixepoch') AS INTEGER)"
  }

  private static func number(_ parameter: String, _ absent: String = "0") -> String {
    "ifnull((SELECT number FROM temp.legal l WHERE l.parameter = '\(parameter)' "
      + "AND l.first_day <= d.day ORDER BY l.first_day DESC LIMIT 1), \(absent))"
  }

  private static func word(_ parameter: String, _ day: String = "d.day") -> String {
    "ifnull((SELECT word FROM temp.legal l WHERE l.parameter = '\(parameter)' "
      + "AND l.first_day <= \(day) ORDER BY l.first_day DESC LIMIT 1), '')"
  }

  /// What stands for no limit.
  private static let limitless = "1152921504606846976"

  /// `day_law`: what the law says on each day of the run, and the credit days of its year.
  ///
  /// Amounts of the Pacific are the francs of the law at the parity, to the nearest cent.
  private static let law = """
    CREATE TEMP TABLE legal AS SELECT parameter, first_day, threshold, number, word FROM law;
    CREATE INDEX temp.legal_by_name ON legal (parameter, first_day);
    CREATE TEMP TABLE law_by_day AS
    WITH RECURSIVE d(day) AS (
      SELECT CAST(value AS INTEGER) FROM run WHERE key = 'first_day'
      UNION ALL
      SELECT day + 1 FROM d
      WHERE day < (SELECT CAST(value AS INTEGER) FROM run WHERE key = 'last_day')
      -- No run is longer than a century, whatever somebody wrote there.
      LIMIT 36600),
    francs AS (
      SELECT day, \(number("rights.pacific.parity", "838")) AS parity,
        \(number("rights.pacific.annual_credit")) AS credit,
        \(number("rights.pacific.cap", limitless)) AS cap FROM d)
    SELECT d.day AS day, \(year("d.day")) AS year,
      \(number("rights.annual_credit")) AS credit, \(number("rights.cap", limitless)) AS cap,
      (f.credit * f.parity + 500) / 1000 AS pacific_credit,
      iif(f.cap = \(limitless), f.cap, (f.cap * f.parity + 500) / 1000) AS pacific_cap,
      f.parity AS parity, \(number("rights.pacific.hourly_cap", limitless)) AS pacific_hourly,
      \(number("rights.transition_credit")) AS transition,
      \(number("rights.conversion_rate")) AS rate, \(number("rights.complement")) AS complement,
      \(number("rights.reintegration_months")) AS months,
      \(number("offer.hourly_cap", limitless)) AS hourly,
      \(number("dossier.completion_months")) AS completion,
      \(number("dossier.late_cancellation_share")) AS late_share,
      \(number("dossier.deposit_share")) AS deposit_share,
      \(word("rights.recredit_above_cap")) = 'lose' AS loses,
      \(word("rights.cap_lowered")) = 'keep' AS keeps,
      \(word("rights.successive_mandates")) = 'keep' AS successive,
      \(word("rights.reintegration_during_mandate")) = 'allow' AS during
    FROM d JOIN francs f ON f.day = d.day;
    CREATE TEMP TABLE legal_days AS
    SELECT y.year, k.municipal, CASE
      WHEN k.municipal = 0 THEN y.other
      WHEN y.rule = 'third-monday' THEN \(anniversary)
      ELSE CAST(strftime('%s', y.year || '-03-31') AS INTEGER) / 86400 END AS day
    FROM (
      SELECT year, \(word("rights.credit_calendar", newYear)) AS rule,
        CAST(strftime('%s', year || '-' || substr(printf('%04d', code), 1, 2) || '-'
          || substr(printf('%04d', code), 3, 2)) AS INTEGER) / 86400 AS other,
        (SELECT max(first_day) FROM temp.legal WHERE parameter = 'election.municipal'
          AND \(year("first_day")) <= w.year) AS ballot
      FROM (
        SELECT year, (SELECT number FROM temp.legal l
          WHERE l.parameter = 'rights.credit_day_other' AND l.first_day <= \(newYear)
          ORDER BY l.first_day DESC LIMIT 1) AS code
        FROM (SELECT DISTINCT year FROM temp.law_by_day)
      ) w) y
    JOIN (SELECT 0 AS municipal UNION ALL SELECT 1) k;
    CREATE TEMP TABLE day_law (
      day INTEGER PRIMARY KEY, year, credit, cap, pacific_credit, pacific_cap, parity,
      pacific_hourly, transition, rate, complement, months, hourly, completion, late_share,
      deposit_share, loses, keeps, successive, during, municipal_day, other_day);
    INSERT INTO temp.day_law SELECT l.*, m.day, o.day FROM temp.law_by_day l
      JOIN temp.legal_days m ON m.year = l.year AND m.municipal = 1
      JOIN temp.legal_days o ON o.year = l.year AND o.municipal = 0;
    """

  private static let newYear = "CAST(strftime('%s', year || '-01-01') AS INTEGER) / 86400"
  /// The third Monday after the first round, in the year that is asked for.
  private static let anniversary = """
    (SELECT min(CAST(strftime('%s', y.year || strftime('-%m-01', t * 86400, 'unixepoch'))
        AS INTEGER) / 86400 + CAST(strftime('%d', t * 86400, 'unixepoch') AS INTEGER) - 1,
      CAST(strftime('%s', y.year || strftime('-%m-01', t * 86400, 'unixepoch'), '+1 month')
        AS INTEGER) / 86400 - 1)
      FROM (SELECT y.ballot + 7 - (y.ballot + 3) % 7 + 14 AS t))
    """

  /// `tenure`: the mandates that give rights; `islanders`: the officials of the Pacific;
  /// `outsiders`: those who have mandates outside of the scheme and no others.
  private static let mandates = """
    CREATE TEMP TABLE tenure AS
    SELECT official, kind = ^municipal AS municipal, first_day,
      ifnull(last_day, 1000000) AS last_day
    FROM mandates WHERE kind <> ^outside ORDER BY official, first_day;
    CREATE INDEX temp.tenure_by_official 
      ON tenure (official, first_day, municipal DESC, last_day);
    CREATE TEMP TABLE islanders (official INTEGER PRIMARY KEY);
    INSERT INTO temp.islanders SELECT o.id FROM officials o
      JOIN departments d ON d.id = o.department AND d.is_pacific = 1;
    CREATE TEMP TABLE outsiders (official INTEGER PRIMARY KEY);
    INSERT INTO temp.outsiders SELECT official FROM mandates
      GROUP BY official HAVING min(kind = ^outside) = 1;
    """

  /// `moves`: every posting of rights, by official and in the ledger's order, with what is
  /// available and reserved after it.
  ///
  /// The row above a row is the one before it.
  private static let moves = """
    CREATE TEMP TABLE moves AS
    SELECT rowid AS id, official, day, dossier, amount_cents AS amount, debit, credit, reason,
      sum(((credit = @rights-available) - (debit = @rights-available)) * amount_cents) OVER own
        AS available,
      sum(((credit = @rights-reserved) - (debit = @rights-reserved)) * amount_cents) OVER own
        AS reserved
    FROM postings
    WHERE official IS NOT NULL AND debit IN (\(rights)) OR official IS NOT NULL
      AND credit IN (\(rights))
    WINDOW own AS (PARTITION BY official ORDER BY rowid);
    CREATE INDEX temp.moves_by_official ON moves (official);
    CREATE TEMP TABLE holdings AS
    SELECT official, max(rowid) AS last, available, reserved FROM temp.moves GROUP BY official;
    """

  private static let rights = """
    @rights-issued, @rights-available, @rights-reserved, @rights-spent, @rights-lost, \
    @rights-expired, @rights-extinguished
    """

  /// `credits`: every posting from the State's promise of rights, with what was held before it.
  ///
  /// The posting above it is noted where that one is the other part. `events`: those that begin a
  /// credit, with the kind of the mandate that decides that day (the one held longest, the
  /// municipal one on a tie; NULL where none is), its legal day, and the accrual year.
  private static let credits = """
    CREATE TEMP TABLE hours_converted (official INTEGER PRIMARY KEY, hours INTEGER);
    INSERT OR REPLACE INTO temp.hours_converted
      SELECT official, amount_cents FROM postings WHERE credit = @hours-converted;
    CREATE TEMP TABLE credits AS
    SELECT id, official, day, amount, reason, is_paid, held, cap, full,
      iif(above < full, above, 0) AS paid_above FROM (
    SELECT m.id, m.official, m.day, m.amount, m.reason, m.credit = @rights-available AS is_paid,
      m.available + m.reserved - iif(m.credit = @rights-available, m.amount, 0) AS held,
      iif(i.official IS NULL, l.cap, l.pacific_cap) AS cap,
      CASE m.reason WHEN #transition-credit THEN l.transition WHEN #complement THEN l.complement
        WHEN #conversion THEN l.rate
          * ifnull((SELECT hours FROM temp.hours_converted h WHERE h.official = m.official), 0)
        ELSE iif(i.official IS NULL, l.credit, l.pacific_credit) END AS full,
      iif(m.credit = @rights-lost AND a.official = m.official AND a.day = m.day
        AND a.reason = m.reason AND a.debit = m.debit AND a.credit = @rights-available,
        a.amount, 0) AS above
    FROM temp.moves m JOIN temp.day_law l ON l.day = m.day
      LEFT JOIN temp.islanders i ON i.official = m.official
      LEFT JOIN temp.moves a ON a.rowid = m.rowid - 1
    WHERE m.debit = @rights-issued);
    CREATE TEMP TABLE events AS
    SELECT id, official, day, reason, municipal, legal,
      year - (reason = #first-credit AND day < legal) AS label FROM (
    SELECT e.*, iif(e.municipal, l.municipal_day, l.other_day) AS legal, l.year FROM (
      SELECT c.*, (SELECT t.municipal FROM temp.tenure t
          WHERE t.official = c.official AND t.first_day <= c.day AND t.last_day >= c.day
          ORDER BY t.first_day, t.municipal DESC LIMIT 1) AS municipal
      FROM temp.credits c WHERE c.paid_above = 0) e JOIN temp.day_law l ON l.day = e.day);
    CREATE TEMP TABLE labels AS SELECT id, official, day, label FROM temp.events
      WHERE reason IN (#annual-credit, #first-credit, #transition-credit);
    """

  /// `dossier_moves`: every posting of a dossier in the ledger's order.
  ///
  /// `sources`: what each dossier took from, gave back to and paid out of each of its five sources,
  /// numbered in the legal order.
  private static let dossiers = """
    CREATE TEMP TABLE dossier_moves AS
    SELECT rowid AS id, official, dossier, day, amount_cents AS amount, debit, credit, reason,
      CASE
        WHEN debit IN (@rights-available, @rights-reserved, @rights-spent) THEN 0
        WHEN debit IN (@dotation-available, @dotation-reserved) THEN 1
        WHEN debit IN (@cpf, @cpf-reserved) THEN 2
        WHEN debit IN (@cec, @cec-reserved) THEN 3
        WHEN debit IN (@cards, @card-reserved) THEN 4
        WHEN debit = @fund THEN 0
        WHEN debit = @providers THEN CASE credit WHEN @fund THEN 0 WHEN @dotation-available THEN 1
          WHEN @cpf THEN 2 WHEN @cec THEN 3 ELSE 4 END
        ELSE -1 END AS source
    FROM postings WHERE dossier IS NOT NULL ORDER BY official, dossier, rowid;
    CREATE INDEX temp.dossier_moves_by ON dossier_moves (official, dossier);
    CREATE TEMP TABLE sources AS
    SELECT official, dossier, source, sum(iif(reason = #reservation, amount, 0)) AS taken,
      sum(iif(reason = #refund OR reason = #recovery AND credit <> @fund, amount, 0)) AS given,
      sum(iif(reason IN (#payment, #deposit), amount, 0)) AS paid,
      sum(iif(reason = #recovery, amount, 0)) AS recovered
    FROM temp.dossier_moves WHERE reason IN (#reservation, #refund, #payment, #deposit, #recovery)
    GROUP BY official, dossier, source;
    CREATE INDEX temp.sources_by ON sources (official, dossier);
    CREATE TEMP TABLE dossier_history AS
    SELECT rowid AS id, official, dossier, day, verb, state_before, state_after, hours
    FROM steps
    WHERE rule = 0 AND dossier IS NOT NULL AND verb NOT IN (!certify, !recover, !refund-card)
    ORDER BY official, dossier, rowid;
    CREATE INDEX temp.history_by ON dossier_history (official, dossier, verb);
    CREATE TEMP TABLE bought AS
    SELECT d.*, (SELECT day FROM temp.dossier_history h
        WHERE h.official = d.official AND h.dossier = d.dossier AND h.verb = !confirm LIMIT 1)
        AS confirmed,
      CASE
        WHEN EXISTS (SELECT 1 FROM temp.dossier_history h WHERE h.official = d.official
          AND h.dossier = d.dossier AND h.state_after = ~canceledByAttendeeNotRealized)
        THEN d.price_cents * (SELECT l.late_share FROM temp.dossier_history h
            JOIN temp.day_law l ON l.day = h.day
            WHERE h.official = d.official AND h.dossier = d.dossier
              AND h.state_after = ~canceledByAttendeeNotRealized LIMIT 1) / 1000000
        ELSE (SELECT d.price_cents * h.hours / max(1, d.hours) FROM temp.dossier_history h
            WHERE h.official = d.official AND h.dossier = d.dossier AND h.verb = !service-done
            LIMIT 1)
      END AS due
    FROM dossiers d;
    CREATE INDEX temp.bought_by ON bought (official, dossier);
    """
}
