import Calendar
import Cases
import Documents
import Law
import Oracle
import Testing

@Suite struct CaseFileTests {
  private let events = """
      - { on: 2023-09-04, do: request, dossier: A, path: mandate, start: 2023-10-02, \
        end: 2023-10-02, hours: 7, price: 532 }
      - { on: 2023-09-05, do: propose, dossier: A }
    """

  private func text(
    official: String = "mandates: [{ kind: municipal, from: 2022-05-02 }]", head: String = "",
    events: String? = nil, expect: String = "{ on: 2023-03-31, held: 800 }"
  ) -> String {
    """
    name: a case
    source: a text
    official:
      \(official)
    events:
    \(events ?? self.events)
    expect:
      - \(expect)
    \(head)
    """
  }

  @Test func `amounts that no account could hold are named with their line`() {
    let lines = (1...3).map { "  - { on: 2023-09-0\($0), do: attribute, amount: 9000000 }" }
    let message = complaint(
      text(head: "collectivity: { per_official: 9 }", events: lines.joined(separator: "\n")))
    #expect(message == "case.yaml:7: the top-ups come to more than 10 million euros")
    let hourly = events.replacing("price: 532", with: "price: 532, hourly: 900000000000")
    #expect(complaint(text(events: hourly)).contains("100,000 euros"))
  }

  @Test func `several collectivities are told apart by name`() {
    let two = "collectivities: [{ name: A, per_training: 1 }, { name: B, per_training: 1 }]"
    let attribution = "  - { on: 2023-09-01, do: attribute, amount: 1, by: C }"
    #expect(complaint(text(head: two, events: attribution)).contains("C"))
    let twice = "collectivities: [{ name: A, per_training: 1 }, { name: A, per_training: 1 }]"
    #expect(complaint(text(head: twice)).contains("already"))
    let remote = events.replacing(
      "price: 532", with: "price: 532, remote: yes, town: { department: 75 }")
    #expect(complaint(text(events: remote)).contains("no town"))
  }

  private func complaint(_ text: String) -> String {
    do throws(Diagnostic) {
      let cases = try CaseFile.workedCases(text, file: "case.yaml")
      let law = try ParameterTable.law()
      for workedCase in cases {
        _ = try workedCase.law(over: law) { path throws(Diagnostic) in
          throw Diagnostic(file: path, message: "cannot be read")
        }
      }
      return "none"
    } catch {
      return error.description
    }
  }

