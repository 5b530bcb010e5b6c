extension Invariant {
  private static let brochure = "Brochure de la Caisse des Dépôts"
  private static let guide = "Guide de la Caisse des Dépôts"
  private static let design = "Design of the harness"
  /// How rights accrue and how they end, with the twins of New Caledonia, where that code holds.
  private static let accrual = ["CGCT R2123-22-1-B", "C. communes NC R121-35"]
  private static let end = ["CGCT R2123-22-1-C", "C. communes NC R121-36"]

  /// The articles and documents that demand it, in the spelling of `Citation`.
  package var articles: [String] {
    switch self {
    case .cap1, .cap2, .crd1, .crd2, .crd3, .crd4, .crd5, .exp1, .exp2, .man1: articlesOfRights
    case .off1, .off2, .off3, .off4, .off5, .off6, .off7: articlesOfOffers
    case .cap3, .mon2, .mon3, .fun1, .fun2, .dos3, .cer1, .eva1: [Self.brochure]
    case .mon4, .pay2, .pay3, .car1: ["CGU"]
    case .mon1, .ref1, .ide1, .pri1, .que1, .det1, .det2, .ora1: [Self.design]
    case .mon5: ["CGCT L1621-3"]
    case .mon6: ["Portail des financeurs"]
    case .fun3: ["CGCT L2123-12"]
    case .lev1: ["CGCT L2123-12-1", "CGCT R1621-4", "CGCT L2123-23", "CGCT L2123-24"]
    case .dos1: ["EDOF"]
    case .dos2: ["CGU", "C. conso. L221-18"]
    case .dos4: [Self.brochure, "CGCT R1621-8"]
    case .dos5: ["CGCT R1621-8"]
    case .pay1: ["EDOF", Self.brochure]
    case .acs1, .acs2, .acs3, .acs4, .acs6, .sup1: [Self.guide]
    case .acs5: ["Réponse ministérielle"]
    case .pri2: ["C. trav. R6323-20"]
    case .cpf1: ["C. trav. L6323-11", "C. trav. D5151-14"]
    case .rec1: ["C. trav. R6333-6", "CGU"]
    case .inf1, .inf2: ["CGCT L1621-5"]
    case .fnd1: ["CGCT R1221-9-2", "CGCT L1621-3"]
    case .pac1: ["Arrêté du 12 juillet 2021"]
    case .trv1: ["CGCT R2123-22-1-D", "Décret n° 2006-781", "Arrêté du 3 juillet 2006"]
    }
  }

  private var articlesOfRights: [String] {
    switch self {
    case .cap1: ["CGCT R1621-7", "Arrêté du 27 mars 2023", Self.brochure]
    case .cap2: ["Arrêté du 27 mars 2023"]
    case .crd1: ["CGCT R1621-7"] + Self.accrual
    case .crd2: ["CGCT R1621-7", "Arrêté du 12 juillet 2021"]
    case .crd3: [Self.brochure] + Self.accrual
    case .crd4: Self.accrual
    case .crd5: [Self.brochure]
    case .exp1: [Self.brochure] + Self.end
    case .exp2: Self.end
    default: ["CGCT L1621-3"]
    }
  }

  private var articlesOfOffers: [String] {
    switch self {
    case .off1: [Self.brochure, "CGCT R1621-8"]
    case .off2: [Self.brochure]
    case .off3: ["Arrêté du 16 février 2021"]
    case .off4: ["Arrêté du 12 juillet 2021, art. 3"]
    case .off5: ["CGCT R1221-21-1", "Arrêté du 24 février 2022"]
    case .off6: ["CGCT L1221-4"]
    default: ["C. trav. R6333-6", "CGCT R1221-21-2"]
    }
  }

  /// What must have happened for it to have been put to the test where it matters.
  package var witnesses: [Witness] {
    switch self {
    case .cap1: [.creditCut, .creditLost, .heldAboveCap]
    case .cap2: [.refundLost, .heldAboveCap]
    case .crd1: [.doubleMandate, .firstCredit]
    case .crd2: [.creditCut, .conversion, .conversionCut]
    case .crd3: [.otherCalendar, .firstCredit, .leapDay]
    case .crd4: [.mandateFirstDay, .mandateLastDay]
    case .exp2: [.expiry, .extinction]
    case .mon4: [.partialAttendance, .priceDue]
    case .mon5: [.advance]
    case .mon6: [.topUp, .dotationReturned]
    case .fun1: [.card]
    case .fun2: [.topUp, .cpf, .cec]
    case .fun3: [.topUp]
    case .off1: [.accreditationEnded]
    case .off3: [.offerRepriced]
    case .off4: [.seatLost]
    case .off5: [.subcontractingRefused]
    case .off6: [.qualiopiMissing]
    case .off7: [.providerSuspended, .suspensionLifted]
    case .dos2: [.providerSilent, .learnerSilent, .entryLate, .serviceDoneLate, .easterMonday]
    case .dos4: [.mandateEndedInTraining, .mandateEndedBefore]
    case .pay1: [.deposit, .sanction]
    case .pay3: [.partialAttendance, .priceDue, .deposit]
    case .ide1: [.repetition, .keyReused]
    case .acs1: [.accountOpened, .stepAbandoned, .lockedOut, .identityProviderDown]
    case .acs2: [.passwordReset]
    case .acs3: [.offerHidden]
    case .acs4:
      [.matchedByUsualName, .homonym, .rowRejected, .rowCorrected, .supportLink]
    case .acs5: [.strongIdentityRefused]
    case .sup1: [.supportLink, .supportRefusal, .papersAsked]
    case .pri2: [.dataErased]
    case .cpf1: [.statusConverted]
    case .rec1: [.undueRecovered]
    case .car1: [.cardRefused]
    case .cer1: [.certified]
    case .inf1: [.holderInformed]
    case .inf2: [.moduleFollowed]
    case .fnd1: [.fundReport, .fundForecast, .fundAlert]
    case .pac1: [.pacificFile, .pacificRefused]
    case .dos1: [.franceTravail]
    default: []
    }
  }
}
