package import Platform

/// Which invariants catch which known-bad platform.
///
/// The tests run every mutant on several seeds and hold this list to what they see: these
/// invariants, and no others.
extension Mutant {
  /// The invariants that catch the mutant.
  package var killers: [Invariant] {
    switch self {
    case .none: []
    case .capIgnoresReserved: [.cap1, .crd2, .det2]
    case .creditTwice: [.crd1, .det2]
    case .expiryForgotten: [.exp2]
    case .cardBeforeRights: [.fun1]
    case .refundToCard: [.mon4, .mon6, .det2]
    case .paidTwice: [.mon3, .pay3, .rec1]
    case .refusalReserves: [.cap2, .ref1, .det2, .crd2]
    case .keyIgnored: [.ide1]
    case .sixteenthSeat: [.off4]
    case .travelTwice: [.trv1]
    case .evaluateTwice: [.eva1]
    case .moduleAfterMandate: [.inf2]
    case .pacificCPF: [.pac1]
    case .pacificPapersIgnored: [.dos2, .pac1]
    case .usualNameOnly: [.acs4]
    case .homonymsShareAccount: [.acs4]
    case .supportSilent: [.sup1]
    case .catalogueLeaked, .withdrawnShown: [.acs3]
    case .corsicanKey: [.acs1]
    case .weakPasswordAccepted: [.acs2]
    case .clearPassword: [.acs2]
    case .purchaseWithoutStrongIdentity: [.acs5]
    case .diplomaReadOnMandatePath: [.acs6]
    case .unaccreditedSells: [.off1]
    case .themeUnchecked: [.off2]
    case .subcontractingUnchecked: [.off5]
    case .suspensionWithoutHearing: [.off7]
    case .qualiopiForgotten: [.off6]
    case .capAfterTax: [.off3]
    case .dotationBeforeReceipt: [.mon6, .fun3, .det2]
    case .refundForgotten: [.car1]
    case .cpfAboveCap: [.cpf1]
    case .certifyTwice: [.cer1]
    case .holderNotInformed: [.inf1]
    case .alertSilent: [.fnd1]
    case .dataKept: [.pri2]
    case .erasedInName: [.pri2, .acs4]
    case .levyTenth: [.lev1]
    case .recoverTwice: [.rec1]
    }
  }
}

extension Invariant {
  /// The known-bad platforms that the invariant catches.
  package var mutants: [Mutant] { Mutant.allCases.filter { $0.killers.contains(self) } }
}
