import Foundation
import Report
import Store

/// What an audit of a stored run found, for people and for programs.
struct AuditReport: Encodable {
  /// A change since the file was written.
  struct Change: Encodable {
    let table: String
    let row: Int64?
    let column: String?
    let event: String
  }

  /// An invariant, judged by SQL beside the run's own judge.
  struct Line: Encodable {
    let id, statement: String
    let evaluations, violations: Int64
    let first, obstacle: String?
    /// Whether SQL looks at all that the run's own judge does.
    let whole: Bool
    let run_violations: Int64?
    let agrees: Bool?
  }

  let schema = "cocarde-audit-1"
  let file: String
  let complete, clean: Bool
  let run: [String: String]
  let last_day: String
  let rows: [String: Int64]
  let changed: Int
  let changes: [Change]
  let disagreements: Int
  let invariants: [Line]

  /// Lays an audit out.
  ///
  /// - Parameters:
  ///   - file: The file's path.
  ///   - audit: The audit.
  init(_ file: String, _ audit: RunAudit) {
    self.file = file
    complete = audit.isComplete
    clean = audit.isClean
    run = Dictionary(audit.facts.map { ($0.key, $0.value) }) { first, _ in first }
    last_day = audit.lastDay
    rows = Dictionary(audit.rows.map { ($0.table, $0.count) }) { first, _ in first }
    changed = audit.changeCount
    changes = audit.changes.map {
      Change(table: $0.table, row: $0.row, column: $0.column, event: $0.event)
    }
    disagreements = audit.disagreements
    invariants = audit.invariants.map {
      Line(
        id: $0.id, statement: $0.statement, evaluations: $0.evaluations, violations: $0.violations,
        first: $0.first, obstacle: $0.obstacle, whole: $0.isWhole, run_violations: $0.stored,
        agrees: $0.agrees)
    }
    isSealed = audit.isSealed
    counts = audit.rows.filter {
      ["postings", "steps", "dossiers", "officials"].contains($0.table)
    }
  }

  private let isSealed: Bool
  private let counts: [(table: String, count: Int64)]

  private enum CodingKeys: CodingKey {
    case schema, file, complete, clean, run, last_day, rows, changed, changes, disagreements,
      invariants
  }

  /// The report for programs.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  /// The report for people.
  var text: String {
    var lines = [
      "  run \(run["fingerprint"] ?? "not ended")  seed \(run["seed"] ?? "?")  scenario "
        + "\(run["scenario"] ?? "?")  cocarde \(run["engine"] ?? "?")",
      "      \(run["command"] ?? "")", "",
      "  █ FILE   \(complete ? "complete" : "incomplete: \(reach)")",
    ]
    lines += TextTable.lines(counts.map { [$0.table, Quantity.grouped($0.count)] })
    lines += ["", "  █ SEAL   \(seal)"]
    for change in changes {
      let row = change.row.map { " row \($0)" } ?? ""
      let column = change.column.map { ", \($0)" } ?? ""
      lines.append("    ✗ \(change.table)\(row)\(column): \(change.event)")
    }
    if changed > changes.count { lines.append("      … \(changed - changes.count) more") }
    let broken = invariants.count { $0.violations > 0 }
    let idle = invariants.count { $0.evaluations == 0 }
    lines += [
      "",
      "  █ INVARIANTS   by SQL: \(invariants.count - broken - idle) held, \(broken) broken, "
        + "\(idle) with nothing to look at",
    ]
    for line in invariants { lines += Self.lines(line) }
    return lines.joined(separator: "\n")
  }

  private var reach: String {
    last_day.isEmpty ? "no month was written" : "it holds whole months through \(last_day)"
  }

  private var seal: String {
    if changed > 0 { return "\(changed) finding(s): the file is not what was written" }
    guard isSealed else { return "none yet: the rows that are there are those that were written" }
    return "\(run["seal"] ?? ""): every row is the one that was written"
  }

  private static func lines(_ line: Line) -> [String] {
    let mark = line.violations > 0 || line.agrees == false ? "✗" : line.evaluations > 0 ? "✓" : "-"
    let head = "    \(mark) \(line.id)  \(line.statement)"
    if let obstacle = line.obstacle { return [head, "        not judged: \(obstacle)"] }
    var lines = [
      head,
      "        \(Quantity.grouped(line.violations)) of \(Quantity.grouped(line.evaluations))"
        + (line.run_violations.map { "; the run's own judge: \(Quantity.grouped($0))" } ?? ""),
    ]
    if let first = line.first { lines.append("        first on \(first)") }
    if line.agrees == false { lines.append("        SQL and the run's own judge disagree") }
    return lines
  }

  /// Why the audit does not end with 0, one sentence each.
  var complaints: [String] {
    var complaints: [String] = []
    if !complete { complaints.append("\(file) is incomplete: \(reach)") }
    if changed > 0 {
      complaints.append("\(file) was changed since it was written: \(changed) finding(s)")
    }
    let broken = invariants.filter { $0.violations > 0 || ($0.run_violations ?? 0) > 0 }
    if !broken.isEmpty {
      complaints.append("invariants were violated: \(broken.map(\.id).joined(separator: ", "))")
    }
    let split = invariants.filter { $0.agrees == false }
    if !split.isEmpty {
      complaints.append(
        "SQL and the run's own judge disagree on \(split.map(\.id).joined(separator: ", "))")
    }
    let unjudged = invariants.filter { $0.obstacle != nil }
    if !unjudged.isEmpty {
      complaints.append("could not judge \(unjudged.map(\.id).joined(separator: ", "))")
    }
    return complaints
  }
}