  @Test func `a case keeps its values and the line of each`() throws {
    let text = text(
      official: """
        mandates: [{ kind: regional, from: 2021-06-27, until: 2028-03-19, entry: election }]
          pension: 2030-01-01
          cpf: "1 500,50 €"
        """,
      events: events + "\n  - { on: 2023-09-06, do: confirm, dossier: A, card: 12.34 }")
    let workedCase = try #require(try CaseFile.workedCases(text, file: "case.yaml").first)
    #expect(workedCase.name == "a case")
    #expect(workedCase.history.cpf == 150_050)
    #expect(workedCase.history.pension == Day(2030, 1, 1))
    #expect(workedCase.history.recognised == Day(2021, 6, 27))
    #expect(
      workedCase.history.mandates == [
        History.Mandate(
          .regional, from: Day(2021, 6, 27), until: Day(2028, 3, 19), atElection: true)
      ])
    #expect(workedCase.eventLines == [8, 9, 10])
    #expect(workedCase.history.events[2].deed == .confirm(card: 1_234))
    #expect(workedCase.expectations.map(\.line) == [12])
    guard case .request(let order) = workedCase.history.events[0].deed else {
      Issue.record("the first event is a request")
      return
    }
    #expect(order.price == 53_200 && order.hourlyPrice == 7_600 && order.seats == 12)
  }

  @Test func `what is unknown is named with the nearest name and its line`() {
    #expect(
      complaint(text(head: "expects: []"))
        == "case.yaml:10: unknown key 'expects'; did you mean 'expect'?")
    #expect(
      complaint(text(expect: "{ on: 2023-03-31, hold: 800 }"))
        == "case.yaml:9: unknown key 'expect[0].hold'; did you mean 'held'?")
    #expect(
      complaint(text(events: "  - { on: 2023-09-04, do: requst, dossier: A }"))
        .hasPrefix("case.yaml:6: 'events[0].do' cannot be 'requst'; did you mean 'request'?"))
    #expect(
      complaint(text(expect: "{ on: 2023-09-05, dossier: B, state: validated }"))
        == "case.yaml:9: nobody requests the dossier 'B'; did you mean 'A'?")
    #expect(
      complaint(text(head: "law: { rights.cup: { 2024-01-01: 900 } }"))
        == "case.yaml:10: unknown parameter 'rights.cup'; did you mean 'rights.cap'?")
    #expect(
      complaint(text(expect: "{ on: 2023-09-05, dossier: A, state: validatd }"))
        .hasPrefix(
          "case.yaml:9: 'expect[0].state' cannot be 'validatd'; did you mean 'validated'?"))
  }

  @Test(arguments: [
    ("{ on: 2023-02-30, held: 1 }", "a date that exists"),
    ("{ on: 2023-03-31, held: -1 }", "is negative"),
    ("{ on: 2023-03-31, held: 1 h }", "wrong unit"),
    ("{ on: 2023-03-31, held: 1.005 }", "at most two decimals"),
    ("{ on: 2023-03-31, held: 99999999 }", "more than 10 million"),
    ("{ on: 2023-03-31, held: 1, held: 2 }", "duplicate key 'held'"),
    ("{ on: 2023-03-31 }", "looks at nothing"),
    ("{ held: 1 }", "lacks the key 'on'"),
    ("{ on: 9999-12-31, held: 1 }", "between 1920 and 2060"),
    ("{ on: 2023-03-31, rights: 1 }", "is of a dossier"),
    ("{ on: 2023-09-05, dossier: A, held: 1 }", "is of the account"),
    ("{ on: 2023-09-06, dossier: A, refused: too-early }", "could be refused"),
    ("{ on: 2023-09-04, dossier: A, refused: to-early }", "did you mean 'too-early'"),
  ])
  func `an impossible expectation is refused with its line`(expect: String, reason: String) {
    let complaint = complaint(text(expect: expect))
    #expect(complaint.hasPrefix("case.yaml:9: "))
    #expect(complaint.contains(reason))
  }

  @Test(arguments: [
    ("  - { on: 2023-09-05, do: propose, dossier: A }", "nobody requested the dossier 'A'"),
    ("  - { on: 2023-09-05, do: propose }", "lacks the key 'dossier'"),
    ("  - { on: 2023-09-05, do: dotation, amount: -5 }", "is negative"),
    ("  - { on: 2023-09-05, do: dotation, amount: 5, card: 1 }", "unknown key 'events[0].card'"),
    (
      "  - { on: 2023-09-04, do: request, dossier: A, path: mandate, start: 2023-10-02,"
        + " end: 2023-10-01, hours: 7, price: 532 }",
      "ends on 2023-10-01, before it starts"
    ),
    (
      "  - { on: 2023-09-04, do: request, dossier: A, path: mandate, start: 2023-10-02,"
        + " end: 2023-10-02, hours: 0, price: 532 }",
      "at least an hour"
    ),
    (
      "  - { on: 2023-09-04, do: request, dossier: A, path: mandate, start: 2023-10-02,"
        + " end: 2023-10-02, hours: 7, price: 532, provider: { accredited: [2023-01-01] } }",
      "[first day, last day]"
    ),
  ])
  func `an impossible event is refused with its line`(event: String, reason: String) {
    let complaint = complaint(text(events: event))
    #expect(complaint.hasPrefix("case.yaml:6: "))
    #expect(complaint.contains(reason))
  }

  @Test func `events out of order and second requests are refused`() {
    let late = events + "\n  - { on: 2023-09-04, do: confirm, dossier: A }"
    #expect(
      complaint(text(events: late))
        == "case.yaml:8: the event of 2023-09-04 comes after one of 2023-09-05")
    let twice =
      events
      + "\n  - { on: 2023-09-06, do: request, dossier: A, path: mandate, start: 2023-10-02,"
      + " end: 2023-10-02, hours: 7, price: 532 }"
    #expect(complaint(text(events: twice)) == "case.yaml:8: the dossier 'A' was requested before")
  }

  @Test(arguments: [
    ("mandates: []", "holds no mandate"),
    ("mandates: [{ kind: mayor, from: 2022-05-02 }]", "cannot be 'mayor'"),
    ("mandates: [{ kind: municipal, from: 2022-05-02, until: 2022-05-02 }]", "must come after"),
    ("mandates: [{ kind: municipal, from: 2022-05-02, entry: by-election }]", "cannot be"),
    ("born: 1970-01-01", "lacks the key 'mandates'"),
  ])
  func `an impossible official is refused`(official: String, reason: String) {
    #expect(complaint(text(official: official)).contains(reason))
  }

  @Test func `a reform that cannot be read and a wrong value are refused with their place`() {
    #expect(complaint(text(head: "reform: ../r.yaml")) == "../r.yaml: cannot be read")
    #expect(
      complaint(text(head: "law: { rights.cap: { 2024-01-01: 9 h } }"))
        .hasPrefix("case.yaml:10: 'rights.cap'"))
    #expect(
      complaint(text(head: "law: { rights.cap: { 2024-02-30: 9 } }"))
        == "case.yaml:10: '2024-02-30' is not a date that exists, as YYYY-MM-DD")
  }

  @Test func `no truncation and no changed byte of a case brings the reader down`() throws {
    let text = Array(try Library.text("Scenarios/cases/topup-limits.yaml").utf8)
    var read = 0
    for cut in stride(from: 0, to: text.count, by: 3) {
      if (try? CaseFile.workedCases(String(decoding: text[..<cut], as: UTF8.self), file: "x"))
        != nil
      {
        read += 1
      }
      var changed = text
      changed[cut] = changed[cut] &+ 1
      if (try? CaseFile.workedCases(String(decoding: changed, as: UTF8.self), file: "x")) != nil {
        read += 1
      }
    }
    #expect(read > 0)
  }
}

