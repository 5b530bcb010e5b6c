internal import Calendar
internal import Law

/// France Travail, the exit, and what the learner does after the training.
extension OracleOfficial {
  /// France Travail examines a jobseeker's reintegration dossier (EDOF: « en cours d'instruction
  /// par France Travail »), as long as a provider may check a prerequisite.
  mutating func instruct(_ index: Int) throws(OracleRule) {
    guard history.isJobseeker, dossiers[index].order.path == .reintegration,
      dossiers[index].state == .validated
    else { throw .wrongState }
    dossiers[index].state = .waitingAcceptation
    dossiers[index].deadline = day + Int(number("dossier.prerequisite_days"))
  }

  /// The exit, declared before the service done.
  mutating func leave(_ index: Int) throws(OracleRule) {
    guard dossiers[index].state == .inTraining else { throw .wrongState }
    guard day >= dossiers[index].end else { throw .tooSoon }
    dossiers[index].state = .terminated
  }

  /// The evaluation, once, when the service is done (brochure: « jusqu'à l'évaluation »).
  mutating func evaluate(_ index: Int) throws(OracleRule) {
    guard isServiceDone(index) else { throw .wrongState }
    if dossiers[index].isEvaluated { throw .alreadyRegistered }
    dossiers[index].isEvaluated = true
  }

  /// Travel and stay, once, at the State's rates (CGCT R2123-22-1-D): a day of training has seven
  /// hours.
  mutating func claimTravel(
    _ index: Int, _ meals: Int64, _ nights: Int64, _ kilometres: Int64
  ) throws(OracleRule) {
    guard dossiers[index].order.path == .mandate, isServiceDone(index) else { throw .wrongState }
    if dossiers[index].travel != nil { throw .alreadyRegistered }
    var days: Int64 = 0
    while days * 7 < dossiers[index].order.hours { days += 1 }
    if meals > days || nights > meals { throw .travelTooHigh }
    dossiers[index].travel =
      meals * number("fund.meal") + nights * number("fund.night")
      + kilometres * number("fund.kilometre")
  }

  private func isServiceDone(_ index: Int) -> Bool {
    [.serviceDoneDeclared, .serviceDoneValidated].contains(dossiers[index].state)
  }
}
