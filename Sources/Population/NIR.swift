package import Calendar

/// A NIR (numéro d'inscription au répertoire) that is well formed and belongs to nobody.
///
/// Thirteen digits (sex, year, month, department and commune of birth, order) and the key 97 − N
/// mod 97, with 2A counted as 19 and 2B as 18. The order number is always 000: INSEE numbers the
/// births of a commune and month from 001, so no number of this form was ever given to anybody. The
/// commune's digits are a serial, and where they do not suffice the month is one of the codes that
/// stand for an unknown month (31 to 42, 51 to 62, …), so that no two persons of a roster share a
/// NIR.
///
/// Printing a NIR shows its first digit and the year, never more; the digits must be asked for by
/// name, and must not be written to a report.
package struct NIR: Hashable, Sendable, CustomStringConvertible {
  private let sex: UInt8
  private let year: UInt8
  private let month: UInt8
  /// The department of birth: 1 to 95, 19 and 18 for 2A and 2B with the letter apart, 971 to 976,
  /// 99.
  private let place: UInt16
  private let letter: Letter
  private let serial: UInt16

  /// A place of birth as the digits have it.
  struct Place: Sendable {
    fileprivate let number: UInt16
    fileprivate let letter: Letter
    fileprivate let isOverseas: Bool

    /// Reads the code of a department, or anything else for a birth abroad.
    init(code: String) {
      isOverseas = code.utf8.count == 3
      switch code {
      case "2A": (number, letter) = (19, .a)
      case "2B": (number, letter) = (18, .b)
      default: (number, letter) = (UInt16(code) ?? 99, .none)
      }
    }
  }

  fileprivate enum Letter: UInt8 { case none, a, b }

  /// The serials that a month has: three digits, two for the departments of three digits.
  private static func serials(_ isOverseas: Bool) -> UInt16 { isOverseas ? 100 : 1_000 }

  /// What is added to the month when its serials are used up.
  private static let months: [UInt8] = [0, 30, 50, 62, 74]

  /// The most persons that can share sex, month and place of birth.
  static func capacity(placeCode: String) -> Int {
    Int(serials(placeCode.utf8.count == 3)) * months.count
  }

  /// Creates the NIR of a person.
  ///
  /// - Parameters:
  ///   - sex: 1 or 2.
  ///   - birth: The day of birth.
  ///   - placeCode: The code of the department of birth, or anything else for a birth abroad.
  ///   - serial: What tells apart people of the same sex, month and place.
  package init(sex: UInt8, birth: Day, placeCode: String, serial: UInt16) {
    self.init(sex: sex, birth: birth, place: Place(code: placeCode), serial: serial)
  }

  /// Creates the NIR of a person born in a place whose code was read before.
  init(sex: UInt8, birth: Day, place: Place, serial: UInt16) {
    let date = birth.civil
    let block = Int(serial / Self.serials(place.isOverseas))
    precondition(block < Self.months.count, "too many people were born there in that month")
    self.sex = sex
    year = UInt8(date.year % 100)
    month = UInt8(date.month) + Self.months[block]
    self.serial = serial % Self.serials(place.isOverseas)
    self.place = place.number
    letter = place.letter
  }

  /// The thirteen digits with the letter of Corse; the login of Mon Compte Formation.
  package var digits: String {
    let department =
      switch letter {
      case .a: "2A"
      case .b: "2B"
      case .none: Self.padded(Int(place), 2)
      }
    return "\(sex)\(Self.padded(Int(year), 2))\(Self.padded(Int(month), 2))\(department)"
      + Self.padded(Int(serial), place > 99 ? 2 : 3) + "000"
  }

  /// The thirteen digits as they are typed, in one word: 0 in the place of a letter, which stands
  /// in the two upper bits, 1 for A and 2 for B.
  package var typed: UInt64 {
    let head = UInt64(sex) * 10_000 + UInt64(year) * 100 + UInt64(month)
    let department = letter == .none ? UInt64(place) : 20
    let middle = place > 99 ? department * 100 : department * 1_000
    let bits: UInt64 = letter == .none ? 0 : letter == .a ? 1 : 2
    return (head * 100_000_000 + (middle + UInt64(serial)) * 1_000) | bits << 62
  }

  /// The key of two digits, from 1 to 97.
  package var key: Int {
    let head = Int(sex) * 10_000 + Int(year) * 100 + Int(month)
    let middle = place > 99 ? Int(place) * 100 + Int(serial) : Int(place) * 1_000 + Int(serial)
    return 97 - (head * 100_000_000 + middle * 1_000) % 97
  }

  /// The NIR as far as it may be shown: `2 71 •• •• ••• •••`.
  package var masked: String { "\(sex) \(Self.padded(Int(year), 2)) •• •• ••• •••" }

  /// The masked NIR, so that printing one by accident does not show it.
  package var description: String { masked }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Sex, month and place of birth as one number below ``birthKeys``.
  static func birthKey(sex: UInt8, birth: Day, place: UInt8) -> UInt32 {
    let date = birth.civil
    let month = (UInt32(sex - 1) * 100 + UInt32(date.year % 100)) * 12 + UInt32(date.month - 1)
    return month << 7 | UInt32(place)
  }

  /// How many birth keys there are.
  static let birthKeys = 2 * 100 * 12 << 7

  /// The place of a birth key.
  static func place(ofBirthKey key: Int) -> Int { key & 127 }
}