@Suite struct CaseJudgementTests {
  @Test func `a failure names the file, the line, the day, both values and the observer`()
    throws
  {
    let text = """
      name: the second credit is cut by the cap
      source: a text
      official:
        mandates: [{ kind: municipal, from: 2021-09-01 }]
      events:
        - { on: 2023-02-06, do: request, dossier: A, path: mandate, start: 2023-03-01, \
          end: 2023-03-01, hours: 7, price: 532 }
      expect:
        - { on: 2023-03-31, held: 800.01 }
        - { on: 2023-02-06, dossier: A, state: accepted, refused: no }
      """
    let workedCase = try #require(try CaseFile.workedCases(text, file: "second-credit.yaml").first)
    let law = try ParameterTable.law()
    let seen = CaseOracle.observations(of: workedCase, law: law)
    #expect(
      CaseJudgement.failures(of: workedCase, [CaseTestimony("oracle", seen)]) == [
        "second-credit.yaml:8: on 2023-03-31 held: expected 800,01 €, got 800,00 € (oracle)",
        "second-credit.yaml:9: on 2023-02-06 dossier A state: expected accepted, "
          + "got notProcessed (oracle)",
      ])
  }

  @Test func `who saw the same wrong value shares a sentence, and who saw another has his own`()
    throws
  {
    let text = """
      name: n
      source: s
      official: { mandates: [{ kind: municipal, from: 2021-09-01 }] }
      expect: [{ on: 2023-03-31, held: 800 }]
      """
    let workedCase = try #require(try CaseFile.workedCases(text, file: "f.yaml").first)
    func saw(_ cents: Int64) -> [Observation] { [Observation(0, .held, .cents(cents))] }
    func failures(_ oracle: Int64, _ platform: Int64) -> [String] {
      CaseJudgement.failures(
        of: workedCase,
        [CaseTestimony("oracle", saw(oracle)), CaseTestimony("platform", saw(platform))])
    }
    let expected = "f.yaml:4: on 2023-03-31 held: expected 800,00 €, got"
    #expect(failures(80_000, 80_000) == [])
    #expect(failures(80_000, 70_000) == ["\(expected) 700,00 € (platform)"])
    #expect(failures(70_000, 80_000) == ["\(expected) 700,00 € (oracle)"])
    #expect(failures(70_000, 70_000) == ["\(expected) 700,00 € (oracle, platform)"])
    #expect(
      failures(1, 2) == ["\(expected) 0,01 € (oracle)", "\(expected) 0,02 € (platform)"])
  }

  @Test func `a fact that nobody looked at is a failure`() throws {
    let text = """
      name: n
      source: s
      official: { mandates: [{ kind: municipal, from: 2021-09-01 }] }
      expect: [{ on: 2023-03-31, held: 800, hours: 0 }]
      """
    let workedCase = try #require(try CaseFile.workedCases(text, file: "f.yaml").first)
    let half = [Observation(0, .held, .cents(80_000))]
    #expect(
      CaseJudgement.failures(of: workedCase, [CaseTestimony("platform", half)])
        == ["f.yaml:4: on 2023-03-31 hours: expected 0 h, but nobody asked (platform)"])
  }
}
