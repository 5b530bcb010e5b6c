internal import Ledger
package import Platform

/// What is done to one dossier, or for one official: the commands of the search, each with its
/// arguments.
package enum Act: UInt8, CaseIterable, Sendable {
  // For an official.
  /// A request of a session; its number takes the place of the dossier's.
  case request
  /// The collectivity attributes a top-up; the amount's number takes the place of the dossier's.
  case attribute
  /// The collectivity pays it in.
  case payIn
  // On an open dossier, in the order of its life.
  case acknowledge, propose, refuse
  /// A confirmation whose card is accepted, where one is needed.
  case confirm
  /// A confirmation whose card the bank refuses.
  case confirmCardRefused
  /// A confirmation whose card nobody answers for.
  case confirmUnanswered
  /// A confirmation without a card.
  case confirmWithoutCard
  case decline, instruct, withdraw, cancelByLearner
  /// The learner cancels by force majeure.
  case cancelForced
  case cancelByProvider, noShow
  /// The learner did not come, by force majeure.
  case noShowForced
  case entry, leave
  /// Every hour is done.
  case serviceDone
  /// Half of the hours are done.
  case serviceHalfDone
  /// More hours are declared than were sold.
  case serviceOverdone
  case openControl
  /// A control ends without a sanction.
  case release
  /// A control ends with one.
  case sanction
  case validate, invoice, evaluate, travel
  // On a paid dossier.
  case recover, certify
  /// The last command of the path is sent again, or its key is used for another one.
  case again
  // Time.
  /// The rest of the day passes, and days until another one begins.
  case wait

  /// The commands on an open dossier.
  static let onDossier = allCases.filter {
    $0.rawValue >= Act.acknowledge.rawValue && $0.rawValue <= Act.travel.rawValue
  }

  /// The operation's name: `confirm-card-refused`.
  package var name: String { kebab(String(describing: self)) }

  /// The verb.
  package var verb: Verb? {
    switch self {
    case .request: .request
    case .attribute: .attribute
    case .payIn: .dotation
    case .acknowledge: .acknowledge
    case .propose: .propose
    case .refuse: .refuse
    case .confirm, .confirmCardRefused, .confirmUnanswered, .confirmWithoutCard: .confirm
    case .decline: .decline
    case .instruct: .instruct
    case .withdraw: .withdraw
    case .cancelByLearner, .cancelForced: .cancelByLearner
    case .cancelByProvider: .cancelByProvider
    case .noShow, .noShowForced: .noShow
    case .entry: .entry
    case .leave: .leave
    case .serviceDone, .serviceHalfDone, .serviceOverdone: .serviceDone
    case .openControl: .openControl
    case .release, .sanction: .closeControl
    case .validate: .validate
    case .invoice: .invoice
    case .evaluate: .evaluate
    case .travel: .travel
    case .recover: .recover
    case .certify: .certify
    case .again, .wait: nil
    }
  }
}

/// The day that time passes to: the next one, or the next on which something is due.
package enum Target: UInt8, CaseIterable, Sendable {
  /// The next day.
  case tomorrow
  /// The last day of the first delay that runs.
  case deadline
  /// The day after it.
  case overdue
  /// The last day on which an accepted dossier is left without costs.
  case lastFree
  /// The first or the last day of a training that is awaited or has begun.
  case session
  /// The next legal day of credits.
  case credit
  /// The next batch of payments, where something waits for it.
  case payment
  /// The end of the window after the last mandate.
  case window
}

/// What the registry announces on the morning that time passes to.
package enum Event: UInt8, CaseIterable, Sendable {
  /// Nothing.
  case none
  /// The longest-held mandate in force ends.
  case mandateEnds
  /// A departmental mandate begins.
  case mandateBegins
  /// The official dies.
  case death
  /// The official's row arrives.
  case recognition
  /// Every mandate of everybody ends, as at a renewal.
  case renewal
  /// The pension funds tell of a pension that is claimed from the day on.
  case pension

  /// The event's name: `mandate-ends`.
  package var name: String { kebab(String(describing: self)) }
}

/// One step of a search, in 16 bits: an act on an official's dossier, or a passage of time with
/// what the registry announces.
package struct Step: Sendable, Equatable {
  /// The bits: the act, then official and place, or target, event and official.
  package let code: UInt16

  /// Set where the seats of the evening are settled from the greatest number down.
  private static let reversal: UInt16 = 1 << 15

  /// Reads a step.
  ///
  /// - Parameter code: The bits.
  package init(code: UInt16) { self.code = code }

  /// A command.
  ///
  /// - Parameters:
  ///   - act: What is done.
  ///   - official: The official.
  ///   - place: The dossier among the official's open or paid ones, the newest first; of a request
  ///     the session, of a top-up the amount.
  package init(_ act: Act, official: Int, place: Int = 0) {
    code = UInt16(act.rawValue) | UInt16(official) << 6 | UInt16(place) << 7
  }

  /// A passage of time.
  ///
  /// - Parameters:
  ///   - target: The day.
  ///   - event: What the registry announces on it.
  ///   - official: Of whom.
  ///   - isReversed: Whether the seats of the evening are settled from the greatest number down.
  package init(
    _ target: Target, _ event: Event = .none, official: Int = 0, isReversed: Bool = false
  ) {
    code =
      UInt16(Act.wait.rawValue) | UInt16(official) << 6 | UInt16(target.rawValue) << 7
      | UInt16(event.rawValue) << 11 | (isReversed ? Self.reversal : 0)
  }

  /// Reads a path as it is printed: the steps in hexadecimal digits, with hyphens between.
  ///
  /// - Parameter text: The path.
  /// - Returns: The steps, or `nil` where it is none.
  package static func path(_ text: String) -> [Step]? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let steps = parts.compactMap { part in UInt16(part, radix: 16).map { Step(code: $0) } }
    guard steps.count == parts.count, steps.dropFirst().allSatisfy(\.isKnown) else { return nil }
    return steps
  }

  /// Prints a path.
  ///
  /// - Parameter path: The steps.
  /// - Returns: What ``path(_:)`` reads.
  package static func text(_ path: [Step]) -> String {
    path.map { String($0.code, radix: 16) }.joined(separator: "-")
  }

  /// Whether every bit means something.
  private var isKnown: Bool {
    guard let act = Act(rawValue: UInt8(code & 63)) else { return false }
    guard act == .wait else { return code >> 11 == 0 }
    return Target(rawValue: UInt8(code >> 7 & 15)) != nil
      && Event(rawValue: UInt8(code >> 11 & 15)) != nil
  }

  /// The same passage of time after an evening on which the greatest number is served first.
  var reversed: Step { Step(code: code | Self.reversal) }

  /// The last command of the path is sent again with its key.
  ///
  /// - Parameter isChanged: Whether it asks for something else.
  /// - Returns: The step.
  static func again(isChanged: Bool) -> Step { Step(.again, official: 0, place: isChanged ? 1 : 0) }

  /// The act.
  package var act: Act { Act(rawValue: UInt8(code & 63)) ?? .wait }
  /// The official.
  package var official: Int { Int(code >> 6 & 1) }
  /// The place of a dossier, a session, or an amount.
  package var place: Int { Int(code >> 7 & 15) }
  /// The day that time passes to.
  package var target: Target { Target(rawValue: UInt8(code >> 7 & 15)) ?? .tomorrow }
  /// What the registry announces.
  package var event: Event { Event(rawValue: UInt8(code >> 11 & 15)) ?? .none }
  /// Whether the seats of the evening are settled from the greatest number down.
  package var isReversed: Bool { code & Self.reversal != 0 }
}
