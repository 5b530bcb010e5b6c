package import Law

/// When an invariant is judged.
package enum InvariantKind: String, Sendable {
  /// At once, at each posting, step or page.
  case safety = "S"
  /// When a delay is over: it must have happened by then.
  case liveness = "L"
  /// By adding up.
  case accounting = "A"

  /// The word in outputs.
  package var word: String { String(describing: self) }
}

extension Invariant {
  /// When it is judged.
  package var kind: InvariantKind {
    switch self {
    case .crd5, .exp2, .dos3, .pay2, .sup1, .inf1: .liveness
    case .cap3, .mon1, .mon5, .lev1, .que1, .det1, .det2, .ora1: .accounting
    default: .safety
    }
  }

  /// What is worked out anew over everything and must agree with the checks, and how often; nothing
  /// where a check has nothing to add up to.
  package var recomputation: String? {
    switch self {
    case .cap1:
      "each month: how many hold more than the cap; each year: who does held it before (C8)"
    case .cap3: "each month: every balance, and the sum of all, against the books"
    case .crd1: "each year: the accounts credited for it, against the credits counted"
    case .crd5: "on each legal day: everybody recognised and in office has that year's credit"
    case .exp2, .man1: "each year: everybody who may hold nothing holds nothing"
    case .mon2: "each month: what every open dossier took from its sources, against its price"
    case .mon5: "each month: the fund's cash, from all postings since the opening"
    case .mon6: "each month: usable top-ups of every official, collectivity by collectivity"
    case .fun3: "each month: what every collectivity still owes every official"
    case .off4: "each month: the open dossiers of every session, its claims, the seats taken"
    case .dos1: "each month: the state of every open dossier, against the steps that led to it"
    case .dos2, .dos3, .pay2: "each month: the delay of every open dossier and invoice"
    case .acs4: "each year: every panel, against the rows and links that opened it"
    case .inf1: "on each day of the information: everybody recognised and alive, counted"
    case .lev1: "on each due day: what every collectivity owes, from its allowances"
    case .ora1: "in runs with --oracle: whole lives of a sample, at each event and month's end"
    case .que1: "each month: everybody in each queue, one by one, against who came and left"
    case .det1: "in each run: a second one in other shards, month by month"
    default: nil
    }
  }

  /// Whether it is judged by the values of a parameter of the law.
  ///
  /// - Parameter parameter: The parameter's name.
  /// - Returns: `true` if a change of the parameter changes what the invariant demands.
  package func reads(_ parameter: String) -> Bool {
    if self == .lev1, parameter.hasPrefix("allowance.") { return true }
    return parameters.contains { $0.rawValue == parameter }
  }

  /// The parameters of the law that it is judged by, but for the scales of the allowances.
  package var parameters: [LawName] {
    switch self {
    case .cap1, .cap2, .crd1, .crd2, .crd3, .crd4, .crd5, .exp1, .exp2: parametersOfRights
    case .off1, .off3, .off4, .off5, .off6, .off7: parametersOfOffers
    case .acs1, .acs2, .acs3, .acs5, .cpf1: parametersOfPersons
    case .dos2:
      [
        .dossierAnswerWorkingDays, .dossierPrerequisiteDays, .dossierConfirmationWorkingDays,
        .dossierStartWorkingDays, .dossierWithdrawalDays, .dossierFreeCancellationWorkingDays,
        .dossierEntryWorkingDays, .dossierExitWorkingDays, .dossierPacificPapersWorkingDays,
      ]
    case .dos3:
      [
        .dossierAnswerWorkingDays, .dossierPrerequisiteDays, .dossierConfirmationWorkingDays,
        .dossierEntryWorkingDays, .dossierExitWorkingDays, .dossierPaymentDays,
        .dossierPacificPapersWorkingDays,
      ]
    case .dos4: [.rightsReintegrationDuringMandate]
    case .dos5: [.dossierCompletionMonths]
    case .pay1: [.dossierDepositAfterMonths]
    case .pay2: [.dossierPaymentDays]
    case .pay3: [.dossierDepositShare, .dossierLateCancellationShare]
    case .mon2: [.offerVatRate]
    case .mon4: [.dossierLateCancellationShare]
    case .car1: [.dossierCardRefundDays]
    case .pri2: [.rightsRetentionYears]
    case .inf1: [.rightsInformationDay, .serviceOpen]
    case .lev1:
      [
        .fundLevyRate, .fundLevyMonthlyAbove, .fundLevyQuarterlyAbove, .fundLevyDueDay,
        .fundLevyYearlyDue,
      ]
    case .fnd1: [.fundReportsPerYear, .fundForecastYears, .fundReserve]
    case .trv1:
      [
        .fundMeal, .fundNight, .fundNightLargeCity, .fundNightParis, .fundLargeCityFrom,
        .fundParisDepartment, .fundGreaterParisFirst, .fundGreaterParisLast, .fundKilometre,
      ]
    case .pac1:
      [
        .rightsPacificAnnualCredit, .rightsPacificCap, .rightsPacificHourlyCap,
        .rightsPacificParity, .dossierPacificPapersWorkingDays,
      ]
    default: []
    }
  }

  private var parametersOfRights: [LawName] {
    switch self {
    case .cap1: [.rightsCap, .rightsPacificCap, .rightsPacificParity]
    case .cap2: [.rightsCap, .rightsCapLowered, .rightsRecreditAboveCap, .rightsPacificCap]
    case .crd1: [.rightsCreditCalendar, .rightsCreditDayOther]
    case .crd2:
      [
        .rightsAnnualCredit, .rightsCap, .rightsTransitionCredit, .rightsComplement,
        .rightsConversionRate, .rightsPacificAnnualCredit, .rightsPacificCap,
      ]
    case .crd3: [.rightsCreditCalendar, .rightsCreditDayOther, .rightsComplement]
    case .crd5: [.rightsUnit, .rightsCreditCalendar, .rightsCreditDayOther]
    case .exp1: [.rightsReintegrationMonths, .rightsReintegrationDuringMandate]
    case .exp2: [.rightsReintegrationMonths, .rightsSuccessiveMandates]
    default: []
    }
  }

  private var parametersOfOffers: [LawName] {
    switch self {
    case .off1:
      [
        .offerAccreditationFirstYears, .offerAccreditationRenewalYears,
        .offerAccreditationDecisionMonths,
      ]
    case .off3: [.offerHourlyCap, .rightsPacificHourlyCap, .rightsPacificParity]
    case .off4: [.offerMaxParticipants]
    case .off5: [.offerSubcontractingMax, .offerSubcontractingRanks]
    case .off6: [.offerQualiopiThreshold]
    case .off7: [.offerSuspensionNoticeDays]
    default: []
    }
  }

  private var parametersOfPersons: [LawName] {
    switch self {
    case .acs2: [.accessPasswordLength]
    case .acs3: [.serviceOpen]
    case .acs5: [.accessPurchaseLogin, .accessIdentityCheckDays, .accessTermsVersion]
    case .cpf1:
      [
        .cpfAnnualCredit, .cpfCap, .cpfLowQualifiedCredit, .cpfLowQualifiedCap, .cpfAnnualHours,
        .cpfHoursCap, .cpfLowQualifiedHours, .cpfLowQualifiedHoursCap, .cpfConversionRate,
        .cecAnnualCredit, .cecCap, .cecCreditDay,
      ]
    default: []
    }
  }
}
