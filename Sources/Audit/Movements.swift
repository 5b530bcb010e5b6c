internal import Ledger

/// The movements that the books know: from which account to which, and why.
struct Movements: Sendable {
  /// Held by each judge, so that a posting is looked up without asking whether the table was made.
  private let table = Self.table

  /// Whether a posting is one of them.
  @inline(__always)
  func know(_ posting: Posting) -> Bool {
    let index = Int(posting.reason) << 10 | Int(posting.from) << 5 | Int(posting.to)
    return index < table.count && table[index]
  }

  private static let table: [Bool] = {
    var table = [Bool](repeating: false, count: Reason.allCases.count << 10)
    func know(_ reasons: [Reason], _ from: [Account], _ to: [Account]) {
      for reason in reasons {
        for source in from {
          for target in to {
            table[Int(reason.rawValue) << 10 | Int(source.rawValue) << 5 | Int(target.rawValue)] =
              source.book == target.book
          }
        }
      }
    }
    know([.hours], [.hoursIssued], [.hoursHeld])
    know([.conversion], [.hoursHeld], [.hoursConverted])
    know([.expiry], [.hoursHeld], [.hoursLapsed])
    know(
      [.conversion, .transitionCredit, .annualCredit, .firstCredit, .complement], [.rightsIssued],
      [.rightsAvailable, .rightsLost])
    know([.capCut], [.rightsAvailable], [.rightsLost])
    know([.expiry], [.rightsAvailable], [.rightsExpired])
    know([.extinction], [.rightsAvailable], [.rightsExtinguished])
    know([.debit], [.rightsReserved], [.rightsSpent])
    know([.dotation], [.collectivities], [.dotationAvailable])
    know([.levy], [.collectivities], [.fund])
    know([.travel], [.fund], [.travel])
    know([.legacyPayment], [.fund], [.providers])
    know([.advance], [.advances], [.fund])
    know([.repayment], [.fund], [.advances])
    know([.opening, .walletCredit, .statusConversion], [.cpfIssued], [.cpf])
    know([.opening, .walletCredit], [.cecIssued], [.cec])
    know([.opening, .walletCredit, .statusConversion], [.cpfHoursIssued], [.cpfHours])
    know([.statusConversion, .extinction], [.cpf], [.cpfIssued])
    know([.statusConversion, .extinction], [.cpfHours], [.cpfHoursIssued])
    know([.extinction], [.cec], [.cecIssued])
    know([.dotationReturn], [.dotationAvailable], [.collectivities])
    know([.cardRefund], [.cardRefunds], [.cards])
    let reserves: [Account] = [.dotationReserved, .cpfReserved, .cecReserved, .cardReserved]
    let owners: [Account] = [.dotationAvailable, .cpf, .cec, .cards]
    know([.reservation], [.rightsAvailable], [.rightsReserved])
    for (owner, reserve) in zip(owners, reserves) { know([.reservation], [owner], [reserve]) }
    // Whether a refund goes home is judged with its dossier (MON-4).
    know([.refund], [.rightsReserved, .rightsSpent], [.rightsAvailable, .rightsLost])
    know([.refund], reserves, owners + [.cardRefunds])
    know([.deposit, .payment], reserves + [.fund], [.providers])
    know([.recovery], [.providers], [.dotationAvailable, .cpf, .cec, .cardRefunds, .fund])
    return table
  }()
}
