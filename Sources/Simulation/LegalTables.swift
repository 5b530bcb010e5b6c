internal import Calendar
internal import Law
internal import Platform

extension HoursRule {
  /// Reads the rule of hours from the law.
  init(_ law: ParameterTable) {
    let hours = law["rights.annual_hours"]?.values.first
    let perYear: Int64 = if case .number(let number) = hours?.value { number } else { 0 }
    let timing = law["rights.hours_timing"]?.values
    let unit = law["rights.unit"]?.values
    self.init(
      perYear: perYear, from: hours?.from ?? .distantFuture,
      atStartFrom: timing?.first { $0.value == .rule("start-of-year") }?.from ?? .distantFuture,
      until: unit?.first { $0.value == .rule("euros") }?.from ?? .distantPast)
  }
}

/// The general elections that end the terms of councils.
enum Elections {
  /// The next general election of each mandate code after a day: the last day that is sure to lie
  /// within the term is the one before its first round.
  static func termEnds(_ law: ParameterTable, after day: Day) -> [Day] {
    func next(_ name: String) -> Day {
      law[name]?.values.first { $0.from > day }?.from ?? .distantFuture
    }
    let municipal = next("election.municipal")
    let departmental = next("election.departmental_regional")
    return [municipal, municipal, departmental, departmental, departmental, .distantFuture]
  }
}
