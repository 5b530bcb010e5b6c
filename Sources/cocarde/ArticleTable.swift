import Audit
import Cases
import Foundation
import Law
import Report

/// From each article to what judges it: invariants, their evaluations, witnesses, worked cases.
struct ArticleTable: Encodable {
  /// An article, or another text that demands something.
  struct Row: Encodable {
    /// The article in the spelling of ``Citation``.
    let article: String
    /// The invariants that cite it, or are judged by a parameter that does.
    let invariants: [Judge]
    /// The parameters of the law whose values cite it.
    let parameters: [String]
    /// Those of them that no invariant is judged by.
    let unjudgedParameters: [String]
    /// The witnesses of these invariants.
    let witnesses: [Sight]
    /// The files of worked cases whose source cites it.
    let cases: [String]
    /// How many files of cases show a system that one of these invariants judges.
    let casesBySystem: Int

    enum CodingKeys: String, CodingKey {
      case article, invariants, parameters, witnesses, cases
      case unjudgedParameters = "parameters_not_judged"
      case casesBySystem = "cases_by_system"
    }
  }

  /// An invariant with its evaluations that were not vacuous, if a run is known.
  struct Judge: Encodable {
    let id: String
    let nonvacuous: Int64?
    let violations: Int64?
  }

  /// A witness with its count, if a run is known.
  struct Sight: Encodable {
    let id: String
    let count: Int64?
  }

  let schema = "cocarde-articles-1"
  /// The articles that some invariant judges.
  let judged: [Row]
  /// The articles of the law data that none does.
  let notJudged: [Row]

  enum CodingKeys: String, CodingKey {
    case schema, judged
    case notJudged = "not_judged"
  }

  /// A file of cases: what its sources cite, and the systems that it shows.
  struct CaseSource {
    let file: String
    let sources: [String]
    let systems: [Int]
  }

  /// Gathers the table.
  ///
  /// - Parameters:
  ///   - law: The parameters with their references.
  ///   - cases: The worked cases.
  ///   - result: A run whose counts are shown, if there is one.
  init(_ law: ParameterTable, cases: [CaseSource], result: RunResult?) {
    var citing: [String: [String]] = [:]
    for parameter in law.parameters {
      for article in Set(parameter.values.flatMap { Citation.all(in: $0.reference) }) {
        citing[article, default: []].append(parameter.name)
      }
    }
    let articles = Set(citing.keys).union(Invariant.allCases.flatMap(\.articles))
    let cited = cases.map { (file: $0, articles: Set($0.sources.flatMap(Citation.all))) }
    let rows = articles.sorted(by: Self.precedes).map { article in
      let parameters = citing[article] ?? []
      let judges = Invariant.allCases.filter { invariant in
        invariant.articles.contains(article) || parameters.contains(where: invariant.reads)
      }
      return Self.row(article, parameters, judges, cited, result)
    }
    judged = rows.filter { !$0.invariants.isEmpty }
    notJudged = rows.filter(\.invariants.isEmpty)
  }

  private static func row(
    _ article: String, _ parameters: [String], _ judges: [Invariant],
    _ cases: [(file: CaseSource, articles: Set<String>)], _ result: RunResult?
  ) -> Row {
    let systems = ServiceSystem.all.filter { system in
      judges.contains(where: system.invariants.contains)
    }.map(\.number)
    var witnesses: [Witness] = []
    for witness in judges.flatMap(\.witnesses) where !witnesses.contains(witness) {
      witnesses.append(witness)
    }
    return Row(
      article: article,
      invariants: judges.map { judge in
        let line = result?.invariants.first { $0.id == judge.id }
        return Judge(id: judge.id, nonvacuous: line?.nonvacuous, violations: line?.violations)
      },
      parameters: parameters,
      unjudgedParameters: parameters.filter { name in
        !Invariant.allCases.contains { $0.reads(name) }
      },
      witnesses: witnesses.map { witness in
        Sight(
          id: witness.id,
          count: result?.witnesses.first { $0.id == witness.id }?.count)
      },
      cases: cases.filter { $0.articles.contains(article) }.map(\.file.file),
      casesBySystem: cases.count { !$0.file.systems.allSatisfy { !systems.contains($0) } })
  }

  /// Codes first, each by its numbers; then laws, decrees, orders, and what is no legal text.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    let order = ["CGCT", "C. ", "CGI", "Loi", "Décret", "Arrêté"]
    let (first, second) = (rank(left, order), rank(right, order))
    return first == second
      ? left.compare(right, options: .numeric) == .orderedAscending : first < second
  }

  private static func rank(_ article: String, _ order: [String]) -> Int {
    order.firstIndex { article.hasPrefix($0) } ?? order.count
  }

  /// The table for people.
  var text: String {
    var lines = ["  █ ARTICLES   what judges each of them"]
    for row in judged {
      lines.append("    \(row.article)")
      let judges = row.invariants.map { judge in
        "\(judge.id) \(judge.nonvacuous.map(Quantity.grouped) ?? "–")"
          + (judge.violations.map { $0 > 0 ? " ✗ \($0) violated" : "" } ?? "")
      }
      lines += Self.wrapped("judged by", judges)
      lines += Self.wrapped(
        "witnesses", row.witnesses.map { "\($0.id) \($0.count.map(Quantity.grouped) ?? "–")" })
      lines += Self.wrapped(
        "parameters",
        row.parameters.map { row.unjudgedParameters.contains($0) ? "\($0) (not judged)" : $0 })
      let names = row.cases.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
      let others = row.casesBySystem
      lines += Self.wrapped(
        "cases", names + (names.isEmpty && others > 0 ? ["\(others) of its systems"] : []))
    }
    lines.append("  █ NOT JUDGED   articles of the law data that no invariant judges")
    for row in notJudged {
      lines.append("    \(row.article)")
      lines += Self.wrapped("parameters", row.parameters)
    }
    return lines.joined(separator: "\n")
  }

  /// Items behind a label, on as many lines as they need.
  private static func wrapped(_ label: String, _ items: [String]) -> [String] {
    guard !items.isEmpty else { return [] }
    let indent = String(repeating: " ", count: 20)
    var lines: [String] = []
    var line = "        \(label)".padding(toLength: 20, withPad: " ", startingAt: 0)
    for (index, item) in items.enumerated() {
      let next = item + (index + 1 < items.count ? ", " : "")
      if line.count + next.count > 100, line.count > 20 {
        lines.append(line)
        line = indent
      }
      line += next
    }
    return (lines + [line]).map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
