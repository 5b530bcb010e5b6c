/// The sentence of each invariant, and the text of the law that demands it.
extension Invariant {
  /// Statement and source.
  var text: (String, String) {
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
        "CGCT R1621-7; R2123-22-1-B"
      )
    case .crd2:
      ("Each credit is min(annual amount, cap − held), the rest recorded as lost.", "MCF; H3")
    case .crd3:
      (
        "A credit falls on the legal day of the mandate held longest, or is a first credit.",
        "brochure; CGCT R2123-22-1-B (H2)"
      )
    case .crd4: ("Nobody without a mandate in force that day is credited.", "CGCT R2123-22-1-B; H4")
    case .crd5:
      (
        "Everybody recognised and in office on the legal day was credited, or had no room.",
        "brochure"
      )
    case .exp1:
      (
        "After the last mandate, rights serve reintegration within six months, without a pension.",
        "brochure; CGCT R2123-22-1-C (H6, H9)"
      )
    case .exp2:
      ("Six months after the last mandate nothing is left available.", "CGCT R2123-22-1-C; H6")
    case .man1: ("Officials of bodies outside the scheme hold no rights.", "CGCT L1621-3; H14")
    case .mon1:
      ("Every posting balances within one book and is a movement that it knows.", "double entry")
    case .mon2: ("Price = rights + collectivity + CPF + CEC + card.", "brochure, p. 6")
    case .mon3: ("A dossier is paid at most once, and never more than its price.", "brochure")
    case .mon4:
      (
        "Every refund of a dossier returns to the source that it came from, no more than was taken "
          + "(of a dossier that is paid: REC-1).", "CGU"
      )
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
    case .acs1:
      (
        "One account per NIR, its key right at creation; the log-in takes 13 digits.",
        "guide, pages 5 to 7"
      )
    case .acs2:
      (
        "No password that breaks the rule is accepted, and none is kept in clear.",
        "guide, page 7"
      )
    case .acs3:
      (
        "Panel and mandate catalogue are shown only to someone logged in and recognised.",
        "guide, pages 8, 15 and 16"
      )
    case .acs4:
      (
        "Recognised if and only if a row of the registry matches, or support linked it.",
        "guide, pages 8 and 11"
      )
    case .acs5:
      (
        "Since 25 October 2022 a purchase needs FranceConnect+.",
        "RM a73366; domain 7"
      )
    case .acs6:
      (
        "The diploma is read only on the reintegration path.",
        "guide, page 6"
      )
    case .sup1:
      (
        "Every request to support ends with a link, a correction or a reason.",
        "guide, pages 10 to 12"
      )
    case .pri1:
      (
        "No output holds a whole NIR, no log an identity.",
        "design"
      )
    case .pri2:
      (
        "All personal data are erased at their term, and nothing is done with them later.",
        "C. trav. R6323-20; decision C14"
      )
    case .off2:
      (
        "The theme of a mandate training on sale is in the State's list.",
        "brochure, page 5"
      )
    case .off5:
      (
        "Subcontracting stays below its share, of one rank, to accredited bodies.",
        "CGCT R1221-21-1; arrêté du 24 février 2022"
      )
    case .off6:
      (
        "Qualiopi is held where the revenue exceeds its threshold.",
        "CGCT L1221-4"
      )
    case .off7:
      (
        "A body is suspended or removed only after the contradictory procedure.",
        "C. trav. R6333-6; CGCT R1221-21-2"
      )
    case .lev1:
      (
        "The levy is its share of the allowances of the period, on the legal due dates.",
        "CGCT L2123-12-1, R1621-4"
      )
    case .cpf1:
      (
        "CPF and CEC are credited to whoever earns them, by the law of each year.",
        "C. trav. L6323-11; CEC: D5151-14"
      )
    case .rec1:
      (
        "What is recovered was paid, is undue, and returns to the sources that paid it.",
        "C. trav. R6333-6; CGU"
      )
    case .car1:
      (
        "A card is charged once and refunded within its delay.",
        "CGU"
      )
    case .cer1:
      (
        "A certification follows a completed reintegration training, once.",
        "brochure, page 4"
      )
    case .inf1:
      (
        "Every holder is informed at least once a year.",
        "CGCT L1621-5"
      )
    case .inf2:
      (
        "A free elementary module is followed by a recognised official in office.",
        "CGCT L1621-5"
      )
    case .fnd1:
      (
        "The operator reports three times a year; the reserve's alert is never missed.",
        "CGCT R1221-9-2, L1621-3"
      )
    case .pac1:
      (
        "Pacific amounts are the francs of the arrêté; no CPF, papers within seven working days.",
        "arrêté du 12 juillet 2021; PAC"
      )
    case .trv1:
      (
        "Travel is reimbursed once, for mandate training, at the State's rates.",
        "CGCT R2123-22-1-D; décret 2006-781"
      )
    case .eva1:
      (
        "A training is evaluated once, when its service is done.",
        "brochure, page 6: « jusqu'à l'évaluation »"
      )
    case .dos3:
      (
        "No dossier waits beyond its deadline; at the end each is settled or waits in time.",
        "brochure"
      )
    case .que1:
      (
        "Whoever came into a queue has left it or is in it; their days add up to its lengths.",
        "flow conservation; Little 1961"
      )
    case .det1: ("A second run with other threads and shards gives the same bits.", "design")
    case .det2:
      ("Every running balance agrees with its monthly recomputation.", "design")
    case .ora1: ("Platform and oracle agree on every outcome and every balance.", "design")
    }
  }
}
