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
struct Elections {
  private let municipal: [Day]
  private let departmental: [Day]

  init(_ law: ParameterTable) {
    municipal = law["election.municipal"]?.values.map(\.from) ?? []
    departmental = law["election.departmental_regional"]?.values.map(\.from) ?? []
  }

  /// The next first round of each mandate code after a day: a training that ends before it surely
  /// lies within the term.
  func termEnds(after day: Day) -> [Day] {
    let municipal = municipal.first { $0 > day } ?? .distantFuture
    let departmental = departmental.first { $0 > day } ?? .distantFuture
    return [municipal, municipal, departmental, departmental, departmental, .distantFuture]
  }
}
