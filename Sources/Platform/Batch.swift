package import Calendar
package import Ledger

/// What crosses the border of the platform in one day and shard: commands in, outcomes, postings
/// and seat claims out.
///
/// The memory is used again every day.
package struct Batch: ~Copyable, Sendable {
  /// The day.
  package var day = Day(rawValue: 0)
  /// The commands in the order in which they are executed.
  package var commands: [Command] = []
  /// The outcomes: one for each command, and those of jobs.
  package var outcomes: [Outcome] = []
  /// The postings.
  package var postings: [Posting] = []
  /// The seat claims.
  package var claims: [SeatClaim] = []
  /// The rows of the registry that commands refer to.
  package var rows: [RegistryRow] = []
  /// The names that rows spell out.
  package var texts: [String] = []
  /// What arrived at support.
  package var tickets: [SupportTicket] = []
  /// What support answered.
  package var supportAnswers: [SupportAnswer] = []
  /// What was typed today, named by commands and visits.
  package var forms: [Form] = []
  /// The visits in the order in which they are served: before the commands of people.
  package var visits: [Visit] = []
  /// The answers: one for each visit.
  package var answers: [VisitAnswer] = []
  /// What bodies were paid for mandate training, for the provider portal.
  package var sales: [Sale] = []
  /// How many accounts each job of the day processed, by verb; each counts as an operation.
  package var jobs: [(verb: Verb, count: Int)] = []
  /// What the jobs did that something befell; empty on days without faults.
  package var jobWork: [JobWork] = []
  /// What became of payment orders whose answer was lost.
  package var doubts = DoubtCount()
  /// The dossiers that repeated requests were answered with, as the first ones were.
  package var replies: [Reply] = []
  /// Whether the registry's rows bear numbers, in ``Command/amount``: they may have arrived in any
  /// order.
  package var isFeedNumbered = false
  /// How many holders had their yearly information today.
  package var informed = 0
  /// The sum of their places in the shard: who they were, in one number.
  package var informedSum: UInt64 = 0

  /// Creates an empty batch.
  package init() {}

  /// Makes room for a day with many commands, so that the first day need not grow the batch.
  ///
  /// - Parameter count: How many commands.
  package mutating func reserve(_ count: Int) {
    commands.reserveCapacity(count)
    rows.reserveCapacity(count)
    outcomes.reserveCapacity(count)
    postings.reserveCapacity(count)
  }

  /// Empties the batch for a day, keeping its memory.
  ///
  /// - Parameter day: The day.
  package mutating func reset(_ day: Day) {
    self.day = day
    // Most lists are empty on most days, and emptying a list that is empty costs a call.
    if !commands.isEmpty { commands.removeAll(keepingCapacity: true) }
    if !outcomes.isEmpty { outcomes.removeAll(keepingCapacity: true) }
    if !postings.isEmpty { postings.removeAll(keepingCapacity: true) }
    if !claims.isEmpty { claims.removeAll(keepingCapacity: true) }
    if !rows.isEmpty { rows.removeAll(keepingCapacity: true) }
    if !texts.isEmpty { texts.removeAll(keepingCapacity: true) }
    if !tickets.isEmpty { tickets.removeAll(keepingCapacity: true) }
    if !forms.isEmpty { forms.removeAll(keepingCapacity: true) }
    if !visits.isEmpty { visits.removeAll(keepingCapacity: true) }
    if !answers.isEmpty { answers.removeAll(keepingCapacity: true) }
    if !supportAnswers.isEmpty { supportAnswers.removeAll(keepingCapacity: true) }
    if !sales.isEmpty { sales.removeAll(keepingCapacity: true) }
    if !jobs.isEmpty { jobs.removeAll(keepingCapacity: true) }
    if !replies.isEmpty { replies.removeAll(keepingCapacity: true) }
    if !jobWork.isEmpty { jobWork.removeAll(keepingCapacity: true) }
    doubts = DoubtCount()
    isFeedNumbered = false
    informed = 0
    informedSum = 0
  }
}

/// What a repeated request was answered with, beside the rule of the first answer.
package struct Reply: Sendable, Equatable {
  /// The place of the repeated command in its batch.
  package let command: Int32
  /// The number of the dossier that the first request opened.
  package let number: UInt16

  /// Creates a reply.
  ///
  /// - Parameters:
  ///   - command: The place of the repeated command in its batch.
  ///   - number: The number of the dossier that the first request opened.
  package init(command: Int32, number: UInt16) {
    self.command = command
    self.number = number
  }
}
