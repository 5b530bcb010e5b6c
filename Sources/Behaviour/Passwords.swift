internal import Calendar

internal import Draws
package import Platform
package import Population

/// The passwords that people think of, and what else they type: pure functions of who they are.
package struct Passwords: Sendable {
  private let seed: UInt64
  private let stream = Streams.password

  /// Creates the passwords of a run.
  ///
  /// - Parameter seed: The seed of the run.
  package init(seed: UInt64) { self.seed = seed }

  /// The password of a person.
  ///
  /// An upper case, lower cases, and digits: ten to twelve characters.
  ///
  /// - Parameters:
  ///   - person: The person, by number in the roster.
  ///   - turn: How many passwords the person had before.
  /// - Returns: A text that keeps the rule.
  package func password(of person: Int, turn: UInt8) -> TypedText {
    var word = draw(seed, stream, UInt64(person), UInt64(turn))
    var text = TypedText()
    // The letters, at most eight, lie in the lower word; the digits follow them.
    var letters = UInt64(UInt8(ascii: "A")) &+ Self.take(26, &word)
    let end = 48 &+ Self.take(3, &word) &* 8
    var bit: UInt64 = 8
    while bit < end {
      letters |= (UInt64(UInt8(ascii: "a")) &+ Self.take(26, &word)) &<< bit
      bit &+= 8
    }
    var digits: UInt64 = 0
    for _ in 0..<4 {
      digits = digits &>> 8 | (UInt64(UInt8(ascii: "0")) &+ Self.take(10, &word)) &<< 24
    }
    text.low = letters | digits << end
    text.high = digits >> (64 &- end)
    return text
  }

  /// The password that a person tries first and that breaks the rule: too short, or all of one
  /// kind.
  ///
  /// - Parameters:
  ///   - person: The person, by number in the roster.
  ///   - turn: How many passwords the person had before.
  /// - Returns: A text that breaks the rule of 2022.
  package func weakPassword(of person: Int, turn: UInt8) -> TypedText {
    var word = mixed(draw(seed, stream, UInt64(person), UInt64(turn)))
    let isShort = word & 1 == 0
    word >>= 1
    var text = TypedText()
    if isShort {
      text.append(UInt8(ascii: "A") + UInt8(Self.take(26, &word)))
      for _ in 0..<4 { text.append(UInt8(ascii: "a") + UInt8(Self.take(26, &word))) }
      text.append(UInt8(ascii: "0") + UInt8(Self.take(10, &word)))
    } else {
      for _ in 0..<9 { text.append(UInt8(ascii: "a") + UInt8(Self.take(26, &word))) }
    }
    return text
  }

  @inline(__always)
  private static func take(_ bound: UInt64, _ word: inout UInt64) -> UInt64 {
    let digit = word % bound
    word /= bound
    return digit
  }
}

/// Who has an account before the first day, and whom the reference directory knows.
package struct AccountHolders: Sendable {
  private let seed: UInt64
  private let rates: AccessRates
  private let passwords: Passwords
  private let directory = Streams.directory
  private let holder = Streams.holder

  /// Creates the account holders of a run.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - rates: The rates of the first day.
  package init(seed: UInt64, rates: AccessRates) {
    self.seed = seed
    self.rates = rates
    passwords = Passwords(seed: seed)
  }

  /// Tells a shard what the reference directory has for a person, and takes an account over that
  /// was opened before.
  ///
  /// - Parameters:
  ///   - place: The official, by place in the shard.
  ///   - person: The official, by number in the roster.
  ///   - terms: The version of the CGU that holders had accepted.
  ///   - roster: The officials.
  ///   - shard: The shard.
  /// - Returns: Whether the directory knows the person, whether an account is open, and whether its
  ///   holder is enrolled for FranceConnect+.
  package func open(
    _ place: Int, person: Int, terms: Int, _ roster: borrowing Roster, _ shard: inout Shard
  ) -> (isKnown: Bool, isOpen: Bool, isStrong: Bool) {
    let entity = UInt64(person)
    // Whoever has claimed a pension by the first day, or is over 70 then, was not asked by an
    // employer.
    let isOld =
      roster.persons.isRetired(person, on: roster.from)
      || Self.isOverSeventy(on: roster.from, birth: roster.persons.birth[person])
    let unknown = isOld ? rates.unknownRetired : rates.unknown
    guard !draw(seed, directory, entity).isWithin(partsPerMillion: unknown) else {
      return (false, false, false)
    }
    shard.know(place, nir: TypedNIR(raw: roster.nir(of: person).typed))
    var isWorker = !isOld
    if case .inactive = roster.persons.status[person] { isWorker = false }
    let chance = draw(seed, holder, entity)
    guard isWorker, chance.isWithin(partsPerMillion: rates.openedBefore) else {
      return (true, false, false)
    }
    let isStrong = mixed(chance ^ holder.key).isWithin(partsPerMillion: rates.enrolledBefore)
    let isSilent = mixed(chance).isWithin(partsPerMillion: rates.noDiplomaBefore)
    shard.adopt(
      place, password: passwords.password(of: person, turn: 0),
      diploma: isSilent ? Portal.noDiploma : roster.persons.diploma[person],
      terms: UInt8(clamping: terms), isStrong: isStrong)
    return (true, true, isStrong)
  }

  /// Whether somebody is over 70 as the guide means it: the calendar is asked only of those who are
  /// about that age.
  private static func isOverSeventy(on day: Day, birth: Day) -> Bool {
    let days = day - birth
    let years = HelpCase.lastAge + 1
    if days < years * 365 { return false }
    return days > years * 366 || day.fullYears(since: birth) >= years
  }
}
