internal import Calendar

/// The mailbox: what arrives, and what an agent answers once it is its turn.
///
/// A letter is no part of an account: writing and answering change no right and no panel; a link is
/// a command of its own (``Verb/link``), and so is a corrected row.
extension Shard {
  /// Somebody writes: `first` the case, `small` the items of ``SupportItems``, `day` the birth
  /// date.
  mutating func askSupport(_ command: Command, _ batch: inout Batch) -> Rule {
    let place = Int(command.official)
    guard accounts.balances[place].flags & Accounts.Flag.dead == 0 else { return .dead }
    guard desks[place].letter == .none else { return .wrongState }
    desks[place].letter = .waits
    desks[place].items = SupportItems(rawValue: UInt8(truncatingIfNeeded: command.small))
    desks[place].need = HelpCase(rawValue: UInt8(truncatingIfNeeded: command.first)) ?? .noPanel
    desks[place].letterBirth = command.day
    batch.tickets.append(
      SupportTicket(official: base + command.official, number: command.number, isPapers: false))
    return .applied
  }

  /// The papers arrive: `small` the items that they add, `day` the birth date.
  mutating func supplyPapers(_ command: Command, _ batch: inout Batch) -> Rule {
    let place = Int(command.official)
    guard desks[place].letter == .awaitsPapers else { return .wrongState }
    desks[place].letter = .waits
    desks[place].items.formUnion(
      SupportItems(rawValue: UInt8(truncatingIfNeeded: command.small)))
    desks[place].letterBirth = command.day
    batch.tickets.append(
      SupportTicket(official: base + command.official, number: command.number, isPapers: true))
    return .applied
  }

  /// An agent answers; with the flag, because the papers never came.
  mutating func answerSupport(_ command: Command, _ batch: inout Batch) -> Rule {
    let place = Int(command.official)
    let awaited: Desk.Letter = command.flag ? .awaitsPapers : .waits
    guard desks[place].letter == awaited else { return .wrongState }
    var end = SupportEnd.closedWithoutPapers
    if !command.flag {
      end = examine(place)
    }
    desks[place].letter = end == .papersAsked ? .awaitsPapers : .none
    batch.supportAnswers.append(
      SupportAnswer(official: command.official, number: command.number, end: end))
    switch end {
    case .papersAsked, .closedWithoutPapers: return .incompleteRequest
    case .refused: return .noProofOfMandate
    default: return .applied
    }
  }

  private mutating func examine(_ place: Int) -> SupportEnd {
    let desk = desks[place]
    guard desk.items == .all else { return .papersAsked }
    let flags = accounts.balances[place].flags
    return SupportDecision.end(
      desk.need, isRecognised: flags & Accounts.Flag.recognised != 0,
      isInOffice: flags & Accounts.Flag.inOffice != 0,
      rowBirth: desk.hasRow ? desk.rowBirth : nil, letterBirth: desk.letterBirth)
  }
}
