package import Calendar
internal import Draws
internal import Kernel
package import Law
internal import Platform
internal import Population

/// How people look for help, as rates of one day.
package struct HelpRates: Sendable {
  let notices: Int64
  let noticeDays: Int
  let faqSolves: Int64
  let faqGivesUp: Int64
  let writeDays: Int
  let complete: Int64
  let papers: Int64
  let papersDays: Int
  /// Most days until the reference directory has somebody who was helped.
  let directoryDays: Int

  /// Reads the rates.
  ///
  /// - Parameters:
  ///   - table: The behaviour table.
  ///   - day: The day.
  package init(_ table: ParameterTable, on day: Day) {
    func number(_ name: String) -> Int64 { table.number("behaviour.help.\(name)", on: day) }
    notices = number("notices")
    noticeDays = max(1, Int(number("notice_days")))
    faqSolves = number("faq_solves")
    faqGivesUp = number("faq_gives_up")
    writeDays = max(1, Int(number("write_days")))
    complete = number("complete")
    papers = number("papers")
    papersDays = max(1, Int(number("papers_days")))
    directoryDays = max(1, Int(number("directory_days")))
  }
}

/// How people looked for help: whole numbers that add up in any order.
package struct Help: Sendable, Equatable {
  /// People who saw that no panel is shown, or that no account can be created.
  package var stuck = 0
  /// Visits of the FAQ.
  package var faqVisits = 0
  /// Visits of the FAQ after which the person could go on.
  package var faqSolved = 0
  /// Visits of the FAQ after which the person gave up.
  package var givenUp = 0
  /// Requests meant for support, by case of the guide.
  package var letters = [0, 0, 0]

  /// Adds another shard's counts.
  ///
  /// - Parameter other: The other counts.
  package mutating func merge(_ other: Help) {
    stuck += other.stuck
    faqVisits += other.faqVisits
    faqSolved += other.faqSolved
    givenUp += other.givenUp
    for index in letters.indices { letters[index] += other.letters[index] }
  }

  /// Counts nothing.
  package init() {}
}

/// How people look for help, and how support's letters come and go.
extension Actors {
  /// Somebody is stuck and looks for help (guide, page 10): the FAQ in case 1, the mailbox in cases
  /// 2 and 3, and nobody writes twice.
  ///
  /// Whom the FAQ helps gets known to the reference directory; whom it does not gives up or writes.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - day: The day.
  mutating func seekHelp(_ place: Int, on day: Day) {
    let why = HelpCase.of(
      hasAccount: access[place].bits & AccessBit.account != 0,
      isRetired: roster.persons.isRetired(base + place, on: day),
      age: day.fullYears(since: births[place]))
    help.stuck += 1
    let word = word(streams.faq, place, day.bits << 2 | UInt64(why.rawValue))
    if !why.goesToMailbox {
      help.faqVisits += 1
      let drawn = Int64(word.below(1_000_000))
      if drawn < rates.help.faqSolves {
        help.faqSolved += 1
        awaitDirectory(place, day)
        return
      }
      if drawn < rates.help.faqSolves + rates.help.faqGivesUp {
        help.givenUp += 1
        return
      }
    }
    guard access[place].bits & AccessBit.asked == 0 else { return }
    access[place].bits |= AccessBit.asked | AccessBit.helped
    let written = day + mixed(word).between(1, rates.help.writeDays)
    agenda.push(Action.write.item(place, UInt16(why.rawValue)), on: written)
  }

  /// Plans when the reference directory has somebody whom it did not find: what the FAQ tells to
  /// do, or the papers that support has read, take some days.
  private mutating func awaitDirectory(_ place: Int, _ day: Day) {
    access[place].bits |= AccessBit.helped
    let wait = word(streams.directory, place, day.bits).between(1, rates.help.directoryDays)
    agenda.push(Action.completeDirectory.item(place), on: day + wait)
  }

