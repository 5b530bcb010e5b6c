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
    let broken = result.invariants.contains { $0.verdict == .broken }
    let failed = result.thresholds.contains { !$0.ok }
    let exit: Int64 = broken ? 3 : !complete ? 6 : failed ? 4 : 0
    return RunVerdict(exit: exit, complaints: [], notExercised: [])
  }
}
