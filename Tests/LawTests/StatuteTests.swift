import Calendar
import Documents
import Law
import Testing

@Suite struct StatuteTests {
  let law: ParameterTable

  init() throws { law = try ParameterTable.law() }

  private func statute(_ year: Int, _ month: Int, _ day: Int) -> Statute {
    Statute(law, on: Day(year, month, day))
  }

  @Test func `in 2016 rights are hours without any cap`() {
    let statute = statute(2016, 1, 1)
    #expect(!statute.creditsEuros)
    #expect(statute.annualCredit == 0)
    #expect(statute.cap == .max)
    #expect(statute.hourlyCap == .max)
    #expect(statute.maxParticipants == .max)
    #expect(statute.subcontractingMax == .max)
    #expect(statute.levyRate == 10_000)
    #expect(!statute.isOpen)
    #expect(statute.complementFrom == nil)
  }

  @Test func `an hour costs at most 100 € from 31 July 2020`() {
    #expect(statute(2020, 7, 30).hourlyCap == .max)
    #expect(statute(2020, 7, 31).hourlyCap == 10_000)
    #expect(statute(2021, 2, 23).hourlyCap == 10_000)
    #expect(statute(2021, 2, 24).hourlyCap == 8_000)
  }

  @Test func `hours become euros on 23 July 2021`() {
    let before = statute(2021, 7, 22)
    #expect(!before.creditsEuros)
    #expect(before.conversionRate == 0)
    let statute = statute(2021, 7, 23)
    #expect(statute.creditsEuros)
    #expect(statute.annualCredit == 40_000)
    #expect(statute.cap == 150_000)
    #expect(statute.conversionRate == 1_500)
    #expect(statute.transitionCredit == 40_000)
    #expect(statute.maxParticipants == 15)
    #expect(statute.subcontractingMax == 200_000)
    #expect(self.statute(2021, 7, 24).transitionCredit == 0)
  }

  @Test func `on 31 March 2022 the credit is 400 €, the cap 700 € and the hour 80 €`() {
    let statute = statute(2022, 3, 31)
    #expect(statute.annualCredit == 40_000)
    #expect(statute.cap == 70_000)
    #expect(statute.hourlyCap == 8_000)
    #expect(statute.subcontractingMax == 450_000)
    #expect(statute.isOpen)
    #expect(!statute.needsFranceConnectPlus)
    #expect(self.statute(2021, 12, 31).cap == 150_000)
    #expect(!self.statute(2022, 1, 6).isOpen)
    #expect(self.statute(2022, 1, 7).isOpen)
    #expect(!self.statute(2022, 10, 24).needsFranceConnectPlus)
    #expect(self.statute(2022, 10, 25).needsFranceConnectPlus)
  }

  @Test func `the cap rises to 800 € on 30 March 2023`() {
    #expect(statute(2023, 3, 29).cap == 70_000)
    #expect(statute(2023, 3, 29).conversionRate == 1_500)
    #expect(statute(2023, 3, 30).cap == 80_000)
    #expect(statute(2023, 3, 30).conversionRate == 0)
  }

  @Test func `the delays and switches have the defaults of the model`() {
    let statute = statute(2026, 3, 31)
    #expect(statute.answerWorkingDays == 2)
    #expect(statute.prerequisiteDays == 30)
    #expect(statute.confirmationWorkingDays == 4)
    #expect(statute.startWorkingDays == 11)
    #expect(statute.concurrentRequests == 5)
    #expect(statute.withdrawalDays == 14)
    #expect(statute.freeCancellationWorkingDays == 7)
    #expect(statute.entryWorkingDays == 3)
    #expect(statute.exitWorkingDays == 3)
    #expect(statute.completionMonths == 8)
    #expect(statute.paymentDays == 30)
    #expect(statute.cardRefundDays == 30)
    #expect(statute.depositAfterMonths == 3)
    #expect(statute.depositShare == 250_000)
    #expect(statute.lateCancellationShare == 1_000_000)
    #expect(statute.keepsAboveCap)
    #expect(statute.recreditLosesAboveCap)
    #expect(statute.successiveMandatesKeep)
    #expect(statute.reintegrationMonths == 6)
    #expect(!statute.reintegrationDuringMandate)
    #expect(statute.minimumRightsShare == 0)
    #expect(statute.retentionYears == 3)
    #expect(statute.qualiopiThreshold == 15_000_000)
  }

