internal import Calendar
internal import Law

/// What may still come of a dossier that is paid.
extension OracleOfficial {
  /// The place of a dossier that was paid.
  private func paidDossier(_ name: String) throws(OracleRule) -> Int {
    guard let index = dossiers.firstIndex(where: { $0.name == name && $0.billing == .paid }) else {
      throw .unknownDossier
    }
    return index
  }

  /// A certification: after a reintegration training done to its last hour, once.
  ///
  /// Brochure, page 4.
  mutating func certify(_ name: String) throws(OracleRule) {
    let index = try paidDossier(name)
    let dossier = dossiers[index]
    guard dossier.order.path == .reintegration, dossier.state == .serviceDoneValidated,
      dossier.due == dossier.order.price, !dossier.isCertified
    else { throw .notCertifying }
    guard day > dossier.end else { throw .tooSoon }
    dossiers[index].isCertified = true
  }

  /// An undue sum: whoever paid last is the first to have the money back.
  ///
  /// Code du travail R6333-6.
  mutating func recover(_ amount: Int64, _ name: String) throws(OracleRule) {
    let index = try paidDossier(name)
    let dossier = dossiers[index]
    guard amount > 0, amount <= dossier.paid else { throw .nothingUndue }
    let kept = dossier.funding.first(dossier.paid - amount)
    let back = dossier.funding.minus(kept)
    dossiers[index].funding = kept
    dossiers[index].paid -= amount
    giveBack(back, index)
    recredit(back.rights, name)
    sweepUnusable()
  }
}
