internal import Documents

/// Reads the text of a threshold from left to right.
struct ThresholdParser {
  private let text: String
  private var rest: Substring

  init(_ text: String) {
    self.text = text.trimmed
    rest = Substring(self.text)
  }

  mutating func threshold() throws(ThresholdError) -> Threshold {
    let options = try takeOptions()
    let shown = rest.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let metric = try key()
    let hasColon = take(":")
    let aggregate = try aggregate(required: hasColon)
    skipSpace()
    let symbol = rest.prefix { "<>=!".contains($0) }
    let word = rest.prefix { $0.isLetter }
    let window: Threshold.Window?
    let condition: Threshold.Condition
    let isPlain = metric.tags.isEmpty && aggregate == nil && !hasColon
    if !symbol.isEmpty {
      guard let comparison = Threshold.Comparison(rawValue: String(symbol)) else {
        throw complaint("'\(symbol)' in '\(text)'")
      }
      rest = rest.dropFirst(symbol.count)
      window = try takeWindow()
      condition = .compared(comparison, try limit(rest))
    } else if word == "within" || word == "around" {
      rest = rest.dropFirst(word.count)
      window = try takeWindow()
      condition = word == "within" ? try within() : try around()
    } else if rest.isEmpty || !hasColon && aggregate == nil && metric.tags.isEmpty {
      let ending = text.contains { "<>=!".contains($0) } ? "names no metric" : "compares nothing"
      throw complaint("'\(text)' \(ending)")
    } else {
      throw complaint("'\(text)' compares nothing")
    }
    var threshold = Threshold(
      metric, aggregate, condition, window,
      expression: isPlain && window == nil ? Self.plain(metric, condition) ?? shown : shown)
    threshold.severity = options.isSoft ? .soft : .hard
    threshold.aborts = options.aborts
    try check(threshold)
    return threshold
  }

  /// What can be said of windows whatever the metric is.
  private func check(_ threshold: Threshold) throws(ThresholdError) {
    switch threshold.window {
    case nil: return
    case .lasting:
      guard threshold.aggregate == .value || threshold.aggregate == nil else {
        throw ThresholdError("'\(text)': 'for' asks each day's value: write value instead")
      }
    case .over:
      guard let aggregate = threshold.aggregate, aggregate != .value else {
        throw ThresholdError(
          "'\(text)': 'over' aggregates the days of a window: write sum, avg, max, p(95) … before "
            + "the comparison")
      }
    }
  }

  /// A condition on a single number in its canonical form.
  private static func plain(_ metric: MetricKey, _ condition: Threshold.Condition) -> String? {
    guard case .compared(let comparison, let limit) = condition, limit.dimension == nil,
      limit.value.denominator == 1
    else { return nil }
    return "\(metric) \(comparison.rawValue) \(limit.value.numerator)"
  }

  private func complaint(_ what: String) -> ThresholdError {
    ThresholdError("\(what): \(ThresholdError.form)")
  }

  private mutating func skipSpace() { rest = rest.drop { $0.isWhitespace } }

  private mutating func take(_ sign: Character) -> Bool {
    skipSpace()
    guard rest.first == sign else { return false }
    rest.removeFirst()
    return true
  }

  /// What stands in brackets at the end.
  private mutating func takeOptions() throws(ThresholdError) -> (isSoft: Bool, aborts: Bool) {
    guard rest.last == "]", let start = rest.lastIndex(of: "[") else { return (false, false) }
    let words = rest[rest.index(after: start)...].dropLast().split { ", ".contains($0) }
    rest = rest[..<start]
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    guard !words.isEmpty else {
      throw ThresholdError("'[]' in '\(text)' says nothing: write [soft], [hard] or [abort]")
    }
    for word in words where word != "soft" && word != "hard" && word != "abort" {
      throw ThresholdError(
        "'[\(word)]' in '\(text)' is neither [soft], [hard] nor [abort]"
          + Nearest.hint(String(word), among: ["soft", "hard", "abort"]))
    }
    if words.contains("soft"), let other = words.first(where: { $0 != "soft" }) {
      throw ThresholdError("'\(text)': \(Self.contradiction(String(other)))")
    }
    return (words.contains("soft"), words.contains("abort"))
  }

