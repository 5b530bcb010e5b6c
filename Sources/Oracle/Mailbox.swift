package import Calendar

/// An official before the registry and the mailbox, by the words of the guide (pages 8 to 13).
package struct Mailbox: Sendable {
  /// The five items that a request must carry.
  package static let items = ["birth-name", "usual-name", "given-names", "birth", "collectivity"]

  /// Whether the panel with the cocarde is shown.
  package private(set) var isRecognised = false
  private var hasMandate: Bool
  private var setAsideBirth: Day?
  private var letter: (guideCase: Int, missing: [String], birth: Day)?
  private var hasBeenAsked = false

  /// Creates an official who has never written.
  ///
  /// - Parameter hasMandate: Whether a mandate is in force.
  package init(hasMandate: Bool) { self.hasMandate = hasMandate }

  /// The door that the guide shows to somebody who is stuck (page 10).
  ///
  /// - Parameters:
  ///   - hasAccount: Whether the account is open, so that only the panel is missing.
  ///   - isRetired: Whether a pension is claimed.
  ///   - age: The age.
  /// - Returns: `faq` for an active person who cannot create an account, otherwise `mailbox`.
  package static func door(hasAccount: Bool, isRetired: Bool, age: Int) -> String {
    !hasAccount && !isRetired && age <= 70 ? "faq" : "mailbox"
  }

  /// The mandate ends.
  package mutating func mandateEnds() { hasMandate = false }

  /// What the registry says by now.
  ///
  /// - Parameters:
  ///   - hasMandate: Whether a mandate is in force.
  ///   - isRecognised: Whether the panel is shown.
  package mutating func hear(hasMandate: Bool, isRecognised: Bool) {
    self.hasMandate = hasMandate
    self.isRecognised = isRecognised
  }

  /// A row was set aside, since it fitted nobody, several people, or somebody else.
  ///
  /// - Parameter birth: The birth date on it.
  package mutating func setAside(birth: Day) { setAsideBirth = birth }

  /// A row arrives.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - people: The reference directories.
  ///   - official: Whose row it is.
  /// - Returns: What becomes of it.
  package mutating func receive(
    _ row: CivilRow, among people: [CivilStatus], of official: Int
  ) -> String {
    if isRecognised { return "already-registered" }
    let answer = row.answer(among: people, of: official)
    if answer == "applied" { isRecognised = true } else { setAside(birth: row.birth) }
    return answer
  }

  /// Support links by hand.
  package mutating func link() -> String {
    if isRecognised { return "already-registered" }
    if !hasMandate { return "no-proof-of-mandate" }
    isRecognised = true
    return "applied"
  }

  /// The official writes.
  ///
  /// - Parameters:
  ///   - guideCase: The case of the guide, 1 to 3.
  ///   - missing: The items that the letter lacks.
  ///   - birth: The birth date that it gives.
  /// - Returns: `applied`, or `wrong-state` while an earlier letter is open.
  package mutating func write(_ guideCase: Int, missing: [String], birth: Day) -> String {
    if letter != nil { return "wrong-state" }
    letter = (guideCase, missing, birth)
    hasBeenAsked = false
    return "applied"
  }

  /// The papers come.
  package mutating func sendPapers(birth: Day) -> String {
    guard letter != nil, hasBeenAsked else { return "wrong-state" }
    letter?.missing = []
    letter?.birth = birth
    hasBeenAsked = false
    return "applied"
  }

  /// Support answers a letter.
  package mutating func answer() -> String {
    guard let open = letter, !hasBeenAsked else { return "wrong-state" }
    if !open.missing.isEmpty {
      hasBeenAsked = true
      return "papers-asked"
    }
    letter = nil
    if open.guideCase == 1 || isRecognised { return "advised" }
    if !hasMandate { return "refused" }
    return setAsideBirth == open.birth ? "linked" : "sent-to-prefecture"
  }

  /// Support closes a letter whose papers never came.
  package mutating func close() -> String {
    guard letter != nil, hasBeenAsked else { return "wrong-state" }
    letter = nil
    return "closed-without-papers"
  }
}
