import Audit
import Calendar
import Evidence
import Foundation
import Platform
import Simulation
import Store
import Testing

/// A run is stored, and judged a second time by SQL alone.
@Suite struct EvidenceTests {
  /// Runs the small world into a database and gives what the SQL finds there.
  private func judged(
    _ mutant: Mutant = .none, shards: Int = 2, pacific: Bool = false,
    _ look: (RunArchive) throws -> Void = { _ in }
  ) throws -> (outcome: RunOutcome, audit: RunAudit) {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "cocarde-evidence-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let inputs =
      pacific
      ? try PacificRunTests.inputs(mutant)
      : try SmallWorld.inputs(shards: shards, mutant: mutant)
    let recorder = try EvidenceRecorder(
      path, RunIdentity(engine: "test", scenario: "small", sha256: "00", command: "test"), inputs)
    let engine = Engine(inputs)
    let isComplete = try engine.run(recorder: recorder)
    let outcome = engine.outcome()
    try recorder.finish(outcome, isComplete: isComplete)
    let archive = try RunArchive(path)
    try look(archive)
    return (outcome, try RunAudit(archive))
  }

  @Test func `SQL finds nothing in a clean run, and has looked at everything`() throws {
    let reference = try SmallWorld.reference.get()
    let (outcome, audit) = try judged { (archive: RunArchive) throws in
      #expect(try archive.text("SELECT count(*) FROM postings") == "\(reference.tally.postings)")
      #expect(try archive.text("SELECT count(*) FROM months") == "121")
      #expect(
        try archive.text("SELECT count(*) FROM dossiers") == "\(reference.tally.opened)")
      #expect(
        try archive.text("SELECT fund_cents FROM months WHERE id = 120")
          == "\(reference.fund)")
    }
    // Storing a run changes nothing in it.
    #expect(outcome.fingerprint == reference.fingerprint)
    #expect(audit.changes == [])
    #expect(audit.isComplete)
    #expect(audit.disagreements == 0)
    for line in audit.invariants {
      #expect(line.violations == 0, "\(line.id): \(line.first ?? "")")
      #expect(line.obstacle == nil, "\(line.id): \(line.obstacle ?? "")")
      #expect(line.stored == 0, "\(line.id)")
      if line.id != "PAC-1" { #expect(line.evaluations > 0, "\(line.id) looked at nothing") }
    }
    #expect(audit.isClean)
  }

  @Test func `the months of a run have the same rows for any number of shards, by sums`() throws {
    var sums: [String?] = []
    for shards in [1, 5] {
      _ = try judged(shards: shards) { (archive: RunArchive) throws in
        sums.append(
          try archive.text(
            """
            SELECT group_concat(x, ';') FROM (
              SELECT day || ' ' || count(*) || ' ' || sum(amount_cents) AS x
              FROM postings GROUP BY day)
            """))
      }
    }
    #expect(sums[0] == sums[1])
  }

  /// The mutants whose mistake the ledger shows, with an invariant by which SQL must see it.
  @Test(arguments: [
    (Mutant.creditTwice, "CRD-1"), (.cardBeforeRights, "FUN-1"), (.paidTwice, "MON-3"),
    (.pacificCPF, "PAC-1"),
  ])
  func `SQL catches a known-bad platform as the run's own judge does`(
    mutant: Mutant, id: String
  ) throws {
    let (outcome, audit) = try judged(mutant, pacific: mutant == .pacificCPF)
    #expect(audit.changes == [])
    let isClean = audit.isClean
    #expect(!isClean)
    let line = try #require(audit.invariants.first { $0.id == id })
    #expect(line.violations > 0)
    #expect(line.first?.isEmpty == false)
    #expect(outcome.findings.violationCount > 0)
    for line in audit.invariants {
      #expect(
        line.agrees != false,
        "\(line.id): SQL \(line.violations), judge \(line.stored ?? -1): \(line.first ?? "")")
    }
  }

  @Test func `a run that is stopped is stored through its last day, and says so`() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "cocarde-evidence-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let inputs = try SmallWorld.inputs()
    let recorder = try EvidenceRecorder(
      path, RunIdentity(engine: "test", scenario: "small", sha256: "00", command: "test"), inputs)
    let engine = Engine(inputs)
    let isComplete = try engine.run(
      dayEnded: { $0 < Day(2022, 6, 10) }, recorder: recorder)
    #expect(!isComplete)
    try recorder.finish(engine.outcome(), isComplete: isComplete)
    let audit = try RunAudit(RunArchive(path))
    #expect(!audit.isComplete)
    #expect(audit.isSealed)
    #expect(audit.lastDay == "2022-06-10")
    #expect(audit.isClean, "\(audit.changes)")
  }

  @Test func `a statement adds up to what the run holds, in both languages, dossier by dossier`()
    throws
  {
    _ = try judged { (archive: RunArchive) throws in
      let buyer = try #require(
        try archive.text(
          """
          SELECT official FROM purchases WHERE card_cents > 0 AND paid_cents > 0 LIMIT 1
          """))
      let number = try #require(Int64(buyer))
      let statement = try AccountStatement(archive, official: number)
      #expect(statement.changedRows == 0)
      let held = try archive.text(
        """
        SELECT sum(iif(to_account = 'rights-available', amount_cents, 0)
          - iif(from_account = 'rights-available', amount_cents, 0))
        FROM (SELECT l.*, p.amount_cents FROM ledger l JOIN postings p ON p.rowid = l.posting)
        WHERE official = \(number)
        """)
      #expect(held == statement.lines.last.map { "\($0.available)" })
      let french = StatementText.render(statement, .french)
      let english = StatementText.render(statement, .english)
      for word in [
        "RELEVÉ DE COMPTE   élu n° \(number)", "Alimentation annuelle des droits", "CGCT R1621-7",
        "plafond des droits détenus : 800,00 €, depuis le 30/03/2023 (Arrêté du 27 mars 2023",
        "Droits mobilisés et réservés", "carte bancaire (reste à charge) : engagé",
        "service fait validé", "plafond",
      ] { #expect(french.contains(word), "\(word)\n\(french)") }
      for word in [
        "ACCOUNT STATEMENT   official \(number)", "Annual credit",
        "cap on the rights held: 800,00 €",
        "since 2023-03-30 (Arrêté du 27 mars 2023", "bank card: committed",
      ] { #expect(english.contains(word), "\(word)\n\(english)") }
      for purchase in statement.purchases where purchase.steps.contains(where: { $0.verb == "pay" })
      {
        let taken = purchase.sources.reduce(0) { $0 + $1.taken }
        #expect(taken == purchase.price)
        #expect(purchase.sources.allSatisfy { $0.given + $0.paid <= $0.taken })
      }
    }
  }

  @Test
  func `an official of the Pacific sees francs, and nobody sees an official who is not there`()
    throws
  {
    _ = try judged(pacific: true) { (archive: RunArchive) throws in
      let islander = try #require(
        try archive.text(
          """
          SELECT p.official FROM postings p JOIN officials o ON o.id = p.official
          JOIN departments d ON d.id = o.department AND d.is_pacific = 1 LIMIT 1
          """))
      let statement = try AccountStatement(archive, official: try #require(Int64(islander)))
      #expect(StatementText.render(statement, .french).contains("F CFP"))
      let count = try #require(Int64(try archive.text("SELECT count(*) FROM officials") ?? ""))
      for stranger in [-1, count] {
        #expect(
          #expect(throws: StoreError.self) {
            try AccountStatement(archive, official: stranger)
          }?.description
            == "there is no official \(stranger); this run has \(count), numbered from 0 to "
            + "\(count - 1)")
      }
    }
  }

  @Test func `every reason, step, state and refusal of a dossier has words in both languages`()
    throws
  {
    _ = try judged { (archive: RunArchive) throws in
      let count = try #require(Int(try archive.text("SELECT count(*) FROM officials") ?? ""))
      // Everybody who bought something, or was refused it.
      let buyers = try #require(
        try archive.text("SELECT group_concat(DISTINCT official) FROM steps"))
      var seen = 0
      for buyer in buyers.split(separator: ",").prefix(40) {
        let statement = try AccountStatement(archive, official: Int64(buyer) ?? 0)
        for line in statement.lines {
          let (english, article, _) = statement.explanation(of: line, .english)
          let (french, _, _) = statement.explanation(of: line, .french)
          #expect(english != french && !article.isEmpty, "\(line.reason)")
          seen += 1
        }
        for step in statement.purchases.flatMap(\.steps) + statement.refusedRequests {
          #expect(step.words(.english) != step.words(.french), "\(step)")
          #expect(!step.words(.french).contains("-after-"), "\(step)")
        }
      }
      #expect(seen > 0 && count > 0)
    }
  }
}
