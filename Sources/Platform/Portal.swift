package import Calendar
internal import Draws
internal import Law

/// What Mon Compte Formation knows of one person's way in: the cold half of an account.
///
/// Touched by log-ins, account creations and purchases; nothing that a credit passes over.
package struct Portal: Sendable {
  /// The steps of the account creation (guide, page 6), by what is done.
  package enum Step {
    /// Nothing yet.
    package static let none: UInt8 = 0
    /// The identity.
    package static let identity: UInt8 = 1
    /// The contact.
    package static let contact: UInt8 = 2
    /// The address.
    package static let address: UInt8 = 3
    /// The password: the account is open.
    package static let open: UInt8 = 4
  }

  /// How strong a session is.
  package enum Level {
    /// A password, or FranceConnect.
    package static let plain: UInt8 = 1
    /// FranceConnect+.
    package static let strong: UInt8 = 2
  }

  /// What stands for a diploma that nobody told.
  package static let noDiploma: UInt8 = .max

  /// The NIR that the reference directory (SNGI) has for the person; 0 where it knows nobody.
  package internal(set) var nir = TypedNIR()
  /// The salted digest of the password.
  package internal(set) var digest: UInt64 = 0
  /// The last day of a session.
  package internal(set) var session = Day.distantPast
  /// The day from which an identity is enrolled for FranceConnect+.
  package internal(set) var strongFrom = Day.distantFuture
  /// The last day on which the link for a new password works.
  package internal(set) var resetUntil = Day.distantPast
  /// The step of the account creation that was reached.
  package internal(set) var step = Step.none
  /// The version of the general conditions (CGU) that was accepted last.
  package internal(set) var terms: UInt8 = 0
  /// The highest diploma: confidential, read by ``Shard/readDiploma(_:)`` alone.
  var diploma = Portal.noDiploma
  /// How many wrong passwords came since the last right one.
  package internal(set) var failures: UInt8 = 0
  /// Whether the account is locked.
  package internal(set) var isLocked = false
  /// How strong the session of ``session`` is.
  package internal(set) var level: UInt8 = 0
  /// How many passwords were set: each has a salt of its own.
  package internal(set) var passwords: UInt8 = 0

  /// Whether the account is open.
  package var isOpen: Bool { step == Step.open }

  /// Whether a diploma is kept, whatever it is.
  package var hasDiploma: Bool { diploma != Portal.noDiploma }

  /// What REF-1 compares.
  var digestWord: UInt64 {
    var hash = digest ^ nir.raw
    hash = hash &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(UInt32(bitPattern: session.rawValue)) << 32
    hash ^= UInt64(UInt32(bitPattern: strongFrom.rawValue))
    hash = hash &* 0xbf58_476d_1ce4_e5b9 ^ UInt64(UInt32(bitPattern: resetUntil.rawValue))
    hash ^= UInt64(step) << 56 | UInt64(terms) << 48 | UInt64(diploma) << 40
    hash ^=
      UInt64(failures) << 32 | UInt64(level) << 8 | UInt64(passwords) | (isLocked ? 1 << 20 : 0)
    return mixed(hash)
  }
}

extension Shard {
  /// Tells the platform what the reference directory (SNGI) has for a person.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - nir: The NIR, or nothing for somebody whom the directory does not know.
  package mutating func know(_ place: Int, nir: TypedNIR) { portals[place].nir = nir }

  /// Takes over an account that was opened before the first day, as an « actif » (guide, page 7).
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - password: The password.
  ///   - diploma: The highest diploma, from 0 to 5.
  ///   - terms: The version of the general conditions (CGU) that was accepted.
  ///   - isStrong: Whether an identity is enrolled for FranceConnect+.
  package mutating func adopt(
    _ place: Int, password: TypedText, diploma: UInt8 = Portal.noDiploma, terms: UInt8 = 0,
    isStrong: Bool = false
  ) {
    if isStrong { portals[place].strongFrom = .distantPast }
    portals[place].step = Portal.Step.open
    portals[place].diploma = diploma
    portals[place].terms = terms
    setPassword(password, place)
  }

  /// Puts somebody where a purchase begins: the account open, the general conditions accepted, a
  /// session of the day with FranceConnect+.
  ///
  /// For benches, load tests and cases that are about dossiers; whatever is about access goes
  /// through ``Visit`` and the verbs of the account instead.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - context: The day and its law.
  package mutating func welcome(_ place: Int, _ context: borrowing DayContext) {
    portals[place].step = Portal.Step.open
    portals[place].terms = UInt8(clamping: context.statute.termsVersion)
    portals[place].strongFrom = min(portals[place].strongFrom, context.day)
    portals[place].session = context.day
    portals[place].level = Portal.Level.strong
  }

  /// Keeps the digest of a new password under a new salt.
  mutating func setPassword(_ password: TypedText, _ place: Int) {
    portals[place].passwords &+= 1
    portals[place].failures = 0
    portals[place].isLocked = false
    portals[place].digest = kept(password, place)
  }

  /// What is kept of a password of an account.
  mutating func kept(_ password: TypedText, _ place: Int) -> UInt64 {
    mutant == .clearPassword ? password.low : password.digest(salt: salt(place))
  }

  /// The salt of an account's present password.
  private mutating func salt(_ place: Int) -> UInt64 {
    mixed(UInt64(base) + UInt64(place) << 8 | UInt64(portals[place].passwords) << 48)
  }

  /// Whether a person's highest diploma gives the higher CPF credit, `nil` where none was told: the
  /// one place where the diploma is read, which leaves a trace in the outcome of the command.
  @discardableResult
  mutating func readDiploma(_ place: Int) -> Bool? {
    isDiplomaRead = true
    return portals[place].hasDiploma ? portals[place].diploma == 0 : nil
  }

  /// Puts what the diploma says into the CPF's record, where it was told.
  mutating func noteQualification(_ place: Int) {
    guard let isLow = readDiploma(place) else { return }
    accounts.annexes[place].isLowQualified = isLow
  }
}