  @Test func `money outside the rights has its published amounts`() {
    let statute = statute(2026, 1, 1)
    #expect(statute.flatContribution == 10_320)
    #expect(self.statute(2024, 5, 1).flatContribution == 0)
    #expect(self.statute(2024, 5, 2).flatContribution == 10_000)
    #expect(self.statute(2025, 1, 1).flatContribution == 10_223)
    #expect(statute.cpfAnnualCredit == 50_000)
    #expect(statute.cpfCap == 500_000)
    #expect(statute.cpfLowQualifiedCredit == 80_000)
    #expect(statute.cpfLowQualifiedCap == 800_000)
    #expect(statute.cecAnnualCredit == 24_000)
    #expect(statute.cecCap == 72_000)
    #expect(statute.levyMonthlyAbove == 350_000)
    #expect(statute.levyQuarterlyAbove == 50_000)
    #expect(statute.levyDueDay == 15)
    #expect(statute.levyYearlyDue == 115)
    #expect(statute.meal == 2_000)
    #expect(self.statute(2023, 9, 21).meal == 1_750)
    #expect(statute.night == 9_000)
    #expect(statute.nightLargeCity == 12_000)
    #expect(statute.nightParis == 14_000)
    #expect(statute.kilometre == 32)
  }

  @Test func `each parameter moves its own field and no other`() throws {
    let day = Day(2026, 4, 1)
    func fields(_ law: ParameterTable) -> [(String, String)] {
      Mirror(reflecting: Statute(law, on: day)).children.map { ($0.label ?? "", "\($0.value)") }
    }
    let before = fields(law)
    var moved: [String] = []
    for name in LawName.allCases where name != .electionMunicipal {
      let parameter = try #require(law[name.rawValue])
      let text =
        switch parameter.unit {
        case _ where !parameter.rules.isEmpty:
          try #require(parameter.rules.first { $0 != law.rule(name.rawValue, on: day) })
        case .flag: "no"
        case .share: "17 %"
        case .dayOfYear: "12-24"
        // More reports than months are out of range.
        case _ where name == .fundReportsPerYear: "7"
        default: "17"
        }
      let after = fields(try law.setting(name.rawValue, to: text, from: day, source: "test"))
      let changed = zip(before, after).filter { $0.1 != $1.1 }.map(\.0.0)
      #expect(
        changed
          == (name == .rightsComplement ? ["complement", "complementFrom"] : changed.suffix(1)),
        "'\(name.rawValue)' moves \(changed)")
      moved += changed
    }
    #expect(moved.sorted() == before.map(\.0).sorted())
  }

  @Test func `fields of equal value read parameters of their own`() throws {
    let day = Day(2026, 4, 1)
    func with(_ name: String, _ text: String) throws -> Statute {
      Statute(try law.setting(name, to: text, from: nil, source: "test"), on: day)
    }
    #expect(try with("dossier.entry_working_days", "9").entryWorkingDays == 9)
    #expect(try with("dossier.exit_working_days", "9").exitWorkingDays == 9)
    #expect(try with("dossier.payment_days", "9").paymentDays == 9)
    #expect(try with("dossier.card_refund_days", "9").cardRefundDays == 9)
    #expect(try with("dossier.prerequisite_days", "9").prerequisiteDays == 9)
    #expect(try !with("rights.cap_lowered", "cut").keepsAboveCap)
    #expect(try !with("rights.successive_mandates", "reset").successiveMandatesKeep)
    #expect(try !with("rights.recredit_above_cap", "allow").recreditLosesAboveCap)
    #expect(try with("rights.reintegration_during_mandate", "allow").reintegrationDuringMandate)
  }

  @Test func `a span has the same law each day as the table`() {
    let days = Day(2021, 7, 1)...Day(2031, 6, 30)
    let statutes = Statutes(law, in: days)
    #expect(statutes.periods[0].from == days.lowerBound)
    for number in days.lowerBound.rawValue...days.upperBound.rawValue {
      let day = Day(rawValue: number)
      #expect(statutes.statute(on: day) == Statute(law, on: day))
    }
    for (earlier, later) in zip(statutes.periods, statutes.periods.dropFirst()) {
      #expect(earlier.from < later.from)
      #expect(earlier.statute != later.statute)
    }
  }

  @Test func `a span of one day that begins on a change is one period`() {
    let day = Day(2023, 3, 30)
    #expect(Statutes(law, in: day...day).periods.map(\.from) == [day])
    #expect(Statutes(law, in: day - 1...day).periods.map(\.from) == [day - 1, day])
  }
}

@Suite struct LegalCreditDaysTests {
  @Test func `municipal rights come on 31 March and others on 5 July`() throws {
    let days = LegalCreditDays(try ParameterTable.law())
    for year in 2016...2032 {
      #expect(days.municipal(year) == Day(year, 3, 31))
      #expect(days.other(year) == Day(year, 7, 5))
    }
  }

  @Test func `by third Mondays a cohort keeps the month and day of its election year`() throws {
    let law = try ParameterTable.law()
      .setting("rights.credit_calendar", to: "third-monday", from: nil, source: "--set")
    let days = LegalCreditDays(law)
    #expect(days.municipal(2016) == Day(2016, 4, 7))
    #expect(days.municipal(2019) == Day(2019, 4, 7))
    for year in 2020...2031 { #expect(days.municipal(year) == Day(year, 3, 30)) }
    #expect(days.municipal(2032) == Day(2032, 3, 29))
    #expect(days.other(2032) == Day(2032, 7, 5))
  }
}