  /// The reference directory tells the platform of somebody whom it did not find before.
  mutating func completeDirectory(_ place: Int, _ batch: inout Batch) {
    var form = Form()
    form.nir = TypedNIR(raw: roster.nir(of: base + place).typed)
    var command = Command(.completeDirectory, official: UInt32(place))
    command.first = UInt32(batch.forms.count)
    batch.forms.append(form)
    send(command, &batch)
  }

  /// Plans whether and when somebody sees that no panel is shown.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - day: The day from which none is shown though there should be one.
  package mutating func planNotice(_ place: Int, from day: Day) {
    let word = word(streams.notice, place, 0)
    guard word.isWithin(partsPerMillion: rates.help.notices) else { return }
    let delay = mixed(word).between(1, rates.help.noticeDays)
    agenda.push(Action.notice.item(place), on: day + delay)
  }

  /// Somebody looks for the panel, perhaps only after the mandate: by a log-in, for which an
  /// account is created first where there is none.
  mutating func lookForPanel(
    _ place: Int, _ day: Day, _ catalogue: Catalogue, _ batch: inout Batch
  ) {
    guard access[place].bits & AccessBit.account != 0 else {
      if createAccount(place, day, &batch) { agenda.push(Action.consult.item(place), on: day + 1) }
      return
    }
    let word = word(streams.visit, place, day.bits | 1 << 33)
    if visit(place, day, nil, View.panel, word, catalogue, &batch) { return }
    let again = mixed(word ^ streams.notice.key)
    if again.slice(0) < accessRates.comesBack {
      agenda.push(
        Action.notice.item(place), on: day + mixed(again).between(1, max(1, accessRates.wishDays)))
    }
  }

  /// Somebody writes to support, with the five items of the guide or with some of them.
  mutating func write(_ place: Int, _ why: UInt16, _ day: Day, _ batch: inout Batch) {
    let number = UInt16(truncatingIfNeeded: day.rawValue)
    let word = word(streams.letter, place, UInt64(number))
    var items = SupportItems.all
    if !word.isWithin(partsPerMillion: rates.help.complete) {
      items.remove(SupportItems(rawValue: 1 << UInt8(mixed(word).below(5))))
    }
    help.letters[min(2, Int(why))] += 1
    var command = Command(.askSupport, official: UInt32(place), number: number)
    command.first = UInt32(why)
    command.small = UInt16(items.rawValue)
    command.flag = items == .all
    command.day = births[place]
    send(command, &batch)
  }

  /// The papers that support asked for are sent.
  mutating func supplyPapers(_ place: Int, _ number: UInt16, _ day: Day, _ batch: inout Batch) {
    var command = Command(.supplyPapers, official: UInt32(place), number: number)
    command.small = UInt16(SupportItems.all.rawValue)
    command.day = births[place]
    send(command, &batch)
  }

  /// Agents answer what they have read.
  mutating func answerLetters(_ batch: inout Batch) {
    for reading in readings {
      var command = Command(
        .answerSupport, official: reading.official - UInt32(base), number: reading.number)
      command.flag = reading.isClosing
      send(command, &batch)
    }
    readings.removeAll(keepingCapacity: true)
  }

  /// Whoever is asked for papers sends them, or does not; whoever could not create an account and
  /// was not refused becomes known to the reference directory.
  mutating func reactToAnswers(_ answers: [SupportAnswer], _ day: Day) {
    for answer in answers {
      let place = Int(answer.official)
      switch answer.end {
      case .papersAsked:
        let word = word(streams.papers, place, UInt64(answer.number))
        guard word.isWithin(partsPerMillion: rates.help.papers) else { continue }
        let delay = mixed(word).between(1, rates.help.papersDays)
        agenda.push(Action.papers.item(place, answer.number), on: day + delay)
      case .linked, .advised, .sentToPrefecture:
        if access[place].bits & AccessBit.stuck != 0 {
          awaitDirectory(place, day)
        } else {
          access[place].bits &= ~AccessBit.helped
        }
      case .refused, .closedWithoutPapers: access[place].bits &= ~AccessBit.helped
      }
    }
  }
}
