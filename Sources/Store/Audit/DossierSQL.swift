/// Dossiers: who pays first and for what, published steps, prices, spans (FUN, DOS, OFF, EVA).
enum DossierSQL {
  /// A step that leads from a state to another; the open states are those before the training.
  private static let transitions: [(String, [String], [String])] = {
    let asked = ["notProcessed", "validated", "waitingAcceptation"]
    let open = asked + ["accepted"]
    let all =
      open + [
        "inTraining", "terminated", "serviceDoneDeclared", "serviceDoneValidated",
        "canceledByAttendeeNotRealized",
      ]
    return [
      ("propose", ["notProcessed"], ["validated"]),
      ("refuse", ["notProcessed"], ["refusedByOrganism"]),
      ("instruct", ["validated"], ["waitingAcceptation"]),
      ("confirm", ["validated", "waitingAcceptation"], ["accepted"]),
      ("decline", ["validated", "waitingAcceptation"], ["refusedByAttendee"]),
      ("withdraw", ["accepted"], ["canceledByAttendee"]),
      ("cancel-by-learner", open, ["canceledByAttendee"]),
      ("cancel-by-learner", ["accepted"], ["canceledByAttendeeNotRealized"]),
      ("cancel-by-provider", ["accepted"], ["canceledByOrganism"]),
      ("no-show", ["accepted"], ["canceledByAttendee", "canceledByAttendeeNotRealized"]),
      ("entry", ["accepted"], ["inTraining"]), ("leave", ["inTraining"], ["terminated"]),
      ("service-done", ["inTraining", "terminated"], ["serviceDoneDeclared"]),
      ("open-control", ["serviceDoneDeclared"], ["serviceDoneDeclared"]),
      ("close-control", ["serviceDoneDeclared"], ["serviceDoneDeclared", "canceledByFinancer"]),
      ("validate", ["serviceDoneDeclared"], ["serviceDoneValidated"]),
      ("seat-lost", open, ["rejected"]),
      ("close", ["notProcessed", "inTraining", "terminated"], ["rejectedWithoutOfSuite"]),
      ("close", ["validated"], ["rejectedWithoutTitulaireSuite"]),
      ("close", ["waitingAcceptation"], ["rejectedWithoutCdcSuite"]),
      ("close", ["notProcessed"], ["refusedByFinancer"]),
      ("close", ["accepted"], ["canceledByOrganism"]), ("close", open, ["canceledByFinancer"]),
    ]
      + all.flatMap { state in
        ["invoice", "evaluate", "travel", "pay", "pay-deposit", "interrupt"].map {
          ($0, [state], [state])
        }
      }
      + ["acknowledge", "pacific-papers"].map { ($0, ["notProcessed"], ["notProcessed"]) }
  }()

  /// A table of the published steps, by one number each.
  static let known: String = {
    let rows = transitions.flatMap { verb, befores, afters in
      befores.flatMap { before in afters.map { "(\(code("!\(verb)", "~\(before)", "~\($0)")))" } }
    }
    return "CREATE TEMP TABLE known_steps (code INTEGER PRIMARY KEY); "
      + "INSERT INTO temp.known_steps VALUES \(Set(rows).sorted().joined(separator: ", "))"
  }()

  private static func code(_ verb: String, _ before: String, _ after: String) -> String {
    "\(verb) * 1000000 + \(before) * 1000 + \(after)"
  }

  private static let confirmed = """
    (SELECT b.*, (SELECT sum(s.taken) FROM temp.sources s WHERE s.official = b.official
        AND s.dossier = b.dossier AND s.source > 0) AS others,
        (SELECT sum(s.taken) FROM temp.sources s WHERE s.official = b.official
        AND s.dossier = b.dossier AND s.source = 1) AS top_up,
        (SELECT sum(s.taken) FROM temp.sources s WHERE s.official = b.official
        AND s.dossier = b.dossier AND s.source IN (2, 3)) AS wallets,
        (SELECT max(m.id) FROM temp.dossier_moves m WHERE m.official = b.official
        AND m.dossier = b.dossier AND m.reason = #reservation) AS last
      FROM temp.bought b WHERE b.confirmed IS NOT NULL)
    """

