/// Money: balance, books, dossiers, refunds, fund, top-ups, cards (MON, PAY, CAR, REC, TRV).
enum MoneySQL {
  /// The movements that the books know: reason, account that gives, account that takes.
  private static let movements: [(String, [String], [String])] = [
    ("hours", ["hours-issued"], ["hours-held"]),
    ("conversion", ["hours-held"], ["hours-converted"]),
    ("expiry", ["hours-held"], ["hours-lapsed"]),
    ("conversion", ["rights-issued"], ["rights-available", "rights-lost"]),
    ("transition-credit", ["rights-issued"], ["rights-available", "rights-lost"]),
    ("annual-credit", ["rights-issued"], ["rights-available", "rights-lost"]),
    ("first-credit", ["rights-issued"], ["rights-available", "rights-lost"]),
    ("complement", ["rights-issued"], ["rights-available", "rights-lost"]),
    ("cap-cut", ["rights-available"], ["rights-lost"]),
    ("expiry", ["rights-available"], ["rights-expired"]),
    ("extinction", ["rights-available"], ["rights-extinguished"]),
    ("reservation", ["rights-available"], ["rights-reserved"]),
    ("debit", ["rights-reserved"], ["rights-spent"]),
    ("refund", ["rights-reserved", "rights-spent"], ["rights-available", "rights-lost"]),
    ("dotation", ["collectivities"], ["dotation-available"]),
    ("reservation", ["dotation-available"], ["dotation-reserved"]),
    ("refund", ["dotation-reserved"], ["dotation-available"]),
    ("dotation-return", ["dotation-available"], ["collectivities"]),
    ("opening", ["cpf-issued"], ["cpf"]), ("opening", ["cec-issued"], ["cec"]),
    ("opening", ["cpf-hours-issued"], ["cpf-hours"]),
    ("wallet-credit", ["cpf-issued"], ["cpf"]), ("wallet-credit", ["cec-issued"], ["cec"]),
    ("wallet-credit", ["cpf-hours-issued"], ["cpf-hours"]),
    ("status-conversion", ["cpf-issued"], ["cpf"]), ("status-conversion", ["cpf"], ["cpf-issued"]),
    ("status-conversion", ["cpf-hours-issued"], ["cpf-hours"]),
    ("status-conversion", ["cpf-hours"], ["cpf-hours-issued"]),
    ("extinction", ["cpf"], ["cpf-issued"]), ("extinction", ["cec"], ["cec-issued"]),
    ("extinction", ["cpf-hours"], ["cpf-hours-issued"]),
    ("reservation", ["cpf"], ["cpf-reserved"]), ("reservation", ["cec"], ["cec-reserved"]),
    ("reservation", ["cards"], ["card-reserved"]),
    ("refund", ["cpf-reserved"], ["cpf"]), ("refund", ["cec-reserved"], ["cec"]),
    ("refund", ["card-reserved"], ["card-refunds"]), ("card-refund", ["card-refunds"], ["cards"]),
    ("levy", ["collectivities"], ["fund"]), ("travel", ["fund"], ["travel"]),
    ("legacy-payment", ["fund"], ["providers"]), ("advance", ["advances"], ["fund"]),
    ("repayment", ["fund"], ["advances"]),
    (
      "deposit", ["fund", "dotation-reserved", "cpf-reserved", "cec-reserved", "card-reserved"],
      ["providers"]
    ),
    (
      "payment", ["fund", "dotation-reserved", "cpf-reserved", "cec-reserved", "card-reserved"],
      ["providers"]
    ),
    (
      "recovery", ["providers"], ["fund", "dotation-available", "cpf", "cec", "card-refunds"]
    ),
  ]

  /// Those of one refund to a stranger are known to the books, and broken by MON-4.
  private static let refunds = [
    "dotation-reserved", "cpf-reserved", "cec-reserved", "card-reserved",
  ]
  private static let owners = ["dotation-available", "cpf", "cec", "cards", "card-refunds"]

