internal import Draws
internal import Territory

/// Somebody who is no official but has the names, the sex and the birth date of one (homonyme).
///
/// The reference directories of the platform hold them, too: what a row of the registry must not be
/// taken for.
package struct Homonym: Sendable {
  /// The official, by number in the roster.
  package let official: UInt32
  /// Whether the name shared is the official's usual name rather than the birth name.
  package let sharesUsualName: Bool
  /// The place of birth, as an index of `Territory.departments`.
  package let birthPlace: UInt8
  /// The commune of birth, from 1.
  package let birthCommune: UInt16

  private static let stream = Stream("population.homonym")

  /// Draws the homonyms of everybody, each from the official's own number.
  static func all(of persons: Persons, _ context: BuildContext) -> [Homonym] {
    var homonyms: [Homonym] = []
    let departments = UInt64(context.territory.departments.count)
    for person in 0..<persons.count {
      let word = draw(context.seed, stream, UInt64(person))
      guard word.isWithin(partsPerMillion: context.rates.homonyms) else { continue }
      let place = UInt8(mixed(word).below(departments))
      let commune = UInt16(1 + mixed(word ^ 1).below(600))
      let isElsewhere =
        place != persons.birthPlace[person] || commune != persons.birthCommune[person]
      guard isElsewhere else { continue }
      homonyms.append(
        Homonym(
          official: UInt32(person), sharesUsualName: mixed(word ^ 2).below(4) == 0,
          birthPlace: place, birthCommune: commune))
    }
    return homonyms
  }
}

extension Persons {
  /// The place of birth as one number: the department's index and the commune.
  ///
  /// - Parameter person: The person.
  /// - Returns: A code that two people share if they were born in the same commune.
  package func birthPlaceCode(_ person: Int) -> UInt32 {
    Self.placeCode(birthPlace[person], birthCommune[person])
  }

  /// A place of birth as one number.
  ///
  /// - Parameters:
  ///   - department: The index of the department.
  ///   - commune: The commune, from 1.
  /// - Returns: The code.
  package static func placeCode(_ department: UInt8, _ commune: UInt16) -> UInt32 {
    UInt32(department) * 1_000 + UInt32(commune)
  }
}
