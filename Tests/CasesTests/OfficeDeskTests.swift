import Cases
import Documents
import Foundation
import Law
import Testing

/// The desks of wallets and of the operator.
@Suite struct OfficeDeskTests {
  private static let desks: Set<DeskCase.Desk> = [.wallet, .office]

  private static func cases() throws -> [DeskCase] {
    try Library.files.flatMap { file in
      try CaseFile.read(Library.text(file), file: file).compactMap { one in
        if case .desk(let desk) = one, desks.contains(desk.desk) { desk } else { nil }
      }
    }
  }

  @Test func `platform and oracle answer as the texts do`() throws {
    let law = try ParameterTable.law()
    let cases = try Self.cases()
    #expect(cases.count >= 16)
    for one in cases { #expect(try DeskJudgement.failures(of: one, law: law) == []) }
  }

  @Test func `every answer that is altered is told apart, on both sides`() throws {
    let law = try ParameterTable.law()
    for file in ["desk-wallet", "desk-office"] {
      let text = try Library.text("Scenarios/cases/\(file).yaml")
      let parts = text.components(separatedBy: "answer: ")
      for place in 1..<parts.count {
        var altered = parts
        altered[place] = "x" + altered[place]
        let read = try CaseFile.read(altered.joined(separator: "answer: "), file: file)
        var failures = 0
        for case .desk(let one) in read {
          failures += try DeskJudgement.failures(of: one, law: law).count
        }
        #expect(failures == 2)
      }
    }
  }

  @Test(arguments: [
    ("desk: wallet\nacts: [{ on: 2023-01-01, do: cpf, answer: x }]", "needs a situation"),
    (
      "desk: wallet\nsituation: { since: 2023-01-01 }\n"
        + "acts: [{ on: 2023-01-02, do: cfp, answer: x }]",
      "cfp"
    ),
    ("desk: office\nacts: [{ on: 2023-01-02, do: levy, answer: x }]", "allowances"),
    (
      "desk: office\nacts: [{ on: 2023-01-02, do: balance, own: much, answer: x }]",
      "no whole euros"
    ),
    (
      "desk: office\nacts: [{ on: 2023-01-02, do: balance, own: 922337203685477580, answer: x }]",
      "more than 100 billion euros"
    ),
    (
      "desk: office\n"
        + "acts: [{ on: 2023-12-30, do: forecast, own: 1, flows: [1], answer: x }]",
      "31 December"
    ),
    (
      "desk: wallet\nsituation: { since: 2023-01-01, law: { cpf.cap: { 2023-02-30: 5 } } }\n"
        + "acts: [{ on: 2023-01-02, do: cpf, answer: x }]",
      "2023-02-30"
    ),
    (
      "desk: wallet\n"
        + "situation: { since: 2023-01-01, law: { cpf.annual_credit: { 2023-02-01: 30000000 } } }\n"
        + "acts: [{ on: 2023-01-02, do: cpf, answer: x }]",
      "cpf.annual_credit"
    ),
  ]) func `what a desk does not know is named`(text: String, part: String) throws {
    let read = try CaseFile.read("name: n\nsource: s\n\(text)\n", file: "case.yaml")
    guard case .desk(let one) = read[0] else { return }
    let law = try ParameterTable.law()
    do {
      _ = try DeskJudgement.failures(of: one, law: law)
      Issue.record("nothing was complained about")
    } catch let diagnostic {
      #expect("\(diagnostic)".contains(part))
      #expect("\(diagnostic)".contains("case.yaml"))
    }
  }
}
