import Documents
import Foundation
import Law
import Report
import Scenario
import Testing

@testable import cocarde

/// The schemas that `cocarde schema` prints, on the files that people write.
@Suite struct SchemaCommandTests {
  private static let context = Result { try ScenarioContext.standard() }

  private static let schemas = Result {
    let schemas = ScenarioSchema(try context.get())
    return (scenario: schemas.scenario, reform: schemas.reform)
  }

  private func complaints(_ text: String) throws -> [String] {
    JSONSchemaValidator(root: try Self.schemas.get().scenario)
      .complaints(JSON(try Document(text, file: "s.yaml")))
  }

  private static func files(_ folder: String) throws -> [String] {
    let place = Program.root.appending(path: folder)
    return try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
      .filter { $0.hasSuffix(".yaml") }.map { "\(folder)/\($0)" }
  }

  @Test func `every committed scenario and reform is valid`() throws {
    let scenarios = try Self.files("Scenarios")
    #expect(scenarios.count > 9)
    for file in scenarios {
      let text = try String(contentsOf: Program.root.appending(path: file), encoding: .utf8)
      #expect(try complaints(text) == [], "\(file)")
    }
    let reforms = try Self.files("Scenarios/reforms")
    #expect(!reforms.isEmpty)
    for file in reforms {
      let text = try String(contentsOf: Program.root.appending(path: file), encoding: .utf8)
      let validator = JSONSchemaValidator(root: try Self.schemas.get().reform)
      #expect(validator.complaints(JSON(try Document(text, file: file))) == [], "\(file)")
      let wrong = text.replacing("rights.cap:", with: "rights.capp:")
      #expect(!validator.complaints(JSON(try Document(wrong, file: file))).isEmpty)
    }
  }

  /// What the loader refuses an editor should mark.
  @Test(arguments: [
    "seeed: 1", "simulation: {form: 2021-01-01}", "simulation.from: 1 July 2021",
    "simulation.years: 100", "parameters: {rights.capp: 3}", "parameters: {rights.cap: 3 h}",
    "parameters: {rights.cap: {2026-12: 600}}", "rights: {capp: 3}", "population.officials: -1",
    "population: {officialls: 3}", "audit.must: [CAP-99]", "audit.oracle: 5 %",
    "platform.mutant: nonsense", "faults: {job_late: {rate: 3 euros}}",
    "faults: {job_lat: {rate: 1 %}}",
    "parameters: {dossier.confirmation_working_days: [1, 2]}",
    "audit.enabled: maybe", "trace.official: nobody", "engine.jobs: many", "reforms: []\nx.y: 1",
    "parameters: {councils.size: 3}", "seed: -1",
  ])
  func `a mistake is marked, as the program refuses it`(text: String) throws {
    #expect(try !complaints(text).isEmpty)
    var context = try Self.context.get()
    context.files = .memory(["s.yaml": text])
    #expect(throws: Diagnostic.self) { try LoadedScenario.load("s.yaml", context: context) }
  }

  /// What the loader takes no editor should mark.
  @Test(arguments: [
    "rights.cap: 1200", "rights.cap: 1 200,50 €", "parameters: {rights.cap: none}",
    "parameters: {rights.cap: 1200, rights.annual_credit: {2026-12-01: 600 EUR}}",
    "behaviour.support.agents: 9", "behaviour: {support: {agents: 9}}", "population: {blocks: 3}",
    "population: {officials: 1_000, blocks: 2}", "territory.departments: [48, 2A, 01]",
    "territory: {departments: 48}", "audit.must: all",
    "audit: {must: [CAP-1, expiry], oracle: 1/10}",
    "seed: 18446744073709551615", "thresholds: violations == 0", "faults.job_late.rate: 0.05",
    "faults: {job_late: {rate: 5 %, days: 3}}", "faults.job_late: {armed: 350 ppm}",
    "swarm: {operations: 70 %}", "audit.enabled: on", "trace.official: 4711", "name: 2026",
    "simulation: {from: 2022-01-01, to: 2022-12-31}", "simulation.years: 3 years",
  ])
  func `what the program takes is not marked`(text: String) throws {
    var context = try Self.context.get()
    context.files = .memory(["s.yaml": text])
    // A name that this list has wrong is told apart from a schema that is too strict.
    let loads = (try? LoadedScenario.load("s.yaml", context: context)) != nil
    #expect(loads, "the program refuses it")
    #expect(try complaints(text) == [])
  }

  @Test func `every setting and parameter has its words, its type and its default`() throws {
    let schema = try Self.schemas.get().scenario
    for setting in Setting.all {
      let property = try #require(schema["properties"]?[setting.path], "\(setting.path)")
      #expect(property["description"] == .string(setting.doc))
      #expect((property["default"] == nil) == setting.fallback.isEmpty, "\(setting.path)")
    }
    let context = try Self.context.get()
    #expect(context.settable.count > 300)
    for item in context.settable {
      let definition = try #require(schema["$defs"]?[item.name], "\(item.name)")
      #expect(definition["title"] == .string(item.parameter.title))
      #expect(schema["properties"]?["parameters"]?["properties"]?[item.name] != nil)
    }
    let cap = try #require(schema["$defs"]?["rights.cap"]?["description"])
    #expect(cap == .string("Unit: EUR. Last value: 800,00 € from 2023-03-30 on."))
  }

  @Test func `the command prints each schema, and one at a time`() throws {
    let scenario = try Program.run(["schema"])
    #expect(scenario.code == 0 && scenario.err.isEmpty)
    #expect(try JSON(parsing: Array(scenario.out.utf8)) == Self.schemas.get().scenario)
    let reform = try Program.run(["schema", "--reform"])
    #expect(try JSON(parsing: Array(reform.out.utf8)) == Self.schemas.get().reform)
    let summary = try Program.run(["schema", "--summary"])
    #expect(try JSON(parsing: Array(summary.out.utf8)) == SummarySchema.json)
    #expect(try Program.run(["schema", "--summary", "--reform"]).code == 2)
  }
}
