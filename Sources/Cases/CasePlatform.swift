internal import Calendar
package import Law
internal import Comparison
internal import Oracle
internal import Platform

/// Runs worked cases on the platform, through the code that the national run uses.
package enum CasePlatform {
  /// What the platform does where a case looks.
  ///
  /// - Parameters:
  ///   - workedCase: The case.
  ///   - law: The law of the case: ``WorkedCase/law(over:load:)``.
  /// - Returns: One observation for each fact that the case expects.
  package static func observations(
    of workedCase: WorkedCase, law: ParameterTable
  ) -> [Observation] {
    let expectations = workedCase.expectations
    let last = expectations.map(\.day).max() ?? .distantPast
    var official = PlatformOfficial(workedCase.history, law: law, through: last)
    var observations: [Observation] = []
    let order = expectations.indices.sorted {
      (expectations[$0].day, $0) < (expectations[$1].day, $1)
    }
    for index in order {
      official.live(through: expectations[index].day)
      for fact in expectations[index].facts {
        let value = value(of: fact.quantity, expectations[index], official)
        observations.append(Observation(index, fact.quantity, value))
      }
    }
    return observations.sorted { $0.expectation < $1.expectation }
  }

  private static func value(
    of quantity: CaseQuantity, _ expectation: CaseExpectation,
    _ official: borrowing PlatformOfficial
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
    case .state: return .word(dossier?.state.code ?? "none")
    case .billing: return .word(dossier.map { String(describing: $0.billing) } ?? "none")
    case .control: return .word(dossier.map { String(describing: $0.control) } ?? "none")
    case .rights: return .cents(funding.rights)
    case .collectivity: return .cents(funding.collectivity)
    case .cpf: return .cents(funding.cpf)
    case .cec: return .cents(funding.cec)
    case .card: return .cents(funding.card)
    case .paid: return .cents(dossier?.paid ?? 0)
    case .travel: return .cents(dossier?.travel ?? 0)
    case .refused: return .word(refusal(expectation, official)?.name ?? "no")
    }
  }

  /// The first refusal among the events of a day and dossier.
  private static func refusal(
    _ expectation: CaseExpectation, _ official: borrowing PlatformOfficial
  ) -> Rule? {
    for (event, verdict) in zip(official.history.events, official.verdicts)
    where event.day == expectation.day && event.dossier == expectation.dossier {
      if verdict != .applied { return verdict }
    }
    return nil
  }
}
