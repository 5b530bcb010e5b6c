import Ledger
import Statistics

/// Figures as a person reads them.
package enum Quantity {
  /// A whole number in groups of three digits, set apart by narrow spaces.
  ///
  /// - Parameter value: The number.
  /// - Returns: For example `18 402 119`.
  package static func grouped(_ value: Int64) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { text += "\u{202f}" }
      text.append(digit)
    }
    return text
  }

  /// An amount to the cent, as French statements write it.
  ///
  /// - Parameter cents: The amount.
  /// - Returns: For example `1 234,56 €`.
  package static func euros(_ cents: Int64) -> String { Cents(cents).description }

  /// An amount in millions of euros.
  ///
  /// - Parameter cents: The amount.
  /// - Returns: For example `18,02 M€`.
  package static func millions(_ cents: Int64) -> String {
    let hundredths = Ratio(cents, 1_000_000).scaled(by: 1)
    let fraction = decimalText(hundredths, decimals: 2, point: ",").suffix(3)
    let sign = hundredths < 0 && hundredths > -100 ? "-" : ""
    return sign + grouped(hundredths / 100) + fraction + " M€"
  }

  /// An amount in the shorter of both forms: millions from a million on.
  ///
  /// - Parameter cents: The amount.
  /// - Returns: For example `76,00 €` or `18,02 M€`.
  package static func shortAmount(_ cents: Int64) -> String {
    cents.magnitude >= 100_000_000 ? millions(cents) : euros(cents)
  }

  /// A figure with its unit.
  ///
  /// - Parameters:
  ///   - value: The figure.
  ///   - unit: `count`, `cents`, `ppm` (a share), `milli` (thousandths), `milli-hours`, or a noun.
  /// - Returns: For example `79.0 %` for 790,000 ppm.
  package static func text(_ value: Int64, unit: String) -> String {
    if unit.hasPrefix("milli-") {
      return Ratio(value, 1_000).text(decimals: 1) + " " + unit.dropFirst("milli-".count)
    }
    return switch unit {
    case "", "count": grouped(value)
    case "cents": shortAmount(value)
    case "ppm": Ratio(value, 1_000_000).percentText()
    case "milli": Ratio(value, 1_000).text(decimals: 3)
    default: grouped(value) + " " + unit
    }
  }

  /// A number of events a second, rounded as far as a reader cares.
  ///
  /// - Parameter rate: The rate.
  /// - Returns: For example `6.1 M/s`.
  package static func rate(_ rate: Double) -> String {
    guard rate.isFinite, rate >= 0, rate < 1e15 else { return "unknown" }
    if rate >= 1e6 { return tenths(rate / 1e6) + " M/s" }
    if rate >= 1e4 { return tenths(rate / 1e3) + " k/s" }
    return tenths(rate) + " /s"
  }

  /// A time in seconds, minutes or hours.
  ///
  /// - Parameter seconds: The time.
  /// - Returns: For example `3.02 s` or `2 min 05 s`.
  package static func time(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "unknown" }
    if seconds < 60 {
      return decimalText(Int64((seconds * 100).rounded()), decimals: 2) + " s"
    }
    let whole = Int64(seconds.rounded())
    let (minutes, rest) = whole.quotientAndRemainder(dividingBy: 60)
    if minutes < 60 { return "\(minutes) min \(rest < 10 ? "0" : "")\(rest) s" }
    return "\(minutes / 60) h \(minutes % 60 < 10 ? "0" : "")\(minutes % 60) min"
  }

  /// A time in a queue's unit.
  ///
  /// - Parameters:
  ///   - value: The time.
  ///   - unit: `days`, or `µs`.
  /// - Returns: For example `27 d`, `45 ms` or `12.3 s`.
  package static func duration(_ value: Int64, unit: String) -> String {
    guard unit == "µs" else { return grouped(value) + " d" }
    if value < 1_000 { return "\(value) µs" }
    if value < 1_000_000 {
      return Ratio(value, 1_000).text(decimals: value < 10_000 ? 1 : 0) + " ms"
    }
    return time(Double(value) / 1e6)
  }

  /// A number of bytes in megabytes.
  ///
  /// - Parameter bytes: The number.
  /// - Returns: For example `412 MB`.
  package static func megabytes(_ bytes: Int64) -> String {
    grouped(Ratio(bytes, 1_000_000).scaled(by: 1)) + " MB"
  }

  private static func tenths(_ value: Double) -> String {
    decimalText(Int64((value * 10).rounded()), decimals: 1)
  }
}
