internal import Calendar
internal import Law
internal import Ledger
internal import Platform

/// Top-ups of collectivities, each by itself (MON-6, FUN-3).
extension Auditor {
  /// What is known of a collectivity's top-ups for an official.
  // Mutating, though it changes nothing: to borrow the judge is to copy all of it.
  mutating func payer(_ body: UInt32, of place: UInt32) -> PayerMirror {
    office.payers[place]?.first { $0.body == body } ?? PayerMirror(body: body)
  }

  /// Keeps what is known of a collectivity's top-ups for an official.
  mutating func keep(_ payer: PayerMirror, of place: UInt32) {
    guard let index = office.payers[place]?.firstIndex(where: { $0.body == payer.body }) else {
      if office.payers[place] == nil { office.payees.append(place) }
      office.payers[place, default: []].append(payer)
      return
    }
    office.payers[place]?[index] = payer
  }

  /// Changes what is known of every collectivity's top-ups for an official.
  mutating func forEachPayer(of place: UInt32, _ change: (inout PayerMirror) -> Void) {
    // In place: a copy would be made each time.
    for index in 0..<(office.payers[place]?.count ?? 0) {
      change(&office.payers[place, default: []][index])
    }
  }

  /// FUN-3: what is attributed is within the council's limits per training, per official in a
  /// mandate and in a year, and within its budget.
  mutating func judgeAttribution(
    _ command: Command, _ place: Int, _ context: borrowing DayContext
  ) {
    let body = Int(command.first)
    let limits = budgets[body]
    var payer = payer(command.first, of: UInt32(place))
    let year = context.day.year
    payer.attributed += command.amount
    payer.inMandate += 1
    payer.inYear = payer.year == year ? payer.inYear + 1 : 1
    payer.year = year
    keep(payer, of: UInt32(place))
    budgets[body].budget -= command.amount
    let slack = min(limits.perTraining - command.amount, budgets[body].budget)
    let holds =
      slack >= 0 && payer.inMandate <= Int(limits.perOfficial)
      && payer.inYear <= Int(limits.perYear)
    findings.count(
      .fun3, slack, day: context.day.rawValue, official: UInt32(base + place))
    if !holds {
      findings.violate(
        .fun3, day: context.day.rawValue, official: UInt32(base + place),
        "top-up of \(Cents(command.amount)) beyond the deliberation of the collectivity")
    }
  }

  /// The most that top-ups may pay of a dossier: each collectivity what it paid in, within its
  /// limit for one training, and only for its orientations.
  mutating func mostTopUp(
    of mirror: Mirror, _ place: UInt32, _ context: borrowing DayContext
  ) -> Int64 {
    let offer = context.catalogue.sessions[Int(mirror.session)].offer
    let subject = context.catalogue.offers[Int(offer)].subject
    var most: Int64 = 0
    for payer in office.payers[place] ?? [] {
      let limits = budgets[Int(payer.body)]
      if limits.scope & 1 << UInt64(subject) != 0 { most += min(limits.perTraining, payer.paid) }
    }
    return most
  }
}