  /// A table of the movements that the books know, by one number each.
  static let known: String = {
    var rows: Set<String> = []
    for (reason, givers, takers) in movements + [("refund", refunds, owners)] {
      for giver in givers {
        for taker in takers { rows.insert("(\(code("#\(reason)", "@\(giver)", "@\(taker)")))") }
      }
    }
    return "CREATE TEMP TABLE known (code INTEGER PRIMARY KEY); "
      + "INSERT INTO temp.known VALUES \(rows.sorted().joined(separator: ", "))"
  }()

  private static func code(_ reason: String, _ debit: String, _ credit: String) -> String {
    "\(reason) * 1000000 + \(debit) * 1000 + \(credit)"
  }

  static let checks = [
    SQLCheck(
      "MON-1", "Every posting moves a sum above zero by a movement that the books know.",
      whole: true,
      .init(
        from: """
          (SELECT p.rowid AS id, p.day, p.amount_cents AS amount, p.debit, p.credit, p.reason,
              k.code FROM postings p
            LEFT JOIN temp.known k ON k.code = \(code("p.reason", "p.debit", "p.credit")))
          """,
        holds: "code IS NOT NULL AND amount > 0 AND debit <> credit", day: "day",
        words:
          "\(RightsSQL.posting("id")) moves ' || amount || ' cents from account ' || debit || ' "
          + "to ' || credit || ' for reason ' || reason")),
    SQLCheck(
      "MON-2", "What a confirmed dossier takes from its sources is its price.", whole: true,
      .init(
        from: """
          (SELECT b.*, (SELECT sum(taken) FROM temp.sources s
              WHERE s.official = b.official AND s.dossier = b.dossier) AS taken
            FROM temp.bought b WHERE b.confirmed IS NOT NULL)
          """,
        holds: "taken = price_cents", day: "confirmed",
        words: "\(dossier) takes ' || ifnull(taken, 0) || ' cents, the price is ' || price_cents")),
    SQLCheck(
      "MON-3", "A dossier is paid once at most, and never more than its price.",
      .init(
        from: """
          (SELECT b.*, p.paid, (SELECT count(*) FROM temp.dossier_history h
              WHERE h.official = b.official AND h.dossier = b.dossier AND h.verb = !pay) AS times
            FROM temp.bought b JOIN (SELECT official, dossier, sum(paid) AS paid FROM temp.sources
                GROUP BY official, dossier HAVING sum(paid) > 0) p
              ON p.official = b.official AND p.dossier = b.dossier)
          """,
        holds: "paid <= price_cents AND times <= 1", day: "day",
        words: "\(dossier) was paid ' || times || ' time(s), ' || paid || ' cents for a price of "
          + "' || price_cents")),
    SQLCheck(
      "MON-4", "Every refund returns to the source that it came from, no more than was taken.",
      .init(
        from: "(SELECT * FROM temp.dossier_moves WHERE reason = #refund)",
        holds: """
          CASE source WHEN 0 THEN credit IN (@rights-available, @rights-lost)
            WHEN 1 THEN credit = @dotation-available WHEN 2 THEN credit = @cpf
            WHEN 3 THEN credit = @cec ELSE credit = @card-refunds END
          """, day: "day",
        words: "\(RightsSQL.posting("id")) of dossier ' || dossier || ' of official ' || official "
          + "|| ' gives ' || amount || ' cents to another source'"),
      .init(
        from: "(SELECT s.*, b.day FROM temp.sources s "
          + "JOIN temp.bought b ON b.official = s.official AND b.dossier = s.dossier)",
        holds: "given <= taken", day: "day",
        words:
          "\(dossier) gives ' || given || ' cents back of ' || taken || ' to source ' || source"
      )),
    SQLCheck(
      "MON-5", "The fund's cash at the end of each month is its opening and what moved since.",
      whole: true,
      .init(
        from: """
          (SELECT m.id, m.last_day AS day, m.fund_cents AS said,
              (SELECT fund_cents FROM months WHERE id = 0) + sum(ifnull(f.net, 0)) OVER (
                ORDER BY m.id) AS found
            FROM months m LEFT JOIN (
              SELECT n.id, sum(iif(p.credit = @fund, p.amount_cents, -p.amount_cents)) AS net
              FROM (SELECT id, postings, lag(postings, 1, 0) OVER (ORDER BY id) AS above
                FROM months) n
              JOIN postings p ON p.rowid > n.above AND p.rowid <= n.postings
                AND (p.credit = @fund OR p.debit = @fund)
              GROUP BY n.id) f ON f.id = m.id)
          """,
        holds: "said = found AND (id = 0 OR said >= 0)", day: "day",
        words: "'the fund holds ' || said || ' cents, the postings come to ' || found")),
    SQLCheck(
      "MON-6", "Top-ups are used only after they were paid in.", whole: true,
      .init(
        from: """
          (SELECT rowid AS id, day, official, sum(iif(credit = @dotation-available, amount_cents,
              -amount_cents)) OVER (PARTITION BY official ORDER BY rowid) AS left
            FROM postings WHERE debit = @dotation-available OR credit = @dotation-available)
          """,
        holds: "left >= 0", day: "day",
        words: "\(RightsSQL.posting("id")) leaves official ' || official || ' with ' || left || ' "
          + "cents of top-ups'")),
    SQLCheck(
      "PAY-1", "A provider is paid after the service done is validated, never in control.",
      .init(
        from: """
          (SELECT h.*, (SELECT sum((c.verb = !open-control) - (c.verb = !close-control))
              FROM temp.dossier_history c WHERE c.official = h.official AND c.dossier = h.dossier
                AND c.verb IN (!open-control, !close-control) AND c.id < h.id) AS controls
            FROM temp.dossier_history h WHERE h.verb IN (!pay, !pay-deposit))
          """,
        holds: """
          ifnull(controls, 0) = 0 AND iif(verb = !pay, state_before IN (~serviceDoneValidated,
            ~canceledByAttendeeNotRealized), state_before = ~inTraining)
          """, day: "day",
        words: "\(dossier) was paid before its service done was validated, or in control'")),
    SQLCheck(
      "PAY-3",
      "What is paid is the part of the price that is due, from the sources in their order.",
      .init(
        from: """
          (SELECT s.*, b.due, b.day, sum(s.taken) OVER (PARTITION BY s.official, s.dossier
              ORDER BY s.source ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS above
            FROM temp.sources s JOIN temp.bought b
              ON b.official = s.official AND b.dossier = s.dossier
            WHERE EXISTS (SELECT 1 FROM temp.dossier_history h WHERE h.official = s.official
              AND h.dossier = s.dossier AND h.verb = !pay))
          """,
        holds: "paid = min(taken, max(0, due - ifnull(above, 0)))", day: "day",
        words: "\(dossier): source ' || source || ' pays ' || paid || ' cents of ' || taken || ' "
          + "taken, with ' || due || ' due in all'")),
    SQLCheck(
      "CAR-1", "A card is charged once for a dossier, and gets back what was given back to it.",
      .init(
        from: """
          (SELECT official, dossier, min(day) AS day, sum(reason = #reservation
              AND debit = @cards) AS charges, sum(iif(credit = @card-refunds, amount, 0)) AS owed,
              sum(iif(debit = @card-refunds, amount, 0)) AS paid
            FROM temp.dossier_moves
            WHERE debit IN (@cards, @card-refunds) OR credit = @card-refunds
            GROUP BY official, dossier)
          """,
        holds: "charges <= 1 AND paid <= owed", day: "day",
        words: "\(dossier) charges a card ' || charges || ' time(s), and pays ' || paid || ' cents "
          + "out of ' || owed || ' owed to it'")),
    SQLCheck(
      "REC-1", "What is recovered was paid, by the source that gets it.",
      .init(
        from: "(SELECT s.*, b.day FROM temp.sources s JOIN temp.bought b "
          + "ON b.official = s.official AND b.dossier = s.dossier AND s.recovered > 0)",
        holds: "recovered <= paid", day: "day",
        words: "\(dossier): ' || recovered || ' cents were recovered of ' || paid || ' paid'")),
    SQLCheck(
      "TRV-1", "Travel is reimbursed once, for mandate training.",
      .init(
        from: """
          (SELECT m.official, m.dossier, min(m.day) AS day, count(*) AS times, min(b.path) AS path
            FROM temp.dossier_moves m LEFT JOIN temp.bought b
              ON b.official = m.official AND b.dossier = m.dossier
            WHERE m.reason = #travel GROUP BY m.official, m.dossier)
          """,
        holds: "times = 1 AND path = 0", day: "day",
        words: "\(dossier): travel was reimbursed ' || times || ' time(s)'")),
  ]

  /// The words that name a dossier.
  static let dossier = "'dossier ' || dossier || ' of official ' || official || '"
}
