package import Calendar
internal import Draws
package import Platform

/// What the audit knows of who is recognised, and of who wrote to support.
struct RecognitionBooks: Sendable {
  /// Where a request stands, as commands and answers tell it.
  enum Letter: UInt8, Sendable {
    case none, complete, incomplete, asked
  }

  let register: CivilRegister?
  /// Whether every row is judged rather than a sample.
  let isWhole: Bool
  /// By place in the shard; looked up, never walked through.
  var letters: [UInt32: Letter] = [:]
  /// Whose account support decided to link, on the day before.
  var mayLink: Set<UInt32> = []
  /// How many links are due on the next day, and on which day that is.
  var linksDue = 0
  var dueOn = Day.distantPast

  init(_ register: CivilRegister?) {
    self.register = register
    isWhole = register?.isSmall ?? false
  }
}

/// Recognition (ACS-4) and the mailbox (SUP-1).
extension Auditor {
  /// Judges a row, its correction, or a link.
  mutating func judgeRecognition(
    _ outcome: Outcome, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    switch outcome.verb {
    case .recognise, .correctRow: judgeRow(outcome, batch, context)
    case .link:
      guard outcome.isApplied else { return }
      let place = Int(outcome.official)
      findings.witness(.supportLink)
      check(.acs4, recognition.mayLink.remove(outcome.official) != nil, outcome, context)
      accounts[place].isRecognised = true
    default: break
    }
  }

  /// ACS-4: a row opens the panel of its own official exactly where the texts say so.
  private mutating func judgeRow(
    _ outcome: Outcome, _ batch: borrowing Batch, _ context: borrowing DayContext
  ) {
    let place = Int(outcome.official)
    let isApplied = outcome.isApplied
    if isApplied {
      accounts[place].isRecognised = true
      if case .correctRow = outcome.verb { findings.witness(.rowCorrected) }
    }
    guard recognition.register != nil else { return }
    switch outcome.rule {
    case .applied: break
    case .noMatch, .ambiguousMatch, .otherHolder: findings.witness(.rowRejected)
    default: return
    }
    let person = UInt32(base + place)
    guard !isApplied || recognition.isWhole || mixed(UInt64(person)).below(64) == 0,
      let register = recognition.register
    else { return }
    let row = batch.rows[Int(batch.commands[Int(outcome.command)].second)]
    let verdict = register.verdict(row, batch.texts)
    if verdict.hasHomonym { findings.witness(.homonym) }
    if isApplied, verdict.isByUsualName { findings.witness(.matchedByUsualName) }
    let rule: Rule =
      if verdict.isAmbiguous { .ambiguousMatch } else if verdict.person == person { .applied } else
      { verdict.person == nil ? .noMatch : .otherHolder }
    check(.acs4, outcome.rule == rule, outcome, context)
  }

  /// SUP-1 within a shard: what is asked, what is answered, and what follows an answer.
  mutating func judgeSupport(_ batch: borrowing Batch, _ context: borrowing DayContext) {
    if recognition.linksDue > 0, context.day >= recognition.dueOn {
      var links = 0
      for index in batch.outcomes.indices {
        if case .link = batch.outcomes[index].verb { links += 1 }
      }
      findings[.sup1].evaluations += Int64(recognition.linksDue)
      findings[.sup1].nonvacuous += Int64(recognition.linksDue)
      if links != recognition.linksDue {
        findings.violate(
          .sup1, day: context.day.rawValue, official: UInt32(base),
          "\(recognition.linksDue) links were decided, \(links) came")
      }
      recognition.linksDue = 0
    }
    var next = 0
    for index in batch.outcomes.indices {
      switch batch.outcomes[index].verb {
      case .askSupport, .supplyPapers, .answerSupport:
        judgeLetter(batch.outcomes[index], &next, batch, context)
      default: break
      }
    }
  }

  /// A letter, papers that follow it, or an answer: the next one of the day's answers.
  private mutating func judgeLetter(
    _ outcome: Outcome, _ next: inout Int, _ batch: borrowing Batch,
    _ context: borrowing DayContext
  ) {
    guard outcome.command >= 0, !outcome.isRepeated else { return }
    let place = outcome.official
    switch (outcome.verb, outcome.rule) {
    case (.askSupport, .applied):
      let items = batch.commands[Int(outcome.command)].small
      recognition.letters[place] = items == 0b11111 ? .complete : .incomplete
    case (.supplyPapers, .applied):
      let wasAsked = recognition.letters[place, default: .none] == .asked
      let person = outcome.official + UInt32(base)
      count(.sup1, holds: wasAsked, person, context, "papers that nobody asked for")
      recognition.letters[place] = .complete
    case (.answerSupport, .applied), (.answerSupport, .incompleteRequest),
      (.answerSupport, .noProofOfMandate):
      judge(batch.supportAnswers[next], context)
      next += 1
    default: break
    }
  }

