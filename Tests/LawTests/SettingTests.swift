import Calendar
import Documents
import Law
import Testing

@Suite struct SettingTests {
  let law: ParameterTable

  init() throws { law = try ParameterTable.law() }

  private func message(_ name: String, _ text: String) throws -> String {
    let error = try #require(throws: Diagnostic.self) {
      try law.setting(name, to: text, from: nil, source: "--set")
    }
    #expect(error.file == "--set")
    #expect(error.line == 0)
    return error.message
  }

  @Test func `a setting without a date replaces every value of the parameter`() throws {
    let set = try law.setting("rights.cap", to: "1 200,50 €", from: nil, source: "--set")
    #expect(set["rights.cap"]?.values.count == 1)
    #expect(set.value("rights.cap", on: Day(2021, 7, 22)) == .none)
    #expect(set.number("rights.cap", on: Day(2021, 7, 23)) == 120_050)
    #expect(set.number("rights.cap", on: Day(2030, 1, 1)) == 120_050)
    #expect(set["rights.cap"]?.values[0].reference == "--set rights.cap=1 200,50 €")
    #expect(set["rights.cap"]?.values[0].confidence == .assumption)
    #expect(set.names == law.names)
  }

  @Test func `a setting with a date replaces every value from that day on`() throws {
    let day = Day(2022, 6, 1)
    let set = try law.setting("rights.cap", to: "1200", from: day, source: "--set")
    #expect(set.number("rights.cap", on: day - 1) == 70_000)
    #expect(set.number("rights.cap", on: day) == 120_000)
    #expect(set.number("rights.cap", on: Day(2023, 3, 30)) == 120_000)
  }

  /// Each of these stopped the program where the value was used.
  @Test(arguments: [
    ("rights.annual_credit", "30000000", "only from 0,00 € to 100 000,00 €"),
    ("rights.transition_credit", "30000000", "only from 0,00 € to 100 000,00 €"),
    ("rights.annual_hours", "100000", "only from 0 hours to 1 000 hours"),
    ("rights.pacific.annual_credit", "100000000000", "5 000 000"),
    ("cpf.annual_credit", "1000000000", "only from 0,00 € to 100 000,00 €"),
    ("cec.annual_credit", "1000000000", "only from 0,00 € to 100 000,00 €"),
    ("fund.meal", "1000000000", "only from 0,00 € to 10 000,00 €"),
    ("fund.kilometre", "1000000000", "only from 0,00 € to 100,00 €"),
    ("allowance.reference_month", "1000000000", "only from 0,00 € to 100 000,00 €"),
    ("dossier.answer_working_days", "36525", "250 working days"),
    ("dossier.confirmation_working_days", "36525", "250 working days"),
    ("dossier.start_working_days", "36525", "250 working days"),
    ("dossier.entry_working_days", "36525", "250 working days"),
    ("dossier.exit_working_days", "36525", "250 working days"),
  ]) func `what the program has no room for is refused`(
    name: String, value: String, part: String
  ) throws {
    let message = try message(name, value).replacing("\u{202f}", with: " ")
      .replacing("\u{a0}", with: " ")
    #expect(message.contains(part), "\(message)")
  }

  @Test func `flags, rules, scales and the absence of a limit can be set`() throws {
    let day = Day(2021, 8, 1)
    var set = try law.setting("service.open", to: "yes", from: nil, source: "--set")
    set = try set.setting("rights.cap_lowered", to: "cut", from: nil, source: "--set")
    set = try set.setting("offer.hourly_cap", to: "none", from: nil, source: "--set")
    set = try set.setting("councils.municipal", to: "[[0, 5], [10, 9]]", from: nil, source: "--set")
    set = try set.setting("dossier.withdrawal_days", to: "10 days", from: nil, source: "--set")
    let statute = Statute(set, on: day)
    #expect(statute.isOpen)
    #expect(!statute.keepsAboveCap)
    #expect(statute.hourlyCap == .max)
    #expect(statute.withdrawalDays == 10)
    #expect(set.scale("councils.municipal", 9, on: day) == 5)
    #expect(set.scale("councils.municipal", 10, on: day) == 9)
  }

  @Test func `an unknown name is refused with the nearest one`() throws {
    #expect(
      try message("rigths.cap", "1") == "unknown parameter 'rigths.cap'; did you mean 'rights.cap'?"
    )
    #expect(
      try message("behaviour.hourly_cap", "1")
        == "unknown parameter 'behaviour.hourly_cap'; did you mean 'rights.pacific.hourly_cap' "
        + "or 'offer.hourly_cap'?")
    #expect(try message("zzzzzz", "1") == "unknown parameter 'zzzzzz'")
  }

  @Test func `a value of another kind is refused in a sentence`() throws {
    #expect(
      try message("rights.cap", "14 days")
        == "'rights.cap': '14 days' has the wrong unit: expected an amount in euros with at most "
        + "two decimals")
    #expect(try message("rights.cap", "-5").contains("is negative"))
    #expect(try message("service.open", "maybe").contains("yes or no"))
    #expect(try message("rights.cap_lowered", "cutt").contains("did you mean 'cut'?"))
    #expect(try message("rights.credit_day_other", "02-30").contains("a day of the year"))
    #expect(try message("councils.municipal", "[[5, 1], [5, 2]]").contains("must ascend"))
    #expect(try message("councils.municipal", "[[5]]").contains("pair"))
    for text in ["", "1200\nrights.unit: hours", "a: b", "[1", "{a: 1}"] {
      #expect(try !message("rights.cap", text).isEmpty)
    }
  }

  @Test func `a value that the code could not bear is refused`() throws {
    #expect(
      try message("fund.levy_due_day", "29")
        == "'fund.levy_due_day' cannot be 29, only from 1 to 28")
    #expect(
      try message("fund.levy_rate", "101 %")
        == "'fund.levy_rate' cannot be 101 %, only from 0 % to 100 %")
    #expect(try message("rights.annual_credit", "1000000000.01").contains("only from 0,00 €"))
    #expect(try message("rights.reintegration_months", "1201").contains("only from"))
    #expect(try message("offer.max_participants", "0").contains("only from 1 to"))
    #expect(
      try message("dossier.answer_working_days", "none")
        == "'dossier.answer_working_days' cannot be none")
    #expect(try message("councils.municipal", "11").contains("is a scale"))
    #expect(try message("councils.municipal", "[]").contains("at least one step"))
    #expect(try message("allowance.mayor", "[[0, 2000 %]]").contains("only from"))
    #expect(try message("rights.cap", "[[0, 800]]").contains("not a scale"))
    for name in ["rights.cap", "offer.hourly_cap", "cpf.cap", "rights.complement"] {
      let set = try law.setting(name, to: "none", from: nil, source: "--set")
      #expect(set.value(name, on: Day(2026, 1, 1)) == .none)
    }
    let set = try law.setting("fund.levy_due_day", to: "28", from: nil, source: "--set")
    #expect(Statute(set, on: Day(2026, 1, 1)).levyDueDay == 28)
  }
}
