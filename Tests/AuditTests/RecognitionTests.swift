import Audit
import Calendar
import Platform
import Population
import Testing

/// ACS-4 and SUP-1 fail for batches that break them, whatever the platform says of itself.
@Suite struct RecognitionAuditTests {
  let roster: Roster
  let register: CivilRegister

  init() throws {
    roster = try World.roster.get()
    register = CivilRegister(roster, knowsUsualName: { _ in true })
  }

  private func row(of person: Int) -> RegistryRow {
    let sex = roster.persons.sex[person]
    return RegistryRow(
      name: Names.capitals(Names.familyText(roster.persons.familyName[person])),
      given: Names.givenText(roster.persons.givenName[person], sex: sex),
      birth: roster.persons.birth[person], place: roster.persons.birthPlaceCode(person), sex: sex)
  }

  /// The violations of one forged day: commands with the outcomes that a platform claims.
  private func violated(
    _ forged: [(command: Command, rule: Rule)], rows: [RegistryRow] = [],
    answers: [SupportAnswer] = [], tickets: [SupportTicket] = []
  ) throws -> [Invariant] {
    let bench = try Bench()
    var auditor = Auditor(
      officials: 0..<roster.persons.count, roster: roster, deliberations: [], register: register)
    var batch = Batch()
    batch.reset(Day(2023, 5, 9))
    bench.context.day = batch.day
    for (index, forgery) in forged.enumerated() {
      batch.commands.append(forgery.command)
      batch.outcomes.append(
        Outcome(
          forgery.command.verb, forgery.rule, official: forgery.command.official,
          command: Int32(index)))
    }
    batch.rows = rows
    batch.supportAnswers = answers
    batch.tickets = tickets
    auditor.judge(batch, bench.context)
    return Invariant.allCases.filter {
      [.acs4, .sup1].contains($0) && auditor.findings[$0].violations > 0
    }
  }

  private func command(_ verb: Verb, _ person: Int = 0, row: Int = 0) -> Command {
    var command = Command(verb, official: UInt32(person))
    command.second = UInt32(row)
    return command
  }

  @Test func `a row opens its own panel, and nobody else's`() throws {
    let recognise = command(.recognise, 5)
    #expect(try violated([(recognise, .applied)], rows: [row(of: 5)]) == [])
    #expect(try violated([(recognise, .noMatch)], rows: [row(of: 5)]) == [.acs4])
    #expect(try violated([(recognise, .applied)], rows: [row(of: 6)]) == [.acs4])
    #expect(try violated([(recognise, .otherHolder)], rows: [row(of: 6)]) == [])
    var stranger = row(of: 5)
    stranger.birth = stranger.birth + 1
    stranger.place = RegistryRow.nowhere
    #expect(try violated([(command(.correctRow, 5), .applied)], rows: [stranger]) == [.acs4])
  }

  @Test func `nobody is linked whom support did not decide to link`() throws {
    #expect(try violated([(command(.link, 5), .applied)]) == [.acs4])
  }

  @Test func `an incomplete request is asked for papers first, a complete one is not`() throws {
    var ask = command(.askSupport)
    ask.small = 0b11110
    let ticket = SupportTicket(official: 0, number: 0)
    func answered(_ end: SupportEnd, _ rule: Rule) throws -> [Invariant] {
      try violated(
        [(ask, .applied), (command(.answerSupport), rule)],
        answers: [SupportAnswer(official: 0, number: 0, end: end)], tickets: [ticket])
    }
    #expect(try answered(.papersAsked, .incompleteRequest) == [])
    #expect(try answered(.advised, .applied) == [.sup1])
    #expect(try answered(.closedWithoutPapers, .incompleteRequest) == [.sup1])
    ask.small = 0b11111
    #expect(try answered(.advised, .applied) == [])
    #expect(try answered(.papersAsked, .incompleteRequest) == [.sup1])
    // A mandate decides between a link and a refusal.
    let isInOffice = roster.isInOffice(0, on: Day(2023, 5, 9))
    #expect(try answered(.linked, .applied) == (isInOffice ? [] : [.sup1]))
    #expect(try answered(.refused, .noProofOfMandate) == (isInOffice ? [.sup1] : []))
  }

  @Test func `the queue's judge sees who was passed over`() {
    var desk = SupportDesk(seed: 3, mutant: .supportSilent)
    var judge = SupportJudge()
    let tickets = [3, 4, 5].map { SupportTicket(official: $0, number: 1) }
    let hours = SupportHours(agents: 9, minutes: 300, service: 5...9, papersDays: 3)
    let day = Day(2023, 5, 9)
    desk.settle(day, tickets: tickets, asked: [], isWorkingDay: true, hours: hours)
    judge.judge(desk.readings, tickets: tickets, asked: [], on: day)
    #expect(judge.findings[.sup1].violations == 1)
  }

  @Test func `the audit's plain form is that of the platform, reached another way`() {
    for text in Names.texts.indices.filter({ $0 % 97 == 0 }).map({ Names.texts[$0] }) {
      var form: [UInt8] = []
      NormalForm.write(text, into: &form)
      #expect(CivilRegister.plainForm(text) == String(decoding: form, as: UTF8.self))
    }
  }

  @Test func `a text in capitals has the plain form of the text`() {
    for text in 0..<Names.capitals(0) {
      let capital = Names.texts[Int(Names.capitals(text))]
      let civil = Names.texts[Int(text)]
      #expect(CivilRegister.plainForm(civil) == CivilRegister.plainForm(capital))
      let parts = [civil, capital].map { $0.split { $0 == "-" || $0 == " " }[0] }
      #expect(
        CivilRegister.plainForm(String(parts[0])) == CivilRegister.plainForm(String(parts[1])))
    }
  }
}
