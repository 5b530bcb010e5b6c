import Foundation
import Law
import Ledger
import Testing

@testable import Store

/// The words of statements: the right article, and one language alone.
@Suite struct StatementWordsTests {
  /// Every kind of line that the books can show, in each legal order.
  private static let rules: [(line: String, rule: StatementRule)] = {
    var rules: [(line: String, rule: StatementRule)] = []
    for reason in Reason.allCases {
      for from in Account.allCases {
        for to in Account.allCases where from.book == to.book && from != to {
          let line = AccountStatement.Line(
            posting: 1, day: 19_000, dossier: 1, amount: 1, isHours: from.book == .hours,
            reason: reason.name, from: from.name, to: to.name, available: 0, reserved: 0, cap: nil)
          for (isPacific, isCaledonian) in [(false, false), (true, false), (true, true)] {
            rules.append(
              (
                "\(reason.name) \(from.name) \(to.name)",
                StatementRule.of(line, isPacific: isPacific, isCaledonian: isCaledonian)
              ))
          }
        }
      }
    }
    return rules
  }()

  /// Words that no French sentence has.
  private static let english: Set<String> = [
    "the", "of", "in", "its", "is", "to", "and", "by", "that", "until", "before", "after", "since",
    "not", "no", "was", "were", "are", "taken", "read", "hold", "alone", "reported", "only", "day",
    "all", "lost", "found", "rate", "fixed", "decree", "repealed", "counted", "choice", "model",
    "gives", "provides", "reform", "announced", "come", "parity", "at", "credited", "december",
    "january", "officials", "up", "above", "paid", "given", "back", "with", "from", "body", "years",
  ]

  private func englishWords(in text: String) -> [String] {
    text.lowercased().split(separator: " ").filter { !$0.hasSuffix(".fr,") && !$0.hasSuffix(".fr") }
      .flatMap { $0.split { !$0.isLetter } }.map(String.init).filter(Self.english.contains)
  }

  @Test func `no English is left in the French words and articles of any kind of line`() {
    for (line, rule) in Self.rules where !rule.article.isEmpty {
      #expect(englishWords(in: rule.french) == [], "\(line): \(rule.french)")
      let article = ReferenceWords.text(rule.article, .french)
      #expect(englishWords(in: article) == [], "\(line): \(article)")
    }
    #expect(Self.rules.contains { !$0.rule.article.isEmpty })
  }

  @Test func `no English is left in a reference that a French statement quotes`() throws {
    let law = try ParameterTable.law()
    let quoted = Set(Self.rules.flatMap(\.rule.law))
    #expect(quoted.count > 15)
    var references: [String] = []
    for name in quoted.sorted() {
      let parameter = try #require(law.parameters.first { $0.name == name }, "\(name)")
      references += parameter.values.map(\.reference)
    }
    let reforms = URL(filePath: #filePath).appending(path: "../../../Scenarios/reforms")
      .standardized
    for file in try FileManager.default.contentsOfDirectory(atPath: reforms.path) {
      let text = try String(contentsOf: reforms.appending(path: file), encoding: .utf8)
      references += text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { $0.hasPrefix("reference: ") }.map { String($0.dropFirst(11)) }
    }
    #expect(references.contains { !englishWords(in: $0).isEmpty }, "nothing to be said in French")
    for reference in references {
      let french = ReferenceWords.text(reference, .french)
      #expect(englishWords(in: french) == [], "\(french)")
      #expect(ReferenceWords.text(reference, .english) == reference)
    }
  }

  @Test func `credits and expiries cite the general code, that of New Caledonia where it holds`() {
    func articles(_ reason: Reason, isCaledonian: Bool) -> String {
      let to: Account = reason == .expiry ? .rightsExpired : .rightsAvailable
      let from: Account = reason == .expiry ? .rightsAvailable : .rightsIssued
      let line = AccountStatement.Line(
        posting: 1, day: 19_000, dossier: nil, amount: 1, isHours: false, reason: reason.name,
        from: from.name, to: to.name, available: 0, reserved: 0, cap: nil)
      return StatementRule.of(line, isPacific: isCaledonian, isCaledonian: isCaledonian).article
    }
    #expect(articles(.annualCredit, isCaledonian: false) == "CGCT R1621-7 ; CGCT R2123-22-1-B")
    #expect(
      articles(.annualCredit, isCaledonian: true) == "CGCT R1621-7 ; C. communes NC R121-35")
    #expect(articles(.expiry, isCaledonian: false) == "CGCT R2123-22-1-C")
    #expect(articles(.expiry, isCaledonian: true) == "C. communes NC R121-36")
  }

  @Test func `hours of several years are those of years`() {
    let hours = Self.rules.first { $0.line.hasPrefix("hours hours-issued") }?.rule
    #expect(hours?.french.hasPrefix("Heures acquises au titre des années de mandat") == true)
    #expect(hours?.english.hasPrefix("Hours of the years of mandate") == true)
  }
}
