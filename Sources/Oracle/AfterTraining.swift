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
    let order = dossiers[index].order
    if order.isRemote { throw .remoteTraining }
    var days: Int64 = 0
    while days * 7 < dossiers[index].order.hours { days += 1 }
    if meals > days || nights > meals { throw .travelTooHigh }
    dossiers[index].travel =
      meals * number("fund.meal") + nights * night(in: order)
      + kilometres * number("fund.kilometre")
  }

  /// The rate of a night where a training takes place.
  ///
  /// Arrêté du 3 juillet 2006, art. 1er: Paris; cities of 200,000 inhabitants and the other
  /// communes of Greater Paris; everywhere else.
  private func night(in order: History.Order) -> Int64 {
    var rate = "fund.night"
    if order.inhabitants >= limit("fund.large_city_from") { rate = "fund.night_large_city" }
    if order.department >= number("fund.greater_paris_first"),
      order.department <= number("fund.greater_paris_last")
    {
      rate = "fund.night_large_city"
    }
    if order.department == number("fund.paris_department") { rate = "fund.night_paris" }
    return number(rate)
  }

  private func isServiceDone(_ index: Int) -> Bool {
    [.serviceDoneDeclared, .serviceDoneValidated].contains(dossiers[index].state)
  }
}
