internal import Calendar
package import Law

/// The law as it reads between two of its changes: read once, for everybody who lives under it.
///
/// Nothing is reckoned here: each reading is what the table says on the day of a change, kept so
/// that a day on which nothing changes does not ask for all of it again.
package struct LawReading: Sendable {
  /// The topics that bear on an official's rights and dossiers.
  private static let topics = [
    "rights.", "dossier.", "offer.", "service.", "cpf.", "cec.", "fund.",
  ]

  /// The law.
  package let law: ParameterTable
  /// The days on which any of it changes, in order.
  let changes: [Day]
  /// What it says before the first change, and from each change on.
  private let readings: [[String: LawValue]]
  /// The legal credit days of each year, municipal and other.
  private let creditDays: [CreditDays]
  private let firstYear: Int

  /// The two legal credit days of a year.
  struct CreditDays: Sendable {
    let municipal: Day
    let other: Day
  }

  /// Reads the law.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - years: The years whose credit days are worked out beforehand; others are when asked for.
  package init(_ law: ParameterTable, years: ClosedRange<Int> = 2016...2031) {
    self.law = law
    let parameters = law.parameters.filter { parameter in
      Self.topics.contains { parameter.name.hasPrefix($0) }
    }
    let changes = Set(parameters.flatMap { $0.values.map(\.from) }).sorted()
    self.changes = changes
    readings = ([Day.distantPast - 1] + changes).map { day in
      var values: [String: LawValue] = [:]
      for parameter in parameters {
        values[parameter.name] = parameter.inForce(on: day)?.value ?? LawValue.none
      }
      return values
    }
    firstYear = years.lowerBound
    creditDays = years.map { Self.creditDays(of: $0, law) }
  }

  private static func creditDays(of year: Int, _ law: ParameterTable) -> CreditDays {
    CreditDays(
      municipal: CreditDay.of(.municipal, in: year, law),
      other: CreditDay.of(.departmental, in: year, law))
  }

  /// The legal credit days of a year.
  func creditDays(of year: Int) -> CreditDays {
    let place = year - firstYear
    return creditDays.indices.contains(place)
      ? creditDays[place] : Self.creditDays(of: year, law)
  }

  /// How many changes there were up to a day: the reading that is in force.
  func period(on day: Day) -> Int {
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The value of a parameter in a reading.
  func value(_ name: String, in period: Int) -> LawValue {
    guard let value = readings[period][name] else {
      preconditionFailure("there is no parameter '\(name)'")
    }
    return value
  }

  /// The number of a parameter in a reading; a default where the law has none.
  func number(_ name: String, in period: Int, absent: Int64) -> Int64 {
    if case .number(let number) = value(name, in: period) { number } else { absent }
  }

  /// Whether a parameter is a rule on a day.
  func rule(_ name: String, on day: Day, is rule: String) -> Bool {
    value(name, in: period(on: day)) == .rule(rule)
  }
}
