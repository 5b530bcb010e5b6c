internal import Ledger

package import Calendar

/// Why somebody looks for help (guide, pages 10 to 13).
package enum HelpCase: UInt8, CaseIterable, Sendable {
  /// Case 1: cannot create an account and is still in work: the FAQ.
  case cannotCreateInWork
  /// Case 2: cannot create an account, retired or over 70: the mailbox.
  case cannotCreateRetired
  /// Case 3: logged in, but no élu panel is shown: the mailbox.
  case noPanel

  /// The last age that is not « plus de 70 ans » (guide, page 10): the mailbox is for those of 71
  /// and more.
  package static let lastAge = 70

  /// The case of somebody.
  ///
  /// - Parameters:
  ///   - hasAccount: Whether the account is open.
  ///   - isRetired: Whether a pension is claimed.
  ///   - age: The age in years.
  /// - Returns: The case of the guide, page 10.
  package static func of(hasAccount: Bool, isRetired: Bool, age: Int) -> HelpCase {
    if hasAccount { return .noPanel }
    return isRetired || age > lastAge ? .cannotCreateRetired : .cannotCreateInWork
  }

  /// Whether the guide sends the case to the mailbox rather than to the FAQ.
  package var goesToMailbox: Bool { self != .cannotCreateInWork }
}

/// What a request to support carries (guide, page 11): five items.
package struct SupportItems: OptionSet, Sendable {
  /// The bits.
  package let rawValue: UInt8

  /// Creates a set.
  ///
  /// - Parameter rawValue: The bits.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The birth name.
  package static let birthName = SupportItems(rawValue: 1)
  /// The usual or marital name.
  package static let usualName = SupportItems(rawValue: 2)
  /// The given names.
  package static let givenNames = SupportItems(rawValue: 4)
  /// Birth date and birthplace.
  package static let birth = SupportItems(rawValue: 8)
  /// The collectivity of the mandate.
  package static let collectivity = SupportItems(rawValue: 16)
  /// All five.
  package static let all = SupportItems(rawValue: 31)
}

/// How support ends a request, or what it asks for first.
package enum SupportEnd: UInt8, CaseIterable, Sendable {
  /// The account is linked by hand on the next day.
  case linked
  /// The prefecture is asked to correct or to add the row.
  case sentToPrefecture
  /// Nothing is missing but advice: the account can be opened, or the panel is shown.
  case advised
  /// Refused: nothing shows a mandate in force.
  case refused
  /// Not an end: papers are asked for.
  case papersAsked
  /// Closed, because the papers that were asked for never came.
  case closedWithoutPapers

  /// The name in outputs and worked cases: `sent-to-prefecture`.
  package var name: String { kebab(String(describing: self)) }
}

/// What support decides about a complete request.
package enum SupportDecision {
  /// Decides.
  ///
  /// - Parameters:
  ///   - need: The case of the guide.
  ///   - isRecognised: Whether the panel is shown.
  ///   - isInOffice: Whether a mandate is in force.
  ///   - rowBirth: The birth date on the registry's row, if one arrived.
  ///   - letterBirth: The birth date that the request gives.
  /// - Returns: Advice where only the account is in question or the panel is already shown; a
  ///   refusal without a mandate; a link where a row is there whose birth date is the request's;
  ///   otherwise the prefecture, because the row is missing or says somebody else's birth date.
  package static func end(
    _ need: HelpCase, isRecognised: Bool, isInOffice: Bool, rowBirth: Day?, letterBirth: Day
  ) -> SupportEnd {
    if need == .cannotCreateInWork || isRecognised { return .advised }
    if !isInOffice { return .refused }
    return rowBirth == letterBirth ? .linked : .sentToPrefecture
  }
}

/// A request that arrives at support, or the papers of one.
package struct SupportTicket: Sendable {
  /// The official, by number in the roster: tickets of a day are queued in this order.
  package var official: UInt32
  /// The request's number among the official's.
  package var number: UInt16
  /// Whether it is the papers of a request that came before.
  package var isPapers: Bool

  /// Creates a ticket.
  ///
  /// - Parameters:
  ///   - official: The official.
  ///   - number: The request's number.
  ///   - isPapers: Whether it is the papers of an earlier request.
  package init(official: UInt32, number: UInt16, isPapers: Bool = false) {
    self.official = official
    self.number = number
    self.isPapers = isPapers
  }
}

/// An answer of support.
package struct SupportAnswer: Sendable {
  /// The official, by place in the shard.
  package var official: UInt32
  /// The request's number.
  package var number: UInt16
  /// What was answered.
  package var end: SupportEnd

  /// Creates an answer.
  ///
  /// - Parameters:
  ///   - official: The official.
  ///   - number: The request's number.
  ///   - end: What was answered.
  package init(official: UInt32, number: UInt16, end: SupportEnd) {
    self.official = official
    self.number = number
    self.end = end
  }
}
