internal import Calendar
package import Documents

extension Unit {
  /// A number of this unit as a French document writes it, with its unit: `1 200,00 €`.
  ///
  /// - Parameter number: The number in the base unit.
  /// - Returns: The words.
  package func words(_ number: Int64) -> String {
    switch self {
    case .euro: "\(decimal(number, places: 2)) €"
    case .euroPerHour: "\(decimal(number, places: 2)) €/h"
    case .pacificFranc: "\(grouped(number)) F CFP"
    case .share: "\(trimmedDecimal(number, places: 4)) %"
    case .hour: counted(number, "hour")
    case .day: counted(number, "day")
    case .workingDay: counted(number, "working day")
    case .month: counted(number, "month")
    case .year: counted(number, "year")
    case .count: grouped(number)
    case .flag: number == 0 ? "no" : "yes"
    case .date: Day(rawValue: Int32(truncatingIfNeeded: number)).description
    case .dayOfYear: "\(twoDigits(number / 100))-\(twoDigits(number % 100))"
    }
  }

  private func counted(_ number: Int64, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  private func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private func decimal(_ number: Int64, places: Int) -> String {
    let scale = (0..<places).reduce(Int64(1)) { result, _ in result * 10 }
    let fraction = String(number % scale)
    let zeros = String(repeating: "0", count: places - fraction.count)
    return "\(grouped(number / scale)),\(zeros)\(fraction)"
  }

  private func trimmedDecimal(_ number: Int64, places: Int) -> String {
    var text = decimal(number, places: places)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(",") { text.removeLast() }
    return text
  }

  private func grouped(_ number: Int64) -> String {
    let digits = String(number)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { text += "\u{202f}" }
      text.append(digit)
    }
    return text
  }
}

extension LawValue {
  /// The value in words, one line for each step of a scale.
  ///
  /// - Parameter unit: The parameter's unit.
  /// - Returns: At least one line.
  package func lines(_ unit: Unit) -> [String] {
    switch self {
    case .number(let number): return [unit.words(number)]
    case .rule(let rule): return [rule]
    case .none: return ["none"]
    case .scale(let steps):
      let starts = steps.map { "from \(Unit.count.words($0.from))" }
      let width = starts.map(\.count).max() ?? 0
      return zip(starts, steps).map { start, step in
        "\(start.padded(to: width))  \(unit.words(step.value))"
      }
    }
  }
}

extension String {
  /// The text followed by as many spaces as make it that long.
  ///
  /// - Parameter width: The length wanted.
  /// - Returns: The text itself where it is longer.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
