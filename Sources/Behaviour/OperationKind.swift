package import Law

/// A kind of what people do that a run of a swarm can leave out.
///
/// With everything always a little possible some states are never reached: a run in which nobody
/// cancels fills its sessions, and one without refusals spends its rights.
package enum OperationKind: UInt8, CaseIterable, Sendable {
  /// Wishes for a mandate training.
  case mandateTraining
  /// Wishes for a reintegration training.
  case reintegration
  /// Wishes for what one is not entitled to.
  case confusion
  /// Second tries after a refusal.
  case retry
  /// Withdrawals within the delay.
  case withdrawal
  /// Cancellations by the learner.
  case cancellation
  /// Cancellations by the body.
  case providerCancellation
  /// Absences.
  case absence
  /// Refusals by the body.
  case refusal
  /// Proposals that are declined.
  case decline
  /// Proposals and requests that nobody answers.
  case silence
  /// Steps after their delay.
  case lateness
  /// Trainings attended in part.
  case partialAttendance
  /// Top-ups by collectivities.
  case topUps
  /// Travel costs.
  case travel
  /// Evaluations.
  case evaluation
  /// Certifications.
  case certification
  /// Free elementary modules.
  case modules
  /// Changes between private and public work.
  case statusChanges
  /// Requests to support.
  case help
  /// Controls.
  case control
  /// Fraud by bodies.
  case fraud

  /// The name in outputs: `mandate_training`.
  package var name: String {
    var name = ""
    for letter in String(describing: self) {
      name += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
    }
    return name
  }

  /// The parameters that are 0 while the kind is left out.
  package var parameters: [String] {
    let names: [String] =
      switch self {
      case .mandateTraining: ["demand.mandate"]
      case .reintegration: ["demand.reintegration_resigned", "demand.reintegration_renewal"]
      case .confusion: ["learner.confused"]
      case .retry: ["demand.retry"]
      case .withdrawal: ["learner.withdraw"]
      case .cancellation: ["learner.cancel"]
      case .providerCancellation: ["provider.cancel"]
      case .absence: ["learner.no_show"]
      case .refusal: ["provider.refuse"]
      case .decline: ["learner.decline"]
      case .silence: ["provider.silent", "learner.silent"]
      case .lateness:
        [
          "provider.late_answer", "provider.prerequisite_late", "provider.entry_late",
          "provider.service_done_late",
        ]
      case .partialAttendance: ["learner.partial"]
      case .topUps: ["collectivity.tops_up"]
      case .travel: ["learner.travel"]
      case .evaluation: ["learner.evaluate"]
      case .certification: ["office.certified"]
      case .modules: ["office.module"]
      case .statusChanges: ["wallet.status_change"]
      case .help: ["help.notices"]
      case .control: ["operator.control", "control.after_payment"]
      case .fraud:
        ["fraud.inflating_bodies", "fraud.falsifying_bodies", "fraud.recycling_bodies"]
      }
    return names.map { "behaviour." + $0 }
  }
}

extension ParameterTable {
  /// The same behaviour without some kinds of operations.
  ///
  /// - Parameter kinds: What nobody does.
  /// - Returns: The table.
  package func without(_ kinds: [OperationKind]) -> ParameterTable {
    var table = self
    for name in kinds.flatMap(\.parameters) {
      table.silence(name, because: "left out of this run of the swarm")
    }
    return table
  }
}
