internal import Audit
internal import Behaviour
internal import Platform
internal import Population

/// The reference directories of a run: everybody in the roster and their homonyms, once for the
/// platform and once for the audit.
struct Registers: Sendable {
  /// The names of the population, whose normal forms depend on nothing: made once.
  private static let names = CivilNames(Names.texts)

  let prefecture: Prefecture
  let directory: Directory
  let register: CivilRegister?

  /// Gathers directories that were made side by side.
  init(_ prefecture: Prefecture, _ directory: Directory, _ register: CivilRegister?) {
    self.prefecture = prefecture
    self.directory = directory
    self.register = register
  }

  /// Makes the platform's directory.
  static func directory(_ roster: Roster, _ prefecture: Prefecture) -> Directory {
    let count = roster.persons.count
    return Directory(names, count: count + roster.homonyms.count) { number in
      number < count
        ? official(number, roster, prefecture) : homonym(roster.homonyms[number - count], roster)
    }
  }

  private static func official(
    _ person: Int, _ roster: borrowing Roster, _ prefecture: Prefecture
  ) -> ReferencePerson {
    let family = roster.persons.familyName[person]
    let sex = roster.persons.sex[person]
    let second = roster.persons.secondName[person]
    let usual = roster.persons.usualName[person]
    let isKnown = usual == family || prefecture.isUsualNameKnown(person)
    return ReferencePerson(
      birthName: Names.familyText(family), usualName: Names.familyText(isKnown ? usual : family),
      given: Names.givenText(roster.persons.givenName[person], sex: sex),
      second: second == Names.noGiven ? nil : Names.givenText(second, sex: sex),
      birth: roster.persons.birth[person], place: roster.persons.birthPlaceCode(person), sex: sex,
      account: UInt32(person))
  }

  private static func homonym(
    _ homonym: Homonym, _ roster: borrowing Roster
  ) -> ReferencePerson {
    let person = Int(homonym.official)
    let sex = roster.persons.sex[person]
    let second = roster.persons.secondName[person]
    let name = Names.familyText(
      homonym.sharesUsualName
        ? roster.persons.usualName[person] : roster.persons.familyName[person])
    return ReferencePerson(
      birthName: name, usualName: name,
      given: Names.givenText(roster.persons.givenName[person], sex: sex),
      second: second == Names.noGiven ? nil : Names.givenText(second, sex: sex),
      birth: roster.persons.birth[person],
      place: Persons.placeCode(homonym.birthPlace, homonym.birthCommune), sex: sex,
      account: Directory.noAccount)
  }
}
