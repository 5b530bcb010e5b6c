import Cases
import Documents
import Law
import Testing

/// The desk `access`, asked on the oracle and on the platform.
@Suite struct AccessDeskTests {
  private static let files = Library.files.filter { $0.contains("/access-") }

  private func cases(_ file: String) throws -> [DeskCase] {
    try CaseFile.read(Library.text(file), file: file).compactMap {
      if case .desk(let one) = $0 { one } else { nil }
    }
  }

  @Test(arguments: files)
  func `oracle and platform answer as the guide does`(file: String) throws {
    for one in try cases(file) {
      #expect(try DeskJudgement.failures(of: one, law: .law()) == [])
      #expect(!one.systems.isEmpty)
    }
  }

  @Test func `another answer fails on both`() throws {
    #expect(Self.files.count >= 14)
    for file in Self.files {
      let text = try Library.text(file)
      let wrong = text.replacing("answer: ", with: "answer: never-")
      for case .desk(let one) in try CaseFile.read(wrong, file: file) {
        let failures = try DeskJudgement.failures(of: one, law: .law())
        #expect(failures.count == 2 * one.acts.count, "\(file)")
      }
    }
  }

  @Test(arguments: ["1920-01-01", "2010-01-04", "2059-01-04", "2060-12-31"])
  func `an identity may have been asked for on any day of a case`(asked: String) throws {
    let text = """
      name: asked long ago, or long from now
      source: none
      desk: access
      situation: { account: { text: Mende48000, terms: 9 } }
      acts:
        - { on: 2022-11-02, do: enrol, asked: \(asked), answer: x }
      """
    for case .desk(let one) in try CaseFile.read(text, file: "asked.yaml") {
      let failures = try DeskJudgement.failures(of: one, law: .law())
      let answer = asked < "2022" ? "applied" : "too-soon"
      #expect(failures.count == 2 && failures.allSatisfy { $0.contains("got \(answer)") })
    }
  }

  @Test(arguments: [
    ("do: leap, answer: applied", "leap"),
    ("do: buy, colour: red, answer: applied", "colour"),
    ("do: visit, with: minitel, answer: applied", "minitel"),
    ("do: password, text: Motdepassé1, answer: applied", "16 characters"),
    ("do: accept-terms, version: 201, answer: applied", "201"),
  ])
  func `what the desk does not know is said in one sentence`(act: String, word: String) throws {
    let text = """
      name: wrong
      source: none
      desk: access
      acts:
        - { on: 2022-03-01, \(act) }
      """
    for case .desk(let one) in try CaseFile.read(text, file: "wrong.yaml") {
      let error = #expect(throws: Diagnostic.self) {
        try DeskJudgement.failures(of: one, law: .law())
      }
      #expect(error?.message.contains(word) == true || word == "201", "\(error?.message ?? "")")
      #expect(error?.line == 5)
    }
  }
}
