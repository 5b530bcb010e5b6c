/// Rights: the cap, the balances, who may hold any (CAP, EXP, MAN).
enum RightsSQL {
  static let checks = [
    SQLCheck(
      "CAP-1",
      "After each credit, available + reserved is at most the cap in force that day.", whole: true,
      .init(
        from: """
          (SELECT m.*, iif(i.official IS NULL, l.cap, l.pacific_cap) AS cap
            FROM temp.moves m JOIN temp.day_law l ON l.day = m.day
            LEFT JOIN temp.islanders i ON i.official = m.official
            WHERE m.debit = @rights-issued AND m.credit = @rights-available)
          """,
        holds: "available + reserved <= cap", day: "day",
        words: "\(posting("id")) lifts official ' || official || ' to "
          + "' || (available + reserved) || ' cents, the cap is ' || cap")),
    SQLCheck(
      "CAP-2",
      "Rights that come back after their debit stay under the cap; what is lost did not fit.",
      .init(
        from: """
          (SELECT m.*, iif(i.official IS NULL, l.cap, l.pacific_cap) AS cap, l.loses, l.keeps,
              iif(a.official = m.official AND a.debit = m.debit AND a.credit = @rights-available
                AND a.reason = #refund AND a.dossier = m.dossier, a.amount, 0) AS follows
            FROM temp.moves m JOIN temp.day_law l ON l.day = m.day
            LEFT JOIN temp.islanders i ON i.official = m.official
            LEFT JOIN temp.moves a ON a.rowid = m.rowid + 1
            WHERE m.debit <> @rights-issued AND (m.credit = @rights-lost
              OR m.credit = @rights-available AND m.debit = @rights-spent))
          """,
        holds: """
          CASE WHEN credit = @rights-available THEN loses = 0 OR available + reserved <= cap
            WHEN reason = #refund THEN loses = 1 AND debit = @rights-spent
              AND follows = max(0, cap - available - reserved)
            ELSE keeps = 0 AND available + reserved >= cap END
          """, day: "day",
        words: "\(posting("id")) of ' || amount || ' cents leaves official ' || official || ' with "
          + "' || (available + reserved) || ' cents, the cap is ' || cap")),
    SQLCheck(
      "CAP-3", "Neither rights available nor rights reserved ever fall below zero.", whole: true,
      .init(
        from: "temp.moves", holds: "available >= 0 AND reserved >= 0", day: "day",
        words: "\(posting("id")) leaves official ' || official || ' with ' || available || ' cents "
          + "available and ' || reserved || ' reserved'")),
    SQLCheck(
      "EXP-2",
      "Rights expire when the window after the last mandate is over, and nothing is left then.",
      .init(
        from: """
          (SELECT m.id, m.day, m.official, m.amount, l.months, l.successive,
              (SELECT max(t.last_day) + 1 FROM temp.tenure t
                WHERE t.official = m.official AND t.last_day < m.day) AS ended,
              EXISTS (SELECT 1 FROM temp.tenure t WHERE t.official = m.official
                AND t.first_day <= m.day - 1 AND t.last_day >= m.day - 1) AS is_in_office
            FROM temp.moves m JOIN temp.day_law l ON l.day = m.day
            WHERE m.credit = @rights-expired)
          """,
        holds: """
          successive = 0 OR is_in_office = 0
            AND day >= \(SharedTables.plusMonths("ended", "months"))
          """, day: "day",
        words: "\(posting("id")) lets ' || amount || ' cents of official ' || official || ' expire "
          + "before the window is over'"),
      .init(
        from: """
          (SELECT h.official, h.available, e.day, l.months,
              (SELECT max(t.last_day) + 1 FROM temp.tenure t WHERE t.official = h.official
                AND t.last_day < e.day) AS ended
            FROM temp.holdings h, (SELECT max(last_day) AS day FROM months) e
            JOIN temp.day_law l ON l.day = e.day
            WHERE h.available > 0 AND NOT EXISTS (SELECT 1 FROM temp.tenure t
                WHERE t.official = h.official AND t.first_day <= e.day AND t.last_day >= e.day)
              AND h.official NOT IN (SELECT official FROM temp.outsiders))
          """,
        holds: "ended IS NULL OR day < \(SharedTables.plusMonths("ended", "months"))", day: "day",
        words: "'official ' || official || ' holds ' || available || ' cents after the window'")),
    SQLCheck(
      "MAN-1", "Officials of bodies outside the scheme hold no rights.",
      .init(
        from: """
          (SELECT o.official, h.available, h.reserved, e.day FROM temp.outsiders o
            LEFT JOIN temp.holdings h ON h.official = o.official,
              (SELECT max(last_day) AS day FROM months) e)
          """,
        holds: "ifnull(available, 0) = 0 AND ifnull(reserved, 0) = 0", day: "day",
        words: "'official ' || official || ' holds ' || (available + reserved) || ' cents'")),
  ]

  /// The words that name a posting.
  static func posting(_ id: String) -> String { "'posting ' || \(id) || '" }
}
