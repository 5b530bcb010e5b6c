import Calendar
import Documents
import Law
import Testing

@Suite struct LawTextTests {
  let law: ParameterTable

  init() throws { law = try ParameterTable.law() }

  private func line(_ name: String, of text: String) throws -> [Substring] {
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("\(name) ") })
    return line.split(separator: " ", omittingEmptySubsequences: true)
  }

  @Test func `the law of a day shows each value with its unit, date and reference`() throws {
    let text = LawText.inForce(law, on: Day(2026, 11, 21))
    let cap = try line("rights.cap", of: text).joined(separator: " ")
    #expect(
      cap == "rights.cap 800,00 € since 2023-03-30 Arrêté du 27 mars 2023 (NOR IOMB2305688A)")
    #expect(text.contains("    Cap on the rights held (plafond des droits détenus)\n"))
    #expect(try line("offer.hourly_cap", of: text)[1...2] == ["80,00", "€/h"])
    #expect(try line("fund.levy_rate", of: text)[1...2] == ["1", "%"])
    #expect(try line("rights.credit_day_other", of: text)[1] == "07-05")
    #expect(try line("election.municipal", of: text)[1] == "2026-03-22")
    #expect(try line("service.open", of: text)[1] == "yes")
    #expect(try line("rights.complement", of: text)[1] == "none")
    #expect(try line("dossier.start_working_days", of: text)[1...3] == ["11", "working", "days"])
    #expect(try line("rights.pacific.cap", of: text)[1...3] == ["95\u{202f}465", "F", "CFP"])
  }

  @Test func `what no primary source confirms carries its mark`() throws {
    let text = LawText.inForce(law, on: Day(2026, 11, 21))
    #expect(try line("dossier.withdrawal_days", of: text).last == "[disputed]")
    #expect(try line("dossier.deposit_share", of: text).last == "[assumption]")
    #expect(try line("rights.cap", of: text).last != "[primary]")
  }

  @Test func `a scale takes one line for each step`() throws {
    let text = LawText.inForce(law, on: Day(2026, 11, 21))
    #expect(text.contains("from 300\u{202f}000  69\n"))
    let lines = text.split(separator: "\n")
    let first = try #require(lines.firstIndex { $0.hasPrefix("allowance.mayor ") })
    #expect(lines[first].contains("from 0        28,1 %"))
    #expect(lines[first + 7].hasSuffix("from 100\u{202f}000  145 %"))
    #expect(lines[first + 8].hasPrefix("    Mayor’s allowance"))
  }

  @Test func `columns are aligned and every parameter is there`() throws {
    let text = LawText.inForce(law, on: Day(2026, 11, 21))
    var columns: Set<Int> = []
    for name in law.names {
      let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("\(name) ") })
      let since = try #require(line.firstRange(of: "since 20"))
      columns.insert(line.distance(from: line.startIndex, to: since.lowerBound))
    }
    #expect(columns.count == 1)
  }

  @Test func `before its first value a parameter is not in the law`() throws {
    let text = LawText.inForce(law, on: Day(2015, 1, 1))
    #expect(
      try line("rights.cap", of: text).joined(separator: " ")
        == "rights.cap none nothing before 2021-07-23")
  }

  @Test func `a history lists every value from the first`() throws {
    let text = try LawText.history(law, "rights.cap")
    let dates = text.split(separator: "\n").filter { $0.hasPrefix("from ") }
    #expect(
      dates.map { $0.prefix(15) } == ["from 2021-07-23", "from 2022-01-01", "from 2023-03-30"])
    #expect(dates[0].contains("1\u{202f}500,00 €"))
    #expect(dates[1].contains("700,00 €"))
    #expect(text.contains("checked 2026-11-21"))
    #expect(text.contains("https://www.moncompteformation.gouv.fr/"))
    #expect(!text.contains("pacific"))
  }

  @Test func `a last component stands for every parameter that ends with it`() throws {
    let text = try LawText.history(law, "cap")
    let names = text.split(separator: "\n").filter { law[String($0)] != nil }
    #expect(names == ["rights.cap", "rights.pacific.cap", "cpf.cap", "cec.cap"])
  }

  @Test func `an unknown name is refused with the nearest one`() {
    #expect(
      throws: Diagnostic(
        file: "--history",
        message: "unknown parameter 'anual_credit'; did you mean 'annual_credit'?"
      )
    ) { try LawText.history(law, "anual_credit") }
    #expect(
      throws: Diagnostic(
        file: "--history", message: "unknown parameter 'right.cap'; did you mean 'rights.cap'?")
    ) { try LawText.history(law, "right.cap") }
  }

  @Test func `numbers are written as in France`() {
    #expect(Unit.euro.words(5) == "0,05 €")
    #expect(Unit.euro.words(123_456_789) == "1\u{202f}234\u{202f}567,89 €")
    #expect(Unit.share.words(10_000) == "1 %")
    #expect(Unit.share.words(108_900) == "10,89 %")
    #expect(Unit.share.words(1_000_000) == "100 %")
    #expect(Unit.share.words(0) == "0 %")
    #expect(Unit.year.words(1) == "1 year")
    #expect(Unit.month.words(6) == "6 months")
    #expect(Unit.dayOfYear.words(115) == "01-15")
  }
}
