internal import Calendar
internal import Platform

/// What people do beside the money: elementary modules and evaluations.
extension Auditor {
  /// INF-2: modules are open to whoever is recognised, alive and in office that day (CGCT L1621-5).
  mutating func judgeModule(_ outcome: Outcome, _ context: borrowing DayContext) {
    let place = Int(outcome.official)
    let isOpen = accounts[place].isHolder && facts.isInOffice(place, on: context.day)
    check(.inf2, isOpen, outcome, context)
    findings.witness(.moduleFollowed)
  }

  /// EVA-1: the first evaluation of a training whose service is declared or validated.
  mutating func judgeEvaluation(
    _ slot: Int, _ outcome: Outcome, _ context: borrowing DayContext
  ) {
    let isDone =
      mirrors[slot].state == .serviceDoneDeclared || mirrors[slot].state == .serviceDoneValidated
    check(.eva1, isDone && !mirrors[slot].isEvaluated, outcome, context)
    mirrors[slot].isEvaluated = true
  }
}
