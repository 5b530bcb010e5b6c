internal import Calendar

/// What a number written in a file measures, and in which whole base unit it is kept.
package enum Unit: String, CaseIterable, Sendable {
  /// Euros, kept in cents: `400`, `400.00`, `400 €`, `1 200,50 EUR`.
  case euro = "EUR"
  /// Euros an hour, kept in cents: `80`, `80 €/h`.
  case euroPerHour = "EUR/hour"
  /// F CFP, kept in whole francs.
  case pacificFranc = "XPF"
  /// Hours, whole.
  case hour
  /// A share, kept in parts per million: `1 %`, `2.5 ‰`, `350 ppm`.
  case share
  /// Calendar days: `14`, `14 days`.
  case day
  /// Working days (jours ouvrés): `11`, `11 working days`.
  case workingDay = "working-day"
  /// Months.
  case month
  /// Years.
  case year
  /// Persons or things, whole.
  case count
  /// Yes or no, kept as 1 or 0.
  case flag
  /// A date, kept as the days since 1 January 1970.
  case date
  /// A day of every year as `MM-DD`, kept as month × 100 + day.
  case dayOfYear = "day-of-year"

  /// The endings that a quantity of this unit may carry.
  private var suffixes: [String] {
    switch self {
    case .euro: ["€", "EUR", "euros", "euro"]
    case .euroPerHour: ["€/h", "EUR/h", "€ HT", "€/hour", "EUR/hour"]
    case .pacificFranc: ["XPF", "F CFP"]
    case .hour: ["h", "hours", "hour"]
    case .share: ["%", "‰", "ppm"]
    case .day: ["days", "day", "calendar days"]
    case .workingDay: ["working days", "working day"]
    case .month: ["months", "month"]
    case .year: ["years", "year"]
    case .count: ["persons", "person"]
    case .flag, .date, .dayOfYear: []
    }
  }

  /// Reads a quantity.
  ///
  /// - Parameter text: What somebody wrote.
  /// - Returns: The quantity in the base unit.
  /// - Throws: ``QuantityError`` for another unit, a negative quantity, or no number.
  package func parse(_ text: String) throws(QuantityError) -> Int64 {
    let trimmed = text.trimmed
    switch self {
    case .flag:
      switch trimmed {
      case "yes", "true", "on": return 1
      case "no", "false", "off": return 0
      default: throw .malformed(trimmed, "yes or no")
      }
    case .date:
      guard let days = Self.days(ofDate: trimmed) else {
        throw .malformed(trimmed, "a date that exists, as YYYY-MM-DD")
      }
      return days
    case .dayOfYear:
      guard Self.days(ofDate: "2000-\(trimmed)") != nil else {
        throw .malformed(trimmed, "a day of the year, as MM-DD")
      }
      return (Int64(trimmed.prefix(2)) ?? 0) * 100 + (Int64(trimmed.suffix(2)) ?? 0)
    default:
      if let number = plainNumber(trimmed) { return number }
      return try parseNumber(trimmed)
    }
  }

  /// Digits, a point with more digits if the unit has decimals, and an ending: as nearly all
  /// quantities are written.
  ///
  /// - Returns: The quantity; `nil` for anything that ``parseNumber(_:)`` must judge.
  private func plainNumber(_ text: String) -> Int64? {
    var rest = text.utf8[...]
    guard let (whole, digits) = Self.takeDigits(&rest), digits <= 15 else { return nil }
    var part: (number: Int64, digits: Int) = (0, 0)
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard let more = Self.takeDigits(&rest) else { return nil }
      part = more
    }
    if rest.first == UInt8(ascii: " ") { rest.removeFirst() }
    let suffix = String(Substring(rest))
    let decimals = decimals(suffix)
    guard suffix.isEmpty || suffixes.contains(suffix), part.digits <= decimals else { return nil }
    var scale: Int64 = 1
    for place in 0..<decimals {
      scale *= 10
      if place >= part.digits { part.number *= 10 }
    }
    let (product, overflow) = whole.multipliedReportingOverflow(by: scale)
    return overflow || product > Self.most ? nil : product + part.number
  }

  /// Takes the digits at the start of a text, at most 18.
  private static func takeDigits(
    _ text: inout Substring.UTF8View
  ) -> (number: Int64, digits: Int)? {
    var number: Int64 = 0
    var digits = 0
    while let byte = text.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      guard digits < 18 else { return nil }
      number = number * 10 + Int64(byte - UInt8(ascii: "0"))
      digits += 1
      text.removeFirst()
    }
    return digits > 0 ? (number, digits) : nil
  }

  /// How many decimals a quantity with an ending may have.
  private func decimals(_ suffix: String) -> Int {
    switch self {
    case .euro, .euroPerHour: 2
    case .share: suffix == "ppm" ? 0 : suffix == "‰" ? 3 : suffix == "%" ? 4 : 6
    default: 0
    }
  }

  /// The most that a quantity may be.
  private static let most: Int64 = 1_000_000_000_000_000

  private func parseNumber(_ text: String) throws(QuantityError) -> Int64 {
    let split = text.firstIndex { !"0123456789.,-+_ \u{a0}\u{202f}".contains($0) } ?? text.endIndex
    let suffix = String(text[split...]).trimmed
    guard suffix.isEmpty || suffixes.contains(suffix) else {
      throw .wrongUnit(text, self)
    }
    var digits = text[..<split].filter { !" _\u{a0}\u{202f}".contains($0) }
    if digits.hasPrefix("-") { throw .negative(text) }
    if digits.hasPrefix("+") { digits.removeFirst() }
    let parts = digits.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "." || $0 == "," })
    let decimals = decimals(suffix)
    guard parts.count == 1 || (parts.count == 2 && !parts[1].isEmpty && parts[1].count <= decimals),
      !parts[0].isEmpty, parts[0].count <= 15,
      let whole = Int64(parts[0]),
      let fraction = Int64(
        (parts.count == 2 ? String(parts[1]) : "")
          + String(repeating: "0", count: decimals - (parts.count == 2 ? parts[1].count : 0))
          + (decimals == 0 ? "0" : ""))
    else { throw .malformed(text, description) }
    let scale = (0..<decimals).reduce(Int64(1)) { result, _ in result * 10 }
    let (product, overflow) = whole.multipliedReportingOverflow(by: scale)
    guard !overflow, product <= Self.most else { throw .malformed(text, description) }
    return product + fraction
  }

  private static func days(ofDate text: String) -> Int64? {
    Day(text).map { Int64($0.rawValue) }
  }
}

