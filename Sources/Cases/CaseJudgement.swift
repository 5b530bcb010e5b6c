internal import Calendar
internal import Ledger

/// What somebody saw where a case looks.
package struct CaseTestimony: Sendable {
  /// Who saw it: `oracle` or `platform`.
  package let observer: String
  /// What was seen, in any order.
  package let observations: [Observation]

  /// Creates a testimony.
  ///
  /// - Parameters:
  ///   - observer: Who saw it.
  ///   - observations: What was seen, in any order.
  package init(_ observer: String, _ observations: [Observation]) {
    self.observer = observer
    self.observations = observations
  }
}

/// Compares what a case expects with what was seen.
package enum CaseJudgement {
  /// The differences, one sentence each, in the order of the file.
  ///
  /// `second-credit.yaml:14: on 2023-03-31 held: expected 800,00 €, got 700,00 € (platform)`
  ///
  /// A case holds only if everybody agrees with it; who saw the same wrong value shares a sentence.
  ///
  /// - Parameters:
  ///   - workedCase: The case.
  ///   - testimonies: What everybody saw.
  /// - Returns: A sentence for each fact that was seen otherwise, or not at all.
  package static func failures(
    of workedCase: WorkedCase, _ testimonies: [CaseTestimony]
  ) -> [String] {
    var failures: [String] = []
    for (index, expectation) in workedCase.expectations.enumerated() {
      let who = expectation.dossier.isEmpty ? "" : "dossier \(expectation.dossier) "
      for fact in expectation.facts {
        let place =
          "\(workedCase.file):\(expectation.line): on \(expectation.day) \(who)"
          + "\(fact.quantity.rawValue)"
        var wrong: [(value: CaseValue?, observers: [String])] = []
        for testimony in testimonies {
          let seen = testimony.observations.first {
            $0.expectation == index && $0.fact.quantity == fact.quantity
          }?.fact.value
          guard seen != fact.value else { continue }
          if let known = wrong.firstIndex(where: { $0.value == seen }) {
            wrong[known].observers.append(testimony.observer)
          } else {
            wrong.append((seen, [testimony.observer]))
          }
        }
        failures += wrong.map { value, observers in
          "\(place): expected \(fact.value), "
            + (value.map { "got \($0)" } ?? "but nobody asked")
            + " (\(observers.joined(separator: ", ")))"
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
    case .francs(let francs): Francs(francs).description
    case .hours(let hours): "\(hours) h"
    case .word(let word): word
    }
  }
}
