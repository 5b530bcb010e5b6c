package import Documents

/// The parameters that the code reads by name, so that a name is spelt once.
package enum LawName: String, CaseIterable, Sendable {
  // rights

  case rightsAnnualCredit = "rights.annual_credit"
  case rightsCap = "rights.cap"
  case rightsUnit = "rights.unit"
  case rightsAnnualHours = "rights.annual_hours"
  case rightsHoursTiming = "rights.hours_timing"
  case rightsConversionRate = "rights.conversion_rate"
  case rightsTransitionCredit = "rights.transition_credit"
  case rightsCreditCalendar = "rights.credit_calendar"
  case rightsCreditDayOther = "rights.credit_day_other"
  case rightsComplement = "rights.complement"
  case rightsCapLowered = "rights.cap_lowered"
  case rightsRecreditAboveCap = "rights.recredit_above_cap"
  case rightsSuccessiveMandates = "rights.successive_mandates"
  case rightsReintegrationMonths = "rights.reintegration_months"
  case rightsReintegrationDuringMandate = "rights.reintegration_during_mandate"
  case rightsMinimumShare = "rights.minimum_share"
  case rightsRetentionYears = "rights.retention_years"
  case rightsInformationDay = "rights.information_day"

  case rightsPacificAnnualCredit = "rights.pacific.annual_credit"
  case rightsPacificCap = "rights.pacific.cap"
  case rightsPacificHourlyCap = "rights.pacific.hourly_cap"
  case rightsPacificParity = "rights.pacific.parity"

  // offer

  case offerHourlyCap = "offer.hourly_cap"
  case offerMaxParticipants = "offer.max_participants"
  case offerSubcontractingMax = "offer.subcontracting_max"
  case offerSubcontractingRanks = "offer.subcontracting_ranks"
  case offerQualiopiThreshold = "offer.qualiopi_threshold"
  case offerAccreditationFirstYears = "offer.accreditation_first_years"
  case offerAccreditationRenewalYears = "offer.accreditation_renewal_years"
  case offerAccreditationDecisionMonths = "offer.accreditation_decision_months"
  case offerRenewalFilingFirstMonths = "offer.renewal_filing_first_months"
  case offerRenewalFilingLaterMonths = "offer.renewal_filing_later_months"
  case offerSuspensionNoticeDays = "offer.suspension_notice_days"
  case offerVatRate = "offer.vat_rate"

  // dossier

  case dossierAnswerWorkingDays = "dossier.answer_working_days"
  case dossierPrerequisiteDays = "dossier.prerequisite_days"
  case dossierConfirmationWorkingDays = "dossier.confirmation_working_days"
  case dossierStartWorkingDays = "dossier.start_working_days"
  case dossierConcurrentRequests = "dossier.concurrent_requests"
  case dossierWithdrawalDays = "dossier.withdrawal_days"
  case dossierFreeCancellationWorkingDays = "dossier.free_cancellation_working_days"
  case dossierEntryWorkingDays = "dossier.entry_working_days"
  case dossierExitWorkingDays = "dossier.exit_working_days"
  case dossierCompletionMonths = "dossier.completion_months"
  case dossierPaymentDays = "dossier.payment_days"
  case dossierCardRefundDays = "dossier.card_refund_days"
  case dossierDepositAfterMonths = "dossier.deposit_after_months"
  case dossierDepositShare = "dossier.deposit_share"
  case dossierLateCancellationShare = "dossier.late_cancellation_share"

  case dossierPacificPapersWorkingDays = "dossier.pacific_papers_working_days"

  // service

  case serviceOpen = "service.open"

  // access

  case accessPurchaseLogin = "access.purchase_login"
  case accessFranceIdentite = "access.france_identite"
  case accessIdentityCheckDays = "access.identity_check_days"
  case accessPasswordLength = "access.password_length"
  case accessTermsVersion = "access.terms_version"
  case accessWrongPasswords = "access.wrong_passwords"
  case accessResetDays = "access.reset_days"

  // cpf

  case cpfFlatContribution = "cpf.flat_contribution"
  case cpfAnnualCredit = "cpf.annual_credit"
  case cpfCap = "cpf.cap"
  case cpfLowQualifiedCredit = "cpf.low_qualified_credit"
  case cpfLowQualifiedCap = "cpf.low_qualified_cap"

  case cpfAnnualHours = "cpf.annual_hours"
  case cpfHoursCap = "cpf.hours_cap"
  case cpfLowQualifiedHours = "cpf.low_qualified_hours"
  case cpfLowQualifiedHoursCap = "cpf.low_qualified_hours_cap"
  case cpfConversionRate = "cpf.conversion_rate"

  // cec

  case cecAnnualCredit = "cec.annual_credit"
  case cecCap = "cec.cap"
  case cecCreditDay = "cec.credit_day"

  // fund

  case fundLevyRate = "fund.levy_rate"
  case fundLevyMonthlyAbove = "fund.levy_monthly_above"
  case fundLevyQuarterlyAbove = "fund.levy_quarterly_above"
  case fundLevyDueDay = "fund.levy_due_day"
  case fundLevyYearlyDue = "fund.levy_yearly_due"
  case fundReportsPerYear = "fund.reports_per_year"
  case fundForecastYears = "fund.forecast_years"
  case fundReserve = "fund.reserve"
  case fundMeal = "fund.meal"
  case fundNight = "fund.night"
  case fundNightLargeCity = "fund.night_large_city"
  case fundNightParis = "fund.night_paris"
  case fundLargeCityFrom = "fund.large_city_from"
  case fundParisDepartment = "fund.paris_department"
  case fundGreaterParisFirst = "fund.greater_paris_first"
  case fundGreaterParisLast = "fund.greater_paris_last"
  case fundKilometre = "fund.kilometre"

  // allowance

  case allowanceUrbanFrom = "allowance.urban_from"

  // election

  case electionMunicipal = "election.municipal"

  /// Whether the parameter's values are rules, and which one the code compares them with.
  private static let rules: [(LawName, String)] = [
    (.rightsUnit, "euros"),
    (.rightsHoursTiming, "start-of-year"),
    (.rightsCreditCalendar, "third-monday"),
    (.rightsCapLowered, "keep"),
    (.rightsRecreditAboveCap, "lose"),
    (.rightsSuccessiveMandates, "keep"),
    (.rightsReintegrationDuringMandate, "allow"),
    (.accessPurchaseLogin, "franceconnect-plus"),
  ]

  /// Checks that a table has every parameter that the code reads.
  ///
  /// - Parameter table: The table.
  /// - Throws: ``Diagnostic`` for the first that is missing.
  package static func check(_ table: ParameterTable) throws(Diagnostic) {
    for name in allCases where table[name.rawValue] == nil {
      throw Diagnostic(file: "the law", message: "lacks the parameter '\(name.rawValue)'")
    }
    for (name, rule) in rules where table[name.rawValue]?.rules.contains(rule) != true {
      throw Diagnostic(file: "the law", message: "'\(name.rawValue)' lacks the rule '\(rule)'")
    }
  }
}
