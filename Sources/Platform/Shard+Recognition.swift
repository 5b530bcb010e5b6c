package import Calendar

/// What registry and support have left of one official who is not recognised: cold, 12 bytes.
package struct Desk: Sendable {
  /// Where a request to support stands.
  package enum Letter: UInt8, Sendable {
    /// There is none, or it has been answered.
    case none
    /// Support has it and has not answered.
    case waits
    /// Support asked for papers.
    case awaitsPapers
  }

  /// The birth date on the last row that was set aside.
  package internal(set) var rowBirth = Day.distantPast
  /// The birth date in the last request.
  package internal(set) var letterBirth = Day.distantPast
  /// Whether a row has arrived that was set aside.
  package internal(set) var hasRow = false
  /// Where the last request stands.
  package internal(set) var letter = Letter.none
  /// What the last request holds.
  package internal(set) var items = SupportItems()
  var need = HelpCase.noPanel
}

/// What became of the rows of the registry in a shard: whole numbers that add up in any order.
package struct RecognitionCounts: Sendable, Equatable {
  /// First rows, and how many of them matched.
  package var first = 0
  /// First rows that matched.
  package var firstMatched = 0
  /// Corrected rows.
  package var corrected = 0
  /// Corrected rows that matched.
  package var correctedMatched = 0
  /// Matches by ``Match/Kind``.
  package var kinds = [Int](repeating: 0, count: Match.Kind.allCases.count)
  /// Rows of which several identities had the names and the birth date.
  package var homonyms = 0
  /// Rows that matched nobody.
  package var noMatch = 0
  /// Rows that matched several equally well.
  package var ambiguous = 0
  /// Rows that matched somebody else best: false positives of a platform that took them.
  package var others = 0
  /// Accounts linked by support.
  package var linked = 0

  /// Rows that were set aside.
  package var rejected: Int { noMatch + ambiguous + others }

  /// Counts nothing.
  package init() {}

  /// Adds another shard's counts.
  ///
  /// - Parameter other: The other counts.
  package mutating func merge(_ other: RecognitionCounts) {
    first += other.first
    firstMatched += other.firstMatched
    corrected += other.corrected
    correctedMatched += other.correctedMatched
    for index in kinds.indices { kinds[index] += other.kinds[index] }
    homonyms += other.homonyms
    noMatch += other.noMatch
    ambiguous += other.ambiguous
    others += other.others
    linked += other.linked
  }
}

/// Who is recognised as an official: rows of the registry, their corrections, and support's links.
///
/// An account belongs to one identity and takes the row of its own holder alone, so that two
/// officials with the same names and birth date never share one: a row whose best match is somebody
/// else is set aside (``Rule/otherHolder``), and neither account shows a panel because of it.
///
/// That is more than a platform can know: a real row has no NIR, and says of its official what is
/// written on it alone. Here the registry's command names the official, as the world's own book of
/// whose row it is, so that a false positive is counted where it would happen
/// (``RecognitionCounts/others``) and never lived: a panel shown to somebody else would carry that
/// person's mandates and rights from then on, which the guide rules out.
extension Shard {
  /// The registry's row of an official arrives: `second` its place in ``Batch/rows``.
  ///
  /// A platform without reference directories takes the row for what it says.
  mutating func recognise(
    _ command: Command, _ context: borrowing DayContext, _ batch: inout Batch
  ) -> Rule {
    let place = Int(command.official)
    let flags = accounts.balances[place].flags
    guard flags & Accounts.Flag.dead == 0 else { return .dead }
    guard flags & Accounts.Flag.recognised == 0 else { return .alreadyRegistered }
    if let directory = context.directory {
      let row = batch.rows[Int(command.second)]
      let match = directory.match(row, batch.texts, &letters, mutant: mutant)
      let rule = admit(match, place, isFirst: command.verb == .recognise)
      guard rule == .applied else {
        desks[place].hasRow = true
        desks[place].rowBirth = row.birth
        return rule
      }
    }
    show(place)
    return .applied
  }

  /// Support links an account to its row by hand: the papers showed whose it is.
  mutating func link(_ command: Command) -> Rule {
    let place = Int(command.official)
    let flags = accounts.balances[place].flags
    guard flags & Accounts.Flag.dead == 0 else { return .dead }
    guard flags & Accounts.Flag.recognised == 0 else { return .alreadyRegistered }
    guard flags & Accounts.Flag.inOffice != 0 else { return .noProofOfMandate }
    recognition.linked += 1
    show(place)
    return .applied
  }

  /// The panel is shown from now on, and the rights are credited at the end of the registry's day.
  private mutating func show(_ place: Int) {
    accounts.balances[place].flags |= Accounts.Flag.recognised
    if accounts.balances[place].flags & Accounts.Flag.inOffice != 0 {
      entrants.append(UInt32(place))
    }
  }

  /// Whether a match is that of the account, counted.
  private mutating func admit(_ match: Match, _ place: Int, isFirst: Bool) -> Rule {
    var rule = match.rule
    if rule == .applied, match.account != base + UInt32(place), mutant != .homonymsShareAccount {
      rule = .otherHolder
    }
    if isFirst { recognition.first += 1 } else { recognition.corrected += 1 }
    if match.hasHomonym { recognition.homonyms += 1 }
    switch rule {
    case .applied:
      recognition.kinds[Int(match.kind.rawValue)] += 1
      if isFirst { recognition.firstMatched += 1 } else { recognition.correctedMatched += 1 }
    case .ambiguousMatch: recognition.ambiguous += 1
    case .otherHolder: recognition.others += 1
    default: recognition.noMatch += 1
    }
    return rule
  }
}