  /// An answer: papers are asked for exactly where one of the five items is missing, and nobody
  /// without a mandate is linked.
  private mutating func judge(_ answer: SupportAnswer, _ context: borrowing DayContext) {
    let place = Int(answer.official)
    let letter = recognition.letters[answer.official, default: .none]
    let isInOffice = facts.isInOffice(place, on: context.day) && !accounts[place].isDead
    let holds: Bool
    switch answer.end {
    case .papersAsked:
      holds = letter == .incomplete
      findings.witness(.papersAsked)
    case .closedWithoutPapers: holds = letter == .asked
    case .linked:
      holds = letter == .complete && isInOffice && !accounts[place].isRecognised
      recognition.mayLink.insert(answer.official)
      recognition.linksDue += 1
      recognition.dueOn = context.day + 1
    case .sentToPrefecture:
      holds = letter == .complete && isInOffice && !accounts[place].isRecognised
    case .refused:
      holds = letter == .complete && !isInOffice
      findings.witness(.supportRefusal)
    case .advised: holds = letter == .complete
    }
    recognition.letters[answer.official] = answer.end == .papersAsked ? .asked : nil
    let person = answer.official + UInt32(base)
    count(.sup1, holds: holds, person, context, "answered \(answer.end.name)")
  }

  /// ACS-4 over everybody: the panel is shown to whom rows and links say, once a year.
  mutating func scanRecognition(_ shard: borrowing Shard, _ context: borrowing DayContext) {
    var place = Self.firstMisjudged(accounts.span, shard.accounts.balances.span, from: 0)
    while place < accounts.count {
      count(.acs4, holds: false, UInt32(base + place), context, "the panel is not what rows say")
      place = Self.firstMisjudged(accounts.span, shard.accounts.balances.span, from: place + 1)
    }
    findings[.acs4].evaluations += Int64(accounts.count)
  }

  /// The first official from a place on whose panel is not what rows say.
  private static func firstMisjudged(
    _ mine: Span<MirrorAccount>, _ theirs: Span<Balance>, from first: Int
  ) -> Int {
    let recognised = Accounts.Flag.recognised
    var place = first
    while place < mine.count, (theirs[place].flags & recognised != 0) == mine[place].isShown {
      place += 1
    }
    return place
  }

  private mutating func count(
    _ invariant: Invariant, holds: Bool, _ official: UInt32, _ context: borrowing DayContext,
    _ event: @autoclosure () -> String
  ) {
    findings[invariant].evaluations += 1
    findings[invariant].nonvacuous += 1
    if !holds {
      findings.violate(invariant, day: context.day.rawValue, official: official, event())
    }
  }
}

/// The judge of support's queue, which all shards share (SUP-1): first in, first out.
///
/// It keeps a queue of its own; whoever is read must be the first of it, so that nobody behind a
/// forgotten request is answered unnoticed.
package struct SupportJudge: Sendable {
  /// What was found.
  package var findings = Findings()
  private var queue: [(official: UInt32, number: UInt16)] = []
  private var head = 0
  private var arrivals: [SupportTicket] = []
  private var papers: [(official: UInt32, number: UInt16)] = []

  /// Creates a judge.
  package init() {}

  /// Judges a day of the desk.
  ///
  /// - Parameters:
  ///   - readings: What was read or closed.
  ///   - tickets: What arrived, in any order.
  ///   - asked: For which requests papers were asked today, by number in the roster.
  ///   - day: The day.
  package mutating func judge(
    _ readings: [SupportDesk.Reading], tickets: [SupportTicket], asked: [SupportAnswer], on day: Day
  ) {
    if head == queue.count {
      queue.removeAll(keepingCapacity: true)
      head = 0
    }
    arrivals.removeAll(keepingCapacity: true)
    arrivals += tickets
    arrivals.sort { ($0.official, $0.number) < ($1.official, $1.number) }
    for ticket in arrivals {
      queue.append((ticket.official, ticket.number))
      if ticket.isPapers { papers.removeAll { $0.official == ticket.official } }
    }
    for answer in asked { papers.append((answer.official, answer.number)) }
    for reading in readings {
      findings[.sup1].evaluations += 1
      findings[.sup1].nonvacuous += 1
      let isDue: Bool
      if reading.isClosing {
        isDue = papers.contains { $0.official == reading.official && $0.number == reading.number }
        papers.removeAll { $0.official == reading.official }
      } else {
        isDue =
          head < queue.count && queue[head].official == reading.official
          && queue[head].number == reading.number
        let place = queue[head...].firstIndex {
          $0.official == reading.official && $0.number == reading.number
        }
        if let place { head = place + 1 }
      }
      if !isDue {
        findings.violate(
          .sup1, day: day.rawValue, official: reading.official,
          "request \(reading.number) was read before one that came first")
      }
    }
  }
}
