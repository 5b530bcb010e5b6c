/// What a run came to: how its command ends, and why.
package struct RunVerdict: Record {
  /// The exit code that its findings give: 0 where everything held, 3 for a violation, 4 for a
  /// threshold that failed, 6 where the run was interrupted, 7 for a check that never ran.
  package var exit: Int64 = 0
  /// Why it is not 0, a sentence each.
  package var complaints: [String] = []
  /// What the scenario demands and the run did not exercise.
  package var notExercised: [String] = []

  /// Creates the verdict of a run in which everything held.
  package init() {}

  /// Creates a verdict.
  package init(exit: Int64, complaints: [String], notExercised: [String]) {
    self.exit = exit
    self.complaints = complaints
    self.notExercised = notExercised
  }

  /// Names the fields.
  package mutating func list(_ fields: inout Fields) throws(ReportError) {
    try fields.field("exit", &exit)
    try fields.field("complaints", &complaints)
    try fields.field("not_exercised", &notExercised)
  }
}

extension Summary {
  /// The verdict: that of the run, or what the figures alone tell where nobody judged them.
  package var verdict: RunVerdict {
    if let verdict = result.verdict { return verdict }
    return RunVerdict(exit: finding, complaints: [], notExercised: [])
  }

  /// The code that the figures alone give; they cannot say what the scenario demands.
  private var finding: Int64 {
    let isBroken =
      result.invariants.contains { $0.verdict == .broken }
      || result.faults?.lines.contains { $0.failed > 0 } ?? false
      || result.queues.contains { !$0.little.isEven }
    if isBroken { return 3 }
    if !complete { return 6 }
    let failed = result.thresholds.filter(\.isBroken)
    if failed.contains(where: { $0.state == "failed" }) { return 4 }
    return failed.isEmpty && engine.audit && !result.invariants.isEmpty ? 0 : 7
  }
}
