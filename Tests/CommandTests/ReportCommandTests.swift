import Foundation
import GRDB
import Report
import Testing

@testable import cocarde

/// `cocarde report` on what `cocarde run` stored, and the forms of both.
@Suite struct ReportCommandTests {
  private static let text = """
    name: stored
    seed: 48
    simulation: {from: 2022-01-01, to: 2022-12-31}
    territory: {departments: [48]}
    population.officials: 400
    thresholds: [violations == 0, dossiers.opened < 0]
    """

  private struct Stored {
    let folder: String
    let scenario: String
    let json: String
    let database: String
  }

  /// A run with an output of every form, made once.
  private static let stored = Result {
    let folder = try Program.folder().path
    let scenario = try Program.scenario(text)
    let outputs = OutputKind.names.flatMap { ["--out", "\($0)=\(folder)/\($0)"] }
    let outcome = try Program.run(["run", scenario, "--quiet"] + outputs)
    #expect(outcome.code == 4, "\(outcome.err)")
    return Stored(
      folder: folder, scenario: scenario, json: folder + "/json", database: folder + "/sqlite")
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
  }

  @Test(arguments: ReportForm.all)
  func `each form is made again byte by byte, from the summary and from the database`(
    form: ReportForm
  ) throws {
    let stored = try Self.stored.get()
    let wanted = try bytes("\(stored.folder)/\(form.name)")
    #expect(!wanted.isEmpty)
    for source in [stored.json, stored.database] {
      #expect(
        try SummaryPrinter.bytes(StoredRun.summary(source), form) == wanted,
        "\(form.name) \(source)")
    }
  }

  @Test func `the command writes files and standard output, and ends with 0`() throws {
    let stored = try Self.stored.get()
    let folder = try Program.folder().path
    let files = try Program.run([
      "report", stored.database, "--out", "junit=\(folder)/j.xml", "--out",
      "csv-invariants=\(folder)/i.csv",
    ])
    #expect(files.code == 0 && files.out.isEmpty && files.err.isEmpty, "\(files.err)")
    #expect(try bytes(folder + "/j.xml") == bytes(stored.folder + "/junit"))
    #expect(try bytes(folder + "/i.csv") == bytes(stored.folder + "/csv-invariants"))
    let text = try Program.run(["report", stored.json])
    #expect(text.code == 0)
    #expect(try Array(text.out.utf8) == bytes(stored.folder + "/text"))
    let both = try Program.run([
      "report", stored.json, "--format", "csv-metrics", "--out", "text=\(folder)/t",
    ])
    #expect(try Array(both.out.utf8) == bytes(stored.folder + "/csv-metrics"))
    #expect(try bytes(folder + "/t") == bytes(stored.folder + "/text"))
  }

  @Test func `with --exit-code it ends as the run did, and says why`() throws {
    let stored = try Self.stored.get()
    let outcome = try Program.run(["report", stored.database, "--exit-code", "--format", "junit"])
    #expect(outcome.code == 4)
    #expect(outcome.err.contains("threshold failed: dossiers.opened < 0 (observed"))
    var held = try StoredRun.summary(stored.json)
    held.result.verdict = RunVerdict()
    let file = try Program.folder().appending(path: "s.json")
    try Data(held.json.bytes()).write(to: file)
    #expect(try Program.run(["report", file.path, "--exit-code"]).code == 0)
  }

  @Test func `what is no stored run ends with 2 and one sentence`() throws {
    let stored = try Self.stored.get()
    let folder = try Program.folder()
    let other = folder.appending(path: "other.json")
    try Data(#"{"schema": "cocarde-audit-1"}"#.utf8).write(to: other)
    let database = folder.appending(path: "other.sqlite").path
    try DatabaseQueue(path: database).write { try $0.execute(sql: "CREATE TABLE t (a)") }
    for (file, sentence) in [
      (stored.scenario, "is neither a summary.json nor a database that `cocarde run` wrote"),
      (other.path, "this is “cocarde-audit-1”, and only “cocarde-summary/1” is read"),
      (database, "is not a run that `cocarde run --out sqlite=` wrote"),
      (folder.path + "/absent", "there is no such file"), (folder.path, "is a folder"),
    ] {
      let outcome = try Program.run(["report", file])
      #expect(outcome.code == 2, "\(file)")
      #expect(outcome.out.isEmpty)
      #expect(outcome.err.contains(sentence), "\(outcome.err)")
      #expect(outcome.err.split(separator: "\n").count == 1)
    }
  }

  @Test func `a report never takes the place of what it is made from, nor makes a database`() throws
  {
    let stored = try Self.stored.get()
    let before = try bytes(stored.json)
    for (output, sentence) in [
      ("markdown=\(stored.json)", "would replace a file that is read"),
      ("sqlite=\(stored.folder)/new", "a summary holds no ledger"),
      ("json=\(stored.folder)/none/a", "the folder \(stored.folder)/none does not exist"),
      ("jnuit=\(stored.folder)/a", "did you mean 'junit'?"),
      ("hgrm-suport=\(stored.folder)/a", "did you mean 'support'?"),
    ] {
      let outcome = try Program.run(["report", stored.json, "--out", output])
      #expect(outcome.code == 2)
      #expect(outcome.err.contains(sentence), "\(outcome.err)")
    }
    #expect(try bytes(stored.json) == before)
    #expect(!FileManager.default.fileExists(atPath: stored.folder + "/new"))
  }

  @Test func `of a database that was changed no report is made`() throws {
    let stored = try Self.stored.get()
    let copy = try Program.folder().appending(path: "run.sqlite").path
    try FileManager.default.copyItem(atPath: stored.database, toPath: copy)
    let queue = try DatabaseQueue(path: copy)
    try queue.write {
      try $0.execute(
        sql: "UPDATE summary SET text = replace(text, '\"violations\": 0', '\"violations\": 1')")
    }
    try queue.close()
    let outcome = try Program.run(["report", copy])
    #expect(outcome.code == 3)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains("was changed since it was written"))
  }

  @Test func `a form that does not exist is refused before anything is run`() throws {
    let stored = try Self.stored.get()
    for (arguments, sentence) in [
      (["--format", "xml"], "--format knows no form 'xml'"),
      (["--format", "markdwon"], "did you mean 'markdown'?"),
      (["--json", "--format", "csv"], "contradict each other"),
      (["--format", "hgrm-suport"], "did you mean 'support'?"),
      (["--out", "hgrm-nothing=/dev/null"], "there is no distribution 'nothing'"),
    ] {
      for command in [["run", stored.scenario, "--quiet"], ["report", stored.json]] {
        let outcome = try Program.run(command + arguments)
        #expect(outcome.code == 2)
        #expect(outcome.out.isEmpty)
        #expect(outcome.err.contains(sentence), "\(outcome.err)")
        #expect(outcome.err.split(separator: "\n").count == 1)
      }
    }
  }

  @Test func `a real summary is valid by the schema that is printed`() throws {
    let json = try JSON(parsing: bytes(Self.stored.get().json))
    #expect(JSONSchemaValidator(root: SummarySchema.json).complaints(json) == [])
    guard case .object(var members) = json else { return }
    members.removeAll { $0.key == "complete" }
    #expect(
      JSONSchemaValidator(root: SummarySchema.json).complaints(.object(members))
        == [": complete is missing"])
  }
}
