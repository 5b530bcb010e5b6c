import Calendar
import Documents
import Foundation
import Law
import Testing

@Suite struct ReformTests {
  let law: ParameterTable

  init() throws { law = try ParameterTable.law() }

  private func reform(_ parameters: String, head: String = "name: r") throws -> Reform {
    try Reform(Document("\(head)\nparameters:\n\(parameters)\n", file: "r.yaml"))
  }

  private let source = "reference: hypothesis, checked: 2026-11-21, confidence: unverified"

  private func reform2026() throws -> Reform {
    let path = "Scenarios/reforms/2026-12.yaml"
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
    return try Reform(Document(text, file: path))
  }

  @Test func `the reform of December 2026 lifts the credit, the cap and the hour`() throws {
    let reformed = try law.applying(reform2026())
    let day = Day(2026, 12, 1)
    let before = Statute(law, on: day)
    #expect(before.annualCredit == 40_000 && before.cap == 80_000 && before.hourlyCap == 8_000)
    #expect(before.complement == 0 && before.complementFrom == nil)
    let after = Statute(reformed, on: day)
    #expect(after.annualCredit == 60_000)
    #expect(after.cap == 120_000)
    #expect(after.hourlyCap == 10_000)
    #expect(after.complement == 20_000)
    #expect(after.complementFrom == day)
    #expect(Statute(reformed, on: day - 1) == Statute(law, on: day - 1))
  }

  @Test func `every value of the reform of December 2026 is marked unverified`() throws {
    let reformed = try law.applying(reform2026())
    var changed: [String] = []
    for (old, new) in zip(law.parameters, reformed.parameters) where old != new {
      changed.append(new.name)
      for value in new.values where !old.values.contains(value) {
        #expect(value.confidence == .unverified)
        #expect(value.from == Day(2026, 12, 1))
      }
    }
    #expect(
      changed == [
        "rights.annual_credit", "rights.cap", "rights.complement", "rights.pacific.annual_credit",
        "rights.pacific.cap", "rights.pacific.hourly_cap", "offer.hourly_cap",
      ])
  }

  @Test func `a value of the same date is replaced and a later one of the table stays`() throws {
    let reformed = try law.applying(
      reform("  rights.cap:\n    2022-01-01: { value: 900, \(source) }"))
    #expect(reformed.number("rights.cap", on: Day(2021, 12, 31)) == 150_000)
    #expect(reformed.number("rights.cap", on: Day(2022, 1, 1)) == 90_000)
    #expect(reformed.number("rights.cap", on: Day(2023, 3, 29)) == 90_000)
    #expect(reformed.number("rights.cap", on: Day(2023, 3, 30)) == 80_000)
    #expect(reformed["rights.cap"]?.values.count == 3)
  }

  @Test func `a reform that stands alone drops later values of the table, not its own`() throws {
    let values = """
          rights.cap:
            2022-06-01: { value: 900, \(source) }
            2024-01-01: { value: none, \(source) }
      """
    let reformed = try law.applying(reform(values, head: "name: r\nalone: yes"))
    #expect(reformed.number("rights.cap", on: Day(2022, 1, 1)) == 70_000)
    #expect(reformed.number("rights.cap", on: Day(2023, 3, 30)) == 90_000)
    #expect(reformed.value("rights.cap", on: Day(2024, 1, 1)) == .none)
    #expect(reformed["rights.cap"]?.values.count == 4)
  }

  @Test func `an unknown parameter is refused with its line and the nearest name`() throws {
    let reform = try reform("  rights.cpa:\n    2026-12-01: { value: 1, \(source) }")
    #expect(
      throws: Diagnostic(
        file: "r.yaml", line: 3,
        message: "unknown parameter 'rights.cpa'; did you mean 'rights.cap'?")
    ) { try law.applying(reform) }
  }

  @Test(arguments: [
    ("2026-02-30: { value: 1", "'2026-02-30' is not a date that exists"),
    ("2026-12-01: { value: -1", "is negative"),
    ("2026-12-01: { value: 14 days", "has the wrong unit"),
    ("2026-12-01: { value: 1.005", "is not an amount in euros"),
    ("2026-12-01: { vallue: 1", "did you mean 'value'?"),
    ("2026-12-01: { value: many", "has the wrong unit"),
    ("2026-12-01: { value: 2000000000", "on 2026-12-01, 'rights.cap' cannot be"),
  ])
  func `a malformed value is refused with its line`(text: String, part: String) throws {
    let reform = try reform("  rights.cap:\n    \(text), \(source) }")
    let error = try #require(throws: Diagnostic.self) { try law.applying(reform) }
    #expect(error.message.contains(part), "\(error)")
    #expect(error.line == 4)
    #expect(error.file == "r.yaml")
  }

  @Test func `a reform without a source, a name or a change is refused`() throws {
    let bare = try reform("  rights.cap:\n    2026-12-01: { value: 1 }")
    #expect(throws: Diagnostic.self) { try law.applying(bare) }
    #expect(throws: Diagnostic.self) { try reform("  {}") }
    #expect(throws: Diagnostic.self) { try reform("  rights.cap: {}", head: "title: r") }
    let empty = try reform("  rights.cap: {}")
    #expect(throws: Diagnostic.self) { try law.applying(empty) }
    let error = try #require(throws: Diagnostic.self) {
      try reform("  rights.cap: {}", head: "name: r\nallone: yes")
    }
    #expect(error.message.contains("did you mean 'alone'?"))
  }

  @Test func `a rule of a reform is one of the parameter's rules`() throws {
    let text = "  rights.recredit_above_cap:\n    2026-12-01: { value:"
    let allowed = try law.applying(reform("\(text) allow, \(source) }"))
    #expect(!Statute(allowed, on: Day(2026, 12, 1)).recreditLosesAboveCap)
    let wrong = try reform("\(text) alow, \(source) }")
    let error = try #require(throws: Diagnostic.self) { try law.applying(wrong) }
    #expect(error.message.contains("did you mean 'allow'?"))
  }
}
