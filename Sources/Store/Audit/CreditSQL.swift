/// Credits: to whom, on which day, how much, how often (CRD, PAC).
enum CreditSQL {
  static let checks = [
    SQLCheck(
      "CRD-1", "One annual credit at most for each official and accrual year.", whole: true,
      .init(
        from: """
          (SELECT e.*, a.label AS above FROM temp.labels e
            LEFT JOIN temp.labels a ON a.rowid = e.rowid - 1 AND a.official = e.official)
          """,
        holds: "above IS NULL OR above < label", day: "day",
        words:
          "\(RightsSQL.posting("id")) credits official ' || official || ' for the accrual year "
          + "' || label || ', after one for ' || above")),
    SQLCheck(
      "CRD-2", "Each credit is min(amount of the law, cap - held); what is cut is posted as lost.",
      whole: true,
      .init(
        from: "temp.credits",
        holds: """
          iif(is_paid, amount = min(full, max(0, cap - held)),
            cap - held <= 0 AND amount = full - paid_above)
          """, day: "day",
        words: "\(RightsSQL.posting("id")) of ' || amount || ' cents: official ' || official || ' "
          + "held ' || held || ', the law gives ' || full || ' up to ' || cap"),
      .init(
        from: """
          (SELECT c.*, l.amount AS lost FROM temp.credits c
            LEFT JOIN temp.credits l ON l.rowid = c.rowid + 1 AND l.official = c.official
              AND l.reason = c.reason AND l.day = c.day AND l.is_paid = 0
            WHERE c.is_paid = 1 AND c.amount < c.full)
          """,
        holds: "lost = full - amount", day: "day",
        words: "'the rest of the credit of \(RightsSQL.posting("id").dropFirst()) is not posted "
          + "as lost'")),
    SQLCheck(
      "CRD-3",
      "An annual credit falls on the legal day of the mandate held longest, no other one does.",
      .init(
        from: "(SELECT * FROM temp.events WHERE municipal IS NOT NULL)",
        holds: """
          CASE reason WHEN #annual-credit THEN day = legal
            WHEN #first-credit THEN day <> legal
            WHEN #complement THEN day IN (SELECT first_day FROM temp.legal
              WHERE parameter = 'rights.complement' AND number > 0)
            ELSE day = (SELECT min(first_day) FROM temp.legal
              WHERE parameter = 'rights.transition_credit') END
          """, day: "day",
        words: "\(RightsSQL.posting("id")) credits official ' || official || ' on another day than "
          + "the law says'")),
    SQLCheck(
      "CRD-4", "Nobody without a mandate in force that day is credited.", whole: true,
      .init(
        from: "temp.events", holds: "municipal IS NOT NULL", day: "day",
        words: "\(RightsSQL.posting("id")) credits official ' || official || ', who holds no "
          + "mandate'")),
    SQLCheck(
      "PAC-1", "Neither CPF nor CEC pays for an official of the Pacific.",
      .init(
        from: """
          (SELECT m.* FROM temp.dossier_moves m
            JOIN temp.islanders i ON i.official = m.official WHERE m.reason = #reservation)
          """,
        holds: "source NOT IN (2, 3)", day: "day",
        words: "\(RightsSQL.posting("id")) takes ' || amount || ' cents of CPF or CEC for dossier "
          + "' || dossier || ' of official ' || official")),
  ]
}