extension Unit {
  /// How many decimals a quantity without an ending may have.
  package var plainDecimals: Int { decimals("") }

  /// What a quantity looks like as a text, as a pattern of ECMA-262 (which JSON Schema uses).
  package var pattern: String {
    switch self {
    case .flag: return "^(yes|true|on|no|false|off)$"
    case .date: return "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
    case .dayOfYear: return "^[0-9]{2}-[0-9]{2}$"
    default: break
    }
    let digits = "[+]?[0-9][0-9_ \u{a0}\u{202f}]*"
    let endings = ([""] + suffixes).map { suffix in
      let most = decimals(suffix)
      return (most > 0 ? "([.,][0-9]{1,\(most)})?" : "") + (suffix.isEmpty ? "" : " *\(suffix)")
    }
    return "^\(digits)(\(endings.joined(separator: "|")))$"
  }
}

extension Unit: CustomStringConvertible {
  /// The unit in words.
  package var description: String {
    switch self {
    case .euro: "an amount in euros with at most two decimals"
    case .euroPerHour: "an amount in euros an hour with at most two decimals"
    case .pacificFranc: "a whole amount in F CFP"
    case .hour: "a whole number of hours"
    case .share: "a share such as 1 %"
    case .day: "a whole number of days"
    case .workingDay: "a whole number of working days"
    case .month: "a whole number of months"
    case .year: "a whole number of years"
    case .count: "a whole number"
    case .flag: "yes or no"
    case .date: "a date that exists, as YYYY-MM-DD"
    case .dayOfYear: "a day of the year, as MM-DD"
    }
  }
}

/// Why a text is not a quantity.
package enum QuantityError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The text carries the unit of something else.
  case wrongUnit(String, Unit)
  /// The quantity is below zero.
  case negative(String)
  /// The text is no quantity; what was expected.
  case malformed(String, String)

  /// The reason in words.
  package var description: String {
    switch self {
    case .wrongUnit(let text, let unit): "'\(text)' has the wrong unit: expected \(unit)"
    case .negative(let text): "'\(text)' is negative"
    case .malformed(let text, let expected): "'\(text)' is not \(expected)"
    }
  }
}

extension String {
  /// The text without white space at either end.
  package var trimmed: String {
    let plain: ClosedRange<UInt8> = 0x21...0x7e
    if let first = utf8.first, let last = utf8.last, plain.contains(first), plain.contains(last) {
      return self
    }
    return String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
