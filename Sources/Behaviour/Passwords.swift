internal import Calendar

internal import Draws
package import Platform
package import Population

/// The passwords that people think of, and what else they type: pure functions of who they are.
package struct Passwords: Sendable {
  private let seed: UInt64

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
    var word = draw(seed, Streams.password, UInt64(person), UInt64(turn))
    var text = TypedText()
    text.append(UInt8(ascii: "A") + Self.take(26, &word))
    for _ in 0..<(5 + Self.take(3, &word)) { text.append(UInt8(ascii: "a") + Self.take(26, &word)) }
    for _ in 0..<4 { text.append(UInt8(ascii: "0") + Self.take(10, &word)) }
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
    var word = mixed(draw(seed, Streams.password, UInt64(person), UInt64(turn)))
    let isShort = word & 1 == 0
    word >>= 1
    var text = TypedText()
    if isShort {
      text.append(UInt8(ascii: "A") + Self.take(26, &word))
      for _ in 0..<4 { text.append(UInt8(ascii: "a") + Self.take(26, &word)) }
      text.append(UInt8(ascii: "0") + Self.take(10, &word))
    } else {
      for _ in 0..<9 { text.append(UInt8(ascii: "a") + Self.take(26, &word)) }
    }
    return text
  }

  private static func take(_ bound: UInt64, _ word: inout UInt64) -> UInt8 {
    let digit = word % bound
    word /= bound
    return UInt8(truncatingIfNeeded: digit)
  }
}

/// Who has an account before the first day, and whom the reference directory knows.
package struct AccountHolders: Sendable {
  private let seed: UInt64
  private let rates: AccessRates
  private let passwords: Passwords

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
  /// - Returns: Whether the directory knows the person, and whether an account is open.
  package func open(
    _ place: Int, person: Int, terms: Int, _ roster: borrowing Roster, _ shard: inout Shard
  ) -> (isKnown: Bool, isOpen: Bool) {
    let entity = UInt64(person)
    // Whoever has claimed a pension by the first day, or is 70 then, was not asked by an employer.
    let isOld =
      roster.persons.isRetired(person, on: roster.from)
      || roster.from.fullYears(since: roster.persons.birth[person]) >= 70
    let unknown = isOld ? rates.unknownRetired : rates.unknown
    guard !draw(seed, Streams.directory, entity).isWithin(partsPerMillion: unknown) else {
      return (false, false)
    }
    shard.know(place, nir: TypedNIR(raw: roster.nir(of: person).typed))
    let isWorker = !isOld && roster.persons.status[person] != .inactive
    let chance = draw(seed, Streams.holder, entity)
    guard isWorker, chance.isWithin(partsPerMillion: rates.openedBefore) else {
      return (true, false)
    }
    let isSilent = mixed(chance).isWithin(partsPerMillion: rates.noDiploma)
    shard.adopt(
      place, password: passwords.password(of: person, turn: 0),
      diploma: isSilent ? Portal.noDiploma : roster.persons.diploma[person],
      terms: UInt8(clamping: terms))
    return (true, true)
  }
}
