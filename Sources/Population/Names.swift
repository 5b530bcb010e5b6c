internal import Draws

/// Names of synthetic people: common surnames, made-up ones, and common given names.
///
/// Birth date, place and names are drawn apart, so a synthetic person is nobody; most surnames are
/// put together from syllables besides, which keeps the share of namesakes as low as in the RNE.
package enum Names {
  /// The number of given names of each sex; the embedded lists have as many.
  static let givenCount: UInt64 = 128

  private static let lists: [String: [String]] = {
    var lists: [String: [String]] = [:]
    for line in String(decoding: PackageResources.names_txt, as: UTF8.self).split(separator: "\n")
    where !line.hasPrefix("#") {
      let words = line.split(separator: " ").map(String.init)
      if let first = words.first { lists[first] = Array(words.dropFirst()) }
    }
    return lists
  }()

  private static let surnames = lists["surnames"] ?? []
  private static let stems = lists["stems"] ?? []
  private static let endings = lists["endings"] ?? []
  private static let women = lists["women"] ?? []
  private static let men = lists["men"] ?? []

  /// The number of surnames: the common ones first.
  static let familyCount = surnames.count + stems.count * endings.count

  private static let commonCount = UInt64(surnames.count)
  private static let madeUpCount = UInt64(stems.count * endings.count)

  /// The number of the surname that a draw stands for.
  static func familyNumber(_ word: UInt64, common: Int64) -> UInt16 {
    let number =
      word.isWithin(partsPerMillion: common)
      ? mixed(word).below(commonCount) : commonCount + mixed(word).below(madeUpCount)
    return UInt16(truncatingIfNeeded: number)
  }

  /// The surname of a number.
  ///
  /// - Parameter number: A number of `Persons.familyName` or `Persons.usualName`.
  /// - Returns: The surname.
  package static func family(_ number: UInt16) -> String {
    let number = Int(number)
    if number < surnames.count { return surnames[number] }
    let place = number - surnames.count
    return stems[place / endings.count % stems.count] + endings[place % endings.count]
  }

  /// The given name of a number.
  ///
  /// - Parameters:
  ///   - number: A number of `Persons.givenName`.
  ///   - sex: 1 or 2.
  /// - Returns: The given name.
  package static func given(_ number: UInt8, sex: UInt8) -> String {
    let list = sex == 2 ? women : men
    return list[Int(number) % list.count]
  }
}
