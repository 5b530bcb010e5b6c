import Capsules
import Foundation
import Population
import Report
import Scenario
import Simulation
import Store
import Testing

@testable import cocarde

/// PRI-1: no output of any kind holds a whole NIR or a name.
@Suite struct PrivacyTests {
  @Test func `a whole NIR is found however it is written`() {
    for line in [
      "2550826058000", "nir=255082605800032", "\"1 80 01 2A 004 000\"", "x 2 55 08 26 058 000 32.",
      "180012B004000", "1804297407000",
    ] { #expect(NIRScanner.finds(in: line.utf8), "\(line)") }
    for line in [
      "2 71 •• •• ••• •••", "255082605800", "25508260580001", "\"cents\": 2551326058000",
      "3550826058000", "2550826058001", "2031-06-30 1 234 567,00 €", "officials 1000000000000",
    ] { #expect(!NIRScanner.finds(in: line.utf8), "\(line)") }
  }

  @Test func `a line with a NIR or a name is a leak, and is counted`() {
    var check = PrivacyCheck(names: ["Jeanne Martin"])
    let text = "all is well\nofficial 7: 400,00 €\n2 55 08 26 058 000\nJeanne Martin asked\n"
    check.read(Array(text.utf8))
    #expect(check.lines == 4)
    #expect(check.suspects == 4)
    #expect(check.leaks == 2)
  }

  @Test func `no output of a run holds a NIR or a name, and the check has read them all`() throws {
    let file = try Program.scenario(
      """
      name: traced
      seed: 48
      simulation: {from: 2025-01-01, years: 1}
      territory: {departments: [48, 2A]}
      trace: {official: 17}
      """)
    let folder = try Program.folder()
    let outputs = ["json", "text", "sqlite"].map { folder.appending(path: "out.\($0)").path }
    let arguments = zip(["json", "text", "sqlite"], outputs).flatMap { ["--out", "\($0)=\($1)"] }
    let result = try Program.run(["run", file, "--json"] + arguments)
    #expect(result.code == 0, "\(result.err)")
    let scenario = try LoadedScenario.load(
      file, flags: ScenarioFlags(), environment: [:], context: .standard())
    let roster = try scenario.inputs().roster
    var texts = [result.out, result.err]
    for output in outputs {
      texts.append(
        String(decoding: try Data(contentsOf: URL(filePath: output)), as: Unicode.ASCII.self))
    }
    for person in stride(from: 0, to: roster.persons.count, by: 50) + [17] {
      let nir = roster.nir(of: person)
      for text in texts {
        #expect(!text.contains(nir.digits))
        #expect(person != 17 || !text.contains(roster.name(of: person)))
      }
    }
    // The database holds no column that could name a person, and its statement names none.
    let archive = try RunArchive(outputs[2])
    for table in ["officials", "mandates"] {
      let columns = try archive.text("SELECT group_concat(name) FROM pragma_table_info('\(table)')")
      let known = [
        "officials": "id,department,body_kind,birth_year,row_check",
        "mandates": "official,kind,first_day,last_day,row_check",
      ]
      #expect(columns == known[table])
    }
    for language in ["fr", "en"] {
      for form in ["text", "json"] {
        texts.append(
          try Program.run(
            ["explain", outputs[2], "--official", "17", "--lang", language, "--format", form]
          ).out)
      }
    }
    texts.append(try Program.run(["audit", outputs[2]]).out)
    for text in texts {
      #expect(!text.contains(roster.name(of: 17)) && !text.contains(roster.nir(of: 17).digits))
    }
    #expect(result.out.contains("\"PRI-1\""))
    for text in texts {
      let leak = text.split(separator: "\n").first { NIRScanner.finds(in: $0.utf8) }
      #expect(leak == nil)
    }
  }

  @Test func `a capsule that names somebody is a leak`() throws {
    let file = try Program.scenario(
      "simulation: {from: 2025-01-01, years: 1}\nterritory: {departments: [48]}\n")
    let scenario = try LoadedScenario.load(
      file, flags: ScenarioFlags(), environment: [:], context: .standard())
    var inputs = try scenario.inputs()
    inputs.traced = 17
    let engine = Engine(inputs)
    _ = try engine.run(until: inputs.days.lowerBound)
    func leaks(_ statement: String) throws -> Int64? {
      var summary = try SummaryBuilder(
        scenario: scenario, inputs: inputs, outcome: engine.outcome()
      ).summary()
      var capsule = Capsule()
      capsule.statement = ["2025-01-02  \(statement)"]
      try PrivacyCheck.judge(&summary, inputs, capsules: [capsule])
      return summary.result.invariants.first { $0.id == "PRI-1" }?.violations
    }
    #expect(try leaks("credit: 400,00 €") == 0)
    #expect(try leaks("credit of \(inputs.roster.name(of: 17))") == 1)
    #expect(try leaks("credit of \(inputs.roster.nir(of: 17).digits)") == 1)
  }

  @Test func `an amount of forty countries is no NIR, and a NIR beside it still is one`() throws {
    let file = try Program.scenario(
      "simulation: {from: 2025-01-01, years: 1}\nterritory: {departments: [48]}\n")
    let scenario = try LoadedScenario.load(
      file, flags: ScenarioFlags(), environment: [:], context: .standard())
    let inputs = try scenario.inputs()
    let engine = Engine(inputs)
    _ = try engine.run(until: inputs.days.lowerBound)
    let small = try SummaryBuilder(
      scenario: scenario, inputs: inputs, outcome: engine.outcome()
    ).summary()
    // The cents that people held in July 2021, and those of a levy: sex, year and month fit.
    let cents = 2_870_693_370_000
    #expect(NIRScanner.finds(in: "\(cents)".utf8))
    let text = String(decoding: try small.json.bytes(), as: UTF8.self)
    let large = text.replacing(#/_cents": \d+/#) { $0.output.prefix(8) + "\(cents)" }
      .replacing(#/"count": [1-9]\d*/#) { _ in "\"count\": \(cents)" }
    #expect(large.split(separator: "\(cents)").count > 50)
    var summary = try Summary(json: JSON(parsing: Array(large.utf8)))
    func leaks() -> Int64? {
      summary.result.invariants.first { $0.id == "PRI-1" }?.violations
    }
    try PrivacyCheck.judge(&summary, names: [])
    #expect(leaks() == 0)
    summary.scenario.name = "nir 2551226058000"
    try PrivacyCheck.judge(&summary, names: [])
    #expect(leaks() ?? 0 > 0)
    summary.scenario.name = "2 87 06 93 370 000"
    try PrivacyCheck.judge(&summary, names: [])
    #expect(leaks() ?? 0 > 0, "the digits of an amount in the groups of a NIR")
  }

  @Test func `what the check has read is the same however many threads there are`() throws {
    let file = try Program.scenario(
      """
      name: threads
      seed: 48
      simulation: {from: 2025-01-01, years: 1}
      territory: {departments: [48]}
      """)
    func result(_ flags: [String]) throws -> JSON? {
      let text = try Program.run(["run", file, "--json"] + flags).out
      return try JSON(parsing: Array(text.utf8))["result"]
    }
    let one = try result(["--jobs", "1"])
    #expect(one != nil)
    #expect(try result(["--jobs", "2", "--no-color"]) == one)
  }
}
