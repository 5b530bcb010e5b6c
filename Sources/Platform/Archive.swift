package import Calendar
package import Ledger

/// A paid dossier, for what may still come of it: 36 bytes.
package struct PaidDossier: Sendable {
  /// What each source paid.
  package internal(set) var funding: Funding
  /// What was recovered since, in cents.
  @Narrow package internal(set) var recovered: Int64 = 0
  /// The last day of the training.
  package let end: Day
  /// The official's paid dossier before this one, or -1.
  var previous: Int32
  /// The number among the official's.
  package let number: UInt16
  /// What the training was for.
  package let path: Path
  /// Whether the training was done to its last hour.
  package let isCompleted: Bool
  /// Whether a certification was declared.
  package internal(set) var isCertified = false

  /// What the provider may keep, in cents.
  package var left: Int64 { funding.total - recovered }
}

/// The archive of paid dossiers, chained by official.
extension Shard {
  /// Keeps what may still be asked of a dossier that is paid.
  mutating func archive(_ slot: Int) {
    let dossier = dossiers[slot]
    let place = Int(dossier.official)
    paidDossiers.append(
      PaidDossier(
        funding: dossier.funding, end: dossier.end, previous: accounts.annexes[place].lastPaid,
        number: dossier.number, path: dossier.path,
        isCompleted: dossier.due == dossier.price && dossier.isDebited
          && dossier.state == .serviceDoneValidated))
    accounts.annexes[place].lastPaid = Int32(paidDossiers.count - 1)
  }

  /// The place of a paid dossier in the archive.
  func paidDossier(of place: Int, number: UInt16) -> Int? {
    var index = accounts.annexes[place].lastPaid
    while index >= 0 {
      if paidDossiers[Int(index)].number == number { return Int(index) }
      index = paidDossiers[Int(index)].previous
    }
    return nil
  }

  /// Calls a function with the number of each paid dossier of an official, the last one first.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - body: Called with each number.
  package func forEachPaidDossier(of place: Int, _ body: (UInt16) -> Void) {
    var index = accounts.annexes[place].lastPaid
    while index >= 0 {
      body(paidDossiers[Int(index)].number)
      index = paidDossiers[Int(index)].previous
    }
  }

  /// A certifier declares a certification (RNCP or RS): `number` the dossier.
  ///
  /// Brochure, page 4: certifiers declare those who obtained a certification after a training.
  mutating func certify(_ command: Command, _ context: borrowing DayContext) -> Rule {
    guard let index = paidDossier(of: Int(command.official), number: command.number) else {
      return .unknownDossier
    }
    let paid = paidDossiers[index]
    guard paid.path == .reintegration, paid.isCompleted else { return .notCertifying }
    guard context.day > paid.end else { return .tooSoon }
    guard !paid.isCertified || mutant == .certifyTwice else { return .notCertifying }
    paidDossiers[index].isCertified = true
    return .applied
  }

  /// The operator recovers an undue sum from a provider: `number` the dossier, `amount` the cents.
  ///
  /// C. trav. R6333-6. What the provider keeps is paid by the sources in the legal order, so that
  /// the last that paid is the first to have its money back.
  mutating func recover(
    _ command: Command, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    let place = Int(command.official)
    guard let index = paidDossier(of: place, number: command.number) else {
      return .unknownDossier
    }
    let paid = paidDossiers[index]
    guard command.amount > 0, command.amount <= paid.left else { return .nothingUndue }
    let before = paid.funding.first(paid.left)
    let back = before.without(before.first(paid.left - command.amount))
    if mutant != .recoverTwice { paidDossiers[index].recovered += command.amount }
    for source in Source.allCases {
      let owner: Account = source == .rights ? .fund : source.refundAccount
      giveBack(back[source], source, place, number: paid.number, context, &batch)
      move(back[source], from: .providers, to: owner, .recovery, place, &batch, number: paid.number)
    }
    restoreRights(back.rights, from: .rightsSpent, place, number: paid.number, context, &batch)
    return .applied
  }
}
