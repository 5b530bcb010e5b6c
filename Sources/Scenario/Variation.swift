package import Documents

/// The values that a study gives to one setting or parameter, such as `rights.cap=800..1600 step
/// 200` or `platform.mutant=none,cap-ignored`.
package struct Variation: Sendable, Equatable {
  /// The full name of what is varied.
  package let path: String
  private let values: Values

  private enum Values: Sendable, Equatable {
    case list([String])
    case range(low: Int64, step: Int64, count: Int, decimals: Int, unit: String)
  }

  /// How many values there are.
  package var count: Int {
    switch values {
    case .list(let list): list.count
    case .range(_, _, let count, _, _): count
    }
  }

  /// A value as `--set` takes it.
  ///
  /// - Parameter place: Its place, from 0.
  package subscript(place: Int) -> String {
    switch values {
    case .list(let list): list[place]
    case .range(let low, let step, _, let decimals, let unit):
      Self.text(low + Int64(place) * step, decimals) + unit
    }
  }

  /// A value of a range as a number, without its unit.
  ///
  /// - Parameter place: Its place, from 0.
  /// - Returns: The number; `nil` where the values are a list.
  package func number(_ place: Int) -> Double? {
    guard case .range(let low, let step, _, let decimals, _) = values else { return nil }
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    return Double(low + Int64(place) * step) / scale
  }

  /// Whether the values are steps of a range, so that one lies between two others.
  package var isRange: Bool {
    if case .range = values { true } else { false }
  }

  /// Reads a variation.
  ///
  /// - Parameters:
  ///   - text: `path=LOW..HIGH`, with `step S` behind it or not, or `path=a,b,c`; the path may be
  ///     the end of a name, where only one name ends so.
  ///   - context: What scenarios are read against.
  /// - Throws: ``Diagnostic`` for an unknown path, an inverted or empty range, or a step that leads
  ///   nowhere.
  package init(_ text: String, context: ScenarioContext) throws(Diagnostic) {
    func complaint(_ message: String) -> Diagnostic {
      Diagnostic(file: "--vary", message: message)
    }
    guard let sign = text.firstIndex(of: "=") else {
      throw complaint("'\(text)' must be path=values, such as 'rights.cap=800..1600 step 200'")
    }
    path = try ScenarioNames(context).resolve(
      String(text[..<sign]).trimmed, from: "--vary")
    let written = String(text[text.index(after: sign)...]).trimmed
    do throws(VariationError) {
      values = try Self.values(written)
    } catch {
      throw complaint("'\(text)': \(error.reason)")
    }
    guard path != "seed" else {
      throw complaint("'seed' is not varied: --repeat runs further seeds")
    }
  }

  private struct VariationError: Error { let reason: String }

  private static func values(_ text: String) throws(VariationError) -> Values {
    guard let dots = text.firstRange(of: "..") else {
      let list = text.split(separator: ",", omittingEmptySubsequences: false)
        .map { String($0).trimmed }
      if let twice = list.indices.first(where: { list[..<$0].contains(list[$0]) }) {
        throw VariationError(reason: "'\(list[twice])' stands there twice")
      }
      guard !list.contains("") else {
        throw VariationError(
          reason: "an empty value; write LOW..HIGH step S, or values with commas between them")
      }
      return .list(list)
    }
    var end = String(text[dots.upperBound...])
    var step: String?
    if let word = end.firstRange(of: "step") {
      step = String(end[word.upperBound...])
      end = String(end[..<word.lowerBound])
    }
    let words = [String(text[..<dots.lowerBound]), end] + (step.map { [$0] } ?? ["1"])
    var numbers: [(digits: Int64, decimals: Int, unit: String)] = []
    for word in words {
      guard let number = number(word.trimmed) else {
        throw VariationError(reason: "'\(word.trimmed)' is no number")
      }
      numbers.append(number)
    }
    let units = numbers.map(\.unit).filter { !$0.trimmed.isEmpty }
    guard units.allSatisfy({ $0.trimmed == units[0].trimmed }) else {
      throw VariationError(reason: "the numbers have different units")
    }
    let decimals = numbers.map(\.decimals).max() ?? 0
    let scaled = numbers.map { number in
      (number.decimals..<decimals).reduce(number.digits) { digits, _ in digits * 10 }
    }
    guard scaled[0] <= scaled[1] else {
      throw VariationError(
        reason: "the range runs backwards: write \(words[1].trimmed)..\(words[0].trimmed)")
    }
    guard scaled[2] > 0 else { throw VariationError(reason: "a step must be above 0") }
    return .range(
      low: scaled[0], step: scaled[2], count: Int((scaled[1] - scaled[0]) / scaled[2]) + 1,
      decimals: decimals, unit: units.first ?? "")
  }

  /// Digits with at most six decimals, and what stands behind them.
  private static func number(_ text: String) -> (digits: Int64, decimals: Int, unit: String)? {
    let body = text.prefix { $0.isASCII && ($0.isNumber || "._-".contains($0)) }
    let parts = body.filter { $0 != "_" }.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, !whole.isEmpty, whole.count <= 12 else {
      return nil
    }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.count <= 6, parts.count == 1 || !fraction.isEmpty,
      !fraction.contains("-"), let digits = Int64(whole + fraction)
    else { return nil }
    return (digits, fraction.count, String(text[body.endIndex...]))
  }

  private static func text(_ digits: Int64, _ decimals: Int) -> String {
    guard decimals > 0 else { return String(digits) }
    var written = String(digits.magnitude)
    if written.count <= decimals {
      written = String(repeating: "0", count: decimals + 1 - written.count) + written
    }
    return (digits < 0 ? "-" : "") + written.dropLast(decimals) + "." + written.suffix(decimals)
  }
}

/// The names of settings and parameters, as a command line may shorten them.
package struct ScenarioNames: Sendable {
  /// Every full name.
  package let all: [String]

  /// Lists the names.
  ///
  /// - Parameter context: What scenarios are read against.
  package init(_ context: ScenarioContext) {
    all = Setting.all.map(\.path) + ParameterOverlay.names(context)
  }

  /// The names without their first part.
  var short: [String] {
    all.compactMap { full in
      full.firstIndex(of: ".").map { String(full[full.index(after: $0)...]) }
    }
  }

  /// Finds the full name, if there is one.
  ///
  /// - Parameters:
  ///   - name: A name, or the end of one from a dot on.
  ///   - source: The flag that named it.
  /// - Returns: The full name; `nil` where nothing ends so.
  /// - Throws: ``Diagnostic`` where several names end so.
  func completed(_ name: String, from source: String) throws(Diagnostic) -> String? {
    if name.isEmpty || all.contains(name) { return name.isEmpty ? nil : name }
    let found = all.filter { $0.hasSuffix("." + name) }
    guard found.count < 2 else {
      throw Diagnostic(
        file: source,
        message: "'\(name)' may be \(found.joined(separator: " or ")): write which one")
    }
    return found.first
  }

  /// Finds the full name.
  ///
  /// - Parameters:
  ///   - name: A name, or the end of one from a dot on, where only one ends so.
  ///   - source: The flag that named it.
  /// - Returns: The full name.
  /// - Throws: ``Diagnostic`` where there is none, or several.
  package func resolve(_ name: String, from source: String) throws(Diagnostic) -> String {
    if let found = try completed(name, from: source) { return found }
    throw Diagnostic(
      file: source,
      message: "unknown setting or parameter '\(name)'" + Nearest.hint(name, among: all + short))
  }
}
