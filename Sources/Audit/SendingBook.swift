internal import Calendar
internal import Platform

/// What the judge writes down of commands and their answers while messages get lost or come twice.
///
/// Whatever comes again within the days for which a platform must know a key has to get the first
/// answer, and nothing else. Looked up by key, never walked through.
struct SendingBook: Sendable {
  /// A command with the answer that its first sending got.
  struct Sending: Sendable {
    let day: Day
    let command: Command
    let rule: Rule
    /// The number of the dossier that a request opened, or 0.
    let number: UInt16
  }

  /// For how many days a platform must know a key.
  private let days: Int
  private var current: [UInt64: Sending] = [:]
  private var before: [UInt64: Sending] = [:]
  private var turn = Day.distantPast

  init(days: Int) { self.days = days }

  /// Forgets what is older than a platform must know.
  mutating func open(_ day: Day) {
    guard day >= turn else { return }
    before = current
    current = [:]
    turn = day + days
  }

  /// What was answered to a key within the days for which it must be known.
  func first(_ key: UInt64, on day: Day) -> Sending? {
    guard let sending = current[key] ?? before[key], day - sending.day <= days else { return nil }
    return sending
  }

  mutating func note(_ sending: Sending, _ key: UInt64) { current[key] = sending }
}

extension Auditor {
  /// Expects messages that get lost or come twice, and keeps a book of answers from now on.
  ///
  /// - Parameter days: For how many days the platform must know a key.
  package mutating func expectSendings(within days: Int) { sendings = SendingBook(days: days) }

  /// IDE-1 over days: a command that comes again gets the first answer, with the dossier that it
  /// opened, and changes nothing.
  mutating func judgeSendings(_ batch: borrowing Batch, _ context: borrowing DayContext) {
    guard var book = sendings else { return }
    sendings = nil
    book.open(batch.day)
    for index in batch.outcomes.indices {
      let outcome = batch.outcomes[index]
      guard outcome.command >= 0 else { continue }
      let command = batch.commands[Int(outcome.command)]
      guard command.key != 0 else { continue }
      guard let first = book.first(command.key, on: batch.day) else {
        var number: UInt16 = 0
        if case .request = outcome.verb, outcome.isApplied { number = outcome.number }
        book.note(
          SendingBook.Sending(
            day: batch.day, command: command, rule: outcome.rule, number: number),
          command.key)
        continue
      }
      guard command.repeats(first.command) else {
        check(.ide1, outcome.rule == .keyReused, outcome, context)
        continue
      }
      var holds = outcome.isRepeated && outcome.rule == first.rule
      if first.number > 0 {
        holds =
          holds
          && batch.replies.contains(Reply(command: outcome.command, number: first.number))
      }
      check(.ide1, holds, outcome, context)
    }
    sendings = book
  }
}

extension Command {
  /// Whether another sending asks for the same; a form may lie in another place of its day.
  fileprivate func repeats(_ other: Command) -> Bool {
    verb == other.verb && official == other.official && number == other.number
      && flag == other.flag && small == other.small && (verb.isAccess || first == other.first)
      && second == other.second && amount == other.amount && day == other.day
  }
}