  static let checks = [
    SQLCheck(
      "FUN-1", "Another source pays only when the rights available are exhausted.", whole: true,
      .init(
        from: """
          (SELECT c.*, (SELECT m.available FROM temp.moves m WHERE m.official = c.official
              AND m.id <= c.last ORDER BY m.rowid DESC LIMIT 1) AS available
            FROM \(confirmed) c WHERE c.others > 0)
          """,
        holds: "ifnull(available, 0) = 0", day: "confirmed",
        words: "\(MoneySQL.dossier) takes ' || others || ' cents from others, with ' || available "
          + "|| ' of rights available'")),
    SQLCheck(
      "FUN-2", "A collectivity pays for mandate training only; CPF and CEC for reintegration only.",
      whole: true,
      .init(
        from: confirmed,
        holds: "iif(path = 0, ifnull(wallets, 0), ifnull(top_up, 0)) = 0", day: "confirmed",
        words: "\(MoneySQL.dossier) is paid by a source that may not pay for it'")),
    SQLCheck(
      "OFF-3",
      "An hour of mandate training costs at most the hourly cap of the day of the request.",
      .init(
        from: """
          (SELECT b.*, i.official IS NOT NULL AS is_pacific, l.hourly, l.pacific_hourly,
              (b.hourly_cents * 1000 * 2 + l.parity) / (2 * l.parity) AS francs
            FROM temp.bought b JOIN temp.day_law l ON l.day = b.day
            LEFT JOIN temp.islanders i ON i.official = b.official WHERE b.path = 0)
          """,
        holds: "iif(is_pacific, francs <= pacific_hourly, hourly_cents <= hourly)", day: "day",
        words: "\(MoneySQL.dossier) costs ' || hourly_cents || ' cents an hour'")),
    SQLCheck(
      "DOS-1", "Only the published steps happen, each from the state that the one before left.",
      .init(
        from: """
          (SELECT h.*, k.code, ifnull(a.state_after, ~notProcessed) = h.state_before AS follows
            FROM temp.dossier_history h
            LEFT JOIN temp.dossier_history a ON a.rowid = h.rowid - 1
              AND a.official = h.official AND a.dossier = h.dossier
            LEFT JOIN temp.known_steps k
              ON k.code = \(code("h.verb", "h.state_before", "h.state_after"))
            WHERE h.verb <> !request)
          """,
        holds: "code IS NOT NULL AND follows", day: "day",
        words:
          "'step ' || id || ' of dossier ' || dossier || ' of official ' || official || ' leads "
          + "from state ' || state_before || ' to ' || state_after")),
    SQLCheck(
      "DOS-4", "Mandate training begins and ends while a mandate is in force.",
      .init(
        from: """
          (SELECT b.*, h.day AS done,
              (SELECT count(*) FROM temp.tenure t WHERE t.official = b.official
                AND t.first_day <= b.first_day AND t.last_day >= b.first_day) AS begins
            FROM temp.bought b JOIN temp.dossier_history h ON h.official = b.official
              AND h.dossier = b.dossier AND h.verb = !service-done
            WHERE b.path = 0)
          """,
        holds: "begins > 0", day: "done",
        words: "\(MoneySQL.dossier) begins without a mandate'")),
    SQLCheck(
      "DOS-5", "The training ends within eight months of the funding agreement.", whole: true,
      .init(
        from: """
          (SELECT b.*, l.completion FROM temp.bought b JOIN temp.day_law l ON l.day = b.confirmed)
          """,
        holds: "last_day <= \(SharedTables.plusMonths("confirmed", "completion"))",
        day: "confirmed", words: "\(MoneySQL.dossier) ends too late'")),
    SQLCheck(
      "EVA-1", "A training is evaluated once.", whole: true,
      .init(
        from: """
          (SELECT official, dossier, max(day) AS day, count(*) AS times FROM temp.dossier_history
            WHERE verb = !evaluate GROUP BY official, dossier)
          """,
        holds: "times = 1", day: "day",
        words: "\(MoneySQL.dossier) was evaluated ' || times || ' times'")),
  ]
}
