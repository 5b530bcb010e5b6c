internal import Calendar
internal import Ledger

/// Compares what a case expects with what was seen.
package enum CaseJudgement {
  /// The differences, one sentence each, in the order of the file.
  ///
  /// `second-credit.yaml:14: on 2023-03-31 held: expected 800,00 €, got 700,00 € from the oracle
  /// (the second credit is cut by the cap)`
  ///
  /// - Parameters:
  ///   - workedCase: The case.
  ///   - observations: What was seen, in any order.
  ///   - observer: Who saw it: `oracle` or `platform`.
  /// - Returns: A sentence for each fact that was seen otherwise, or not at all.
  package static func failures(
    of workedCase: WorkedCase, observations: [Observation], by observer: String
  ) -> [String] {
    var failures: [String] = []
    for (index, expectation) in workedCase.expectations.enumerated() {
      let who = expectation.dossier.isEmpty ? "" : "dossier \(expectation.dossier) "
      for fact in expectation.facts {
        let place =
          "\(workedCase.file):\(expectation.line): on \(expectation.day) \(who)"
          + "\(fact.quantity.rawValue)"
        let seen = observations.first {
          $0.expectation == index && $0.fact.quantity == fact.quantity
        }
        guard let seen else {
          failures.append("\(place): the \(observer) was not asked (\(workedCase.name))")
          continue
        }
        if seen.fact.value != fact.value {
          failures.append(
            "\(place): expected \(fact.value), got \(seen.fact.value) from the \(observer) "
              + "(\(workedCase.name))")
        }
      }
    }
    return failures
  }
}

extension CaseValue: CustomStringConvertible {
  /// The value as a statement writes it: `800,00 €`, `20 h`, `accepted`.
  package var description: String {
    switch self {
    case .cents(let cents): Cents(cents).description
    case .hours(let hours): "\(hours) h"
    case .word(let word): word
    }
  }
}
