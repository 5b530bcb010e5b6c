internal import Calendar
internal import Law

/// What a collectivity has done for one official.
struct Payer: Sendable {
  /// The civil year of each attribution during the mandates held now.
  var inMandate: [Int] = []
  /// The civil year of each attribution ever.
  var attributions: [Int] = []
  /// What was attributed in all, what of it is not paid in, and what is paid in and not used.
  var total: Int64 = 0
  var attributed: Int64 = 0
  var available: Int64 = 0
}

/// Top-ups of collectivities (CGCT L2123-12; financeurs portal), each council's apart.
extension OracleOfficial {
  /// Who may be topped up.
  private func checkPayee() throws(OracleRule) {
    if isDead { throw .dead }
    guard history.isRecognised(on: day) else { throw .notRecognised }
    guard isInOffice else { throw .noMandate }
  }

  /// A top-up is attributed within the deliberation; it is not usable yet.
  ///
  /// What is left of a budget that others draw on too is told with the attribution.
  mutating func attribute(
    _ amount: Int64, by payer: Int, budgetLeft: Int64? = nil
  ) throws(OracleRule) {
    try checkPayee()
    guard payers.indices.contains(payer) else { throw .notDeliberated }
    let limits = history.deliberations[payer]
    let known = payers[payer]
    let inYear = known.attributions.count { $0 == day.year }
    if let most = limits.perTraining, amount > most { throw .overTrainingLimit }
    if let most = limits.perOfficial, known.inMandate.count >= most { throw .overOfficialLimit }
    if let most = limits.perYear, inYear >= most { throw .overYearlyLimit }
    if let budget = limits.budget, known.total + amount > budget { throw .overBudget }
    if let budgetLeft, amount > budgetLeft {
      use(.sharedBudget)
      throw .overBudget
    }
    payers[payer].inMandate.append(day.year)
    payers[payer].attributions.append(day.year)
    payers[payer].total += amount
    payers[payer].attributed += amount
    if !payersInOrder.contains(payer) { payersInOrder.append(payer) }
  }

  /// What a collectivity attributed is paid in by it, and usable on receipt.
  mutating func receive(_ amount: Int64, by payer: Int) throws(OracleRule) {
    try checkPayee()
    guard payers.indices.contains(payer), amount <= payers[payer].attributed else {
      throw .notAttributed
    }
    payers[payer].attributed -= amount
    payers[payer].available += amount
    balance.dotation += amount
  }

  /// What a collectivity gives to a training: what it paid in, up to its limit for one training,
  /// if the training is in its orientations.
  private func share(of payer: Int, in order: History.Order) -> Int64 {
    let limits = history.deliberations[payer]
    if let scope = limits.scope, !scope.contains(order.subject) { return 0 }
    return min(payers[payer].available, limits.perTraining ?? .max)
  }

  /// What all collectivities together give to a training.
  func topUps(for order: History.Order) -> Int64 {
    payersInOrder.reduce(0) { $0 + share(of: $1, in: order) }
  }

  /// Takes top-ups for a dossier, from one collectivity after the other.
  mutating func takeTopUps(_ amount: Int64, _ index: Int) {
    var rest = amount
    for payer in payersInOrder where rest > 0 {
      let part = min(rest, share(of: payer, in: dossiers[index].order))
      guard part > 0 else { continue }
      payers[payer].available -= part
      dossiers[index].topUps.append((payer, part))
      rest -= part
    }
    balance.dotation -= amount
  }

  /// Gives top-ups of a dossier back to whose they were, the last one first.
  mutating func giveTopUpsBack(_ amount: Int64, _ index: Int) {
    var rest = amount
    while rest > 0, let last = dossiers[index].topUps.last {
      let back = min(rest, last.amount)
      payers[last.payer].available += back
      dossiers[index].topUps.removeLast()
      if back < last.amount { dossiers[index].topUps.append((last.payer, last.amount - back)) }
      rest -= back
    }
    balance.dotation += amount
  }

  /// A top-up serves mandate training: without a mandate it goes back to its collectivity, and what
  /// was attributed and never paid lapses.
  mutating func returnTopUp() {
    guard !isInOffice else { return }
    balance.dotation = 0
    for payer in payers.indices {
      payers[payer].attributed = 0
      payers[payer].available = 0
    }
  }
}
