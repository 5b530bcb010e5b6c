package import Calendar

/// Somebody as the civil status and the reference directories know them.
package struct CivilStatus: Sendable {
  /// The birth name.
  package var birthName: String
  /// The usual or marital name, if the directories know another one.
  package var usualName: String?
  /// The given names, the first one first; one may be compound.
  package var givenNames: [String]
  /// Whether it is a woman.
  package var isWoman: Bool
  /// The birth date.
  package var birth: Day
  /// The commune of birth.
  package var place: String

  /// Creates a civil status.
  package init(
    birthName: String, usualName: String?, givenNames: [String], isWoman: Bool, birth: Day,
    place: String
  ) {
    self.birthName = birthName
    self.usualName = usualName
    self.givenNames = givenNames
    self.isWoman = isWoman
    self.birth = birth
    self.place = place
  }
}

/// A row of the registry as texts.
package struct CivilRow: Sendable {
  /// The name.
  package var name: String
  /// The given name or names.
  package var given: String
  /// Whether it is a woman.
  package var isWoman: Bool
  /// The birth date.
  package var birth: Day
  /// The commune of birth, if the row has it.
  package var place: String?

  /// Creates a row.
  package init(name: String, given: String, isWoman: Bool, birth: Day, place: String?) {
    self.name = name
    self.given = given
    self.isWoman = isWoman
    self.birth = birth
    self.place = place
  }

  /// Whom the row stands for, by the words of the rule: the official alone is recognised whom it
  /// fits better than anybody else.
  ///
  /// - Parameters:
  ///   - people: Everybody in the reference directories.
  ///   - official: Whose row it is, by place among them.
  /// - Returns: `applied`, `no-match`, `ambiguous-match` or `other-holder`.
  package func answer(among people: [CivilStatus], of official: Int) -> String {
    let candidates = people.indices.filter {
      people[$0].birth == birth && people[$0].isWoman == isWoman
    }
    for step in [sameNames, looseNames, oneSlip] {
      let fits = candidates.compactMap { person in step(people[person]).map { (person, $0) } }
      guard let most = fits.map(\.1).max() else { continue }
      let best = fits.filter { $0.1 == most }
      if best.count > 1 { return "ambiguous-match" }
      return best[0].0 == official ? "applied" : "other-holder"
    }
    return "no-match"
  }

  private func isBorn(in place: String) -> Bool { self.place == place }

  /// Birth name or usual name, and the given name: the birthplace counts most, then the birth name.
  private func sameNames(_ person: CivilStatus) -> Int? {
    guard isGiven(person.givenNames) else { return nil }
    let isBirthName = Spelling.same(name, person.birthName)
    let isUsualName = person.usualName.map { Spelling.same(name, $0) } ?? false
    guard isBirthName || isUsualName else { return nil }
    return (isBorn(in: person.place) ? 2 : 0) + (isBirthName ? 1 : 0)
  }

  /// Both names together; or, for somebody born in that commune, another of the given names.
  private func looseNames(_ person: CivilStatus) -> Int? {
    let usual = person.usualName ?? person.birthName
    let both =
      [person.birthName + " " + usual, usual + " " + person.birthName].map(Spelling.plain)
    let isOne = Spelling.same(name, person.birthName) || Spelling.same(name, usual)
    let isBoth =
      !isOne && person.usualName != nil
      && (Spelling.plain(name) == Spelling.plain(person.birthName) + Spelling.plain(usual)
        || Spelling.plain(name) == Spelling.plain(usual) + Spelling.plain(person.birthName)
        || both.contains(Spelling.plain(name)))
    guard isOne || isBoth else { return nil }
    let isHere = isBorn(in: person.place)
    if isBoth, isGiven(person.givenNames) { return isHere ? 3 : 1 }
    guard isHere, let first = person.givenNames.first else { return nil }
    let isSecond = person.givenNames.dropFirst().first.map { Spelling.same(given, $0) } ?? false
    let isPart =
      Spelling.firstPart(first).map { Spelling.same(given, $0) } ?? false
      || Spelling.firstPart(given).map { Spelling.same(first, $0) } ?? false
    return isSecond || isPart ? 2 : nil
  }

  /// One slip of the pen in a long name, when everything else agrees.
  private func oneSlip(_ person: CivilStatus) -> Int? {
    guard isBorn(in: person.place), let first = person.givenNames.first else { return nil }
    let names = [person.birthName, person.usualName ?? person.birthName]
    if names.contains(where: { Spelling.same(name, $0) }) {
      return Spelling.differByOneSlip(given, first) ? 0 : nil
    }
    guard isGiven(person.givenNames) else { return nil }
    return names.contains { Spelling.differByOneSlip(name, $0) } ? 0 : nil
  }

  /// The first given name, or the first two.
  private func isGiven(_ names: [String]) -> Bool {
    guard let first = names.first else { return false }
    if Spelling.same(given, first) { return true }
    return names.count > 1
      && Spelling.plain(given) == Spelling.plain(first) + Spelling.plain(names[1])
  }
}

/// What makes two spellings one name.
enum Spelling {
  private static let letters: [Character: String] = [
    "à": "a", "â": "a", "ä": "a", "á": "a", "ã": "a", "ç": "c", "é": "e", "è": "e", "ê": "e",
    "ë": "e", "î": "i", "ï": "i", "í": "i", "ñ": "n", "ô": "o", "ö": "o", "ó": "o", "ù": "u",
    "û": "u", "ü": "u", "ú": "u", "ÿ": "y", "œ": "oe", "æ": "ae",
  ]

  /// A name without case, accents, hyphens, apostrophes and spaces; saint for st; without a
  /// particle in front.
  static func plain(_ text: String) -> String {
    var words = [""]
    for letter in text.lowercased() {
      if let other = letters[letter] {
        words[words.count - 1] += other
      } else if letter >= "a" && letter <= "z" {
        words[words.count - 1].append(letter)
      } else {
        words.append("")
      }
    }
    words = words.filter { !$0.isEmpty }.map { ["st": "saint", "ste": "sainte"][$0] ?? $0 }
    if words.count > 1, ["de", "d", "du", "des"].contains(words[0]) { words.removeFirst() }
    return words.joined()
  }

  static func same(_ one: String, _ two: String) -> Bool { plain(one) == plain(two) }

  /// The first part of a compound name, if it is one.
  static func firstPart(_ text: String) -> String? {
    text.firstIndex { $0 == "-" || $0 == " " }.map { String(text[..<$0]) }
  }

  /// Whether two names of six letters or more differ by a letter left out, added, replaced, or
  /// exchanged with its neighbour: every such slip is tried.
  static func differByOneSlip(_ one: String, _ two: String) -> Bool {
    let (a, b) = (Array(plain(one)), Array(plain(two)))
    guard a.count >= 6, b.count >= 6, a != b else { return false }
    func without(_ letters: [Character], _ place: Int) -> [Character] {
      var rest = letters
      rest.remove(at: place)
      return rest
    }
    if a.indices.contains(where: { without(a, $0) == b }) { return true }
    if b.indices.contains(where: { without(b, $0) == a }) { return true }
    guard a.count == b.count else { return false }
    if a.indices.contains(where: { without(a, $0) == without(b, $0) }) { return true }
    return a.indices.dropLast().contains { place in
      var swapped = a
      swapped.swapAt(place, place + 1)
      return swapped == b
    }
  }
}
