internal import Calendar
internal import Platform
package import Population

/// The audit's own copy of the reference directories, and its own reading of the matching rule.
///
/// It compares texts: the civil status of everybody, reduced by a function of its own to what
/// the rule says that names are compared by. Nothing of the platform's index or keys is used.
package final class CivilRegister: Sendable {
  /// What the texts say of a row.
  struct Verdict: Sendable {
    /// Whom the row fits: a number of the roster, or ``stranger``; `nil` for nobody.
    var person: UInt32?
    /// Whether several people fit equally well.
    var isAmbiguous = false
    /// Whether the usual name alone fits.
    var isByUsualName = false
    /// Whether several people have the names, the sex and the birth date.
    var hasHomonym = false
  }

  /// Somebody who is no official.
  static let stranger = UInt32.max

  private struct Person: Sendable {
    var birthName: UInt32
    var usualName: UInt32
    var given: UInt32
    var second: UInt32
    var place: UInt32
    var number: UInt32
    var sex: UInt8
  }

  /// The plain form of each text of the population, once for all runs.
  private static let plain: (ofText: [UInt32], forms: [String], numbers: [String: UInt32]) = {
    var numbers: [String: UInt32] = [:]
    var forms: [String] = []
    var letters: [UInt8] = []
    let ofText = civil.map { text in
      let form = plainForm(text.utf8, &letters)
      if let known = numbers[form] { return known }
      let number = UInt32(forms.count)
      numbers[form] = number
      forms.append(form)
      return number
    }
    return (ofText + ofText, forms, numbers)
  }()

  /// The texts as the civil status writes them.
  ///
  /// Those in capitals follow in the same order, and have the same plain forms.
  private static var civil: ArraySlice<String> { Names.texts[..<Int(Names.capitals(0))] }

  private static let none = UInt32.max
  private let people: [Person]
  private let first: Day
  private let starts: [UInt32]

  /// Whether every row is judged rather than a sample: there are few people.
  let isSmall: Bool

  /// Copies the directories.
  ///
  /// - Parameters:
  ///   - roster: The officials and their homonyms.
  ///   - knowsUsualName: Whether the directories know the usual name of an official.
  package init(_ roster: borrowing Roster, knowsUsualName: (Int) -> Bool) {
    // Made before the years are timed, and by one thread.
    _ = Self.parts
    let count = roster.persons.count
    var births: [Day] = []
    var all: [Person] = []
    births.reserveCapacity(count + roster.homonyms.count)
    all.reserveCapacity(count + roster.homonyms.count)
    for person in 0..<count {
      let sex = roster.persons.sex[person]
      let second = roster.persons.secondName[person]
      let family = roster.persons.familyName[person]
      let usual = knowsUsualName(person) ? roster.persons.usualName[person] : family
      births.append(roster.persons.birth[person])
      all.append(
        Person(
          birthName: Self.form(Names.familyText(family)),
          usualName: Self.form(Names.familyText(usual)),
          given: Self.form(Names.givenText(roster.persons.givenName[person], sex: sex)),
          second: second == Names.noGiven
            ? Self.none : Self.form(Names.givenText(second, sex: sex)),
          place: roster.persons.birthPlaceCode(person), number: UInt32(person), sex: sex))
    }
    for homonym in roster.homonyms {
      var person = all[Int(homonym.official)]
      births.append(births[Int(homonym.official)])
      if homonym.sharesUsualName {
        let usual = roster.persons.usualName[Int(homonym.official)]
        person.birthName = Self.form(Names.familyText(usual))
      }
      person.usualName = person.birthName
      person.place = Persons.placeCode(homonym.birthPlace, homonym.birthCommune)
      person.number = Self.stranger
      all.append(person)
    }
    let earliest = births.min() ?? Day(rawValue: 0)
    let latest = births.max() ?? earliest
    var starts = [UInt32](repeating: 0, count: latest - earliest + 2)
    for birth in births { starts[birth - earliest + 1] += 1 }
    for day in starts.indices.dropFirst() { starts[day] += starts[day - 1] }
    var next = starts
    var order = [Int](repeating: 0, count: births.count)
    for (index, birth) in births.enumerated() {
      order[Int(next[birth - earliest])] = index
      next[birth - earliest] += 1
    }
    people = order.map { all[$0] }
    first = earliest
    self.starts = starts
    isSmall = count < 100_000
  }

  private static func form(_ text: UInt32) -> UInt32 { plain.ofText[Int(text)] }

  /// What names are compared by, read off the rule: words of capitals without accents; a first word
  /// that is a particle is left out; ST stands for SAINT.
  package static func plainForm(_ text: String) -> String {
    var letters: [UInt8] = []
    return plainForm(text.utf8, &letters)
  }

  private static func plainForm(_ bytes: some Sequence<UInt8>, _ whole: inout [UInt8]) -> String {
    whole.removeAll(keepingCapacity: true)
    var word = 0
    var particle = 0
    // Every letter beyond ASCII that there is a capital for has two bytes.
    var first: UInt8 = 0
    for byte in bytes {
      if byte >= 0xc0 {
        first = byte
        continue
      }
      let letter =
        byte < 0x80 ? Int(byte) : first < 0xc6 ? Int(first & 0x3f) << 6 | Int(byte & 0x3f) : 0
      first = 0
      let capitals = capitals[letter]
      if capitals == 0 {
        endWord(&whole, &word, &particle)
      } else {
        whole.append(UInt8(truncatingIfNeeded: capitals))
        if capitals > 0xff { whole.append(UInt8(capitals >> 8)) }
      }
    }
    endWord(&whole, &word, &particle)
    return String(decoding: whole.count > particle ? whole[particle...] : whole[...], as: UTF8.self)
  }

  private static func endWord(_ whole: inout [UInt8], _ word: inout Int, _ particle: inout Int) {
    let count = whole.count - word
    if count == 2 || count == 3, whole[word...].elementsEqual("STE".utf8.prefix(count)) {
      whole.replaceSubrange(word..., with: (count == 2 ? "SAINT" : "SAINTE").utf8)
    } else if word == 0, count <= 3, particles.contains(whole) {
      particle = count
    }
    word = whole.count
  }

  private static let particles = ["DE", "D", "DU", "DES"].map { Array($0.utf8) }

  private static let groups: [(letters: String, plain: String)] = [
    ("ÉÈÊËéèêë", "E"), ("ÀÂÄÁÃÅàâäáãå", "A"), ("ÎÏÍÌîïíì", "I"), ("ÔÖÓÒÕØôöóòõø", "O"),
    ("ÙÛÜÚùûüú", "U"), ("Çç", "C"),
    ("Œœ", "OE"), ("Ææ", "AE"), ("ŸÝÿý", "Y"), ("Ññ", "N"),
  ]

  /// For each character of the Latin blocks the capital that it stands for, two of them for a
  /// ligature, the second in the upper bits; 0 for what parts words.
  private static let capitals: [UInt16] = {
    var table = [UInt16](repeating: 0, count: 0x180)
    for letter in UInt8(ascii: "A")...UInt8(ascii: "Z") {
      table[Int(letter)] = UInt16(letter)
      table[Int(letter) | 0x20] = UInt16(letter)
    }
    for group in groups {
      let plain = group.plain.utf8.reversed().reduce(UInt16(0)) { $0 << 8 | UInt16($1) }
      for scalar in group.letters.unicodeScalars { table[Int(scalar.value)] = plain }
    }
    return table
  }()

  /// Judges a row.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - texts: The names that rows spell out.
  /// - Returns: Whom it fits.
  func verdict(_ row: RegistryRow, _ texts: [String]) -> Verdict {
    let offset = row.birth - first
    guard offset >= 0, offset + 1 < starts.count else { return Verdict() }
    let name = Written(row.name, texts)
    let given = Written(row.given, texts)
    let sameDay = Int(starts[offset])..<Int(starts[offset + 1])
    var best = Best()
    for person in sameDay where people[person].sex == row.sex {
      guard name.isForm(people[person].birthName) || name.isForm(people[person].usualName),
        isGiven(given, people[person])
      else { continue }
      let isUsual = !name.isForm(people[person].birthName)
      let rank = (people[person].place == row.place ? 2 : 0) + (isUsual ? 0 : 1)
      best.add(people[person].number, rank, isUsual: isUsual)
    }
    if best.count == 0 {
      for person in sameDay where people[person].sex == row.sex {
        if let rank = looseRank(name, given, row, people[person]) {
          best.add(people[person].number, rank)
        }
      }
    }
    if best.count == 0 {
      for person in sameDay where people[person].sex == row.sex {
        guard people[person].place == row.place, isSlip(name, given, people[person]) else {
          continue
        }
        best.add(people[person].number, 0)
      }
    }
    guard best.count > 0 else { return Verdict() }
    return Verdict(
      person: best.person, isAmbiguous: best.equals > 1, isByUsualName: best.isUsual,
      hasHomonym: best.count > 1)
  }

  /// Who fits best so far, and how many fit as well.
  private struct Best {
    var count = 0
    var equals = 0
    var rank = -1
    var person = stranger
    var isUsual = false

    mutating func add(_ number: UInt32, _ rank: Int, isUsual: Bool = false) {
      count += 1
      if rank == self.rank { equals += 1 }
      guard rank > self.rank else { return }
      self.rank = rank
      self.isUsual = isUsual
      person = number
      equals = 1
    }
  }

  /// A name on a row: its plain form, and its number if the population has such a name.
  private struct Written {
    let text: String
    let number: UInt32?

    init(_ written: UInt32, _ texts: [String]) {
      if written & RegistryRow.spelled != 0 {
        text = plainForm(texts[Int(written & ~RegistryRow.spelled)])
        number = plain.numbers[text]
      } else {
        let form = form(written)
        number = form
        text = plain.forms[Int(form)]
      }
    }

    func isForm(_ form: UInt32) -> Bool { number == form }

    /// Whether the text is two forms one after the other.
    func isBoth(_ one: UInt32, _ two: UInt32) -> Bool {
      guard one != none, two != none else { return false }
      let (head, tail) = (plain.forms[Int(one)], plain.forms[Int(two)])
      return text.utf8.count == head.utf8.count + tail.utf8.count && text == head + tail
    }
  }

  private func isGiven(_ given: Written, _ person: Person) -> Bool {
    given.isForm(person.given) || given.isBoth(person.given, person.second)
  }

  /// Both names together, or another given name where the birthplace agrees.
  private func looseRank(
    _ name: Written, _ given: Written, _ row: RegistryRow, _ person: Person
  ) -> Int? {
    let isHere = person.place == row.place
    let isOne = name.isForm(person.birthName) || name.isForm(person.usualName)
    let isBoth =
      !isOne && person.birthName != person.usualName
      && (name.isBoth(person.birthName, person.usualName)
        || name.isBoth(person.usualName, person.birthName))
    guard isOne || isBoth else { return nil }
    if isBoth, isGiven(given, person) { return isHere ? 3 : 1 }
    guard isHere, given.number != nil else { return nil }
    if person.second != Self.none, given.isForm(person.second) { return 2 }
    return isPart(given.text, of: person.given) || isPart(person.given, of: given.number)
      ? 2 : nil
  }

  /// Whether a text is the first part of a compound given name of the population.
  private func isPart(_ text: String, of form: UInt32) -> Bool {
    let part = Self.parts[Int(form)]
    return !part.isEmpty && part == text
  }

  private func isPart(_ form: UInt32, of other: UInt32?) -> Bool {
    other.map { isPart(Self.plain.forms[Int(form)], of: $0) } ?? false
  }

  private static let joints = (UInt8(ascii: "-"), UInt8(ascii: " "))

  /// The first part of each compound text, by its plain form; empty for what has no parts.
  private static let parts: [String] = {
    var parts = [String](repeating: "", count: plain.forms.count)
    var letters: [UInt8] = []
    for (place, text) in civil.enumerated() {
      guard let end = text.utf8.firstIndex(where: { $0 == joints.0 || $0 == joints.1 }) else {
        continue
      }
      let head = plainForm(text.utf8[..<end], &letters)
      let whole = Int(plain.ofText[place])
      if head != plain.forms[whole] { parts[whole] = head }
    }
    return parts
  }()

  /// One slip in a name of six letters or more, everything else as it should be.
  private func isSlip(_ name: Written, _ given: Written, _ person: Person) -> Bool {
    let forms = Self.plain.forms
    if name.isForm(person.birthName) || name.isForm(person.usualName) {
      return Self.isOneSlip(given.text, forms[Int(person.given)])
    }
    return isGiven(given, person)
      && (Self.isOneSlip(name.text, forms[Int(person.birthName)])
        || Self.isOneSlip(name.text, forms[Int(person.usualName)]))
  }

  /// Whether two texts of six letters or more differ by one slip: the table of Damerau and
  /// Levenshtein, filled whole.
  static func isOneSlip(_ one: String, _ two: String) -> Bool {
    // Most pairs differ by more letters than that, and need no table to say so.
    let lengths = (one.utf8.count, two.utf8.count)
    guard min(lengths.0, lengths.1) >= 6, abs(lengths.0 - lengths.1) <= 1, lengths.0 < 200 else {
      return false
    }
    let (a, b) = (Array(one.utf8), Array(two.utf8))
    let width = b.count + 1
    var table = [UInt8](repeating: 0, count: (a.count + 1) * width)
    for j in 0...b.count { table[j] = UInt8(clamping: j) }
    for i in 1...a.count {
      table[i * width] = UInt8(clamping: i)
      for j in 1...b.count {
        let above = (i - 1) * width + j
        let replaced = table[above - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        var least = min(replaced, min(table[above], table[i * width + j - 1]) + 1)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          least = min(least, table[above - width - 2] + 1)
        }
        table[i * width + j] = least
      }
    }
    return table[a.count * width + b.count] == 1
  }
}
