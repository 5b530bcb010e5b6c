internal import Draws

/// Names of synthetic people: common surnames, made-up ones, and common given names.
///
/// Birth date, place and names are drawn apart, so a synthetic person is nobody; most surnames are
/// put together from syllables besides, which keeps the share of namesakes as low as in the RNE.
package enum Names {
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

  /// The number of surnames: the common ones first, then the made-up ones in each of the styles.
  static let familyCount = surnames.count + stems.count * endings.count * styleCount

  /// The number that stands for no given name.
  package static let noGiven = UInt8.max

  /// The number of given names of each sex; the embedded lists have as many.
  package static let givenCount: UInt64 = 128

  /// How many ways there are to write a made-up surname.
  static let styleCount = 7

  /// How surnames are numbered: what drawing many of them asks the lists only once.
  struct Numbering: Sendable {
    private let commonCount = UInt64(surnames.count)
    private let madeUpCount = UInt64(stems.count * endings.count)

    /// The number of the surname that a draw stands for.
    func family(_ word: UInt64, common: Int64) -> UInt16 {
      let number =
        word.isWithin(partsPerMillion: common)
        ? mixed(word).below(commonCount) : commonCount + mixed(word).below(madeUpCount)
      return UInt16(truncatingIfNeeded: number)
    }

    /// The number of a surname in another style: with an article or a particle, or compound.
    ///
    /// - Parameters:
    ///   - number: The number of a plain surname.
    ///   - style: 0 plain, 1 `Le`, 2 `de`, 3 `d'`, 4 `du`, 5 `Saint-`, 6 two names with a hyphen.
    /// - Returns: The number; that of a common surname stays.
    func styled(_ number: UInt16, _ style: UInt8) -> UInt16 {
      guard number >= commonCount, style < styleCount else { return number }
      return number + UInt16(style) * UInt16(madeUpCount)
    }
  }

  /// The surname of a number.
  ///
  /// - Parameter number: A number of `Persons.familyName` or `Persons.usualName`.
  /// - Returns: The surname.
  package static func family(_ number: UInt16) -> String {
    let number = Int(number)
    if number < surnames.count { return surnames[number] }
    let place = number - surnames.count
    let stem = stems[place / endings.count % stems.count]
    let plain = stem + endings[place % endings.count]
    switch place / (stems.count * endings.count) {
    case 1: return "Le " + plain
    case 2: return "de " + plain
    case 3: return "d'A" + plain.lowercased()
    case 4: return "du " + plain
    case 5: return "Saint-" + plain
    case 6: return plain + "-" + surnames[place * 31 % surnames.count]
    default: return plain
    }
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

  /// Every text that a civil status or a registry may hold, by number.
  ///
  /// Surnames, women's and men's given names as the civil status writes them, then all of them
  /// again in capitals without accents, as registries write them.
  package static let texts: [String] = {
    let plain =
      (0..<familyCount).map { family(UInt16($0)) }
      + (0..<UInt8(givenCount)).map { given($0, sex: 2) }
      + (0..<UInt8(givenCount)).map { given($0, sex: 1) }
    return plain + plain.map(Capitals.of)
  }()

  /// Whether a surname has a hyphen, by number: few have.
  private static let hyphened: [Bool] =
    texts[..<familyCount].map { $0.utf8.contains(UInt8(ascii: "-")) }

  /// Whether a surname is written with a hyphen.
  ///
  /// - Parameter number: The surname's number.
  /// - Returns: `true` for compound names and those with `Saint-`.
  package static func isHyphened(_ number: UInt16) -> Bool { hyphened[Int(number)] }

  /// The number in ``texts`` of a surname.
  ///
  /// - Parameter number: The surname's number.
  /// - Returns: The text's number.
  package static func familyText(_ number: UInt16) -> UInt32 { UInt32(number) }

  /// The number in ``texts`` of a given name.
  ///
  /// - Parameters:
  ///   - number: The given name's number.
  ///   - sex: 1 or 2.
  /// - Returns: The text's number.
  package static func givenText(_ number: UInt8, sex: UInt8) -> UInt32 {
    UInt32(familyCount) + (sex == 2 ? 0 : UInt32(givenCount)) + UInt32(number)
  }

  /// The number in ``texts`` of the same text in capitals.
  ///
  /// - Parameter text: The number of a text as the civil status writes it.
  /// - Returns: The number of the text without accents.
  package static func capitals(_ text: UInt32) -> UInt32 {
    text + UInt32(familyCount) + 2 * UInt32(givenCount)
  }
}

/// How the registry's software writes a name: capitals without accents.
package enum Capitals {
  /// A text in capitals without accents.
  ///
  /// The texts are names of the embedded lists, so that Latin letters are all there is to know;
  /// whatever else stands in one is written as it is.
  ///
  /// - Parameter text: Such as `Hélène Le Bœuf`.
  /// - Returns: Such as `HELENE LE BOEUF`.
  package static func of(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      let value = scalar.value
      switch value {
      case 0x61...0x7a: bytes.append(UInt8(value - 32))
      case 0..<0x80: bytes.append(UInt8(value))
      case 0xc0, 0xc2, 0xc4, 0xe0, 0xe2, 0xe4: bytes.append(UInt8(ascii: "A"))
      case 0xc7, 0xe7: bytes.append(UInt8(ascii: "C"))
      case 0xc8...0xcb, 0xe8...0xeb: bytes.append(UInt8(ascii: "E"))
      case 0xce, 0xcf, 0xee, 0xef: bytes.append(UInt8(ascii: "I"))
      case 0xd4, 0xd6, 0xf4, 0xf6: bytes.append(UInt8(ascii: "O"))
      case 0xd9, 0xdb, 0xdc, 0xf9, 0xfb, 0xfc: bytes.append(UInt8(ascii: "U"))
      case 0xff, 0x178: bytes.append(UInt8(ascii: "Y"))
      case 0x152, 0x153: bytes += "OE".utf8
      case 0xc6, 0xe6: bytes += "AE".utf8
      default: bytes += String(scalar).uppercased().utf8
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
