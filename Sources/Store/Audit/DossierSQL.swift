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

  /// The days of a dossier that must lie in a mandate or outside of any: its request and its
  /// agreement, its first day once it was entered, and both ends once the service is done; who
  /// leaves office in between stops on the eve.
  private static let places = """
    SELECT official, dossier, path, day AS place, day FROM temp.bought
    UNION ALL
    SELECT official, dossier, path, confirmed, confirmed FROM temp.bought
      WHERE confirmed IS NOT NULL
    UNION ALL
    SELECT b.official, b.dossier, b.path, b.first_day, h.day
      FROM temp.bought b JOIN temp.dossier_history h ON h.official = b.official
        AND h.dossier = b.dossier AND h.verb IN (!entry, !service-done)
      WHERE h.verb = !entry OR b.path = 0
    UNION ALL
    SELECT b.official, b.dossier, b.path,
        ifnull((SELECT max(i.day) - 1 FROM temp.dossier_history i WHERE i.official = b.official
          AND i.dossier = b.dossier AND i.verb = !interrupt), b.last_day), h.day
      FROM temp.bought b JOIN temp.dossier_history h ON h.official = b.official
        AND h.dossier = b.dossier AND h.verb = !service-done
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
      "DOS-4",
      "Mandate training is bought, begins and ends in a mandate, reintegration outside of any.",
      .init(
        from: """
          (SELECT s.*, l.during, EXISTS (SELECT 1 FROM temp.tenure t WHERE t.official = s.official
              AND t.first_day <= s.place AND t.last_day >= s.place) AS is_in_office
            FROM (\(places)) s JOIN temp.day_law l ON l.day = s.day)
          """,
        holds: "iif(path = 0, is_in_office, during OR NOT is_in_office)", day: "day",
        words:
          "\(MoneySQL.dossier) lies ' || iif(path = 0, 'outside of', 'within') || ' a mandate on "
          + "' || date(place * 86400, 'unixepoch')")),
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
