/// The invariants: what must hold at every moment, whoever calls the platform and why.
///
/// An id is stable once released. Each is judged from commands, outcomes and postings. A few look
/// besides at what the platform keeps, and compare it with the audit's own books: DET-2 at the
/// balances every month, ACS-4 at who is recognised every January, ACS-2 at what is kept of the
/// passwords set that day.
package enum Invariant: UInt8, CaseIterable, Sendable {
  /// No credit lifts the rights held (available + reserved) above the cap in force that day.
  case cap1
  /// No refund lifts the rights held above the cap; the excess is recorded as lost.
  case cap2
  /// Rights available and reserved are the sum of the postings and never below zero.
  case cap3
  /// One annual credit at most per person and accrual year, however many mandates.
  case crd1
  /// Each credit is min(annual amount, cap − held), the rest recorded as lost.
  case crd2
  /// A credit falls on the legal day of the mandate held longest, or is a first credit.
  case crd3
  /// Nobody without a mandate in force that day is credited.
  case crd4
  /// Everybody recognised and in office on the legal day was credited, or had no room.
  case crd5
  /// After the last mandate, rights serve reintegration within six months, without a pension.
  case exp1
  /// Six months after the last mandate nothing is left available.
  case exp2
  /// Officials of bodies outside the scheme hold no rights.
  case man1
  /// Every posting balances within one book and is a movement that it knows.
  case mon1
  /// Price = rights + collectivity + CPF + CEC + card.
  case mon2
  /// A dossier is paid at most once, and never more than its price.
  case mon3
  /// Every refund of a dossier returns to the source that it came from, no more than was taken.
  case mon4
  /// Fund cash = opening + levy + advances − payments − travel − repayments.
  case mon5
  /// Top-ups are used only after they were paid in.
  case mon6
  /// Another source pays only when the rights available are exhausted.
  case fun1
  /// A collectivity pays for mandate training only; CPF and CEC for reintegration only.
  case fun2
  /// A top-up respects the collectivity's deliberation.
  case fun3
  /// Only a body accredited on those days sells or is paid.
  case off1
  /// An hour of mandate training costs at most the hourly cap before tax.
  case off3
  /// A session holds at most 15 participants, and at most its seats.
  case off4
  /// Only the published transitions happen.
  case dos1
  /// Each step respects its delay in working days; what is late is closed.
  case dos2
  /// Mandate training lies within a mandate, reintegration after it.
  case dos4
  /// The training ends within eight months of the funding agreement.
  case dos5
  /// A provider is paid after the service done is validated, never in control.
  case pay1
  /// Every invoice is paid within its legal delay.
  case pay2
  /// The amount paid is price × part done, rounded in the fund's favour.
  case pay3
  /// A refused command changes nothing.
  case ref1
  /// A repeated command has no second effect; its key for another one is refused.
  case ide1
  /// One account per NIR, its key right at creation; the log-in takes 13 digits.
  case acs1
  /// No password that breaks the rule is accepted, and none is kept in clear.
  case acs2
  /// Panel and mandate catalogue are shown only to someone logged in and recognised.
  case acs3
  /// Recognised if and only if a row of the registry matches, or support linked it.
  case acs4
  /// Since 25 October 2022 a purchase needs FranceConnect+.
  case acs5
  /// The diploma is read only on the reintegration path.
  case acs6
  /// Every request to support ends with a link, a correction or a reason.
  case sup1
  /// No output holds a whole NIR, no log an identity.
  case pri1
  /// All personal data are erased at their term, and nothing is done with them later.
  case pri2
  /// The theme of a mandate training on sale is in the State's list.
  case off2
  /// Subcontracting stays below its share, of one rank, to accredited bodies.
  case off5
  /// Qualiopi is held where the revenue exceeds its threshold.
  case off6
  /// A body is suspended or removed only after the contradictory procedure.
  case off7
  /// The levy is its share of the allowances of the period, on the legal due dates.
  case lev1
  /// CPF and CEC are credited to whoever earns them, by the law of each year.
  case cpf1
  /// What is recovered was paid, is undue, and returns to the sources that paid it.
  case rec1
  /// A card is charged once and refunded within its delay.
  case car1
  /// A certification follows a completed reintegration training, once.
  case cer1
  /// Every holder is informed at least once a year.
  case inf1
  /// Elementary modules are followed by recognised officials in office.
  case inf2
  /// The operator reports three times a year; the reserve's alert is never missed.
  case fnd1
  /// Pacific amounts are the francs of the arrêté; no CPF, papers within seven working days.
  case pac1
  /// Travel is reimbursed once, for mandate training, at the State's rates.
  case trv1
  /// A training is evaluated once, when its service is done.
  case eva1
  /// No dossier waits beyond its deadline; at the end each is settled or waits in time.
  case dos3
  /// Whoever came into a queue has left it or is in it, and Little's law holds on it.
  case que1
  /// A second run with other threads and shards gives the same bits.
  case det1
  /// Every running balance agrees with its monthly recomputation.
  case det2
  /// Platform and oracle agree on every outcome and every balance.
  case ora1

  /// The id in outputs: `CAP-1`.
  package var id: String {
    let name = String(describing: self)
    return name.prefix(3).uppercased() + "-" + name.dropFirst(3)
  }

  /// What must hold, in one sentence.
  package var statement: String { text.0 }

  /// The text that demands it.
  package var source: String { text.1 }

  /// What the least slack is measured in, or nothing where an invariant has none.
  package var unit: String {
    switch self {
    case .cap1, .cap2, .cap3, .mon6, .fun3, .off3, .mon3, .mon5, .rec1, .cpf1: "cents"
    case .dos2: "working days"
    case .dos5, .pay2, .exp1, .off7, .car1: "days"
    case .off4: "seats"
    default: ""
    }
  }
}
