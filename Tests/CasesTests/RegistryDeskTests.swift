import Cases
import Documents
import Law
import Testing

/// The desks of recognition and support: cases that hold, and cases that cannot.
@Suite struct RegistryDeskTests {
  static func desks(_ file: String) throws -> [DeskCase] {
    try CaseFile.read(Library.text(file), file: file).compactMap {
      if case .desk(let desk) = $0 { desk } else { nil }
    }
  }

  @Test(arguments: ["recognition", "support"])
  func `every act is answered as the texts say, and no other answer passes`(name: String) throws {
    let file = "Scenarios/cases/\(name).yaml"
    let law = try ParameterTable.law()
    let text = try Library.text(file)
    for desk in try Self.desks(file) {
      #expect(try DeskJudgement.failures(of: desk, law: law) == [])
    }
    let answers = Set(text.split(separator: "\n").compactMap(Self.answer))
    for answer in answers {
      let altered = text.replacing("answer: \(answer) }", with: "answer: never }")
      for desk in try CaseFile.read(altered, file: file) {
        guard case .desk(let desk) = desk else { continue }
        let count = desk.acts.count { $0.answer == "never" }
        #expect(try DeskJudgement.failures(of: desk, law: law).count == 2 * count)
      }
    }
  }

  private static func answer(_ line: Substring) -> String? {
    line.firstRange(of: "answer: ").map { String(line[$0.upperBound...].dropLast(2)) }
  }

  @Test(arguments: [
    ("{ on: 2022-01-10, do: dance, answer: no }", "dance"),
    ("{ on: 2022-01-10, do: row, of: 9, name: A, given: B, answer: no }", "no such person"),
    ("{ on: 2022-01-10, do: write, case: 4, answer: no }", "more than 3"),
    ("{ on: 2022-01-10, do: write, case: 3, lacks: [hat], answer: no }", "hat"),
    ("{ on: 2022-01-10, do: row, given: B, answer: no }", "name"),
  ])
  func `an act that makes no sense is named with its line`(_ example: (String, String)) throws {
    let text = """
      name: x
      source: y
      desk: support
      situation: { people: [{ name: A, given: [B], born: 1960-01-01, place: "1" }] }
      acts:
        - \(example.0)
      """
    let law = try ParameterTable.law()
    guard case .desk(let desk) = try #require(CaseFile.read(text, file: "x.yaml").first) else {
      Issue.record("no desk case")
      return
    }
    do throws(Diagnostic) {
      _ = try DeskJudgement.failures(of: desk, law: law)
      Issue.record("accepted")
    } catch {
      #expect("\(error)".contains(example.1), "\(error)")
      #expect("\(error)".hasPrefix("x.yaml:6"), "\(error)")
    }
  }
}
