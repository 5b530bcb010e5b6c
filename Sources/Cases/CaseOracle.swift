internal import Calendar
package import Law
internal import Oracle

/// Runs worked cases on the oracle.
package enum CaseOracle {
  /// What the oracle sees where a case looks.
  ///
  /// - Parameters:
  ///   - workedCase: The case.
  ///   - law: The law of the case: ``WorkedCase/law(over:load:)``.
  /// - Returns: One observation for each fact that the case expects.
  package static func observations(
    of workedCase: WorkedCase, law: ParameterTable
  ) -> [Observation] {
    var official = OracleOfficial(workedCase.history, law: law)
    var observations: [Observation] = []
    let order = workedCase.expectations.indices.sorted {
      (workedCase.expectations[$0].day, $0) < (workedCase.expectations[$1].day, $1)
    }
    for index in order {
      let expectation = workedCase.expectations[index]
      official.live(through: expectation.day)
      for fact in expectation.facts {
        let value = value(of: fact.quantity, expectation, official)
        observations.append(Observation(index, fact.quantity, value))
      }
    }
    return observations.sorted { $0.expectation < $1.expectation }
  }

  private static func value(
    of quantity: CaseQuantity, _ expectation: CaseExpectation, _ official: OracleOfficial
  ) -> CaseValue {
    let balance = official.balance
    let dossier = official.dossier(expectation.dossier)
    let funding = dossier?.funding ?? OracleFunding()
    switch quantity {
    case .held: return .cents(balance.held)
    case .francs: return .francs(official.heldInFrancs)
    case .available: return .cents(balance.available)
    case .reserved: return .cents(balance.reserved)
    case .spent: return .cents(balance.spent)
    case .lost: return .cents(balance.lost)
    case .expired: return .cents(balance.expired)
    case .extinguished: return .cents(balance.extinguished)
    case .hours: return .hours(balance.hours)
    case .topUp: return .cents(balance.dotation)
    case .cardPending: return .cents(official.cardPending)
    case .cpfLeft: return .cents(balance.cpf)
    case .cecLeft: return .cents(balance.cec)
    case .state: return .word(dossier?.state.rawValue ?? "none")
    case .billing: return .word(dossier?.billing.rawValue ?? "none")
    case .control: return .word(dossier?.control.rawValue ?? "none")
    case .rights: return .cents(funding.rights)
    case .collectivity: return .cents(funding.collectivity)
    case .cpf: return .cents(funding.cpf)
    case .cec: return .cents(funding.cec)
    case .card: return .cents(funding.card)
    case .paid: return .cents(dossier?.paid ?? 0)
    case .travel: return .cents(dossier?.travel ?? 0)
    case .refused: return .word(refusal(expectation, official)?.rawValue ?? "no")
    }
  }

  /// The first refusal among the events of a day and dossier.
  private static func refusal(
    _ expectation: CaseExpectation, _ official: OracleOfficial
  ) -> OracleRule? {
    for (event, verdict) in zip(official.history.events, official.verdicts)
    where event.day == expectation.day && event.dossier == expectation.dossier {
      if let verdict { return verdict }
    }
    return nil
  }
}
