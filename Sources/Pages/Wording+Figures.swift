internal import Calendar
internal import Report
internal import Statistics

/// Numbers, amounts, times and dates.
extension Wording {
  private var group: Character { language == .french ? "\u{202f}" : "," }
  private var point: String { language == .french ? "," : "." }
  /// What stands before a unit or `%`: French sets a narrow space, English nothing before `%`.
  private var percentSign: String { language == .french ? "\u{202f}%" : "%" }

  /// A whole number in groups of three digits.
  ///
  /// - Parameter value: The number.
  /// - Returns: For example `18 402 119`, or `18,402,119`.
  package func number(_ value: Int64) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "\u{2212}" : ""
    for (index, digit) in digits.enumerated() {
      // Four digits stay together in neither language: columns of figures read better so.
      if index > 0 && (digits.count - index) % 3 == 0 { text.append(group) }
      text.append(digit)
    }
    return text
  }

  /// A whole number.
  ///
  /// - Parameter value: The number.
  /// - Returns: For example `18 402 119`, or `18,402,119`.
  package func number(_ value: Int) -> String { number(Int64(value)) }

  /// A number with a fraction.
  ///
  /// - Parameters:
  ///   - scaled: The number times ten to the power of `decimals`.
  ///   - decimals: How many digits stand behind the point.
  /// - Returns: For example `1,38`, or `1.38`.
  package func decimal(_ scaled: Int64, decimals: Int) -> String {
    guard decimals > 0 else { return number(scaled) }
    var digits = String(scaled.magnitude)
    while digits.count <= decimals { digits = "0" + digits }
    let whole = Int64(digits.dropLast(decimals)) ?? 0
    let sign = scaled < 0 ? "\u{2212}" : ""
    return sign + number(whole) + point + digits.suffix(decimals)
  }

  /// A number as near as a reader cares: three digits that count, or whole.
  ///
  /// - Parameter value: The number.
  /// - Returns: For example `0.123`, `1.38`, `12.3` or `1,234`.
  package func measure(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 9e15 else { return "–" }
    let decimals =
      value.magnitude >= 100 ? 0 : value.magnitude >= 10 ? 1 : value.magnitude >= 1 ? 2 : 3
    let scale = [1.0, 10, 100, 1_000][decimals]
    return decimal(Int64((value * scale).rounded()), decimals: decimals)
  }

  /// An amount to the cent.
  ///
  /// - Parameter cents: The amount.
  /// - Returns: For example `1 234,56 €`, or `€1,234.56`.
  package func euros(_ cents: Int64) -> String {
    money(Int64(cents.magnitude), decimals: 2, unit: "", sign: cents < 0)
  }

  /// An amount in the shortest form that still says it: whole euros, thousands, millions, billions.
  ///
  /// - Parameter cents: The amount.
  /// - Returns: For example `18,02 M€`, or `€18.02m`.
  package func shortEuros(_ cents: Int64) -> String {
    let steps: [(Int64, String)] = [(100_000_000_000, "G"), (100_000_000, "M")]
    for (size, unit) in steps where cents.magnitude >= size.magnitude {
      let hundredths = Ratio(Int64(cents.magnitude), size / 100).scaled(by: 1)
      return money(hundredths, decimals: 2, unit: unit, sign: cents < 0)
    }
    if cents % 100 == 0 {
      return money(Int64(cents.magnitude) / 100, decimals: 0, unit: "", sign: cents < 0)
    }
    return euros(cents)
  }

  private func money(_ scaled: Int64, decimals: Int, unit: String, sign: Bool) -> String {
    let minus = sign ? "\u{2212}" : ""
    let figure = decimal(scaled, decimals: decimals)
    guard language == .english else {
      return "\(minus)\(figure)\u{202f}\(unit == "G" ? "Md" : unit)€"
    }
    return "\(minus)€\(figure)\(unit == "G" ? "bn" : unit.lowercased())"
  }

  /// A share.
  ///
  /// - Parameters:
  ///   - ppm: The share in parts per million.
  ///   - decimals: How many digits stand behind the point, at most 4.
  /// - Returns: For example `79,0 %`, or `79.0%`.
  package func percent(_ ppm: Int64, decimals: Int = 1) -> String {
    let scale: Int64 = [10_000, 1_000, 100, 10, 1][Swift.min(decimals, 4)]
    return decimal(Ratio(ppm, scale).scaled(by: 1), decimals: decimals) + percentSign
  }

  /// A figure with its unit.
  ///
  /// - Parameters:
  ///   - value: The figure.
  ///   - unit: `count`, `cents`, `ppm`, `milli`, `centiyear`, `milli-hours`, `days`,
  ///     `µs`, or a noun.
  /// - Returns: For example `79,0 %` for 790,000 ppm.
  package func quantity(_ value: Int64, unit: String) -> String {
    switch unit {
    case "", "count": number(value)
    case "cents": shortEuros(value)
    case "ppm": percent(value)
    case "milli": decimal(value, decimals: 3)
    case "centiyear": decimal(value, decimals: 2) + " " + self("unit.years")
    case "milli-days":
      decimal(Ratio(value, 100).scaled(by: 1), decimals: 1) + "\u{a0}" + self("unit.days.short")
    case "milli-hours":
      decimal(Ratio(value, 100).scaled(by: 1), decimals: 1) + "\u{a0}" + self("unit.hours")
    case "days": count(value, "unit.days")
    case "µs": duration(microseconds: value)
    default: number(value) + "\u{a0}" + (self["unit.\(unit)"] ?? unit)
    }
  }

  /// A time that a machine takes.
  ///
  /// - Parameter value: The time in microseconds.
  /// - Returns: For example `1,25 ms`.
  package func duration(microseconds value: Int64) -> String {
    if value.magnitude >= 7_200_000_000 { return measure(Double(value) / 3.6e9) + "\u{a0}h" }
    if value.magnitude >= 120_000_000 { return measure(Double(value) / 6e7) + "\u{a0}min" }
    if value.magnitude >= 1_000_000 { return measure(Double(value) / 1e6) + "\u{a0}s" }
    if value.magnitude >= 1_000 { return measure(Double(value) / 1e3) + "\u{a0}ms" }
    return number(value) + "\u{a0}µs"
  }

  /// A number of bytes.
  ///
  /// - Parameter bytes: The number.
  /// - Returns: For example `412 Mo`, or `412 MB`.
  package func megabytes(_ bytes: Int64) -> String {
    number(Ratio(bytes, 1_000_000).scaled(by: 1)) + "\u{a0}" + self("unit.megabytes")
  }

  /// A day.
  ///
  /// - Parameter day: The day as `YYYY-MM-DD`.
  /// - Returns: For example `31 mars 2026`, or `31 March 2026`.
  package func date(_ day: String) -> String {
    guard let civil = Day(day)?.civil else { return day }
    // The first of a month is an ordinal in French, and stays with its month.
    let number = language == .french && civil.day == 1 ? "1er" : "\(civil.day)"
    return "\(number)\u{a0}\(self("month.\(civil.month)")) \(civil.year)"
  }

  /// A day without its year.
  ///
  /// - Parameter day: The day.
  /// - Returns: For example `31 mars`.
  func dayOfYear(_ day: Day) -> String {
    let civil = day.civil
    let number = language == .french && civil.day == 1 ? "1er" : "\(civil.day)"
    return "\(number)\u{a0}\(self("month.\(civil.month)"))"
  }

  /// A month.
  ///
  /// - Parameter month: The month as `YYYY-MM`, or a day of it.
  /// - Returns: For example `mars 2026`.
  package func month(_ month: String) -> String {
    let parts = month.split(separator: "-")
    guard parts.count >= 2, let number = Int(parts[1]), (1...12).contains(number) else {
      return month
    }
    return "\(self("month.\(number)")) \(parts[0])"
  }

  /// A time of day.
  ///
  /// - Parameter second: The second of the day, from 0 on.
  /// - Returns: For example `09:30:07`, in French `9 h 30 min 07 s`.
  package func time(second: Int64) -> String {
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let (hours, minutes, seconds) = (second / 3_600, second / 60 % 60, second % 60)
    return language == .french
      ? "\(hours)\u{a0}h\u{a0}\(two(minutes))\u{a0}min\u{a0}\(two(seconds))\u{a0}s"
      : "\(two(hours)):\(two(minutes)):\(two(seconds))"
  }
}
