internal import Calendar
internal import Law

/// What the service offers beside trainings: elementary modules, and the CPF at a change of work.
extension OracleOfficial {
  /// A free elementary module, open to every recognised official in office (CGCT L1621-5).
  func followModule() throws(OracleRule) {
    if isDead { throw .dead }
    guard number("service.open") == 1 else { throw .serviceClosed }
    guard history.isRecognised(on: day) else { throw .notRecognised }
    guard isInOffice else { throw .noMandate }
  }

  /// The professional status changes (décret 2019-1392); no rights of officials move.
  mutating func convertStatus(_ toPublic: Bool) throws(OracleRule) {
    if isDead { throw .dead }
    wallet.pass(to: day)
    try wallet.convert(toPublic: toPublic)
    noteWallet()
  }

  /// The yearly credits of CPF and CEC, which a death ends.
  mutating func creditWallet() {
    guard history.work != nil, !isDead else { return }
    wallet.credit(on: day)
    noteWallet()
  }

  /// The diploma is read in confidence, for a reintegration that the rights do not pay alone; what
  /// it says corrects the CPF's record for the years to come (guide, page 6).
  mutating func noteQualification(_ order: History.Order, _ parts: OracleFunding) {
    guard order.path == .reintegration, parts.rights < order.price, !history.isPacific,
      let isLow = history.work?.saysLowQualified
    else { return }
    wallet.note(isLowQualified: isLow)
  }

  /// CPF hours of a public agent.
  package var cpfHours: Int64 { wallet.hours }
}
