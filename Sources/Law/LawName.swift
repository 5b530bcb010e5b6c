package import Documents

/// The parameters that the code reads by name, so that a name is spelt once.
package enum LawName: String, CaseIterable, Sendable {
  /// A parameter of `rights`.
  case rightsAnnualCredit = "rights.annual_credit"
  /// A parameter of `rights`.
  case rightsCap = "rights.cap"
  /// A parameter of `rights`.
  case rightsUnit = "rights.unit"
  /// A parameter of `rights`.
  case rightsAnnualHours = "rights.annual_hours"
  /// A parameter of `rights`.
  case rightsHoursTiming = "rights.hours_timing"
  /// A parameter of `rights`.
  case rightsConversionRate = "rights.conversion_rate"
  /// A parameter of `rights`.
  case rightsTransitionCredit = "rights.transition_credit"
  /// A parameter of `rights`.
  case rightsCreditCalendar = "rights.credit_calendar"
  /// A parameter of `rights`.
  case rightsCreditDayOther = "rights.credit_day_other"
  /// A parameter of `rights`.
  case rightsComplement = "rights.complement"
  /// A parameter of `rights`.
  case rightsCapLowered = "rights.cap_lowered"
  /// A parameter of `rights`.
  case rightsRecreditAboveCap = "rights.recredit_above_cap"
  /// A parameter of `rights`.
  case rightsSuccessiveMandates = "rights.successive_mandates"
  /// A parameter of `rights`.
  case rightsReintegrationMonths = "rights.reintegration_months"
  /// A parameter of `rights`.
  case rightsReintegrationDuringMandate = "rights.reintegration_during_mandate"
  /// A parameter of `rights`.
  case rightsMinimumShare = "rights.minimum_share"
  /// A parameter of `rights`.
  case rightsRetentionYears = "rights.retention_years"
  /// A parameter of `offer`.
  case offerHourlyCap = "offer.hourly_cap"
  /// A parameter of `offer`.
  case offerMaxParticipants = "offer.max_participants"
  /// A parameter of `offer`.
  case offerSubcontractingMax = "offer.subcontracting_max"
  /// A parameter of `offer`.
  case offerQualiopiThreshold = "offer.qualiopi_threshold"
  /// A parameter of `dossier`.
  case dossierAnswerWorkingDays = "dossier.answer_working_days"
  /// A parameter of `dossier`.
  case dossierPrerequisiteDays = "dossier.prerequisite_days"
  /// A parameter of `dossier`.
  case dossierConfirmationWorkingDays = "dossier.confirmation_working_days"
  /// A parameter of `dossier`.
  case dossierStartWorkingDays = "dossier.start_working_days"
  /// A parameter of `dossier`.
  case dossierConcurrentRequests = "dossier.concurrent_requests"
  /// A parameter of `dossier`.
  case dossierWithdrawalDays = "dossier.withdrawal_days"
  /// A parameter of `dossier`.
  case dossierFreeCancellationWorkingDays = "dossier.free_cancellation_working_days"
  /// A parameter of `dossier`.
  case dossierEntryWorkingDays = "dossier.entry_working_days"
  /// A parameter of `dossier`.
  case dossierExitWorkingDays = "dossier.exit_working_days"
  /// A parameter of `dossier`.
  case dossierCompletionMonths = "dossier.completion_months"
  /// A parameter of `dossier`.
  case dossierPaymentDays = "dossier.payment_days"
  /// A parameter of `dossier`.
  case dossierCardRefundDays = "dossier.card_refund_days"
  /// A parameter of `dossier`.
  case dossierDepositAfterMonths = "dossier.deposit_after_months"
  /// A parameter of `dossier`.
  case dossierDepositShare = "dossier.deposit_share"
  /// A parameter of `dossier`.
  case dossierLateCancellationShare = "dossier.late_cancellation_share"
  /// A parameter of `service`.
  case serviceOpen = "service.open"
  /// A parameter of `access`.
  case accessPurchaseLogin = "access.purchase_login"
  /// A parameter of `cpf`.
  case cpfFlatContribution = "cpf.flat_contribution"
  /// A parameter of `cpf`.
  case cpfAnnualCredit = "cpf.annual_credit"
  /// A parameter of `cpf`.
  case cpfCap = "cpf.cap"
  /// A parameter of `cpf`.
  case cpfLowQualifiedCredit = "cpf.low_qualified_credit"
  /// A parameter of `cpf`.
  case cpfLowQualifiedCap = "cpf.low_qualified_cap"
  /// A parameter of `cec`.
  case cecAnnualCredit = "cec.annual_credit"
  /// A parameter of `cec`.
  case cecCap = "cec.cap"
  /// A parameter of `fund`.
  case fundLevyRate = "fund.levy_rate"
  /// A parameter of `fund`.
  case fundLevyMonthlyAbove = "fund.levy_monthly_above"
  /// A parameter of `fund`.
  case fundLevyQuarterlyAbove = "fund.levy_quarterly_above"
  /// A parameter of `fund`.
  case fundLevyDueDay = "fund.levy_due_day"
  /// A parameter of `fund`.
  case fundLevyYearlyDue = "fund.levy_yearly_due"
  /// A parameter of `fund`.
  case fundMeal = "fund.meal"
  /// A parameter of `fund`.
  case fundNight = "fund.night"
  /// A parameter of `fund`.
  case fundNightLargeCity = "fund.night_large_city"
  /// A parameter of `fund`.
  case fundNightParis = "fund.night_paris"
  /// A parameter of `fund`.
  case fundKilometre = "fund.kilometre"
  /// A parameter of `election`.
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