  /// Why a soft threshold can be nothing else besides.
  ///
  /// - Parameter word: `hard` or `abort`.
  /// - Returns: The end of a sentence.
  static func contradiction(_ word: String) -> String {
    word == "abort"
      ? "a soft threshold is only told, so that it stops no run: leave soft or abort out"
      : "a threshold is either soft or hard"
  }

  private mutating func key() throws(ThresholdError) -> MetricKey {
    skipSpace()
    let name = takeName(".-_")
    guard !name.isEmpty, !name.hasPrefix("."), !name.hasSuffix(".") else {
      throw complaint("'\(text)' names no metric")
    }
    guard take("{") else { return MetricKey(name) }
    guard let end = rest.firstIndex(of: "}") else {
      throw ThresholdError("'\(text)': the tags of '\(name)' lack their '}'")
    }
    var tags: [MetricKey.Tag] = []
    for pair in rest[..<end].split(separator: ",", omittingEmptySubsequences: false) {
      let parts = pair.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        .map { String($0).trimmed }
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw ThresholdError("'\(pair)' in '\(text)' must be tag:value, such as queue:support")
      }
      guard !tags.contains(where: { $0.name == parts[0] }) else {
        throw ThresholdError("'\(text)' has the tag '\(parts[0])' twice")
      }
      tags.append(MetricKey.Tag(name: parts[0], value: parts[1]))
    }
    rest = rest[rest.index(after: end)...]
    return MetricKey(name, tags: tags)
  }

  private mutating func takeName(_ signs: String) -> String {
    let name = rest.prefix { letter in
      letter.isLetter || letter.isNumber || signs.contains(letter)
    }
    rest = rest.dropFirst(name.count)
    return String(name)
  }

  private mutating func aggregate(
    required: Bool
  ) throws(ThresholdError) -> Threshold.Aggregate? {
    skipSpace()
    let before = rest
    let name = takeName("_")
    if name == "p", rest.first == "(", let end = rest.firstIndex(of: ")") {
      let number = String(rest[rest.index(after: rest.startIndex)..<end]).trimmed
      rest = rest[rest.index(after: end)...]
      guard let share = Self.number(number), share >= Exact(0), share <= Exact(100) else {
        throw ThresholdError("'p(\(number))' in '\(text)': a percentile is from 0 to 100")
      }
      return .percentile(share.rounded(times: 10_000))
    }
    if let known = Threshold.Aggregate.named.first(where: { $0.name == name }) {
      return known.aggregate
    }
    rest = before
    if name.isEmpty || name == "within" || name == "around" { return nil }
    guard required else { return nil }
    let names = Threshold.Aggregate.named.map(\.name)
    throw ThresholdError(
      "'\(name)' in '\(text)' is no aggregate" + Nearest.hint(name, among: names)
        + " (one of: \(names.joined(separator: ", ")), p(N))")
  }

  /// Takes the window from the end.
  private mutating func takeWindow() throws(ThresholdError) -> Threshold.Window? {
    let words = rest.split(whereSeparator: \.isWhitespace)
    guard let place = words.lastIndex(where: { $0 == "for" || $0 == "over" }) else { return nil }
    let word = words[place]
    let span = words[words.index(after: place)...].joined(separator: " ")
    rest = rest[..<word.startIndex]
    guard let days = Self.days(span) else {
      throw ThresholdError(
        "'\(span)' in '\(text)': a window is a whole number of simulated days, such as 14d")
    }
    return word == "for" ? .lasting(days) : .over(days)
  }

  private static func days(_ text: String) -> Int? {
    let number = text.prefix { $0.isNumber }
    let ending = String(text[number.endIndex...]).trimmed
    let size =
      switch ending {
      case "d", "day", "days": 1
      case "w", "week", "weeks": 7
      default: 0
      }
    guard let days = Int(number), days > 0, days <= 100_000, size > 0 else { return nil }
    return days * size
  }

  private mutating func within() throws(ThresholdError) -> Threshold.Condition {
    guard let dots = rest.firstRange(of: "..") else {
      throw ThresholdError("'\(text)': 'within' needs two numbers, such as 1..5")
    }
    let high = try limit(rest[dots.upperBound...])
    var low = try limit(rest[..<dots.lowerBound])
    // A unit stands behind both: 5..10 d.
    if low.dimension == nil, high.dimension != nil {
      let ending = high.text.drop { !$0.isLetter && !"%‰€µ/".contains($0) }
      low = try limit("\(low.text) \(ending)")
    }
    guard low.dimension == high.dimension else {
      throw ThresholdError("'\(text)': both ends of 'within' must be of one unit")
    }
    guard low.value <= high.value else {
      throw ThresholdError("'\(text)': \(low.text) is above \(high.text)")
    }
    return .within(low, high)
  }

  private mutating func around() throws(ThresholdError) -> Threshold.Condition {
    for sign in ["±", "+/-", "+-"] {
      guard let place = rest.firstRange(of: sign) else { continue }
      let middle = try limit(rest[..<place.lowerBound])
      let distance = try limit(rest[place.upperBound...])
      guard distance.value >= Exact(0) else {
        throw ThresholdError("'\(text)': a distance is not below 0")
      }
      return .around(middle, distance)
    }
    throw ThresholdError("'\(text)': 'around' needs a number and a distance, such as 100 ± 5%")
  }

  /// The largest number of a limit, whatever its unit.
  private static let greatest = Exact(1_000_000_000_000_000)

  private func limit(_ written: Substring) throws(ThresholdError) -> Threshold.Limit {
    try limit(String(written))
  }

  private func limit(_ written: String) throws(ThresholdError) -> Threshold.Limit {
    let written = written.trimmed
    let end = written.lastIndex { $0.isNumber }
    guard let end, let number = Self.number(String(written[...end])) else {
      throw complaint("'\(text)' has no number on the right")
    }
    guard number.magnitude <= Self.greatest else {
      throw ThresholdError("'\(written)' in '\(text)' is larger than any metric")
    }
    let ending = String(written[written.index(after: end)...]).trimmed
    guard !ending.isEmpty else {
      return Threshold.Limit(value: number, dimension: nil, text: written)
    }
    guard let unit = MetricUnit.endings.first(where: { $0.names.contains(ending) }) else {
      let names = MetricUnit.endings.flatMap(\.names)
      throw ThresholdError(
        "'\(ending)' in '\(text)' is no unit" + Nearest.hint(ending, among: names)
          + " (one of: €, cents, %, ppm, d, h, min, s, ms, us, ns, /s, /min)")
    }
    return Threshold.Limit(
      value: number.scaled(by: unit.size.numerator), dimension: unit.dimension, text: written)
  }

  /// A number, its digits together or in groups of three with a space or `_` between them, and up
  /// to six decimals.
  static func number(_ text: String) -> Exact? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first else { return nil }
    let groups = whole.split(omittingEmptySubsequences: false) { "_ \u{a0}\u{202f}".contains($0) }
    guard let first = groups.first, groups.count == 1 || (1...4).contains(first.count),
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 && $0.allSatisfy(\.isNumber) }),
      let number = Int64(groups.joined()), number.magnitude <= 1_000_000_000_000_000_000
    else { return nil }
    guard parts.count == 2 else { return Exact(Int128(number)) }
    let decimals = parts[1]
    guard (1...6).contains(decimals.count), decimals.allSatisfy({ ("0"..."9").contains($0) }),
      let fraction = Int128(decimals)
    else { return nil }
    let scale = decimals.reduce(Int128(1)) { scale, _ in scale * 10 }
    let isNegative = first.hasPrefix("-")
    return Exact(Int128(number) * scale + (isNegative ? -fraction : fraction), scale)
  }
}
