internal import Report
internal import Statistics

extension RunSheet {
  private var violations: Int64 { result.invariants.reduce(0) { $0 + $1.violations } }
  private var notSurvived: [FaultLine] { result.faults?.lines.filter { $0.failed > 0 } ?? [] }
  private var failed: [ThresholdLine] { result.thresholds.filter(\.isBroken) }
  private var idle: [InvariantLine] { result.invariants.filter { $0.verdict == .notExercised } }
  private var uneven: [QueueLine] { result.queues.filter { !$0.little.isEven } }

  /// One sentence first, then what it rests on, then the key figures.
  mutating func verdict() {
    let broken = result.invariants.count { $0.verdict == .broken }
    let code = summary.verdict.exit
    switch code {
    case 6 where !summary.complete:
      sheet.tone = .warning
      sheet.verdict = say("verdict.incomplete")
    case 3:
      sheet.tone = .bad
      sheet.verdict =
        broken > 0
        ? say.count(Int64(broken), "verdict.broken")
        : say(notSurvived.isEmpty ? "verdict.uneven" : "verdict.notSurvived")
    case 4:
      sheet.tone = .bad
      sheet.verdict = say.count(Int64(failed.count), "verdict.thresholds")
    case 7:
      sheet.tone = .warning
      sheet.verdict = say(
        summary.engine.audit && !result.invariants.isEmpty
          ? "verdict.unproven" : "verdict.unjudged")
    case 0:
      sheet.tone = .good
      sheet.verdict = say(
        idle.isEmpty ? "verdict.held" : "verdict.heldPartly",
        ["n": say.number(result.invariants.count - idle.count)])
    default:
      sheet.tone = .bad
      sheet.verdict = say("verdict.other", ["code": "\(code)"])
    }
    sheet.consequence = say(
      "verdict.exit", ["code": "\(code)", "meaning": say("exit.\(code)")])
    sheet.reasons = reasons()
    sheet.figures = keyFigures()
  }

  private func reasons() -> [String] {
    var reasons: [String] = []
    let evaluations = result.invariants.reduce(0) { $0 + $1.evaluations }
    for line in result.invariants where line.verdict == .broken {
      reasons.append(
        say.count(
          line.violations, "reason.broken", ["id": line.id, "statement": statement(of: line)]))
    }
    for line in notSurvived {
      reasons.append(
        say.count(
          line.failed, "reason.notSurvived", ["name": say.name(line.name, of: "fault")]))
    }
    for line in uneven {
      reasons.append(say("reason.uneven", ["queue": say.name(line.name, of: "queue")]))
    }
    for line in failed {
      let observed =
        line.observed.map { say.quantity($0, unit: line.unit) } ?? say("reason.unknown")
      reasons.append(
        say("reason.threshold", ["expression": line.expression, "observed": observed]))
    }
    if evaluations > 0, violations == 0 {
      reasons.append(
        say(
          "reason.held",
          ["n": say.number(result.invariants.count), "evaluations": say.number(evaluations)]))
    }
    if !summary.engine.audit { reasons.append(say("reason.noAudit")) }
    let missing = result.verdict?.notExercised ?? []
    let names = missing.isEmpty ? idle.map(\.id) : missing
    if !names.isEmpty {
      reasons.append(say("reason.idle", ["ids": names.joined(separator: ", ")]))
    }
    if let queue = tightest {
      reasons.append(
        say(
          "reason.headroom",
          [
            "queue": say.name(queue.line.name, of: "queue"),
            "factor": say.decimal(Ratio(queue.milli, 10).scaled(by: 1), decimals: 2),
          ]))
    }
    return reasons
  }

  /// The queue that saturates first.
  private var tightest: (line: QueueLine, milli: Int64)? {
    result.queues.compactMap { line in line.headroomMilli.map { (line, $0) } }
      .min { $0.1 < $1.1 }
  }

  private func keyFigures() -> [Sheet.Figure] {
    var figures = [
      Sheet.Figure(say("key.officials"), say.number(result.officials)),
      Sheet.Figure(say("key.accounts"), say.number(result.accounts)),
      Sheet.Figure(say("key.operations"), say.number(result.operations.total)),
      Sheet.Figure(say("key.dossiers"), say.number(result.dossiers.opened)),
    ]
    for name in ["credited_cents", "paid_cents", "expired_cents", "fund_cents"] {
      guard let cents = result.money[name] else { continue }
      figures.append(
        Sheet.Figure(say.name(name, of: "money"), say.shortEuros(cents), note: say.euros(cents)))
    }
    if let peak = result.peakDay {
      figures.append(
        Sheet.Figure(
          say("key.peak"), say("key.perSecond", ["n": say.number(peak.busiestCount)]),
          note: say.date(peak.day)))
    }
    if let queue = result.queues.filter({ $0.unit == "days" })
      .max(by: { $0.sojourn.p95 < $1.sojourn.p95 }), queue.sojourn.count > 0
    {
      figures.append(
        Sheet.Figure(
          say("key.sojourn"), say.quantity(queue.sojourn.p95, unit: queue.unit),
          note: say.name(queue.name, of: "queue")))
    }
    return figures
  }
}
