package import Calendar

/// Every value of the law that the platform needs on one day, flat.
///
/// Amounts are cents, shares parts per million, unless the field says otherwise.
package struct Statute: Sendable, Equatable {
  // Rights

  /// The annual credit.
  package let annualCredit: Int64
  /// The cap on the rights held; `.max` where there is none.
  package let cap: Int64
  /// Whether rights are counted in euros rather than in hours.
  package let creditsEuros: Bool
  /// What an hour is worth on the day of the conversion.
  package let conversionRate: Int64
  /// The credit of everybody on the day of the conversion.
  package let transitionCredit: Int64
  /// The one-off complement; 0 where there is none.
  package let complement: Int64
  /// The day on which the complement is credited, where there is one.
  package let complementFrom: Day?
  /// Whether rights above a lowered cap are kept.
  package let keepsAboveCap: Bool
  /// Whether what a refund would lift above the cap is lost.
  package let recreditLosesAboveCap: Bool
  /// Whether a new mandate keeps the balance.
  package let successiveMandatesKeep: Bool
  /// The months after the last mandate in which rights serve reintegration.
  package let reintegrationMonths: Int
  /// Whether reintegration training is bought while a mandate is held.
  package let reintegrationDuringMandate: Bool
  /// The least share of the price that the rights pay, in parts per million.
  package let minimumRightsShare: Int64
  /// The years for which data are kept after the holder's death.
  package let retentionYears: Int
  /// The day of the yearly information of every holder, as month × 100 + day.
  package let informationDay: Int

  // Offer

  /// The greatest price of an hour before tax; `.max` where there is none.
  package let hourlyCap: Int64
  /// The most participants in a session; `.max` where there is no limit.
  package let maxParticipants: Int
  /// The most that is subcontracted, in parts per million; `.max` without a limit.
  package let subcontractingMax: Int64
  /// The ranks of subcontracting that are allowed; `.max` without a limit.
  package let subcontractingRanks: Int
  /// The revenue above which Qualiopi is needed; `.max` where it never is.
  package let qualiopiThreshold: Int64
  /// The years of a first accreditation.
  package let accreditationFirstYears: Int
  /// The years of a renewed accreditation.
  package let accreditationRenewalYears: Int
  /// The months within which an application is decided.
  package let accreditationDecisionMonths: Int
  /// The months before its end that the renewal of a first accreditation is filed.
  package let renewalFilingFirstMonths: Int
  /// The months before its end that a later renewal is filed.
  package let renewalFilingLaterMonths: Int
  /// The days of notice before a suspension.
  package let suspensionNoticeDays: Int
  /// The rate of value added tax of a body that is not exempt, in parts per million.
  package let vatRate: Int64

  // Dossiers

  /// The working days in which the body answers a request.
  package let answerWorkingDays: Int
  /// The days to answer when a prerequisite is checked.
  package let prerequisiteDays: Int
  /// The working days in which the learner confirms a proposal.
  package let confirmationWorkingDays: Int
  /// The least working days from the request to the start.
  package let startWorkingDays: Int
  /// The most open requests of one person for the same training.
  package let concurrentRequests: Int
  /// The days in which the learner may withdraw.
  package let withdrawalDays: Int
  /// The working days before the start until which cancelling is free.
  package let freeCancellationWorkingDays: Int
  /// The working days in which the entry is declared.
  package let entryWorkingDays: Int
  /// The working days in which exit and service done are declared.
  package let exitWorkingDays: Int
  /// The months from the funding agreement to the end of the training.
  package let completionMonths: Int
  /// The days from the invoice to its payment.
  package let paymentDays: Int
  /// The days in which a card payment is refunded.
  package let cardRefundDays: Int
  /// The months of a session beyond which a deposit is paid.
  package let depositAfterMonths: Int
  /// The deposit's share of the price, in parts per million.
  package let depositShare: Int64
  /// The share of the price due for a late cancellation, in parts per million.
  package let lateCancellationShare: Int64

  // Service

  /// Whether the service sells training.
  package let isOpen: Bool
  /// Whether a purchase needs FranceConnect+.
  package let needsFranceConnectPlus: Bool
  /// Whether France Identité opens FranceConnect+.
  package let acceptsFranceIdentite: Bool
  /// The working days in which an electronic identity is checked.
  package let identityCheckDays: Int
  /// The least characters of a password.
  package let passwordLength: Int
  /// The version of the general conditions (CGU) in force.
  package let termsVersion: Int
  /// How many wrong passwords in a row lock an account.
  package let wrongPasswords: Int
  /// The days for which the link for a new password works.
  package let resetDays: Int

  // Pacific, in F CFP

  /// The annual credit in the Pacific, in F CFP.
  package let pacificCredit: Int64
  /// The cap in the Pacific, in F CFP; `.max` where there is none.
  package let pacificCap: Int64
  /// The greatest price of an hour before tax in the Pacific, in F CFP; `.max` where there is none.
  package let pacificHourlyCap: Int64
  /// What 1,000 F CFP are worth, in cents.
  package let pacificParity: Int64
  /// The working days in which the papers of a Pacific file arrive.
  package let pacificPapersWorkingDays: Int

  // CPF and CEC

  /// The flat contribution when CPF euros are used; 0 where there is none.
  package private(set) var flatContribution: Int64 = 0
  /// The annual credit of the CPF.
  package private(set) var cpfAnnualCredit: Int64 = 0
  /// The cap of the CPF; `.max` where there is none.
  package private(set) var cpfCap: Int64 = 0
  /// The annual credit of the CPF without a diploma.
  package private(set) var cpfLowQualifiedCredit: Int64 = 0
  /// The cap of the CPF without a diploma; `.max` where there is none.
  package private(set) var cpfLowQualifiedCap: Int64 = 0
  /// The hours that the CPF of a public agent earns in a year.
  package private(set) var cpfAnnualHours: Int64 = 0
  /// The cap of the CPF hours; `.max` where there is none.
  package private(set) var cpfHoursCap: Int64 = 0
  /// The hours that the CPF of a public agent without a diploma earns in a year.
  package private(set) var cpfLowQualifiedHours: Int64 = 0
  /// The cap of the CPF hours without a diploma; `.max` where there is none.
  package private(set) var cpfLowQualifiedHoursCap: Int64 = 0
  /// What an hour of CPF is worth at a change of status.
  package private(set) var cpfConversionRate: Int64 = 0
  /// The annual credit of the CEC.
  package private(set) var cecAnnualCredit: Int64 = 0
  /// The cap of the CEC; `.max` where there is none.
  package private(set) var cecCap: Int64 = 0
  /// The day of the CEC credit for the year before, as month × 100 + day.
  package private(set) var cecCreditDay: Int = 0

  // The fund

  /// The levy on gross allowances, in parts per million.
  package private(set) var levyRate: Int64 = 0
  /// The annual levy above which it is due every month.
  package private(set) var levyMonthlyAbove: Int64 = 0
  /// The annual levy from which it is due every quarter.
  package private(set) var levyQuarterlyAbove: Int64 = 0
  /// The day of the next month on which the levy is due.
  package private(set) var levyDueDay: Int = 0
  /// The day on which the smallest levies are due, as month × 100 + day.
  package private(set) var levyYearlyDue: Int = 0
  /// How often a year the operator reports to the CNFEL.
  package private(set) var reportsPerYear: Int = 0
  /// The years that the yearly forecast covers.
  package private(set) var forecastYears: Int = 0
  /// The cash of its own below which the fund gives the alert.
  package var fundReserve: Int64 = 0
  /// The reimbursement of a meal.
  package private(set) var meal: Int64 = 0
  /// The reimbursement of a night.
  package private(set) var night: Int64 = 0
  /// The reimbursement of a night in a large city or Greater Paris.
  package private(set) var nightLargeCity: Int64 = 0
  /// The reimbursement of a night in Paris.
  package private(set) var nightParis: Int64 = 0
  /// The inhabitants from which a city is a large one.
  package private(set) var largeCityFrom: Int = 0
  /// The department that is Paris.
  package private(set) var parisDepartment: Int = 0
  /// The first department of Greater Paris but Paris.
  package private(set) var greaterParisFirst: Int = 0
  /// The last department of Greater Paris.
  package private(set) var greaterParisLast: Int = 0
  /// The reimbursement of a kilometre by car.
  package private(set) var kilometre: Int64 = 0

  /// Reads the law of a day.
  ///
  /// - Parameters:
  ///   - law: A table with every parameter of ``LawName``.
  ///   - day: The day.
  package init(_ law: ParameterTable, on day: Day) {
    let law = LawReader(law: law, day: day)
    annualCredit = law.number(.rightsAnnualCredit)
    cap = law.limit(.rightsCap)
    creditsEuros = law.rule(.rightsUnit) == "euros"
    conversionRate = law.number(.rightsConversionRate)
    transitionCredit = law.number(.rightsTransitionCredit)
    complement = law.number(.rightsComplement)
    complementFrom = law.start(.rightsComplement)
    keepsAboveCap = law.rule(.rightsCapLowered) == "keep"
    recreditLosesAboveCap = law.rule(.rightsRecreditAboveCap) == "lose"
    successiveMandatesKeep = law.rule(.rightsSuccessiveMandates) == "keep"
    reintegrationMonths = law.count(.rightsReintegrationMonths)
    reintegrationDuringMandate = law.rule(.rightsReintegrationDuringMandate) == "allow"
    minimumRightsShare = law.number(.rightsMinimumShare)
    retentionYears = law.count(.rightsRetentionYears)
    informationDay = law.count(.rightsInformationDay)
    hourlyCap = law.limit(.offerHourlyCap)
    maxParticipants = law.countLimit(.offerMaxParticipants)
    subcontractingMax = law.limit(.offerSubcontractingMax)
    subcontractingRanks = law.countLimit(.offerSubcontractingRanks)
    qualiopiThreshold = law.limit(.offerQualiopiThreshold)
    accreditationFirstYears = law.count(.offerAccreditationFirstYears)
    accreditationRenewalYears = law.count(.offerAccreditationRenewalYears)
    accreditationDecisionMonths = law.count(.offerAccreditationDecisionMonths)
    renewalFilingFirstMonths = law.count(.offerRenewalFilingFirstMonths)
    renewalFilingLaterMonths = law.count(.offerRenewalFilingLaterMonths)
    suspensionNoticeDays = law.count(.offerSuspensionNoticeDays)
    vatRate = law.number(.offerVatRate)
    answerWorkingDays = law.count(.dossierAnswerWorkingDays)
    prerequisiteDays = law.count(.dossierPrerequisiteDays)
    confirmationWorkingDays = law.count(.dossierConfirmationWorkingDays)
    startWorkingDays = law.count(.dossierStartWorkingDays)
    concurrentRequests = law.count(.dossierConcurrentRequests)
    withdrawalDays = law.count(.dossierWithdrawalDays)
    freeCancellationWorkingDays = law.count(.dossierFreeCancellationWorkingDays)
    entryWorkingDays = law.count(.dossierEntryWorkingDays)
    exitWorkingDays = law.count(.dossierExitWorkingDays)
    completionMonths = law.count(.dossierCompletionMonths)
    paymentDays = law.count(.dossierPaymentDays)
    cardRefundDays = law.count(.dossierCardRefundDays)
    depositAfterMonths = law.count(.dossierDepositAfterMonths)
    depositShare = law.number(.dossierDepositShare)
    lateCancellationShare = law.number(.dossierLateCancellationShare)
    isOpen = law.number(.serviceOpen) == 1
    needsFranceConnectPlus = law.rule(.accessPurchaseLogin) == "franceconnect-plus"
    pacificCredit = law.number(.rightsPacificAnnualCredit)
    pacificCap = law.limit(.rightsPacificCap)
    pacificHourlyCap = law.limit(.rightsPacificHourlyCap)
    pacificParity = law.number(.rightsPacificParity)
    pacificPapersWorkingDays = law.count(.dossierPacificPapersWorkingDays)
    acceptsFranceIdentite = law.number(.accessFranceIdentite) == 1
    identityCheckDays = law.count(.accessIdentityCheckDays)
    passwordLength = law.count(.accessPasswordLength)
    termsVersion = law.count(.accessTermsVersion)
    wrongPasswords = law.count(.accessWrongPasswords)
    resetDays = law.count(.accessResetDays)
    readWallets(law)
    readFund(law)
  }

  /// Reads what concerns CPF and CEC.
  private mutating func readWallets(_ law: LawReader) {
    flatContribution = law.number(.cpfFlatContribution)
    cpfAnnualCredit = law.number(.cpfAnnualCredit)
    cpfCap = law.limit(.cpfCap)
    cpfLowQualifiedCredit = law.number(.cpfLowQualifiedCredit)
    cpfLowQualifiedCap = law.limit(.cpfLowQualifiedCap)
    cpfAnnualHours = law.number(.cpfAnnualHours)
    cpfHoursCap = law.limit(.cpfHoursCap)
    cpfLowQualifiedHours = law.number(.cpfLowQualifiedHours)
    cpfLowQualifiedHoursCap = law.limit(.cpfLowQualifiedHoursCap)
    cpfConversionRate = law.number(.cpfConversionRate)
    cecAnnualCredit = law.number(.cecAnnualCredit)
    cecCap = law.limit(.cecCap)
    cecCreditDay = law.count(.cecCreditDay)
  }

  /// Reads what concerns the fund.
  private mutating func readFund(_ law: LawReader) {
    levyRate = law.number(.fundLevyRate)
    levyMonthlyAbove = law.number(.fundLevyMonthlyAbove)
    levyQuarterlyAbove = law.number(.fundLevyQuarterlyAbove)
    levyDueDay = law.count(.fundLevyDueDay)
    levyYearlyDue = law.count(.fundLevyYearlyDue)
    reportsPerYear = law.count(.fundReportsPerYear)
    forecastYears = law.count(.fundForecastYears)
    fundReserve = law.number(.fundReserve)
    meal = law.number(.fundMeal)
    night = law.number(.fundNight)
    nightLargeCity = law.number(.fundNightLargeCity)
    nightParis = law.number(.fundNightParis)
    largeCityFrom = law.count(.fundLargeCityFrom)
    parisDepartment = law.count(.fundParisDepartment)
    greaterParisFirst = law.count(.fundGreaterParisFirst)
    greaterParisLast = law.count(.fundGreaterParisLast)
    kilometre = law.number(.fundKilometre)
  }
}
