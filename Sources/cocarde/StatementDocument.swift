import Calendar
import Foundation
import Store

/// A statement for programs.
struct StatementDocument: Encodable {
  /// A value of the law that a line quotes.
  struct Law: Encodable {
    let parameter, name, value, since, reference: String
  }

  /// A posting.
  struct Line: Encodable {
    let posting: Int64
    let day: String
    let dossier: Int64?
    let amount: Int64
    let unit, reason, from, to, rule, article: String
    let available_cents, reserved_cents: Int64
    let cap_cents: Int64?
    let law: [Law]
  }

  /// A mandate.
  struct Mandate: Encodable {
    let kind, first_day: String
    let last_day: String?
  }

  /// A step of a dossier.
  struct Step: Encodable {
    let day, verb, rule, state, words: String
    let hours: Int64?
  }

  /// Who pays.
  struct Source: Encodable {
    let source: String
    let committed_cents, given_back_cents, paid_cents: Int64
  }

  /// A dossier.
  struct Purchase: Encodable {
    let dossier: Int64
    let path, requested, first_day, last_day: String
    let hours, provider, price_cents, hourly_cents: Int64
    let sources: [Source]
    let steps: [Step]
  }

  let schema = "cocarde-statement-1"
  let official: Int64
  let language, department: String
  let birth_year: Int64
  let pacific, changed: Bool
  let mandates: [Mandate]
  let lines: [Line]
  let dossiers: [Purchase]
  let refused_requests: [Step]

  private enum CodingKeys: CodingKey {
    case schema, official, language, department, birth_year, pacific, changed, mandates, lines,
      dossiers, refused_requests
  }

  /// The document as text.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}

extension StatementDocument {
  /// Lays a statement out.
  ///
  /// - Parameters:
  ///   - statement: The statement.
  ///   - language: The language of its words.
  init(_ statement: AccountStatement, _ language: StatementLanguage) {
    official = statement.official
    self.language = language.rawValue
    department = statement.department
    birth_year = statement.birthYear
    pacific = statement.isPacific
    changed = statement.changedRows > 0
    mandates = statement.mandates.map {
      Mandate(
        kind: $0.kind, first_day: Self.iso($0.firstDay), last_day: $0.lastDay.map(Self.iso))
    }
    lines = statement.lines.map { line in
      let (rule, article, values) = statement.explanation(of: line, language)
      return Line(
        posting: line.posting, day: Self.iso(line.day), dossier: line.dossier, amount: line.amount,
        unit: line.isHours ? "hours" : "cents", reason: line.reason, from: line.from, to: line.to,
        rule: rule, article: article, available_cents: line.available,
        reserved_cents: line.reserved, cap_cents: line.cap,
        law: values.map {
          Law(
            parameter: $0.value.parameter, name: $0.name, value: $0.amount,
            since: Self.iso($0.value.firstDay), reference: $0.value.reference)
        })
    }
    dossiers = statement.purchases.map { purchase in
      Purchase(
        dossier: purchase.number, path: purchase.isMandate ? "mandate" : "reintegration",
        requested: Self.iso(purchase.day), first_day: Self.iso(purchase.firstDay),
        last_day: Self.iso(purchase.lastDay), hours: purchase.hours, provider: purchase.provider,
        price_cents: purchase.price, hourly_cents: purchase.hourly,
        sources: purchase.sources.map {
          Source(
            source: $0.name, committed_cents: $0.taken, given_back_cents: $0.given,
            paid_cents: $0.paid)
        }, steps: purchase.steps.map { Self.step($0, language) })
    }
    refused_requests = statement.refusedRequests.map { Self.step($0, language) }
  }

  private static func step(
    _ step: AccountStatement.Step, _ language: StatementLanguage
  ) -> Step {
    Step(
      day: iso(step.day), verb: step.verb, rule: step.rule, state: step.state,
      words: step.words(language), hours: step.hours)
  }

  private static func iso(_ day: Int32) -> String { Day(rawValue: day).description }
}
