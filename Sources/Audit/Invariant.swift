/// The invariants: what must hold at every moment, whoever calls the platform and why.
///
/// An id is stable once released. Each is judged from commands, outcomes and postings; DET-2 alone
/// compares the platform's balances with the audit's own books, once a month.
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
  /// Every refund returns to the source that it came from, no more than was taken.
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
  /// A second run with other threads and shards gives the same bits.
  case det1
  /// Every running balance agrees with its monthly recomputation.
  case det2

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
    case .cap1, .cap2, .cap3, .mon6, .fun3, .off3, .mon3, .mon5: "cents"
    case .dos2: "working days"
    case .dos5, .pay2, .exp1: "days"
    case .off4: "seats"
    default: ""
    }
  }

  private var text: (String, String) {
    switch self {
    case .cap1:
      (
        "No credit lifts the rights held (available + reserved) above the cap in force that day.",
        "arrêté du 27 mars 2023; brochure: 800 €"
      )
    case .cap2:
      (
        "No refund lifts the rights held above the cap; the excess is recorded as lost.",
        "arrêté du 27 mars 2023; decision C7"
      )
    case .cap3:
      (
        "Rights available and reserved are the sum of the postings and never below zero.",
        "brochure"
      )
    case .crd1:
      (
        "One annual credit at most per person and accrual year, however many mandates.",
        "CGCT R1621-7; NC R121-35"
      )
    case .crd2:
      ("Each credit is min(annual amount, cap − held), the rest recorded as lost.", "MCF; H3")
    case .crd3:
      (
        "A credit falls on the legal day of the mandate held longest, or is a first credit.",
        "brochure; NC R121-35 (H2)"
      )
    case .crd4: ("Nobody without a mandate in force that day is credited.", "NC R121-35; H4")
    case .crd5:
      (
        "Everybody recognised and in office on the legal day was credited, or had no room.",
        "brochure"
      )
    case .exp1:
      (
        "After the last mandate, rights serve reintegration within six months, without a pension.",
        "brochure; NC R121-36 (H6, H9)"
      )
    case .exp2:
      ("Six months after the last mandate nothing is left available.", "NC R121-36; H6")
    case .man1: ("Officials of bodies outside the scheme hold no rights.", "CGCT L1621-3; H14")
    case .mon1:
      ("Every posting balances within one book and is a movement that it knows.", "double entry")
    case .mon2: ("Price = rights + collectivity + CPF + CEC + card.", "brochure, p. 6")
    case .mon3: ("A dossier is paid at most once, and never more than its price.", "brochure")
    case .mon4:
      ("Every refund returns to the source that it came from, no more than was taken.", "CGU")
    case .mon5:
      (
        "Fund cash = opening + levy + advances − payments − travel − repayments.", "CGCT L1621-3"
      )
    case .mon6:
      ("Top-ups are used only after they were paid in.", "financeurs portal")
    case .fun1:
      ("Another source pays only when the rights available are exhausted.", "brochure, p. 6")
    case .fun2:
      (
        "A collectivity pays for mandate training only; CPF and CEC for reintegration only.",
        "brochure, p. 6"
      )
    case .fun3: ("A top-up respects the collectivity's deliberation.", "CGCT L2123-12")
    case .off1:
      ("Only a body accredited on those days sells or is paid.", "brochure; CGCT R1621-8")
    case .off3:
      (
        "An hour of mandate training costs at most the hourly cap before tax.",
        "arrêté du 16 février 2021"
      )
    case .off4:
      (
        "A session holds at most 15 participants, and at most its seats.",
        "arrêté du 12 juillet 2021, art. 3"
      )
    case .dos1: ("Only the published transitions happen.", "domain 4.1 (EDOF)")
    case .dos2:
      ("Each step respects its delay in working days; what is late is closed.", "CGU; domain 4.2")
    case .dos4:
      (
        "Mandate training lies within a mandate, reintegration after it.", "OF-elig; H9 to H11"
      )
    case .dos5:
      ("The training ends within eight months of the funding agreement.", "CGCT R1621-8")
    case .pay1:
      (
        "A provider is paid after the service done is validated, never in control.",
        "EDOF; brochure"
      )
    case .pay2: ("Every invoice is paid within its legal delay.", "CGU")
    case .pay3:
      ("The amount paid is price × part done, rounded in the fund's favour.", "CGU")
    case .ref1: ("A refused command changes nothing.", "design")
    case .ide1:
      ("A repeated command has no second effect; its key for another one is refused.", "design")
    case .det1: ("A second run with other threads and shards gives the same bits.", "design")
    case .det2:
      ("Every running balance agrees with its monthly recomputation.", "design")
    }
  }
}

/// Events that must have happened somewhere for a run to mean anything.
package enum Witness: UInt8, CaseIterable, Sendable {
  /// A credit was cut by the cap.
  case creditCut
  /// A credit was lost whole because the cap was reached.
  case creditLost
  /// A balance above a lowered cap was kept and blocked a credit (C8).
  case heldAboveCap
  /// Hours became euros.
  case conversion
  /// Converted hours met the cap of 1,500 €.
  case conversionCut
  /// Somebody newly known was credited.
  case firstCredit
  /// Somebody with several mandates was credited once.
  case doubleMandate
  /// A mandate other than a municipal one set the credit day.
  case otherCalendar
  /// A refund met the cap.
  case refundLost
  /// Rights expired after the window.
  case expiry
  /// Rights were extinguished by death.
  case extinction
  /// A mandate ended inside a training.
  case mandateEndedInTraining
  /// A dossier was closed because the mandate ended first.
  case mandateEndedBefore
  /// A provider did not answer in time.
  case providerSilent
  /// A learner did not confirm in time.
  case learnerSilent
  /// An entry was not declared in time.
  case entryLate
  /// A service done was not declared in time.
  case serviceDoneLate
  /// Two officials asked for the last seat on the same day.
  case seatLost
  /// A training was attended in part.
  case partialAttendance
  /// A late cancellation or an absence left the price due.
  case priceDue
  /// A deposit was paid for a long session.
  case deposit
  /// A control ended with a sanction.
  case sanction
  /// A top-up paid for a part.
  case topUp
  /// CPF euros paid for a part.
  case cpf
  /// CEC euros paid for a part.
  case cec
  /// A card paid for a part.
  case card
  /// France Travail examined a dossier.
  case franceTravail
  /// A command was repeated.
  case repetition
  /// A key was used again for another command.
  case keyReused
  /// Something happened on 29 February.
  case leapDay
  /// A delay ran over Easter Monday.
  case easterMonday
  /// The fund asked for an advance.
  case advance

  /// The id in outputs: `credit-cut`.
  package var id: String {
    var result = ""
    for character in String(describing: self) {
      if character.isUppercase { result.append("-") }
      result.append(contentsOf: character.lowercased())
    }
    return result
  }
}
