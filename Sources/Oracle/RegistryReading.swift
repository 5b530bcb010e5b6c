package import Calendar
package import Law

/// What the service answers to the registry about one official: a row for each mandate, its end,
/// the death, and the rows that the account is recognised by.
package struct RegistryReading: Sendable {
  private var announced: [UInt32] = []
  private var ended: [UInt32] = []
  private var death: Day?
  /// Whether the account is recognised.
  package private(set) var isRecognised = false

  /// Creates somebody of whom nothing was announced.
  package init() {}

  /// Whether the official is dead.
  package var isDead: Bool { death != nil }

  /// Whether a mandate within the scheme is in force.
  package var isInOffice: Bool { !isDead && announced.contains { !ended.contains($0) } }

  /// A mandate begins.
  ///
  /// - Parameters:
  ///   - mandate: Its number in the registry.
  ///   - kind: The kind of body.
  /// - Returns: `applied`, or the rule's name.
  package mutating func begin(_ mandate: UInt32, _ kind: History.Kind) -> String {
    if isDead { return "dead" }
    // CGCT L1621-3: some bodies are outside the scheme.
    if kind == .outside { return "outside-scheme" }
    if announced.contains(mandate) { return "already-registered" }
    announced.append(mandate)
    return "applied"
  }

  /// A mandate ends.
  ///
  /// - Parameter mandate: Its number in the registry.
  /// - Returns: `applied`, or the rule's name.
  package mutating func end(_ mandate: UInt32) -> String {
    guard announced.contains(mandate), !ended.contains(mandate), !isDead else {
      return "already-registered"
    }
    ended.append(mandate)
    return "applied"
  }

  /// The official dies.
  ///
  /// - Parameter day: The day.
  /// - Returns: `applied`, or the rule's name.
  package mutating func die(on day: Day) -> String {
    if isDead { return "dead" }
    death = day
    return "applied"
  }

  /// Whether the personal data were erased before a day.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - law: The law.
  /// - Returns: `true` from the day after the erasure.
  package func isErased(before day: Day, _ law: ParameterTable) -> Bool {
    var history = History(mandates: [], recognised: nil)
    history.death = death
    return history.isErased(on: day - 1, law)
  }

  /// A row arrives, or support links by hand.
  ///
  /// - Parameter isLink: Whether support links by hand.
  /// - Returns: `applied` or the rule's name; `nil` where the row itself decides, by what it says.
  package func admit(isLink: Bool) -> String? {
    if isDead { return "dead" }
    if isRecognised { return "already-registered" }
    guard isLink else { return nil }
    return isInOffice ? "applied" : "no-proof-of-mandate"
  }

  /// The panel is shown from now on.
  package mutating func recognise() { isRecognised = true }
}
