import Foundation
import GRDB
import Ledger
import Platform

@testable import Store

/// A folder of its own for each test.
func withFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "cocarde-store-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(folder)
}

/// A run of two months and three officials, small enough to be changed cell by cell.
enum Example {
  /// 1 March 2023.
  static let first: Int32 = 19_417

  static let header = RunHeader(
    facts: RunFacts(
      engine: "1.0.0", scenario: "example", sha256: "00", seed: 7, command: "cocarde run",
      firstDay: first, lastDay: first + 60, isAudited: true),
    law: [
      law("rights.annual_credit", 40_000), law("rights.cap", 80_000),
      law("rights.credit_day_other", 705, unit: "day-of-year"),
      law("rights.reintegration_months", 6, unit: "month"),
      law("dossier.completion_months", 8, unit: "month"), law("offer.hourly_cap", 8_000),
      StoredLaw(
        parameter: "rights.credit_calendar", firstDay: 16_801, word: "last-day-of-march",
        unit: "count", reference: "Brochure", url: "https://example.org", checkedDay: 20_000,
        confidence: "disputed"),
      StoredLaw(
        parameter: "councils.size", firstDay: 16_801, threshold: 100, number: 7, unit: "count",
        reference: "CGCT L2121-2", checkedDay: 20_000, confidence: "primary"),
    ],
    kinds: ["municipal", "intercommunal", "departmental", "regional", "special", "outside"]
      .enumerated().map { StoredName(UInt8($0.offset), $0.element) },
    departments: [
      StoredDepartment(code: "48", name: "Lozère", isPacific: false),
      StoredDepartment(code: "988", name: "Nouvelle-Calédonie", isPacific: true),
    ],
    officials: (0..<3).map {
      StoredOfficial(department: $0 == 2 ? 1 : 0, bodyKind: 0, birthYear: 1_960 + $0)
    },
    mandates: (0..<3).map {
      StoredMandate(official: $0, kind: 0, firstDay: 18_400, lastDay: $0 == 0 ? 19_900 : nil)
    },
    eve: first - 1, fund: 1_000_000)

  private static func law(_ name: String, _ number: Int64, unit: String = "EUR") -> StoredLaw {
    StoredLaw(
      parameter: name, firstDay: 19_000, number: number, unit: unit, reference: "Arrêté",
      checkedDay: 20_000, confidence: "primary")
  }

  /// March: three credits, and a dossier of official 0 as far as its confirmation.
  static var march: RunMonth {
    var month = RunMonth()
    month.add(
      (0..<2).map {
        Posting(
          40_000, from: .rightsIssued, to: .rightsAvailable, reason: .annualCredit,
          official: $0)
      } + [
        Posting(500_000, from: .collectivities, to: .fund, reason: .levy, official: Posting.nobody)
      ], day: first + 30)
    month.lastDay = first + 30
    month.fund = 1_500_000
    month.dossiers = [
      StoredDossier(
        day: first + 20, official: 0, dossier: 1, path: 0, provider: 4, session: 9,
        firstDay: first + 45, lastDay: first + 46, hours: 7, price: 30_000, hourly: 4_000)
    ]
    month.steps = [
      step(20, .request, .notProcessed, .notProcessed),
      // Refused: there is no dossier.
      StoredStep(
        day: first + 21, official: 1, dossier: 0, verb: Verb.request.rawValue, rule: 4,
        before: DossierState.notProcessed.rawValue, after: DossierState.notProcessed.rawValue),
      step(22, .propose, .notProcessed, .validated),
    ]
    return month
  }

  /// April: the dossier is confirmed, given, and paid.
  static var april: RunMonth {
    var month = RunMonth()
    month.add(
      [
        Posting(
          30_000, from: .rightsAvailable, to: .rightsReserved, reason: .reservation, official: 0,
          number: 1)
      ], day: first + 32)
    month.add(
      [
        Posting(
          30_000, from: .rightsReserved, to: .rightsSpent, reason: .debit, official: 0, number: 1)
      ], day: first + 45)
    month.add(
      [
        Posting(
          30_000, from: .fund, to: .providers, reason: .payment, official: 0, number: 1)
      ], day: first + 58)
    month.lastDay = first + 60
    month.fund = 1_470_000
    month.steps = [
      step(32, .confirm, .validated, .accepted), step(45, .entry, .accepted, .inTraining),
      step(47, .serviceDone, .inTraining, .serviceDoneDeclared, hours: 7),
      step(50, .validate, .serviceDoneDeclared, .serviceDoneValidated),
      step(52, .invoice, .serviceDoneValidated, .serviceDoneValidated),
      step(58, .pay, .serviceDoneValidated, .serviceDoneValidated),
    ]
    return month
  }

  private static func step(
    _ day: Int32, _ verb: Verb, _ before: DossierState, _ after: DossierState, hours: UInt16? = nil
  ) -> StoredStep {
    StoredStep(
      day: first + day, official: 0, dossier: 1, verb: verb.rawValue, before: before.rawValue,
      after: after.rawValue, hours: hours)
  }

  static let end = RunEnd(
    isComplete: true, fingerprint: "3f9c-71e2/lodqv",
    verdicts: [verdict("CAP-1"), verdict("MON-2")],
    violations: [
      StoredViolation(invariant: "ACS-1", day: first, official: 2, event: "an example")
    ],
    summary: StoredSummary(
      result: #"{"result": {"name": "\#(String(repeating: "é€𝄞 summary ", count: 200))"}}"#,
      engine: #"{"wall_seconds": 1.5}"#))

  static func verdict(_ id: String, violations: Int64 = 0) -> StoredVerdict {
    StoredVerdict(
      invariant: id, statement: "It holds.", source: "CGCT", evaluations: 3, nonvacuous: 2,
      violations: violations, leastSlack: 5, unit: "cents")
  }

  /// Writes the whole run.
  @discardableResult
  static func write(_ path: String, _ end: RunEnd = end) throws -> RunStore {
    let store = try RunStore(path, header)
    try store.append(march)
    try store.append(april)
    try store.finish(end)
    return store
  }

  /// Changes a stored run as a stranger would.
  static func change(_ path: String, _ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = OFF") }
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }
}
