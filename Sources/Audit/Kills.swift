package import Platform

/// Which invariants catch which known-bad platform.
///
/// `cocarde prove Scenarios/proof.yaml --strict` holds this list to what it sees: each of these
/// catches its mutant with some seed, and nobody else does with every one.
extension Mutant {
  /// The invariants that catch the mutant.
  package var killers: [Invariant] {
    switch self {
    case .none: []
    // Credits
    case .capIgnoresReserved: [.cap1, .crd2, .pac1, .det2]
    case .capOfLastYear: [.cap1, .crd2, .pac1, .det2, .ora1]
    case .capBeforeDebit: [.cap2]
    case .recreditAboveCap: [.cap2, .det2]
    case .refundLossDropped: [.mon4, .rec1]
    case .loweredCapCuts: [.cap2]
    case .creditTwice: [.crd1, .det2]
    case .creditDayLate: [.crd3, .crd5]
    case .creditForEachMandate: [.crd1, .det2]
    case .creditAfterMandate: [.crd4]
    case .shortestMandateDecides: [.crd1, .crd3, .crd5, .det2]
    case .firstCreditForgotten: [.crd5]
    case .electedCreditedAtOnce: [.crd3]
    case .transitionForgotten: [.crd5, .det2]
    case .conversionAcrossBooks: [.cap2, .cap3, .crd2, .exp2, .mon1, .fun1, .pac1, .det2]
    case .outsiderAdmitted: [.crd4, .man1, .acs4, .inf1]
    case .postingLost: [.cap1, .crd2, .exp2, .det2]
    // Ends of mandates
    case .expiryForgotten: [.exp2]
    case .expiryAfterSevenMonths: [.exp1, .exp2, .ora1]
    case .expiryForgetsReserved: [.exp2]
    case .deathForgotten: [.exp2]
    case .newMandateExpires: [.exp2]
    case .reintegrationForPensioner: [.exp1]
    case .collectivityPaysReintegration: [.fun2, .det2]
    case .trainingAfterMandate: [.dos4]
    case .leapDaySkipped: [.exp2, .dos2, .dos3]
    // Funding
    case .reservedSpentAgain: [.cap3, .exp2, .fun1, .det2]
    case .cardBeforeRights: [.fun1]
    case .cpfPaysMandate: [.fun2, .acs6, .cpf1, .pac1]
    case .priceBeforeTax: [.mon2, .mon4, .pay3]
    case .refundToCard: [.mon4, .mon6, .det2]
    case .refundTwice: [.mon4, .det2]
    case .refundForgotten: [.car1]
    case .refusalReserves: [.cap2, .crd2, .ref1, .det2]
    case .dotationBeforeReceipt: [.mon6, .fun3, .det2]
    case .overBudget: [.fun3]
    case .completionUnchecked: [.dos5]
    // Payments and the fund
    case .paidTwice: [.mon3, .pay3, .rec1, .que1]
    case .paidBeforeServiceDone: [.pay1, .pay2, .pay3, .que1]
    case .paidInControl: [.pay1, .pay2, .pay3, .que1]
    case .paidAfterAccreditation: [.off1]
    case .paidQuarterly: [.pay2, .dos3]
    case .depositOfShortSession: [.pay1]
    case .roundingForProvider: [.mon4, .pay3]
    case .travelTwice: [.trv1]
    case .travelAtParisRate: [.trv1]
    case .travelBookedToProvider: [.mon1]
    case .recoverTwice: [.rec1, .det2]
    case .advanceUnbooked: [.mon5]
    case .levyTenth: [.lev1]
    case .alertSilent: [.fnd1]
    // Dossiers and their delays
    case .calendarDaysForWorkingDays: [.dos2]
    case .easterMondayWorks: [.dos2]
    case .closedForWrongReason: [.dos1]
    case .keyIgnored: [.ide1]
    case .sixteenthSeat: [.off4]
    case .seatNeverReleased: [.off4, .det2]
    case .evaluateTwice: [.eva1]
    case .certifyTwice: [.cer1]
    case .moduleAfterMandate: [.inf2]
    // Wallets and the Pacific
    case .cpfAboveCap: [.cpf1]
    case .cecForEverybody: [.cpf1]
    case .pacificCPF: [.pac1]
    case .pacificPapersIgnored: [.dos2, .pac1]
    // The offer
    case .unaccreditedSells: [.off1]
    case .themeUnchecked: [.off2]
    case .subcontractingUnchecked: [.off5]
    case .suspensionWithoutHearing: [.off7]
    case .qualiopiForgotten: [.off6]
    case .capAfterTax: [.off3]
    // Access, support and personal data
    case .usualNameOnly: [.acs4]
    case .homonymsShareAccount: [.acs4]
    case .supportSilent: [.sup1, .que1]
    case .catalogueLeaked: [.acs3]
    case .withdrawnShown: [.acs3]
    case .corsicanKey: [.acs1]
    case .weakPasswordAccepted: [.acs2]
    case .clearPassword: [.acs2]
    case .purchaseWithoutStrongIdentity: [.acs5]
    case .diplomaReadOnMandatePath: [.acs6]
    case .holderNotInformed: [.inf1]
    case .dataKept: [.pri2]
    case .erasedInName: [.acs4, .pri2]
    // What becomes of a fault
    case .keysForgotten: [.ide1]
    case .answerForgotten: [.ide1]
    case .jobWithoutLedger: [.crd1, .mon3, .pay3, .pri2, .rec1, .que1]
    case .resumeFromStart: [.crd1, .mon3, .pay3, .pri2, .rec1, .que1]
    case .restForgotten: [.crd5, .exp2, .dos2, .dos3, .pay2, .pri2]
    case .missedRunForgotten: [.crd5, .exp2, .dos2, .dos3, .pri2]
    case .creditAsOfRunDay: [.crd5]
    case .unknownPaidAgain: [.mon3, .pay3, .acs3, .off6, .que1]
    case .unknownGivenUp: [.pay2, .dos3]
    case .clockFollowed: [.off4, .dos2, .dos3, .acs3, .acs5, .det2, .que1]
    // The harness around the platform
    case .seedPerShard: [.det1]
    case .seedPerThread: [.det1]
    case .nirPrinted: [.pri1]
    }
  }
}

extension Invariant {
  /// The known-bad platforms that the invariant catches.
  package var mutants: [Mutant] { Mutant.allCases.filter { $0.killers.contains(self) } }
}
