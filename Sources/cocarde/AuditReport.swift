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

  /// An invariant, judged by SQL beside the run's own judge, or by the run alone.
  struct Line: Encodable {
    let id, statement: String
    let evaluations, violations: Int64
    let first, obstacle: String?
    /// Whether SQL judges it.
    let judged: Bool
    /// Whether SQL looks at all that the run's own judge does.
    let whole: Bool
    let run_violations: Int64?
    /// How often the run's own judge put it to the test.
    let run_nonvacuous: Int64
    let agrees: Bool?
  }

  let schema = "cocarde-audit-1"
  let file: String
  let complete, sealed, clean: Bool
  /// What the audit comes to: held, violated, inconclusive or unproven.
  let conclusion: String
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
    sealed = audit.isSealed
    clean = audit.isClean
    conclusion = audit.conclusion.rawValue
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
        first: $0.first, obstacle: $0.obstacle, judged: $0.isJudged, whole: $0.isWhole,
        run_violations: $0.stored,
        run_nonvacuous: $0.storedTests,
        agrees: $0.agrees)
    }
    sentences = audit.changes.map(\.sentence)
    counts = audit.rows.filter {
      ["postings", "steps", "dossiers", "officials"].contains($0.table)
    }
  }

  private let sentences: [String]
  private let counts: [(table: String, count: Int64)]

  private enum CodingKeys: CodingKey {
    case schema, file, complete, sealed, clean, conclusion, run, last_day, rows, changed, changes,
      disagreements,
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
    for change in sentences {
      lines.append("    ✗ \(change)")
    }
    if changed > changes.count { lines.append("      … \(changed - changes.count) more") }
    lines += judgedLines + unjudgedLines
    return lines.joined(separator: "\n")
  }

  /// What SQL judges.
  private var judgedLines: [String] {
    let judged = invariants.filter(\.judged)
    let broken = judged.count { $0.violations > 0 }
    let idle = judged.count { $0.violations == 0 && $0.evaluations == 0 }
    let head =
      "  █ INVARIANTS   by SQL: \(judged.count - broken - idle) held, \(broken) broken, "
      + "\(idle) with nothing to look at"
    return ["", head] + judged.flatMap(Self.lines)
  }

  /// What the run's own judge alone has seen: the broken ones in full.
  private var unjudgedLines: [String] {
    let others = invariants.filter { !$0.judged }
    guard !others.isEmpty else { return [] }
    let broken = others.filter { ($0.run_violations ?? 0) > 0 }
    let rest = others.filter { ($0.run_violations ?? 0) == 0 }
    let held = rest.filter { $0.run_nonvacuous > 0 }.map(\.id)
    let idle = rest.filter { $0.run_nonvacuous == 0 }.map(\.id)
    var lines = [
      "",
      "  █ BY THE RUN ALONE   not judged by SQL, as the run's own judge left them: "
        + "\(held.count) held, \(broken.count) broken, \(idle.count) not put to the test",
    ]
    lines += Self.list("✓", held) + Self.list("-", idle)
    return lines + broken.flatMap(Self.lines)
  }

  /// Ids on as many lines as they need.
  private static func list(_ mark: String, _ ids: [String]) -> [String] {
    stride(from: 0, to: ids.count, by: 11).map { start in
      let end = min(start + 11, ids.count)
      return "    \(start == 0 ? mark : " ") " + ids[start..<end].joined(separator: ", ")
        + (end < ids.count ? "," : "")
    }
  }

  private var reach: String {
    last_day.isEmpty ? "no month was written" : "it holds whole months through \(last_day)"
  }

  private var seal: String {
    if changed > 0 { return "\(changed) finding(s): the file is not what was written" }
    guard sealed else {
      return "none: the rows that are there match their checks; nobody can say which are missing"
    }
    return "\(run["seal"] ?? ""): every row is the one that was written"
  }

  private static func lines(_ line: Line) -> [String] {
    let isBroken = line.violations > 0 || (line.run_violations ?? 0) > 0
    let mark = isBroken ? "✗" : line.evaluations > 0 ? "✓" : "-"
    let head = "    \(mark) \(line.id)  \(line.statement)"
    guard line.judged else {
      let count = Quantity.grouped(line.run_violations ?? 0)
      return [head, "        the run's own judge: \(count)"]
        + (line.first.map { ["        first on \($0)"] } ?? [])
    }
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
    if !sealed { complaints.append("\(file) is not sealed: what may be missing nobody can say") }
    if changed > 0 {
      complaints.append("\(file) was changed since it was written: \(changed) finding(s)")
    }
    if run["audited"] == "0" {
      complaints.append("\(file) is of a run without its judge: what SQL cannot see nobody judged")
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
