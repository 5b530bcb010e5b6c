internal import Calendar
internal import Draws
internal import Platform

/// What the audit knows of who is recognised, and of who wrote to support.
struct RecognitionBooks: Sendable {
  /// A request that is open, as commands and answers tell it.
  struct Letter: Sendable {
    /// Whether all five items are there.
    var isComplete: Bool
    /// Whether papers were asked for, and have not come.
    var isAsked = false
    /// Whether it is about an account that cannot be created, by somebody in work.
    let isOfCaseOne: Bool
    /// The birth date that it gives.
    var birth: Day
  }

  let register: CivilRegister?
  /// Whether every row is judged rather than a sample.
  let isWhole: Bool
  /// By place in the shard; looked up, never walked through.
  var letters: [UInt32: Letter] = [:]
  /// The birth date on the last row of somebody that was set aside.
  var setAside: [UInt32: Day] = [:]
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
    case .noMatch, .ambiguousMatch, .otherHolder:
      findings.witness(.rowRejected)
      let row = batch.rows[Int(batch.commands[Int(outcome.command)].second)]
      recognition.setAside[outcome.official] = row.birth
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
      findings.count(
        .sup1, times: recognition.linksDue, nonvacuous: recognition.linksDue)
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
    let person = outcome.official + UInt32(base)
    switch (outcome.verb, outcome.rule) {
    case (.askSupport, .applied):
      let command = batch.commands[Int(outcome.command)]
      let isOpen = recognition.letters[place] != nil
      count(.sup1, holds: !isOpen, person, context, "a second request while one is open")
      recognition.letters[place] = RecognitionBooks.Letter(
        isComplete: command.small == 0b11111, isOfCaseOne: command.first == 0, birth: command.day)
    case (.supplyPapers, .applied):
      let wasAsked = recognition.letters[place]?.isAsked == true
      count(.sup1, holds: wasAsked, person, context, "papers that nobody asked for")
      recognition.letters[place]?.isAsked = false
      recognition.letters[place]?.isComplete = true
      recognition.letters[place]?.birth = batch.commands[Int(outcome.command)].day
    case (.answerSupport, .applied), (.answerSupport, .incompleteRequest),
      (.answerSupport, .noProofOfMandate):
      judge(batch.supportAnswers[next], context)
      next += 1
    default: break
    }
  }

  /// An answer: it must be the one that the request, the rows and the mandates lead to.
  private mutating func judge(_ answer: SupportAnswer, _ context: borrowing DayContext) {
    let letter = recognition.letters[answer.official]
    let isRight = letter.map { expected($0, answer, context) == answer.end } ?? false
    switch answer.end {
    case .papersAsked: findings.witness(.papersAsked)
    case .refused: findings.witness(.supportRefusal)
    case .linked:
      recognition.mayLink.insert(answer.official)
      recognition.linksDue += 1
      recognition.dueOn = context.day + 1
    default: break
    }
    if case .papersAsked = answer.end {
      recognition.letters[answer.official]?.isAsked = true
    } else {
      recognition.letters[answer.official] = nil
    }
    let person = answer.official + UInt32(base)
    count(.sup1, holds: isRight, person, context, "answered \(answer.end.name)")
  }

  /// What support has to answer, worked out from the audit's own books (guide, pages 10 to 13).
  ///
  /// Papers first; then advice to whoever only has an account to open, or sees the panel; a refusal
  /// without a mandate; a link where a row that was set aside has the birth date of the request;
  /// else the prefecture.
  private mutating func expected(
    _ letter: RecognitionBooks.Letter, _ answer: SupportAnswer, _ context: borrowing DayContext
  ) -> SupportEnd {
    if letter.isAsked { return .closedWithoutPapers }
    if !letter.isComplete { return .papersAsked }
    let place = Int(answer.official)
    if letter.isOfCaseOne || accounts[place].isRecognised { return .advised }
    if accounts[place].isDead || !facts.isInOffice(place, on: context.day) { return .refused }
    let row = recognition.setAside[answer.official]
    return row?.rawValue == letter.birth.rawValue ? .linked : .sentToPrefecture
  }

  /// ACS-4 over everybody: the panel is shown to whom rows and links say, once a year.
  mutating func scanRecognition(_ shard: borrowing Shard, _ context: borrowing DayContext) {
    var place = Self.firstMisjudged(accounts.span, shard.accounts.balances.span, from: 0)
    while place < accounts.count {
      count(.acs4, holds: false, UInt32(base + place), context, "the panel is not what rows say")
      place = Self.firstMisjudged(accounts.span, shard.accounts.balances.span, from: place + 1)
    }
    findings.count(.acs4, times: accounts.count, nonvacuous: 0)
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
    findings.count(invariant, day: context.day.rawValue, official: official)
    if !holds {
      findings.violate(invariant, day: context.day.rawValue, official: official, event())
    }
  }
}
