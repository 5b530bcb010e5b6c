import Calendar
import Documents
import Law
import Testing

@Suite struct LawDataTests {
  @Test func `every value of the law names its source and the day it was checked`() throws {
    let law = try ParameterTable.law()
    #expect(law.parameters.count > 100)
    for parameter in law.parameters {
      #expect(parameter.name.split(separator: ".").count >= 2)
      #expect(parameter.title.contains("("), "'\(parameter.name)' lacks its French name")
      #expect(!parameter.values.isEmpty, "'\(parameter.name)' has no value")
      for value in parameter.values {
        #expect(value.reference.count >= 8, "'\(parameter.name)' lacks a reference")
        #expect(value.checked == Day(2026, 11, 21))
        #expect(value.from >= Day(2014, 1, 1))
        if let url = value.url { #expect(url.hasPrefix("http")) }
        switch value.value {
        case .rule(let rule): #expect(parameter.rules.contains(rule))
        case .scale(let steps): #expect(!steps.isEmpty && steps[0].from >= 0)
        case .number, .none: #expect(parameter.rules.isEmpty)
        }
      }
      let dates = parameter.values.map(\.from)
      #expect(dates == dates.sorted() && Set(dates).count == dates.count)
    }
  }

  @Test func `the law has every parameter that the code reads`() throws {
    let law = try ParameterTable.law()
    try LawName.check(law)
    for name in LawName.allCases {
      let others = law.parameters.filter { $0.name != name.rawValue }
      #expect(throws: Diagnostic.self, "'\(name.rawValue)' is not missed") {
        try LawName.check(ParameterTable(others))
      }
    }
  }

  @Test func `a parameter in two files is refused with its place`() throws {
    let file = """
      rights.cap:
        title: Cap
        unit: EUR
        values:
          2022-01-01: { value: 1, reference: none at all, checked: 2026-11-21, confidence: primary }
      """
    let text = Array(file.utf8)
    let table = try ParameterTable.read([("a.yaml", text)])
    #expect(table.number("rights.cap", on: Day(2022, 1, 1)) == 100)
    #expect(
      throws: Diagnostic(
        file: "b.yaml", line: 1, message: "the parameter 'rights.cap' is already in a.yaml")
    ) { try ParameterTable.read([("a.yaml", text), ("b.yaml", text)]) }
  }

  @Test func `seats follow the population on each side of a threshold`() throws {
    let law = try ParameterTable.law()
    let day = Day(2026, 3, 22)
    let seats: [(population: Int64, seats: Int64)] = [
      (0, 7), (99, 7), (100, 11), (499, 11), (500, 15), (1_499, 15), (1_500, 19), (3_499, 23),
      (3_500, 27), (99_999, 53), (100_000, 55), (299_999, 65), (300_000, 69), (2_000_000, 69),
    ]
    for expected in seats {
      #expect(law.scale("councils.municipal", expected.population, on: day) == expected.seats)
    }
    #expect(law.scale("councils.intercommunal", 3_499, on: day) == 16)
    #expect(law.scale("councils.intercommunal", 1_000_000, on: day) == 100)
    #expect(law.scale("councils.intercommunal", 1_000_001, on: day) == 130)
    #expect(law.scale("councils.municipal_tolerance", 999, on: day) == 2)
    #expect(law.scale("councils.municipal_tolerance", 1_000, on: day) == 0)
  }

  @Test func `a mayor's allowance is the published amount`() throws {
    let law = try ParameterTable.law()
    func mayor(_ population: Int64, _ day: Day) -> Int64 {
      let share = law.scale("allowance.mayor", population, on: day)
      return (law.number("allowance.reference_month", on: day) * share + 500_000) / 1_000_000
    }
    // The first three are amounts that the note of 29 January 2018 and a management centre print.
    #expect(mayor(499, Day(2018, 1, 1)) == 65_801)
    #expect(mayor(500, Day(2018, 1, 1)) == 119_990)
    #expect(mayor(1_000, Day(2024, 1, 1)) == 212_103)
    #expect(mayor(1_000, Day(2025, 12, 23)) == 212_103)
    #expect(mayor(1_000, Day(2025, 12, 24)) == 228_956)
    #expect(mayor(100_000, Day(2026, 1, 1)) == 596_025)
  }
}
