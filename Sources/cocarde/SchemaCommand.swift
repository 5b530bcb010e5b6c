import ArgumentParser
import Report
import Scenario

/// Prints JSON Schemas: of scenarios and reforms for editors, of summaries for who reads them.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of scenarios, for editors; or of reforms, or of summaries.",
    discussion: """
      An editor with yaml-language-server completes and checks a scenario whose first line is \
      `# yaml-language-server: $schema=scenario.schema.json`, where that file holds what this \
      command prints.
      """)

  @Flag(help: "The schema of summary.json.") var summary = false

  @Flag(help: "The schema of reform files.") var reform = false

  func validate() throws {
    guard !(summary && reform) else {
      throw ValidationError("--summary and --reform are two schemas: ask for one of them")
    }
  }

  func run() throws {
    let schema =
      summary
      ? SummarySchema.json
      : reform
        ? ScenarioSchema(try .standard()).reform : ScenarioSchema(try .standard()).scenario
    try Console.write(try schema.bytes())
  }
}
