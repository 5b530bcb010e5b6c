internal import Calendar
internal import Law
internal import Ledger
internal import Oracle
internal import Platform

/// The platform with the people of a desk case, each an official of its one shard.
struct PlatformRegistry: ~Copyable {
  private let desk: DeskRegistry
  private let calendar: LegalCalendar
  private var context: DayContext
  private var shard: Shard
  private var batch = Batch()
  /// The number of each text, and of each birthplace.
  private var texts: [String] = []
  private var places: [String] = []

  init(_ desk: DeskRegistry, _ law: ParameterTable) {
    self.desk = desk
    let first = (desk.acts.map(\.day).min() ?? Day(2022, 1, 7)) - 1
    let last = (desk.acts.map(\.day).max() ?? first) + 1
    let days = first...last
    calendar = LegalCalendar(
      law, statutes: Statutes(law, in: days),
      working: WorkingDays(years: first.year - 1...last.year + 3))
    context = calendar.firstDay(Catalogue())
    shard = Shard(base: 0, count: desk.people.count, bodies: 1, first: first, last: last)
    for person in desk.people {
      note(person.birthName)
      if let usual = person.usualName { note(usual) }
      for given in person.givenNames { note(given) }
    }
    let people = desk.people
    let texts = texts
    func number(_ text: String) -> UInt32 { UInt32(texts.firstIndex(of: text) ?? 0) }
    var codes: [UInt32] = []
    for person in people { codes.append(code(person.place)) }
    context.directory = Directory(CivilNames(texts), count: people.count) { index in
      let person = people[index]
      return ReferencePerson(
        birthName: number(person.birthName),
        usualName: number(person.usualName ?? person.birthName),
        given: number(person.givenNames[0]),
        second: person.givenNames.count > 1 ? number(person.givenNames[1]) : nil,
        birth: person.birth, place: codes[index], sex: person.isWoman ? 2 : 1,
        account: desk.isOfficial[index] ? UInt32(index) : Directory.noAccount)
    }
    for place in desk.people.indices where desk.hasMandate[place] && desk.isOfficial[place] {
      var command = Command(.mandateBegins, official: UInt32(place))
      command.first = UInt32(place)
      command.day = first
      _ = run(command, on: first)
    }
  }

  private mutating func note(_ text: String) {
    if !texts.contains(text) { texts.append(text) }
  }

  private mutating func code(_ place: String?) -> UInt32 {
    guard let place else { return RegistryRow.nowhere }
    if let known = places.firstIndex(of: place) { return UInt32(known) }
    places.append(place)
    return UInt32(places.count - 1)
  }

  /// The answer to an act.
  mutating func answer(_ act: DeskRegistry.Act, on day: Day) -> String {
    switch act {
    case .row(let row, let person, let isCorrection):
      var command = Command(isCorrection ? .correctRow : .recognise, official: UInt32(person))
      command.second = 0
      return run(command, on: day, row)
    case .link(let person): return run(Command(.link, official: UInt32(person)), on: day)
    case .panel(let person): return shard.balance(person) == nil ? "hidden" : "shown"
    case .write(let person, let guideCase, let missing, let birth):
      var command = Command(.askSupport, official: UInt32(person), number: 1)
      var items = SupportItems.all
      for item in missing {
        items.remove(SupportItems(rawValue: 1 << UInt8(Mailbox.items.firstIndex(of: item) ?? 0)))
      }
      command.first = UInt32(guideCase - 1)
      command.small = UInt16(items.rawValue)
      command.flag = missing.isEmpty
      command.day = birth
      return run(command, on: day)
    case .papers(let person, let birth):
      var command = Command(.supplyPapers, official: UInt32(person), number: 1)
      command.small = UInt16(SupportItems.all.rawValue)
      command.day = birth
      return run(command, on: day)
    case .answer(let person):
      return run(Command(.answerSupport, official: UInt32(person), number: 1), on: day)
    case .close(let person):
      var command = Command(.answerSupport, official: UInt32(person), number: 1)
      command.flag = true
      return run(command, on: day)
    case .mandateEnds(let person):
      var command = Command(.mandateEnds, official: UInt32(person))
      command.first = UInt32(person)
      return run(command, on: day)
    case .door(let hasAccount, let isRetired, let age):
      let need = HelpCase.of(hasAccount: hasAccount, isRetired: isRetired, age: age)
      return need.goesToMailbox ? "mailbox" : "faq"
    }
  }

  /// Runs one command; what support ends is answered by the end's name.
  private mutating func run(_ command: Command, on day: Day, _ row: CivilRow? = nil) -> String {
    calendar.turn(&context, to: day)
    batch.reset(day)
    if let row {
      batch.texts = [row.name, row.given]
      batch.rows = [
        RegistryRow(
          name: RegistryRow.spelled, given: RegistryRow.spelled | 1, birth: row.birth,
          place: code(row.place), sex: row.isWoman ? 2 : 1)
      ]
    }
    batch.commands.append(command)
    shard.run(context, &batch)
    if let answer = batch.supportAnswers.first { return answer.end.name }
    return batch.outcomes.first { $0.command == 0 }?.rule.name ?? "none"
  }
}
