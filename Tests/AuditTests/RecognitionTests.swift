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

  /// The violations of a letter of case 3 with its answer, after rows that were set aside.
  private func answered(
    _ end: SupportEnd, _ rule: Rule, items: UInt16 = 0b11111, need: UInt32 = 2, of person: Int = 0,
    after rows: [(verb: Verb, rule: Rule, row: RegistryRow)] = [], birth: Day? = nil
  ) throws -> [Invariant] {
    var ask = command(.askSupport, person)
    ask.first = need
    ask.small = items
    ask.day = birth ?? roster.persons.birth[person]
    var forged: [(command: Command, rule: Rule)] = []
    for (place, row) in rows.enumerated() {
      forged.append((command(row.verb, person, row: place), row.rule))
    }
    forged += [(ask, .applied), (command(.answerSupport, person), rule)]
    return try violated(
      forged, rows: rows.map(\.row),
      answers: [SupportAnswer(official: UInt32(person), number: 0, end: end)],
      tickets: [SupportTicket(official: UInt32(person), number: 0)])
  }

  @Test func `an incomplete request is asked for papers first, a complete one is not`() throws {
    #expect(try answered(.papersAsked, .incompleteRequest, items: 0b11110) == [])
    #expect(try answered(.advised, .applied, items: 0b11110, need: 0) == [.sup1])
    #expect(try answered(.closedWithoutPapers, .incompleteRequest, items: 0b11110) == [.sup1])
    #expect(try answered(.advised, .applied, need: 0) == [])
    #expect(try answered(.papersAsked, .incompleteRequest) == [.sup1])
  }

  @Test func `an answer is the one that rows and mandates lead to`() throws {
    let day = Day(2023, 5, 9)
    let people = 0..<roster.persons.count
    let official = try #require(people.first { roster.isInOffice($0, on: day) })
    let former = try #require(people.first { !roster.isInOffice($0, on: day) })
    var slipped = row(of: official)
    slipped.given = row(of: official + 1).name
    let setAside: [(verb: Verb, rule: Rule, row: RegistryRow)] = [(.recognise, .noMatch, slipped)]
    let refused = Rule.noProofOfMandate
    #expect(try answered(.linked, .applied, of: official, after: setAside) == [])
    #expect(try answered(.sentToPrefecture, .applied, of: official, after: setAside) == [.sup1])
    #expect(try answered(.advised, .applied, of: official, after: setAside) == [.sup1])
    #expect(try answered(.refused, refused, of: official, after: setAside) == [.sup1])
    // Without a row, or with one of another birth date, nobody is linked.
    #expect(try answered(.linked, .applied, of: official) == [.sup1])
    #expect(try answered(.sentToPrefecture, .applied, of: official) == [])
    let other = roster.persons.birth[official] + 1
    #expect(try answered(.linked, .applied, of: official, after: setAside, birth: other) == [.sup1])
    // Whoever sees the panel is advised, and nobody without a mandate is anything but refused.
    let own: [(verb: Verb, rule: Rule, row: RegistryRow)] = [
      (.recognise, .applied, row(of: official))
    ]
    #expect(try answered(.advised, .applied, of: official, after: own) == [])
    #expect(try answered(.linked, .applied, of: official, after: own) == [.sup1])
    #expect(try answered(.refused, refused, of: former) == [])
    #expect(try answered(.advised, .applied, of: former) == [.sup1])
    #expect(try answered(.advised, .applied, need: 0, of: former) == [])
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
