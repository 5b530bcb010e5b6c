internal import Audit
internal import Behaviour
internal import Kernel
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

  init(_ inputs: RunInputs) {
    let prefecture = Prefecture(
      seed: inputs.seed, inputs.behaviour, on: inputs.days.lowerBound)
    self.prefecture = prefecture
    let roster = inputs.roster
    let count = roster.persons.count
    let isAudited = inputs.isAudited
    let directories = Slots<Directory>(count: 1)
    let registers = Slots<CivilRegister>(count: 1)
    // Side by side: neither knows anything of the other.
    let crew = Crew(jobs: min(inputs.jobs, 2))
    crew.perform(2) { turn, _ in
      if turn == 0 {
        directories.set(
          0,
          Directory(Self.names, count: count + roster.homonyms.count) { number in
            number < count
              ? Self.official(number, roster, prefecture)
              : Self.homonym(roster.homonyms[number - count], roster)
          })
      } else if isAudited {
        registers.set(0, CivilRegister(roster, knowsUsualName: prefecture.isUsualNameKnown))
      }
    }
    crew.dismiss()
    directory = directories.all[0]
    register = registers.all.first
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
