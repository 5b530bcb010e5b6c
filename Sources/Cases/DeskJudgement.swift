package import Documents
package import Law

/// Asks an office what a desk case asks, once on the platform and once on the oracle.
package enum DeskJudgement {
  /// The answers of somebody who was asked, one for each act.
  package typealias Answers = [String]

  /// The differences between what a case expects and what platform and oracle answer.
  ///
  /// - Parameters:
  ///   - deskCase: The case.
  ///   - law: The law.
  /// - Returns: A sentence for each act that was answered otherwise.
  /// - Throws: ``Diagnostic`` for an act or a key that the desk does not know.
  package static func failures(
    of deskCase: DeskCase, law: ParameterTable
  ) throws(Diagnostic) -> [String] {
    var failures: [String] = []
    let seen = [
      ("oracle", try oracle(deskCase, law)), ("platform", try platform(deskCase, law)),
    ]
    for (index, act) in deskCase.acts.enumerated() {
      for (observer, answers) in seen where answers[index] != act.answer {
        failures.append(
          "\(deskCase.file):\(act.line): on \(act.day) \(act.verb): expected \(act.answer), "
            + "got \(answers[index]) (\(observer))")
      }
    }
    return failures
  }

  private static func platform(
    _ deskCase: DeskCase, _ law: ParameterTable
  ) throws(Diagnostic) -> Answers {
    switch deskCase.desk {
    case .access: return try AccessDesk.platform(deskCase, law)
    case .recognition, .support: return try DeskRegistry(deskCase).platform(law)
    case .portal: return try PortalDesk(deskCase, law).platformAnswers()
    case .wallet: return try WalletDesk.platform(deskCase, law)
    case .office: return try OfficeDesk.platform(deskCase, law)
    }
  }

  private static func oracle(
    _ deskCase: DeskCase, _ law: ParameterTable
  ) throws(Diagnostic) -> Answers {
    switch deskCase.desk {
    case .access: return try AccessDesk.oracle(deskCase, law)
    case .recognition, .support: return try DeskRegistry(deskCase).oracle()
    case .portal: return try PortalDesk(deskCase, law).oracleAnswers()
    case .wallet: return try WalletDesk.oracle(deskCase, law)
    case .office: return try OfficeDesk.oracle(deskCase, law)
    }
  }
}
