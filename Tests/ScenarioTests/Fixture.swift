import Documents
import Law
import Scenario

/// Small tables, and scenarios in memory.
enum Fixture {
  static let law = """
    rights.annual:
      title: Annual credit
      unit: EUR
      values:
        2016-01-01: {value: 300, reference: R, checked: 2026-11-21, confidence: primary}
        2021-07-23: {value: 400, reference: R, checked: 2026-11-21, confidence: primary}
    rights.cap:
      title: Cap on the rights held
      unit: EUR
      values:
        2021-07-23: {value: 1500, reference: R, checked: 2026-11-21, confidence: primary}
        2022-01-01: {value: 700, reference: R, checked: 2026-11-21, confidence: primary}
        2023-03-30: {value: 800, reference: R, checked: 2026-11-21, confidence: primary}
    accrual.calendar:
      title: Day of the annual credit
      unit: count
      rules: [last-day-of-march, third-monday]
      values:
        2016-01-01: {value: last-day-of-march, reference: R, checked: 2026-11-21,
          confidence: primary}
    dossier.confirm-delay:
      title: Days to confirm
      unit: working-day
      values:
        2016-01-01: {value: 4, reference: R, checked: 2026-11-21, confidence: primary}
    fund.convention:
      title: Years of a convention
      unit: year
      read: never
      values:
        2016-01-01: {value: 4, reference: R, checked: 2026-11-21, confidence: primary}
    accrual.other-day:
      title: Day of the other credits
      unit: day-of-year
      read: yearly
      values:
        2016-01-01: {value: 07-05, reference: R, checked: 2026-11-21, confidence: primary}
    """

  static let population = """
    recognised:
      title: Share of officials recognised
      unit: share
      values:
        2016-01-01: {value: 92 %, reference: R, checked: 2026-11-21, confidence: primary}
    """

  static let behaviour = """
    behaviour.request-rate:
      title: Share that asks in a year
      unit: share
      values:
        2016-01-01: {value: 3 %, reference: R, checked: 2026-11-21, confidence: assumption}
    behaviour.opening:
      title: What there is on the first day
      unit: count
      read: once
      values:
        2016-01-01: {value: 3, reference: R, checked: 2026-11-21, confidence: assumption}
    """

  static func table(_ text: String) throws -> ParameterTable {
    ParameterTable(try LawFile.parameters(in: Document(text, file: "table.yaml")))
  }

  static func context(_ files: [String: String] = [:]) throws -> ScenarioContext {
    ScenarioContext(
      law: try table(law), population: try table(population), behaviour: try table(behaviour),
      mutants: ["cap-ignored", "double-credit"], exercises: ["CAP-1", "credit-cut", "ORA-1"],
      files: .memory(files))
  }

  /// Loads a scenario of one file, `dir/s.yaml`.
  static func load(
    _ text: String, flags: ScenarioFlags = ScenarioFlags(), environment: [String: String] = [:],
    files: [String: String] = [:]
  ) throws -> LoadedScenario {
    let all = files.merging(["dir/s.yaml": text]) { $1 }
    return try LoadedScenario.load(
      "dir/s.yaml", flags: flags, environment: environment, context: context(all))
  }

  /// The complaint that loading raises, or what there was instead.
  static func complaint(
    _ text: String, flags: ScenarioFlags = ScenarioFlags(), environment: [String: String] = [:],
    files: [String: String] = [:]
  ) -> String {
    do {
      _ = try load(text, flags: flags, environment: environment, files: files)
      return "no complaint"
    } catch {
      return "\(error)"
    }
  }
}
