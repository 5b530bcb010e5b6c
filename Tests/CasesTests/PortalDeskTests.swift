@testable import Cases
import Documents
import Law
import Platform
import Testing

/// The desk cases of the provider portal, and what becomes of them when the platform is wrong.
@Suite struct PortalDeskTests {
  private static func cases() throws -> [DeskCase] {
    var found: [DeskCase] = []
    for file in Library.files {
      for anyCase in try CaseFile.read(Library.text(file), file: file) {
        if case .desk(let one) = anyCase, one.desk == .portal { found.append(one) }
      }
    }
    return found
  }

  @Test func `portal and texts answer what the cases were worked out to by hand`() throws {
    let law = try ParameterTable.law()
    let cases = try Self.cases()
    #expect(cases.count >= 14)
    for one in cases {
      #expect(try DeskJudgement.failures(of: one, law: law) == [])
      #expect(!one.systems.isEmpty)
    }
  }

  @Test(arguments: [
    Mutant.unaccreditedSells, .themeUnchecked, .subcontractingUnchecked, .suspensionWithoutHearing,
    .qualiopiForgotten, .capAfterTax,
  ])
  func `a portal with a mistake answers some case otherwise`(mutant: Mutant) throws {
    let law = try ParameterTable.law()
    var differences = 0
    for one in try Self.cases() {
      let desk = try PortalDesk(one, law)
      let expected = one.acts.map(\.answer)
      differences += zip(expected, desk.platformAnswers(mutant: mutant)).count { $0 != $1 }
    }
    #expect(differences > 0)
  }

  @Test func `what a portal case does not know is named with its line`() throws {
    let law = try ParameterTable.law()
    for (act, message) in [
      ("{ on: 2023-01-02, do: publsh, hourly: 70, answer: applied }", "publsh"),
      ("{ on: 2023-01-02, do: publish, answer: applied }", "hourly"),
      ("{ on: 2023-01-02, do: publish, hourly: 70, seats: 3, answer: applied }", "seats"),
      ("{ on: 2023-01-02, do: apply, body: Z, answer: applied }", "Z"),
    ] {
      let text = "name: n\nsource: s\ndesk: portal\nacts:\n  - \(act)\n"
      guard case .desk(let one) = try CaseFile.read(text, file: "x.yaml").first else {
        Issue.record("not a desk case")
        continue
      }
      let error = #expect(throws: Diagnostic.self) {
        _ = try DeskJudgement.failures(of: one, law: law)
      }
      #expect(error?.line == 5)
      #expect(error.map { "\($0)".contains(message) } == true)
    }
  }
}
