package import Calendar

/// A row of the registry (répertoire national des élus) as the prefecture wrote it.
///
/// The registry has no NIR, so that names, sex, birth date and birthplace are all that a row says
/// of the person (domain 7).
package struct RegistryRow: Sendable {
  /// The name: the number of a text of ``CivilNames``, or ``spelled`` and a place in
  /// ``Batch/texts``.
  package var name: UInt32
  /// The given name or names, likewise.
  package var given: UInt32
  /// The birth date.
  package var birth: Day
  /// The place of birth as a code, or ``nowhere``.
  package var place: UInt32
  /// 1 for a man, 2 for a woman.
  package var sex: UInt8

  /// The bit of a name that is spelled out.
  package static let spelled: UInt32 = 1 << 31
  /// The place of birth that is not given.
  package static let nowhere = UInt32.max

  /// Creates a row.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - given: The given name or names.
  ///   - birth: The birth date.
  ///   - place: The place of birth.
  ///   - sex: 1 or 2.
  package init(name: UInt32, given: UInt32, birth: Day, place: UInt32, sex: UInt8) {
    self.name = name
    self.given = given
    self.birth = birth
    self.place = place
    self.sex = sex
  }
}

/// Somebody in the reference directories (SNGI, SI-CPF): the civil status of a NIR.
package struct ReferencePerson: Sendable {
  /// The birth name, by text of ``CivilNames``.
  package var birthName: UInt32
  /// The usual name; the birth name where no other is known.
  package var usualName: UInt32
  /// The first given name.
  package var given: UInt32
  /// The second given name, if there is one.
  package var second: UInt32?
  /// The birth date.
  package var birth: Day
  /// The place of birth as a code.
  package var place: UInt32
  /// 1 for a man, 2 for a woman.
  package var sex: UInt8
  /// The account of an official that this person would open, or ``Directory/noAccount``.
  package var account: UInt32

  /// Creates a person.
  ///
  /// - Parameters:
  ///   - birthName: The birth name.
  ///   - usualName: The usual name.
  ///   - given: The first given name.
  ///   - second: The second given name.
  ///   - birth: The birth date.
  ///   - place: The place of birth.
  ///   - sex: 1 or 2.
  ///   - account: The account.
  package init(
    birthName: UInt32, usualName: UInt32, given: UInt32, second: UInt32?, birth: Day,
    place: UInt32, sex: UInt8, account: UInt32
  ) {
    self.birthName = birthName
    self.usualName = usualName
    self.given = given
    self.second = second
    self.birth = birth
    self.place = place
    self.sex = sex
    self.account = account
  }
}

/// The reference directories as one index by birth date, which every shard reads and none changes.
package final class Directory: Sendable {
  /// An identity as normal forms: 16 bytes, so that a birth date is a few cache lines.
  struct Identity: Sendable {
    var birthName: UInt16
    var usualName: UInt16
    var given: UInt16
    var second: UInt16
    var account: UInt32
    private var placeAndSex: UInt32

    init(_ person: ReferencePerson, _ names: CivilNames) {
      birthName = names.form(of: person.birthName)
      usualName = names.form(of: person.usualName)
      given = names.form(of: person.given)
      second = person.second.map(names.form) ?? CivilNames.unknown
      account = person.account
      placeAndSex = person.place << 1 | (person.sex == 2 ? 1 : 0)
    }

    var isWoman: Bool { placeAndSex & 1 != 0 }
    var place: UInt32 { placeAndSex >> 1 }
  }

  /// The account of somebody who is no official.
  package static let noAccount = UInt32.max

  /// The names.
  package let names: CivilNames
  let identities: [Identity]
  /// The normal forms of each identity's birth name and usual name in one word, apart: matching
  /// looks at these of a whole birth date, and at little else.
  private let nameKeys: [UInt32]
  private let first: Day
  private let starts: [UInt32]

  /// Creates the directory.
  ///
  /// - Parameters:
  ///   - names: The names.
  ///   - count: How many people it holds.
  ///   - person: The person of a number; asked once for each.
  package init(_ names: CivilNames, count: Int, person: (Int) -> ReferencePerson) {
    self.names = names
    var earliest = Day.distantFuture
    var latest = Day.distantPast
    var births: [Day] = []
    var people: [Identity] = []
    births.reserveCapacity(count)
    people.reserveCapacity(count)
    for number in 0..<count {
      let person = person(number)
      births.append(person.birth)
      people.append(Identity(person, names))
      earliest = min(earliest, person.birth)
      latest = max(latest, person.birth)
    }
    first = count > 0 ? earliest : Day(rawValue: 0)
    var starts = [UInt32](repeating: 0, count: count > 0 ? latest - earliest + 2 : 1)
    for birth in births { starts[birth - first + 1] += 1 }
    for day in starts.indices.dropFirst() { starts[day] += starts[day - 1] }
    var next = starts
    var order = [UInt32](repeating: 0, count: count)
    for (number, birth) in births.enumerated() {
      order[Int(next[birth - first])] = UInt32(number)
      next[birth - first] += 1
    }
    let identities = order.map { people[Int($0)] }
    nameKeys = identities.map { UInt32($0.birthName) << 16 | UInt32($0.usualName) }
    self.identities = identities
    self.starts = starts
  }

  /// How many identities there are.
  package var count: Int { identities.count }

  /// The first place from one on where an identity has a name as birth name or usual name.
  ///
  /// - Parameters:
  ///   - name: The number of a normal form.
  ///   - range: Where to look.
  /// - Returns: The place, or the end of the range.
  func place(of name: UInt16, in range: Range<Int>) -> Int {
    let wanted = UInt32(name)
    return unsafe nameKeys.withUnsafeBufferPointer { keys in
      precondition(range.lowerBound >= 0 && range.upperBound <= keys.count)
      for place in range {
        let key = unsafe keys[place]
        if key >> 16 == wanted || key & 0xffff == wanted { return place }
      }
      return range.upperBound
    }
  }

  /// Brings the names of those born on a day into the cache.
  ///
  /// - Parameter day: The birth date.
  /// - Returns: A sum without a meaning: what is used cannot be optimized away.
  func preload(_ day: Day) -> UInt64 {
    let range = born(on: day)
    guard let last = range.last else { return 0 }
    return UInt64(nameKeys[range.lowerBound]) &+ UInt64(nameKeys[last])
  }

  /// The places in ``identities`` of those born on a day, in the order of their numbers.
  func born(on day: Day) -> Range<Int> {
    let offset = day - first
    guard offset >= 0, offset + 1 < starts.count else { return 0..<0 }
    return Int(starts[offset])..<Int(starts[offset + 1])
  }
}
