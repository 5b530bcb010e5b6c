internal import Calendar
internal import Law

/// The Pacific: moncompteformation.gouv.fr, "élus du Pacifique"; the arrêtés' amounts in F CFP.
extension OracleOfficial {
  /// The cents of an amount in F CFP, half a cent up: 1,000 F CFP are worth 8.38 €.
  ///
  /// - Parameters:
  ///   - francs: The francs.
  ///   - parity: The cents of 1,000 F CFP.
  /// - Returns: The cents.
  package static func cents(_ francs: Int64, parity: Int64) -> Int64 {
    (francs * parity + 500) / 1_000
  }

  /// The francs of an amount in cents, half a franc up.
  ///
  /// - Parameters:
  ///   - cents: The cents.
  ///   - parity: The cents of 1,000 F CFP.
  /// - Returns: The francs.
  package static func francs(_ cents: Int64, parity: Int64) -> Int64 {
    (2_000 * cents + parity) / (2 * parity)
  }

  /// The rights held, in F CFP.
  package var heldInFrancs: Int64 {
    Self.francs(balance.held, parity: number("rights.pacific.parity"))
  }

  /// The cap on the rights held, in cents.
  var cap: Int64 {
    guard history.isPacific else { return limit("rights.cap") }
    let francs = limit("rights.pacific.cap")
    return francs == .max ? .max : Self.cents(francs, parity: number("rights.pacific.parity"))
  }

  /// The cap of the day before, in the money of the official's collectivity, and today's.
  var capIsLowered: Bool {
    let name = history.isPacific ? "rights.pacific.cap" : "rights.cap"
    return limit(name) < law.number(name, on: day - 1, absent: .max)
  }

  /// The annual credit, in cents.
  var annualCredit: Int64 {
    guard history.isPacific else { return number("rights.annual_credit") }
    return Self.cents(
      number("rights.pacific.annual_credit"), parity: number("rights.pacific.parity"))
  }

  /// The hourly cap before tax, in the money of the official's collectivity (9,547 F CFP).
  func isWithinHourlyCap(_ cents: Int64) -> Bool {
    guard history.isPacific else { return cents <= limit("offer.hourly_cap") }
    return Self.francs(cents, parity: number("rights.pacific.parity"))
      <= limit("rights.pacific.hourly_cap")
  }

  /// The papers of a file: within seven working days of the request; then the provider answers.
  mutating func receivePapers(_ index: Int) throws(OracleRule) {
    guard history.isPacific else { throw .notPacific }
    guard dossiers[index].state == .notProcessed, dossiers[index].awaitsPapers else {
      throw .wrongState
    }
    dossiers[index].awaitsPapers = false
    dossiers[index].deadline = Delays.workingDays(number("dossier.answer_working_days"), after: day)
  }

  /// Nothing is answered before the papers are there.
  func checkPapers(_ index: Int) throws(OracleRule) {
    if dossiers[index].state == .notProcessed, dossiers[index].awaitsPapers { throw .papersMissing }
  }
}
